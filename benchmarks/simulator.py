"""What a day costs on the wire: bytes and time of opening a scene and of answering a choice, in a terminal of its own.

`python benchmarks/simulator.py [80x24 ...]`. A screenful is what the terminal holds: columns times lines. Times are
from a key to the first and the last byte that answer it; on a machine with other work they are the machine's.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import sys
import termios
import time

QUIET = 0.25
"""Seconds of silence after which an answer is over."""
HOURS = 8


def main() -> None:
    """Live the first hours of the first day at each size, and print the medians."""
    for size in sys.argv[1:] or ["80x24", "120x40"]:
        columns, lines = map(int, size.split("x"))
        child, line = _start(columns, lines)
        try:
            _answer(line, patience=10)
            opened = [_pressed(line, "s"), _pressed(line, "1")]
            chosen, gone_on = [], []
            for _ in range(HOURS):
                chosen.append(_pressed(line, "1"))
                gone_on.append(_pressed(line, "4"))
        finally:
            os.kill(child, signal.SIGTERM)
            os.waitpid(child, 0)
        print(f"{size}, a screenful is {columns * lines} bytes")
        _print("opening the pane", opened[:1])
        _print("opening the day", opened[1:])
        _print("answering a choice", chosen)
        _print("opening the next scene", gone_on)


def _print(name: str, answers: list[tuple[int, float, float]]) -> None:
    size, first, last = (statistics.median(column) for column in zip(*answers, strict=True))
    most = max(size for size, _, _ in answers)
    took = f"first after {1000 * first:.0f} ms, last after {1000 * last:.0f} ms"
    print(f"  {name:24} {size:6.0f} bytes (most {most}), {took}")


def _start(columns: int, lines: int) -> tuple[int, int]:
    child, line = pty.fork()
    if child == 0:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
        os.execv(sys.executable, [sys.executable, "-m", "explorer", "--lang", "es", "--ephemeral"])
    fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    return child, line


def _pressed(line: int, key: str) -> tuple[int, float, float]:
    """Bytes that answer a key, and seconds to the first and to the last of them."""
    os.write(line, key.encode())
    return _answer(line)


def _answer(line: int, patience: float = 3) -> tuple[int, float, float]:
    start, size, first, last = time.perf_counter(), 0, 0.0, 0.0
    while select.select([line], [], [], QUIET if size else patience)[0]:
        size += len(os.read(line, 1 << 16))
        last = time.perf_counter() - start
        first = first or last
    return size, first, last


if __name__ == "__main__":
    main()
