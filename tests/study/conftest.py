"""Classes to look at: people who answer the built-in questionnaire this way or that."""

from __future__ import annotations

from random import Random

import pytest

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.pack.schema import Likert
from tests.first import PACK as BUILT_IN


def someone(chance: Random, pack: Pack = BUILT_IN, language: str = "es") -> Visit:
    """Someone who leans one way or the other, more or less."""
    first, pull = pack.roles[0].id, chance.gauss(0, 1)
    answers = {}
    for item in pack.questionnaire.items:
        if isinstance(item, Likert):
            sign = (1 if item.role == first else -1) * (1 if item.keyed == "+" else -1)
        else:
            sign = -1 if item.left.role == first else 1
        answers[item.id] = min(5, max(1, round(3 + sign * pull + chance.gauss(0, 1))))
    return Visit(language, answers)


def class_of(people: int, seed: int = 1, pack: Pack = BUILT_IN) -> list[Visit]:
    chance = Random(seed)
    return [someone(chance, pack) for _ in range(people)]


@pytest.fixture(scope="session")
def classes() -> dict[int, list[Visit]]:
    """A class of each size that is told in another way."""
    return {people: class_of(people, people) for people in (0, 4, 5, 9, 10, 25, 120)}
