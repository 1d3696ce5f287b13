"""A file system of which every single call fails once: nothing that was saved is lost, and nothing touched that is not
ours. The calls of the C library themselves are made to fail, so that none is forgotten."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent / "faults"
ROOT = Path(__file__).resolve().parents[2]
ERRORS = ("ENOENT", "EACCES", "EPERM", "EINVAL", "EIO", "ENOSPC", "ESTALE", "EINTR")


@pytest.fixture(scope="module")
def shim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that makes calls fail, compiled."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if not compiler or sys.platform != "linux":
        pytest.skip("there is no compiler here")
    library = tmp_path_factory.mktemp("faults") / "faults.so"
    built = subprocess.run(
        [compiler, "-shared", "-fPIC", "-O1", "-w", "-o", str(library), str(HERE / "faults.c"), "-ldl"],
        capture_output=True,
        text=True,
    )
    if built.returncode:
        pytest.skip(f"it does not compile here: {built.stderr[:200]}")
    return library


@pytest.mark.slow
def test_whatever_call_fails_nothing_saved_is_lost_and_nothing_else_is_touched(shim: Path, tmp_path: Path) -> None:
    assert tried(shim, "walk.py", str(tmp_path), *ERRORS) > 60 * len(ERRORS)


@pytest.mark.slow
def test_the_program_itself_ends_in_words_whatever_call_fails(shim: Path, tmp_path: Path, small_folder: Path) -> None:
    """A start with an act, an export, a history and a forget, from their command lines: the exit code is 0, or 2 with
    one line."""
    assert tried(shim, "program.py", str(tmp_path), str(small_folder), *ERRORS) > 60 * len(ERRORS)


def tried(shim: Path, script: str, *arguments: str) -> int:
    """How many calls a script made fail; none of them may have lost or touched anything."""
    done = subprocess.run(
        [sys.executable, str(HERE / script), *arguments],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=ROOT,
        env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["problems"] == [], done.stderr[-2000:]
    return int(said["tried"])
