"""The plan on the full screen: written by Enter, taken from what can be tried, undone, and kept where it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Input

from explorer.engine.code import encode
from explorer.engine.visit import PLAN_SIGNS, Visit, answered, planned
from explorer.loader.reader import read_pack
from explorer.report.plan import tries
from explorer.tui.dialogs.plan import Plan
from explorer.tui.page import Page
from tests.session.notebook import Notebook
from tests.tui.desk import Desk, desk, someone

PACK = read_pack()
"""The built-in one: the small ones have nothing to try."""


async def opened(here: Desk) -> None:
    await here.press("P")
    await here.until(lambda: isinstance(here.app.screen, Plan), "the plan")
    await here.settle()


def line(here: Desk) -> Input:
    return here.app.screen.query_one(Input)


def prose(here: Desk) -> str:
    """What the dialog says, on one line."""
    box = here.app.screen.query_one(Page).region
    return " ".join(" ".join(row[box.x : box.right] for row in here.rows[box.y : box.bottom]).split())


async def test_enter_writes_a_line_and_esc_leaves_it_as_it_was() -> None:
    async with desk(PACK, "en", visit=someone(PACK, "clear", "en"), keeper=Notebook()) as here:
        await opened(here)
        await here.press("enter")
        assert line(here).has_focus and line(here).max_length == PLAN_SIGNS
        await here.press(*"quick j u", "enter")
        assert here.visit_now.plan == ("quick j u", "", "") and not line(here).has_focus
        await here.press("enter", "x", "escape")
        assert here.visit_now.plan == ("quick j u", "", "") and isinstance(here.app.screen, Plan)
        await here.press("j", "j", "enter", *"Friday", "enter")
        assert here.visit_now.plan == ("quick j u", "", "Friday")
        assert "Friday" in prose(here) and PACK.interface.home.kept["en"] in prose(here)
        await here.press("escape")
        assert not isinstance(here.app.screen, Plan)


async def test_what_can_be_tried_is_taken_by_enter_and_undone() -> None:
    visit = someone(PACK, "clear", "es")
    async with desk(PACK, "es", visit=visit) as here:
        here.app.session.change(answered(visit, next(iter(visit.answers)), 3))
        before = here.visit_now
        await opened(here)
        await here.press("j", "j", "j", "enter")
        taken = tries(here.app.session.summary)[0].text["es"]
        assert here.visit_now.plan == ("", taken, "")
        assert encode(PACK, here.visit_now) == encode(PACK, before)
        await here.press("u")
        assert here.visit_now == before
        await here.press("u")
        assert here.visit_now == before, "what was done before the plan was opened is not undone unseen"


async def test_it_opens_from_the_result_and_undo_there_names_it() -> None:
    visit = planned(someone(PACK, "clear", "en"), 0, "Nora")
    async with desk(PACK, "en", visit=visit, pane="result") as here:
        while here.page.cursor != "plan":
            await here.press("j")
        await here.press("enter")
        assert isinstance(here.app.screen, Plan) and "Nora" in here.text
        await here.press("enter", *" L", "enter", "escape", "u")
        assert PACK.interface.dialogs.undone_plan["en"] in here.hints and here.visit_now.plan[0] == "Nora"


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_on_a_host_it_says_that_nothing_is_kept_and_writes_nothing(
    size: tuple[int, int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    async with desk(PACK, "en", size, visit=Visit("en")) as here:
        here.app.session.take_home = lambda code, language: (code, "")
        await opened(here)
        await here.press("enter", *"Nora", "enter")
        here.app.screen.query_one(Page).turn(2 if size[1] == 15 else 0)
        await here.settle()
        assert PACK.interface.home.kept_by_host["en"] in prose(here)
        assert here.visit_now.plan[0] == "Nora" and list(tmp_path.iterdir()) == []
