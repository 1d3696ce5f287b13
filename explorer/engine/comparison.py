"""Compares roles: where each stands on every dimension and measure, and how large the difference is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import Literal

from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Dimension, Group, Measure, Reading
from explorer.words.frozen import frozen

CONTESTED = Fraction(1, 2)
"""The weight of a contested claim in placing its role; any other has 1."""
SCALE = 3
"""A dimension runs from -SCALE (left pole) to SCALE (right pole)."""
Size = Literal["same", "small", "medium", "large", "mixed"]
Steps = tuple[tuple[Fraction, Size], ...]
"""The words for the size of a difference: from which part of an axis (0 to 1) on each applies, largest first, 0
last."""
STEPS: Steps = (
    (Fraction(7, 12), "large"),
    (Fraction(1, 3), "medium"),
    (Fraction(9, 100), "small"),
    (Fraction(0), "same"),
)
"""The default for packs without a table of their own (`comparing.yaml`)."""


@frozen
class Position:
    """A role's position on an axis: the mean of the claims, or of the readings, that place it there (contested claims
    weigh half)."""

    role: str
    at: Fraction
    claims: tuple[Claim, ...] = ()
    readings: tuple[Reading, ...] = ()


@frozen
class Row:
    """Two roles on one axis; `low` and `high` are its ends, in its own unit."""

    about: Dimension | Measure
    first: Position
    second: Position
    low: Fraction
    high: Fraction
    steps: Steps = STEPS

    @property
    def gap(self) -> Fraction:
        """The difference in the axis's unit."""
        return abs(self.first.at - self.second.at)

    @cached_property
    def part(self) -> Fraction:
        """The difference as a fraction of the whole axis, 0 to 1; it orders rows of different units."""
        return self.gap / (self.high - self.low)

    @cached_property
    def size(self) -> Size:
        """The word for the difference; `mixed` if it depends on which of the readings is used."""
        if self._turns_round():
            return "mixed"
        return next(size for bound, size in self.steps if self.part >= bound)

    def _turns_round(self) -> bool:
        """Whether some readings put the first role clearly above the second, and others clearly below it."""
        least = min(bound for bound, size in self.steps if size != "same") * (self.high - self.low)
        gaps = [Fraction(a.value) - Fraction(b.value) for a in self.first.readings for b in self.second.readings]
        return any(gap >= least for gap in gaps) and any(gap <= -least for gap in gaps)

    @property
    def left(self) -> Position:
        """The role nearer to the left end; the first, when they are equal."""
        return self.second if self.second.at < self.first.at else self.first

    @property
    def right(self) -> Position:
        """The other role."""
        return self.first if self.left is self.second else self.second

    def place(self, stand: Position) -> float:
        """A role's position as a fraction of the axis, 0 to 1."""
        return float((stand.at - self.low) / (self.high - self.low))


@frozen
class Comparison:
    """Two roles compared on every axis, largest difference first within each group."""

    roles: tuple[str, str]
    focus: tuple[Row, ...]
    interaction: tuple[Row, ...]

    @cached_property
    def axes(self) -> tuple[Row, ...]:
        """The rows of dimensions in both groups, largest difference first."""
        both = (row for row in (*self.interaction, *self.focus) if isinstance(row.about, Dimension))
        return tuple(sorted(both, key=lambda row: -row.part))

    def measured(self, group: Group) -> tuple[Row, ...]:
        """The rows of measures in one group."""
        rows = self.interaction if group == "interaction" else self.focus
        return tuple(row for row in rows if isinstance(row.about, Measure))

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """All rows in display order: the dimensions, then the measures, interaction before focus."""
        return (*self.axes, *self.measured("interaction"), *self.measured("focus"))


@lru_cache(maxsize=8)  # asked for anew at every key of a pane that shows it
def compare(pack: Pack, first: str, second: str, measured: bool = True) -> Comparison:
    """Compare the roles `first` and `second` (ids) on every dimension with claims about both, and on every measure with
    readings of both; without `measured` on the dimensions only, which takes a third of the time. KeyError for an
    unknown role."""
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
    """Two roles on a measure; KeyError if it does not have readings of both."""
    ends = Fraction(measure.low), Fraction(measure.high)
    return Row(measure, _measured(measure, first), _measured(measure, second), *ends, _steps(pack, "measured"))


def _steps(pack: Pack, kind: Literal["measured", "placed"]) -> Steps:
    """The pack's own table of words for differences, for one kind of axis; `STEPS` if it has none."""
    if not pack.comparing:
        return STEPS
    return tuple((Fraction(getattr(step, kind)), step.id) for step in pack.comparing.steps)


def stand(pack: Pack, role: str, dimension: str) -> Position:
    """The position of `role` on `dimension`; the middle if none of its claims is about it."""
    return _position(role, _placing(pack, role).get(dimension, ()))


def _placing(pack: Pack, role: str) -> dict[str, list[Claim]]:
    """The claims that place a role, by dimension, in order."""
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
    """The weight of a claim in placing its role: half if sources disagree about it."""
    return CONTESTED if claim.strength == "contested" else Fraction(1)


def _weighed(values: Iterable[tuple[Fraction, Fraction]]) -> Fraction:
    """The weighted mean of some values; 0 for none."""
    pairs = list(values)
    return sum((value * weight for value, weight in pairs), Fraction(0)) / (sum(w for _, w in pairs) or 1)
