"""A document as plain text: wrapped, and coloured only for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from explorer.report.document import Block, Tone
from explorer.report.layout import Span, layout

RESET = "\x1b[0m"
SGR: Mapping[Tone, str] = {
    "strong": "\x1b[1m",
    "quiet": "\x1b[2m",
    "accent": "\x1b[1;36m",
    "first": "\x1b[1;34m",
    "second": "\x1b[1;33m",
    "third": "\x1b[1;35m",
    "fourth": "\x1b[1;32m",
    "warn": "\x1b[1;33m",
}


def as_text(blocks: Iterable[Block], width: int, colour: bool) -> str:
    """The document on lines of at most `width` columns, with all notes, ending in a line break."""
    lines = []
    for line in layout(blocks, width):
        spans = (_coloured(span) for span in line.spans) if colour else (span.text for span in line.spans)
        lines.append("".join(spans).rstrip())
    return "\n".join(lines) + "\n"


def _coloured(span: Span) -> str:
    code = SGR.get(span.tone)
    return f"{code}{span.text}{RESET}" if code and span.text.strip() else span.text
