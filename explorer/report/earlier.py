"""What is said of a visit or a code that an earlier version of the pack made: what of it does not count any more."""

from __future__ import annotations

from explorer.engine.code import Opened
from explorer.engine.visit import Visit
from explorer.report.pack_translator import PackTranslator


def notes(tr: PackTranslator, visit: Visit, dropped: int) -> list[str]:
    """A line for answers that were dropped and one for days that were rewritten, as far as there are any."""
    words, lines = tr.words.keeping, []
    if dropped:
        lines.append(tr(words.dropped, n=dropped))
    rewritten = [role for role in tr.pack.roles if role.id in visit.old_days and not visit.lived(role.id).choices]
    if rewritten:
        lines.append(tr(words.rewritten, roles=", ".join(tr(role.short) for role in rewritten)))
    return lines


def code_notes(tr: PackTranslator, opened: Opened) -> list[str]:
    """The same of a code, with the version that it was made with where that is not today's."""
    if opened.version == tr.pack.version:
        return []
    said = tr(tr.words.keeping.code_earlier, version=opened.version)
    return [said, *notes(tr, opened.visit, opened.dropped)]
