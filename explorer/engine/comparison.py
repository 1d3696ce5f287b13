"""Where two roles stand on each dimension and each measure, and how far apart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Dimension, Group, Measure, Reading
from explorer.words.frozen import frozen

CONTESTED = Fraction(1, 2)
"""What a contested claim weighs where it places its role; any other weighs 1."""
SCALE = 3
"""A dimension runs from -SCALE (left pole) to SCALE (right pole)."""
Size = Literal["same", "small", "medium", "large", "mixed"]
Steps = tuple[tuple[Fraction, Size], ...]
"""From which part of an axis on (0 to 1) a difference has which size; the largest first, 0 last."""
STEPS: Steps = (
    (Fraction(7, 12), "large"),
    (Fraction(1, 3), "medium"),
    (Fraction(9, 100), "small"),
    (Fraction(0), "same"),
)
"""Those of a pack that has no table of its own (`comparing.yaml`)."""


@frozen
class Position:
    """Where a role stands on an axis, and what puts it there: the claims, or the readings, whose mean it is
    (contested claims weigh half)."""

    role: str
    at: Fraction
    claims: tuple[Claim, ...] = ()
    readings: tuple[Reading, ...] = ()


@frozen
class Row:
    """One axis with two roles on it; `low` and `high` are its ends, in its own unit."""

    about: Dimension | Measure
    first: Position
    second: Position
    low: Fraction
    high: Fraction
    steps: Steps = STEPS

    @property
    def gap(self) -> Fraction:
        """The difference in the axis's own unit."""
        return abs(self.first.at - self.second.at)

    @cached_property
    def part(self) -> Fraction:
        """The difference as a part of the whole axis, 0 to 1: by it rows of different units are ordered."""
        return self.gap / (self.high - self.low)

    @cached_property
    def size(self) -> Size:
        """The difference as a word; `mixed` when it depends on which of the readings one takes."""
        if self._turns_round():
            return "mixed"
        return next(size for bound, size in self.steps if self.part >= bound)

    def _turns_round(self) -> bool:
        """Whether some readings put the first role clearly above the second and others clearly below it."""
        least = min(bound for bound, size in self.steps if size != "same") * (self.high - self.low)
        gaps = [Fraction(a.value) - Fraction(b.value) for a in self.first.readings for b in self.second.readings]
        return any(gap >= least for gap in gaps) and any(gap <= -least for gap in gaps)

    @property
    def left(self) -> Position:
        """The role nearer the left end (the first, when they are equal)."""
        return self.second if self.second.at < self.first.at else self.first

    @property
    def right(self) -> Position:
        """The other one."""
        return self.first if self.left is self.second else self.second

    def place(self, stand: Position) -> float:
        """Where a role stands, as a part of the axis, 0 to 1."""
        return float((stand.at - self.low) / (self.high - self.low))


@frozen
class Comparison:
    """Two roles on every axis, largest difference first within each group."""

    roles: tuple[str, str]
    focus: tuple[Row, ...]
    interaction: tuple[Row, ...]

    @cached_property
    def axes(self) -> tuple[Row, ...]:
        """The rows of dimensions, of both groups."""
        both = (row for row in (*self.interaction, *self.focus) if isinstance(row.about, Dimension))
        return tuple(sorted(both, key=lambda row: -row.part))

    def measured(self, group: Group) -> tuple[Row, ...]:
        """The rows of measures, of one group."""
        rows = self.interaction if group == "interaction" else self.focus
        return tuple(row for row in rows if isinstance(row.about, Measure))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows as they are shown: the axes, then what was measured, interaction before focus."""
        return (*self.axes, *self.measured("interaction"), *self.measured("focus"))


@lru_cache(maxsize=8)  # asked for anew at every key of a pane that shows it
def compare(pack: Pack, first: str, second: str, measured: bool = True) -> Comparison:
    """`first` and `second` (role ids) on every dimension that claims of both speak of, and on every measure that both
    have readings of; without `measured` on the dimensions alone, which takes a third of the time.

    KeyError for a role the pack does not have.
    """
    ends, placed = (Fraction(-SCALE), Fraction(SCALE)), _steps(pack, "placed")
    ones, others = _placing(pack, first), _placing(pack, second)
    both = (
        (axis, _position(first, ones.get(axis.id, ())), _position(second, others.get(axis.id, ())))
        for axis in pack.dimensions
    )
    rows = [Row(axis, one, other, *ends, placed) for axis, one, other in both if one.claims and other.claims]
    for measure in pack.measures if measured else ():
        if first in measure.readings and second in measure.readings:
            rows.append(measured_row(pack, measure, first, second))

    def group(name: str) -> tuple[Row, ...]:
        return tuple(sorted((row for row in rows if row.about.group == name), key=lambda row: -row.part))

    return Comparison((first, second), group("focus"), group("interaction"))


def measured_row(pack: Pack, measure: Measure, first: str, second: str) -> Row:
    """Two roles on a measure that has readings of both; KeyError otherwise."""
    ends = Fraction(measure.low), Fraction(measure.high)
    return Row(measure, _measured(measure, first), _measured(measure, second), *ends, _steps(pack, "measured"))


def _steps(pack: Pack, kind: Literal["measured", "placed"]) -> Steps:
    """The pack's own table from a difference to its size, for one kind of axis."""
    if not pack.comparing:
        return STEPS
    return tuple((Fraction(getattr(step, kind)), step.id) for step in pack.comparing.steps)


def stand(pack: Pack, role: str, dimension: str) -> Position:
    """Where `role` stands on `dimension`; in the middle when none of its claims speaks of it."""
    return _position(role, _placing(pack, role).get(dimension, ()))


def _placing(pack: Pack, role: str) -> dict[str, list[Claim]]:
    """The claims that place a role on each dimension, in their order."""
    found: dict[str, list[Claim]] = {}
    for claim in pack.claims(role):
        if claim.axis:
            found.setdefault(claim.axis.dimension, []).append(claim)
    return found


def _position(role: str, claims: Sequence[Claim]) -> Position:
    weighed = _weighed((Fraction(claim.axis.at), _weight(claim)) for claim in claims if claim.axis)
    return Position(role, weighed, tuple(claims))


def _measured(measure: Measure, role: str) -> Position:
    readings = measure.readings[role]
    return Position(role, _weighed((Fraction(reading.value), Fraction(1)) for reading in readings), readings=readings)


def _weight(claim: Claim) -> Fraction:
    """How much a claim counts where it places its role: half, where sources disagree about it."""
    return CONTESTED if claim.strength == "contested" else Fraction(1)


def _weighed(values: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """The mean of some values by their weights; 0 for none."""
    pairs = list(values)
    return sum((value * weight for value, weight in pairs), Fraction(0)) / (sum(w for _, w in pairs) or 1)
