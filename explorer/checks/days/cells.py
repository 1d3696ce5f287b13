"""Where the meters of a day can stand, as one whole number: a slot for each combination of their values.

A *cell* is one combination: of m meters there are 11 to the power m. A set of cells is a number with one bit for each;
a count for every cell, one with a wider slot for each. Moving a meter is a shift, a condition on meters is a mask, and
so thousands of states are moved at once, exactly.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from explorer.engine.day import LEAST, MOST, START
from explorer.pack.world import Clause

LEVELS = MOST - LEAST + 1
MOST_METERS = 6
"""Meters of a day that can be proved: of seven there would be 19 million cells."""
Moves = tuple[tuple[int, int], ...]
"""Effects one after the other: which meter (by its place), and by how much."""
COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}


class Cells:
    """The cells of some meters, each with a slot of `slot` bits; with one bit, sets of cells."""

    def __init__(self, meters: Sequence[str], slot: int = 1) -> None:
        self.meters = {meter: place for place, meter in enumerate(meters)}
        self.slot = slot
        self.size: int = LEVELS ** len(meters)
        self.full: int = (1 << self.size * slot) - 1
        self.strides = [LEVELS ** (len(meters) - 1 - place) * slot for place in range(len(meters))]
        self.start = 1 << sum(START * stride for stride in self.strides)
        """One in the cell in which a day begins."""
        self.at = [[self._level(stride, level) for level in range(LEVELS)] for stride in self.strides]
        """For each meter and each of its values, the mask of the cells where it has it."""
        self.masks: dict[tuple[Clause, ...], int] = {}

    def _level(self, stride: int, level: int) -> int:
        mask: int = ((1 << stride) - 1) << stride * level
        width, period = LEVELS * stride, self.size * self.slot
        while width < period:  # the pattern that repeats, doubled until it fills
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
        """What is in each cell, moved by effects; at its bound a meter stays."""
        for meter, change in moves:
            stride, top, bottom = self.strides[meter], self.at[meter][-1], self.at[meter][0]
            for _ in range(abs(change)):
                stays = cells & (top if change > 0 else bottom)
                goes = cells ^ stays
                cells = self.joined(goes << stride if change > 0 else goes >> stride, stays)
        return cells

    def joined(self, one: int, other: int) -> int:
        """Both: a set's union, a count's sum."""
        return one | other if self.slot == 1 else one + other

    def before(self, cells: int, moves: Moves) -> int:
        """Of a set, the cells from which effects lead into it; of a value for each cell, the value that each comes
        to."""
        for meter, change in reversed(moves):
            stride, top, bottom = self.strides[meter], self.at[meter][-1], self.at[meter][0]
            for _ in range(abs(change)):
                if change > 0:
                    cells = (cells & ~bottom) >> stride | cells & top
                else:
                    cells = (cells & ~top) << stride | cells & bottom
        return cells

    def lost(self, moves: Moves) -> int:
        """The cells in which a part of effects is lost, because a meter would pass its bound."""
        total: dict[int, int] = {}
        for meter, change in moves:
            total[meter] = total.get(meter, 0) + change
        mask = 0
        for meter, change in total.items():
            for level in range(LEVELS):
                if not LEAST <= level + change <= MOST:
                    mask |= self.at[meter][level]
        return mask

    def total(self, counts: int) -> int:
        """The sum of all slots; it must be less than a slot can hold."""
        return _summed(counts, self.slot)

    def spread(self, counts: int, meter: int) -> list[int]:
        """For each value of a meter, the sum of the slots where it has it."""
        stride = self.strides[meter]
        one = _summed(counts, LEVELS * stride)
        return [self.total(one >> level * stride & (1 << stride) - 1) for level in range(LEVELS)]

    def sums(self, counts: int) -> tuple[int, int]:
        """The sum of all slots, and of all slots each times the sum of its meters; a slot must be of whole bytes."""
        meters = 0
        for stride in self.strides:
            size = stride // 8
            parts = counts.to_bytes(LEVELS * size, "little")
            blocks = [int.from_bytes(parts[at * size : (at + 1) * size], "little") for at in range(LEVELS)]
            meters += sum(level * self.total(block) for level, block in enumerate(blocks) if block)
            counts = sum(blocks)
        return counts, meters


def _summed(counts: int, width: int) -> int:
    """The sum of all blocks of `width` bits: one half laid upon the other until there is one block."""
    blocks = -(-counts.bit_length() // width)
    while blocks > 1:
        blocks = (blocks + 1) // 2
        counts = (counts & (1 << blocks * width) - 1) + (counts >> blocks * width)
    return counts


@lru_cache(maxsize=8)
def cells_of(meters: tuple[str, ...], slot: int = 1) -> Cells:
    """The cells of these meters: their masks are made once."""
    return Cells(meters, slot)
