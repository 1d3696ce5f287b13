"""A driver that draws before it has a terminal: a server paints the first screen before a visitor connects."""

from __future__ import annotations

import os
import termios
import tty
from contextlib import suppress
from threading import Event
from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size

from explorer.terminal.driver import USUAL, SteadyDriver


class ExpectingDriver(SteadyDriver):
    """Buffers the output until the process gets a terminal."""

    usual = USUAL
    """Columns and lines that the terminal is expected to have."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        Driver.__init__(self, app, debug=debug, mouse=mouse, size=self.usual)
        self.drawn: list[str] = []
        self.opening: list[str] = []
        """What starting sends to the terminal before the first update."""
        self.here = False
        """Whether the process has its terminal."""
        self._come = Event()

    def start_application_mode(self) -> None:
        """Do nothing until there is a terminal."""

    def stop_application_mode(self) -> None:
        """Restore the terminal, if there is one."""
        if self.here:
            super().stop_application_mode()

    def disable_input(self) -> None:
        """Stop reading, if it has started."""
        if self.here:
            super().disable_input()

    def close(self) -> None:
        """Stop writing, if it has started."""
        if self.here:
            super().close()

    def send(self, data: str) -> None:
        """Write to the terminal, or buffer until there is one."""
        if self.here:
            super().send(data)
        else:
            self.drawn.append(data)

    def expect(self, size: tuple[int, int]) -> None:
        """Discard what was drawn and draw again for a terminal of that size."""
        self.usual = size
        self.drawn.clear()
        self._resized(size)

    def stand_by(self) -> None:
        """Start everything that needs no terminal yet, in the process that will get one."""
        drawn = self.drawn
        SteadyDriver.__init__(self, self._app, debug=self._debug, mouse=self._mouse, size=self.usual)
        self.input_tty, self.drawn = True, self.opening
        super().start_application_mode()
        self.drawn = drawn

    def arrive(self) -> None:
        """Start using the terminal that the process now has as its standard streams, and send it what was drawn."""
        self.here = True
        self._take_line()
        size = self._get_terminal_size()
        if size != self.usual:
            self.drawn.clear()
            self._resized(size)
        self.send("".join((*self.opening, *self.drawn)))
        self._come.set()

    def _told_to_end(self, number: int) -> None:
        if not self.here:
            os._exit(128 + number)
        super()._told_to_end(number)

    def _get_terminal_size(self) -> tuple[int, int]:
        return super()._get_terminal_size() if self.here else self.usual

    def _resized(self, size: tuple[int, int]) -> None:
        self._app.post_message(Resize(Size(*size), Size(*size)))

    def _take_line(self) -> None:
        """Switch the terminal to raw mode, and remember its settings to restore at the end."""
        with suppress(termios.error):
            self.attrs_before = termios.tcgetattr(self.fileno)
            raw = termios.tcgetattr(self.fileno)
            raw[tty.LFLAG] = self._patch_lflag(raw[tty.LFLAG])
            raw[tty.IFLAG] = self._patch_iflag(raw[tty.IFLAG])
            raw[tty.CC][termios.VMIN] = 1
            termios.tcsetattr(self.fileno, termios.TCSANOW, raw)
            self._raw = raw

    def _run_input_thread(self) -> None:
        self._come.wait()
        super()._run_input_thread()
