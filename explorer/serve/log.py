"""Writes the server's log without ever blocking."""

from __future__ import annotations

import os
import select

PIPE = 4096
"""The most bytes that a pipe accepts in one atomic write."""


def logged(handle: int, lines: str) -> bool:
    """Write lines to the log if it accepts them now. Returns whether it did, so that a slow reader never blocks the
    server."""
    try:
        _, free, _ = select.select([], [handle], [], 0)
        if free:  # a pipe is writable if it has room for PIPE_BUF bytes, which are written atomically
            os.write(handle, lines.encode("utf-8", "replace")[:PIPE])
        return bool(free)
    except (OSError, ValueError):  # closed at the other end
        return True
