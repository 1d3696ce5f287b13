"""The days of a pack side by side by the clock, as far as they were lived.

An hour of another day is shown if it was lived there, or if the hour that is the same event was lived here; until then
only that there is one.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.day import Played, certain_times
from explorer.engine.messages import day_as_lived
from explorer.engine.visit import Visit
from explorer.engine.way import lives_on
from explorer.pack.days import DayFile, Scene
from explorer.report.document import Block, Cell, Hours, HoursRow, Paragraph
from explorer.report.from_others import done_there
from explorer.report.pack_translator import PackTranslator

UNSEEN = "···"
"""The text for an hour of another day that is not shown yet."""


def hours_page(tr: PackTranslator, visit: Visit, role: str, told: bool) -> Iterator[Block]:
    """The days side by side (once they are over, with what was done), and the legend of the signs."""
    over = not any(lives_on(tr.pack, visit, day.role) for day in tr.pack.days)
    hours = hours_side_by_side(tr, visit, role, told, done=over)
    if hours is None:
        return
    words, cells = tr.words.simulator, [cell for row in hours.rows for cell in row.cells]
    yield hours
    said = [words.both_legend] if any(row.shared for row in hours.rows) else []
    if any(cell.text == UNSEEN for cell in cells):
        said.append(words.both_untold if any(day.role in visit.told for day in tr.pack.days) else words.both_unlived)
    if said:
        yield Paragraph(" ".join(map(tr, said)), "quiet")


def hours_side_by_side(
    tr: PackTranslator, visit: Visit, role: str, told: bool = False, done: bool = False
) -> Hours | None:
    """The hours of `role`'s day next to those of the others; None if there is no other day, or nothing was lived.
    `told`: the outcome of the last hour is still on the page, and the current hour not yet. `done`: an hour shows what
    was done in it, if known, instead of its title; the days are then separate, without connecting lines."""
    days = sorted(tr.pack.days, key=lambda day: day.role != role)
    played = {day.role: day_as_lived(tr.pack, visit, day.role) for day in days}
    if len(days) < 2 or not played[role].lived:
        return None
    lived, waits = played[role].lived, played[role].now
    now = lived[-1].scene if told else waits.scene if waits else None
    times = sorted({scene.time for day in days for scene in day.scenes if scene.rated})
    rows = []
    for time in times:
        here = [
            (done and _done(tr, visit, day, played, time)) or _cell(tr, day, played, role, time, now) for day in days
        ]
        if any(here):
            shared = not done and all(here) and _shared(days, played, time)
            rows.append(HoursRow(time, tuple(cell or Cell("") for cell in here), shared))
    return Hours(tuple((_name(tr, visit, day.role, done), tr.tone(day.role)) for day in days), tuple(rows))


def _name(tr: PackTranslator, visit: Visit, role: str, done: bool) -> str:
    """The heading of a day: its role, or (`done`) whose day it was."""
    words, name = tr.words.simulator, tr.short(role)
    return tr(words.their_day if role in visit.told else words.your_day, role=name) if done else name


def _cell(
    tr: PackTranslator, day: DayFile, played: dict[str, Played], role: str, time: str, now: Scene | None
) -> Cell | None:
    """The cell of a day at a time; None if it shows nothing. `now`: the current hour of `role`'s day, None when it is
    over."""
    if now and day.role == role and now.time == time:
        return Cell(tr(now.title), "strong", now=True)
    lived = {id(hour.scene) for hour in played[day.role].lived}
    here = [scene for scene in day.scenes if scene.time == time and scene.rated]
    for scene in here:
        if id(scene) in lived or (day.role != role and scene.event and scene.event in _events(played, day.role)):
            return Cell(tr(scene.title), "")
    if day.role != role and (not now or time <= now.time) and time in certain_times(here):
        return Cell(UNSEEN, "quiet")
    return None


def _done(tr: PackTranslator, visit: Visit, day: DayFile, played: dict[str, Played], time: str) -> Cell | None:
    """What was done in a day at a time; None if nothing, or unknown."""
    if day.role in visit.told:
        here = (done_there(tr, visit, day.role, scene) for scene in day.scenes if scene.time == time and scene.event)
        option = next(filter(None, here), None)
    else:
        lived = (hour for hour in played[day.role].lived if hour.scene.time == time and hour.scene.rated)
        option = next((hour.taken for hour in lived), None)
    return Cell(tr(option.text)) if option else None


def _events(played: dict[str, Played], but: str) -> set[str | None]:
    """The events that were lived in other days than `but`."""
    return {hour.scene.event for role, each in played.items() if role != but for hour in each.lived}


def _shared(days: list[DayFile], played: dict[str, Played], time: str) -> bool:
    """Whether the hour of another day is an event of the first day too, and was lived in either."""
    lived = {hour.scene.event for each in played.values() for hour in each.lived}
    both = lived & {scene.event for scene in days[0].scenes if scene.event}
    return any(scene.event in both for day in days[1:] for scene in day.scenes if scene.time == time)
