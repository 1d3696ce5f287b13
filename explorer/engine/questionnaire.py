"""The questions that are asked: of two roles all that everybody is asked; of more, every single activity and then the
comparisons of the two roles that lead so far, since only those count. Then the further sets that were begun."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from explorer.engine.fit import Instrument
from explorer.pack.pack import Pack
from explorer.pack.schema import Item

SECONDS = 11
"""A question takes about this long: 24 in four to five minutes."""


@lru_cache(maxsize=4)
def instrument(pack: Pack) -> Instrument:
    """The pack's questionnaire, ready to score."""
    return Instrument(pack.questionnaire, [role.id for role in pack.roles])


def asked(pack: Pack, answers: Mapping[str, int], at: str = "") -> tuple[Item, ...]:
    """The items in the order in which they are asked of someone who gave `answers` (item id to 1-5) so far: those that
    everybody is asked, then each further set of which one is answered, or is the item `at` that one has come to."""
    scorer = instrument(pack)
    pair = scorer.pair(answers)
    further = (each for each in scorer.further(pair) if any(item.id in answers or item.id == at for item in each))
    return (*scorer.presented(pair), *(item for each in further for item in each))


def further_set(pack: Pack, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The next set of further items, of which none is answered yet: empty where there is none, or before everything
    that is asked so far is answered."""
    if any(item.id not in answers for item in asked(pack, answers)):
        return ()
    scorer = instrument(pack)
    sets = scorer.further(scorer.pair(answers))
    return next((each for each in sets if not any(item.id in answers for item in each)), ())


def progress(pack: Pack, answers: Mapping[str, int]) -> tuple[int, int]:
    """How many of the items that are asked have an answer, and how many there are."""
    items = asked(pack, answers)
    return sum(item.id in answers for item in items), len(items)
