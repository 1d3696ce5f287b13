"""Checks that a day is consistent: everything in it can be reached, nothing is a dead end, every name is used, and
choices have later effects."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from explorer.checks.days.cells import Cells
from explorer.checks.days.clock import minutes
from explorer.checks.days.model import End, Line, Turn
from explorer.checks.days.replay import Target
from explorer.checks.days.result import Case, Proved, piece_of
from explorer.checks.days.sets import Layer, Opened, Walk
from explorer.engine.day import LEAST, START, certain_times, holds
from explorer.engine.facts import Facts
from explorer.loader.locate import Path
from explorer.pack.days import Echo
from explorer.pack.world import Clause

ECHOES, LATER = 3, 2
"""The fewest delayed effects of a day, and how many scenes after its cause each comes at least."""
HOUR = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")


def reached(case: Case) -> Proved:
    """1. Every scene, text, option, outcome, delayed effect and ending comes in some playthrough."""
    shown_paths = set(shown(case.walk))
    every = list(_parts(case))
    missed = [path for path in every if path not in shown_paths]
    for path in missed:
        yield case.miss(path, "day_unreached")
    yield case.bound(1, "reached", len(every), f"{len(every) - len(missed)}/{len(every)}", not missed)


def shown(walk: Walk) -> Iterator[Path]:
    """Everything that is shown in any state."""
    for turn in walk.model.turns:
        yield from shown_in(walk, turn, walk.opened(turn.index))
    yield from shown_last(walk, walk.ends)


def shown_in(walk: Walk, turn: Turn, ways: Iterable[Opened]) -> Iterator[Path]:
    """Everything that is shown in a turn, if its scene opens in these ways."""
    grid = walk.grid
    for way in ways:
        yield ("scenes", turn.index)
        yield from (back.path for back in way.backs)
        yield from passages_read(grid, turn.lines, way.facts, lambda way=way: way.cells)  # type: ignore[misc]
        for taken in walk.taken(way):
            yield taken.take.path
            yield from passages_read(grid, taken.take.lines, taken.facts, taken.cells)


def shown_last(walk: Walk, ends: Layer) -> Iterator[Path]:
    """Everything that is shown at the end of the day in these states."""
    for end, facts, cells in endings(walk, ends):
        yield end.path
        yield from passages_read(walk.grid, end.lines, facts, lambda cells=cells: cells)  # type: ignore[misc]


def passages_read(grid: Cells, lines: Iterable[Line], facts: int, cells: Callable[[], int]) -> Iterator[Path]:
    """The passages that are read in some cells; the cells are only computed if a condition is about meters."""
    for line in lines:
        if line.when.of(facts) and (not line.when.meters or cells() & grid.where(line.when.meters)):
            yield line.path


def endings(walk: Walk, ends: Layer | None = None) -> Iterator[tuple[End, int, int]]:
    """Each ending with the states (valuation and cells) that lead to it, of those of the walk or of `ends`."""
    for facts, cells in (walk.ends if ends is None else ends).items():
        for end in walk.model.ends:
            if cells and end.when.of(facts):
                mask = walk.grid.where(end.when.meters)
                if here := cells & mask:
                    yield end, facts, here
                cells &= ~mask


def least(walk: Walk, counted: Callable[[Opened], bool]) -> int:
    """The fewest scenes, on any way through the day, that open in a way that counts. Meters are ignored: what only they
    decide may not come."""
    fewest = {0: 0}
    for turn, live in zip(walk.model.turns, walk.live[1:], strict=True):
        after: dict[int, int] = {}
        for way in walk.came[turn.index]:
            here = fewest[way.source] + (isinstance(way, Opened) and counted(way))
            sets = [take.sets for take in way.takes] if isinstance(way, Opened) else [()]
            for each in sets:
                to = walk.model.bits.after(way.facts, each) & live
                after[to] = min(here, after.get(to, here))
        fewest = after
    return min(fewest.values())


def _parts(case: Case) -> Iterator[Path]:
    for turn in case.model.turns:
        yield ("scenes", turn.index)
        yield from dict.fromkeys(line.path for line in turn.lines)
        for take in turn.takes:
            yield take.path
            yield from dict.fromkeys(line.path for line in take.lines)
    yield from ((("echoes", n)) for n in range(len(case.day.echoes)))
    for end in case.model.ends:
        yield end.path
        if len(end.ending.text) > 1:
            yield from dict.fromkeys(line.path for line in end.lines)


def ends(case: Case) -> Proved:
    """2. No dead end, loose end or cycle: wherever one is, there are two ways on at least, something is said, and the
    clock does not run backwards.

    Scenes follow each other as they stand in the file and the last ending takes all (the schema sees to both), so no
    day can run in a circle or stop.
    """
    misses = 0
    for n, scene in enumerate(case.day.scenes):
        if n and scene.time < case.day.scenes[n - 1].time:
            yield case.miss(("scenes", n, "time"), "day_clock", time=scene.time)
            misses += 1
        for path, kind, shown in _stuck(case, n):
            if shown:
                yield case.miss(path, kind, shown)
                misses += 1
    yield case.bound(2, "ends", 0, misses, not misses)
    yield from _at_zero(case)


def _stuck(case: Case, n: int) -> Iterator[tuple[Path, str, list[Target]]]:
    """The states of a scene in which fewer than two options are open, it has no text, or an outcome has no text."""
    grid, turn = case.walk.grid, case.model.turns[n]
    ways = list(case.walk.opened(n))
    yield ("scenes", n, "options"), "day_closed", [piece_of(n, way) for way in ways if len(way.takes) < 2]
    silent = ((way, _silent(grid, turn.lines, way.facts, lambda way=way: way.cells)) for way in ways)  # type: ignore[misc]
    pieces = [piece_of(n, way, 0, grid.before(cells, way.moves) & way.within) for way, cells in silent if cells]
    yield ("scenes", n, "text"), "day_silent", pieces
    for take in turn.takes:
        pieces = []
        for way in ways:
            for number, taken in enumerate(case.walk.taken(way), 1):
                if taken.take is take and (cells := _silent(grid, take.lines, taken.facts, taken.cells)):
                    cells = grid.before(cells, (*way.moves, *take.moves)) & way.within
                    pieces.append(piece_of(n, way, number, cells))
        yield (*take.path, "outcome"), "day_silent", pieces


def _silent(grid: Cells, lines: Iterable[Line], facts: int, cells: Callable[[], int]) -> int:
    """Of some cells, those in which none of the passages is read; the cells are only computed if that depends on
    meters."""
    said = [line.when.meters for line in lines if line.when.of(facts)]
    if () in said:
        return 0
    left = cells()
    for meters in said:
        left &= ~grid.where(meters)
    return left


def _at_zero(case: Case) -> Proved:
    """A meter that can come to 0 before the last scene opens a scene: one whose condition asks for that meter to be
    low."""
    low, opened = [], 0
    for index, meter in enumerate(case.meters):
        bare = [
            Target(n, facts, cells & case.walk.grid.at[index][0])
            for n, layer in enumerate(case.walk.layers[:-2])
            for facts, cells in layer.items()
            if cells & case.walk.grid.at[index][0]
        ]
        if not bare:
            continue
        low.append(meter)
        if any(asks_low(clause, meter) for scene in case.day.scenes for clause in scene.when):
            opened += 1
        else:
            yield case.miss(("meters", index), "day_zero", bare, name=meter)
    yield case.bound(2, "zero", len(low), f"{opened}/{len(low)}", opened == len(low))


def asks_low(clause: Clause, meter: str) -> bool:
    """Whether a clause requires a low meter: it holds at the lower bound, and not at the first value."""
    if clause.name != meter or not isinstance(clause.value, int) or clause.op in ("set", "unset"):
        return False
    none = Facts({})
    return holds((clause,), none, {meter: LEAST}) and not holds((clause,), none, {meter: START})


def names(case: Case) -> Proved:
    """3. Nothing declared is unused: every fact that an option sets is read by something, a claim included, every
    meter moved, every event another day's as well.

    That every name used exists is seen when the pack is read.
    """
    misses = 0
    read = set(_read(case))
    moved = {name for echo in case.day.echoes for name, change in echo.effects.items() if change}
    events = {scene.event for day in case.pack.days if day is not case.day for scene in day.scenes}
    for n, scene in enumerate(case.day.scenes):
        for o, option in enumerate(scene.options):
            moved |= {name for name, change in option.effects.items() if change}
            for k, each in enumerate(option.sets):
                if each.fact not in read:
                    path: Path = ("scenes", n, "options", o, "sets", k)
                    yield case.miss(path, "day_flag_unused", case.taking(n, o), name=each.fact)
                    misses += 1
        if scene.event and scene.event not in events:
            yield case.miss(("scenes", n, "event"), "day_event_alone", name=scene.event)
            misses += 1
    for n, meter in enumerate(case.meters):
        if meter not in moved:
            yield case.miss(("meters", n), "day_meter_unused", name=meter)
            misses += 1
    yield case.bound(3, "unused", 0, misses, not misses)


def _read(case: Case) -> Iterator[str]:
    """Every fact and meter that is read in the day, shown on the screen (`air`), or sent to another day."""
    yield from (fact.id for fact in case.day.facts if fact.sender)
    yield from (fact.id for fact in case.day.facts if fact.air)
    for turn in case.model.turns:
        for condition in (*turn.conditions(moving=False), *turn.claims()):
            yield from (clause.name for clause in condition.when)
    for end in case.model.ends:
        yield from (clause.name for clause in end.when.when)
        for line in end.lines:
            yield from (clause.name for clause in (*line.when.when, *(line.claim.when if line.claim else ())))
    yield from (clause.name for closing in case.day.closings for each in closing.choices for clause in each.when)


def delayed(case: Case) -> Proved:
    """10. At least three things done come back, each two scenes later or more, and the debrief names them.

    Later: from the last scene that can set one of its flags, counting only scenes that always come. A delayed effect
    with no flag is caused by no choice and does not count. If its `debrief` gives hours, they are those of a cause
    and of the effect.
    """
    indices = {scene.id: n for n, scene in enumerate(case.day.scenes)}
    counted, soonest = 0, len(indices)
    for n, echo in enumerate(case.day.echoes):
        causes, at = _causes(case, echo), indices[echo.at]
        if not causes:
            continue
        counted += 1
        later = 1 + len(certain_times(case.day.scenes[max(causes) + 1 : at]))
        soonest = min(soonest, later)
        if later < LATER:
            yield case.miss(("echoes", n, "at"), "day_echo_soon", _coming(case, at, n), later=later, least=LATER)
        hours = {minutes(case.day.scenes[index].time) for index in (*causes, at)}
        for language in case.pack.languages:
            for hour in HOUR.finditer(echo.debrief[language]):
                if minutes(hour[0]) not in hours:
                    path = ("echoes", n, "debrief", language)
                    yield case.miss(path, "day_echo_hour", _coming(case, at, n), hour=hour[0])
    if counted < ECHOES:
        yield case.miss(("echoes",), "day_echoes", count=counted, least=ECHOES)
    yield case.bound(10, "delayed", f"≥ {ECHOES}", counted, counted >= ECHOES)
    yield case.bound(10, "later", f"≥ {LATER}", soonest if counted else "-", soonest >= LATER)


def _coming(case: Case, at: int, echo: int) -> Iterator[Target]:
    """The states in which a delayed effect comes."""
    ways = case.walk.opened(at)
    return (piece_of(at, way) for way in ways if any(back.path == ("echoes", echo) for back in way.backs))


def _causes(case: Case, echo: Echo) -> list[int]:
    """The indices of the scenes that can set a flag that the effect depends on."""
    asked = {clause.name for clause in echo.when if clause.op != "unset" and clause.name not in case.meters}
    return [
        n
        for n, scene in enumerate(case.day.scenes)
        if any(each.fact in asked for option in scene.options for each in option.sets)
    ]
