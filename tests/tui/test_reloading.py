"""`--watch`: the pack on the screen follows its files, and what the person did is kept."""

from __future__ import annotations

import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from explorer.engine.visit import Visit, answered
from explorer.loader.reader import read_pack
from tests.tui.desk import Desk, desk

ROLE = "roles/ant.yaml"


@asynccontextmanager
async def watching(folder: Path, pane: str = "profiles", visit: Visit | None = None) -> AsyncIterator[Desk]:
    async with desk(read_pack(folder), pane=pane, visit=visit, watched=folder) as here:
        yield here


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    later = (folder / file).stat().st_mtime_ns + 1_000_000_000
    os.utime(folder / file, ns=(later, later))


async def test_a_change_of_a_file_is_on_the_screen(small_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_folder, tmp_path / "pack"))
    async with watching(folder, visit=answered(Visit("en"), "grains", 4)) as here:
        edit(folder, ROLE, "You carry grains.", "You carry crumbs.")
        await here.until(lambda: "You carry crumbs." in here.prose, "the new words")
        assert here.app.session.pack.interface.dialogs.reread["en"] in here.hints
        assert dict(here.visit_now.answers) == {"grains": 4}


async def test_a_broken_state_is_said_in_the_last_line_and_the_pack_stays(small_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_folder, tmp_path / "pack"))
    async with watching(folder) as here:
        before = here.prose
        edit(folder, ROLE, "strength: stated", "strength: statd")
        await here.until(lambda: f"{ROLE}:10:15" in here.hints, "the fault")
        assert here.prose == before
        edit(folder, ROLE, "strength: statd", "strength: editorial")
        await here.until(lambda: here.app.session.pack.interface.dialogs.reread["en"] in here.hints, "the pack mended")


async def test_a_day_and_a_role_may_go_while_they_are_looked_at(small_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_folder, tmp_path / "pack"))
    async with watching(folder, pane="simulator") as here:
        await here.press("2", "1")
        (folder / "days" / "bee.yaml").unlink()
        await here.until(lambda: len(here.app.session.pack.days) == 1, "one day")
        await here.settle()
        assert here.app.session.pack.interface.simulator.title["en"] in here.prose
        assert here.visit_now.days == {}
