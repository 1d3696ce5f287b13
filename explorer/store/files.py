"""A file on the disk: whole or not at all, and still there after the power failed."""

from __future__ import annotations

import os
from pathlib import Path


def replace(path: Path, data: bytes, part: Path, mode: int = 0o666) -> None:
    """Put `data` in the place of `path`: written to `part` (same folder), flushed to the disk, renamed, and the rename
    flushed too. What stood there stays if anything fails. Raises OSError."""
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0), mode)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            os.fsync(handle)
        finally:
            os.close(handle)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, where the system can (not on Windows). Raises OSError."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
