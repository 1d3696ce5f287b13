"""The whole summary of an answer code."""

from __future__ import annotations

from argparse import Namespace
from pathlib import PurePath

from explorer.cli.input import DONE, decoded, translator_for
from explorer.cli.output import deliver, put


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code. The format is the one asked for, or the one the file's name says, or
    Markdown; `svg` is a picture of the result."""
    from explorer.report.data import summary_data
    from explorer.report.export import format_of, rendered
    from explorer.report.summary import summarise, summary_document

    tr = translator_for(asked)
    summary = summarise(tr.pack, decoded(tr, asked.code))
    named = PurePath(asked.output) if asked.output else PurePath()
    asked.format = asked.format or ("svg" if named.suffix.lower() == ".svg" else format_of(named) or "md")
    if asked.format == "svg":
        from explorer.tui.picture import picture

        put(asked, tr, picture(summary))
        return DONE
    if asked.format == "md":
        put(asked, tr, rendered(summary, "md"))
        return DONE
    return deliver(asked, tr, lambda: summary_document(summary), lambda: summary_data(summary))
