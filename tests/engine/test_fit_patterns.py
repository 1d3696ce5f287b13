"""Answers that follow a pattern instead of the questions are never made into a verdict, and honest ones are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.fit import Instrument
from explorer.pack.schema import Likert
from tests.first import PACK

ITEMS = PACK.questionnaire.items
INSTRUMENT = Instrument(PACK.questionnaire, [role.id for role in PACK.roles])
FIRST = PACK.roles[0].id

ALTERNATING = [(a, b) for a in range(1, 6) for b in range(1, 6) if a != b]
ZIG_ZAGS = [(1, 2, 3, 4, 5, 4, 3, 2), (2, 3, 4, 3), (1, 3, 5, 3), (1, 2, 3, 2), (3, 4, 5, 4), (1, 2, 3, 4, 3, 2)]
DIAGONALS = [(1, 2, 3, 4, 5), (5, 4, 3, 2, 1), (2, 3, 4), (1, 2, 3, 4), (5, 4, 3, 2), (4, 3, 2)]
PATTERNS = [*ALTERNATING, *ZIG_ZAGS, *DIAGONALS, (1, 1, 5, 5), (2, 2, 4, 4), (1, 1, 5), (1, 5, 5)]
PHASED = [(pattern, phase) for pattern in PATTERNS for phase in range(len(pattern))]


def drawn(pattern: tuple[int, ...], phase: int, skips: frozenset[int] = frozenset()) -> dict[str, int]:
    """Every item answered by its place in the list, but for the skipped ones."""
    return {item.id: pattern[(place + phase) % len(pattern)] for place, item in enumerate(ITEMS) if place not in skips}


@pytest.mark.parametrize("answer", range(1, 6))
def test_a_straight_line_leans_nowhere_and_cannot_be_interpreted(answer: int) -> None:
    fit = INSTRUMENT.score(drawn((answer,), 0))
    assert fit.lean == 0
    assert (fit.verdict, fit.leader) == ("uninterpretable", None)
    assert "straight" in fit.flags


@pytest.mark.parametrize(("pattern", "phase"), PHASED)
def test_a_pattern_of_any_phase_cannot_be_interpreted(pattern: tuple[int, ...], phase: int) -> None:
    fit = INSTRUMENT.score(drawn(pattern, phase))
    assert (fit.verdict, fit.leader) == ("uninterpretable", None)


@given(st.sampled_from(PHASED), st.frozensets(st.integers(0, 23), max_size=6))
def test_a_pattern_with_a_few_skips_cannot_be_interpreted(
    drawing: tuple[tuple[int, ...], int], skips: frozenset[int]
) -> None:
    assert INSTRUMENT.score(drawn(*drawing, skips)).verdict == "uninterpretable"


@given(st.sampled_from(PHASED), st.frozensets(st.integers(0, 23), max_size=6))
def test_a_pattern_that_goes_on_after_a_skip_as_if_it_were_none_cannot_be_interpreted(
    drawing: tuple[tuple[int, ...], int], skips: frozenset[int]
) -> None:
    pattern, phase = drawing
    asked = [item.id for place, item in enumerate(ITEMS) if place not in skips]
    answers = {item: pattern[(place + phase) % len(pattern)] for place, item in enumerate(asked)}
    assert INSTRUMENT.score(answers).verdict == "uninterpretable"


@given(st.integers(1, 5), st.frozensets(st.integers(0, 23), max_size=6))
def test_a_straight_line_with_a_few_skips_cannot_be_interpreted(answer: int, skips: frozenset[int]) -> None:
    fit = INSTRUMENT.score(drawn((answer,), 0, skips))
    assert (fit.verdict, "straight" in fit.flags) == ("uninterpretable", True)


@pytest.mark.parametrize("answer", range(1, 6))
@pytest.mark.parametrize("other", range(1, 6))
def test_all_activities_alike_and_all_comparisons_alike_are_a_straight_line(answer: int, other: int) -> None:
    fit = INSTRUMENT.score({item.id: answer if isinstance(item, Likert) else other for item in ITEMS})
    assert (fit.verdict, "straight" in fit.flags) == ("uninterpretable", True)


@pytest.mark.parametrize(("answer", "verdict"), [(1, "neither"), (2, "neither"), (4, "both"), (5, "both")])
def test_whoever_dislikes_or_likes_every_activity_alike_is_told_so_where_the_comparisons_differ(
    answer: int, verdict: str
) -> None:
    comparisons = iter((1, 5, 2, 4, 4, 2, 1, 3))
    fit = INSTRUMENT.score({i.id: answer if isinstance(i, Likert) else next(comparisons) for i in ITEMS})
    assert (fit.flags, fit.verdict) == ((), verdict)


@pytest.mark.parametrize(
    ("first", "second", "flagged"),
    [
        ((5, 5), (4, 2), True),  # the first role wanted by its + items as much as by those that speak against it
        ((5, 4), (4, 2), False),  # half of .75 of the scale is not too far
        ((5, 4), (2, 1), True),  # the two roles contradicted in opposite ways: half of .75 and .75
        ((5, 4), (5, 4), False),  # somebody who likes everything: the keys cancel that
        ((2, 1), (2, 1), False),  # or nothing
    ],
)
def test_a_role_wanted_by_its_plus_items_and_not_by_its_minus_items_is_inconsistent_unless_both_are_alike(
    first: tuple[int, int], second: tuple[int, int], flagged: bool
) -> None:
    """A role's answers to its + items and to its - items."""
    answers: dict[str, int] = {}
    for place, item in enumerate(ITEMS):
        if isinstance(item, Likert):
            answers[item.id] = (first if item.role == FIRST else second)["+-".index(item.keyed)]
        else:
            answers[item.id] = (2, 4, 3)[place % 3] if place % 5 else 3
    assert ("inconsistent" in INSTRUMENT.score(answers).flags) is flagged


