"""The folder of one pack's visits. A visit has two files that share a name:

- `NAME.json`, the record, only ever replaced as a whole;
- `NAME.open`, there while a program has the visit open, and locked by it: its acts, a record a line, written at once
  and not waited for. A program that was killed leaves it behind, with the acts that the record may lack.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from explorer.store.lock import hold
from explorer.store.record import LARGEST, Damaged, Newer, Record, load

RECORD, TRAIL, PART = ".json", ".open", ".part"


@dataclass(frozen=True)
class Place:
    """Where one visit is kept."""

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


@dataclass(frozen=True)
class Aside:
    """A file that could not be read and was put aside: its name, its name now, and whether a newer program wrote it."""

    name: str
    now: str
    newer: bool


def places(folder: Path) -> list[Place]:
    """The visits in a folder, the one written last first; none where there is no folder. Raises OSError."""
    written: dict[str, int] = {}
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                name, dot, ending = entry.name.rpartition(".")
                if dot + ending in (RECORD, TRAIL):
                    written[name] = max(written.get(name, 0), entry.stat().st_mtime_ns)
    except FileNotFoundError:
        return []
    return [Place(folder, name) for name in sorted(written, key=lambda name: (written[name], name), reverse=True)]


def read(place: Place) -> tuple[Record | None, Damaged | Newer | None]:
    """The visit as it was last, by its record or by its trail, and what is wrong with the record, if anything is.
    Raises OSError: what cannot be read now need not be damaged."""
    fault: Damaged | Newer | None = None
    found: Record | None = None
    try:
        found = load(_bytes(place.record, LARGEST))
    except (Damaged, Newer) as error:
        fault = error
    except FileNotFoundError:
        pass
    for later in _trail(place):
        if found is None or later.acts > found.acts:
            found = later
        break
    return found, fault


def set_aside(place: Place, fault: Damaged | Newer) -> Aside:
    """Take a record that cannot be read out of the way, under a name of its own; it stays where that cannot be done."""
    newer = isinstance(fault, Newer)
    name = now = place.record.name
    number = 1
    while True:
        other = f"{name}.{'newer' if newer else 'damaged'}{'' if number == 1 else f'-{number}'}"
        if not (place.folder / other).exists():
            break
        number += 1
    with suppress(OSError):
        place.record.replace(place.folder / other)
        now = other
    return Aside(name, now, newer)


def is_open(place: Place) -> bool:
    """Whether a program has the visit open."""
    try:
        handle = os.open(place.trail, os.O_RDWR)
    except OSError:
        return False
    try:
        return hold(handle, place.trail) == "theirs"
    finally:
        os.close(handle)


def remove(place: Place) -> None:
    """Leave nothing of a visit. Raises OSError."""
    for path in (place.record, place.part, place.trail):
        path.unlink(missing_ok=True)


def forget(folder: Path) -> tuple[int, int]:
    """Leave nothing of any visit of any pack, what was set aside included; how many were deleted, and how many are
    open in another program and stay. Raises OSError."""
    gone = still_open = 0
    for pack in sorted(folder.iterdir()) if folder.is_dir() else ():
        staying = set()
        for place in places(pack):
            if is_open(place):
                staying.add(place.name)
            else:
                remove(place)
                gone += 1
        for left in pack.iterdir():
            if left.name.partition(".")[0] not in staying:
                left.unlink()
        still_open += len(staying)
        if not staying:
            pack.rmdir()
    if not still_open:
        for empty in (folder, folder.parent):
            if empty.is_dir() and not any(empty.iterdir()):
                empty.rmdir()
    return gone, still_open


def _trail(place: Place) -> Iterator[Record]:
    """The records of the trail, the last first; a line that was torn is none."""
    try:
        lines = _bytes(place.trail, 100 * LARGEST).split(b"\n")
    except OSError:
        return
    for line in reversed(lines):
        try:
            yield load(line)
        except (Damaged, Newer):
            continue


def _bytes(path: Path, most: int) -> bytes:
    with path.open("rb") as stream:
        return stream.read(most)
