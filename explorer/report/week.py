"""The company in which the hours of a day are spent, by role, counted from the days."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explorer.engine.day import certain_times
from explorer.pack.days import DayFile
from explorer.report.document import Share, Shares, SharesRow
from explorer.report.pack_translator import PackTranslator


def week_blocks(tr: PackTranslator, own: str = "") -> Iterator[Shares]:
    """The hours of each role by company, those of `own` first; empty for a pack without them."""
    week = tr.pack.week
    counts = {day.role: company(day) for day in tr.pack.days}
    known = (role.id for role in tr.pack.roles if counts.get(role.id))
    roles = sorted(known, key=lambda role: role != own)
    if not week or not roles:
        return
    most = {role: counts[role].total() for role in roles}
    rows = tuple(
        SharesRow(tr(row.name), tuple(_share(counts[role][row.company], most[role]) for role in roles))
        for row in week.rows
    )
    named = tuple((tr.short(role), tr.tone(role)) for role in roles)
    yield Shares(named, rows, tr(week.lead), id="drawing week", notes=(tr(week.note),))


def company(day: DayFile) -> Counter[str]:
    """The number of hours for each kind of company, of the hours of a day that come whatever is chosen."""
    first = {scene.time: scene.hour.company for scene in reversed(day.scenes) if scene.rated and scene.hour}
    return Counter(first[time] for time in certain_times(day.scenes) if time in first)


def _share(count: int, of: int) -> Share:
    return Share(count, of, str(count))
