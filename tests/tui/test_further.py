"""More questions on the screen: offered by an open result, reached with Enter, part of the test once begun."""

from __future__ import annotations

from explorer.pack.pack import Pack
from explorer.report.summary import summarise
from tests.tui.desk import desk, someone
from tests.tui.test_result import squeezed


async def test_an_undecided_result_offers_eight_more_and_enter_leads_to_the_first(built_in: Pack) -> None:
    visit = someone(built_in, "undecided")
    summary = summarise(built_in, visit)
    first = built_in.questionnaire.more[0][0]
    assert summary.further == built_in.questionnaire.more[0]
    async with desk(built_in, "en", pane="result", visit=visit, size=(80, 24)) as here:
        assert squeezed(summary.next_step) in here.prose
        here.page.cursor = f"go test {first.id}"
        here.pane.show(cursor=f"go test {first.id}")
        await here.press("enter")
        assert "Question 25 of 32" in here.prose
        await here.press("5")
        assert here.visit_now.answers[first.id] == 5
        assert "Question 26 of 32" in here.prose
        await here.press("1", "4", "2", "5", "3", "2", "4")
        assert len(here.visit_now.answers) == 32
        await here.go("result")
        assert here.app.session.summary.fit.answered == 32


async def test_a_clear_result_offers_them_too_after_its_reasons(built_in: Pack) -> None:
    visit = someone(built_in, "clear")
    async with desk(built_in, "en", pane="result", visit=visit, size=(120, 60)) as here:
        words = built_in.interface.result.more
        assert squeezed(words.fill("en", n=8, minutes=2)) in here.prose


async def test_w_on_the_verdict_tells_how_it_is_made_and_takes_it_away_again(built_in: Pack) -> None:
    words = built_in.interface.how
    async with desk(built_in, "en", pane="result", visit=someone(built_in, "slight"), size=(80, 60)) as here:
        assert here.page.cursor == "verdict"
        for key in ("w", "escape"):
            await here.press("w")
            assert words.title["en"] in here.prose
            assert squeezed(words.odds_row.fill("en", bound="1.28", n=88)) in here.prose
            await here.press(key)
            assert words.title["en"] not in here.prose and here.page.cursor == "verdict"
