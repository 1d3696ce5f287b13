"""Run under faults.so: the program's own commands, from their command lines, while every call in the state folder fails
once with an error.

Each is done in a forked process: it must end with 0, or with 2 and one line; nothing that was saved is lost. Prints how
many were tried, and what went wrong, as JSON.
"""

from __future__ import annotations

import ctypes
import errno
import io
import json
import os
import shutil
import sys
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from pathlib import Path

BASE, PACK, ERRORS = Path(sys.argv[1]), sys.argv[2], sys.argv[3:]
STATE = BASE / "state"
os.environ.update(EXPLORER_STATE=str(STATE), EXPLORER_SETTINGS=str(STATE / "settings.toml"), LC_ALL="C.UTF-8")

from explorer.cli.main import run  # noqa: E402
from explorer.engine.code import encode  # noqa: E402
from explorer.engine.visit import Visit, answered  # noqa: E402
from explorer.loader import reader  # noqa: E402
from explorer.store.writer import FileKeeper  # noqa: E402

SHIM = ctypes.CDLL(None)
READ = reader.read_pack(Path(PACK))
reader.read_pack = lambda *_, **__: READ  # the pack is read before anything fails
ITEMS = [item.id for item in READ.questionnaire.items]
SAVED = answered(Visit("en"), ITEMS[0], 4)
COMMANDS = {
    "start and act": (["--plain"], "1\n3\nq\nq\n"),
    "export": (["result", encode(READ, SAVED), "-o", str(STATE / "export.md")], ""),
    "history": (["history"], ""),
    "forget": (["forget", "--yes"], ""),
}


def keeper(state: Path = STATE) -> FileKeeper:
    return FileKeeper(state / "visits", READ.id, READ.version, clock=lambda: 1_764_000_000)


def prepared() -> None:
    """The state folder as it was before anything failed."""
    shutil.rmtree(STATE, ignore_errors=True)
    shutil.copytree(sound(), STATE)


@cache
def sound() -> Path:
    """A state folder in which all is well, to copy."""
    state = BASE / "sound"
    keeping = keeper(state)
    keeping.keep(SAVED)
    keeping.close()
    (state / "notes.txt").write_text("mine")
    (state / "export.md").write_text("old")
    return state


def ended(command: list[str], typed: str) -> tuple[int, str]:
    """How a command ends in this process: its exit code, and what it said on standard error."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    sys.stdin = io.StringIO(typed)
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(["--lang", "en", *command])
    except BaseException as problem:
        code = 99
        err.write(f"{problem!r}\n")
    return code, err.getvalue()[:2000]


def told(command: list[str], typed: str, at: int, error: str) -> tuple[int, int, str]:
    """How a command ends in a process of its own when the call of that number fails: its exit code, how many calls
    there were, and what it said on standard error."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        SHIM.faults_arm(str(STATE).encode(), at, getattr(errno, error), 0)
        code, err = ended(command, typed)
        count = SHIM.faults_count()
        SHIM.faults_arm(b"", -1, 0, 0)
        os.write(writing, json.dumps([code, count, err]).encode())
        os._exit(0)
    os.close(writing)
    said = b""
    while data := os.read(reading, 1 << 16):
        said += data
    os.close(reading)
    os.waitpid(process, 0)
    return tuple(json.loads(said)) if said else (98, 0, "it vanished")


def lost(name: str) -> str:
    """What is not as it must be."""
    if (STATE / "notes.txt").read_text() != "mine":
        return "another's file was touched"
    if name != "export" and (STATE / "export.md").read_text() != "old":
        return "the export was touched"
    if name == "forget":
        return ""
    again = keeper()
    found = again.resume()
    again.close()
    kept = found.visit is not None and dict(found.visit.answers).get(ITEMS[0]) is not None and not found.aside
    return "" if kept else f"the visit is lost: {found}"


def warm() -> None:
    """Every command once, without a fault: what it imports is not imported again in each process."""
    for command, typed in COMMANDS.values():
        prepared()
        ended(command, typed)


def main() -> None:
    warm()
    tried, problems = 0, []
    for name, (command, typed) in COMMANDS.items():
        prepared()
        code, calls, err = told(command, typed, 0, "EIO")
        if code:
            problems.append(f"{name} without a fault: {code} {err}")
        for error in ERRORS:
            for at in range(1, calls + 1):
                prepared()
                code, _, err = told(command, typed, at, error)
                tried += 1
                plain = "Traceback" not in err and (code == 0 or (code == 2 and len(err.splitlines()) == 1))
                problem = lost(name) if plain else f"exit code {code}, {err!r}"
                if problem:
                    problems.append(f"{name}, call {at} of {calls}, {error}: {problem}")
    sys.stdout.write(json.dumps({"tried": tried, "problems": problems}) + "\n")


main()
