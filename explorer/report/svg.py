"""A drawing as SVG: the cells of the screen as shapes, so that no font is needed to join them, with its words
as text.

Every group of shapes has the class of its tone and uses `currentColor`, so the colours are the page's.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from explorer.report.document import Drawing
from explorer.report.layout import layout
from explorer.report.lines import Span

WIDTH, HEIGHT = 9, 18
"""Size of a cell, in the picture's own units."""
THIN, THICK = 1, 4
"""Widths of lines."""
ARMS = {"│": "tb", "┼": "lrtb", "├": "rtb", "┤": "ltb"}
"""For each box-drawing character, the sides of its cell to which it extends: left, right, top, bottom."""
DOTS = {"●": (5, True), "○": (4, False), "·": (1, True)}
"""For each dot character: radius, and whether it is filled."""


def as_svg(block: Drawing, width: int, words: str) -> str:
    """`block` drawn at `width` columns; `words` are its text alternative."""
    lines = layout([block], width, ())
    wide = max((len(line.text.rstrip()) for line in lines), default=1) * WIDTH
    shapes = [
        shape
        for row, line in enumerate(lines)
        for column, span in _placed(line.spans)
        for shape in _span(span, column, row)
    ]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {wide} {len(lines) * HEIGHT}"'
    return f"{head} aria-label={_quoted(words)}><title>{escape(words, quote=False)}</title>{''.join(shapes)}</svg>"


def _placed(spans: tuple[Span, ...]) -> Iterator[tuple[int, Span]]:
    column = 0
    for span in spans:
        yield column, span
        column += len(span.text)


def _span(span: Span, column: int, row: int) -> Iterator[str]:
    """The shapes of a span in one group: runs of one character become one shape, text stays text."""
    group = f'<g class="drawn {span.tone}" fill="currentColor" stroke="currentColor">'
    inside = "".join(_run(run, column + at, row) for at, run in _alike(span.text))
    if inside:
        yield f"{group}{inside}</g>"


def _alike(text: str) -> Iterator[tuple[int, str]]:
    """Runs of one drawing character, and the text between them, each with its position."""
    start = 0
    for at in range(1, len(text) + 1):
        if at == len(text) or _kind(text[at]) != _kind(text[start]):
            yield start, text[start:at]
            start = at


def _kind(sign: str) -> str:
    return sign if sign in ARMS or sign in "─━█" or sign in DOTS else ""


def _run(run: str, column: int, row: int) -> str:
    x, middle = column * WIDTH, row * HEIGHT + HEIGHT / 2
    sign = run[0]
    if sign in ("─", "━"):
        return _stroke(x, middle, x + len(run) * WIDTH, middle, THICK if sign == "━" else THIN)
    if sign in ARMS:
        return "".join(_arms(sign, x + n * WIDTH, middle) for n in range(len(run)))
    if sign in DOTS:
        radius, full = DOTS[sign]
        fill = "" if full else ' fill="none"'
        return "".join(
            f'<circle cx="{x + n * WIDTH + WIDTH / 2}" cy="{middle}" r="{radius}"{fill}/>' for n in range(len(run))
        )
    if sign == "█":
        return f'<rect x="{x}" y="{middle - 6}" width="{len(run) * WIDTH}" height="12" stroke="none"/>'
    if not run.strip():
        return ""
    text = run.strip()
    x += (len(run) - len(run.lstrip())) * WIDTH
    return (
        f'<text x="{x}" y="{middle + 4}" textLength="{len(text) * WIDTH}" lengthAdjust="spacingAndGlyphs" '
        f'font-family="monospace" font-size="14" stroke="none">{escape(text, quote=False)}</text>'
    )


def _arms(sign: str, x: float, middle: float) -> str:
    centre, half = x + WIDTH / 2, HEIGHT / 2
    to = {"l": (x, middle), "r": (x + WIDTH, middle), "t": (centre, middle - half), "b": (centre, middle + half)}
    return "".join(_stroke(centre, middle, *to[arm], THIN) for arm in ARMS[sign])


def _stroke(x: float, y: float, to_x: float, to_y: float, width: int) -> str:
    return f'<line x1="{x}" y1="{y}" x2="{to_x}" y2="{to_y}" stroke-width="{width}"/>'


def _quoted(value: str) -> str:
    return f'"{escape(value)}"'
