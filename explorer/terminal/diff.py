"""Finds the screen cells that changed, and sends only those."""

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
"""The text and style of a cell; the text is empty in the second cell of a wide character."""
Row = tuple[int, int, Iterable[Segment]]
"""A line of the screen or a part of it: first column and line, from 0, and its segments."""
GAP = 8
"""The longest run of unchanged cells that is sent again: moving the cursor past it would take as many bytes."""
NOTHING = Style()


def cells(segments: Iterable[Segment]) -> list[Cell]:
    """Segments as single cells, reduced to what is visible: of a blank, only its background."""
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
                elif row:  # a combining character
                    row[-1] = (row[-1][0] + sign, row[-1][1])
    return row


@lru_cache(512)
def _seen_on_blanks(style: Style) -> Style:
    lines = (style.underline, style.underline2, style.overline, style.strike, style.reverse, style.frame)
    return style if any(lines) or style.encircle or style.link else Style(bgcolor=style.bgcolor)


class Window:
    """The content of the terminal's window, as known from what was sent."""

    def __init__(self) -> None:
        self.rows: dict[int, list[Cell | None]] = {}
        """By line, from 0, its cells as far as any were sent; None: unknown."""

    def forget(self) -> None:
        """Forget everything, so that the next update is sent whole."""
        self.rows.clear()

    def differing(self, x: int, y: int, line: Iterable[Segment]) -> Iterator[tuple[int, list[Cell]]]:
        """The parts of a line at column `x` of line `y` that differ from the window, each with its column. They are
        recorded as sent."""
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
    """An update made of lines of the screen, each with its first column and line."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self.rows = rows


class Lean(CompositorUpdate):
    """An update that sends only the cells that differ from the window.

    Textual 8.2 sends whole lines of a widget, and the whole window, twice, when a dialog opens or closes.
    """

    def __init__(self, update: ChopsUpdate | LayoutUpdate | Rows, window: Window) -> None:
        self.update, self.window = update, window

    def render_segments(self, console: Console) -> str:
        """The escape sequences of the update."""
        colours = console._color_system or ColorSystem.TRUECOLOR
        return "".join(
            f"\x1b[{y + 1};{first + 1}H{_written(part, colours)}"
            for x, y, line in _rows(self.update)
            for first, part in self.window.differing(x, y, line)
        )


def _written(part: Iterable[Cell], colours: ColorSystem) -> str:
    """Cells as escape sequences: neighbouring cells of one style, and blanks that look the same in it, as one run."""
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
    """The lines that an update draws."""
    return update.rows if isinstance(update, Rows) else _strips(update)


def _strips(update: ChopsUpdate | LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The strips that an update draws, each with its column and line."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            yield update.region.x, y, Strip.join(line)
        return
    for y, first, end in update.spans:
        for stop, (start, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            left, right = max(start, first), min(stop, end)
            if strip is not None and left < right:
                yield left, y, strip.crop(left - start, right - start)
