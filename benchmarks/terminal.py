"""A program in a pseudo-terminal, timed from outside: what it sends, when, and what it costs.

Output is only read and time-stamped while the program runs; the screen is rebuilt afterwards, so that the emulator
does not compete with the program for the processor. Linux only: memory and CPU come from /proc.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

QUIET = 0.3
"""Seconds of silence after which a screen counts as stable."""
SETTLED = 0.12
"""Seconds of silence after which the answer to a key counts as whole."""
ANSWERED = 0.5
"""Seconds within which a key must draw an answer."""
LIMIT = 30.0
"""Seconds a start may take."""

QUERIES = ((re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;2$y"), (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"))
"""What a program asks a terminal at its start, and what a common one answers."""
UNKNOWN_TO_PYTE = re.compile(
    rb"\x1b[PX^_].*?(?:\x1b\\|\x07)|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b\[[<>=?][\d;]*[uqtpm]|\x1b\[[?\d;]*\$p", re.S
)
BARE = """
from textual.app import App
from textual.widgets import Static
class Bare(App):
    def compose(self):
        yield Static("hello")
Bare().run()
"""
"""The least that Textual can be: what everything is measured beside."""


@dataclass(frozen=True)
class Footprint:
    """Memory in MiB (`rss` as the system counts it, `pss` with what is shared divided among its users), CPU in ms."""

    rss: float
    pss: float
    cpu: float


class Run:
    """One program in one terminal of `size` (columns, lines)."""

    def __init__(self, command: Sequence[str], size: tuple[int, int], env: Mapping[str, str] | None = None) -> None:
        self.chunks: list[tuple[float, bytes]] = []
        """(seconds since the start, bytes) for all that was sent."""
        self.total = 0
        self.size = size
        self._home = tempfile.TemporaryDirectory(prefix="explorer-bench-", ignore_cleanup_errors=True)
        settled = {
            **{name: os.environ[name] for name in ("PATH", "PYENV_ROOT") if name in os.environ},
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LC_ALL": "C.UTF-8",
            "HOME": self._home.name,
            **(env or {}),
        }
        self.began = time.perf_counter()
        self.pid, self.line = pty.fork()
        if self.pid == 0:
            try:
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.chdir(self._home.name)
                os.execve(command[0], list(command), settled)
            finally:
                os._exit(127)

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def now(self) -> float:
        """Seconds since the start."""
        return time.perf_counter() - self.began

    # --- reading -----------------------------------------------------------------------------------------------

    def read(self, wait: float) -> bool:
        """Read what comes within `wait` seconds; False when nothing does. Raises EOFError when the program is gone."""
        if not select.select([self.line], [], [], max(0.0, wait))[0]:
            return False
        try:
            data = os.read(self.line, 65536)
        except OSError:
            data = b""
        if not data:
            raise EOFError
        self.chunks.append((self.now, data))
        self.total += len(data)
        for asked, answer in QUERIES:
            for _ in asked.finditer(data):
                os.write(self.line, answer)
        return True

    def settle(self, quiet: float = SETTLED, limit: float = 5.0) -> None:
        """Read until nothing comes for `quiet` seconds, or it never stops within `limit`."""
        end = self.now + limit
        while self.now < end and self.read(quiet):
            pass

    def until_stable(self) -> None:
        """Read until something is on the screen and nothing more comes."""
        while self.now < LIMIT:
            if not self.read(QUIET) and self.painted() is not None:
                return
        raise TimeoutError("no stable screen")

    # --- doing -------------------------------------------------------------------------------------------------

    def type(self, keys: bytes) -> None:
        """Send keys."""
        os.write(self.line, keys)

    def press(self, key: bytes) -> Answer | None:
        """Send one key and read its answer; None when nothing comes."""
        self.settle()
        sent, at, total = self.now, len(self.chunks), self.total
        self.type(key)
        if not self.read(ANSWERED):
            return None
        self.settle()
        return Answer((self.chunks[at][0] - sent) * 1000, (self.chunks[-1][0] - sent) * 1000, self.total - total)

    def close(self) -> None:
        """End the program as a closed terminal does."""
        for number in (signal.SIGHUP, signal.SIGKILL):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.pid, number)
            if self._gone(1.0):
                break
        os.close(self.line)
        self._home.cleanup()

    def _gone(self, limit: float) -> bool:
        """Whether the program ends within `limit` seconds; what it still says is read and dropped."""
        end = time.perf_counter() + limit
        while time.perf_counter() < end:
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                return True
            if select.select([self.line], [], [], 0.02)[0]:
                with contextlib.suppress(OSError):
                    os.read(self.line, 65536)
        return False

    # --- what came of it ---------------------------------------------------------------------------------------

    def painted(self) -> float | None:
        """Seconds to the first sign that is no blank; None before there is one."""
        import pyte

        screen = pyte.Screen(*self.size)
        stream = pyte.ByteStream(screen)
        for when, data in self.chunks:
            stream.feed(UNKNOWN_TO_PYTE.sub(b"", data))
            if any(line.strip() for line in screen.display):
                return when
        return None

    def screen(self) -> list[str]:
        """The screen's lines as they stand."""
        import pyte

        screen = pyte.Screen(*self.size)
        pyte.ByteStream(screen).feed(UNKNOWN_TO_PYTE.sub(b"", b"".join(data for _, data in self.chunks)))
        return list(screen.display)

    def footprint(self) -> Footprint:
        """What the program takes now."""
        rollup = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        kilobytes = {name: int(value) for name, value in re.findall(r"^(\w+):\s+(\d+) kB", rollup, re.M)}
        threads = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        cpu = sum(int(each.read_text().split()[0]) for each in threads) / 1e6
        return Footprint(kilobytes["Rss"] / 1024, kilobytes["Pss"] / 1024, cpu)


@dataclass(frozen=True)
class Answer:
    """What a key drew: ms to its first byte and to its last, and how many bytes."""

    first: float
    last: float
    size: int


def explorer(*arguments: str) -> list[str]:
    """The command line of the program, run by this Python."""
    return [sys.executable, "-m", "explorer", *arguments]


def bare() -> list[str]:
    """The command line of the bare Textual app."""
    return [sys.executable, "-c", BARE]


def wait_for_calm(most: float = 0.15, limit: float = 20.0) -> None:
    """Wait until the processors are at most `most` busy (0 to 1), for `limit` seconds at the longest."""
    end = time.perf_counter() + limit
    while time.perf_counter() < end:
        before = _ticks()
        time.sleep(0.3)
        total, idle = (after - was for after, was in zip(_ticks(), before, strict=True))
        if 1 - idle / max(1, total) <= most:
            return


def _ticks() -> tuple[int, int]:
    fields = [int(each) for each in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return sum(fields), fields[3] + fields[4]


def spread(values: Sequence[float], digits: int = 0) -> str:
    """Median with the range, as tables show it."""
    if not values:
        return "–"
    middle, low, high = statistics.median(values), min(values), max(values)
    return f"{middle:.{digits}f} ({low:.{digits}f}–{high:.{digits}f})"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table."""
    return "\n".join(f"| {' | '.join(row)} |" for row in [head, ["---"] * len(head), *rows])
