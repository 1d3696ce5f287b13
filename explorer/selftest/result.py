"""The results of a run."""

from __future__ import annotations

from collections.abc import Mapping

from explorer.selftest.flags import Truths
from explorer.selftest.gates import Measure, wilson
from explorer.selftest.lengths import Length
from explorer.selftest.odds import Odds
from explorer.words.frozen import frozen


@frozen
class Rule:
    """Another quiz's rule, re-implemented: the share of random answers that it reads something into."""

    name: str
    value: float
    low: float
    high: float
    of: int

    @classmethod
    def of_hits(cls, name: str, hits: Truths) -> Rule:
        """The share of `hits` that is true, with its Wilson interval."""
        low, high = wilson(int(hits.sum()), len(hits))
        return cls(name, float(hits.mean()), low, high, len(hits))


@frozen
class Result:
    """`measures`: in the order of the gates. `bites`: for each fault built in, the measures that noticed it.
    `odds`: how often the side of a lean is right. `lengths`: what further questions bring."""

    people: int
    seed: int
    measures: tuple[Measure, ...]
    bites: Mapping[str, tuple[Measure, ...]]
    others: tuple[Rule, ...]
    odds: Odds
    lengths: tuple[Length, ...]

    @property
    def failed(self) -> tuple[Measure, ...]:
        """The gates that are not met."""
        return tuple(measure for measure in self.measures if measure.gated and not measure.met)

    @property
    def ok(self) -> bool:
        """Whether every gate is met and every fault built in was noticed."""
        return not self.failed and all(self.bites.values())

    @property
    def wished(self) -> tuple[Measure, ...]:
        """Wishes that are not gates."""
        return tuple(measure for measure in self.measures if measure.bound.wish)

    @property
    def worst(self) -> Measure:
        """The headline: the cell that keeps its bound least, or breaks it most, whether the gate holds for it or not.

        Exact checks come first when they fail: they know no degrees.
        """
        inexact = [m for m in self.measures if not m.bound.exact and not m.bound.wish and m.of]
        broken = [measure for measure in self.measures if measure.bound.exact and measure.gated and not measure.met]
        return broken[0] if broken else min(inexact, key=lambda measure: measure.slack)
