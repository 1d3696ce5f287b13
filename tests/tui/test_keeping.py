"""The app and whoever keeps its visits: every act is handed over, what was taken up again is said, codes come in."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from explorer.engine.code import encode
from explorer.engine.visit import Visit, answered, speaking, starred
from explorer.pack.pack import Pack
from explorer.tui.app import ExplorerApp
from explorer.tui.dialogs.enter_code import EnterCode
from explorer.tui.page import Page
from tests.session.notebook import Notebook
from tests.tui.desk import Desk, desk, lived, someone


async def test_every_act_is_handed_over_and_so_are_undo_and_redo(pack: Pack) -> None:
    keeper = Notebook()
    async with desk(pack, pane="test", keeper=keeper) as here:
        await here.press("5", "0", "2", "u", "ctrl+r", "L")
        await here.go("diff")
        await here.press("n", "space")
        assert keeper.visits[-1] == here.visit_now
        assert [len(visit.answers) for visit in keeper.visits] == [1, 2, 1, 2, 2, 2]
        assert here.visit_now.stars and here.visit_now.language == "es"


async def test_moving_and_looking_are_no_acts(pack: Pack) -> None:
    keeper = Notebook()
    async with desk(pack, keeper=keeper) as here:
        for pane in ("diff", "simulator", "test", "result"):
            await here.go(pane)
            await here.press("j", "k", "w", "n")
        assert keeper.visits == []


async def test_leaving_does_not_ask_when_all_is_kept(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    left: list[object] = []
    monkeypatch.setattr(ExplorerApp, "exit", lambda self, *values, **named: left.append(values))
    async with desk(pack, pane="test", keeper=Notebook()) as here:
        await here.press("4", "q")
        assert left


async def test_what_cannot_be_kept_is_said_once_and_leaving_asks(pack: Pack) -> None:
    keeper = Notebook()
    async with desk(pack, "es", pane="test", keeper=keeper) as here:
        await here.press("4")
        keeper.problem = "No space left on device"
        await here.press("4")
        said = pack.interface.keeping.unkept.fill("es", reason=keeper.problem)
        assert said in here.hints
        await here.press("4")
        assert said not in here.hints
        await here.press("q")
        assert here.place == "Leave"


@pytest.mark.parametrize("size", [(80, 24), (40, 15)])
async def test_what_was_taken_up_again_is_said_until_something_is_done(size: tuple[int, int], pack: Pack) -> None:
    visit = someone(pack, "clear", "en")
    news = ("You go on where you left off.",)
    async with desk(pack, size=size, visit=visit, keeper=Notebook(), news=news, pane="opening") as here:
        assert "You go on where you left off." in here.prose
        await here.go("test")
        await here.press("3")
        await here.go("opening")
        assert "You go on where you left off." not in here.prose


async def test_starting_afresh_is_one_key_and_undo_brings_the_visit_back(pack: Pack) -> None:
    visit = speaking(starred(someone(pack, "clear"), "pace"), "es")
    async with desk(pack, visit=visit, keeper=Notebook()) as here:
        await here.press("A")
        assert here.visit_now == Visit("es")
        assert pack.interface.keeping.afresh_kept["es"] in here.hints
        await here.press("A")
        assert pack.interface.keeping.already_fresh["es"] in here.hints
        await here.press("u")
        assert here.visit_now == visit


async def test_without_a_keeper_starting_afresh_does_not_say_that_anything_is_saved(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "clear")) as here:
        await here.press("A")
        assert pack.interface.keeping.afresh["en"] in here.hints


async def test_the_result_stands_beside_the_visit_before_unless_this_one_has_its_own(pack: Pack) -> None:
    visit = someone(pack, "clear")
    before = someone(pack, "slight", turn=-1).answers
    async with desk(pack, visit=visit, size=(120, 90), pane="result", keeper=Notebook(earlier=before)) as here:
        assert pack.interface.retake.title["en"] in here.prose
    async with desk(pack, visit=visit, size=(120, 90), pane="result", keeper=Notebook()) as here:
        assert pack.interface.retake.title["en"] not in here.prose


# --- a code ----------------------------------------------------------------------------------------------------


def told(here: Desk) -> str:
    """What the dialog says, as running text."""
    return " ".join(" ".join(line.text for line in here.app.screen.query_one(Page).lines).split())


async def code_line(here: Desk) -> Input:
    await here.press("Y")
    await here.until(lambda: isinstance(here.app.screen, EnterCode), "the line for a code")
    await here.settle()
    return here.app.screen.query_one(Input)


async def test_a_code_becomes_the_visit_and_undo_takes_that_back(pack: Pack) -> None:
    wanted = lived(pack, someone(pack, "slight"), pack.days[0].role, hours=3)
    mine = answered(Visit("es"), pack.questionnaire.items[0].id, 2)
    async with desk(pack, visit=mine, pane="result") as here:
        line = await code_line(here)
        line.value = encode(pack, wanted).lower().replace("-", " ")
        await here.press("enter")
        await here.until(lambda: here.place == "result")
        assert here.visit_now == speaking(wanted, "es")
        await here.until(lambda: pack.interface.keeping.code_taken["es"] in here.hints)
        await here.press("u")
        assert here.visit_now == mine


async def test_a_wrong_code_says_why_and_can_be_mended(pack: Pack) -> None:
    wanted = someone(pack, "slight")
    code = encode(pack, wanted)
    wrong = code[:3] + ("2" if code[3] != "2" else "3") + code[4:]
    async with desk(pack) as here:
        line = await code_line(here)
        for typed, reason in ((wrong, "check"), (code[:-1], "length"), ("", "length")):
            line.value = typed
            await here.press("enter")
            fault = pack.interface.code_faults[reason]["en"]
            await here.until(lambda fault=fault: fault in told(here), fault)  # type: ignore[misc]
            assert here.place == "EnterCode"
        line.value = code
        await here.press("enter")
        await here.until(lambda: here.place == "profiles")
        assert here.visit_now == wanted


async def test_escape_takes_no_code(pack: Pack) -> None:
    async with desk(pack) as here:
        await code_line(here)
        await here.write("ABCD")
        await here.press("escape")
        assert here.place == "profiles" and here.visit_now.empty
