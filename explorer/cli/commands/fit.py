"""The questionnaire: asked, printed, or its answers scored."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.input import DONE, UNUSABLE, Unusable, decoded, read_text, translator_for
from explorer.cli.output import complain, deliver, desk_of, put, say, speaks_plainly, utf8

if TYPE_CHECKING:
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.report.data import instrument_data
    from explorer.report.instrument import instrument

    tr = translator_for(asked)
    if asked.print:
        return deliver(asked, tr, lambda: instrument(tr), lambda: instrument_data(tr.pack))
    if asked.answers is not None:
        return _scored(asked, tr)
    if not sys.stdin.isatty():
        raise Unusable(tr(tr.words.commands.needs_terminal))
    from explorer.engine.visit import Visit
    from explorer.report.document import Paragraph
    from explorer.report.summary import result_document, summarise

    visit, desk, code, broken = Visit(tr.language), desk_of(asked, tr), DONE, None
    drawn = not speaks_plainly(asked) and _inline()
    if drawn:
        from explorer.tui.inline import ask_inline

        visit, code, broken = ask_inline(tr.pack, visit, asked.ascii or not utf8())
    else:
        from explorer.plain.prompt import ask_all

        visit = ask_all(tr.pack, visit, desk)
    summary = summarise(tr.pack, visit)
    if code == DONE:
        desk.tell([*result_document(summary, 1)])
        if drawn:  # at the prompt the verdict stands beside the code, however long the result above them
            desk.tell([Paragraph(" · ".join([summary.verdict, *([summary.reading] * summary.readable)]), "strong")])
    told = summary.tr
    say(told(told.words.dialogs.code_on_leaving, code=summary.code) + "\n", asked)
    if broken:
        from explorer.cli.crash import failed

        sys.stdout.flush()
        return failed(broken, told, keep=False)
    return code


def _inline() -> bool:
    """Whether the questions can be drawn under the prompt; Textual draws there on no Windows terminal."""
    from explorer.terminal.detect import SMALLEST, possible, prepare

    columns, lines = shutil.get_terminal_size()
    if sys.platform == "win32" or not possible() or columns < SMALLEST[0] or lines < SMALLEST[1]:
        return False
    prepare(own_colours=True)
    return True


def _scored(asked: Namespace, tr: PackTranslator) -> int:
    """Score the answers of a file, of standard input or of a code: one result a line, or each as a document."""
    from explorer.engine.fit import Instrument
    from explorer.loader.answers import BadAnswers, respondents
    from explorer.report.data import result_line
    from explorer.report.summary import result_document, summarise

    words = tr.words.commands
    if asked.answers == "-" or Path(asked.answers).exists() or {"/", "."} & set(asked.answers):
        people = list(respondents(tr.pack, read_text(asked.answers, tr), tr.language))
    else:
        people = [decoded(tr, asked.answers)]
    instrument = Instrument(tr.pack.questionnaire, [role.id for role in tr.pack.roles])
    lines: list[str] = []
    told: list[Block] = []
    code = DONE
    for person in people:
        if isinstance(person, BadAnswers):
            problem = tr(getattr(words, person.problem), found=person.found, pack=tr.pack.id)
            complain(tr(words.bad_answers, line=person.line, problem=problem))
            code = UNUSABLE
        elif asked.format in ("text", "md") or (asked.format is None and len(people) == 1 and sys.stdout.isatty()):
            told += result_document(summarise(tr.pack, person), 1)
        else:
            lines.append(result_line(tr.pack, person, instrument.score(person.answers)) + "\n")
    if lines:
        put(asked, tr, "".join(lines))
    if told:
        deliver(asked, tr, lambda: told, dict)
    return code
