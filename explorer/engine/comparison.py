"""Where two roles stand on each dimension, and how far apart."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Dimension

SCALE = 3
"""An axis runs from -SCALE (left pole) to SCALE (right pole)."""
SAME_BELOW, SMALL_BELOW, MEDIUM_BELOW = Fraction(3, 4), Fraction(2), Fraction(7, 2)
"""Gaps, in steps of an axis of six: below the first two roles count as equal; then small, medium, large."""

Size = Literal["same", "small", "medium", "large"]


@dataclass(frozen=True)
class Stand:
    """Where a role stands on a dimension: the mean of what its claims say of it (-3 to 3), and those claims."""

    role: str
    at: Fraction
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Row:
    """One dimension with two roles on it."""

    dimension: Dimension
    first: Stand
    second: Stand

    @property
    def gap(self) -> Fraction:
        """The difference in steps of the axis, 0 to 6."""
        return abs(self.first.at - self.second.at)

    @property
    def size(self) -> Size:
        """The difference as a word."""
        bounds: tuple[tuple[Fraction, Size], ...] = (
            (SAME_BELOW, "same"),
            (SMALL_BELOW, "small"),
            (MEDIUM_BELOW, "medium"),
        )
        return next((size for bound, size in bounds if self.gap < bound), "large")

    @property
    def left(self) -> Stand:
        """The role nearer the left pole (the first, when they are equal)."""
        return self.second if self.second.at < self.first.at else self.first

    @property
    def right(self) -> Stand:
        """The other one."""
        return self.first if self.left is self.second else self.second


@dataclass(frozen=True)
class Comparison:
    """Two roles on every dimension, largest difference first within each group."""

    roles: tuple[str, str]
    focus: tuple[Row, ...]
    interaction: tuple[Row, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows: interaction, then focus."""
        return (*self.interaction, *self.focus)


def compare(pack: Pack, first: str, second: str) -> Comparison:
    """`first` and `second` (role ids) on every dimension. KeyError for a role the pack does not have."""
    rows = [Row(axis, stand(pack, first, axis.id), stand(pack, second, axis.id)) for axis in pack.dimensions]

    def group(name: str) -> tuple[Row, ...]:
        return tuple(sorted((row for row in rows if row.dimension.group == name), key=lambda row: -row.gap))

    return Comparison((first, second), group("focus"), group("interaction"))


def stand(pack: Pack, role: str, dimension: str) -> Stand:
    """Where `role` stands on `dimension`; in the middle when none of its claims speaks of it."""
    claims = tuple(claim for claim in pack.claims(role) if claim.axis and claim.axis.dimension == dimension)
    places = [claim.axis.at for claim in claims if claim.axis]
    return Stand(role, Fraction(sum(places), len(places)) if places else Fraction(0), claims)
