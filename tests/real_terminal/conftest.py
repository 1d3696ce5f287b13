"""The program in a terminal as people use it: a pseudo-terminal, keys in, and the screen that a person would see."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest

from explorer.tui.grid import RULE_AT, edge
from tests.installed import installed
from tests.waiting import PATIENCE

POSIX = os.name == "posix"
PROGRAM = (sys.executable, "-m", "explorer")
UNKNOWN_TO_PYTE = re.compile(r"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1bP.*?\x1b\\", re.DOTALL)
UNFINISHED = re.compile(r"\x1b(\[[<=>?0-9;$]*|P[^\x1b]*|)$")
MODES = {
    "alternate screen": 1049,
    "mouse": 1000,
    "mouse moves": 1003,
    "mouse in SGR": 1006,
    "paste": 2004,
    "focus": 1004,
}
"""What a full-screen program switches on, and has to switch off."""
SWITCHED_OFF = {"cursor hidden": 25, "lines not wrapped": 7}
"""What it switches off, and has to switch on."""


class Terminal:
    """One program in one terminal. Nothing is waited for but texts on the screen and the end of the program."""

    def __init__(
        self,
        arguments: Sequence[str],
        columns: int,
        rows: int,
        env: Mapping[str, str],
        folder: Path,
        program: Sequence[str] = PROGRAM,
    ) -> None:
        import fcntl
        import pty
        import termios

        import pyte

        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.Stream(self.screen)
        self.raw = ""
        """All that the program wrote."""
        self._pending = ""
        self._torn = b""
        self.keyboard, self.line = pty.openpty()
        self._size(columns, rows)
        self.settings = termios.tcgetattr(self.line)
        inherited = {name: os.environ[name] for name in ("PATH", "HOME", "EXPLORER_STATE") if name in os.environ}
        self.process = subprocess.Popen(
            [*program, *arguments],
            stdin=self.line,
            stdout=self.line,
            stderr=self.line,
            cwd=folder,
            env={
                **inherited,
                "TERM": "xterm-256color",
                "LC_ALL": "C.UTF-8",
                "EXPLORER_SETTINGS": str(folder / "settings.toml"),
                "PYTHONPATH": str(installed()),
                **env,
            },
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )

    # --- what a person sees ------------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """The screen, line by line."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    @property
    def words(self) -> str:
        """The screen as one line, to find what may be wrapped. The cursor's mark and rules of a box are left out."""
        return " ".join(self.text.replace("▌", " ").replace("│", " ").split())

    @property
    def page(self) -> str:
        """The same of the page alone, without its margins and the edge of a plate."""
        left = edge(self.screen.columns)
        lines = (line[left : left + RULE_AT] for line in self.screen.display)
        return " ".join(" ".join(lines).replace("▌", " ").replace("█", " ").split())

    def until(self, expected: str | Callable[[], bool]) -> str:
        """Read until the screen says `expected`, or fails with what it says instead; the screen."""
        text = " ".join(str(expected).split())
        seen = expected if callable(expected) else lambda: text in self.words or text in self.page
        deadline = time.monotonic() + PATIENCE
        while not seen():
            ended = self.process.poll() is not None
            if not self._read(min(deadline, time.monotonic() + 0.5)) and (ended or time.monotonic() > deadline):
                what = "what was expected" if callable(expected) else repr(expected)
                pytest.fail(f"{what} is not on the screen:\n{self.text}\n[exit code {self.process.poll()}]")
        return self.text

    def settle(self, quiet: float = 0.3) -> None:
        """Read until nothing has come for a moment."""
        while self._read(time.monotonic() + quiet):
            pass

    # --- what a person does ------------------------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.keyboard, keys.encode())

    def ask(self, keys: str, expected: str | Callable[[], bool]) -> str:
        """Type, and read until the screen says `expected`."""
        self.press(keys)
        return self.until(expected)

    def resize(self, columns: int, rows: int) -> None:
        """Pull the window to another size."""
        self.screen.resize(rows, columns)
        self._size(columns, rows)

    def send(self, number: int) -> None:
        """A signal, as `kill` and a dropped line send it."""
        os.kill(self.process.pid, number)

    # --- how it ends -------------------------------------------------------------------------------------------

    def end(self) -> int:
        """Read until the program has ended by itself; its exit code."""
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None:
            self._read(min(deadline, time.monotonic() + 0.05))
            assert time.monotonic() < deadline, f"still running:\n{self.text}"
        while self._read(time.monotonic() + 0.1):  # a terminal hands on what was written a moment later
            pass
        return self.process.returncode

    @property
    def left_on(self) -> list[str]:
        """What the program switched on and did not switch off, by name."""
        import termios

        on = []
        for name, mode in MODES.items():
            last = re.findall(rf"\x1b\[\?(?:\d+;)*{mode}(?:;\d+)*([hl])", self.raw)[-1:]
            on += [name] if last == ["h"] else []
        for name, mode in SWITCHED_OFF.items():
            on += [name] if re.findall(rf"\x1b\[\?{mode}([hl])", self.raw)[-1:] == ["l"] else []
        if len(re.findall(r"\x1b\[>\d+u", self.raw)) > len(re.findall(r"\x1b\[<\d*u", self.raw)):
            on.append("keyboard protocol")
        if termios.tcgetattr(self.line) != self.settings:
            on.append("line settings")
        return on

    @property
    def afterwards(self) -> str:
        """What was written after the full-screen program had gone."""
        return self.raw.rpartition("\x1b[?1049l")[2]

    def close(self) -> None:
        """End what still runs."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        for handle in (self.keyboard, self.line):
            os.close(handle)

    # --- helpers -----------------------------------------------------------------------------------------------

    def _size(self, columns: int, rows: int) -> None:
        import fcntl
        import termios

        fcntl.ioctl(self.line, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _read(self, deadline: float) -> bool:
        """Show what the program writes next; False when it writes nothing before `deadline`."""
        ready, _, _ = select.select([self.keyboard], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            return False
        raw = self._torn + os.read(self.keyboard, 65536)
        whole = raw.decode("utf-8", "ignore")
        kept = len(whole.encode())
        self._torn = raw[kept:] if len(raw) - kept < 4 else b""
        self.raw += whole
        self._pending += whole
        held = UNFINISHED.search(self._pending)
        ready_text = self._pending[: held.start()] if held else self._pending
        self._pending = self._pending[held.start() :] if held else ""
        self.stream.feed(UNKNOWN_TO_PYTE.sub("", ready_text))
        return True


Opened = Callable[..., Terminal]


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Opened]:
    """Opens `explorer` with these arguments in a terminal of its own, in an empty folder."""
    if not POSIX:
        pytest.skip("pseudo-terminals are a POSIX thing; Windows is tried by hand")
    opened: list[Terminal] = []

    def start(
        *arguments: str, size: tuple[int, int] = (80, 24), program: Sequence[str] = PROGRAM, **env: str
    ) -> Terminal:
        opened.append(Terminal(arguments, *size, env, tmp_path, program))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


@pytest.fixture
def hang_up() -> int:
    """The signal of a line that was dropped."""
    return int(signal.SIGHUP)
