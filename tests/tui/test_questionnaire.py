"""The Test pane: one question at a time, nothing blocks, everything can be changed."""

from __future__ import annotations

from typing import cast

import pytest

from explorer.engine.visit import Visit, answered
from explorer.pack.pack import Pack
from explorer.pack.schema import Pair
from explorer.tui.panes.questionnaire import Questionnaire as Questions
from tests.tui.desk import Desk, desk, someone


def pane(here: Desk) -> Questions:
    return cast("Questions", here.pane)


def ids(pack: Pack) -> list[str]:
    return [item.id for item in pack.questionnaire.items]


async def test_a_question_shows_where_one_is_and_the_scale_in_words(pack: Pack) -> None:
    items = pack.questionnaire.items
    async with desk(pack, "es", pane="test") as here:
        assert pack.interface.test.title.fill("es", n=1, of=len(items)) in here.prose
        for number, word in enumerate(pack.questionnaire.likert, 1):
            assert f"{number} ( ) {word['es']}" in here.prose
        assert "▌t Test " in here.tabs


async def test_a_comparison_shows_both_sides_and_its_own_scale(pack: Pack) -> None:
    place, item = next((n, i) for n, i in enumerate(pack.questionnaire.items) if isinstance(i, Pair))
    async with desk(pack, pane="test") as here:
        pane(here)._go(place)
        assert item.left.text["en"] in here.prose and item.right.text["en"] in here.prose
        assert pack.questionnaire.pair[0]["en"] in here.prose


