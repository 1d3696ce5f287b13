"""The folder of one pack's visits. A visit has two files that share a name:

- `NAME.json`, the record, only ever replaced as a whole;
- `NAME.open`, there while a program has the visit open, and locked by it: its acts, a record a line, written at once
  and not waited for. A program that was killed leaves it behind, with the acts that the record may lack.
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
"""What a file of a visit is called: the second in which it began, a number where two began in one, and an ending."""


@frozen
class VisitPaths:
    """The paths of the files that keep one visit."""

    folder: Path
    name: str

    @property
    def record(self) -> Path:
        """The whole visit."""
        return self.folder / (self.name + RECORD)

    @property
    def trail(self) -> Path:
        """Its acts while it is open."""
        return self.folder / (self.name + TRAIL)

    @property
    def part(self) -> Path:
        """The record while it is written."""
        return self.folder / (self.name + PART)


@frozen
class Aside:
    """A file that could not be read: its name, its name now, and whether a newer program wrote it and it was left."""

    name: str
    now: str
    newer: bool


def listed(folder: Path) -> Iterator[tuple[str, str, os.stat_result]]:
    """The files of visits in a folder: name, ending and what the system says of each. Links, folders, pipes and other
    people's files are passed over, and so is what goes while it is looked at. Raises OSError of the folder alone."""
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
    """The visits in a folder, the one written last first; none where there is no folder. Raises OSError."""
    written: dict[str, int] = {}
    for name, ending, there in listed(folder):
        if ending in (RECORD, TRAIL):
            written[name] = max(written.get(name, 0), there.st_mtime_ns)
    return [VisitPaths(folder, name) for name in sorted(written, key=lambda name: (written[name], name), reverse=True)]


AMONG = 8
"""How many of the visits written last, and of those begun last, are looked into to find the last of all."""


def latest(saved: Sequence[VisitPaths]) -> tuple[list[VisitPaths], int]:
    """Visits as `saved_visits` gives them, the one that was taken up last first by what the records say, and how often
    visits were taken up in all. Times of files are believed only where records say nothing: clocks jump, and copies
    have times of their own. What cannot be read comes before that one if it is younger by its time, to be told."""
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
    """The visit as it was last, by its record or by its trail, and what is wrong with the record, if anything is;
    Newer too where a newer program left a trail. Raises OSError: what cannot be read now need not be damaged."""
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
    """Take a damaged record out of the way, under a name of its own; it stays where that cannot be done, and so does
    one of a newer program, which will know it."""
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
    """The descriptor of a visit's trail, to read and to append; `flags` are added. Raises OSError, NotRegular where
    something else has that name."""
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
    """Delete the files of one visit; what was set aside stays. Raises OSError."""
    for path in (paths.record, paths.part, paths.trail):
        with suppress(FileNotFoundError):
            if stat.S_ISREG(path.lstat().st_mode):
                path.unlink()


def _trail(paths: VisitPaths) -> Iterator[Record]:
    """The records of the trail, the last first; a line that was torn is none. Raises Newer."""
    try:
        lines = files.read(paths.trail, 100 * LARGEST, follow=False).split(b"\n")
    except OSError:
        return
    for line in reversed(lines):
        try:
            yield load(line)
        except Damaged:
            continue
