"""Compares two results of the questionnaire: whether the lean changed by more than chance.

- change: the later lean - the earlier lean                                   (-200 to 200, + is the first role)
- least: 1.96 * sqrt(SE1^2 + SE2^2), SE1 and SE2 the standard errors that the two results show
- a difference only when |change| > least; anything smaller is told as none

With SE the root mean square of SE1 and SE2, least is 1.96 * sqrt(2) * SE: two results that differ by chance alone
differ by more in at most 5 of 100 cases (1.96 is the normal distribution's two-sided 95 % point). The square roots are
never taken to decide: both sides are compared squared.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from fractions import Fraction

from explorer.engine.fit import Fit, Instrument
from explorer.words.frozen import frozen

DIFFERENT = Fraction(196, 100)
"""The threshold, in standard errors of a difference, above which it is called one."""


@frozen
class Retake:
    """Two results of the same person for the same two roles, both with sufficient and consistent answers."""

    earlier: Fit
    later: Fit

    @property
    def change(self) -> Fraction:
        """The later lean minus the earlier, in points; positive towards the pair's first role."""
        return self.later.lean - self.earlier.lean

    @property
    def variance(self) -> Fraction:
        """The square of the standard error of `change`."""
        return self.earlier.variance + self.later.variance

    @property
    def least(self) -> float:
        """The change, in points, that must be exceeded to be more than chance."""
        return float(DIFFERENT) * math.sqrt(self.variance)

    @property
    def differs(self) -> bool:
        """Whether the lean changed by more than chance."""
        return self.change**2 > DIFFERENT**2 * self.variance

    @property
    def towards(self) -> str | None:
        """The role that the lean moved towards, however little; None if it did not change."""
        pair = self.later.pair
        return None if self.change == 0 else pair[0] if self.change > 0 else pair[1]


def retake(instrument: Instrument, earlier: Mapping[str, int], later: Mapping[str, int]) -> Retake | None:
    """Compare two sets of answers (item id to 1-5). None if that is not possible: too few answers in one of them,
    inconsistent answers, or (with more than two roles) other leading roles."""
    before, now = instrument.score(earlier), instrument.score(later)
    if before.pair != now.pair or not (before.readable and now.readable):
        return None
    return Retake(before, now)
