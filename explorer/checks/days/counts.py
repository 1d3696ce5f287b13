"""Uniform play, counted exactly: how many days of so many come to each cell, for each valuation.

In uniform play every open option is as likely. One day is shared out in whole parts (`unit` for each hour, which every
number of options divides), so nothing is rounded.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping

from explorer.checks.days.cells import LEVELS, Cells, cells_of
from explorer.checks.days.model import Model, Take, Turn
from explorer.checks.days.sets import Came, Layer, Opened, Passed, comings
from explorer.words.frozen import frozen

Mark = Callable[[Opened, Take], Iterable[tuple[int, int]]]
"""Where an option is taken from: the valuations and counts of a scene as it opened, with what is to be remembered of
it in the bits above the valuation (`Counting.above`)."""


@frozen
class Counting:
    """A day that is counted: `live`, the facts that are told apart; `free`, whether every message comes with each of
    its values, those at `places` (each then counts as a day of its own), or with what stands in for it; `folded`, a
    valuation as that of the facts that are counted as one with it."""

    model: Model
    live: list[int]
    free: bool = False
    places: Mapping[str, tuple[int, ...]] | None = None
    folded: Callable[[int], int] | None = None

    @property
    def unit(self) -> int:
        """Parts into which each hour shares out a day."""
        numbers = {n for turn in self.model.turns for n in self._numbers(len(turn.takes), turn.gated)}
        return math.lcm(*numbers)

    def _numbers(self, most: int, gated: bool) -> range:
        return range(1, most + 1) if gated else range(most, most + 1)

    @property
    def whole(self) -> int:
        """The parts of one day."""
        return int(self.unit ** len(self.model.turns))

    @property
    def above(self) -> int:
        """The first bit above the valuation."""
        return self.model.bits.width

    @property
    def grid(self) -> Cells:
        """Cells with slots that hold a whole day."""
        return cells_of(self.model.meters, -(-(self.whole.bit_length() + 2) // 8) * 8)

    def layers(
        self, mark: Mark | None = None, first: int = 0, layer: Layer | None = None, weighed: bool = True
    ) -> list[Layer]:
        """The counts before each turn from `first` on, and when the day is over; not `weighed`: how many lists of
        choices, instead of parts of a day."""
        grid, unit, bits = self.grid, self.unit if weighed else 1, self.model.bits
        found = [{0: grid.start} if layer is None else layer]
        for turn in self.model.turns[first:]:
            after: Layer = {}
            keep = self.live[turn.place + 1] | -1 << self.above
            free = self.live[turn.place] if self.free else None
            for way in comings(self.model, grid, turn, found[-1], free, self.places):
                if isinstance(way, Passed):
                    after[way.facts & keep] = after.get(way.facts & keep, 0) + way.within * unit
                    continue
                share = unit // len(way.takes) if weighed else 1
                for take in way.takes:
                    for facts, cells in mark(way, take) if mark else ((way.facts, way.cells),):
                        to = bits.after(facts, take.sets)
                        to = (self.folded(to) if self.folded else to) & keep
                        after[to] = after.get(to, 0) + grid.moved(cells, take.moves) * share
            found.append(after)
        return found

    def share(self, counts: int) -> float:
        """Counts of the end as a part of play."""
        return self.grid.total(counts) / self.whole


def ended(counting: Counting, layer: Layer) -> dict[tuple[int, int], int]:
    """The counts of each ending (by its place), for each valuation in which the day is over."""
    grid, found = counting.grid, {}
    for facts, counts in layer.items():
        for place, end in enumerate(counting.model.ends):
            if counts and end.when.of(facts):
                mask = grid.where(end.when.meters)
                if here := counts & mask:
                    found[place, facts] = here
                counts &= ~mask
    return found


def cut(counting: Counting) -> float:
    """The part of play in which a meter would have passed its bound."""
    grid, flag = counting.grid, 1 << counting.above

    def mark(way: Opened, take: Take) -> Iterable[tuple[int, int]]:
        early = grid.moved(way.within & grid.lost(way.moves), way.moves) & way.among if way.moves else 0
        late = (way.cells - early) & grid.lost(take.moves)
        yield way.facts | flag, early + late
        yield way.facts, way.cells - early - late

    ends = counting.layers(mark)[-1]
    return sum(counting.share(counts) for facts, counts in ends.items() if facts & flag)


def best(counting: Counting, layers: list[Layer]) -> list[dict[int, float]]:
    """For each scene and each of its options (by its place): where the meters together stand at the end of the day, on
    average over the uniform play that took it.

    The sum at the end, on average from each state on, is a value for each cell; it is drawn back through the day in the
    same slots, and met with the counts of those who come by.
    """
    model, wide = counting.model, cells_of(counting.model.meters, counting.grid.slot + 8)
    worths = {facts: _summed(wide) for facts in layers[-1]}
    found: list[dict[int, float]] = []
    for turn in reversed(model.turns):
        met: dict[tuple[int, int], int] = {}
        before = dict.fromkeys(layers[turn.place], 0)
        for way in comings(model, counting.grid, turn, layers[turn.place], None):
            for take, to in _onward(counting, turn, way):
                if take is not None and isinstance(way, Opened):
                    share = counting.unit // len(way.takes)
                    met[take.place, to] = met.get((take.place, to), 0) + way.cells * share
        sums: dict[int, list[int]] = {}
        for (option, to), cells in met.items():
            worth = wide.before(worths.get(to, 0), turn.takes[option].moves)
            count = sums.setdefault(option, [0, 0])
            count[0] += counting.grid.total(cells)
            count[1] += _met(counting.grid, cells, wide, worth)
        for facts in before:
            before[facts] = _drawn(counting, wide, turn, facts, worths)
        left = counting.unit ** (len(model.turns) - turn.place - 1)
        found.append({option: total / count / left for option, (count, total) in sums.items() if count})
        worths = before
    return found[::-1]


def _summed(wide: Cells) -> int:
    """For each cell the sum of its meters."""
    one = _ones(wide)
    return sum(level * (one & mask) for levels in wide.at for level, mask in enumerate(levels))


def _ones(wide: Cells) -> int:
    """One in every cell."""
    return wide.full // ((1 << wide.slot) - 1)


def _onward(counting: Counting, turn: Turn, way: Came) -> Iterator[tuple[Take | None, int]]:
    """For each way on the option (None: the scene does not come), and the valuation of the next layer."""
    keep = counting.live[turn.place + 1] | -1 << counting.above
    if isinstance(way, Passed):
        yield None, way.facts & keep
        return
    for take in way.takes:
        yield take, counting.model.bits.after(way.facts, take.sets) & keep


def _drawn(counting: Counting, wide: Cells, turn: Turn, facts: int, worths: Layer) -> int:
    """What a valuation before a turn is worth, for each cell."""
    total = 0
    for way in comings(counting.model, wide, turn, {facts: wide.full}, None):
        on = list(_onward(counting, turn, way))
        if isinstance(way, Passed):
            total |= worths.get(on[0][1], 0) * counting.unit & way.within
        else:
            worth = sum(wide.before(worths.get(to, 0), take.moves) for take, to in on if take) * (
                counting.unit // len(on)
            )
            total |= wide.before(worth & way.among, way.moves) & way.within
    return total


def _met(grid: Cells, counts: int, wide: Cells, worths: int) -> int:
    """The sum over all cells of counts times worths."""
    one, other = grid.slot // 8, wide.slot // 8
    these = counts.to_bytes(grid.size * one, "little")
    those = worths.to_bytes(wide.size * other, "little")
    row, empty, total = LEVELS, bytes(LEVELS * one), 0
    for first in range(0, grid.size, row):
        if these[first * one : (first + row) * one] == empty:
            continue
        total += sum(
            int.from_bytes(these[at * one : at * one + one], "little")
            * int.from_bytes(those[at * other : at * other + other], "little")
            for at in range(first, first + row)
        )
    return total


def quantile(shares: Mapping[int, float], part: float) -> int:
    """The least value that at least `part` of play does not pass."""
    below = 0.0
    for value in sorted(shares):
        below += shares[value]
        if below >= part - 1e-12:
            return value
    raise ValueError("no shares")
