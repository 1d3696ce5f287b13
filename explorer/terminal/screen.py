"""Screens and dialogs that are painted once for each change, and let go of what they drew.

Overrides of Textual 8.2's private methods, each of which can break with another release: `_compositor_refresh`,
`_screen_resized`. Beside them it asks what a layout has still to do, and changes the keys of a screen that was made.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from textual._styles_cache import StylesCache
from textual.binding import Binding, BindingsMap, BindingType
from textual.geometry import Size
from textual.screen import ModalScreen, Screen

Answer = TypeVar("Answer")

if TYPE_CHECKING:
    Base = Screen[Any]
else:
    Base = object  # a mixin: Textual reads the styles of a class along its first bases only


class _PaintedOnce(Base):
    """Not painted in part just before it is painted whole: Textual 8.2 would send it twice."""

    def _compositor_refresh(self) -> None:
        if not (self._layout_required and self._repaint_required):
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


def forget_drawn() -> None:
    """Textual 8.2 keeps the drawn lines of widgets that are gone, up to a thousand, in a cache of two colours."""
    StylesCache.get_inner_outer.cache_clear()
