"""A visit holds only what is true now: acts are pure, and any order of edits is the same visit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.visit import (
    PLAN_LINES,
    PLAN_SIGNS,
    Lived,
    Visit,
    answered,
    attempt,
    chosen,
    guessed,
    liked,
    paid_in,
    planned,
    restarted,
    retaken,
    rewound,
    skipped,
    speaking,
    starred,
)
from tests.engine.acts import NAMES, NEW, Act, acts, names, visits

# --- acts ------------------------------------------------------------------------------------------------------


@given(visits, acts)
def test_an_act_leaves_the_visit_it_starts_from_as_it_was(visit: Visit, act: Act) -> None:
    before = Visit(visit.language, dict(visit.answers), dict(visit.days), frozenset(visit.stars), dict(visit.before))
    assert act(visit) == act(visit)
    assert visit == before


@given(visits)
def test_nobody_can_write_into_a_visit(visit: Visit) -> None:
    with pytest.raises(TypeError):
        visit.answers["one"] = 1  # type: ignore[index]
    with pytest.raises(TypeError):
        visit.days["one"] = Lived()  # type: ignore[index]


@given(st.lists(st.tuples(names, st.integers(0, 5)), max_size=20))
def test_answers_given_changed_and_cleared_in_any_order_are_as_if_entered_afresh(edits: list[tuple[str, int]]) -> None:
    visit, left = NEW, dict[str, int]()
    for item, answer in edits:
        visit = answered(visit, item, answer) if answer else skipped(visit, item)
        left.pop(item, None)
        if answer:
            left[item] = answer
    fresh = NEW
    for item in sorted(left):
        fresh = answered(fresh, item, left[item])
    assert visit == fresh
    assert dict(visit.answers) == left


@given(visits, st.permutations(NAMES))
def test_answers_days_and_stars_can_be_entered_in_any_order(visit: Visit, order: list[str]) -> None:
    fresh = replace(NEW, before=visit.before)
    for name in order:
        fresh = starred(fresh, name) if name in visit.stars else fresh
        for hour, option in enumerate(visit.lived(name).choices):
            fresh = liked(chosen(fresh, name, option), name, hour, visit.lived(name).likes[hour])
        fresh = answered(fresh, name, visit.answers[name]) if name in visit.answers else fresh
    assert fresh == visit


@pytest.mark.parametrize("answer", [-1, 0, 6, 99])
def test_an_answer_is_1_to_5(answer: int) -> None:
    with pytest.raises(ValueError, match=str(answer)):
        answered(NEW, "one", answer)


@given(visits)
def test_skipping_what_was_not_answered_changes_nothing(visit: Visit) -> None:
    assert skipped(visit, "never asked") == visit


@given(visits)
def test_taking_the_questionnaire_again_keeps_the_answers_to_compare_with(visit: Visit) -> None:
    again = retaken(visit)
    assert not again.answers
    assert again.before == (visit.answers or visit.before)
    assert (again.days, again.stars) == (visit.days, visit.stars)
    assert retaken(again) == again


@given(visits, names)
def test_starring_twice_is_not_starring(visit: Visit, row: str) -> None:
    assert (row in starred(visit, row).stars) is (row not in visit.stars)
    assert starred(starred(visit, row), row) == visit


@given(visits, st.sampled_from(["es", "en"]))
def test_another_language_changes_nothing_else(visit: Visit, language: str) -> None:
    assert speaking(visit, language).language == language
    assert speaking(speaking(visit, language), visit.language) == visit


# --- days ------------------------------------------------------------------------------------------------------


@given(visits, names, st.integers(1, 4))
def test_rewinding_takes_back_one_choice(visit: Visit, role: str, option: int) -> None:
    assert rewound(chosen(visit, role, option), role) == visit


@given(visits, names)
def test_rewinding_and_choosing_and_liking_the_same_again_is_the_same_visit(visit: Visit, role: str) -> None:
    lived = visit.lived(role)
    if lived.choices:
        again = chosen(rewound(visit, role), role, lived.choices[-1])
        assert liked(again, role, len(lived.choices) - 1, lived.likes[-1]) == visit
    else:
        assert rewound(visit, role) == visit


@given(visits)
def test_every_lived_hour_has_a_choice_and_a_liking(visit: Visit) -> None:
    for lived in visit.days.values():
        assert len(lived.choices) == len(lived.likes) > 0


@given(visits, names, st.integers(1, 4))
def test_a_new_hour_is_neither_liked_nor_disliked(visit: Visit, role: str, option: int) -> None:
    lived = chosen(visit, role, option).lived(role)
    assert (lived.choices, lived.likes) == ((*visit.lived(role).choices, option), (*visit.lived(role).likes, 0))


@given(visits, names)
def test_a_day_started_again_is_as_if_never_begun(visit: Visit, role: str) -> None:
    again = restarted(visit, role)
    assert again.lived(role) == Lived()
    assert role not in again.days
    assert {name: day for name, day in visit.days.items() if name != role} == again.days


@given(visits, names, st.integers(1, 4), st.integers(0, 5))
def test_liking_an_hour_changes_only_that_hour(visit: Visit, role: str, option: int, liking: int) -> None:
    two = chosen(chosen(visit, role, option), role, option)
    hour = len(two.lived(role).choices) - 2
    changed = liked(two, role, hour, liking)
    assert changed.lived(role).likes == (*two.lived(role).likes[:hour], liking, 0)
    assert liked(changed, role, hour, 0) == two


@pytest.mark.parametrize(("hour", "liking"), [(0, -1), (0, 6), (-1, 3), (1, 3), (2, 0)])
def test_a_liking_is_0_to_5_for_an_hour_that_was_lived(hour: int, liking: int) -> None:
    with pytest.raises(ValueError, match="cannot be liked"):
        liked(chosen(NEW, "one", 1), "one", hour, liking)


def test_an_hour_of_a_day_not_begun_cannot_be_liked() -> None:
    with pytest.raises(ValueError, match="0 of 0"):
        liked(NEW, "one", 0, 3)


@given(visits)
def test_a_visit_is_empty_when_forgetting_it_loses_nothing(visit: Visit) -> None:
    assert visit.empty is (visit == NEW)
    assert speaking(visit, "en").empty is visit.empty


# --- a guess, a plan, a country --------------------------------------------------------------------------------


def test_a_guess_is_said_in_two_parts_and_taken_back() -> None:
    visit = guessed(guessed(Visit("en"), way=4), known=2)
    assert visit.guess == (4, 2) and not visit.empty
    assert guessed(visit, way=0).guess == (0, 2)
    assert guessed(guessed(visit, way=0), known=0).empty


@pytest.mark.parametrize("wrong", [{"way": 6}, {"way": -1}, {"known": 4}])
def test_a_guess_outside_its_scale_is_refused(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="a guess is"):
        guessed(Visit("en"), **wrong)


def test_a_plan_has_three_lines_of_plain_text_and_is_none_when_all_are_empty() -> None:
    visit = planned(Visit("en"), 1, "  one\tafternoon\x1b[2J \n with Ana " + "x" * 300)
    assert len(visit.plan) == PLAN_LINES and visit.plan[0] == visit.plan[2] == ""
    assert attempt(visit).startswith("one afternoon [2J with Ana x") and len(attempt(visit)) == PLAN_SIGNS
    assert planned(visit, 1, "") == Visit("en") and attempt(Visit("en")) == ""


def test_the_country_of_pay_and_the_language_are_no_acts_that_leave_anything() -> None:
    assert paid_in(speaking(Visit("en"), "es"), "de") == Visit("es", country="de")
    assert paid_in(Visit("en"), "de").empty
