"""Exact probabilities of the states of a day under uniform random play.

In uniform play every open option is as likely as the others. A day is shared out in whole parts: each hour divides
what comes to it by a number that any number of open options divides, so nothing is rounded. Where the states are is
known from the walk by sets; few cells of a valuation are ever reached, so their counts stand in a dictionary.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import islice

from explorer.checks.days.cells import Moves, Shift
from explorer.checks.days.model import Model, Take, Turn
from explorer.checks.days.sets import Came, Opened, Passed, Walk

Counts = dict[int, int]
"""Cell to the number of parts of play that reach it."""
Counted = dict[int, Counts]
"""Valuation to the counts of its cells."""
Steps = dict[tuple[int, int, int, Moves], int]
"""(valuation, its cells, next valuation, meter moves) to the weight of that step."""
Followed = Callable[[Came, Take | None], int]
"""From a way and an option (None: the scene does not come) to the cells before the scene that take part."""


class UniformPlay:
    """Every state of a walk, with the parts of play that reach it."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.model, self.grid = walk, walk.model, walk.grid
        self.units = units(walk.model)
        self.whole = math.prod(self.units)
        """The number of parts of the whole play."""

    @cached_property
    def layers(self) -> list[Counted]:
        """The counts before each turn, and at the end of the day."""
        return list(self._layers())

    def before(self, turn: int) -> Counted:
        """The counts before a turn."""
        return next(islice(self._layers(), turn, None))

    @cached_property
    def ends(self) -> Counted:
        """The counts at the end of the day."""
        return _last(self._layers())

    @property
    def lists(self) -> int:
        """The number of possible lists of choices."""
        return sum(sum(counts.values()) for counts in _last(self._layers(weighed=False)).values())

    def followed(self, follows: Followed) -> Counted:
        """The counts at the end, only of those days that `follows` lets through before every scene."""
        return _last(self._layers(follows))

    def _layers(self, follows: Followed | None = None, weighed: bool = True) -> Iterator[Counted]:
        counted: Counted = {0: {self.grid.first: 1}}
        yield counted
        for turn in self.model.turns:
            after: Counted = {}
            self.pour(turn, counted, after, self.steps(turn, follows, weighed))
            yield (counted := after)

    def pour(self, turn: Turn, counted: Counted, after: Counted, steps: Steps) -> None:
        """Add what comes of counts before a turn to those after it."""
        layer = self.walk.layers[turn.index]
        for (source, within, to, moves), parts in steps.items():
            if counts := counted.get(source):
                part = counts.items() if within == layer[source] else inside(counts, within)
                _add(part, self.grid.shift(moves), parts, after.setdefault(to, {}))

    def steps(self, turn: Turn, follows: Followed | None = None, weighed: bool = True) -> Steps:
        """The steps of a turn, from the cells that `follows` lets through. Not `weighed`: each option has weight 1, so
        that lists of choices are counted."""
        steps: Steps = {}
        for way in self.walk.came[turn.index]:
            takes = (None,) if isinstance(way, Passed) else way.takes
            parts = self.units[turn.index] // len(takes) if weighed else 1
            for take in takes:
                if within := way.within & follows(way, take) if follows else way.within:
                    moves = (*way.moves, *take.moves) if take and isinstance(way, Opened) else ()
                    key = way.source, within, self.walk.after(turn, way, take), moves
                    steps[key] = steps.get(key, 0) + parts
        return steps

    def within(self, turn: Turn, way: Came, counts: Counts) -> Iterable[tuple[int, int]]:
        """Of counts before a turn, those of the cells from which a way leads on."""
        whole = way.within == self.walk.layers[turn.index][way.source]
        return counts.items() if whole else inside(counts, way.within)

    def share(self, counts: Mapping[int, int]) -> float:
        """Counts at the end as a fraction of play."""
        return sum(counts.values()) / self.whole

    def coming(self, turn: Turn) -> float:
        """The fraction of play in which a scene comes."""
        counted = self.layers[turn.index]
        opened = self.walk.opened(turn.index)
        parts = sum(n for way in opened for _, n in self.within(turn, way, counted[way.source]))
        return parts / math.prod(self.units[: turn.index])

    def ending_at(self, meter: int) -> dict[int, float]:
        """The distribution of a meter (by index) at the end of the day."""
        parts: dict[int, int] = {}
        for counts in self.ends.values():
            for cell, n in counts.items():
                level = self.grid.level(cell, meter)
                parts[level] = parts.get(level, 0) + n
        return {level: parts[level] / self.whole for level in sorted(parts)}


