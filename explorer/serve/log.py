"""The log of a host, that nobody who serves waits for."""

from __future__ import annotations

import os
import select

PIPE = 4096
"""Bytes that are written to a pipe at once or not at all."""


def logged(handle: int, lines: str) -> bool:
    """Write lines to a log if it takes them now; whether it did. Nobody who serves waits for who reads."""
    try:
        _, free, _ = select.select([], [handle], [], 0)
        if free:  # a pipe is, where it has room for PIPE_BUF bytes, which are written at once
            os.write(handle, lines.encode("utf-8", "replace")[:PIPE])
        return bool(free)
    except (OSError, ValueError):  # nobody reads it any more
        return True
