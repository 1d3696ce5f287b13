"""Checks of what a day can say about the person who plays it: each pole of each dimension is offered often enough to
show a pattern, and random play shows none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.checks.days.model import Condition, Take, Turn
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.whole import least
from explorer.engine.day import SIDES, clear
from explorer.pack.schema import Side

OFFERED, TOLD, UNCLEAR = 3, 0.9, 0.8
"""Bounds: the fewest hours of every day that offer each pole; the share of play in which a pattern shows for a person
who always takes it; and the share of uniform play without a pattern on a dimension."""
Tally = tuple[int, int, int, int]
"""Counts of hours: left taken, right taken, left offered, right offered."""


def leanings(case: Case) -> Proved:
    """11. Each pole of each dimension is offered in three hours of every day; a person who takes it whenever it is
    offered is shown the pattern in nine days of ten; and random play shows no pattern on a dimension in four of five.

    Hours that depend on a meter are left out: they can only strengthen the pattern of a person who always takes a pole;
    in random play, days in which one of them is about the dimension count as if they showed a pattern.
    """
    ids = [dimension.id for dimension in case.pack.dimensions]
    played = case.played
    measured = played.kept(f"leans {' '.join(ids)}", lambda: [_measured(played, dimension) for dimension in ids])
    fewest, surest, clearest = len(case.day.scenes), 1.0, 1.0
    for dimension, (sides, unclear) in zip(ids, measured, strict=True):
        for side, (offered, told) in sides.items():
            pole = {"dimension": dimension, "side": side, "pole": _pole(case, dimension, side)}
            fewest, surest = min(fewest, offered), min(surest, told)
            if offered < OFFERED:
                yield case.miss(("scenes",), "day_pole", count=offered, least=OFFERED, **pole)
            elif told < TOLD:
                yield case.miss(("scenes",), "day_untold", share=per_cent(told), least=per_cent(TOLD), **pole)
        clearest = min(clearest, unclear)
        if unclear < UNCLEAR:
            values = {"dimension": dimension, "share": per_cent(unclear), "least": per_cent(UNCLEAR)}
            yield case.miss(("scenes",), "day_pattern", **values)
    yield case.bound(11, "poles", f"≥ {OFFERED}", fewest, fewest >= OFFERED)
    yield case.bound(11, "told", f"≥ {per_cent(TOLD)}", per_cent(surest), surest >= TOLD)
    yield case.bound(11, "unclear", f"≥ {per_cent(UNCLEAR)}", per_cent(clearest), clearest >= UNCLEAR)


def _measured(case: Case, dimension: str) -> tuple[dict[Side, tuple[int, float]], float]:
    """For a dimension: for each pole, the fewest hours that offer it, and the share of play in which a person who
    always takes it is shown the pattern; and the share of uniform play without a pattern."""
    sides: dict[Side, tuple[int, float]] = {}
    for side in SIDES:
        offered = least(case.skeletal, lambda way, side=side: _offers(way.takes, dimension, side))  # type: ignore[misc]
        told_share = sum(share for tally, share in _spread(case, dimension, side).items() if _side(tally) == side)
        sides[side] = offered, told_share
    unclear = sum(share for tally, share in _spread(case, dimension).items() if _side(tally) is None)
    unclear -= sum(case.alone.coming(turn) for turn in case.model.turns if turn.when.meters and _leans(turn, dimension))
    return sides, unclear


def _pole(case: Case, dimension: str, side: Side) -> str:
    words: str = getattr(case.pack.dimension(dimension).poles, side)[case.pack.languages[0]]
    return words


def _offers(takes: Sequence[Take], dimension: str, side: Side) -> bool:
    return any(take.option.leans.get(dimension) == side for take in takes)


def _leans(turn: Turn, dimension: str) -> bool:
    return any(_offers(turn.takes, dimension, side) for side in SIDES)


def _side(tally: Tally) -> Side | None:
    left, right = clear(tally[0], tally[2]), clear(tally[1], tally[3])
    return None if left == right else "left" if left else "right"


def _spread(case: Case, dimension: str, always: Side | None = None) -> dict[Tally, float]:
    """The distribution of the tallies of a dimension in uniform play, with the pole `always` taken whenever it is
    offered."""
    keep = _gating(case)
    layer: dict[int, dict[Tally, float]] = {0: {(0, 0, 0, 0): 1.0}}
    for turn in case.model.turns:
        after: dict[int, dict[Tally, float]] = {}
        for before, tallies in layer.items():
            for to, more, part in _onward(case, turn, _heard(case, turn, before), dimension, always):
                here = after.setdefault(to & keep, {})
                for tally, share in tallies.items():
                    now = tally[0] + more[0], tally[1] + more[1], tally[2] + more[2], tally[3] + more[3]
                    here[now] = here.get(now, 0.0) + share * part
        layer = after
    spread: dict[Tally, float] = {}
    for tallies in layer.values():
        for tally, share in tallies.items():
            spread[tally] = spread.get(tally, 0.0) + share
    return spread


def _onward(
    case: Case, turn: Turn, facts: int, dimension: str, always: Side | None
) -> Iterator[tuple[int, Tally, float]]:
    """The steps of a turn from a valuation: the next valuation, the change of the tally, and the step's share."""
    if turn.when.meters or not turn.when.of(facts):
        yield facts, (0, 0, 0, 0), 1.0
        return
    bits = case.model.bits
    for back in turn.backs:
        if not back.when.meters and back.when.of(facts):
            facts = bits.after(facts, back.sets)
    facts = bits.after(facts, turn.scene.sets)
    takes = [take for take in turn.takes if take.when.of(facts)]
    offered = [_offers(takes, dimension, side) for side in SIDES]
    chosen = takes
    if always and _offers(takes, dimension, always):
        chosen = [take for take in takes if take.option.leans.get(dimension) == always]
    for take in chosen:
        side = take.option.leans.get(dimension)
        yield (
            bits.after(facts, take.sets),
            (int(side == "left"), int(side == "right"), int(offered[0]), int(offered[1])),
            1 / len(chosen),
        )


def _heard(case: Case, turn: Turn, facts: int) -> int:
    """The valuation after a turn's messages, with the stand-ins' values."""
    for arrival in turn.arrivals:
        value = next(index for condition, index in arrival.unheard if not condition.meters and condition.of(facts))
        facts = case.model.bits.put(facts, arrival.message.fact, value)
    return facts


def _gating(case: Case) -> int:
    """A mask of the facts that decide, also through delayed effects and stand-ins, which scenes and options come."""
    read: set[str] = set()
    conditions: list[Condition] = []
    for turn in case.model.turns:
        conditions += [turn.when, *(take.when for take in turn.takes), *(b.when for b in turn.backs if b.sets)]
        conditions += [condition for arrival in turn.arrivals for condition, _ in arrival.unheard]
    for condition in conditions:
        read |= condition.reads
    return case.model.bits.only(frozenset(read))
