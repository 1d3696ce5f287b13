"""The result as an SVG picture. It contains no scripts and fetches nothing from elsewhere, so it is safe to show
anywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from explorer.report.document import Block, Heading, Paragraph
from explorer.report.layout import layout
from explorer.report.summary import Summary, result_document
from explorer.terminal.palettes import DARK, PALETTES
from explorer.tui.theme import styles

WIDTH = 84
"""Columns of the picture."""
FONT_FACE = re.compile(r"@font-face \{.*?\}\s*", re.S)
"""The CSS rule with which Rich's SVG would download a font; it is removed."""


def picture(summary: Summary, palette: str = DARK) -> str:
    """The first screen of the result (verdict, band, reasons, next steps, caveat) as SVG, in a palette's colours. The
    same visit gives the same bytes."""
    console = Console(file=io.StringIO(), record=True, width=WIDTH, color_system="truecolor", legacy_windows=False)
    look, name = styles(palette), summary.tr(summary.tr.pack.title)
    for line in layout(_front(summary), WIDTH, ()):
        console.print(Text.assemble(*((span.text, look[span.tone]) for span in line.spans), end=""), soft_wrap=True)
    theme = _theme(PALETTES[palette].ground, PALETTES[palette].words)
    return FONT_FACE.sub("", console.export_svg(title=name, theme=theme, unique_id="explorer"))


def _front(summary: Summary) -> Iterator[Block]:
    """The blocks of the first screen of the result; without answers, the page that says so."""
    for block in result_document(summary, 1):
        if isinstance(block, Heading) and block.id in ("caveats", "retake"):
            return
        yield block
    yield Paragraph("")


def _theme(ground: str, words: str) -> TerminalTheme:
    rgb = [tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5)) for colour in (ground, words)]
    return TerminalTheme((rgb[0][0], rgb[0][1], rgb[0][2]), (rgb[1][0], rgb[1][1], rgb[1][2]), [(0, 0, 0)] * 8)
