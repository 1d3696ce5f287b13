"""The base app for any terminal, local or remote: it sends little, writes no files, and prints nothing when it ends.

It overrides private methods of Textual 8.2, each of which can break with another release: `_display`, `_fatal_error`,
`_handle_exception`, `_build_driver`; it calls `_check_bindings`, reads the message queues, and sets
`_css_update_count`.
"""

from __future__ import annotations

import gc
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from rich.console import RenderableType
from textual import constants
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.events import Event, Key, Resize
from textual.filter import LineFilter
from textual.screen import Screen
from textual.widget import Widget

from explorer.terminal.detect import Signs
from explorer.terminal.diff import Lean, Rows, Window
from explorer.terminal.screen import TerminalDialog, lay_out

SWITCH = 0.1
"""The longest time, in seconds, for which repainting is delayed until a change is complete."""


def _driver() -> type[Driver] | None:
    """Our driver where Textual would use its Linux driver; None leaves the choice to Textual."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from explorer.terminal.driver import SteadyDriver

    return SteadyDriver


class TerminalApp(App[None], inherit_bindings=False):
    """An app that draws with the characters (`signs`) that the terminal has, and in the terminal's own colours with
    `own_colours`."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, signs: Signs, own_colours: bool) -> None:
        self.window = Window()
        super().__init__(driver_class=_driver(), ansi_color=own_colours or None)  # Textual applies NO_COLOR here
        self.set_reactive(App.ansi_color, None)
        self.animation_level = "none"
        self.signs = signs
        self.failure: Exception | None = None
        """The exception that ended the app, if any."""

    @property
    def driver(self) -> Driver | None:
        """The terminal driver; None before the app runs."""
        return self._driver

    @property
    def heard(self) -> float:
        """When the last key was handled, in seconds of `time.monotonic`; 0.0 before the keyboard is read."""
        return getattr(self._driver, "heard", 0.0)

    def soon(self, act: Callable[[str], object], text: str) -> None:
        """Call `act(text)` in the app's event loop; may be called from another thread, and does not wait."""
        if self._loop:
            self._loop.call_soon_threadsafe(act, text)

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        """Textual's choice, except that inline mode gets our driver."""
        if not inline or headless:
            return super()._build_driver(headless, inline, mouse, size)
        from explorer.terminal.driver import SteadyInlineDriver

        self._driver = SteadyInlineDriver(self, debug=constants.DEBUG, mouse=mouse, size=size)
        return self._driver

    # --- keys --------------------------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Run a key's binding at once if no input has the focus. Textual would send the key to the screen first, which
        sends it back."""
        acts = isinstance(event, Key) and not event.is_forwarded and self.app_focus and not self.screen.focused
        if not (acts and isinstance(event, Key) and await self._check_bindings(event.key)):
            await super().on_event(event)

    # --- painting ----------------------------------------------------------------------------------------------

    def delay_update(self, delay: float = SWITCH) -> None:
        """Delay repainting while a screen comes to the front or is laid out, and repaint once when that is done.
        Textual would always wait for the whole delay."""
        assert self._loop
        self._begin_batch()
        self._loop.call_soon(self._paint_when_done, time.monotonic() + SWITCH)

    def _paint_when_done(self, latest: float) -> None:
        """Repaint once no message or layout is pending, or at the time `latest` (of `time.monotonic`)."""
        if self._exit or self._loop is None:
            return
        if time.monotonic() < latest and (self._busy or lay_out(self.screen)):
            self._loop.call_soon(self._paint_when_done, latest)
            return
        self._end_batch()
        if not self._batch_count:
            screen = self.screen
            if isinstance(screen, TerminalDialog) and not screen.painted:
                screen.open()
            else:
                screen.refresh()

    @property
    def _busy(self) -> bool:
        """Whether messages are pending in the app or the screen in front, or a widget is not mounted yet."""
        if self._resize_event or not self._message_queue.empty():
            return True
        widgets = self.screen.walk_children(Widget, with_self=True)
        return any(not each.is_mounted or not each._message_queue.empty() for each in widgets)

    def push_screen(self, *args: Any, **named: Any) -> Any:
        """Open a dialog, repainting once."""
        self.delay_update()
        return super().push_screen(*args, **named)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send only the cells that differ."""
        if isinstance(renderable, ChopsUpdate | LayoutUpdate | Rows):
            super()._display(screen, Lean(renderable, self.window))  # type: ignore[arg-type]  # as Textual's own
        else:
            super()._display(screen, renderable)

    def styled(self, screen: Screen[None]) -> Screen[None]:
        """Mark a new screen's styles as current. They are computed as it is mounted; Textual would recompute those of
        all screens."""
        screen._css_update_count = self._css_update_count
        return screen

    def action_redraw(self) -> None:
        """Repaint the whole window, in case another program has written over it."""
        self.window.forget()
        self.refresh(layout=True)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's filters, and one that replaces characters the terminal cannot show."""
        if self.signs == "all":
            return super().get_line_filters()
        from explorer.terminal.poor_signs import POOR

        return [*super().get_line_filters(), POOR[self.signs]]

    def on_mount(self) -> None:
        """Exclude the objects made at start-up from garbage collection, which need not scan them again."""
        gc.freeze()
        gc.enable()

    def on_resize(self, event: Resize) -> None:
        """Repaint once when the layout for a new size is done, and ignore an unchanged size. Textual would repaint
        twice."""
        if event.size == self._size:
            event.prevent_default()
            return
        self.window.forget()  # terminals wrap and cut lines differently on a resize
        if self._size:  # not the first
            self.delay_update()

    # --- disabled features -------------------------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own commands: they write files."""
        return ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Do nothing: links are plain text here."""

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """Do nothing: no file is written."""
        return ""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """Do nothing: no file is written."""

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """Do nothing: no file is written."""

    def action_suspend_process(self) -> None:
        """Do nothing: on a server, a stopped process would be left behind."""

    # --- the end -----------------------------------------------------------------------------------------------

    def panic(self, *renderables: object) -> None:
        """Exit without printing anything; the caller reports the error from `failure`."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)
