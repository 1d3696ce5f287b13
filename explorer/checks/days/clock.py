"""Checks that times in the texts agree with the clock of the day: how long an hour takes, how far it is to the next
place, and times that outcomes mention."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from explorer.checks.days.result import Case, Proved
from explorer.checks.days.sets import Layer, Opened, Passed, comings
from explorer.loader.locate import Path
from explorer.pack.days import Option, Scene

NUMBERS: Mapping[str, tuple[str, ...]] = {
    "es": (
        "cero", "una", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce",
    ),
    "en": (
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ),
}  # fmt: skip
"""Hours as words; the index of each is its number."""
MINUTES: Mapping[str, Mapping[str, int]] = {
    "es": {"cinco": 5, "diez": 10, "cuarto": 15, "veinte": 20, "veinticinco": 25, "media": 30, "cuarenta": 40},
    "en": {"five": 5, "ten": 10, "quarter": 15, "twenty": 20, "twenty-five": 25, "half": 30, "forty": 40},
}
_HOURS = {language: "|".join(words[1:]) for language, words in NUMBERS.items()}
_PARTS = {language: "|".join(sorted(words, key=len, reverse=True)) for language, words in MINUTES.items()}
CLOCK: Mapping[str, str] = {
    "es": rf"(?P<tomorrow>mañana )?\b(?:(?P<digits>(?:[01]?\d|2[0-3]):[0-5]\d)|a las? (?P<hour>{_HOURS['es']})\b"
    rf"(?: (?P<way>y|menos) (?P<part>{_PARTS['es']})\b)?)",
    "en": rf"(?P<tomorrow>tomorrow )?\b(?:(?P<digits>(?:[01]?\d|2[0-3]):[0-5]\d)"
    rf"|(?:at|by) (?:(?:a )?(?P<part>{_PARTS['en']}) (?P<way>past|to) )?(?P<hour>{_HOURS['en']})\b"
    r"(?! (?:minutes|hours|days|shops|people|per)))",
}
"""Patterns for times of the day in prose."""
LASTS: Mapping[str, str] = {
    "es": r"\b(?P<n>cinco|diez|quince|veinte|treinta|cuarenta|cincuenta|\d+) minutos|(?P<half>media hora)"
    r"|(?P<one>una hora)",
    "en": r"\b(?P<n>five|ten|fifteen|twenty|thirty|forty|fifty|\d+) minutes|(?P<half>half an hour)|(?P<one>an hour\b)",
}
"""Patterns for durations in prose."""
_TENS: Mapping[str, int] = {
    "cinco": 5, "diez": 10, "quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50,
    "five": 5, "ten": 10, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50,
}  # fmt: skip
MORNING = 8
"""The first hour that can mean the morning: a smaller number without further indication means the afternoon."""


def clock(case: Case) -> Proved:
    """21. No hour ends, no journey arrives and no outcome mentions a time after the next hour begins; times in the
    future are marked (`later`). Not applied to a day that does not say where its scenes are."""
    if not any(scene.at for scene in case.day.scenes):
        return
    misses = 0
    played = case.played
    for (n, o), after in played.kept("next", lambda: _follow(played)).items():
        if after is None:
            continue
        scene, next_scene = case.day.scenes[n], case.day.scenes[after]
        for path, kind, time in _late(case, scene, scene.options[o], ("scenes", n, "options", o), next_scene):
            misses += 1
            yield case.miss(path, kind, case.taking(n, o), found=time, time=next_scene.time)
    yield case.bound(21, "clock", 0, misses, not misses)


def _follow(case: Case) -> dict[tuple[int, int], int | None]:
    """For each option (by index), the earliest scene that can follow."""
    takes = ((turn.index, take.index) for turn in case.model.turns for take in turn.takes)
    return {(turn, option): _next(case, turn, option) for turn, option in takes}


def _next(case: Case, turn: int, option: int) -> int | None:
    """The earliest scene that can follow an option; None if none can."""
    walk, grid = case.walk, case.walk.grid
    layer: Layer = {}
    for way in walk.opened(turn):
        for taken in walk.taken(way):
            if taken.take.index == option:
                to = taken.facts & walk.live[turn + 1]
                layer[to] = layer.get(to, 0) | taken.cells()
    for index in range(turn + 1, len(case.model.turns) if layer else 0):
        if not case.day.scenes[index].when:
            return index
        after: Layer = {}
        for each in comings(case.model, grid, case.model.turns[index], layer, walk.live[index]):
            if isinstance(each, Opened):
                return index
            assert isinstance(each, Passed)
            facts = each.facts & walk.live[index + 1]
            after[facts] = after.get(facts, 0) | each.within
        layer = after
    return None


def _late(case: Case, scene: Scene, option: Option, path: Path, after: Scene) -> Iterator[tuple[Path, str, str]]:
    """Times and durations of an option that end after the next scene begins."""
    start, limit = minutes(scene.time), minutes(after.time)
    end = minutes(option.until) if option.until else start
    arrival = end + journey(case, option.to or scene.at, after.at)
    if arrival > limit:
        yield (*path, "until") if option.until else path, "day_late", said(arrival)
    for p, passage in enumerate(option.outcome):
        named: dict[int, None] = {}
        for language in case.pack.languages:
            for time in times(passage.say[language], language):
                named[time] = None
            for lasts in lengths(passage.say[language], language):
                named[start + lasts] = None
        for time in named:
            if time > limit and said(time) not in passage.later:
                yield (*path, "outcome", p), "day_clock_word", said(time)


def journey(case: Case, start: str | None, end: str | None) -> int:
    """Minutes from one place to another; 0 if either is unknown."""
    if not start or not end or start == end:
        return 0
    places = case.pack.world.places
    return places.get(start, {}).get(end, places.get(end, {}).get(start, 0))


def minutes(time: str) -> int:
    """A time of the day in minutes."""
    hour, minute = time.split(":")
    return 60 * int(hour) + int(minute)


def said(time: int) -> str:
    """Minutes as a time of the day."""
    return f"{time // 60:02}:{time % 60:02}"


def times(prose: str, language: str) -> Iterator[int]:
    """The times of this day (not of tomorrow) mentioned in a text, in minutes since midnight."""
    for found in _pattern(CLOCK, language).finditer(prose) if language in CLOCK else ():
        if found["tomorrow"]:
            continue
        if found["digits"]:
            yield minutes(found["digits"])
            continue
        hour = NUMBERS[language].index(found["hour"].lower())
        time = 60 * (hour + 12 if hour < MORNING else hour)
        part = MINUTES[language].get((found["part"] or "").lower(), 0)
        yield time - part if found["way"] in ("menos", "to") else time + part


def lengths(prose: str, language: str) -> Iterator[int]:
    """The durations mentioned in a text, in minutes."""
    for found in _pattern(LASTS, language).finditer(prose) if language in LASTS else ():
        if found["n"]:
            yield int(found["n"]) if found["n"].isdigit() else _TENS[found["n"].lower()]
        else:
            yield 30 if found["half"] else 60


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _pattern(patterns: Mapping[str, str], language: str) -> re.Pattern[str]:
    return _compiled(patterns[language])