@given(st.lists(st.integers(2, 3), min_size=24, max_size=24), st.integers(-1, 2))
def test_liking_everything_more_or_less_is_never_inconsistent(sheet: list[int], more: int) -> None:
    """One category more for every activity moves neither the lean nor what contradicts itself."""
    answers = {item.id: answer for item, answer in zip(ITEMS, sheet, strict=True)}
    shifted = {item.id: answers[item.id] + more * isinstance(item, Likert) for item in ITEMS}
    before, after = INSTRUMENT.score(answers), INSTRUMENT.score(shifted)
    assert before.lean == after.lean
    assert ("inconsistent" in before.flags) is ("inconsistent" in after.flags)


@pytest.mark.parametrize(("others", "flagged"), [(1, True), (3, True), (4, False), (12, False)])
def test_answers_that_hardly_differ_are_flat(others: int, flagged: bool) -> None:
    """With 24 answers of 3 but for a few of 4, the spread is .20, .34, .38 and .51 scale points: below .35 is flat."""
    fours = {item.id for item in ITEMS[:: max(1, 24 // others)][:others]}
    fit = INSTRUMENT.score({item.id: 4 if item.id in fours else 3 for item in ITEMS})
    assert ("flat" in fit.flags) is flagged


@given(st.dictionaries(st.sampled_from([item.id for item in ITEMS]), st.integers(1, 5), max_size=11))
def test_nothing_is_said_of_a_pattern_before_half_of_the_items_are_answered(answers: dict[str, int]) -> None:
    fit = INSTRUMENT.score(answers)
    assert (fit.flags, fit.verdict) == ((), "incomplete")


@pytest.mark.parametrize("place", range(24))
def test_one_answer_that_breaks_a_long_pattern_is_enough_to_be_no_pattern(place: int) -> None:
    answers = drawn((1, 2, 3, 4, 5, 4, 3, 2), 0)
    answers[ITEMS[place].id] = 1 if answers[ITEMS[place].id] == 5 else 5
    assert "pattern" not in INSTRUMENT.score(answers).flags


def test_a_flag_names_the_answers_that_it_is_about() -> None:
    """All of a straight line; of a contradiction the activities of the role it is about."""
    column = [item.id for item in ITEMS if isinstance(item, Likert)]
    comparisons = dict(zip([item.id for item in ITEMS if item.id not in column], (1, 5, 2, 4, 4, 2, 1, 3), strict=True))
    assert INSTRUMENT.score({item.id: 3 for item in ITEMS}).flagged == tuple(item.id for item in ITEMS)
    answers = dict(comparisons)
    for item in ITEMS:
        if isinstance(item, Likert):
            answers[item.id] = 5 if item.role == FIRST else 4 if item.keyed == "+" else 2
    contradicting = INSTRUMENT.score(answers)
    assert contradicting.flags == ("inconsistent",)
    assert set(contradicting.flagged) == {i.id for i in ITEMS if isinstance(i, Likert) and i.role == FIRST}


@given(st.lists(st.integers(0, 5), min_size=24, max_size=24))
def test_answers_are_named_when_there_is_a_flag_and_only_then(sheet: list[int]) -> None:
    fit = INSTRUMENT.score({item.id: answer for item, answer in zip(ITEMS, sheet, strict=True) if answer})
    assert bool(fit.flagged) is bool(fit.flags)
