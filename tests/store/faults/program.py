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
from pathlib import Path

BASE, PACK = Path(sys.argv[1]), sys.argv[3]
STATE = BASE / "state"
os.environ.update(EXPLORER_STATE=str(STATE), EXPLORER_SETTINGS=str(STATE / "settings.toml"), LC_ALL="C.UTF-8")

from explorer.cli.main import run  # noqa: E402
from explorer.engine.code import encode  # noqa: E402
from explorer.engine.visit import Visit, answered  # noqa: E402
from explorer.loader import reader  # noqa: E402
from explorer.store.writer import FileKeeper  # noqa: E402

SHIM = ctypes.CDLL(None)
ERROR = getattr(errno, sys.argv[2])
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


def keeper() -> FileKeeper:
    return FileKeeper(STATE / "visits", READ.id, READ.version, clock=lambda: 1_764_000_000)


def prepared() -> None:
    shutil.rmtree(STATE, ignore_errors=True)
    keeping = keeper()
    keeping.keep(SAVED)
    keeping.close()
    (STATE / "notes.txt").write_text("mine")
    (STATE / "export.md").write_text("old")


def told(command: list[str], typed: str, at: int) -> tuple[int, int, str]:
    """How a command ends when the call of that number fails: its exit code, how many calls there were, and what it
    said on standard error."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
        sys.stdin = io.StringIO(typed)
        SHIM.faults_arm(str(STATE).encode(), at, ERROR, 0)
        try:
            with redirect_stdout(out), redirect_stderr(err):
                code = run(["--lang", "en", *command])
        except BaseException as problem:
            code = 99
            err.write(f"{problem!r}\n")
        count = SHIM.faults_count()
        SHIM.faults_arm(b"", -1, 0, 0)
        os.write(writing, json.dumps([code, count, err.getvalue()[:2000]]).encode())
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


def main() -> None:
    tried, problems = 0, []
    for name, (command, typed) in COMMANDS.items():
        prepared()
        code, calls, err = told(command, typed, 0)
        if code:
            problems.append(f"{name} without a fault: {code} {err}")
        for at in range(1, calls + 1):
            prepared()
            code, _, err = told(command, typed, at)
            tried += 1
            plain = "Traceback" not in err and (code == 0 or (code == 2 and len(err.splitlines()) == 1))
            if problem := "" if plain else f"exit code {code}, {err!r}":
                problems.append(f"{name}, call {at} of {calls}, {sys.argv[2]}: {problem}")
            if problem := lost(name):
                problems.append(f"{name}, call {at} of {calls}, {sys.argv[2]}: {problem}")
    sys.stdout.write(json.dumps({"tried": tried, "problems": problems}) + "\n")


main()
