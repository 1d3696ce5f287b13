"""Run under faults.so: every call of a start, an act, an export, a history and a forget fails once, with each error.

A forked process does each, and what it leaves is looked at when the file system is well again. Prints how many were
tried, and what was lost, or touched without being ours, as JSON.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

from explorer.engine.visit import Visit, answered
from explorer.store import files
from explorer.store.folder import latest, read, saved_visits
from explorer.store.forget import forget
from explorer.store.writer import FileKeeper

SHIM = ctypes.CDLL(None)
ERRORS = [getattr(errno, name) for name in sys.argv[2:]]
BASE = Path(sys.argv[1])
PACK, STAMP = "some-pack", "20250101-000000"
OURS_NOT = {"visits/2026 holidays/photo.jpg": b"photo", f"visits/{PACK}/package.json": b"{}", "notes.txt": b"mine"}
OLD, NEW = "old " * 5000, "new " * 5000


def some(count: int) -> Visit:
    visit = Visit("en")
    for number in range(count):
        visit = answered(visit, f"item-{number}", 4)
    return visit


def keeper(state: Path) -> FileKeeper:
    return FileKeeper(state / "visits", PACK, 1, clock=lambda: 1_764_000_000)


def prepared(name: str) -> Path:
    """A state folder as it was before anything failed."""
    state = BASE / name
    shutil.rmtree(state, ignore_errors=True)
    return Path(shutil.copytree(sound(), state))


@cache
def sound() -> Path:
    """A state folder in which all is well, to copy."""
    state = BASE / "sound"
    state.mkdir(parents=True)
    keeping = keeper(state)
    keeping.keep(some(3))
    keeping.close()
    for path, data in OURS_NOT.items():
        (state / path).parent.mkdir(parents=True, exist_ok=True)
        (state / path).write_bytes(data)
    (state / "export.md").write_text(OLD)
    return state


def start(state: Path) -> None:
    keeping = keeper(state)
    keeping.resume()
    keeping.close()


def act(state: Path) -> None:
    keeping = keeper(state)
    keeping.resume()
    keeping.keep(some(4))
    keeping.close()


def export(state: Path) -> None:
    files.write(state / "export.md", NEW, overwrite=True)


def history(state: Path) -> None:
    for place in latest(saved_visits(state / "visits" / PACK))[0]:
        read(place)


def forgetting(state: Path) -> None:
    forget(state, keep_folder=True)


def in_a_process(what: Callable[[Path], None], state: Path, at: int, error: int) -> tuple[int, int]:
    """How it ended (0: done, 1: an OSError was raised, 2: anything else), and how many calls there were."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        SHIM.faults_arm(str(state).encode(), at, error, 0)
        ended = 0
        try:
            what(state)
        except OSError:
            ended = 1
        except BaseException as problem:
            sys.stderr.write(f"{what.__name__} {at} {errno.errorcode[error]}: {problem!r}\n")
            ended = 2
        count = SHIM.faults_count()
        SHIM.faults_arm(b"", -1, 0, 0)
        os.write(writing, bytes([ended]) + count.to_bytes(4))
        os._exit(0)
    os.close(writing)
    said = os.read(reading, 5)
    os.close(reading)
    os.waitpid(process, 0)
    return (said[0], int.from_bytes(said[1:])) if said else (2, 0)


def lost(what: Callable[[Path], None], state: Path) -> str:
    """What is not as it must be."""
    for path, data in OURS_NOT.items():
        there = state / path
        if not there.exists() or there.read_bytes() != data:
            return f"{path} was touched"
    if (state / "export.md").read_text() not in (OLD, NEW):
        return "the export is neither the old nor the new"
    if what is forgetting:
        return ""
    again = keeper(state)
    found = again.resume()
    again.close()
    if found.visit not in (some(3), some(4)) or found.aside:
        return f"the visit is lost: {found}"
    return ""


def main() -> None:
    tried, problems = 0, []
    for what in (start, act, export, history, forgetting):
        _, calls = in_a_process(what, prepared("counted"), 0, errno.EIO)
        for error in ERRORS:
            for at in range(1, calls + 1):
                state = prepared("state")
                ended, _ = in_a_process(what, state, at, error)
                tried += 1
                problem = "an error that is none of the system's" if ended == 2 else lost(what, state)
                if problem:
                    problems.append(f"{what.__name__}, call {at} of {calls}, {errno.errorcode[error]}: {problem}")
    sys.stdout.write(json.dumps({"tried": tried, "problems": problems}) + "\n")


main()
