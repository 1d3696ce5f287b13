"""Whether a day holds together: all of it is reached, nothing in it is stuck, every name is for something, and what is
done comes back later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.checks.days.result import Case, Proved
from explorer.checks.days.states import Choices, shortest
from explorer.engine.day import LEAST, START, ended, holds
from explorer.engine.facts import Facts, conditions
from explorer.loader.locate import Path
from explorer.pack.days import Echo
from explorer.pack.world import Clause

ECHOES, LATER = 3, 2
"""The least delayed effects of a day, and how many scenes after its cause each comes."""
HOUR = re.compile(r"\b([01]?\d|2[0-3]):([0-5]\d)\b")


def reached(case: Case) -> Proved:
    """1. Every scene, text, option, outcome, delayed effect and ending comes in some playthrough."""
    walk = case.walk
    shown = {id(end) for end, _ in endings(case)}
    for openings in walk.openings:
        for opening in openings:
            shown |= {id(opening.scene), *map(id, opening.echoes), *map(id, opening.text), *map(id, opening.options)}
    for tellings in walk.tellings:
        shown |= {id(text) for telling in tellings for text in telling.text}
    every = list(_parts(case))
    missed = [path for path, part in every if id(part) not in shown]
    for path in missed:
        yield case.miss(path, "day_unreached")
    yield case.bound(1, "reached", len(every), f"{len(every) - len(missed)}/{len(every)}", not missed)


def endings(case: Case) -> Iterator[tuple[object, Choices]]:
    """The ending of each state in which the day is over."""
    for state in case.walk.ends:
        yield ended(case.day, state.facts, dict(zip(case.meters, state.meters, strict=True))), state.choices


def _parts(case: Case) -> Iterator[tuple[Path, object]]:
    for n, scene in enumerate(case.day.scenes):
        yield ("scenes", n), scene
        yield from ((("scenes", n, "text", p), passage.say) for p, passage in enumerate(scene.text))
        for o, option in enumerate(scene.options):
            yield ("scenes", n, "options", o), option
            for p, passage in enumerate(option.outcome):
                yield ("scenes", n, "options", o, "outcome", p), passage.say
    yield from ((("echoes", n), echo) for n, echo in enumerate(case.day.echoes))
    for n, ending in enumerate(case.day.endings):
        yield ("endings", n), ending


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
        for opening in case.walk.openings[n]:
            if len(opening.options) < 2:
                yield case.miss(("scenes", n, "options"), "day_closed", opening.choices)
                misses += 1
            if not opening.text:
                yield case.miss(("scenes", n, "text"), "day_silent", opening.choices)
                misses += 1
        for telling in case.walk.tellings[n]:
            if not telling.text:
                path: Path = ("scenes", n, "options", case.number(telling.option), "outcome")
                yield case.miss(path, "day_silent", telling.choices)
                misses += 1
    yield case.bound(2, "ends", 0, misses, not misses)
    yield from _at_zero(case)


def _at_zero(case: Case) -> Proved:
    """A meter that can come to 0 before the last scene opens a scene: one whose condition asks for that meter to be
    low."""
    low, opened = [], 0
    for place, meter in enumerate(case.meters):
        bare = [state.choices for layer in case.walk.layers[:-2] for state in layer if state.meters[place] == LEAST]
        if not bare:
            continue
        low.append(meter)
        if any(_asks_low(clause, meter) for scene in case.day.scenes for clause in scene.when):
            opened += 1
        else:
            yield case.miss(("meters", place), "day_zero", shortest(bare), name=meter)
    yield case.bound(2, "zero", len(low), f"{opened}/{len(low)}", opened == len(low))


def _asks_low(clause: Clause, meter: str) -> bool:
    if clause.name != meter or not isinstance(clause.value, int) or clause.op in ("set", "unset"):
        return False
    none = Facts({})
    return holds((clause,), none, {meter: LEAST}) and not holds((clause,), none, {meter: START})


def names(case: Case) -> Proved:
    """3. Nothing declared is unused: every flag is read, every meter moved, every event another day's as well.

    That every name used exists is seen when the pack is read.
    """
    misses = 0
    read = {clause.name for scene in case.day.scenes for when in conditions(case.day, scene) for clause in when}
    read |= {clause.name for ending in case.day.endings for clause in ending.when}
    moved = {name for echo in case.day.echoes for name, change in echo.effects.items() if change}
    events = {scene.event for day in case.pack.days if day is not case.day for scene in day.scenes}
    for n, scene in enumerate(case.day.scenes):
        for o, option in enumerate(scene.options):
            moved |= {name for name, change in option.effects.items() if change}
            for k, each in enumerate(option.sets):
                if each.fact not in read:
                    choices = case.telling(n, o)
                    yield case.miss(("scenes", n, "options", o, "sets", k), "day_flag_unused", choices, name=each.fact)
                    misses += 1
        if scene.event and scene.event not in events:
            yield case.miss(("scenes", n, "event"), "day_event_alone", name=scene.event)
            misses += 1
    for n, meter in enumerate(case.meters):
        if meter not in moved:
            yield case.miss(("meters", n), "day_meter_unused", name=meter)
            misses += 1
    yield case.bound(3, "unused", 0, misses, not misses)


def delayed(case: Case) -> Proved:
    """10. At least three things done come back, each two scenes later or more, and the debrief names them.

    Later: from the last scene that can set one of its flags, counting only scenes that always come. A delayed effect
    with no flag is caused by no choice and does not count. If its `debrief` gives hours, they are those of a cause
    and of the effect.
    """
    places = {scene.id: n for n, scene in enumerate(case.day.scenes)}
    counted, soonest = 0, len(places)
    for n, echo in enumerate(case.day.echoes):
        causes, at = _causes(case, echo), places[echo.at]
        if not causes:
            continue
        counted += 1
        later = 1 + sum(not scene.when for scene in case.day.scenes[max(causes) + 1 : at])
        soonest = min(soonest, later)
        choices = next((o.choices for o in case.walk.openings[at] if echo in o.echoes), None)
        if later < LATER:
            yield case.miss(("echoes", n, "at"), "day_echo_soon", choices, later=later, least=LATER)
        hours = {_minutes(case.day.scenes[place].time) for place in (*causes, at)}
        for language in case.pack.languages:
            for hour in HOUR.finditer(echo.debrief[language]):
                if _minutes(hour[0]) not in hours:
                    yield case.miss(("echoes", n, "debrief", language), "day_echo_hour", choices, hour=hour[0])
    if counted < ECHOES:
        yield case.miss(("echoes",), "day_echoes", count=counted, least=ECHOES)
    yield case.bound(10, "delayed", f"≥ {ECHOES}", counted, counted >= ECHOES)
    yield case.bound(10, "later", f"≥ {LATER}", soonest if counted else "-", soonest >= LATER)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return 60 * int(hours) + int(minutes)


def _causes(case: Case, echo: Echo) -> list[int]:
    """The places of the scenes that can set a flag which the effect asks for."""
    asked = {clause.name for clause in echo.when if clause.op != "unset" and clause.name not in case.meters}
    return [
        n
        for n, scene in enumerate(case.day.scenes)
        if any(each.fact in asked for option in scene.options for each in option.sets)
    ]