async def test_answering_goes_on_to_the_next_question(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press(*"4215")
        assert dict(here.visit_now.answers) == dict(zip(ids(pack), (4, 2, 1, 5), strict=False))
        assert pane(here).at == 4 and f"t Test 4/{len(ids(pack))}" in here.tabs


async def test_the_last_answer_leads_to_the_result_and_the_test_then_says_that_all_is_answered(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        for _ in ids(pack):
            await here.press("4")
        await here.until(lambda: here.place == "result", "the result")
        assert len(here.visit_now.answers) == len(ids(pack))
        await here.go("test")
        assert pane(here).at == len(ids(pack)) - 1
        assert pack.interface.test.complete["en"] in here.prose
        assert "4 (●)" in here.prose


async def test_the_whole_test_takes_one_key_a_question(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press(*("12345" * 5)[: len(ids(pack))])
        assert list(here.visit_now.answers) == ids(pack)


async def test_0_skips_and_takes_an_answer_away(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press("0")
        assert not here.visit_now.answers and pane(here).at == 1
        await here.press("3", "backspace", "0")
        assert not here.visit_now.answers and pane(here).at == 2


async def test_backspace_goes_back_and_the_answer_stands_there_to_be_changed(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press("2", "backspace")
        assert pane(here).at == 0 and "2 (●)" in here.prose
        await here.press("5")
        assert here.visit_now.answers == {ids(pack)[0]: 5}
        await here.press("backspace", "backspace", "backspace")
        assert pane(here).at == 0


@pytest.mark.parametrize(("on", "back"), [("l", "h"), ("right", "left")])
async def test_the_questions_can_be_walked_without_answering(on: str, back: str, pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press(on, on, back)
        assert pane(here).at == 1 and here.visit_now.empty


@pytest.mark.parametrize(("down", "up"), [("j", "k"), ("down", "up")])
@pytest.mark.parametrize("take", ["enter", "space"])
async def test_arrows_move_on_the_answers_and_enter_or_space_gives_one_and_goes_on(
    down: str, up: str, take: str, pack: Pack
) -> None:
    async with desk(pack, pane="test") as here:
        await here.press(down, down, down, down, up)
        assert pane(here).at == 0 and here.visit_now.empty, "no question was skipped"
        assert here.marked == [f"3 ( ) {pack.questionnaire.likert[2]['en']}"]
        await here.press(take)
        assert here.visit_now.answers == {ids(pack)[0]: 3} and pane(here).at == 1
        await here.press("h")
        assert here.marked == [f"3 (●) {pack.questionnaire.likert[2]['en']}"]


async def test_the_cursor_stands_on_the_answer_that_was_given(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press("4", "2", "h", "h")
        assert here.cursor == "answer 4"
        await here.press("l")
        assert here.cursor == "answer 2"
        await here.press("u")
        assert ids(pack)[1] not in here.visit_now.answers and pane(here).at == 1


async def test_by_arrows_and_enter_alone_one_comes_to_the_result(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        for _ in ids(pack):
            await here.press("down", "down", "enter")
        await here.until(lambda: here.place == "result", "the result, after the last answer")
        assert set(here.visit_now.answers.values()) == {2} and list(here.visit_now.answers) == ids(pack)
        await here.go("test")
        assert here.hints.strip().startswith(f"Enter {pack.interface.keys.result['en']}")
        assert here.text.count(pack.interface.test.complete["en"]) == 1
        await here.press("enter")
        await here.until(lambda: here.place == "result", "the result")


@pytest.mark.parametrize("take", ["enter", "space"])
async def test_enter_pressed_on_and_on_answers_nothing_and_says_how_to(take: str, pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press(*[take] * 5)
        assert here.visit_now.empty and pane(here).at == 0 and here.cursor == "question"
        assert pack.interface.test.choose_first["en"] in here.hints
        await here.press("down", *[take] * 5)
        assert here.visit_now.answers == {ids(pack)[0]: 1} and pane(here).at == 1


async def test_after_the_last_question_the_one_left_open_is_asked_and_the_result_can_be_seen_without_it(
    pack: Pack,
) -> None:
    async with desk(pack, pane="test") as here:
        await here.press(*"3" * 12, "0", *"3" * 11)
        assert pane(here).at == 12 and len(here.visit_now.answers) == len(ids(pack)) - 1
        assert pack.interface.test.left_open.fill("en", number=13, n=1)[:40] in here.hints
        await here.go("result")
        await here.go("test")
        await here.press("4")
        await here.until(lambda: here.place == "result", "the result")


async def test_the_last_question_says_what_answering_it_does_and_what_was_skipped_is_named(pack: Pack) -> None:
    words = pack.interface.test
    async with desk(pack, pane="test") as here:
        await here.press("3", "0", "3", "0")
        assert words.behind.fill("en", named="2, 4", first=2) in here.prose
        await here.press(*"3" * 20)
        assert words.last["en"] not in here.prose
        await here.press("3", "n")
        assert words.last["en"] in here.prose and pane(here).at == 3
        await here.press("3")
        await here.until(lambda: here.place == "result", "the result")


async def test_an_answer_can_be_changed_by_enter_when_all_is_answered(pack: Pack) -> None:
    async with desk(pack, visit=someone(pack, "slight"), pane="test") as here:
        first = ids(pack)[0]
        other = here.visit_now.answers[first] % 5 + 1
        pane(here).page.point(f"answer {other}")
        await here.press("enter")
        assert here.place == "test" and here.visit_now.answers[first] == other and pane(here).at == 1


async def test_enter_at_the_last_question_goes_to_the_one_left_open(pack: Pack) -> None:
    visit = someone(pack, "slight")
    left = {item: answer for n, (item, answer) in enumerate(visit.answers.items()) if n != 3}
    async with desk(pack, visit=Visit("en", left), pane="test") as here:
        await here.press("G", "enter")
        assert pane(here).at == 3 and here.place == "test"


async def test_from_the_last_answer_down_leads_to_the_next_step_and_up_comes_back(pack: Pack) -> None:
    async with desk(pack, pane="test", size=(80, 40)) as here:
        await here.press(*["down"] * 6)
        assert here.pane.front.id == "way" and pane(here).at == 0
        await here.press("up")
        assert here.cursor == "answer 5" and here.pane.front is here.page


async def test_n_goes_to_the_next_question_without_an_answer_and_round_at_the_end(pack: Pack) -> None:
    visit = someone(pack, "slight")
    open_ = [3, 10]
    left = {item: answer for n, (item, answer) in enumerate(visit.answers.items()) if n not in open_}
    async with desk(pack, visit=Visit("en", left), pane="test") as here:
        seen = []
        for _ in range(3):
            await here.press("n")
            seen.append(pane(here).at)
        assert seen == [3, 10, 3]
        await here.press("N")
        assert pane(here).at == 10
        await here.press("4", "n", "4")
        await here.until(lambda: here.place == "result", "the result")
        assert len(here.visit_now.answers) == len(ids(pack))
        await here.go("test")
        await here.press("n")
        assert pack.interface.test.none_open["en"] in here.hints


async def test_a_makes_answering_stay_and_go_on_again_and_says_which(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press("a")
        assert pack.interface.test.auto_off["en"] in here.hints
        await here.press("4", "2")
        assert pane(here).at == 0 and here.visit_now.answers == {ids(pack)[0]: 2}
        assert "2 (●)" in here.prose and "4 ( )" in here.prose
        await here.press("a")
        assert pack.interface.test.auto_on["en"] in here.hints
        await here.press("3")
        assert pane(here).at == 1


async def test_v_lists_all_questions_with_their_answers_and_goes_to_the_one_under_the_cursor(pack: Pack) -> None:
    first = pack.questionnaire.items[0].id
    async with desk(pack, pane="test", size=(100, 60)) as here:
        await here.press("4", "v")
        assert {line.id for line in here.page.lines if line.id} == set(ids(pack))
        assert here.cursor == ids(pack)[1], "the cursor is where one was"
        line = next(line.text for line in here.page.lines if line.id == first)
        assert line.startswith("4 ")
        assert pack.interface.test.unanswered["en"] in here.prose
        await here.press(*"jjj", "enter")
        assert pane(here).at == 4
        assert pack.interface.test.title.fill("en", n=5, of=len(ids(pack))) in here.prose


async def test_in_the_list_an_answer_is_given_and_taken_away_where_the_cursor_is(pack: Pack) -> None:
    async with desk(pack, pane="test", size=(100, 60)) as here:
        await here.press("v", "j", "5")
        assert here.visit_now.answers == {ids(pack)[1]: 5} and here.cursor == ids(pack)[1]
        await here.press("0")
        assert here.visit_now.empty
        await here.press("escape")
        assert pane(here).at == 0 and not pane(here).reviewing


async def test_progress_is_in_the_tab_title_of_every_pane(pack: Pack) -> None:
    of = len(ids(pack))
    async with desk(pack, pane="test") as here:
        await here.press("4", "4", "4")
        for place in ("profiles", "diff", "simulator", "result"):
            await here.go(place)
            assert f"t Test 3/{of}" in here.tabs


async def test_the_bar_and_the_words_say_how_much_is_left(pack: Pack) -> None:
    of = len(ids(pack))
    async with desk(pack, pane="test") as here:
        await here.press("4", "4")
        assert f"● ● › {' '.join('○' * (of - 3))}" in here.prose
        assert here.prose.count(pack.interface.test.left.fill("en", minutes=5)) == 1


async def test_leaving_the_pane_and_coming_back_keeps_the_question(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press("4", "l", "l")
        shown = here.prose
        await here.go("result")
        await here.go("test")
        assert here.prose == shown and pane(here).at == 3


async def test_neighbours_stand_above_and_below_with_what_was_answered(pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press("4")
        assert f"{pack.interface.test.before['en']} 4 " in here.prose
        assert pack.interface.test.after["en"] in here.prose


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize(
    "size",
    [
        (40, 15),
        (80, 24),
    ],
)
async def test_every_question_and_its_whole_scale_fit_on_the_screen(
    language: str, size: tuple[int, int], pack: Pack
) -> None:
    async with desk(pack, language, size, pane="test") as here:
        for place, item in enumerate(pack.questionnaire.items):
            pane(here)._go(place)
            scale = pack.questionnaire.pair if isinstance(item, Pair) else pack.questionnaire.likert
            for number, word in enumerate(scale, 1):
                assert f"{number} ( ) {word[language]}" in here.prose, item.id
            assert here.page.more == 0


async def test_the_answers_stand_on_the_same_lines_for_every_question(pack: Pack) -> None:
    """The eye stays where it is, and little is redrawn."""
    async with desk(pack, "es", pane="test") as here:
        places = set()
        for place in range(len(ids(pack))):
            pane(here)._go(place)
            places.add(next(n for n, line in enumerate(here.page.lines) if line.text.startswith("1 (")))
        assert len(places) == 1


@pytest.mark.parametrize(("key", "place"), [("G", -1), ("end", -1)])
async def test_g_and_capital_g_go_to_the_first_and_the_last_question(key: str, place: int, pack: Pack) -> None:
    async with desk(pack, pane="test") as here:
        await here.press(key)
        assert pane(here).at == len(ids(pack)) + place


async def test_answering_again_what_was_answered_is_no_new_act(pack: Pack) -> None:
    visit = answered(Visit("en"), ids(pack)[0], 4)
    async with desk(pack, visit=visit, pane="test") as here:
        await here.press("4")
        assert pane(here).at == 1 and not here.app.session.history.past


async def test_a_list_that_is_filtered_to_nothing_answers_nothing(pack: Pack) -> None:
    async with desk(pack, "en", pane="test") as here:
        await here.press("slash")
        await here.write("zzzz")
        await here.press("enter", "4", "0")
        assert here.visit_now.empty
        await here.press("escape")
        assert "Review" in here.text, "the filter goes first, the list stays"
        await here.press("4")
        assert len(here.visit_now.answers) == 1
