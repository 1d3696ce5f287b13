"""A driver that draws before its terminal is there: a host paints the first screen before anyone comes."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.driver import Driver
from textual.events import Resize
from textual.geometry import Size

from explorer.terminal.driver import USUAL, SteadyDriver


class ExpectingDriver(SteadyDriver):
    """Keeps what it drew until the process has a terminal."""

    usual = USUAL
    """Columns and lines that the terminal is expected to have."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        Driver.__init__(self, app, debug=debug, mouse=mouse, size=self.usual)
        self.drawn: list[str] = []
        self.here = False
        """Whether the terminal has come."""

    def start_application_mode(self) -> None:
        """Not before there is a terminal."""

    def stop_application_mode(self) -> None:
        """Put the terminal back, if there is one."""
        if self.here:
            super().stop_application_mode()

    def disable_input(self) -> None:
        """Read no more, if anything is read."""
        if self.here:
            super().disable_input()

    def close(self) -> None:
        """Write no more, if anything is written."""
        if self.here:
            super().close()

    def send(self, data: str) -> None:
        """Write to the terminal, or keep it until there is one."""
        if self.here:
            super().send(data)
        else:
            self.drawn.append(data)

    def expect(self, size: tuple[int, int]) -> None:
        """Draw again, for a terminal of that size; what was drawn for another is of no use."""
        self.usual = size
        self.drawn.clear()
        self._app.post_message(Resize(Size(*size), Size(*size)))

    def arrive(self) -> None:
        """Take the terminal that this process now has, and send it what was drawn."""
        SteadyDriver.__init__(self, self._app, debug=self._debug, mouse=self._mouse)
        self.here = True
        super().start_application_mode()
        if self._size == self.usual:  # another size is painted when it is told
            self.send("".join(self.drawn))
        self.drawn.clear()
