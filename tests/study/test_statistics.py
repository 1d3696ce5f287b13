"""What a study reckons: known formulas give known values, and faults that were planted are found."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.selftest.people import DEVELOPMENT, crowd
from explorer.selftest.rules import Layout
from explorer.study.statistics import LEAST, alpha, study

SEEDS = 20


def simulated(pack: Pack, people: int, seed: int) -> list[Visit]:
    """Honest people of the generator that the rules were tuned on."""
    layout = Layout.of(pack.questionnaire, [role.id for role in pack.roles])
    sheets = crowd(DEVELOPMENT, layout, people, np.random.default_rng(seed)).answers
    return [Visit("es", dict(zip(layout.items, map(int, row), strict=True))) for row in sheets]


def mis_keyed(visits: list[Visit], item: str) -> list[Visit]:
    """As if one key were the wrong way round: its answers are turned."""
    return [Visit("es", {**visit.answers, item: 6 - visit.answers[item]}) for visit in visits]


def test_alpha_of_parallel_items_is_that_of_spearman_and_brown() -> None:
    """Items with correlation r: alpha is k r / (1 + (k - 1) r); of twenty intervals at least 17 hold it."""
    chance, k, r = Random(1), 10, 0.3

    def row() -> list[float]:
        common = chance.gauss(0, 1)
        return [math.sqrt(r) * common + math.sqrt(1 - r) * chance.gauss(0, 1) for _ in range(k)]

    found, true = [alpha([row() for _ in range(400)]) for _ in range(SEEDS)], k * r / (1 + (k - 1) * r)
    assert sum(each.low < true < each.high for each in found) >= 17
    assert abs(sum(each.value for each in found) / SEEDS - true) < 0.01


@pytest.mark.parametrize("people", [200, 1000])
@pytest.mark.slow
def test_planted_alpha_is_found_within_its_interval(pack: Pack, people: int) -> None:
    """The interval of alpha holds the value of a crowd of 20,000 of the same kind in at least 17 of 20 studies."""
    found = [study(pack, [simulated(pack, people, seed)]) for seed in range(SEEDS)]
    whole = study(pack, [simulated(pack, 20_000, 99)])
    assert whole
    held = sum(each is not None and each.alpha.low <= whole.alpha.value <= each.alpha.high for each in found)
    assert held >= 17


@pytest.mark.parametrize("people", [200, 1000])
@pytest.mark.slow
def test_a_wrong_key_is_found_and_sound_items_are_not_accused(pack: Pack, people: int) -> None:
    item = pack.questionnaire.items[4].id
    hits = false = 0
    for seed in range(SEEDS):
        found = study(pack, [mis_keyed(simulated(pack, people, seed), item)])
        assert found
        accused = {each.item for each in found.items if each.accused}
        hits, false = hits + (item in accused), false + len(accused - {item})
    assert hits == SEEDS
    assert false <= SEEDS * 24 * 0.025


def test_an_item_that_works_otherwise_in_one_language_is_found(pack: Pack) -> None:
    item = pack.questionnaire.items[3].id
    both = simulated(pack, 1200, 1)
    one, other = both[::2], both[1::2]
    shifted = [Visit("en", {**visit.answers, item: min(5, visit.answers[item] + 1)}) for visit in other]
    found = study(pack, [one, shifted])
    assert found
    assert max(found.differing, key=lambda each: abs(each.by.value)).item == item
    assert sum(each.accused for each in found.differing) <= 4


def test_too_few_sheets_are_not_reckoned(pack: Pack) -> None:
    assert study(pack, [simulated(pack, LEAST - 1, 1)]) is None
    skipped = [Visit("es", {})] * 50
    assert study(pack, [skipped]) is None


def test_people_who_all_answer_alike_break_nothing(pack: Pack) -> None:
    alike = [Visit("es", {item.id: 3 for item in pack.questionnaire.items})] * 40
    found = study(pack, [alike])
    assert found and found.alpha.value == 0
