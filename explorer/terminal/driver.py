"""Terminal drivers that survive what a line can bring, and that do nothing but draw and read keys.

Textual 8.2's own die of a byte that is no UTF-8 or a report they cannot read, take a flood of keys or a window of any
size into memory, spin for ever when their input ends, stand for ever when their output does, and can write files, start
a browser and suspend the process.
"""

from __future__ import annotations

import asyncio
import codecs
import os
import select
import signal
import termios
import time
from collections import deque
from concurrent.futures import Future
from contextlib import suppress
from pathlib import Path
from threading import Event
from typing import Any, BinaryIO, Literal, TextIO

from textual._ansi_sequences import SYNC_END, SYNC_START
from textual.app import App
from textual.driver import Driver
from textual.drivers import linux_driver
from textual.drivers._writer_thread import WriterThread
from textual.drivers.linux_driver import (
    KITTY_DISAMBIGUATE_ESCAPE_CODES,
    KITTY_REPORT_ALL_KEYS,
    KITTY_REPORT_ASSOCIATED_TEXT,
    LinuxDriver,
)
from textual.drivers.linux_inline_driver import LinuxInlineDriver
from textual.events import CursorPosition, Key, MouseEvent, Paste
from textual.message import Message

from explorer.terminal.input import Inlet
from explorer.terminal.sgr import lean

HANGUP = 129
"""The exit code of a program whose terminal has gone, 128 + SIGHUP."""
CLEAR, HOME = "\x1b[2J", "\x1b[H"
LARGEST = (400, 120)
"""Columns and lines that are drawn, however large the window says it is."""
USUAL = (80, 24)
"""The size of a window that does not say."""
CHUNK = 1024
"""Bytes read at a time."""
BEHIND = 16
"""Events that may be under way; no more is read until they have been taken."""
BREATH = 0.05
"""Seconds to wait before reading on in a flood."""
SETTLED = 0.1
"""Seconds within which changes of size are one."""
UNDER_A_PROMPT = "\x1b[?25l\x1b[?1004h\x1b[?2004h"
"""What is switched on or off for as long as a program runs: no cursor, reports of focus, pastes marked."""
FULL_SCREEN = f"\x1b[?1049h\x1b[?7l{UNDER_A_PROMPT}"
"""The same full screen: the alternate screen, and lines that are not wrapped."""


def size_of(handle: int, largest: tuple[int, int]) -> tuple[int, int]:
    """Columns and lines of a terminal as they are drawn: at most `largest`, the usual ones where it does not say."""
    try:
        columns, lines = os.get_terminal_size(handle)
    except OSError:
        columns, lines = USUAL
    return min(columns or USUAL[0], largest[0]), min(lines or USUAL[1], largest[1])


class SteadyWriter(WriterThread):
    """Writes for as long as anyone is there; afterwards it takes what is written, so that nobody waits for it."""

    def run(self) -> None:
        """Write what is queued until told to stop; what was queued last is out before anything else is said."""
        there = True
        while (text := self._queue.get()) is not None:
            if there:
                try:
                    self._file.write(text)
                    if self._queue.empty():
                        self._file.flush()
                except (OSError, ValueError):
                    there = False
        if there:
            with suppress(OSError, ValueError):
                self._file.flush()


vars(linux_driver)["WriterThread"] = SteadyWriter  # the driver takes it from its module


