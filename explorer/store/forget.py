"""Deletes everything that the program has saved, and nothing else.

A file is deleted if it is a regular file with a name that the program uses, in a real folder. Links are not
followed, folders that contain anything else are kept, and a file that cannot be deleted does not stop the others.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from explorer.store.folder import RECORD, TRAIL, VisitPaths, is_open, listed
from explorer.store.locations import CRASH_LOG, VISITS
from explorer.words.frozen import frozen


@frozen
class Forgotten:
    """The result. `visits` and `others`: how many visits and other files (a crash log, a damaged record) were deleted;
    `still_open`: how many visits are open in another program and were kept; `left`: what could not be deleted."""

    visits: int = 0
    others: int = 0
    still_open: int = 0
    left: tuple[OSError, ...] = ()


def forget(state: Path, keep_folder: bool = False, delete: bool = True) -> Forgotten:
    """Delete every visit of every pack and the crash log in the state folder, then the empty folders, and the state
    folder itself unless `keep_folder`. Without `delete`, only count. Raises OSError if the folder of visits cannot be
    listed."""
    gone: set[Path] = set()
    staying: set[Path] = set()
    others = 0
    entries = _entries(state / VISITS)
    folders = [entry for entry in entries if _is_folder(entry)]
    links = [entry for entry in entries if entry not in folders and _holds_visits(entry)]
    left = [OSError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(link)) for link in links]
    for folder in folders:
        for name, ending, _ in list(listed(folder)):
            visit = folder / name
            if ending in (RECORD, TRAIL) and visit not in gone | staying:
                (staying if is_open(VisitPaths(folder, name)) else gone).add(visit)
        for name, ending, _ in list(listed(folder)):
            if folder / name in staying:
                continue
            try:
                if delete:
                    (folder / (name + ending)).unlink(missing_ok=True)
                others += folder / name not in gone
            except OSError as error:
                left.append(error)
                gone.discard(folder / name)
    for name in (CRASH_LOG, Path(CRASH_LOG).with_suffix(".part").name):
        try:
            if stat.S_ISREG((state / name).lstat().st_mode):
                if delete:
                    (state / name).unlink()
                others += name == CRASH_LOG
        except FileNotFoundError:
            continue
        except OSError as error:
            left.append(error)
    for empty in (*folders, state / VISITS, *(() if keep_folder else (state,))) if delete else ():
        with suppress(OSError):  # fails if it is not empty, or is a link
            empty.rmdir()
    return Forgotten(len(gone), others, len(staying), tuple(left))


def _entries(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []


def _is_folder(path: Path) -> bool:
    """Whether `path` is a real folder, not a link to one."""
    try:
        return stat.S_ISDIR(path.lstat().st_mode)
    except OSError:
        return False


def _holds_visits(link: Path) -> bool:
    """Whether a link leads to a folder with saved visits, which are then stored elsewhere and must be deleted there."""
    try:
        return any(listed(link))
    except OSError:
        return False
