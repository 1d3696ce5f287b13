"""What is measured, and the bounds it must keep.

Eighteen gates: Q1 to Q16, and R6 and R7; the others of R1 to R12 are measured on real people
(`benchmarks/real_people.py`). A gate is met when the whole Wilson 95 % interval keeps it, not the estimate alone. It
holds for the development generator, where `everywhere` says so for every honest one; every other cell is measured and
printed beside it. One figure is wanted and not a gate: that 95 of 100 people who answer at random are told nothing.
With the verdicts' own bounds (Q2) it cannot be, and `benchmarks/telling_random.py` measures that no flag on the answers
could make it so.
"""

from __future__ import annotations

import math

import numpy as np

from explorer.selftest.flags import Truths
from explorer.selftest.rules import Numbers
from explorer.words.frozen import frozen

Z = 1.959964
"""The normal distribution's two-sided 95 % point."""


@frozen
class Bound:
    """What a gate asks of a share: to be from `least` to `most`, and better from `stretch_least` to `stretch_most`."""

    gate: str
    least: float = 0.0
    most: float = 1.0
    stretch_least: float | None = None
    stretch_most: float | None = None
    everywhere: bool = False
    """Whether every honest generator must keep it, or the development generator alone."""
    wish: bool = False
    """Whether it is wanted but no gate: told beside its gate, met or missed."""

    @property
    def exact(self) -> bool:
        """Whether it must hold for everybody, without exception."""
        return self.least == 1.0

    def slack(self, low: float, high: float) -> float:
        """How far an interval is within the bound, as a fraction of the room it leaves; negative if it is not."""
        room = self.most - self.least
        if self.exact:
            return 0.0 if low >= 1 else -1.0
        if self.least and self.most < 1:
            return 2 * min(low - self.least, self.most - high) / room
        return (low - self.least) / room if self.least else (self.most - high) / room


BOUNDS: dict[str, Bound] = {
    "random_clear": Bound("Q1", most=0.05, stretch_most=0.025),
    "random_any": Bound("Q2", most=0.25, stretch_most=0.15),
    "random_silent": Bound("Q2", least=0.95, wish=True),
    "careless_clear": Bound("Q3", most=0.05, stretch_most=0.03),
    "pattern": Bound("Q4", least=1.0),
    "zero": Bound("Q4", least=1.0),
    "right_clear": Bound("Q5", least=0.98, stretch_least=0.99, everywhere=True),
    "right_slight": Bound("Q5", least=0.90, stretch_least=0.92, everywhere=True),
    "odds": Bound("Q5", least=1.0),
    "wide_clear": Bound("Q6", least=0.65, stretch_least=0.75),
    "wide_any": Bound("Q6", least=0.88, stretch_least=0.93),
    "tie_clear": Bound("Q7", most=0.03, stretch_most=0.01),
    "tie_any": Bound("Q7", most=0.18, stretch_most=0.12),
    "covered": Bound("Q8", 0.88, 0.97, 0.90, 0.96, everywhere=True),
    "flips": Bound("Q9", most=0.005, stretch_most=0.002),
    "keeps": Bound("Q9", least=0.80, stretch_least=0.88),
    "shifted": Bound("Q10", least=1.0),
    "swapped": Bound("Q11", least=1.0),
    "translated": Bound("Q11", least=1.0),
    "reordered": Bound("Q11", least=1.0),
    "step": Bound("Q12", least=1.0),
    "skip_right": Bound("Q13", least=0.98),
    "skip_wider": Bound("Q13", least=1.0),
    "flagged": Bound("Q14", most=0.02, stretch_most=0.01),
    "sums": Bound("Q15", least=1.0),
    "smallest": Bound("Q15", least=1.0),
    "alpha_liking": Bound("Q16", least=0.70),
    "alpha_lean": Bound("Q16", least=0.80),
    "axes_named": Bound("R6", most=0.05),
    "axes_some": Bound("R6", most=0.35),
    "axes_twice": Bound("R6", least=1.0),
    "axes_same": Bound("R7", least=0.80),
    "axes_other": Bound("R7", most=0.08),
}
"""The measures, in the order of the gates."""


@frozen
class Measure:
    """A share (or an alpha), 0 to 1, measured in one cell, with its 95 % interval.

    `of`: how many people or checks it is a share of. `gated`: whether the bound holds for this cell or is only told.
    """

    name: str
    cell: str
    value: float
    low: float
    high: float
    of: int
    gated: bool = True

    @property
    def bound(self) -> Bound:
        """What it must keep."""
        return BOUNDS[self.name]

    @property
    def slack(self) -> float:
        """How far the interval is within its gate, as a fraction of the room; negative if it is not."""
        return self.bound.slack(self.low, self.high)

    @property
    def met(self) -> bool:
        """Whether the whole interval keeps the gate; of nobody nothing is shown."""
        return self.of > 0 and self.low >= self.bound.least and self.high <= self.bound.most

    @property
    def stretch_met(self) -> bool | None:
        """Whether the whole interval keeps the stretch too; None where there is none."""
        least, most = self.bound.stretch_least, self.bound.stretch_most
        if least is None and most is None:
            return None
        return self.met and (least is None or self.low >= least) and (most is None or self.high <= most)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927); all of 0 to 1 when nobody was counted."""
    if not of:
        return 0.0, 1.0
    share, z2 = hits / of, Z * Z
    middle = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = Z * math.sqrt(share * (1 - share) / of + z2 / (4 * of * of)) / (1 + z2 / of)
    return (0.0 if hits == 0 else middle - half), (1.0 if hits == of else middle + half)


def share(name: str, cell: str, hits: Truths, gated: bool = True) -> Measure:
    """The share of `hits` that is true. An exact check is what it is, without an interval."""
    count, of = int(hits.sum()), len(hits)
    value = count / of if of else math.nan
    low, high = (value, value) if BOUNDS[name].exact and of else wilson(count, of)
    return Measure(name, cell, value, low, high, of, gated)


def alpha(name: str, cell: str, signed: Numbers) -> Measure:
    """Cronbach's alpha of people by items, with the interval of Bonett (2002)."""
    people, items = signed.shape
    total = signed.sum(axis=1).var(ddof=1)
    value = float(items / (items - 1) * (1 - signed.var(axis=0, ddof=1).sum() / total))
    half = Z * math.sqrt(2 * items / ((items - 1) * (people - 2)))
    low, high = (1 - (1 - value) * math.exp(side * half) for side in (1, -1))
    return Measure(name, cell, value, low, high, people)


def checks(name: str, cell: str, held: list[bool]) -> Measure:
    """Exact checks, one by one."""
    return share(name, cell, np.array(held, np.bool_))
