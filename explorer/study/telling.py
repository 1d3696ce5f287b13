"""What may be told of a class: counts of people, in groups that are large enough, and nothing that gives one away.

A question puts everybody of a class into one group, in several ways that go from fine to coarse; each coarse group is
made of whole finer ones. Told is the finest way in which every group has at least LEAST people, and no other: the
groups of finer ways are not told, nor is any figure that is reckoned from them. So a group that is not told is only
known to lie in a told one of LEAST or more, of which any part could be in it, none among them: at least LEAST + 1
values are open, for someone who knows this rule, too. `tests/study` shows it for ten thousand classes.

Within one run all figures are these and those reckoned from them alone. Two runs over almost the same people can give
one away (25 people, then 24 of them); no rule about a single run prevents that. What is made to be handed on is
therefore `rounded`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from explorer.words.frozen import frozen

LEAST = 5
"""The size of the smallest group that may be shown, and of the smallest class about which anything may be."""
COUNTED_FROM = 10
"""The size of the smallest class with counts; results of a smaller one are only given in words."""

Ways = Sequence[Mapping[str, tuple[str, ...]]]
"""From fine to coarse: groups, each with the finest groups that it is made of."""
Word = Literal["most", "half_or_fewer"]


@frozen
class Group:
    """People who have something in common. `people`: how many, None where that may not be told."""

    name: str
    people: int | None


def groups_told(counts: Mapping[str, int], ways: Ways) -> tuple[Group, ...]:
    """Every group of any way, the finest first, counted where it may be told. `counts`: how many are in each finest."""
    way = way_told(counts, ways) or {}
    names = dict.fromkeys(name for groups in ways for name in groups)
    return tuple(Group(name, _sum(counts, way[name]) if name in way else None) for name in names)


def way_told(counts: Mapping[str, int], ways: Ways) -> Mapping[str, tuple[str, ...]] | None:
    """The finest way in which every group is large enough; None if there is none, or fewer than COUNTED_FROM people."""
    if sum(counts.values()) < COUNTED_FROM:
        return None
    return next((way for way in ways if all(_sum(counts, parts) >= LEAST for parts in way.values())), None)


def in_words(counts: Mapping[str, int], way: Mapping[str, tuple[str, ...]]) -> dict[str, Word]:
    """The groups of one way of a class of fewer than COUNTED_FROM people, whose number is not told either: whether more
    than half are in them. Of three groups or more at least LEAST values are open, each number of people being one that
    it could be."""
    people = sum(counts.values())
    return {name: "most" if 2 * _sum(counts, parts) > people else "half_or_fewer" for name, parts in way.items()}


def rounded(people: int) -> int:
    """A count rounded to the nearest five, for pages that are passed on."""
    return LEAST * round(people / LEAST)


def _sum(counts: Mapping[str, int], parts: tuple[str, ...]) -> int:
    return sum(counts.get(part, 0) for part in parts)
