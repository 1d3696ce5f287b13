"""The fewest answers that would change a verdict, held against trying everything."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping
from random import Random

import pytest

from explorer.engine.fit import Fit, Instrument
from explorer.engine.sensitivity import leaving, turning
from tests.first import PACK

INSTRUMENT = Instrument(PACK.questionnaire, [role.id for role in PACK.roles])
ITEMS = list(INSTRUMENT.items)


def leaners(count: int) -> list[dict[str, int]]:
    """People with a lean, some towards each role, some only just."""
    random = Random(7)
    found: list[dict[str, int]] = []
    while len(found) < count:
        tilt = random.choice((-1, 1)) * random.random()
        answers = {}
        for item in INSTRUMENT.items.values():
            towards = 1 if item.kind == "likert" and (item.role == PACK.roles[0].id) == (item.keyed == "+") else -1
            if item.kind == "pair":
                towards = -1 if item.left.role == PACK.roles[0].id else 1
            answers[item.id] = min(5, max(1, round(3 + 1.2 * tilt * towards + random.gauss(0, 1.1))))
        if INSTRUMENT.score(answers).leader:
            found.append(answers)
    return found


PEOPLE = leaners(30)


def brute(answers: Mapping[str, int], enough: Callable[[Fit], bool], most: int) -> int | None:
    """The fewest changed answers that are enough, by trying all; None when more than `most` are needed.

    Items of the same kind, key and answer move the lean alike, so one of each is tried for all.
    """
    alike: dict[tuple[object, ...], list[str]] = {}
    for item in INSTRUMENT.items.values():
        key = (item.role, item.keyed) if item.kind == "likert" else (item.left.role, "")
        alike.setdefault((item.kind, *key, answers[item.id]), []).append(item.id)
    tried = [item for items in alike.values() for item in items[:most]]
    for count in range(1, most + 1):
        for chosen in itertools.combinations(tried, count):
            for values in itertools.product(range(1, 6), repeat=count):
                if enough(INSTRUMENT.score({**answers, **dict(zip(chosen, values, strict=True))})):
                    return count
    return None


@pytest.mark.parametrize("answers", PEOPLE, ids=range(len(PEOPLE)))
def test_a_change_does_what_it_says(answers: dict[str, int]) -> None:
    fit = INSTRUMENT.score(answers)
    left, turned = leaving(INSTRUMENT, answers), turning(INSTRUMENT, answers)
    assert left and turned
    after = INSTRUMENT.score({**answers, **left})
    assert (after.verdict, after.leader) != (fit.verdict, fit.leader)
    assert INSTRUMENT.score({**answers, **turned}).leader not in (None, fit.leader)
    assert len(left) <= len(turned)
    for changed in (left, turned):
        assert all(answers[item] != answer for item, answer in changed.items())


@pytest.mark.parametrize("answers", PEOPLE[:12], ids=range(12))
def test_one_answer_fewer_would_not_do(answers: dict[str, int]) -> None:
    fit = INSTRUMENT.score(answers)
    left = leaving(INSTRUMENT, answers)
    assert left
    if len(left) <= 2:
        fewest = brute(answers, lambda other: (other.verdict, other.leader) != (fit.verdict, fit.leader), len(left))
        assert fewest == len(left)
    else:
        assert brute(answers, lambda other: (other.verdict, other.leader) != (fit.verdict, fit.leader), 1) is None


def test_without_a_lean_there_is_nothing_to_leave() -> None:
    assert leaving(INSTRUMENT, {}) is None
    assert turning(INSTRUMENT, dict.fromkeys(ITEMS, 3)) is None
