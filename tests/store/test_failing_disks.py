"""Disks that fail: at whatever step a write fails, the program goes on, says so, and has what had been saved."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from explorer.engine.visit import Visit, answered
from explorer.store import files
from explorer.store.writer import FileKeeper
from tests.first import PACK
from tests.store.conftest import Start

ITEMS = [item.id for item in PACK.questionnaire.items]
CALLS = ("open", "write", "fsync", "replace", "mkdir", "close", "unlink", "fstat", "stat")
"""What a write asks of the system."""


def some(count: int) -> Visit:
    visit = Visit("en")
    for item in ITEMS[:count]:
        visit = answered(visit, item, 4)
    return visit


class Failing:
    """The system's calls on files below `folder`, of which the one numbered `at` fails, or all from there on."""

    def __init__(self, patch: pytest.MonkeyPatch, folder: Path, error: int) -> None:
        self.patch, self.folder, self.error = patch, folder, error
        self.at, self.lasting, self.count = -1, False, 0
        self.ours: set[int] = set()
        for name in CALLS:
            patch.setattr(os, name, self._failing(name, getattr(os, name)))

    def _failing(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def tried(first: Any, *rest: Any, **named: Any) -> Any:
            ours = first in self.ours if isinstance(first, int) else str(first).startswith(str(self.folder))
            if ours:
                self.count += 1
                if self.count == self.at or (self.lasting and self.count > self.at >= 0):
                    if name == "write":
                        call(first, bytes(rest[0])[: len(rest[0]) // 2])  # a full disk takes a part
                    if name == "close":
                        call(first)
                    raise OSError(self.error, os.strerror(self.error), str(first))
            value = call(first, *rest, **named)
            if name == "open" and ours:
                self.ours.add(value)
            return value

        return tried


def started(folder: Path) -> FileKeeper:
    return FileKeeper(folder, PACK.id, PACK.version, clock=lambda: 1_764_000_000)


def goes_on(folder: Path) -> FileKeeper:
    """A visit is taken up again, two acts, an orderly end."""
    keeper = started(folder)
    keeper.resume()
    keeper.keep(some(4))
    keeper.keep(some(5))
    keeper.close()
    return keeper


def with_three(folder: Path) -> Path:
    """A shelf on which a visit of three answers was saved."""
    keeper = started(folder)
    keeper.keep(some(3))
    keeper.close()
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("lasting", [False, True], ids=["once", "from then on"])
def test_at_whatever_step_it_fails_nothing_is_lost_that_was_saved(tmp_path: Path, error: int, lasting: bool) -> None:
    """One step after the other fails, once or for good, while a visit goes on; then the disk is well again."""
    with pytest.MonkeyPatch.context() as patch:
        counting = Failing(patch, tmp_path, error)
        goes_on(with_three(tmp_path / "counted"))
        calls = counting.count
    assert calls > 30
    for step in range(1, calls):
        folder = with_three(tmp_path / f"visits-{step}")
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, folder, error)
            failing.at, failing.lasting = step, lasting
            problem = goes_on(folder).problem
        after = started(folder)
        found = after.resume()
        after.close()
        assert found.visit in (some(3), some(4), some(5)), step
        assert found.visit == some(5) or problem, step  # what was not saved was said
        assert not found.aside and not found.elsewhere, step


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_when_there_is_room_again_the_next_act_saves_it_all(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    with monkeypatch.context() as patch:
        failing = Failing(patch, tmp_path, error)
        failing.at, failing.lasting = 0, True
        keeper = start()
        keeper.resume()
        keeper.keep(some(1))
        keeper.keep(some(2))
        assert keeper.problem == os.strerror(error)
    keeper.keep(some(3))
    keeper.close()
    assert keeper.problem == ""
    assert start().resume().visit == some(3)


def test_a_visit_that_could_not_be_saved_whole_keeps_its_trail(start: Start, tmp_path: Path) -> None:
    """The record cannot be written, the trail can: it stays after the end, and the next start has it all."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "replace", _refused)
        keeper = start()
        keeper.resume()
        keeper.keep(some(2))
        keeper.close()
        assert keeper.problem
    left = [path.suffix for path in (tmp_path / "visits" / PACK.id).iterdir()]
    assert left == [".open"]
    assert start().resume().visit == some(2)


def _refused(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_without_a_home_nothing_is_kept_and_that_is_said() -> None:
    keeper = FileKeeper(None, PACK.id, PACK.version)
    assert keeper.resume().visit is None
    assert keeper.problem
    keeper.keep(some(1))
    keeper.close()
    assert keeper.problem


def test_where_a_file_stands_in_the_way_nothing_is_kept_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    keeper = FileKeeper(tmp_path / "file" / "visits", PACK.id, PACK.version)
    assert keeper.resume().visit is None
    keeper.keep(some(1))
    assert keeper.problem
    keeper.close()
    assert (tmp_path / "file").read_text() == "mine"


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 KB; only root can have one."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("only root can mount a small file system")
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_on_a_full_file_system_what_was_saved_stays(tiny: Path) -> None:
    shelf, filling = with_three(tiny / "visits"), tiny / "filling"
    with filling.open("wb", buffering=0) as stream, suppress(OSError):
        while stream.write(b"x" * 512):
            pass
    keeper = started(shelf)
    assert keeper.resume().visit == some(3)
    for count in range(4, 10):
        keeper.keep(some(count))
    keeper.close()
    assert keeper.problem == os.strerror(errno.ENOSPC)
    again = started(shelf)
    assert again.resume().visit == some(3)
    filling.unlink()
    again.keep(some(4))
    again.close()
    assert again.problem == ""
    assert started(shelf).resume().visit == some(4)
