"""`explorer result`: the full summary of an answer code, or a comparison of two codes."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.cli.arguments import Argument, Command, option, writing
from explorer.cli.input import DONE, Unusable, decoded, translator_for
from explorer.cli.output import deliver, format_for, noted, put

if TYPE_CHECKING:
    from explorer.report.export import Format
    from explorer.report.pack_translator import PackTranslator

FORMATS: tuple[Format, ...] = ("text", "md", "json", "html", "csv", "svg")
COMMAND = Command(
    lambda words: words.commands.result,
    (
        Argument(("codes",), lambda words: words.commands.code, many="+"),
        option("name", lambda words: words.commands.name, lambda words: words.commands.name_value),
        option("date", lambda words: words.commands.date, lambda words: words.commands.date_value),
        *writing(*FORMATS),
    ),
    lambda words: words.examples.result,
)


def run(args: Namespace) -> int:
    """Write the summary of a code, or compare two; returns the exit code."""
    from explorer.report.export import rendered
    from explorer.report.summary import summarise
    from explorer.report.take_home import summary_document

    tr = translator_for(args)
    if len(args.codes) > 1:
        return _compared(args, tr)
    format = format_for(args, tr, FORMATS)
    summary = summarise(tr.pack, noted(tr, decoded(tr, args.codes[0])))
    name, date = args.name or "", args.date or ""
    if format == "text":
        return deliver(args, tr, lambda: summary_document(summary, name, date), dict)
    if format == "svg":
        from explorer.tui.picture import picture

        put(args, tr, picture(summary))
    else:
        put(args, tr, rendered(summary, format, name, date))
    return DONE


def _compared(args: Namespace, tr: PackTranslator) -> int:
    """Compare two codes, the first as the earlier one: of one person at two times, or of two people."""
    from explorer.report.data import retake_data
    from explorer.study.two import compared_document, comparison

    if len(args.codes) > 2:
        raise Unusable(tr(tr.words.commands.two_codes))
    visits = [noted(tr, decoded(tr, code)) for code in args.codes]
    compared = comparison(tr.pack, *visits)
    if compared is None:
        raise Unusable(tr(tr.words.history.not_comparable))
    return deliver(args, tr, lambda: compared_document(tr, compared), lambda: retake_data(compared))
