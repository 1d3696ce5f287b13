"""Further questions: a set counts when enough of it is answered, narrows the band, and takes back nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.fit import Instrument, signed_answer
from explorer.engine.questionnaire import asked, further_set, progress
from explorer.pack.schema import Item
from explorer.selftest.rules import VERDICTS
from explorer.selftest.trial import Trial
from tests.first import PACK as FROZEN

ROLES = tuple(role.id for role in FROZEN.roles)
FIRST = FROZEN.questionnaire.items


def sets() -> tuple[tuple[Item, ...], ...]:
    """Three sets of eight, in each as many that speak for one role as for the other: the first questions once more,
    under other names."""
    sides = [[item for item in FIRST if signed_answer(item, 5, ROLES[0]) * side > 0] for side in (1, -1)]
    return tuple(
        tuple(replace(item, id=f"{item.id}-again") for side in sides for item in side[4 * n : 4 * n + 4])
        for n in range(3)
    )


MORE = sets()
PACK = replace(FROZEN, questionnaire=replace(FROZEN.questionnaire, more=MORE))
INSTRUMENT = Instrument(PACK.questionnaire, ROLES)
ALONE = Instrument(replace(PACK.questionnaire, more=()), ROLES)

whole = st.lists(st.integers(1, 5), min_size=24, max_size=24).map(
    lambda sheet: {item.id: answer for item, answer in zip(FIRST, sheet, strict=True)}
)
of_a_set = st.lists(st.integers(0, 5), min_size=8, max_size=8)


def with_set(answers: dict[str, int], number: int, sheet: list[int]) -> dict[str, int]:
    return answers | {item.id: answer for item, answer in zip(MORE[number], sheet, strict=True) if answer}


@given(whole, st.integers(0, 2), of_a_set)
def test_a_set_counts_from_six_of_its_eight_answers_on_and_before_that_not_at_all(
    answers: dict[str, int], number: int, sheet: list[int]
) -> None:
    fit, before = INSTRUMENT.score(with_set(answers, number, sheet)), ALONE.score(answers)
    given_ = 8 - sheet.count(0)
    if given_ < 6:
        assert fit == before
    else:
        assert fit.answered == 24 + given_
        assert set(fit.missing) == {item.id for item, answer in zip(MORE[number], sheet, strict=True) if not answer}


@given(whole, st.lists(of_a_set.map(lambda sheet: [max(1, answer) for answer in sheet]), min_size=3, max_size=3))
def test_the_lean_is_the_mean_of_all_that_count_and_the_design_error_falls_with_their_number(
    answers: dict[str, int], sheets: list[list[int]]
) -> None:
    for number, sheet in enumerate(sheets):
        answers = with_set(answers, number, sheet)
        fit = INSTRUMENT.score(answers)
        values = [signed_answer(INSTRUMENT.items[item], answer, ROLES[0]) for item, answer in answers.items()]
        assert fit.lean == Fraction(50 * sum(values), len(values))
        assert fit.variance >= Fraction(121 * 24, 32 + 8 * number)
        assert sum(fit.contributions.values()) == fit.lean


@given(whole, st.integers(0, 2), of_a_set.filter(lambda sheet: 6 <= 8 - sheet.count(0) < 8), st.data())
def test_what_is_skipped_in_a_set_counts_as_the_answers_that_spread_most(
    answers: dict[str, int], number: int, sheet: list[int], data: st.DataObject
) -> None:
    filled = [answer or data.draw(st.integers(1, 5)) for answer in sheet]
    some, all_ = (INSTRUMENT.score(with_set(answers, number, each)) for each in (sheet, filled))
    assert some.variance > all_.variance


@given(whole, st.lists(of_a_set, min_size=3, max_size=3))
def test_the_rules_for_many_say_the_same(answers: dict[str, int], sheets: list[list[int]]) -> None:
    trial = Trial.of(PACK.questionnaire, ROLES, 3)
    row = [answers[item.id] for item in FIRST] + [answer for sheet in sheets for answer in sheet]
    one = np.array([row], np.int8)
    fit, scores = INSTRUMENT.score(trial.taken(one[0])), trial.score(one)
    assert fit.verdict == VERDICTS[scores.verdict[0]]
    assert float(fit.lean) == pytest.approx(scores.lean[0])
    assert fit.answered == scores.n[0]
    assert float(fit.variance) == pytest.approx(scores.variance[0])
    sides = {axis: place for place, axis in enumerate(dict.fromkeys(item.dimension for item in FIRST))}
    for axis, standing in fit.axes.items():
        assert (standing.named is None) == (scores.named[sides[axis], 0] == 0)


@pytest.mark.parametrize("answer", range(1, 6))
def test_whoever_answers_everything_alike_leans_nowhere_after_any_set(answer: int) -> None:
    answers = {item.id: answer for item in FIRST}
    for number in range(3):
        answers = with_set(answers, number, [answer] * 8)
        fit = INSTRUMENT.score(answers)
        assert fit.lean == 0
        assert fit.verdict == "uninterpretable"


def test_sets_are_asked_once_begun_and_the_next_is_offered_when_all_so_far_is_answered() -> None:
    answers = {item.id: 2 + place % 3 for place, item in enumerate(FIRST)}
    assert asked(PACK, answers) == FIRST
    assert further_set(PACK, dict(list(answers.items())[:23])) == ()
    for number, further in enumerate(MORE):
        assert further_set(PACK, answers) == further
        assert asked(PACK, answers, further[0].id)[-8:] == further
        answers[further[3].id] = 4
        assert asked(PACK, answers)[-8:] == further
        assert progress(PACK, answers) == (25 + 8 * number, 32 + 8 * number)
        assert further_set(PACK, answers) == ()
        answers = with_set(answers, number, [1, 5, 2, 4, 3, 2, 5, 1])
    assert further_set(PACK, answers) == ()
    assert asked(PACK, answers) == PACK.questionnaire.every
