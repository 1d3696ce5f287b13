"""Inline SVG drawings for the HTML page, each with its words, in the page's colours."""

from __future__ import annotations

from html import escape

from explorer.report.document import Axis, Gauge

WIDE, HIGH, MIDDLE, EDGE = 720, 46, 18, 8
"""In the drawing's units: width and height of an axis, the height at which its line is, and the space at its ends."""
TEXT = 14
"""Height of a letter, in the drawing's units."""


def axis_svg(block: Axis) -> str:
    """An axis to scale: its line, the interval, each mark with its label, and the names of both ends."""
    label = " ".join(part for part in (block.title, block.reading) if part) or f"{block.left}, {block.right}"
    inner = [f"<title>{escape(label)}</title>"]
    inner.append(_line(EDGE, WIDE - EDGE, "line"))
    inner += (_tick(_at(share), 7 if share != 0.5 else 5) for share in (0.0, 0.5, 1.0))
    if block.span:
        low, high = sorted(block.span)
        inner.append(_line(_at(low), _at(high), "band"))
    for mark in block.marks:
        inner.append(f'<circle class="mark {mark.tone}" cx="{_at(mark.at)}" cy="{MIDDLE}" r="6"/>')
        if mark.label:
            inner.append(_words(mark.label, _at(mark.at), MIDDLE - 9, _anchor(mark.at), mark.tone))
    inner.append(_words(block.left, EDGE, HIGH - 4, "start", "quiet"))
    inner.append(_words(block.right, WIDE - EDGE, HIGH - 4, "end", "quiet"))
    return f'<svg role="img" viewBox="0 0 {WIDE} {HIGH}" class="axis">{"".join(inner)}</svg>'


def gauge_svg(block: Gauge) -> str:
    """A bar with its filled part; the figures stand next to it."""
    part = round(100 * block.value / max(1, block.most))
    bars = f'<rect class="whole" width="100" height="10"/><rect class="part" width="{part}" height="10"/>'
    return f'<svg aria-hidden="true" viewBox="0 0 100 10" class="gauge" preserveAspectRatio="none">{bars}</svg>'


def _at(share: float) -> int:
    return round(EDGE + share * (WIDE - 2 * EDGE))


def _anchor(share: float) -> str:
    return "start" if share < 0.1 else "end" if share > 0.9 else "middle"


def _line(start: int, end: int, kind: str) -> str:
    return f'<line class="{kind}" x1="{start}" x2="{end}" y1="{MIDDLE}" y2="{MIDDLE}"/>'


def _tick(at: int, half: int) -> str:
    return f'<line class="line" x1="{at}" x2="{at}" y1="{MIDDLE - half}" y2="{MIDDLE + half}"/>'


def _words(text: str, x: int, y: int, anchor: str, tone: str) -> str:
    return f'<text class="{tone}" x="{x}" y="{y}" text-anchor="{anchor}" font-size="{TEXT}">{escape(text)}</text>'
