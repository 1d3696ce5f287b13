"""A stamp of a pack's files (names, sizes, times) by which changes are noticed without reading them."""

from __future__ import annotations

import os
from pathlib import Path

from explorer.loader.unused import FOLDERS, MOST_FILES

Stamp = tuple[tuple[str, int, int], ...]


def stamp(folder: Path) -> Stamp:
    """The current YAML files of a pack (at most MOST_FILES), sorted: name, size in bytes, modification time in
    nanoseconds."""
    stamps: list[tuple[str, int, int]] = []
    for below in FOLDERS:
        try:
            with os.scandir(folder / below) as entries:
                for entry in entries:
                    if entry.name.endswith(".yaml") and len(stamps) < MOST_FILES:
                        here = entry.stat()
                        stamps.append((f"{below}/{entry.name}", here.st_size, here.st_mtime_ns))
        except OSError:  # not there, or gone while it was looked at: that is a change, too
            continue
    return tuple(sorted(stamps))
