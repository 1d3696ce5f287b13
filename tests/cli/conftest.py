"""The command line, asked within this process, or as a program of its own where that is what matters."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from explorer.cli.main import run
from explorer.loader import reader
from explorer.pack.pack import Pack
from tests.first import PACK
from tests.waiting import PATIENCE

ROOT = Path(__file__).resolve().parents[2]


_READ = reader.read_pack


def read(folder: Path | None = None, front: bool = False) -> Pack:
    """Where no pack is named, commands read the pack of the tests here, once, whatever the built-in one is."""
    return _READ(folder) if folder else PACK


@dataclass(frozen=True)
class Said:
    """What a command line came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """What was written, as one JSON value."""
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """The one line in which unusable input is refused: exit code 2, nothing else written anywhere."""
        assert self.code == 2, (self.code, self.out, self.err)
        assert self.out == ""
        assert self.err.endswith("\n") and len(self.err.splitlines()) == 1, self.err
        assert self.err.startswith("explorer: ") and "Traceback" not in self.err
        return self.err.removeprefix("explorer: ").rstrip("\n")


@pytest.fixture(autouse=True)
def _no_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test says which locale and which colours there are."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "LANGUAGE", "NO_COLOR", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.fixture
def explorer(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Said]:
    """`explorer(*arguments, typed="")`: what the command line answers; `typed` comes from standard input."""

    monkeypatch.setattr(reader, "read_pack", read)

    def ask(*arguments: str | Path, typed: str = "") -> Said:
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        capsys.readouterr()
        code = run([str(each) for each in arguments])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return ask


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., Said]:
    """The same as a program of its own, in an empty folder: `python -m explorer`, or `python` with `script`."""

    def start(*arguments: str | Path, typed: str = "", script: str = "", **env: str) -> Said:
        done = subprocess.run(
            [sys.executable, *(["-c", script] if script else ["-m", "explorer"]), *map(str, arguments)],
            input=typed.encode(),
            capture_output=True,
            timeout=PATIENCE,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        )
        return Said(done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace"))

    return start
