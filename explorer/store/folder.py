"""The folder with the visits of one pack. A visit has two files of the same name:

- `NAME.json`, the record, which is only replaced as a whole;
- `NAME.open`, the journal ("trail"), which exists while a program has the visit open, and is locked by it: a record per
  change, one a line, written without flushing. A killed program leaves it behind, with changes the record may lack.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from explorer.store import files
from explorer.store.lock import hold
from explorer.store.record import LARGEST, Damaged, Newer, Record, load
from explorer.words.frozen import frozen

RECORD, TRAIL, PART = ".json", ".open", ".part"
NAMED = re.compile(
    r"(?P<name>\d{8}-\d{6}(?:-\d{1,3})?)"
    r"(?P<ending>\.json|\.open|\.part|\.json\.(?:damaged|newer)(?:-\d+)?)"
)
"""The names of a visit's files: the UTC second in which it began, a number if that is not unique, and a suffix."""


@frozen
class VisitPaths:
    """The paths of a visit's files."""

    folder: Path
    name: str

    @property
    def record(self) -> Path:
        """The record: the whole visit."""
        return self.folder / (self.name + RECORD)

    @property
    def trail(self) -> Path:
        """The journal of changes while the visit is open."""
        return self.folder / (self.name + TRAIL)

    @property
    def part(self) -> Path:
        """The record while it is being written."""
        return self.folder / (self.name + PART)


@frozen
class Aside:
    """A file that could not be read: its name, its new name, and whether a newer program wrote it, so that it was
    kept."""

    name: str
    now: str
    newer: bool


def listed(folder: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    """The files of visits in a folder: name, suffix and stat. Links, folders, pipes and unrelated files are skipped,
    and files that disappear meanwhile. Raises OSError for the folder only."""
    try:
        entries = os.scandir(folder)
    except FileNotFoundError:
        return
    with entries:
        for entry in entries:
            if named := NAMED.fullmatch(entry.name):
                with suppress(OSError):
                    there = entry.stat(follow_symlinks=False)
                    if stat.S_ISREG(there.st_mode):
                        yield named["name"], named["ending"], there


def saved_visits(folder: Path) -> list[VisitPaths]:
    """The visits in a folder, the last written first; none if there is no folder. Raises OSError."""
    written: dict[str, int] = {}
    for name, ending, there in listed(folder):
        if ending in (RECORD, TRAIL):
            written[name] = max(written.get(name, 0), there.st_mtime_ns)
    return [VisitPaths(folder, name) for name in sorted(written, key=lambda name: (written[name], name), reverse=True)]


AMONG = 8
"""How many of the visits written last, and of those begun last, are read to find the latest."""


def latest(saved: Sequence[VisitPaths]) -> tuple[list[VisitPaths], int]:
    """Sort visits from `saved_visits` so that the last resumed comes first, according to their records; and how often
    visits have been resumed in all. File times are used only where records have no `turn`, because clocks may be wrong
    and copies have new times. Unreadable visits that are newer come before the first, so that they are reported."""
    looked = {*saved[:AMONG], *sorted(saved, key=lambda paths: paths.name)[-AMONG:]}
    turns: dict[VisitPaths, int] = {}
    unread: list[VisitPaths] = []
    for paths in looked:
        try:
            record, _ = read(paths)
        except OSError:
            record = None
        if record:
            turns[paths] = record.turn
        else:
            unread.append(paths)
    first = sorted((paths for paths in saved if turns.get(paths)), key=lambda paths: -turns[paths])
    if first:
        older = saved[saved.index(first[0]) :]
        first = [*(paths for paths in saved if paths in unread and paths not in older), *first]
    return [*first, *(paths for paths in saved if paths not in first)], max(turns.values(), default=0)


def read(paths: VisitPaths) -> tuple[Record | None, Damaged | Newer | None]:
    """The latest state of a visit, from its record or its journal, and what is wrong with the record, if anything;
    Newer also if a newer program left a journal. Raises OSError, which does not mean that the record is damaged."""
    fault: Damaged | Newer | None = None
    record: Record | None = None
    try:
        record = load(files.read(paths.record, LARGEST, follow=False))
    except (Damaged, Newer) as error:
        fault = error
    except FileNotFoundError:
        pass
    try:
        for later in _trail(paths):
            if record is None or later.acts > record.acts:
                record = later
            break
    except Newer as error:
        return None, error
    return record, fault


def set_aside(paths: VisitPaths, fault: Damaged | Newer) -> Aside:
    """Rename a damaged record. It is kept if that fails, and a newer program's record is always kept."""
    name = now = paths.record.name
    if isinstance(fault, Newer):
        return Aside(name, name, newer=True)
    number = 1
    while True:
        other = f"{name}.damaged{'' if number == 1 else f'-{number}'}"
        if not os.path.lexists(paths.folder / other):
            break
        number += 1
    with suppress(OSError):
        paths.record.replace(paths.folder / other)
        now = other
    return Aside(name, now, newer=False)


def open_trail(paths: VisitPaths, flags: int) -> int:
    """Open a visit's journal for reading and appending, with additional `flags`; returns the descriptor. Raises
    OSError, NotRegular if it is not a regular file."""
    for name in ("O_CLOEXEC", "O_BINARY", "O_NOFOLLOW", "O_NONBLOCK"):
        flags |= getattr(os, name, 0)
    handle = os.open(paths.trail, os.O_RDWR | os.O_APPEND | flags, 0o600)
    if stat.S_ISREG(os.fstat(handle).st_mode):
        return handle
    os.close(handle)
    raise files.NotRegular(paths.trail)


def is_open(paths: VisitPaths) -> bool:
    """Whether a program has the visit open."""
    try:
        handle = open_trail(paths, 0)
    except OSError:
        return False
    try:
        return hold(handle, paths.trail) == "theirs"
    finally:
        os.close(handle)


def remove(paths: VisitPaths) -> None:
    """Delete the files of one visit, except renamed damaged records. Raises OSError."""
    for path in (paths.record, paths.part, paths.trail):
        with suppress(FileNotFoundError):
            if stat.S_ISREG(path.lstat().st_mode):
                path.unlink()


def _trail(paths: VisitPaths) -> Iterator[Record]:
    """The records in the journal, the last first; incomplete lines are skipped. Raises Newer."""
    try:
        lines = files.read(paths.trail, 100 * LARGEST, follow=False).split(b"\n")
    except OSError:
        return
    for line in reversed(lines):
        try:
            yield load(line)
        except Damaged:
            continue
