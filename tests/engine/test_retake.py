"""Two times compared: what is chance is not called a change."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.fit import DESIGN_SEM, Instrument
from explorer.engine.retest import DIFFERENT, retake
from tests.engine.test_fit_rules import INSTRUMENT, ITEMS, KAM, PM, Answers, answering, inclined, sheets, taken
from tests.first import PACK

MIRROR = Instrument(PACK.questionnaire, (PM, KAM))


def leaning(*towards: int) -> Answers:
    """Answers that count so much for the first role, over and over."""
    return {item.id: answering(item, towards[n % len(towards)]) for n, item in enumerate(ITEMS)}


@given(inclined())
def test_the_same_answers_are_never_a_difference(sheet: list[int]) -> None:
    answers = taken(sheet)
    if INSTRUMENT.score(answers).readable:
        compared = retake(INSTRUMENT, answers, answers)
        assert compared
        assert compared.change == 0
        assert not compared.differs
        assert compared.towards is None


@given(inclined(), inclined())
def test_a_difference_is_one_beyond_1_96_standard_errors_of_it(one: list[int], two: list[int]) -> None:
    compared = retake(INSTRUMENT, taken(one), taken(two))
    if compared:
        before, now = INSTRUMENT.score(taken(one)), INSTRUMENT.score(taken(two))
        assert compared.change == now.lean - before.lean
        assert compared.least == pytest.approx(1.96 * (before.se**2 + now.se**2) ** 0.5)
        assert compared.least >= float(DIFFERENT) * 2**0.5 * float(DESIGN_SEM)
        if abs(abs(float(compared.change)) - compared.least) > 1e-6:
            assert compared.differs is (abs(compared.change) > compared.least)


@given(inclined(), inclined())
def test_the_other_way_round_in_time_or_of_the_roles_it_is_the_mirror_image(one: list[int], two: list[int]) -> None:
    compared = retake(INSTRUMENT, taken(one), taken(two))
    back, mirror = retake(INSTRUMENT, taken(two), taken(one)), retake(MIRROR, taken(one), taken(two))
    if compared is None:
        assert back is None
        assert mirror is None
        return
    assert back
    assert mirror
    assert back.change == mirror.change == -compared.change
    assert back.differs is mirror.differs is compared.differs
    assert mirror.towards == compared.towards


@given(inclined(), inclined(), st.integers(0, 23))
def test_one_more_step_towards_a_role_never_moves_the_change_away_from_it(
    one: list[int], two: list[int], n: int
) -> None:
    compared, item = retake(INSTRUMENT, taken(one), taken(two)), ITEMS[n]
    answers = taken(two)
    for towards in range(-2, 2):
        less, more = ({**answers, item.id: answering(item, value)} for value in (towards, towards + 1))
        before, after = (retake(INSTRUMENT, taken(one), each) for each in (less, more))
        if compared and before and after and before.later.pair == after.later.pair:
            assert after.change >= before.change


@given(sheets, inclined())
def test_answers_too_few_or_unreadable_are_not_compared(sheet: list[int], other: list[int]) -> None:
    readable = INSTRUMENT.score(taken(sheet)).readable and INSTRUMENT.score(taken(other)).readable
    assert (retake(INSTRUMENT, taken(sheet), taken(other)) is not None) is readable


def test_nothing_and_straight_lines_are_not_compared() -> None:
    fine = leaning(2, 1, 0)
    assert retake(INSTRUMENT, {}, fine) is None
    assert retake(INSTRUMENT, fine, {item.id: 3 for item in ITEMS}) is None


def test_from_one_role_to_the_other_is_a_change_and_a_little_more_of_the_same_is_none() -> None:
    turned = retake(INSTRUMENT, leaning(2, 1, 0, 2), leaning(-1, -2, 0, -1))
    assert turned
    assert (turned.differs, turned.towards) == (True, PM)
    firmer = retake(INSTRUMENT, leaning(1, 0, 1, 0, 2), leaning(1, 1, 1, 0, 2))
    assert firmer
    assert (firmer.differs, firmer.towards) == (False, KAM)