def units(model: Model) -> tuple[int, ...]:
    """For each hour, the number of equal parts into which it divides what reaches it."""
    return tuple(math.lcm(*range(1, len(turn.takes) + 1)) if turn.gated else len(turn.takes) for turn in model.turns)


def _last(layers: Iterator[Counted]) -> Counted:
    return deque(layers, maxlen=1)[0]


def _add(part: Iterable[tuple[int, int]], shift: Shift, share: int, into: Counts) -> None:
    """Move counts by `shift`, and add them, times `share`, to `into`."""
    have = into.get
    for cell, count in part:
        to = shift[cell]
        into[to] = have(to, 0) + count * share


def inside(counts: Mapping[int, int], mask: int) -> list[tuple[int, int]]:
    """The counts of the cells in a set."""
    if not mask:
        return []
    bits = mask.to_bytes(mask.bit_length() // 8 + 1, "little")
    size = len(bits) * 8
    return [(cell, n) for cell, n in counts.items() if cell < size and bits[cell >> 3] >> (cell & 7) & 1]


def ended(play: UniformPlay, counted: Counted) -> dict[tuple[int, int], Counts]:
    """The counts of each ending (by its index), for each valuation in which the day is over."""
    parts = {}
    for facts, counts in counted.items():
        left = counts
        for index, end in enumerate(play.model.ends):
            if left and end.when.of(facts):
                here = dict(inside(left, play.grid.where(end.when.meters))) if end.when.meters else left
                if here:
                    parts[index, facts] = here
                    left = {cell: n for cell, n in left.items() if cell not in here}
    return parts


def cut(play: UniformPlay) -> float:
    """The fraction of play in which a meter would have passed its bound."""
    grid = play.grid

    def whole(way: Came, take: Take | None) -> int:
        """The cells from which no part of an effect is lost."""
        if take is None or isinstance(way, Passed):
            return grid.full
        return ~grid.lost(way.moves) & grid.before(grid.full ^ grid.lost(take.moves), way.moves)

    uncut = sum(sum(counts.values()) for counts in play.followed(whole).values())
    return (play.whole - uncut) / play.whole


def best(play: UniformPlay) -> list[dict[int, float]]:
    """For each scene and each of its options (by its index): where the meters together stand at the end of the day, on
    average over the uniform play that took it.

    What each state is worth, the sum of the meters at the end on average from there on, is worked out backwards.
    """
    heights = play.grid.heights
    worths: Counted = {facts: {cell: heights[cell] for cell in counts} for facts, counts in play.ends.items()}
    means: list[dict[int, float]] = []
    left = 1
    for turn in reversed(play.model.turns):
        sums: dict[int, list[int]] = {take.index: [0, 0] for take in turn.takes}
        worths = _worths_before(play, turn, worths, sums)
        means.append({option: total / (count * left) for option, (count, total) in sums.items() if count})
        left *= play.units[turn.index]
    return means[::-1]


def _worths_before(play: UniformPlay, turn: Turn, after: Counted, sums: Mapping[int, list[int]]) -> Counted:
    """What each state before a turn is worth. To `sums` is added, for each option, how much of play took it, and that
    times what it was worth."""
    before: Counted = {facts: dict.fromkeys(counts, 0) for facts, counts in play.layers[turn.index].items()}
    unit = play.units[turn.index]
    for way in play.walk.came[turn.index]:
        part = play.within(turn, way, play.layers[turn.index][way.source])
        here = before[way.source]
        if isinstance(way, Passed):
            worths = after[play.walk.after(turn, way)]
            here.update((cell, worths[cell] * unit) for cell, _ in part)
            continue
        share = unit // len(way.takes)
        for take in way.takes:
            worths, shift = after[play.walk.after(turn, way, take)], play.grid.shift((*way.moves, *take.moves))
            count = total = 0
            for cell, n in part:
                worth = worths[shift[cell]]
                here[cell] += worth * share
                count += n
                total += n * worth
            sums[take.index][0] += count * share
            sums[take.index][1] += total * share
    return before


def quantile(shares: Mapping[int, float], part: float) -> int:
    """The least value that at least the fraction `part` of play does not exceed."""
    below = 0.0
    for value in sorted(shares):
        below += shares[value]
        if below >= part - 1e-12:
            return value
    raise ValueError("no shares")
