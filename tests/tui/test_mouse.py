"""Clicks: one acts on tabs, keys, options, answers, links and the next step; on a line of a list the first selects."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.pack.pack import Pack
from explorer.tui.settings import settings
from tests.tui.desk import Desk, desk, someone


async def click(here: Desk, text: str, row: int | None = None) -> None:
    """Click on a text of the screen, in a row or where it stands first."""
    rows = here.rows
    at = row % len(rows) if row is not None else next(n for n, line in enumerate(rows) if text in line)
    await here.pilot.click(offset=(rows[at].index(text), at))
    await here.settle()


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 50)])
async def test_a_click_on_a_tab_opens_that_pane(size: tuple[int, int], pack: Pack) -> None:
    async with desk(pack, size=size) as here:
        for place in ("diff", "simulator", "test", "result"):
            await click(here, pack.interface.panes[place]["en"], 0)
            await here.until(lambda place=place: here.place == place, place)  # type: ignore[misc]


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_a_click_on_a_key_of_the_last_line_presses_it(size: tuple[int, int], pack: Pack) -> None:
    async with desk(pack, size=size, pane="test") as here:
        await click(here, pack.interface.keys.skip["en"], -1)
        assert here.pane.at == 1  # type: ignore[attr-defined]
        await click(here, pack.interface.keys.help["en"], -1)
        assert here.place == "Commands"


async def test_a_click_between_keys_and_on_a_notice_presses_nothing(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        before = here.text
        await here.pilot.click(offset=(0, 23))
        here.pane.say("x" * 30)
        await here.pilot.click(offset=(10, 23))
        await here.settle()
        here.pane.show()
        assert here.text == before


async def test_one_click_gives_an_answer(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        for number in (4, 2):
            await click(here, f"{number} ( )")
        assert list(here.visit_now.answers.values()) == [4, 2]


async def test_one_click_opens_a_day_chooses_and_rates(pack: Pack) -> None:
    day = pack.days[0]
    async with desk(pack, size=(80, 40), pane="simulator") as here:
        await click(here, day.title["en"])
        await click(here, day.scenes[0].options[1].text["en"][:20])
        assert here.visit_now.empty, "not before it is rated"
        await click(here, "4 ( )")
        assert here.visit_now.lived(day.role).choices == (2,) and here.visit_now.lived(day.role).likes == (4,)


async def test_in_a_list_the_first_click_selects_and_the_second_opens(pack: Pack) -> None:
    async with desk(pack, size=(80, 40), pane="test") as here:
        await here.press("v")
        line = next(line for line in here.page.lines if line.id == pack.questionnaire.items[3].id)
        await click(here, line.text[:30].strip())
        assert here.pane.reviewing and here.cursor == line.id  # type: ignore[attr-defined]
        await click(here, line.text[:30].strip())
        assert not here.pane.reviewing and here.pane.at == 3  # type: ignore[attr-defined]


async def test_one_click_follows_a_link(pack: Pack) -> None:
    async with desk(pack, size=(80, 40), pane="opening") as here:
        await here.press("G")
        line = next(line for line in here.page.lines if line.id == "go test")
        await click(here, line.text.strip()[:12])
        await here.until(lambda: here.place == "test", "the test")


async def test_one_click_opens_the_next_step(pack: Pack) -> None:
    async with desk(pack, size=(80, 40)) as here:
        await here.pilot.click("#way", offset=(8, 0))
        await here.until(lambda: here.place != "profiles", "the next step")


async def test_by_mouse_alone_one_comes_from_the_first_screen_to_the_result(pack: Pack) -> None:
    async with desk(pack, size=(80, 40)) as here:
        await click(here, pack.interface.panes.test["en"], 0)
        for _ in pack.questionnaire.items:
            await click(here, "4 ( )")
        await here.until(lambda: here.place == "result", "the result")


def test_a_setting_leaves_the_mouse_to_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    assert settings(path).mouse
    path.write_text("mouse = false\n", encoding="utf-8")
    assert not settings(path).mouse and not settings(path).faults
    path.write_text('mouse = "no"\n', encoding="utf-8")
    assert settings(path).mouse and settings(path).faults[0].values == {"name": "mouse"}


async def test_a_key_that_does_nothing_names_the_one_that_lists_keys(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "slight"), pane="result") as here:
        before = here.visit_now
        await here.press("b")
        assert pack.interface.dialogs.unbound.fill("en", key="?") in here.hints
        assert here.visit_now == before
        await here.press("j")
        assert "does nothing" not in here.hints


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_enter_on_a_title_folds_what_enter_unfolded(size: tuple[int, int], pack: Pack) -> None:
    async with desk(pack, size=size) as here:
        section = next(line.id for line in here.page.lines if line.id.startswith("section "))
        here.page.point(section)
        before = [line.text for line in here.page.lines], here.beside
        await here.press("enter")
        assert ([line.text for line in here.page.lines], here.beside) != before
        await here.press("enter")
        assert ([line.text for line in here.page.lines], here.beside) == before


@pytest.mark.parametrize(("terminal", "key"), [("", "Shift"), ("iTerm.app", "Option"), ("Apple_Terminal", "Fn")])
async def test_the_help_says_how_text_is_selected_in_this_terminal(
    terminal: str, key: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM_PROGRAM", terminal)
    async with desk(pack, "en", size=(80, 50)) as here:
        await here.press("?", *["pagedown"] * 3)
        assert pack.interface.dialogs.selecting.fill("en", key=key) in here.dialog
