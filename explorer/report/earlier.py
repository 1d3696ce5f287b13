"""Messages about a visit or a code made with an earlier version of the pack: what of it is no longer valid."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.engine.code import Opened
from explorer.engine.visit import Visit
from explorer.report.pack_translator import PackTranslator


def notes(tr: PackTranslator, visit: Visit, dropped: int) -> list[str]:
    """A line for answers that were dropped and one for days that have been rewritten, if there are any."""
    return notes_of_all(tr, [(visit, dropped)])


def notes_of_all(tr: PackTranslator, people: Iterable[tuple[Visit, int]]) -> list[str]:
    """The same for many visits at once, each with the number of its dropped answers."""
    words, lines, everyone = tr.words.keeping, [], list(people)
    if dropped := sum(each for _, each in everyone):
        lines.append(tr(words.dropped, n=dropped))
    old = {role for visit, _ in everyone for role in visit.old_days if not visit.lived(role).choices}
    if rewritten := [role for role in tr.pack.roles if role.id in old]:
        lines.append(tr(words.rewritten, roles=", ".join(tr(role.short) for role in rewritten)))
    return lines


def code_notes(tr: PackTranslator, opened: Opened) -> list[str]:
    """The same for a code, after the version it was made with; empty if that is the current one."""
    if opened.version == tr.pack.version:
        return []
    note = tr(tr.words.keeping.code_earlier, version=opened.version)
    return [note, *notes(tr, opened.visit, opened.dropped)]
