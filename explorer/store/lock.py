"""An exclusive lock on an open file, which the system releases when the program ends, however it ends."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

Held = Literal["mine", "theirs", "unknown"]
"""The result of locking: this program has the lock, another one has it, or locks are not supported (on some network
folders)."""


def hold(handle: int, path: Path) -> Held:
    """Lock the open file `handle`; also `theirs` if `path` has been replaced by another file meanwhile."""
    try:
        _lock(handle)
    except BlockingIOError:
        return "theirs"
    except OSError:
        return "unknown"
    try:
        here, there = os.fstat(handle), path.stat()
    except FileNotFoundError:
        return "theirs"
    except OSError:
        return "unknown"
    return "mine" if (here.st_ino, here.st_dev) == (there.st_ino, there.st_dev) else "theirs"


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    _FAR = 1 << 30
    """A byte that nobody reads: Windows keeps locked ones from all others."""

    def _lock(handle: int) -> None:
        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            raise BlockingIOError from error

else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
