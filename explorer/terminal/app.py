"""An app for any terminal, near or far: it paints little, writes nowhere, and ends without a word of its own.

Overrides of Textual 8.2's private methods, each of which can break with another release: `_display`, `_fatal_error`,
`_handle_exception`, `_build_driver`; `_check_bindings` is called, what waits in its queues is read, and
`_css_update_count` is set.
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
from explorer.terminal.screen import lay_out

SWITCH = 0.1
"""Seconds for which a change is held back at the longest until all of it stands."""


def _driver() -> type[Driver] | None:
    """The steady driver where Textual would take its Linux one; otherwise Textual's choice."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from explorer.terminal.driver import SteadyDriver

    return SteadyDriver


class TerminalApp(App[None], inherit_bindings=False):
    """Draws with the `signs` that the terminal has, in its own colours where `own_colours` says so."""

    ENABLE_COMMAND_PALETTE = False

    def __init__(self, signs: Signs, own_colours: bool) -> None:
        self.window = Window()
        super().__init__(driver_class=_driver(), ansi_color=own_colours or None)  # what NO_COLOR means is settled here
        self.set_reactive(App.ansi_color, None)
        self.animation_level = "none"
        self.signs = signs
        self.failure: Exception | None = None
        """What ended the program before its time."""

    @property
    def driver(self) -> Driver | None:
        """What draws and reads keys; None before the app runs."""
        return self._driver

    @property
    def heard(self) -> float:
        """When a key was last taken, on the clock of `time.monotonic`; 0.0 before the keyboard is read."""
        return getattr(self._driver, "heard", 0.0)

    def soon(self, act: Callable[[str], object], text: str) -> None:
        """Have the app do something; another thread may ask, and does not wait."""
        if self._loop:
            self._loop.call_soon_threadsafe(act, text)

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        """Textual's own choice, but under a prompt the driver that survives what a line can bring."""
        if not inline or headless:
            return super()._build_driver(headless, inline, mouse, size)
        from explorer.terminal.driver import SteadyInlineDriver

        self._driver = SteadyInlineDriver(self, debug=constants.DEBUG, mouse=mouse, size=size)
        return self._driver

    # --- keys --------------------------------------------------------------------------------------------------

    async def on_event(self, event: Event) -> None:
        """Do at once what a key is bound to, where nothing is typed into. Textual hands it to the screen first, which
        hands it back."""
        acts = isinstance(event, Key) and not event.is_forwarded and self.app_focus and not self.screen.focused
        if not (acts and isinstance(event, Key) and await self._check_bindings(event.key)):
            await super().on_event(event)

    # --- painting ----------------------------------------------------------------------------------------------

    def delay_update(self, delay: float = SWITCH) -> None:
        """Hold painting back while a screen comes to the front or is laid out anew, and paint it once, as soon as it
        stands. Textual waits for the whole delay."""
        assert self._loop
        self._begin_batch()
        self._loop.call_soon(self._paint_when_done, time.monotonic() + SWITCH)

    def _paint_when_done(self, latest: float) -> None:
        """Paint once nothing is left to be taken or laid out, at `latest` (of `time.monotonic`) in any case."""
        if self._exit or self._loop is None:
            return
        if time.monotonic() < latest and (self._busy or lay_out(self.screen)):
            self._loop.call_soon(self._paint_when_done, latest)
            return
        self._end_batch()
        if not self._batch_count:
            self.screen.refresh()

    @property
    def _busy(self) -> bool:
        """Whether something waits to be taken by the app or on the screen in front, or does not stand there yet."""
        if self._resize_event or not self._message_queue.empty():
            return True
        widgets = self.screen.walk_children(Widget, with_self=True)
        return any(not each.is_mounted or not each._message_queue.empty() for each in widgets)

    def push_screen(self, *args: Any, **named: Any) -> Any:
        """Show a dialog, painted once."""
        self.delay_update()
        return super().push_screen(*args, **named)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send as few cells as will do."""
        if isinstance(renderable, ChopsUpdate | LayoutUpdate | Rows):
            super()._display(screen, Lean(renderable, self.window))  # type: ignore[arg-type]  # as Textual's own
        else:
            super()._display(screen, renderable)

    def styled(self, screen: Screen[None]) -> Screen[None]:
        """A screen that was just made. Its styles are read as it is mounted; Textual would read all others again."""
        screen._css_update_count = self._css_update_count
        return screen

    def action_redraw(self) -> None:
        """Paint everything, what stands as well: something else may have written over it."""
        self.window.forget()
        self.refresh(layout=True)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and ASCII where the terminal shows nothing else."""
        if self.signs == "all":
            return super().get_line_filters()
        from explorer.terminal.poor_signs import POOR

        return [*super().get_line_filters(), POOR[self.signs]]

    def on_mount(self) -> None:
        """What start-up made stays: the garbage collector need not look through it again."""
        gc.freeze()
        gc.enable()

    def on_resize(self, event: Resize) -> None:
        """Paint another size once, when all stands; the size there is already is no news. Textual would paint both."""
        if event.size == self._size:
            event.prevent_default()
            return
        self.window.forget()  # a terminal breaks and cuts its lines as it likes
        if self._size:  # not the first
            self.delay_update()

    # --- what nobody at the terminal can do --------------------------------------------------------------------

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: they write files."""
        return ()

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Links are text here."""

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """No file is written."""
        return ""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No file is written."""

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """No file is written."""

    def action_suspend_process(self) -> None:
        """A host would be left with a stopped process."""

    # --- the end -----------------------------------------------------------------------------------------------

    def panic(self, *renderables: object) -> None:
        """Leave without a word: the one who started the app says why, from `failure`."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)
