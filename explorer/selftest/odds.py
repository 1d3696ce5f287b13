"""How often people truly lean to the side that their answers lean to, by how many standard errors they do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.engine.fit import ODDS
from explorer.selftest.flags import Counts, Truths
from explorer.selftest.gates import Measure, checks, wilson
from explorer.selftest.rules import Scores
from explorer.words.frozen import frozen

ROOM = 0.02
"""How far the table of the rules may be from what is measured."""


@frozen
class Odds:
    """By bound of the table, and beyond the last: how many people leaned so, and for how many the side was right."""

    right: Counts
    of: Counts

    @classmethod
    def pooled(cls, several: Sequence[Odds]) -> Odds:
        """All of them together."""
        return cls(sum(odds.right for odds in several), sum(odds.of for odds in several))  # type: ignore[arg-type]

    @property
    def rows(self) -> list[tuple[float, float, int, float, int]]:
        """From and up to how many SE, of 100 how many the rules say, the share measured, and of how many people."""
        bounds = [0.0, *(float(bound) for bound, _ in ODDS), float("inf")]
        of_hundred = [of for _, of in ODDS] + [ODDS[-1][1]]
        shares = self.right / np.maximum(self.of, 1)
        columns = zip(bounds, bounds[1:], of_hundred, shares, self.of, strict=False)
        return [(low, high, said, float(share), int(of)) for low, high, said, share, of in columns]


def right_by_bound(scores: Scores, right: Truths, told: Truths) -> Odds:
    """The odds of people whose lean is to the `right` side, among those who lean at all and are `told` of it."""
    errors = np.abs(scores.lean) / np.sqrt(scores.variance)
    row = np.searchsorted([float(bound) for bound, _ in ODDS], errors)
    leans = told & (scores.total != 0)
    size = len(ODDS) + 1
    return Odds(np.bincount(row[leans & right], minlength=size), np.bincount(row[leans], minlength=size))


def agreeing(odds: Odds) -> Measure:
    """Whether each figure of the table is what is measured, give or take ROOM and chance; beyond the last bound it may
    be too low, since nobody is told 100 of 100."""
    held = []
    for (_, _, of_hundred, _, of), right in zip(odds.rows, odds.right, strict=True):
        low, high = wilson(int(right), of)
        held.append(low - ROOM <= of_hundred / 100 <= high + ROOM)
    return checks("odds", "pooled", held)
