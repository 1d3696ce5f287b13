"""With what the hours of a week go, by role."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.report.document import Share, Shares, SharesRow
from explorer.report.pack_translator import PackTranslator


def week_blocks(tr: PackTranslator) -> Iterator[Shares]:
    """The hours of each role, kind by kind; nothing for a pack without them."""
    week = tr.pack.week
    if not week:
        return
    roles = [role.id for role in tr.pack.roles if any(role.id in row.hours for row in week.rows)]
    most = {role: sum(row.hours.get(role, 0) for row in week.rows) for role in roles}
    rows = tuple(
        SharesRow(tr(row.name), tuple(_share(row.hours.get(role, 0), most[role]) for role in roles))
        for row in week.rows
    )
    named = tuple((tr.short(role), tr.tone(role)) for role in roles)
    yield Shares(named, rows, tr(week.lead), id="drawing week", notes=(tr(week.note),))


def _share(count: int, of: int) -> Share:
    return Share(count, of, str(count))
