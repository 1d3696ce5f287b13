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
@pytest.mark.parametrize("error", ERRORS)
def test_whatever_call_fails_nothing_saved_is_lost_and_nothing_else_is_touched(
    shim: Path, tmp_path: Path, error: str
) -> None:
    done = subprocess.run(
        [sys.executable, str(HERE / "walk.py"), str(tmp_path), error],
        capture_output=True,
        text=True,
        timeout=300,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["problems"] == [], done.stderr[-2000:]
    assert said["tried"] > 60
