"""The export: a free name, the full path, the whole summary, nothing overwritten, every failure one clear line."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest
from textual.widgets import Input

from explorer.engine.visit import Visit, starred
from explorer.pack.pack import Pack
from explorer.report.export import format_of, rendered
from explorer.report.summary import summarise
from explorer.report.take_home import PARTS
from explorer.tui.app import ExplorerApp
from explorer.tui.dialogs.export import Export
from explorer.tui.page import Page
from explorer.tui.picture import picture
from tests.tui.desk import Desk, desk, lived, names, someone


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def whole(pack: Pack, language: str) -> Visit:
    visit = starred(someone(pack, "slight", language), pack.dimensions[0].id)
    for day in pack.days:
        visit = lived(pack, visit, day.role)
    return visit


async def opened(here: Desk, name: str | None = None) -> Input:
    await here.press("e")
    await here.until(lambda: isinstance(here.app.screen, Export), "the export")
    await here.settle()
    line = here.app.screen.query_one("#file", Input)
    if name is not None:
        line.value = name
        await here.settle()
    return line


async def test_it_proposes_a_free_name_and_shows_the_whole_path(pack: Pack, folder: Path) -> None:
    async with desk(pack, "es", size=(120, 40), visit=someone(pack, "clear", "es")) as here:
        line = await opened(here)
        assert line.value == f"explorer-{pack.id}.md"
        box = here.app.screen.query_one("#page").region
        shown = "".join(row[box.x : box.right].strip() for row in here.rows[box.y : box.bottom])
        assert str(folder / line.value) in shown
        await here.press("escape")
        (folder / f"explorer-{pack.id}.md").write_text("mine")
        (folder / f"explorer-{pack.id}-2.md").write_text("mine")
        assert (await opened(here)).value == f"explorer-{pack.id}-3.md"


async def test_the_path_shown_follows_what_is_typed(pack: Pack, folder: Path) -> None:
    async with desk(pack, size=(150, 40), visit=someone(pack, "clear")) as here:
        await opened(here, "")
        await here.write("a b.md")
        shown = "".join(line.text for line in here.app.screen.query_one("#page", Page).lines)
        assert str(folder / "a b.md").replace(" ", "") in shown.replace(" ", "")


@pytest.mark.parametrize("language", ["es", "en"])
async def test_the_file_is_the_whole_summary_as_markdown(language: str, pack: Pack, folder: Path) -> None:
    visit = whole(pack, language)
    async with desk(pack, visit=visit, pane="result") as here:
        line = await opened(here)
        await here.press("enter")
        await here.until(lambda: here.place == "result", "the pane again")
        path = folder / line.value
        assert names(folder) == [path.name]
        text = path.read_text(encoding="utf-8")
        assert text == rendered(summarise(pack, visit), "md")
        prose = " ".join(text.replace("\\", "").split())
        for day in pack.days:
            assert " ".join(day.title[language].split()) in prose
        assert summarise(pack, visit).code in text
        said = pack.interface.dialogs.exported.fill(language, path=path)
        await here.until(lambda: said[:60] in here.hints)


async def test_an_empty_visit_can_be_exported_too(pack: Pack, folder: Path) -> None:
    async with desk(pack, "es") as here:
        await opened(here)
        await here.press("enter")
        await here.until(lambda: here.place == "profiles")
        assert (folder / f"explorer-{pack.id}.md").read_text(encoding="utf-8").startswith("---\npack: ")


@pytest.mark.parametrize("name", ["a.json", "a.txt", "a.MD", "a"])
async def test_the_ending_of_the_name_says_the_format(name: str, pack: Pack, folder: Path) -> None:
    visit = whole(pack, "es")
    async with desk(pack, visit=visit) as here:
        await opened(here, name)
        await here.press("enter")
        await here.until(lambda: here.place == "profiles")
        path = folder / (name if "." in name else f"{name}.md")
        format = format_of(path)
        assert format and path.read_text(encoding="utf-8") == rendered(summarise(pack, visit), format)


async def test_a_picture_can_be_taken_home_and_is_not_the_visit(pack: Pack, folder: Path) -> None:
    async with desk(pack, visit=Visit("en"), pane="test") as here:
        await here.press("4")
        await opened(here, "a.svg")
        await here.press("enter")
        await here.until(lambda: here.place == "test")
        assert (folder / "a.svg").read_text(encoding="utf-8") == picture(summarise(pack, here.visit_now))
        assert here.app.session.unsaved


async def test_a_name_that_says_no_format_is_one_clear_line(pack: Pack, folder: Path) -> None:
    async with desk(pack, size=(120, 40)) as here:
        await opened(here, "a.pdf")
        await here.press("enter")
        said = pack.interface.dialogs.export_ending.fill("en", path="")
        assert here.place == "Export" and said.strip()[:30] in here.screen_prose
        assert names(folder) == []


async def test_it_is_overwritten_only_when_asked(pack: Pack, folder: Path) -> None:
    visit = someone(pack, "clear")
    async with desk(pack, visit=visit) as here:
        await opened(here, "mine.md")
        (folder / "mine.md").write_text("mine")
        await here.press("ctrl+o")  # nothing stands in the way yet
        assert (folder / "mine.md").read_text() == "mine" and here.place == "Export"
        await here.press("enter")
        assert (folder / "mine.md").read_text() == "mine" and here.place == "Export"
        await here.press("ctrl+o")
        await here.until(lambda: here.place == "profiles")
        assert (folder / "mine.md").read_text(encoding="utf-8") == rendered(summarise(pack, visit), "md")


async def test_what_stands_there_is_never_overwritten(pack: Pack, folder: Path) -> None:
    async with desk(pack, visit=someone(pack, "clear")) as here:
        await opened(here, "mine.md")
        (folder / "mine.md").write_text("mine")
        await here.press("enter")
        said = pack.interface.dialogs.export_exists.fill("en", path=folder / "mine.md")
        assert said.split("already")[1].strip() in here.dialog
        assert here.place == "Export" and (folder / "mine.md").read_text() == "mine"
        await here.press("home", "x")  # another name, and the notice goes
        assert "already" not in here.dialog
        await here.press("enter")
        await here.until(lambda: here.place == "profiles")
        assert names(folder) == ["mine.md", "xmine.md"]


@pytest.mark.parametrize("name", ["no-such-folder/a.md", "file/a.md", "a" * 300, "", "."])
async def test_what_cannot_be_written_is_one_clear_line_and_the_dialog_stays(
    name: str, pack: Pack, folder: Path
) -> None:
    (folder / "file").write_text("a file")
    async with desk(pack, visit=someone(pack, "clear"), size=(120, 40)) as here:
        await opened(here, name)
        before = names(folder)
        await here.press("enter")
        assert here.place == "Export" and names(folder) == before
        screen = here.app.screen
        assert isinstance(screen, Export) and screen.said
        assert screen.said[1] == "warn" and "\n" not in screen.said[0]
        await here.press("escape")
        assert here.place == "profiles"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
async def test_a_folder_without_permission_is_one_clear_line(pack: Pack, folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o500)
    async with desk(pack, visit=someone(pack, "clear"), size=(120, 40)) as here:
        await opened(here, "closed/a.md")
        await here.press("enter")
        assert here.place == "Export"
        assert "closed/a.md" in "".join(row.strip(" │") for row in here.rows)


async def test_a_full_disk_is_one_clear_line_and_leaves_no_half_file(
    pack: Pack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    async with desk(pack, visit=someone(pack, "clear"), size=(120, 40)) as here:
        await opened(here, "a.md")
        monkeypatch.setattr(os, "write", full)
        await here.press("enter")
        monkeypatch.undo()
        assert here.place == "Export"
        screen = here.app.screen
        assert isinstance(screen, Export) and screen.said and screen.said[1] == "warn"
        assert list(folder.iterdir()) == []


async def test_a_write_that_fails_half_way_leaves_nothing(
    pack: Pack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import resource
    import signal

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    async with desk(pack, visit=whole(pack, "en"), size=(120, 40)) as here:
        await opened(here, "a.md")
        monkeypatch.setattr(sys, "dont_write_bytecode", True)  # Python would keep half of a file
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))  # the disk is full after 4 KB
        try:
            await here.press("enter")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
            signal.signal(signal.SIGXFSZ, before)
        assert here.place == "Export"
        assert names(folder) == []


async def test_after_an_export_leaving_asks_no_more_until_something_changes(
    pack: Pack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    left: list[object] = []
    monkeypatch.setattr(ExplorerApp, "exit", lambda self, *values, **named: left.append(values))
    async with desk(pack, pane="test") as here:
        await here.press("4")
        await opened(here)
        await here.press("enter")
        await here.until(lambda: here.place == "test")
        await here.press("q")
        assert left
        left.clear()
        await here.press("2", "q")
        assert not left and here.place == "Leave"


async def test_letters_in_the_name_are_text(pack: Pack, folder: Path) -> None:
    async with desk(pack) as here:
        line = await opened(here, "")
        await here.write("qLe?d")
        assert line.value == "qLe?d" and here.place == "Export" and here.visit_now.language == "en"


@pytest.mark.parametrize("name", ["~nobody-of-that-name/x.md", "~m"])
async def test_the_home_of_nobody_is_said_and_closes_nothing(pack: Pack, folder: Path, name: str) -> None:
    async with desk(pack, visit=someone(pack, "clear"), size=(120, 40)) as here:
        await opened(here, name)
        await here.press("enter")
        assert here.place == "Export"
        assert list(folder.iterdir()) == []


async def test_in_a_folder_that_was_deleted_the_dialog_opens(
    pack: Pack, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(pack, visit=someone(pack, "clear"), size=(120, 40)) as here:
        gone = folder / "gone"
        gone.mkdir()
        monkeypatch.chdir(gone)
        gone.rmdir()
        await here.press("e")
        assert here.place == "Export"
        monkeypatch.chdir(folder)


async def test_what_is_taken_is_chosen_and_a_name_stands_on_it_and_is_kept_nowhere(pack: Pack, folder: Path) -> None:
    visit = someone(pack, "clear")
    summary = summarise(pack, visit)
    for moves, part in enumerate(PARTS):
        file = folder / f"{part}.md"
        async with desk(pack, visit=visit, pane="result") as here:
            await opened(here, f"{part}.md")
            await here.press(*["down"] * moves, "tab")
            await here.write("Ana")
            await here.press("enter")
            await here.until(file.exists, part)
            assert here.visit_now == visit
        said = file.read_text(encoding="utf-8")
        assert said == rendered(summary, "md", "Ana", part=part) and "Ana" in said
    whole, page, plan = (len((folder / f"{part}.md").read_text()) for part in ("all", "page", "plan"))
    assert whole > page and whole > plan
    assert summary.verdict in (folder / "page.md").read_text(encoding="utf-8")


async def test_a_click_chooses_what_is_taken_and_a_click_saves(pack: Pack, folder: Path) -> None:
    words = pack.interface.dialogs
    async with desk(pack, visit=someone(pack, "clear"), pane="result", size=(80, 30)) as here:
        await opened(here, "clicked.md")
        for text in (words.export_page_what["en"], f"Enter {words.export_save['en']}"):
            row = next(n for n, line in enumerate(here.rows) if text in line)
            await here.pilot.click(offset=(here.rows[row].index(text), row))
            await here.settle()
        await here.until(lambda: (folder / "clicked.md").exists(), "the file")
        page = rendered(summarise(pack, here.visit_now), "md", part="page")
        assert (folder / "clicked.md").read_text(encoding="utf-8") == page
