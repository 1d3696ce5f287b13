"""Statistics of the hours that were liked, by kind of work: the company and the activity.

Only counts are told. That one kind of hour is liked more than another is said when chance would seldom make it look
so: by the exact test of a table of two by two (Fisher), at one in a hundred.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from math import comb
from typing import Literal

from explorer.engine.day import Hour
from explorer.pack.days import Activity, DayFile
from explorer.words.frozen import frozen

LIKED_FROM, DISLIKED_TO = 4, 2
"""Ratings (1-5) from which an hour counts as liked, and up to which as disliked."""
SURE, ENOUGH = 0.01, 3
"""The largest p-value at which a difference is reported, and the fewest hours of each kind."""
By = Literal["company", "doing"]


@frozen
class Kind:
    """Hours of one kind: how many were rated, and of these how many were liked."""

    name: str
    liked: int
    rated: int


def works(day: DayFile) -> Iterator[tuple[tuple[str | int, ...], Activity]]:
    """All kinds of work that the hours of a day can be, scene by scene, each with its path in the file."""
    for n, scene in enumerate(day.scenes):
        if scene.hour:
            yield ("scenes", n, "hour"), scene.hour
        for o, option in enumerate(scene.options):
            if option.hour:
                yield ("scenes", n, "options", o, "hour"), option.hour


def kinds(hours: Iterable[tuple[Hour, int]], by: By) -> tuple[Kind, ...]:
    """The rated hours (each with its rating, 0: none) by kind, most hours first, then by name."""
    counts: dict[str, list[int]] = {}
    for hour, liking in hours:
        if hour.work and liking:
            count = counts.setdefault(getattr(hour.work, by), [0, 0])
            count[0] += liking >= LIKED_FROM
            count[1] += 1
    counted = [Kind(name, liked, rated) for name, (liked, rated) in counts.items()]
    return tuple(sorted(counted, key=lambda kind: (-kind.rated, kind.name)))


def leans(counted: Iterable[Kind]) -> tuple[Kind, Kind] | None:
    """The kind that was liked more and the one liked less, if chance would seldom make so great a difference (`SURE`);
    of several pairs, the least likely by chance. None otherwise; kinds with fewer than `ENOUGH` hours do not count."""
    enough = [kind for kind in counted if kind.rated >= ENOUGH]
    pairs = [(by_chance(one, other), one, other) for one, other in combinations(enough, 2)]
    sure = [each for each in pairs if each[0] <= SURE]
    if not sure:
        return None
    _, one, other = min(sure, key=lambda each: each[0])
    return (one, other) if one.liked * other.rated > other.liked * one.rated else (other, one)


def by_chance(one: Kind, other: Kind) -> float:
    """The chance of a table as unlikely as this one or more, if both kinds were liked alike (Fisher's exact test, two
    sides; Agresti, Categorical Data Analysis, 2013, section 3.5)."""
    liked, rated = one.liked + other.liked, one.rated + other.rated
    ways = [comb(one.rated, n) * comb(other.rated, liked - n) if n <= liked else 0 for n in range(one.rated + 1)]
    seen = ways[one.liked]
    return sum(way for way in ways if way <= seen) / comb(rated, liked)
