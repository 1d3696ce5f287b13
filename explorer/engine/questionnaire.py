"""Which questions are asked: with two roles, the items for everybody; with more, every single activity and then the
comparisons of the two leading roles, since only those count. After them come the further sets that were begun."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from explorer.engine.fit import Instrument
from explorer.pack.pack import Pack
from explorer.pack.schema import Item

SECONDS = 11
"""Estimated seconds per question: 24 questions take four to five minutes."""


@lru_cache(maxsize=4)
def instrument(pack: Pack) -> Instrument:
    """The pack's questionnaire, ready to score."""
    return Instrument(pack.questionnaire, [role.id for role in pack.roles])


def asked(pack: Pack, answers: Mapping[str, int], at: str = "") -> tuple[Item, ...]:
    """The items to ask, in order, given the `answers` (item id to 1-5) so far: those for everybody, then each further
    set in which one is answered or that contains the item `at`."""
    scorer = instrument(pack)
    pair = scorer.pair(answers)
    further = (each for each in scorer.further(pair) if any(item.id in answers or item.id == at for item in each))
    return (*scorer.presented(pair), *(item for each in further for item in each))


def further_set(pack: Pack, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The next set of further items, not begun yet; empty if there is none, or if an earlier question is not
    answered."""
    if any(item.id not in answers for item in asked(pack, answers)):
        return ()
    scorer = instrument(pack)
    sets = scorer.further(scorer.pair(answers))
    return next((each for each in sets if not any(item.id in answers for item in each)), ())


def progress(pack: Pack, answers: Mapping[str, int]) -> tuple[int, int]:
    """How many of the items asked have an answer, and how many are asked."""
    items = asked(pack, answers)
    return sum(item.id in answers for item in items), len(items)
