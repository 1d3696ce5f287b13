"""Screens and dialogs that are painted once for each change, and let go of what they drew.

Overrides of Textual 8.2's private methods, each of which can break with another release: `_compositor_refresh`,
`_on_idle`, `_on_screen_resume`, `_screen_resized`. Beside them it asks what a layout has still to do, notes what is to
be painted, and changes the keys of a screen that was made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual._styles_cache import StylesCache
from textual.binding import Binding, BindingsMap, BindingType
from textual.containers import Horizontal
from textual.events import Idle, ScreenResume
from textual.geometry import Region, Size
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widget import Widget

from explorer.terminal.diff import Row, Rows

Answer = TypeVar("Answer")

if TYPE_CHECKING:
    Base = Screen[Any]
else:
    Base = object  # a mixin: Textual reads the styles of a class along its first bases only


class _PaintedOnce(Base):
    """Painted once for all that a key changed, as soon as nothing is left to be done for it.

    Textual 8.2 paints at the ticks of a clock, and in part just before it paints the whole.
    """

    def paint_also(self, widget: Widget) -> None:
        """Paint what is marked of a widget, with all else that is."""
        self._dirty_widgets.add(widget)
        self.check_idle()

    async def _on_idle(self, event: Idle) -> None:
        """Paint, if no key waits, or lay out what is to be laid out before; all else is done as Textual does it."""
        if not self.is_current or self.app._batch_count:
            return
        if self._layout_required:
            event.prevent_default()
            self.app.delay_update()
        elif (self._dirty_widgets or self._repaint_required) and self.app._message_queue.empty():
            event.prevent_default()
            if not self._draw():
                self._on_timer_update()

    def _draw(self) -> bool:
        """Paint what is marked, where that is nothing but lines of widgets that are drawn line by line, with nothing in
        front of them: without Textual's compositor, which takes more than half of the time of a key."""
        app, seen, whole = self.app, self._compositor.visible_widgets, self._repaint_required
        marked = seen.keys() - {self} if whole else self._dirty_widgets
        drawn = [each for each in marked if isinstance(each, Drawn) and each in seen]
        boxes = [each for each in marked if whole and type(each) is Horizontal]
        alone = self is app.screen and not app.is_inline and not (whole and self.is_modal)
        if not alone or len(drawn) + len(boxes) < len(marked):
            return False
        rows = [row for each in drawn for row in each.marked_rows(seen[each][0], whole)]
        if whole:
            rows += self._free(rows)
            self._repaint_required = False
            self._compositor._dirty_regions.clear()
        self._dirty_widgets.clear()
        app._display(self, Rows(rows))  # type: ignore[arg-type]  # as Textual's own
        if self._callbacks:
            self.call_next(self._invoke_and_clear_callbacks)
        return True

    def _free(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Blanks for all that none of the rows draws."""
        style = self._styles_cache.get_inner_outer(*self.background_colors)[0].rich_style
        taken: dict[int, list[tuple[int, int]]] = {}
        for x, y, line in rows:
            taken.setdefault(y, []).append((x, x + sum(segment.cell_length for segment in line)))
        for y in range(self.size.height):
            end = 0
            for first, last in [*sorted(taken.get(y, ())), (self.size.width, 0)]:
                if first > end:
                    yield end, y, filtered([Segment(" " * (first - end), style)], self)
                end = last

    def _on_screen_resume(self, event: ScreenResume) -> None:
        """Come to the front with the styles that it has: those of a theme are given to all screens at once."""
        event.refresh_styles = False

    def _compositor_refresh(self) -> None:
        if not (self._layout_required and self._repaint_required) and not self.app._batch_count:
            super()._compositor_refresh()


class TerminalScreen(_PaintedOnce, Screen[None], inherit_bindings=False):
    """A screen that takes another size in two steps, and is painted then, not at the next tick of Textual's clock."""

    def bind(self, bindings: Iterable[BindingType]) -> None:
        """Take these keys, and no others."""
        self._bindings = BindingsMap(bindings)

    def make_room(self) -> None:
        """Put things where there is room for them, before they are laid out in another size."""

    def resized(self) -> None:
        """Show what another size asks for, once things have their places."""

    def _screen_resized(self, size: Size) -> None:
        if not self.is_mounted:
            super()._screen_resized(size)
            return
        self.make_room()
        super()._screen_resized(size)
        self.resized()
        self.call_later(self._on_timer_update)


class TerminalDialog(_PaintedOnce, ModalScreen[Answer]):
    """A dialog above a screen."""

    def bind_also(self, bindings: Iterable[Binding]) -> None:
        """Take these keys beside its own."""
        for binding in bindings:
            self._bindings._add_binding(binding)

    def on_unmount(self) -> None:
        """Let go of what was drawn."""
        forget_drawn()


def lay_out(screen: Screen[Any]) -> bool:
    """Put things where they belong; False where they stand there."""
    if not screen._layout_required:
        return False
    screen._layout_required = False
    screen._refresh_layout()
    if isinstance(screen, TerminalScreen):
        screen.resized()
    return True


class Drawn(Widget):
    """A widget that is drawn line by line. What changes on it is marked at once on its screen: Textual sends three
    messages for that, and paints two widgets that change in turn twice."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Have these regions painted, or the whole."""
        screen = self.screen if self.is_attached else None
        if layout or recompose or not repaint or not self._is_mounted or not isinstance(screen, _PaintedOnce):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._set_dirty(*regions)
        if self.display:
            screen.paint_also(self)
        return self

    def segments(self, y: int) -> list[Segment]:
        """A line of what is seen, as wide as the widget is."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The same for Textual."""
        return Strip(self.segments(y), self.size.width)

    def marked_rows(self, region: Region, whole: bool) -> Iterator[Row]:
        """The lines that are to be painted of the widget, which stands at `region` of the screen; if `whole`, all."""
        before = self.content_offset
        marked = {y for each in self._exchange_repaint_regions() for y in each.line_range}
        for y in range(before.y, before.y + self.size.height):
            if not (whole or y in marked):
                continue
            yield region.x + before.x, region.y + y, filtered(self.segments(y - before.y), self)


def filtered(line: list[Segment], widget: Widget) -> list[Segment]:
    """A line of a widget as the terminal can show it."""
    for each in widget.get_line_filters():
        line = each.apply(line, widget.background_colors[1])
    return line


def fitted(line: list[Segment], width: int, ground: Style) -> list[Segment]:
    """A line of exactly `width` cells."""
    missing = width - sum(segment.cell_length for segment in line)
    if missing < 0:
        return list(Strip(line).crop(0, width))
    return [*line, Segment(" " * missing, ground)] if missing else line


def forget_drawn() -> None:
    """Textual 8.2 keeps the drawn lines of widgets that are gone, up to a thousand, in a cache of two colours."""
    StylesCache.get_inner_outer.cache_clear()
