"""A pseudo-terminal for front ends that have only a byte stream: it is passed to the parent as the stub passes a real
one."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
import pty
import signal
import socket
import struct
import termios
from collections.abc import AsyncIterator, Awaitable, Callable

from explorer.serve.stub import BROKEN, FULL, OUT_OF_SERVICE, RESET, UNTOUCHED
from explorer.serve.wire import END, LAST_WORDS, RECORD, RESIZED, RESUME, Arrival, connect

CHUNK = 1 << 16
GONE = 128 + signal.SIGHUP
"""The exit code of a visit whose visitor has disconnected."""
MOST = 1000
"""The most columns or lines that a window may claim; fewer are drawn."""


class Bridge:
    """One visit. `write` takes the visitor's input; `output` yields the program's output until the visit ends."""

    def __init__(self, path: str, who: Arrival, columns: int, lines: int, resumed: bytes | None = None) -> None:
        self.path, self.who, self.resumed = path, who, resumed
        self.note: Callable[[bytes, str], Awaitable[None]] | None = None
        """Callback for the messages `KEPT` and `HOME`, set by a front end that handles them."""
        self.keyboard, self._line = pty.openpty()
        self.code = BROKEN
        """The exit code of the visit; 70 until it has ended."""
        self.gone = False
        """Whether the visitor's input has ended."""
        self._listening: asyncio.Task[bytes] | None = None
        self._resize(columns, lines)

    def _resize(self, columns: int, lines: int) -> None:
        size = [max(1, min(MOST, each)) for each in (lines, columns)]
        fcntl.ioctl(self.keyboard, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))

    def resize(self, columns: int, lines: int) -> None:
        """Set a new window size."""
        self._resize(columns, lines)
        with contextlib.suppress(OSError, AttributeError):
            self.parent.send(RESIZED)

    async def write(self, data: bytes) -> None:
        """Pass on the visitor's input; waits while the pseudo-terminal is full."""
        loop = asyncio.get_running_loop()
        with contextlib.suppress(OSError):
            while data:
                try:
                    data = data[os.write(self.keyboard, data) :]
                except BlockingIOError:
                    await _ready(loop.add_writer, loop.remove_writer, self.keyboard)

    async def output(self) -> AsyncIterator[bytes]:
        """The program's output, and at the end the message why it ended."""
        loop = asyncio.get_running_loop()
        try:
            self.parent = connect(self.path, self.who, (self._line, self._line, self._line))
        except OSError:
            self.code = FULL
            yield _shown(OUT_OF_SERVICE)
            return
        finally:
            os.close(self._line)
        self.parent.setblocking(False)
        os.set_blocking(self.keyboard, False)
        if self.resumed is not None:
            with contextlib.suppress(OSError):  # there is no place: why is said below
                self.parent.send(RESUME + self.resumed[: RECORD - 1])
        messages = self._listening = asyncio.ensure_future(self._messages(loop))
        while True:
            await _readable(loop, self.keyboard)
            try:
                data = os.read(self.keyboard, CHUNK)
            except OSError:  # the visit has closed the terminal
                break
            if not data:
                break
            yield data
        message = await messages
        if self.code not in UNTOUCHED:
            yield RESET.encode()
        yield _shown(message.decode("utf-8", "replace"))

    async def _messages(self, loop: asyncio.AbstractEventLoop) -> bytes:
        """Handle the protocol messages of the visit; returns the text to print at its end."""
        last_words = b""
        while message := await _received(loop, self.parent):
            kind, rest = message[:1], message[1:]
            if kind == LAST_WORDS:
                last_words = rest
            elif kind == END:
                self.code = rest[0]
                return rest[1:]
            elif self.note:
                await self.note(kind, rest.decode("utf-8", "replace"))
        if self.gone:  # the visitor disconnected: not an error
            self.code, last_words = GONE, b""
        return last_words

    def hang_up(self) -> None:
        """The visitor has disconnected or ended their input: end the visit, and with it `output`."""
        self.gone = True
        with contextlib.suppress(OSError, AttributeError):
            self.parent.shutdown(socket.SHUT_WR)

    def close(self) -> None:
        """Close everything, and remove the reader first, since the next visit may be given the same descriptor."""
        if self._listening and not self._listening.done():
            self._listening.get_loop().remove_reader(self.parent)
            self._listening.cancel()
        with contextlib.suppress(OSError, AttributeError):
            self.parent.close()
        with contextlib.suppress(OSError):
            os.close(self.keyboard)


def _shown(text: str) -> bytes:
    """Text with CRLF line ends, for a terminal in raw mode."""
    return text.replace("\n", "\r\n").encode()


async def _ready(add: Callable[..., None], remove: Callable[[int], object], handle: int) -> None:
    """Wait until a descriptor is readable or writable; `add` and `remove` are the event loop's functions for that."""
    ready = asyncio.get_running_loop().create_future()

    def note() -> None:
        if not ready.done():
            ready.set_result(None)

    add(handle, note)
    try:
        await ready
    finally:
        remove(handle)


async def _readable(loop: asyncio.AbstractEventLoop, handle: int) -> None:
    await _ready(loop.add_reader, loop.remove_reader, handle)


async def _received(loop: asyncio.AbstractEventLoop, line: socket.socket) -> bytes:
    """The next message; empty when the other end has closed. If the socket was closed with unread data, the first read
    raises an error, and the last message can still be read after it."""
    for _ in range(2):
        try:
            return await loop.sock_recv(line, RECORD)
        except ConnectionResetError:
            continue
        except OSError:
            break
    return b""


async def ask(path: str, who: Arrival, brought: bytes | None = None) -> tuple[int, bytes, str]:
    """Make a request without a terminal, with data `brought` along. Returns the exit code, the standard output, and the
    final message."""
    loop = asyncio.get_running_loop()
    reading, writing = os.pipe()
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        parent = connect(path, who, (nothing, writing, writing))
    except OSError:
        os.close(reading)
        return FULL, b"", OUT_OF_SERVICE
    finally:
        os.close(writing)
        os.close(nothing)
    with parent:
        if brought is not None:
            with contextlib.suppress(OSError):  # there is no place: why is said below
                parent.send(RESUME + brought[: RECORD - 1])
        parent.setblocking(False)
        given = b""
        try:
            while True:
                await _readable(loop, reading)
                if not (data := os.read(reading, CHUNK)):
                    break
                given += data
        finally:
            os.close(reading)
        code, answer = BROKEN, b""
        while message := await _received(loop, parent):
            if message[:1] == END:
                code, answer = message[1], message[2:]
            elif message[:1] == LAST_WORDS:
                answer = message[1:]
    return code, given, answer.decode("utf-8", "replace")
