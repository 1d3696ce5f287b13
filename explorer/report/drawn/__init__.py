"""Drawings as lines of characters at a given width, with their words.

Signs are few, and every one has a letter in ASCII: `─━│├┤┼` for axes and ranges, `█·` for bars, `●○·0›` and digits for
dots. Below 60 columns the words of a row stand on a line of their own, and the drawing takes the whole of the next.
"""

from __future__ import annotations

from collections.abc import Iterator

from explorer.report.drawings import Axis, Drawing, Gauge, Hours, Plate, Range, Ribbon, Shares, Ticks
from explorer.report.drawn.axes import axis, plate
from explorer.report.drawn.hours import hours
from explorer.report.drawn.rows import gauge, ranges, ribbon, shares, ticks
from explorer.report.lines import Span


def drawn(block: Drawing, width: int) -> Iterator[list[Span]]:
    """A drawing on lines of at most `width` columns (20 or more)."""
    match block:
        case Plate():
            return plate(block, width)
        case Range():
            return ranges(block, width)
        case Shares():
            return shares(block, width)
        case Axis():
            return axis(block, width)
        case Ribbon():
            return ribbon(block, width)
        case Gauge():
            return gauge(block, width)
        case Ticks():
            return ticks(block, width)
        case Hours():
            return hours(block, width)
