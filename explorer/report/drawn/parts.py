"""Parts of several drawings: names with texts, and lists on lines."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.report.lines import Span, wrap
from explorer.report.tones import ASIDE, Tone

WIDE = 60
"""Width in columns from which a row's name, drawing and words are on one line."""
MOST = 76
"""The largest width of a drawing in columns."""


def named(name: str, text: str, width: int, tone: Tone = ASIDE) -> Iterator[list[Span]]:
    """A name and its text: at the ends of one line, or below each other."""
    if name and text and len(name) + len(text) + 2 <= width:
        yield [Span(name), Span(" " * (width - len(name) - len(text))), Span(text, tone)]
        return
    yield from ([Span(line)] for line in (wrap(name, width) if name else []))
    yield from ([Span(line, tone)] for line in (wrap(text, width) if text else []))


def listed(names: list[str], width: int) -> Iterator[str]:
    """Names on lines, three blanks between them, none broken unless it is wider than a line."""
    line = ""
    for name in names:
        if line and len(line) + 3 + len(name) > width:
            yield line
            line = ""
        if len(name) > width:
            *full, name = wrap(name, width)
            yield from full
        line = f"{line}   {name}" if line else name
    if line:
        yield line
