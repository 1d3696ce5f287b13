"""What Textual could do for whoever sits at the keyboard, and this program does not: files, a browser, markup."""

from __future__ import annotations

import io
import webbrowser
from pathlib import Path

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Static

from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.session.session import Session
from explorer.terminal.driver import SteadyDriver
from explorer.tui.app import ExplorerApp
from tests.tui.desk import desk


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to work in; to look for a browser fails the test."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def test_1_no_command_and_no_delivery_writes_a_file(pack: Pack, folder: Path) -> None:
    async with App[None]().run_test() as pilot:
        assert any("screenshot" in str(each.title).lower() for each in pilot.app.get_system_commands(pilot.app.screen))
        pilot.app.save_screenshot("a.svg", str(folder))
    assert [path.name for path in folder.iterdir()] == ["a.svg"]
    (folder / "a.svg").unlink()
    async with desk(pack) as here:
        assert list(here.app.get_system_commands(here.app.screen)) == []
        here.app.save_screenshot("a.svg", str(folder))
        here.app.deliver_screenshot("a.svg", str(folder))
        for action in ("app.screenshot('a.svg','.')", "app.suspend_process", "app.command_palette", "app.change_theme"):
            await here.app.run_action(action)
        SteadyDriver.deliver_binary(
            SteadyDriver.__new__(SteadyDriver), io.BytesIO(b"x"), delivery_key="k", save_path=folder / "x"
        )
        await here.settle()
    assert list(folder.iterdir()) == []


class Marked(App[None]):
    """An app that takes a text for markup, as a Static does."""

    def compose(self) -> ComposeResult:
        """A text that is a trap."""
        yield Static("[@click=app.screenshot('a.svg','.')]trap[/]")


async def test_2_a_text_of_a_pack_is_never_markup(small_folder: Path, folder: Path) -> None:
    async with Marked().run_test() as pilot:
        await pilot.click(offset=(1, 0))
        await pilot.pause(0.2)
    assert [path.name for path in folder.iterdir()] == ["a.svg"]
    (folder / "a.svg").unlink()
    trap = "[@click=app.screenshot('a.svg','.')]trap[/]"
    copied = folder / "pack"
    for file in small_folder.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        target = copied / file.relative_to(small_folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text.replace(', en: "', f', en: "{trap} '), encoding="utf-8")
    before = sorted(folder.iterdir())
    trapped = read_pack(copied)
    for pane in ("profiles", "diff", "simulator", "test", "result"):
        async with desk(trapped, pane=pane, size=(120, 40)) as here:
            shown = here.screen_prose
            for row, text in enumerate(here.rows):
                if "trap" in text:
                    await here.pilot.click(offset=(text.index("trap") + 1, row))
            assert "@click" in shown or "trap" not in shown
    assert sorted(folder.iterdir()) == before


async def test_3_nothing_opens_a_browser(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(webbrowser, "open", lambda url, *_, **__: opened.append(url))
    async with App[None]().run_test() as pilot:
        pilot.app.open_url("https://example.org")
    assert opened.pop() == "https://example.org"
    async with desk(pack) as here:
        here.app.open_url("https://example.org")
        SteadyDriver.open_url(SteadyDriver.__new__(SteadyDriver), "https://example.org")
    assert opened == []


def test_4_an_error_ends_the_program_without_a_word(pack: Pack, capfd: pytest.CaptureFixture[str]) -> None:
    class Broken(ExplorerApp):
        def on_mount(self) -> None:
            raise RuntimeError("a secret")

    app = Broken(Session(pack, Visit("en")))
    app.run(headless=True)
    assert isinstance(app.failure, RuntimeError) and app.return_code == 1
    assert capfd.readouterr() == ("", "")


async def test_what_is_typed_into_a_line_has_an_end(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("slash")
        from textual.widgets import Input

        line = here.app.screen.query_one(Input)
        assert line.max_length and line.max_length <= 1024


async def test_a_dialog_closes_once_however_fast_the_keys_come(pack: Pack) -> None:
    """`x` and `q` typed at once on a notice: the second came while it was closing, and ended the program."""
    async with desk(pack, pane="test") as here:
        await here.press("4", "y")
        notice = here.app.screen
        notice.dismiss()
        notice.dismiss()
        await here.settle()
        assert here.place == "test"
