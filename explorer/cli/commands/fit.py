"""`explorer fit`: asks the questionnaire, prints it, or scores answers."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.arguments import WRITING, Command, flag, path_option
from explorer.cli.input import DONE, UNUSABLE, Unusable, decoded, read_text, translator_for
from explorer.cli.output import (
    columns,
    complain,
    deliver,
    desk_of,
    format_for,
    noted,
    put,
    say,
    speaks_plainly,
    typed_command,
    utf8,
)

if TYPE_CHECKING:
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator

COMPLAINTS = 20
"""The most invalid lines of answers that are reported one by one; of the others only the number is."""

COMMAND = Command(
    lambda words: words.commands.fit,
    (
        path_option(
            "answers",
            lambda words: words.commands.answers,
            lambda words: words.commands.answers_value,
            ("print", "blank", "more"),
        ),
        flag("print", lambda words: words.commands.print),
        flag("more", lambda words: words.commands.more),
        flag("blank", lambda words: words.commands.blank),
        *WRITING,
    ),
    lambda words: words.examples.fit,
)


def run(args: Namespace) -> int:
    """Ask the questionnaire, print it, or score answers; returns the exit code, 2 if some answers are invalid."""
    from explorer.report.data import blank_data, instrument_data
    from explorer.report.instrument import blank, instrument

    tr = translator_for(args)
    if args.blank:
        return deliver(args, tr, lambda: blank(tr, args.more), lambda: blank_data(tr.pack, args.more))
    if args.print:
        return deliver(args, tr, lambda: instrument(tr, args.more), lambda: instrument_data(tr.pack, args.more))
    if args.answers is not None:
        return _scored(args, tr)
    if not (sys.stdin.isatty() or args.plain):
        raise Unusable(tr(tr.words.commands.needs_terminal))
    return _asked(args, tr)


def _asked(args: Namespace, tr: PackTranslator) -> int:
    """Ask the questionnaire, in inline mode if possible; then print the result and its code."""
    from explorer.cli.resume import unsaved
    from explorer.report.document import Paragraph
    from explorer.report.summary import result_document
    from explorer.session.session import code_lines

    session, desk, code, broken = unsaved(tr), desk_of(args, tr), DONE, None
    drawn = not speaks_plainly(args) and _inline()
    if drawn:
        from explorer.tui.inline import ask_inline

        code, broken = ask_inline(session, args.ascii or not utf8())
    else:
        from explorer.plain.prompt import ask_all, ask_more

        ask_all(session, desk)
        ask_more(session, desk)
    summary = session.summary
    if code == DONE:
        desk.tell([*result_document(summary, 1)])
        if drawn:  # repeat the verdict next to the code, since the result above them may be long
            desk.tell(
                [Paragraph(" · ".join([summary.verdict, *([summary.lean_in_words] * summary.readable)]), "strong")]
            )
    lines = code_lines(summary.tr, summary.code, typed_command(args.pack), columns())
    say("".join(f"{line}\n" for line in lines), args)
    if broken:
        from explorer.cli.crash import failed

        sys.stdout.flush()
        return failed(broken, summary.tr, keep=False)
    return code


def _inline() -> bool:
    """Whether the questions can be drawn under the prompt; Textual's inline mode does not work on Windows."""
    import shutil

    from explorer.terminal.detect import SMALLEST, possible, prepare

    columns, lines = shutil.get_terminal_size()
    if sys.platform == "win32" or not possible() or columns < SMALLEST[0] or lines < SMALLEST[1]:
        return False
    prepare(own_colours=True)
    return True


def _scored(args: Namespace, tr: PackTranslator) -> int:
    """Score the answers in a file, on standard input or in a code: one line of JSON for each person, or a document."""
    from explorer.engine.questionnaire import instrument
    from explorer.loader.answers import BadAnswers, respondents
    from explorer.report.data import result_line
    from explorer.report.summary import result_document, summarise

    words = tr.words.commands
    if args.answers == "-" or Path(args.answers).exists() or {"/", "."} & set(args.answers):
        people = list(respondents(tr.pack, read_text(args.answers, tr), tr.language))
    else:
        people = [noted(tr, decoded(tr, args.answers))]
    scorer = instrument(tr.pack)
    alone = len(people) == 1 and sys.stdout.isatty() and args.output is None
    format = format_for(args, tr, ("text", "md", "json", "html"), "text" if alone else "json")
    lines: list[str] = []
    results: list[Block] = []
    bad = 0
    for person in people:
        if isinstance(person, BadAnswers):
            bad += 1
            if bad <= COMPLAINTS:
                problem = tr(words[person.problem], found=person.found, pack=tr.pack.id)
                complain(tr(words.bad_answers, line=person.line, problem=problem))
        elif format != "json":
            results += result_document(summarise(tr.pack, person), 1)
        else:
            lines.append(result_line(tr.pack, person, scorer.score(person.answers)) + "\n")
    if bad > COMPLAINTS:
        complain(tr(words.bad_answers_more, n=bad - COMPLAINTS))
    if lines:
        put(args, tr, "".join(lines))
    if results:
        deliver(args, tr, lambda: results, dict)
    return UNUSABLE if bad else DONE
