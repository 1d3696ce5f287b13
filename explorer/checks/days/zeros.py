"""Checks that a meter that falls to 0 is mentioned: in a scene, a passage or an ending whose condition requires it to
be low."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.checks.days.counts import Counted, UniformPlay, ended, inside
from explorer.checks.days.model import Condition, Line, Take
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.sets import Came, Opened, Passed, walk
from explorer.checks.days.whole import asks_low
from explorer.engine.day import LEAST

UNSAID = 0.01
"""The largest fraction of play in which a meter fell to 0 and was not mentioned."""


def zeros_told(case: Case) -> Proved:
    """2. When a meter comes to 0 it is said, in what follows or at the end: in a scene, passage, delayed effect or
    ending whose condition asks for it to be low. Not applied to a day that declares no facts."""
    if not case.declares:
        return
    shares = unsaid(case)
    for meter, share in enumerate(shares):
        if share > UNSAID:
            values = {"name": case.meters[meter], "share": per_cent(share), "most": per_cent(UNSAID)}
            yield case.miss(("meters", meter), "day_zero_unsaid", **values)
    most = max(shares)
    yield case.bound(2, "unsaid", f"≤ {per_cent(UNSAID)}", per_cent(most), most <= UNSAID)


def unsaid(case: Case) -> list[float]:
    """For each meter, the fraction of play in which it fell to 0 and was not mentioned."""
    model = case.model
    lines = [line for turn in model.turns for line in turn.said()]
    lines += [line for end in model.ends for line in end.lines]
    asking = [line.when for line in lines if any(_asks(line.when, meter) for meter in case.meters)]
    read = frozenset[str]().union(*(condition.reads for condition in asking))
    play = UniformPlay(walk(model, model.live_for(moving=True, kept=read), free=False)) if read else case.alone
    return [_Silence(play, meter).share() for meter in range(len(case.meters))]


class _Silence:
    """Uniform play in which a meter fell to 0 and this has not been mentioned yet."""

    def __init__(self, play: UniformPlay, meter: int) -> None:
        self.play, self.model, self.grid = play, play.model, play.grid
        self.meter, self.name = meter, self.model.meters[meter]
        self.nothing = self.grid.at[meter][LEAST]

    def share(self) -> float:
        """The fraction of play that ends without mentioning it."""
        silent: Counted = {}
        for turn, counted in zip(self.model.turns, self.play.layers, strict=False):
            after: Counted = {}
            self.play.pour(turn, silent, after, self.play.steps(turn, self._still))
            self.play.pour(turn, counted, after, self.play.steps(turn, self._newly))
            silent = after
        total = 0.0
        for (index, facts), counts in ended(self.play, silent).items():
            end = self.model.ends[index]
            if not _asks(end.when, self.name):
                total += self.play.share(dict(inside(counts, self.grid.full ^ self._said(end.lines, facts))))
        return total

    def _still(self, way: Came, take: Take | None) -> int:
        """Cells before a scene in which an earlier, unreported zero stays unreported; a new zero there counts in
        `_newly`."""
        if take is None or isinstance(way, Passed):
            return self.grid.full
        told, early, late, later = self._cells(way, take)
        return ~early & ~self.grid.before(told | late | later, way.moves)

    def _newly(self, way: Came, take: Take | None) -> int:
        """The cells before a scene in which the meter falls to 0 in it without being mentioned."""
        if take is None or isinstance(way, Passed):
            return 0
        told, early, late, later = self._cells(way, take)
        if not early and not late:
            return 0
        before = self.grid.before
        return (early & ~before(told, way.moves) | before(late, way.moves)) & ~before(later, way.moves)

    def _cells(self, way: Opened, take: Take) -> tuple[int, int, int, int]:
        """Four masks: the scene reports a low meter; delayed effects bring it to 0 (cells before them); the option
        brings it to 0; the outcome reports it."""
        early = way.within & ~self.nothing & self.grid.before(self.nothing, way.moves) if way.moves else 0
        after = self.model.bits.after(way.facts, take.sets)
        later = self.grid.before(self._said(take.lines, after), take.moves)
        return self._told_here(way, take), early, self._emptied_by(take), later

    def _told_here(self, way: Opened, take: Take) -> int:
        turn = self.model.turns[int(take.path[1])]
        if any(_asks(condition, self.name) for condition in (turn.when, *(back.when for back in way.backs))):
            return self.grid.full
        return self._said(turn.lines, way.facts)

    def _said(self, lines: Sequence[Line], facts: int) -> int:
        """The cells in which one of some passages mentions that the meter is low."""
        mask = 0
        for line in lines:
            if _asks(line.when, self.name) and line.when.of(facts):
                mask |= self.grid.where(line.when.meters)
        return mask

    def _emptied_by(self, take: Take) -> int:
        """The cells from which an option brings the meter to 0."""
        change = sum(by for meter, by in take.moves if meter == self.meter)
        return sum(self.grid.at[self.meter][LEAST + 1 : LEAST + 1 - change]) if change < 0 else 0


def _asks(condition: Condition, meter: str) -> bool:
    """Whether a condition requires a low meter."""
    return any(asks_low(clause, meter) for clause in condition.when)
