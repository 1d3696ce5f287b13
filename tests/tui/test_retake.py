"""The questionnaire taken again: the first answers are kept to compare with, and one key brings them back."""

from __future__ import annotations

import pytest

from explorer.engine.visit import Visit, retaken
from explorer.pack.pack import Pack
from explorer.report.summary import summarise
from tests.tui.desk import desk, someone


@pytest.mark.parametrize("where", ["test", "result"])
async def test_r_starts_afresh_at_the_first_question_and_u_brings_the_answers_back(where: str, pack: Pack) -> None:
    visit = someone(pack, "slight")
    async with desk(pack, visit=visit, pane=where) as here:
        await here.press("R")
        await here.until(lambda: here.place == "test", "the questions")
        assert here.visit_now == retaken(visit)
        assert pack.interface.test.title.fill("en", n=1, of=len(pack.questionnaire.items)) in here.prose
        assert pack.interface.retake.begun["en"] in here.prose
        await here.press("u")
        assert here.visit_now == visit


async def test_from_the_result_esc_leads_back_to_it(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "slight"), pane="result") as here:
        await here.press("R")
        await here.until(lambda: here.place == "test", "the questions")
        await here.press("escape")
        await here.until(lambda: here.place == "result", "the result")


@pytest.mark.parametrize("language", ["es", "en"])
async def test_before_there_is_a_result_there_is_nothing_to_take_again(language: str, pack: Pack) -> None:
    for visit in (Visit(language), someone(pack, "incomplete", language)):
        async with desk(pack, language, visit=visit, pane="test") as here:
            await here.press("R")
            assert here.visit_now == visit
            assert pack.interface.retake.not_yet[language] in here.hints


@pytest.mark.parametrize(("language", "turn"), [("es", 1), ("en", -1)])
async def test_the_result_of_the_second_time_stands_beside_the_first(language: str, turn: int, pack: Pack) -> None:
    first, second = someone(pack, "clear", language), someone(pack, "clear", language, turn)
    async with desk(pack, language, visit=first, pane="test") as here:
        await here.press("R", *(str(second.answers[item.id]) for item in pack.questionnaire.items))
        await here.go("result")
        summary, words = summarise(pack, here.visit_now), pack.interface.retake
        assert summary.retake
        assert summary.retake.differs is (turn < 0)
        assert here.visit_now.answers == second.answers and here.visit_now.before == first.answers
        here.page.point("retake axis")
        said = words.differs.fill(language, role=summary.tr.short(summary.fit.side or "")) if turn < 0 else ""
        assert (said or words.noise[language]) in here.prose
        assert words.title[language] in here.prose


async def test_leaving_after_starting_afresh_asks_first(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "slight"), pane="test") as here:
        await here.press("R", "q")
        assert here.place == "Leave"
