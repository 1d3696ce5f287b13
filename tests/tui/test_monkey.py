"""Someone who presses anything: nothing breaks, the visit stays sound, the terminal shows what the program means."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pyte
import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.keys import _character_to_key

from explorer.engine.day import play
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.tui.app import ExplorerApp
from explorer.tui.keys import KEYS
from explorer.tui.page import Page
from explorer.tui.panes.pane import Pane
from tests.tui.desk import Desk, desk

pytestmark = pytest.mark.slow

ACTS = 300
KEYBOARD = sorted(
    {name for key in KEYS for name in key.keys} | {_character_to_key(sign) for sign in "ñ¿áXz90"} | {"f5"}
)
OFTEN = ["1", "2", "3", "4", "5", "enter", "j", "n", "space", "w"] * 3
SIZES = [(80, 24), (120, 40), (40, 15), (100, 30), (39, 14), (20, 5), (200, 50), (79, 24), (81, 15)]


def sound(visit: Visit, pack: Pack) -> None:
    """A visit that could have come about by using the program as it is meant."""
    assert visit.language in pack.languages
    items = {item.id for item in pack.questionnaire.items}
    assert set(visit.answers) <= items and all(1 <= answer <= 5 for answer in visit.answers.values())
    assert visit.stars <= {dimension.id for dimension in pack.dimensions}
    for role, lived in visit.days.items():
        assert len(lived.choices) == len(lived.likes) and all(0 <= like <= 5 for like in lived.likes)
        play(pack.day(role), lived.choices)
    assert as_markdown(summary_document(summarise(pack, visit))).endswith("\n")


def meant(here: Desk) -> dict[int, tuple[int, str]]:
    """What the page in front should show, drawn anew: from the column on, the text of each line."""
    page = here.app.screen.query_one("#page", Page)
    strips = ((page.region.y + y, page.render_line(y)) for y in range(page.size.height))
    return {y: (page.region.x, strip.text.rstrip()) for y, strip in strips}


async def close_dialogs(here: Desk) -> None:
    for _ in range(4):
        if isinstance(here.app.screen, Pane) and not here.pane.query("FilterLine"):
            return
        await here.press("escape")
    raise AssertionError(f"{here.app.screen} does not close")


@pytest.mark.parametrize("seed", range(2))
async def test_300_random_keys_and_resizes_break_nothing(
    seed: int, pack: Pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ExplorerApp, "exit", lambda self, *values, **named: None)
    chance = Random(seed)
    async with desk(pack, chance.choice(pack.languages)) as here:
        for act in range(ACTS):
            if chance.random() < 0.04:
                await here.resize(*chance.choice(SIZES))
            else:
                await here.press(chance.choice(KEYBOARD + OFTEN))
            if act % 20 == 0:
                sound(here.visit_now, pack)
                assert len(here.app.screen_stack) <= 3
        await close_dialogs(here)
        await here.resize(80, 24)
        sound(here.visit_now, pack)
        while here.app.session.undo():
            sound(here.visit_now, pack)
        assert here.visit_now.empty
        await here.go("result")
        assert here.prose


async def test_after_any_keys_the_terminal_shows_what_the_program_means(
    pack: Pack, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Only what differs is painted: nothing may be forgotten. A terminal emulator reads along."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(ExplorerApp, "exit", lambda self, *values, **named: None)
    screen = pyte.Screen(80, 24)
    stream = pyte.Stream(screen)
    monkeypatch.setattr(HeadlessDriver, "is_headless", property(lambda self: False))
    monkeypatch.setattr(HeadlessDriver, "write", lambda self, data: stream.feed(data))
    chance = Random(11)

    def rows() -> list[str]:
        return [row.rstrip() for row in screen.display]

    async with desk(pack, "es") as here:
        await here.press("L")
        for act in range(150):
            key = chance.choice(KEYBOARD + OFTEN)
            await here.press(key)
            if act % 3 == 0:
                differ = [pair for pair in zip(rows(), here.rows, strict=True) if pair[0] != pair[1]]
                assert not differ, (act, key)
                if isinstance(here.app.screen, Pane):
                    for y, (x, text) in meant(here).items():
                        assert rows()[y][x:] == text, (act, key)
        await close_dialogs(here)
