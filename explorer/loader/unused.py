"""Finds files in a pack's folder that are not read: misspelt names, roles that the pack does not list."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from pathlib import Path, PurePath

from explorer.loader.faults import Finding, nearest

MOST_FILES = 1_000
"""The most files in a pack's folder; one with more is not searched."""
FOLDERS = ("", "roles", "days")


def unread_files(folder: Path, read: Collection[str]) -> Iterator[Finding]:
    """A warning for each YAML file in `folder` that is not among those `read`; a single error if there are too many
    files."""
    from explorer.loader.folder import FILES  # with pydantic, which whoever only watches a folder does not need

    unread = []
    for below in FOLDERS:
        for name in _files(folder / below):
            unread.append(f"{below}/{name}" if below else name)
            if len(unread) > MOST_FILES:
                yield Finding("", 1, 1, "", "folder_large", {"most": str(MOST_FILES)})
                return
    for file in sorted(unread):
        if file not in read and file.endswith((".yaml", ".yml")):
            roles = [name.partition("/")[2] for name in read if name.startswith("roles/")]
            wanted = {*FILES, *read, *(f"days/{role}" for role in roles)} - {*unread}
            near = nearest(file, [name for name in wanted if PurePath(name).parent == PurePath(file).parent])
            yield Finding(file, 1, 1, "", "file_unread", {"near": near}).warned()


def _files(folder: Path) -> Iterator[str]:
    try:
        with os.scandir(folder) as entries:
            yield from (entry.name for entry in entries if entry.is_file() and not entry.name.startswith("."))
    except OSError:
        return
