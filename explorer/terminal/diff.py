"""Which cells differ, and updates that send only those."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.strip import Strip

Cell = tuple[str, Style]
"""What stands in a cell; the second cell of a wide sign is empty."""
Row = tuple[int, int, Iterable[Segment]]
"""A line of the screen or a part of it: the column and the line where it begins, from 0, and what it says."""
GAP = 8
"""Cells in a row that are sent though they stand already: as many bytes as moving past them."""
NOTHING = Style()


def cells(segments: Iterable[Segment]) -> list[Cell]:
    """Segments cell by cell, by what can be seen: of a blank, its ground."""
    row: list[Cell] = []
    for text, style, _ in segments:
        look = style or NOTHING
        blank = _seen_on_blanks(look)
        if text.isascii() or cell_len(text) == len(text):
            known = {sign: (sign, blank if sign == " " else look) for sign in text}  # most of a screen is blank
            row += [known[sign] for sign in text]
        else:
            for sign in text:
                width = cell_len(sign)
                if width:
                    row += [(sign, look), *[("", look)] * (width - 1)]
                elif row:  # a mark on the sign before it
                    row[-1] = (row[-1][0] + sign, row[-1][1])
    return row


@lru_cache(512)
def _seen_on_blanks(style: Style) -> Style:
    lines = (style.underline, style.underline2, style.overline, style.strike, style.reverse, style.frame)
    return style if any(lines) or style.encircle or style.link else Style(bgcolor=style.bgcolor)


class Window:
    """What stands in the terminal's window, as far as it was sent."""

    def __init__(self) -> None:
        self.rows: dict[int, list[Cell | None]] = {}
        """By line, from 0, its cells as far as any was sent; None: not known."""

    def forget(self) -> None:
        """Know nothing: what comes next is sent whole."""
        self.rows.clear()

    def differing(self, x: int, y: int, line: Iterable[Segment]) -> Iterator[tuple[int, list[Cell]]]:
        """The parts of a line, meant for column `x` of line `y`, that do not stand there, each with its column; from
        now on they do."""
        row, now = self.rows.setdefault(y, []), cells(line)
        end = x + len(now)
        row += [None] * (end - len(row))
        if row[x:end] == now:
            return
        at = [column for column, (was, cell) in enumerate(zip(row[x:end], now, strict=True), x) if was != cell]
        row[x:end] = now
        while at:
            end = next((n for n in range(1, len(at)) if at[n] - at[n - 1] > GAP), len(at))
            first, last = at[0], at[end - 1]
            while now[first - x][0] == "" and first > x:
                first -= 1
            while last - x + 1 < len(now) and now[last - x + 1][0] == "":
                last += 1
            yield first, now[first - x : last + 1 - x]
            at = at[end:]


class Rows(CompositorUpdate):
    """Lines of the screen, each with the column and the line where it begins."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = rows


class Lean(CompositorUpdate):
    """An update that sends the cells which differ from those that stand.

    Textual 8.2 sends whole lines of a widget, and the whole window when a dialog comes or goes, then twice.
    """

    def __init__(self, update: ChopsUpdate | LayoutUpdate | Rows, window: Window) -> None:
        self.update, self.window = update, window

    def render_segments(self, console: Console) -> str:
        """The update as the terminal reads it."""
        colours = console._color_system or ColorSystem.TRUECOLOR
        return "".join(
            f"\x1b[{y + 1};{first + 1}H{_written(part, colours)}"
            for x, y, line in _rows(self.update)
            for first, part in self.window.differing(x, y, line)
        )


def _written(part: Iterable[Cell], colours: ColorSystem) -> str:
    """Cells as the terminal reads them: those of one style that follow each other in one piece, with the blanks between
    them that look the same in it."""
    pieces, run = [], ""
    look, blank = NOTHING, NOTHING
    for sign, style in part:
        if style is look or style == look or (sign == " " and style == blank):
            run += sign
            continue
        pieces.append(look.render(run, color_system=colours))
        run, look, blank = sign, style, _seen_on_blanks(style)
    return "".join([*pieces, look.render(run, color_system=colours)])


def _rows(update: ChopsUpdate | LayoutUpdate | Rows) -> Iterable[Row]:
    """What an update draws, line by line."""
    return update.rows if isinstance(update, Rows) else _strips(update)


def _strips(update: ChopsUpdate | LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    """What an update draws, each strip with the column and line where it begins."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, first, end in update.spans:
        for stop, (start, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            left, right = max(start, first), min(stop, end)
            if strip is not None and left < right:
                yield left, y, strip.crop(left - start, right - start)
