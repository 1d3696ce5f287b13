"""The whole summary of an answer code."""

from __future__ import annotations

from argparse import Namespace
from pathlib import PurePath

from explorer.cli.arguments import ASCII, CODE, LANG, OUTPUT, PACK, PLAIN, Command, formats
from explorer.cli.input import DONE, decoded, translator_for
from explorer.cli.output import deliver, put

COMMAND = Command(
    lambda words: words.commands.result,
    (CODE, formats("text", "md", "json", "svg"), OUTPUT, LANG, PACK, PLAIN, ASCII),
    lambda words: words.examples.result,
)


def run(args: Namespace) -> int:
    """Write the summary of a code; returns the exit code.

    The format is the one asked for, or the one that the file's name ends in, or Markdown; `svg` is a picture.
    """
    from explorer.report.data import summary_data
    from explorer.report.export import format_of, rendered
    from explorer.report.summary import summarise, summary_document

    tr = translator_for(args)
    summary = summarise(tr.pack, decoded(tr, args.code))
    named = PurePath(args.output) if args.output else PurePath()
    args.format = args.format or ("svg" if named.suffix.lower() == ".svg" else format_of(named) or "md")
    if args.format == "svg":
        from explorer.tui.picture import picture

        put(args, tr, picture(summary))
        return DONE
    if args.format == "md":
        put(args, tr, rendered(summary, "md"))
        return DONE
    return deliver(args, tr, lambda: summary_document(summary), lambda: summary_data(summary))
