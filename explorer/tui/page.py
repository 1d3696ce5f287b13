"""A scrollable list of lines with a cursor: the one large widget of a pane, drawn with Textual's line API.

It repaints only what changed: after a cursor move the two marks in the left margin, after a new document the lines that
differ from the old ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Offset, Region, Size
from textual.message import Message

from explorer.report.layout import Line
from explorer.report.links import GO
from explorer.terminal.screen import Drawn, fitted
from explorer.tui.grid import LEFT, RIGHT, column
from explorer.tui.theme import BarTone, bar_styles, styles

NARROWEST = 12
"""The smallest width, in columns, that lines are laid out for, however small the window is."""
CURSOR = "▌"
RULE = "─"
MORE = "↓"
BEGINNING = -1
"""A value for `top` in `show`: scroll to line `begins`."""
WHEEL = 3
"""Lines scrolled per step of the mouse wheel."""

Source = Callable[[int], list[Line]]
"""A function from the width in columns to the lines to show."""


class Page(Drawn):
    """Lines of text with a cursor that moves between the lines that have an id.

    It never takes the focus: key bindings belong to its screen, and a change of focus would repaint the whole widget.
    """

    DEFAULT_CSS = "Page { width: 1fr; height: 1fr; padding: 0; }"

    class Opened(Message):
        """Message: a line with an id was clicked so as to open it."""

        def __init__(self, page: Page, id: str) -> None:
            super().__init__()
            self.page, self.id = page, id

    def __init__(self, id: str | None = None, raised: bool = False, pointing: bool = True) -> None:
        super().__init__(id=id)
        self.raised, self.pointing = raised, pointing
        self.moved: Callable[[], None] = lambda: None
        """Callback, called when the cursor has moved to another id or the page was scrolled."""
        self.source: Source = lambda width: []
        self.lines: list[Line] = []
        self._known = Places(self.lines)
        self.cursor = ""
        """The id of the line under the cursor; empty when no line has an id."""
        self.top = 0
        self.laid = Size(0, 0)
        """The widget size that the lines were last laid out for."""
        self.pinned = self.begins = 0
        """`pinned`: how many of the first lines stay at the top and never scroll away. `begins`: the line that
        `BEGINNING` scrolls to. The `source` function sets both when it is called."""

    @property
    def column(self) -> int:
        """Width of the text in columns: in a pane it depends on the window, in a dialog on the space inside its
        frame."""
        if self.raised:
            return max(NARROWEST, self.size.width - LEFT - RIGHT)
        return max(NARROWEST, column(self.app.size.width))

    # --- what is shown -----------------------------------------------------------------------------------------

    def show(self, source: Source, cursor: str | None = None, top: int | None = None) -> None:
        """Replace the lines and repaint those that differ. The cursor stays where it is or moves to `cursor`. `top` is
        the first visible line, from 0; `BEGINNING` scrolls so that the part being read comes first."""
        self.source = source
        if self.size != self.laid or not self.size.width:  # never painted at this size: painting will lay it out
            self.cursor = self.cursor if cursor is None else cursor
            self.top = self.top if top is None else top
            self.lay()
            return
        before, here = self._seen(), self.cursor
        self.lines = source(self.column)
        self.laid = self.size
        self.cursor = here if cursor is None else cursor
        ids = self._ids()
        if self.cursor not in ids:
            self.cursor = ids[0] if ids else ""
        top = self.begins - self.pinned if top == BEGINNING else top
        self.top = self._bounded(self.top if top is None else top)
        seen = any(line.id == self.cursor for _, line in self._seen_lines())
        if top is None and not (cursor is None and seen):
            self._follow()
        self._repaint(before)

    def lay(self) -> None:
        """Lay the lines out for the current size, once per size, keeping the cursor on the same id."""
        if self.size == self.laid or not self.size.width:
            return
        self.laid = self.size
        self.lines = self.source(self.column)
        ids = self._ids()
        if self.cursor not in ids:
            self.cursor = ids[0] if ids else ""
        self.top = self._bounded(self.top)
        self._follow()

    def on_resize(self, event: events.Resize) -> None:
        """Lay the lines out again, unless painting has already done so."""
        if event.size != self.laid:
            self.lay()
            self.refresh()
        self._park()

    def segments(self, y: int) -> list[Segment]:
        """One visible line. Layout happens here at the latest, so that nothing is painted twice."""
        self.lay()
        width, look = self.size.width, self._look
        index = self._at(y)
        line = self._segments(self.lines[index] if index < len(self.lines) else NO_LINE)
        if self.raised and self.more and y == self.size.height - 1:  # a dialog has no hint line with the count
            return [*fitted(line, width - 1, look[""]), Segment(MORE, look["accent"])]
        return fitted(line, width, look[""])

    def _segments(self, line: Line) -> list[Segment]:
        look = bar_styles(self.app.theme) if line.raised else self._look
        marked = self.pointing and bool(line.id) and line.id == self.cursor
        segments = self._before(marked)
        for span in line.spans:
            if span.text:
                heavy = span.heading or (marked and line.choice)
                segments.append(Segment(span.text, look[span.tone] + BOLD if heavy else look[span.tone]))
        if line.rule and self.pointing:
            _draw_rule(segments, self.column + LEFT, look["quiet"])
        if line.raised:
            room = self.column - sum(len(span.text) for span in line.spans)
            segments.append(Segment(" " * room, look[""]))
        return segments

    def _before(self, marked: bool) -> list[Segment]:
        """The segments left of a line's text: the cursor mark on the selected line, else blanks."""
        look = self._look
        return [Segment(CURSOR if marked else " ", look["accent" if marked else ""]), Segment(" ", look[""])]

    # --- moving ------------------------------------------------------------------------------------------------

    def move(self, by: int) -> None:
        """Move the cursor by `by` ids. While the next id is out of sight, scroll by as many lines instead."""
        ids = self._ids()
        at = ids.index(self.cursor) if self.cursor in ids else -1
        target = ids[at + by] if 0 <= at + by < len(ids) else ""
        near = range(self._at(self.pinned) - 1, self.top + self.size.height + 1)
        reached = bool(target) and self._first(target) in near
        if not reached:
            self._turn(by)
            reached = bool(target) and any(line.id == target for _, line in self._seen_lines())
        if reached:
            self._point(target)
        self.moved()

    def point(self, id: str) -> None:
        """Move the cursor to `id` and scroll it into view."""
        self._point(id)
        self.moved()

    def _point(self, id: str) -> None:
        before, top, old = self._seen(), self.top, self.cursor
        self.cursor = id
        self._follow()
        if self.top != top:
            self._repaint(before)
        else:
            self._refresh_lines(y for y, line in self._seen_lines() if line.id and line.id in (old, id))
        self._park()

    def at_end(self, by: int) -> bool:
        """Whether neither the cursor nor the page can move further in the direction of `by`."""
        ids = self._ids()
        last = not ids or self.cursor == (ids[-1] if by > 0 else ids[0])
        return last and (self.more == 0 if by > 0 else self.top == 0)

    def turn(self, by: int) -> None:
        """Scroll by `by` lines. The cursor moves along when its line would leave the screen."""
        self._turn(by)
        self.moved()

    def _turn(self, by: int) -> None:
        before = self._seen()
        self.top = self._bounded(self.top + by)
        seen = [line.id for _, line in self._seen_lines() if line.id]
        if seen and self.cursor not in seen:
            self.cursor = seen[0] if by > 0 else seen[-1]
        self._repaint(before)

    def ends(self, last: bool) -> None:
        """Move the cursor to the first or last id and scroll to that end."""
        before, ids = self._seen(), self._ids()
        if ids:
            self.cursor = ids[-1] if last else ids[0]
        self.top = self._bounded(len(self.lines) if last else 0)
        self._repaint(before)
        self.moved()

    def jump(self, by: int, wanted: Callable[[str], bool]) -> bool:
        """Move the cursor to the next (`by` = 1) or previous (-1) id for which `wanted` is true; False when there is
        none."""
        ids = self._ids()
        at = ids.index(self.cursor) if self.cursor in ids else -1
        rest = ids[at + 1 :] if by > 0 else ids[:at][::-1]
        found = next((id for id in rest if wanted(id)), None)
        if found is None:
            return False
        self.point(found)
        return True

    def part(self, by: int) -> None:
        """Move the cursor to the next or previous title; where there is none, by one id."""
        titles = {line.id for line in self.lines if line.id and any(span.heading for span in line.spans)}
        if not self.jump(by, titles.__contains__):
            self.move(by)

    def below(self, id: str) -> list[str]:
        """The ids between the title `id` and the next title; an empty list when `id` is not a title."""
        titles = [line.id for line in self.lines if line.id and any(span.heading for span in line.spans)]
        if id not in titles:
            return []
        ids = self._ids()
        rest = ids[ids.index(id) + 1 :]
        end = next((n for n, each in enumerate(rest) if each in titles), len(rest))
        return rest[:end]

    def reveal(self) -> None:
        """Scroll so that the line under the cursor is in the upper third, and what was unfolded below it is visible."""
        places = [n for n, line in enumerate(self.lines) if line.id == self.cursor]
        if places and places[0] - self.top > self.size.height // 3:
            self.turn(places[0] - self.top - self.size.height // 3)

    @property
    def place(self) -> int:
        """Index of the cursor's line, from 0; that of the first visible line when no line has an id."""
        return next((n for n, line in enumerate(self.lines) if line.id and line.id == self.cursor), self.top)

    @property
    def screenful(self) -> int:
        """Lines scrolled by "page down": two lines of the old screen remain visible."""
        return max(1, self.size.height - self.pinned - 2)

    @property
    def more(self) -> int:
        """Number of lines below the visible part."""
        return max(0, len(self.lines) - self.top - self.size.height)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll down."""
        event.stop()
        self.turn(WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll up."""
        event.stop()
        self.turn(-WHEEL)

    def on_click(self, event: events.Click) -> None:
        """One click opens a link or takes a choice. On any other line the first click moves the cursor there and a
        second one opens it."""
        index = self._at(event.y)
        line = self.lines[index] if index < len(self.lines) else NO_LINE
        id = line.id
        if id and (id == self.cursor or not self.pointing or line.choice or id.startswith(GO)):
            if self.pointing:
                self.point(id)
            self.cursor = id
            self.post_message(self.Opened(self, id))
        elif id:
            self.point(id)

    # --- helpers -----------------------------------------------------------------------------------------------

    @property
    def _places(self) -> Places:
        """Index of the ids of the current lines. It is cached for the same list, since one key press looks it up dozens
        of times."""
        if self._known.lines is not self.lines:
            self._known = Places(self.lines)
        return self._known

    def _ids(self) -> list[str]:
        return self._places.ids

    def _first(self, id: str) -> int:
        return self._places.first[id]

    def _seen_lines(self) -> list[tuple[int, Line]]:
        pinned, end = self.lines[: self.pinned], self.top + self.size.height
        return list(enumerate([*pinned, *self.lines[self._at(self.pinned) : end]]))

    def _at(self, y: int) -> int:
        """The index of the line shown in row `y` of the visible part."""
        return y if y < self.pinned else self.top + y

    def _seen(self) -> list[tuple[Line, bool]]:
        return [(line, bool(line.id) and line.id == self.cursor) for _, line in self._seen_lines()]

    def _repaint(self, before: list[tuple[Line, bool]]) -> None:
        after = self._seen()
        nothing = (NO_LINE, False)
        rows = zip_longest(before, after, fillvalue=nothing)
        last = {self.size.height - 1} if self.raised else set()  # the line with the `MORE` sign
        self._refresh_lines({y for y, (was, now) in enumerate(rows) if was != now} | last)
        self._park()

    def _refresh_lines(self, rows: Iterable[int]) -> None:
        """Repaint these visible rows; the driver then sends only the cells that differ."""
        width = self.size.width
        if regions := [Region(0, y, width, 1) for y in rows]:
            self.refresh(*regions)

    @property
    def _look(self) -> Mapping[BarTone, Style]:
        return bar_styles(self.app.theme) if self.raised else styles(self.app.theme)

    def _park(self) -> None:
        """Put the terminal's own (hidden) cursor next to ours, because screen magnifiers and braille displays follow
        it."""
        if self.pointing and self.cursor and self.app.screen is self.screen and not self.app.is_inline:
            seen = next((y for y, line in self._seen_lines() if line.id == self.cursor), None)
            if seen is not None:
                self.app.cursor_position = Offset(self.content_region.x, self.content_region.y + seen)

    def _bounded(self, top: int) -> int:
        return max(0, min(top, len(self.lines) - self.size.height))

    def _follow(self) -> None:
        """Scroll so that the lines under the cursor are visible, the first of them above all.

        It scrolls by a large step at once, so that the next moves repaint two marks instead of the whole screen.
        """
        places = self._places
        if self.cursor not in places.first:
            return
        first, last = places.first[self.cursor], places.last[self.cursor]
        height = self.size.height
        if last >= self.top + height:
            self.top = min(first - self.pinned, max(first - height // 3, last - height + 1))
        elif first < self._at(self.pinned):
            self.top = min(first - self.pinned, last - 2 * height // 3)
        if self.cursor == places.ids[0] and first < self.size.height:
            self.top = 0
        self.top = self._bounded(self.top)


class Places:
    """Index of the ids in a list of lines: for each id its first and its last line, counted from 0."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.first: dict[str, int] = {}
        self.last: dict[str, int] = {}
        for number, line in enumerate(lines):
            if line.id:
                self.first.setdefault(line.id, number)
                self.last[line.id] = number
        self.ids = [*self.first]


BOLD = Style(bold=True)
NO_LINE = Line()


def _draw_rule(segments: list[Segment], width: int, style: Style) -> None:
    """Draw a horizontal rule in the free part of a title's line, between the title and any text at its right end."""
    gaps = [n for n, segment in enumerate(segments) if n > 1 and not segment.text.strip()]
    if gaps:
        gap = len(segments[gaps[-1]].text)
        segments[gaps[-1]] = Segment(f" {RULE * (gap - 2)} ", style)
    elif (room := width - sum(len(segment.text) for segment in segments) - 1) > 0:
        segments.append(Segment(f" {RULE * room}", style))
