"""Simulated people are what they are said to be."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from explorer.engine.retest import DIFFERENT
from explorer.selftest.people import CARELESS, DEVELOPMENT, HONEST, Generator, careless, crowd, patterns, skipping
from explorer.selftest.trial import Trial
from tests.first import PACK

TRIAL = Trial.of(PACK.questionnaire, [role.id for role in PACK.roles])
ITEMS = len(TRIAL.asked.items)


def chance() -> np.random.Generator:
    return np.random.default_rng(11)


@pytest.mark.parametrize("generator", HONEST, ids=lambda generator: generator.name)
def test_the_true_lean_is_what_people_with_those_interests_give_on_average(generator: Generator) -> None:
    """Over groups alike in their true lean: the mean error is chance, a few tenths of a point."""
    people = crowd(generator, TRIAL.asked, 20_000, chance())
    error = (TRIAL.score(people.answers).lean + TRIAL.score(people.again).lean) / 2 - people.true_lean
    for group in np.array_split(np.argsort(people.true_lean), 8):
        assert abs(error[group].mean()) < 4 * error[group].std() / np.sqrt(len(group)), generator.name


@pytest.mark.parametrize("generator", HONEST, ids=lambda generator: generator.name)
def test_gaps_are_in_standard_deviations_of_the_difference(generator: Generator) -> None:
    gap = crowd(generator, TRIAL.asked, 10_000, chance()).gap
    assert gap.mean() == pytest.approx(0, abs=0.04)
    assert gap.std() == pytest.approx(1, abs=0.03)
    assert not crowd(generator, TRIAL.asked, 100, chance(), "tie").gap.any()


def test_a_wide_gap_is_more_than_one_and_a_tie_has_no_lean_to_find() -> None:
    assert (np.abs(crowd(DEVELOPMENT, TRIAL.asked, 5_000, chance(), "wide").gap) > 1).all()
    tied = crowd(DEVELOPMENT, TRIAL.asked, 5_000, chance(), "tie")
    assert abs(tied.true_lean.mean()) < 1
    assert tied.true_lean.std() < 6


def test_half_random_people_are_random_after_their_twelfth_answer() -> None:
    sheet = crowd(HONEST[-1], TRIAL.asked, 20_000, chance()).answers
    shares = np.stack([(sheet == answer).mean(axis=0) for answer in range(1, 6)])
    assert np.abs(shares[:, 12:] - 0.2).max() < 0.015
    assert np.abs(shares[:, :12] - 0.2).max() > 0.015


@pytest.mark.parametrize("kind", CARELESS)
def test_careless_answers_are_given_as_often_as_they_should(kind: str) -> None:
    sheet = careless(kind, ITEMS, 5_000, chance())
    for answer, often in enumerate(CARELESS[kind], 1):
        assert (sheet == answer).mean() == pytest.approx(often, abs=0.01)
    assert sum(CARELESS[kind]) == pytest.approx(1)


def test_sticky_answers_repeat_the_one_before_six_times_in_ten() -> None:
    sheet = careless("sticky", ITEMS, 5_000, chance())
    assert (sheet[:, 1:] == sheet[:, :-1]).mean() == pytest.approx(0.5 + 0.5 * 0.2, abs=0.01)


def test_patterns_hold_what_their_names_say() -> None:
    found = patterns(8)
    sheets = {kind: {tuple(map(int, sheet)) for sheet in each} for kind, each in found.items()}
    assert sheets["straight"] == {(answer,) * 8 for answer in range(1, 6)}
    assert sheets["alternating"] == {(one, two) * 4 for one, two in itertools.permutations(range(1, 6), 2)}
    assert sheets["zigzag"] >= {(1, 2, 3, 4, 5, 4, 3, 2), (3, 2, 1, 2, 3, 4, 5, 4), (2, 3, 2, 1, 2, 3, 2, 1)}
    assert sheets["diagonal"] >= {(1, 2, 3, 4, 5, 1, 2, 3), (5, 4, 3, 2, 1, 5, 4, 3), (4, 5, 3, 4, 5, 3, 4, 5)}
    assert not set.intersection(*sheets.values())


def test_skips_leave_holes_or_put_the_pattern_off() -> None:
    sheet = np.array([[1, 2, 3, 4, 5, 1, 2, 3]], np.int8)
    holes, later = np.split(skipping(sheet, 400, 3, chance()), 2)
    for rows in (holes, later):
        assert set((rows == 0).sum(axis=1)) == {1, 2, 3}
    assert all(answer in (0, given) for row in holes for answer, given in zip(row, sheet[0], strict=True))
    for row in later:
        kept = [int(answer) for answer in row if answer]
        assert kept == [int(answer) for answer in sheet[0][: len(kept)]]


@pytest.mark.parametrize("generator", [each for each in HONEST if not each.honest_until], ids=lambda each: each.name)
def test_honest_people_asked_twice_are_told_of_a_change_in_at_most_five_of_a_hundred_cases(
    generator: Generator,
) -> None:
    people = crowd(generator, TRIAL.asked, 4_000, chance())
    once, twice = TRIAL.score(people.answers), TRIAL.score(people.again)
    changed = (twice.lean - once.lean) ** 2 > float(DIFFERENT) ** 2 * (once.variance + twice.variance)
    assert changed.mean() <= 0.05
