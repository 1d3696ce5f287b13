"""Terminal drivers that survive bad input and broken connections, and that only draw and read keys.

Textual 8.2's own drivers crash on bytes that are not UTF-8 or on reports they cannot parse, buffer any number of keys
and a window of any size, loop for ever when their input ends, block for ever when their output does, and can write
files, open a browser and suspend the process.
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
"""The exit code of a program whose terminal has closed: 128 + SIGHUP."""
CLEAR, HOME = "\x1b[2J", "\x1b[H"
LARGEST = (400, 120)
"""The most columns and lines that are drawn, however large the window claims to be."""
USUAL = (80, 24)
"""The size assumed for a window that does not report one."""
CHUNK = 1024
"""Bytes read at a time."""
BEHIND = 16
"""The most events in progress; no more input is read until some have been handled."""
BREATH = 0.05
"""Seconds to wait before reading on after too much input."""
SETTLED = 0.1
"""Seconds within which several changes of size are handled as one."""
UNDER_A_PROMPT = "\x1b[?25l\x1b[?1004h\x1b[?2004h"
"""Modes switched on or off while a program runs: hidden cursor, focus reports, bracketed paste."""
FULL_SCREEN = f"\x1b[?1049h\x1b[?7l{UNDER_A_PROMPT}"
"""The same for the full screen, with the alternate screen and without line wrapping."""


def size_of(handle: int, largest: tuple[int, int]) -> tuple[int, int]:
    """Columns and lines of a terminal, at most `largest`; `USUAL` where it does not report a size."""
    try:
        columns, lines = os.get_terminal_size(handle)
    except OSError:
        columns, lines = USUAL
    return min(columns or USUAL[0], largest[0]), min(lines or USUAL[1], largest[1])


class SteadyWriter(WriterThread):
    """The writer thread. When the terminal has closed it discards the output, so that nothing blocks."""

    def run(self) -> None:
        """Write what is queued until told to stop; everything queued before that is still flushed."""
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
    """Mixin for one of Textual's Linux drivers: reads keys, writes updates, and exits when the terminal has closed."""

    largest = LARGEST
    modes = FULL_SCREEN
    keys = KITTY_DISAMBIGUATE_ESCAPE_CODES | KITTY_REPORT_ALL_KEYS | KITTY_REPORT_ASSOCIATED_TEXT
    """The flags of the Kitty keyboard protocol: which keys the terminal is asked to report."""
    fileno: int
    exit_event: Event
    _update = ""
    """The part already written of a screen update that is not complete yet."""

    def __init__(self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None):
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._size = size or self._get_terminal_size()
        self._awake, self._wake = os.pipe()
        self._sent: deque[Future[bool]] = deque()
        self.heard = time.monotonic()
        """When the last key was handled, in seconds of `time.monotonic`."""
        for number in (signal.SIGTSTP, signal.SIGCONT):
            signal.signal(number, signal.SIG_IGN)

    # --- disabled features -------------------------------------------------------------------------------------

    @property
    def can_suspend(self) -> bool:
        """Always False: on a server, a stopped process would be left behind."""
        return False

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Do nothing: links are plain text here."""

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
        """Do nothing: no file is written."""
        binary.close()

    # --- the window --------------------------------------------------------------------------------------------

    def _get_terminal_size(self) -> tuple[int, int]:
        return size_of(self.fileno, self.largest)

    def _query_in_band_window_resize(self) -> None:
        """Do nothing, so that typed text can never be taken for a window size."""

    def _enable_mouse_support(self) -> None:
        """Ask for clicks and the wheel in SGR encoding, not for mouse moves, which are not used."""
        if self._mouse:
            self.write("\x1b[?1000h\x1b[?1006h")
            self.flush()

    def start_application_mode(self) -> None:
        """Start. Changes of size in quick succession are handled as one, and a signal that ends the program restores
        the terminal."""
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
        """After the process was stopped and continued: set all terminal modes again and repaint, because the shell has
        used the terminal meanwhile. Nothing is done while in the background."""
        with suppress(OSError):  # only the controlling terminal has a foreground process group
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
        """Stop reading at once."""
        os.write(self._wake, b".")
        super().disable_input()  # type: ignore[safe-super]

    def close(self) -> None:
        """Stop writing and close all descriptors."""
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
        """Read keys until told to stop. Raises EOFError or OSError when the terminal has closed."""
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
        """The number of messages waiting in the queues of the app and of the screen in front."""
        app = self._app
        stack = app._screen_stacks.get(app._current_mode)
        return app._message_queue.qsize() + (stack[-1]._message_queue.qsize() if stack else 0)

    def _take(self, event: Message) -> None:
        """Pass an event on once enough of those before it have been handled."""
        if isinstance(event, CursorPosition):  # only queried in inline mode, for the position of the app
            if self.is_inline:
                self.cursor_origin = (event.x, event.y)
            return
        while len(self._sent) >= BEHIND or self._behind > BEHIND:
            if self.exit_event.wait(0.002):
                return
            while self._sent and self._sent[0].done():
                self._sent.popleft()
        if isinstance(
            event, (Key, Paste, MouseEvent)
        ):  # a resize or a change of focus does not mean that somebody is there
            self.heard = time.monotonic()
        self.process_message(event)

    def write(self, data: str) -> None:
        """Write to the terminal with lean styles; an update of the screen is written in one piece."""
        if self._update or data == SYNC_START:
            self._update += data
            if data != SYNC_END:
                return
            data, self._update = self._update, ""
        self.send(lean(data))

    def send(self, data: str) -> None:
        """Write to the terminal unchanged."""
        super().write(data)  # type: ignore[safe-super]

    def send_message(self, message: Message) -> None:
        """Post a message to the app in the event loop's thread."""
        while self._sent and self._sent[0].done():
            self._sent.popleft()
        self._sent.append(asyncio.run_coroutine_threadsafe(self._app._post_message(message), loop=self._loop))


class SteadyDriver(_Steady, LinuxDriver):
    """The driver for the full screen."""


class SteadyInlineDriver(_Steady, LinuxInlineDriver):
    """The driver for Textual's inline mode, under a prompt."""

    modes, keys = UNDER_A_PROMPT, KITTY_DISAMBIGUATE_ESCAPE_CODES

    def write(self, data: str) -> None:
        """Write; after a resize the window is cleared and then drawn from its top."""
        super().write(HOME + data if data == CLEAR else data)