class _Steady(Driver):
    """Keys in, pictures out, and an end when the terminal has gone; to be put before one of Textual's drivers."""

    largest = LARGEST
    modes = FULL_SCREEN
    keys = KITTY_DISAMBIGUATE_ESCAPE_CODES | KITTY_REPORT_ALL_KEYS | KITTY_REPORT_ASSOCIATED_TEXT
    """Which keys a terminal is asked to report, as the Kitty protocol counts them."""
    fileno: int
    exit_event: Event
    _update = ""
    """What was written of an update of the screen that is not at its end yet."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._size = size or self._get_terminal_size()
        self._awake, self._wake = os.pipe()
        self._sent: deque[Future[bool]] = deque()
        self.heard = time.monotonic()
        """When a key was last taken."""
        for number in (signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, signal.SIG_IGN)

    # --- nothing but drawing and reading -----------------------------------------------------------------------

    @property
    def can_suspend(self) -> bool:
        """Never: who hosts would be left with a stopped process."""
        return False

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Links are text here."""

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Nothing is written."""
        binary.close()

    # --- the window --------------------------------------------------------------------------------------------

    def _get_terminal_size(self) -> tuple[int, int]:
        return size_of(self.fileno, self.largest)

    def _query_in_band_window_resize(self) -> None:
        """Never asked for, so that what is typed is no window size."""

    def _enable_mouse_support(self) -> None:
        """Clicks and the wheel, in SGR; moves would be bytes for nothing."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")
            self.flush()

    def start_application_mode(self) -> None:
        """Start; changes of size that follow fast on each other are taken as one, and whoever ends the program leaves
        the terminal as it was."""
        super().start_application_mode()  # type: ignore[safe-super]
        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM):
            self._loop.add_signal_handler(number, self._told_to_end, number)
        self._raw = self._line_settings()
        self._loop.add_signal_handler(signal.SIGCONT, self._go_on)
        resized = signal.getsignal(signal.SIGWINCH)
        assert callable(resized)
        pending: list[asyncio.TimerHandle] = []

        def settle() -> None:
            pending.clear()
            resized(signal.SIGWINCH, None)

        def note() -> None:
            if not pending and not self.exit_event.is_set():
                pending.append(self._loop.call_later(SETTLED, settle))

        signal.signal(signal.SIGWINCH, lambda *_: self._loop.call_soon_threadsafe(note))

    def _told_to_end(self, number: int) -> None:
        self._app.exit(None, 128 + number)

    def _line_settings(self) -> list[Any] | None:
        try:
            return termios.tcgetattr(self.fileno)
        except termios.error:
            return None

    def _go_on(self) -> None:
        """After the process was stopped and continued: a shell has had the terminal meanwhile, so everything that a
        start sets is set again, and everything painted. Nothing is done in the background."""
        with suppress(OSError):  # a terminal that is not the process's own has no foreground
            if os.tcgetpgrp(self.fileno) != os.getpgrp():
                return
        if self._raw:
            with suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._raw)
        self.send(f"{self.modes}\x1b[={self.keys};1u")
        self._enable_mouse_support()
        self.write(CLEAR)
        self._app.call_later(self._app.run_action, "app.redraw")

    # --- the keys ----------------------------------------------------------------------------------------------

    def disable_input(self) -> None:
        """Stop reading, at once."""
        os.write(self._wake, b".")
        super().disable_input()  # type: ignore[safe-super]

    def close(self) -> None:
        """Stop writing; nothing is left open."""
        super().close()
        os.close(self._awake)
        os.close(self._wake)

    def _run_input_thread(self) -> None:
        try:
            self.run_input_thread()
        except (EOFError, OSError):
            self._app.call_later(self._app.exit, None, HANGUP)
        except Exception as error:
            self._loop.call_soon_threadsafe(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys until told to stop. Raises EOFError or OSError when the terminal has gone."""
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        inlet = Inlet()
        while not self.exit_event.is_set():
            ready, _, _ = select.select([self.fileno, self._awake], [], [], BREATH if inlet.waiting else None)
            if self._awake in ready:
                return
            if ready:
                data = os.read(self.fileno, CHUNK)
                if not data:
                    raise EOFError
                for event in inlet.feed(decode(data)):
                    self._take(event)
                if inlet.flooded:
                    self.exit_event.wait(BREATH)
            else:
                for event in inlet.tick():
                    self._take(event)

    @property
    def _behind(self) -> int:
        """Messages that wait to be taken by the app or by what is in front of it."""
        app = self._app
        stack = app._screen_stacks.get(app._current_mode)
        return app._message_queue.qsize() + (stack[-1]._message_queue.qsize() if stack else 0)

    def _take(self, event: Message) -> None:
        """Hand an event on, once those before it have been taken."""
        if isinstance(event, CursorPosition):  # asked for where a program stands under a prompt, and there alone
            if self.is_inline:
                self.cursor_origin = (event.x, event.y)
            return
        while len(self._sent) >= BEHIND or self._behind > BEHIND:
            if self.exit_event.wait(0.002):
                return
            while self._sent and self._sent[0].done():
                self._sent.popleft()
        if isinstance(event, (Key, Paste, MouseEvent)):  # a window that comes and goes is nobody at the keys
            self.heard = time.monotonic()
        self.process_message(event)

    def write(self, data: str) -> None:
        """Send to the terminal, styles by what changes; one update of the screen as one piece."""
        if self._update or data == SYNC_START:
            self._update += data
            if data != SYNC_END:
                return
            data, self._update = self._update, ""
        self.send(lean(data))

    def send(self, data: str) -> None:
        """Send to the terminal as it is."""
        super().write(data)  # type: ignore[safe-super]

    def send_message(self, message: Message) -> None:
        """Hand a message to the program's own thread."""
        while self._sent and self._sent[0].done():
            self._sent.popleft()
        self._sent.append(asyncio.run_coroutine_threadsafe(self._app._post_message(message), loop=self._loop))


class SteadyDriver(_Steady, LinuxDriver):
    """Full screen."""


class SteadyInlineDriver(_Steady, LinuxInlineDriver):
    """Under a prompt."""

    modes, keys = UNDER_A_PROMPT, KITTY_DISAMBIGUATE_ESCAPE_CODES

    def write(self, data: str) -> None:
        """Write; a window that was cleared because its size changed is drawn in from its top, not from within."""
        super().write(HOME + data if data == CLEAR else data)
