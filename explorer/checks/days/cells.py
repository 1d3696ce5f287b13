"""Sets of meter values as bits of one integer, so that thousands of states are processed at once.

A *cell* is one combination of the values of a day's meters: of m meters there are 11 to the power m, numbered from 0. A
set of cells is a number with one bit for each. Moving a meter is a shift, and a condition on meters is a mask.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from explorer.engine.day import COMPARE, LEAST, MOST, START
from explorer.pack.world import Clause

LEVELS = MOST - LEAST + 1
Moves = tuple[tuple[int, int], ...]
"""A sequence of effects: (index of the meter, change)."""


class Cells:
    """The cells of some meters."""

    def __init__(self, meters: Sequence[str]) -> None:
        self.meters = {meter: index for index, meter in enumerate(meters)}
        self.size: int = LEVELS ** len(meters)
        self.full: int = (1 << self.size) - 1
        self.strides = [LEVELS ** (len(meters) - 1 - index) for index in range(len(meters))]
        self.first: int = sum(START * stride for stride in self.strides)
        """The cell of the meters' first values."""
        self.start = 1 << self.first
        """The set with that cell only."""
        self.at = [[self._level(stride, level) for level in range(LEVELS)] for stride in self.strides]
        """For each meter and each of its values, the mask of the cells with that value."""
        self.masks: dict[tuple[Clause, ...], int] = {}
        self.near: dict[tuple[int, int], int] = {}
        self.shifts: dict[Moves, Shift] = {}
        self.heights = Heights(self)
        """For each cell, the sum of its meters."""

    def _level(self, stride: int, level: int) -> int:
        mask: int = ((1 << stride) - 1) << stride * level
        width = LEVELS * stride
        while width < self.size:  # the pattern that repeats, doubled until it fills
            mask |= mask << width
            width *= 2
        return mask & self.full

    def where(self, clauses: tuple[Clause, ...]) -> int:
        """The mask of the cells in which clauses about meters hold."""
        if (mask := self.masks.get(clauses)) is None:
            mask = self.full
            for clause in clauses:
                mask &= self._where(clause)
            self.masks[clauses] = mask
        return mask

    def _where(self, clause: Clause) -> int:
        levels, holds = self.at[self.meters[clause.name]], COMPARE[clause.op]
        mask = 0
        for level in range(LEVELS):
            if isinstance(clause.value, int):
                mask |= levels[level] if holds(level, clause.value) else 0
            else:
                others = self.at[self.meters[clause.value]]
                mask |= levels[level] & sum(others[other] for other in range(LEVELS) if holds(level, other))
        return mask

    def moved(self, cells: int, moves: Moves) -> int:
        """A set of cells after effects; meters stop at their bounds."""
        for meter, change in moves:
            stride, size = self.strides[meter], abs(change)
            near = cells & self._near(meter, change)
            cells ^= near  # the rest has room for the whole change
            cells = cells << size * stride if change > 0 else cells >> size * stride
            for room in range(size) if near else ():
                part = near & self.at[meter][MOST - room if change > 0 else LEAST + room]
                cells |= part << room * stride if change > 0 else part >> room * stride
        return cells

    def _near(self, meter: int, change: int) -> int:
        """The cells in which a meter is too near its bound for the whole change."""
        if (mask := self.near.get((meter, change))) is None:
            levels = self.at[meter]
            mask = sum(levels[MOST + 1 - change :] if change > 0 else levels[: LEAST - change])
            self.near[meter, change] = mask
        return mask

    def before(self, cells: int, moves: Moves) -> int:
        """The cells from which effects lead into a set."""
        for meter, change in reversed(moves):
            stride, top, bottom = self.strides[meter], self.at[meter][-1], self.at[meter][0]
            for _ in range(abs(change)):
                if change > 0:
                    cells = (cells & ~bottom) >> stride | cells & top
                else:
                    cells = (cells & ~top) << stride | cells & bottom
        return cells

    def shift(self, moves: Moves) -> Shift:
        """For each cell, the cell after effects."""
        if (shift := self.shifts.get(moves)) is None:
            shift = self.shifts[moves] = Shift(self, moves)
        return shift

    def level(self, cell: int, meter: int) -> int:
        """The value of a meter (by index) in a cell."""
        level: int = cell // self.strides[meter] % LEVELS
        return level

    def lost(self, moves: Moves) -> int:
        """The cells in which part of the effects is lost at a bound."""
        total: dict[int, int] = {}
        for meter, change in moves:
            total[meter] = total.get(meter, 0) + change
        mask = 0
        for meter, change in total.items():
            for level in range(LEVELS):
                if not LEAST <= level + change <= MOST:
                    mask |= self.at[meter][level]
        return mask


class Shift(dict[int, int]):
    """For each cell, the cell after effects; computed when first needed."""

    def __init__(self, grid: Cells, moves: Moves) -> None:
        super().__init__()
        self.grid, self.moves = grid, moves

    def __missing__(self, cell: int) -> int:
        to = cell
        for meter, change in self.moves:
            level = self.grid.level(to, meter)
            to += (min(MOST, max(LEAST, level + change)) - level) * self.grid.strides[meter]
        self[cell] = to
        return to


class Heights(dict[int, int]):
    """For each cell, the sum of its meters; computed when first needed."""

    def __init__(self, grid: Cells) -> None:
        super().__init__()
        self.grid = grid

    def __missing__(self, cell: int) -> int:
        self[cell] = sum(self.grid.level(cell, meter) for meter in range(len(self.grid.strides)))
        return self[cell]


def members(cells: int) -> Iterator[int]:
    """The cells in a set."""
    bits = f"{cells:b}"[::-1]
    at = bits.find("1")
    while at >= 0:
        yield at
        at = bits.find("1", at + 1)


@lru_cache(maxsize=8)
def cells_of(meters: tuple[str, ...]) -> Cells:
    """The (cached) cells of these meters."""
    return Cells(meters)
