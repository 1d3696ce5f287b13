"""Base classes for screens and dialogs that repaint once per change and free what they cached.

These classes override private methods of Textual 8.2, each of which can break with another release:
`_compositor_refresh`, `_on_idle`, `_on_screen_resume`, `_screen_resized`. They also read whether a layout is pending,
mark what is to be painted, and change the bindings of an existing screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Self, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual._context import visible_screen_stack
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
    """Mixin: repaints once for all changes of a key press, as soon as no other work is pending.

    Textual 8.2 repaints at the ticks of a timer, and repaints parts just before it repaints the whole.
    """

    def paint_also(self, widget: Widget) -> None:
        """Mark a widget's dirty regions for the next repaint."""
        self._dirty_widgets.add(widget)
        self.check_idle()

    async def _on_idle(self, event: Idle) -> None:
        """Repaint if no key is waiting; if a layout is pending, do that first. All other cases are left to Textual."""
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
        """Repaint without Textual's compositor, which takes more than half of the time of a key. Only possible if
        everything to be repainted is `Drawn` widgets, or the boxes they stand in, with nothing in front of them; else
        False."""
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
        """Blanks for the parts of the screen that none of the rows covers."""
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
        """Do not recompute the styles when a screen comes to the front: a change of theme updates all screens at
        once."""
        event.refresh_styles = False

    def _compositor_refresh(self) -> None:
        if not (self._layout_required and self._repaint_required) and not self.app._batch_count:
            super()._compositor_refresh()


class TerminalScreen(_PaintedOnce, Screen[None], inherit_bindings=False):
    """A screen that handles a resize in two steps (`make_room`, `resized`) and repaints at once, not at the next tick
    of Textual's timer."""

    def bind(self, bindings: Iterable[BindingType]) -> None:
        """Replace all key bindings."""
        self._bindings = BindingsMap(bindings)

    def make_room(self) -> None:
        """Called before the layout for a new size; subclasses adapt styles to it here."""

    def resized(self) -> None:
        """Called after the layout for a new size; subclasses update their content here."""

    def _screen_resized(self, size: Size) -> None:
        if not self.is_mounted:
            super()._screen_resized(size)
            return
        self.make_room()
        super()._screen_resized(size)
        self.resized()
        self.call_later(self._on_timer_update)


class TerminalDialog(_PaintedOnce, ModalScreen[Answer]):
    """A modal dialog. When it opens only its own box is painted, since the screen behind it is still there."""

    painted = opening = False
    """`painted`: whether it was painted before. `opening`: whether only its box is being painted."""

    def render(self) -> Any:
        """The screen behind the dialog; nothing while it opens."""
        if self.opening:
            return ""
        if self.is_active:
            visible_screen_stack.set(self.app._background_screens)  # Textual sets it for some paintings only
        return super().render()

    def open(self) -> None:
        """Paint the box only; paint everything if the background of the dialog is not transparent, and in inline
        mode."""
        self.painted = True
        if not self.styles.background.is_transparent or self.app.is_inline:
            self.refresh()
            return
        self.opening, self._repaint_required = True, False
        self._dirty_widgets.clear()
        self._compositor._dirty_regions = {each.region for each in self.displayed_children}
        self._compositor_refresh()
        self.opening = False
        self._layout_cache.clear()  # it must not say that undrawn lines are current
        self._set_dirty()
        self._exchange_repaint_regions()

    def bind_also(self, bindings: Iterable[Binding]) -> None:
        """Add key bindings."""
        for binding in bindings:
            self._bindings._add_binding(binding)

    def on_unmount(self) -> None:
        """Free the cached lines."""
        forget_drawn()


def lay_out(screen: Screen[Any]) -> bool:
    """Do a pending layout of the screen now; False if none was pending."""
    if not screen._layout_required:
        return False
    screen._layout_required = False
    screen._refresh_layout()
    if isinstance(screen, TerminalScreen):
        screen.resized()
    return True


class Drawn(Widget):
    """A widget drawn line by line. Its changes are marked on the screen directly: Textual would send three messages for
    each, and repaint twice when two widgets change one after the other."""

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Mark these regions, or the whole widget, for repainting."""
        screen = self.screen if self.is_attached else None
        if layout or recompose or not repaint or not self._is_mounted or not isinstance(screen, _PaintedOnce):
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        self._set_dirty(*regions)
        if self.display:
            screen.paint_also(self)
        return self

    def segments(self, y: int) -> list[Segment]:
        """The visible line `y`, as wide as the widget."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """The same line as a Strip, for Textual."""
        return Strip(self.segments(y), self.size.width)

    def marked_rows(self, region: Region, whole: bool) -> Iterator[Row]:
        """The lines of the widget that are marked for repainting, all of them if `whole`; `region` is its position on
        the screen."""
        before = self.content_offset
        marked = {y for each in self._exchange_repaint_regions() for y in each.line_range}
        for y in range(before.y, before.y + self.size.height):
            if not (whole or y in marked):
                continue
            yield region.x + before.x, region.y + y, filtered(self.segments(y - before.y), self)


def filtered(line: list[Segment], widget: Widget) -> list[Segment]:
    """A widget's line after its line filters (missing characters replaced, and Textual's own)."""
    for each in widget.get_line_filters():
        line = each.apply(line, widget.background_colors[1])
    return line


def fitted(line: list[Segment], width: int, ground: Style) -> list[Segment]:
    """The line cropped or padded to exactly `width` cells."""
    missing = width - sum(segment.cell_length for segment in line)
    if missing < 0:
        return list(Strip(line).crop(0, width))
    return [*line, Segment(" " * missing, ground)] if missing else line


def forget_drawn() -> None:
    """Clear a Textual cache: 8.2 keeps the drawn lines of removed widgets, up to a thousand, in `get_inner_outer`."""
    StylesCache.get_inner_outer.cache_clear()
