"""The test answered over a slow line: 300 ms there and back, 56 kbit/s, one answer a second.

    python benchmarks/slow_line.py [--size 80x24] [--round-trip 300] [--kbit 56] [--every 1.0]

The program runs in a terminal of its own; between it and the person stands a line that delays every byte and lets
only so many through. For each answer it says how many bytes came and when the next question was whole on the screen.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import re
import select
import statistics
import struct
import sys
import termios
import time
from collections import deque

import pyte

UNKNOWN = re.compile(r"\x1b\[[<=>][0-9;]*[a-zA-Z]|\x1b\[\?[0-9;]*\$p")
ANSWERS = "415324151423514324153241"
PATIENCE = 20.0
"""Seconds for a screen to come."""


class Line:
    """A program behind a slow line; time passes in `wait`."""

    def __init__(self, command: list[str], size: tuple[int, int], delay: float, rate: float) -> None:
        self.delay, self.rate = delay, rate
        """Seconds each way; bytes a second towards the person."""
        self.screen = pyte.Screen(*size)
        self.stream = pyte.Stream(self.screen)
        self.up: deque[tuple[float, bytes]] = deque()
        self.down: deque[tuple[float, bytes]] = deque()
        self.free, self.bytes = 0.0, 0
        """When the line is free again; what came over it."""
        child, self.handle = pty.fork()
        if child == 0:
            os.environ.update(TERM="xterm-256color", SSH_CONNECTION="far")
            os.execvp(command[0], command)
        self.child = child
        fcntl.ioctl(self.handle, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))

    def press(self, key: str) -> None:
        """A key sets out for the program."""
        self.up.append((time.monotonic() + self.delay, key.encode()))

    def step(self) -> None:
        """Carry what is due, in slices as small as a modem's."""
        now = time.monotonic()
        while self.up and self.up[0][0] <= now:
            os.write(self.handle, self.up.popleft()[1])
        ready, _, _ = select.select([self.handle], [], [], 0.005)
        if ready:
            data = os.read(self.handle, 65536)
            self.bytes += len(data)
            for start in range(0, len(data), 64):
                piece = data[start : start + 64]
                self.free = max(self.free, now) + len(piece) / self.rate
                self.down.append((self.free + self.delay, piece))
        while self.down and self.down[0][0] <= now:
            text = self.down.popleft()[1].decode("utf-8", "ignore")
            self.stream.feed(UNKNOWN.sub("", text))

    def until(self, text: str) -> float:
        """Carry until the screen says `text`; when that was."""
        end = time.monotonic() + PATIENCE
        while text not in "\n".join(self.screen.display):
            self.step()
            assert time.monotonic() < end, f"{text!r} never came:\n" + "\n".join(self.screen.display)
        return time.monotonic()


def main() -> None:
    """Answer all questions and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="80x24")
    parser.add_argument("--round-trip", type=float, default=300)
    parser.add_argument("--kbit", type=float, default=56)
    parser.add_argument("--every", type=float, default=1.0)
    asked = parser.parse_args()
    width, height = (int(part) for part in asked.size.split("x"))
    command = [sys.executable, "-m", "explorer", "--lang", "en", "--ephemeral"]
    begun = time.monotonic()
    line = Line(command, (width, height), asked.round_trip / 2000, asked.kbit * 1000 / 8)
    first = line.until("Key Account Manager") - begun
    print(f"first screen: {line.bytes} bytes, {first:.1f} s")
    before, pressed = line.bytes, time.monotonic()
    line.press("t")
    print(f"to the test: {line.until('Question 1 of 24') - pressed:.2f} s, {line.bytes - before} bytes")
    time.sleep(0.5)
    sizes, waits = [], []
    for number, answer in enumerate(ANSWERS, 1):
        before, pressed = line.bytes, time.monotonic()
        line.press(answer)
        waits.append(line.until(f"{number} of 24 answered" if number < 24 else "All answered") - pressed)
        while line.down or time.monotonic() < pressed + asked.every:
            line.step()
        sizes.append(line.bytes - before)
    line.press("q")
    line.until("Leave?")
    line.press("q")
    os.close(line.handle)
    os.waitpid(line.child, 0)
    print(f"bytes an answer: median {statistics.median(sizes):.0f}, most {max(sizes)}")
    print(f"seconds until the next question: median {statistics.median(waits):.2f}, most {max(waits):.2f}")
    late = sum(wait > asked.every for wait in waits)
    print(f"answers that had to wait for the line: {late} of {len(waits)} at one every {asked.every:g} s")


if __name__ == "__main__":
    main()
