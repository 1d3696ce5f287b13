"""A guess before the first question: above it, never in its way, beside the verdict at the end, and never scored."""

from __future__ import annotations

import pytest

from explorer.engine.visit import Visit, guessed
from explorer.pack.pack import Pack
from explorer.report.data import summary_data
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from tests.tui.desk import desk, someone


async def test_the_first_key_answers_the_first_question(pack: Pack) -> None:
    async with desk(pack, "en", pane="test", size=(80, 24)) as here:
        assert pack.interface.guess.before["en"] in here.prose
        await here.press("4")
        assert here.visit_now.answers == {pack.questionnaire.items[0].id: 4}
        assert here.visit_now.guess == (0, 0)


async def test_left_from_the_first_question_asks_which_way_and_how_well_and_goes_back(pack: Pack) -> None:
    words = pack.interface.guess
    async with desk(pack, "en", pane="test", size=(80, 24)) as here:
        await here.press("left")
        assert words.way_asked["en"] in here.prose and "rather KAM" in here.prose
        await here.press("2")
        assert words.known_asked["en"] in here.prose
        await here.press("5", "3")
        assert "Question 1 of 24" in here.prose
        assert here.visit_now.guess == (2, 3) and not here.visit_now.answers
        await here.press("left", "0", "0")
        assert here.visit_now.guess == (0, 0)
        await here.press("u", "u")
        assert here.visit_now.guess == (2, 3)


async def test_up_from_the_first_question_and_a_click_lead_to_it_and_nothing_else_does(pack: Pack) -> None:
    words = pack.interface.guess
    async with desk(pack, "en", pane="test", size=(80, 24)) as here:
        assert here.cursor == "question"
        await here.press("up", "enter")
        assert words.way_asked["en"] in here.prose
        await here.press("escape")
        row = next(y for y, row in enumerate(here.rows) if words.before["en"] in row)
        await here.pilot.click(offset=(10, row))
        await here.settle()
        assert words.way_asked["en"] in here.prose
        await here.press("escape", "enter", "2", "h")
        assert here.visit_now.answers == {pack.questionnaire.items[0].id: 2}
        assert words.before["en"] not in here.prose, "not once something is answered: then it is no guess"
        await here.press("h")
        assert "Question 1 of 24" in here.prose


async def test_back_at_a_guess_the_cursor_is_on_what_was_said_so_that_enter_keeps_it(pack: Pack) -> None:
    words = pack.interface.guess
    async with desk(pack, "en", pane="test", size=(80, 24)) as here:
        await here.press("up", "enter")
        assert here.marked == ["3 ( ) I don't know"] and here.hints.split()[0] == "1-5"
        await here.press("4")
        assert here.hints.split()[0] == "1-3"
        await here.press("2")
        assert here.cursor == "question" and words.before_said.fill("en", guess="rather PM") in here.prose
        await here.go("opening")
        await here.press("up", "enter")
        await here.until(lambda: words.way_asked["en"] in here.prose, "the guess")
        assert here.marked == ["4 (●) rather PM"]
        await here.press("enter")
        assert here.marked == ["2 (●) somewhat"]
        await here.press("enter")
        assert here.visit_now.guess == (4, 2)


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_the_opening_page_has_a_line_for_it_above_the_steps(size: tuple[int, int], pack: Pack) -> None:
    words = pack.interface.guess
    async with desk(pack, "en", pane="opening", size=size) as here:
        first = here.cursor
        await here.press("up")
        assert here.cursor == "go test guess"
        assert pack.interface.opening.see["en"] in here.prose, "the five steps are seen still"
        await here.press("enter")
        await here.until(lambda: words.way_asked["en"] in here.prose, "the guess")
        await here.press("2", "3")
        await here.go("opening")
        assert here.cursor == first
        if size[0] > 40:
            assert "Guess rather KAM" in here.prose
        await here.go("test")
        await here.press("4")
        await here.go("opening")
        assert "go test guess" not in [line.id for line in here.page.lines]


@pytest.mark.parametrize("key", ["escape", "right"])
async def test_a_guess_can_be_left_unsaid(pack: Pack, key: str) -> None:
    async with desk(pack, "en", pane="test", size=(80, 24)) as here:
        await here.press("left", key)
        assert "Question 1 of 24" in here.prose
        assert here.visit_now.guess == (0, 0)


def test_it_stands_beside_the_verdict_and_in_data_and_changes_no_number(pack: Pack) -> None:
    visit = someone(pack, "clear")
    plain, summary = summarise(pack, visit), summarise(pack, guessed(visit, 5, 1))
    assert summary.fit == plain.fit and summary.code == plain.code
    assert summary_data(plain)["guess"] is None
    assert summary_data(summary)["guess"] == {"way": 5, "known": 1}
    said = f"Before you began you said: PM (and you know these jobs by hearsay). The test says: {summary.verdict}."
    assert said in " ".join(as_markdown(summary_document(summary)).replace("\\", "").split())
    assert summary_data(summarise(pack, guessed(visit, way=0, known=2)))["guess"] == {"way": None, "known": 2}


@pytest.mark.parametrize("guess", [(6, 0), (-1, 0), (0, 4)])
def test_a_guess_outside_its_scale_is_refused(guess: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a guess is"):
        guessed(Visit("en"), *guess)
