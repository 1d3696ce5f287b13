"""Which questions are asked: all of them of two roles; of more, every single activity and then the comparisons of the
two roles that lead so far, since only those count."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.engine.fit import Instrument
from explorer.pack.pack import Pack
from explorer.pack.schema import Item

SECONDS = 11
"""A question takes about this long: 24 in four to five minutes."""


def instrument(pack: Pack) -> Instrument:
    """The pack's questionnaire, ready to score."""
    return Instrument(pack.questionnaire, [role.id for role in pack.roles])


def asked(pack: Pack, answers: Mapping[str, int]) -> tuple[Item, ...]:
    """The items in the order in which they are asked of someone who gave `answers` (item id to 1-5) so far."""
    scorer = instrument(pack)
    if len(pack.roles) <= 2:
        return pack.questionnaire.items
    return scorer.presented(scorer.score(answers).pair)


def progress(pack: Pack, answers: Mapping[str, int]) -> tuple[int, int]:
    """How many of the items that are asked have an answer, and how many there are."""
    items = asked(pack, answers)
    return sum(item.id in answers for item in items), len(items)
