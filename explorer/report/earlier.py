"""What is said of a visit or a code that an earlier version of the pack made: what of it does not count any more."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.engine.code import Opened
from explorer.engine.visit import Visit
from explorer.report.pack_translator import PackTranslator


def notes(tr: PackTranslator, visit: Visit, dropped: int) -> list[str]:
    """A line for answers that were dropped and one for days that were rewritten, as far as there are any."""
    return notes_of_all(tr, [(visit, dropped)])


def notes_of_all(tr: PackTranslator, people: Iterable[tuple[Visit, int]]) -> list[str]:
    """The same of many, once for all: each with how many of their answers were dropped."""
    words, lines, everyone = tr.words.keeping, [], list(people)
    if dropped := sum(each for _, each in everyone):
        lines.append(tr(words.dropped, n=dropped))
    old = {role for visit, _ in everyone for role in visit.old_days if not visit.lived(role).choices}
    if rewritten := [role for role in tr.pack.roles if role.id in old]:
        lines.append(tr(words.rewritten, roles=", ".join(tr(role.short) for role in rewritten)))
    return lines


def code_notes(tr: PackTranslator, opened: Opened) -> list[str]:
    """The same of a code, with the version that it was made with where that is not today's."""
    if opened.version == tr.pack.version:
        return []
    note = tr(tr.words.keeping.code_earlier, version=opened.version)
    return [note, *notes(tr, opened.visit, opened.dropped)]
