"""Whether a meter that comes to nothing is told: in a scene, a passage or an ending that asks for it to be low."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from explorer.checks.days.cells import LEVELS, Cells
from explorer.checks.days.counts import Counting, ended
from explorer.checks.days.model import Line, Take
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.sets import Opened
from explorer.checks.days.whole import asks_low
from explorer.engine.day import LEAST
from explorer.pack.world import When

UNSAID = 0.01
"""The largest part of play in which a meter came to nothing and nobody said so."""


def told(case: Case) -> Proved:
    """2. When a meter comes to 0 it is said, in what follows or at the end: in a scene, passage, delayed effect or
    ending whose condition asks for it to be low. Of a day without facts that is not asked."""
    if not case.declares:
        return
    shares = case.kept("unsaid", lambda: [_Unsaid(case, meter).share() for meter in range(len(case.meters))])
    for meter, share in enumerate(shares):
        if share > UNSAID:
            said = {"name": case.meters[meter], "share": per_cent(share), "most": per_cent(UNSAID)}
            yield case.miss(("meters", meter), "day_zero_unsaid", **said)
    most = max(shares)
    yield case.bound(2, "unsaid", f"≤ {per_cent(UNSAID)}", per_cent(most), most <= UNSAID)


class _Unsaid:
    """Uniform play in which it is remembered that a meter came to nothing, until that is said."""

    def __init__(self, case: Case, meter: int) -> None:
        self.case, self.meter, self.name = case, meter, case.meters[meter]
        read = {name for when in self._asking() for clause in when for name in [clause.name] if name not in case.meters}
        self.counting = Counting(case.model, case.model.live_for(moving=True, kept=frozenset(read)))
        self.owed = 1 << self.counting.above

    def _asking(self) -> Iterator[When]:
        """The conditions of passages that ask for the meter to be low."""
        model = self.case.model
        lines = [line for turn in model.turns for line in turn.said()]
        lines += [line for end in model.ends for line in end.lines]
        for line in lines:
            if any(asks_low(clause, self.name) for clause in line.when.when):
                yield line.when.when

    def share(self) -> float:
        """The part of play that ends without a word of it."""
        ends, total = self.counting.layers(self.mark)[-1], 0.0
        for (place, facts), counts in ended(self.counting, ends).items():
            end = self.case.model.ends[place]
            if facts & self.owed and not any(asks_low(clause, self.name) for clause in end.when.when):
                total += self.counting.share(counts & ~self.said(end.lines, facts))
        return total

    def mark(self, way: Opened, take: Take) -> Iterable[tuple[int, int]]:
        """The counts of a scene, by whether it is still to be said once the option was taken."""
        grid = self.counting.grid
        bare = way.facts & ~self.owed
        after = self.case.model.bits.after(bare, take.sets)
        later = grid.before(self.said(take.lines, after), take.moves)
        owed = way.cells if way.facts & self.owed else self._emptied_early(way)
        owed &= ~self._told_here(way)
        owed = (owed | way.cells & self._emptied_by(take)) & ~later
        yield bare | self.owed, owed
        yield bare, way.cells - owed

    def said(self, lines: Sequence[Line], facts: int) -> int:
        """The cells in which one of some passages says that the meter is low."""
        mask = 0
        for line in lines:
            if line.when.of(facts) and any(asks_low(clause, self.name) for clause in line.when.when):
                mask |= self.counting.grid.where(line.when.meters)
        return mask

    def _told_here(self, way: Opened) -> int:
        turn = self.case.model.turns[int(way.takes[0].path[1])]
        whole = [turn.when, *(back.when for back in way.backs)]
        if any(asks_low(clause, self.name) for condition in whole for clause in condition.when):
            return self.counting.grid.full
        return self.said(turn.lines, way.facts)

    def _emptied_early(self, way: Opened) -> int:
        """The counts of the cells in which the delayed effects have just brought the meter to nothing."""
        grid = self.counting.grid
        nothing = grid.at[self.meter][LEAST]
        return grid.moved(way.within & ~nothing, way.moves) & nothing & way.among if way.moves else 0

    def _emptied_by(self, take: Take) -> int:
        """The cells from which an option brings the meter to nothing."""
        change = sum(by for meter, by in take.moves if meter == self.meter)
        return sum(self._levels(self.counting.grid, change))

    def _levels(self, grid: Cells, change: int) -> Iterator[int]:
        return (grid.at[self.meter][level] for level in range(LEAST + 1, LEVELS) if level + change <= LEAST)
