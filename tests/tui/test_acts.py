"""What works everywhere: panes, undo, language, colours, zoom, the code, leaving, windows too small."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from explorer.engine.code import encode
from explorer.engine.visit import Visit, answered, chosen, skipped, starred
from explorer.pack.pack import Pack
from explorer.terminal.palettes import NAMES
from explorer.tui.app import ExplorerApp
from explorer.tui.dialogs.export import Export
from explorer.tui.dialogs.leave import Leave
from explorer.tui.panes.table import IDS
from tests.tui.desk import LETTERS, Desk, desk, lived, someone


@pytest.fixture
def left(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What the program was left with: nothing as long as it runs."""
    calls: list[object] = []
    monkeypatch.setattr(ExplorerApp, "exit", lambda self, *values, **named: calls.append((values, named)))
    return calls


def busy(pack: Pack, language: str = "en") -> Visit:
    """A visit with some of everything."""
    visit = lived(pack, someone(pack, "slight", language), pack.days[0].role, hours=3)
    return starred(visit, pack.dimensions[0].id)


# --- panes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
async def test_every_pane_is_one_letter_away_from_every_other(language: str, pack: Pack) -> None:
    async with desk(pack, language) as here:
        for start in IDS:
            for place in IDS:
                await here.go(start)
                await here.press(LETTERS[place])
                await here.until(lambda place=place: here.place == place)  # type: ignore[misc]


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40)])
async def test_the_tab_line_marks_the_pane_in_front_and_no_other(size: tuple[int, int], pack: Pack) -> None:
    async with desk(pack, "es", size) as here:
        for place in IDS:
            await here.go(place)
            title = pack.interface.panes[place]["es"]
            assert here.tabs.count("▌") == 1
            assert f"▌{LETTERS[place]} {title}" in here.tabs
            for other in IDS:
                assert f"{LETTERS[other]}" in here.tabs


async def test_the_last_line_says_how_many_lines_are_below_from_the_first_screen_on(pack: Pack) -> None:
    async with desk(pack) as here:
        assert here.page.more
        await here.until(lambda: f"↓ {here.page.more}" in here.hints)


async def test_the_number_of_lines_below_follows_the_page(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("pagedown")
        assert f"↓ {here.page.more}" in here.hints
        await here.press("G")
        assert "↓" not in here.hints


async def test_the_letter_of_the_pane_in_front_changes_nothing(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("j", "j")
        before = here.text
        await here.press("p")
        assert here.text == before


async def test_every_pane_keeps_cursor_and_page_while_others_are_in_front(pack: Pack) -> None:
    async with desk(pack, visit=busy(pack)) as here:
        places = {}
        for place in (*IDS[1:], IDS[0]):  # the opening page follows what was seen elsewhere
            await here.go(place)
            await here.press(*("ll" if place == "test" else "jjjjjj"))
            places[place] = (here.cursor, here.page.top, here.prose)
        for place in IDS:
            await here.go(place)
            assert (here.cursor, here.page.top, here.prose) == places[place]


async def test_a_page_that_was_turned_stands_where_it_was_when_one_comes_back(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press(*"jjj", "pagedown")
        top = here.page.top
        await here.go("diff")
        await here.go("profiles")
        assert here.page.top == top


# --- undo and redo ---------------------------------------------------------------------------------------------


async def test_undo_and_redo_go_through_answers_choices_and_stars_alike(pack: Pack) -> None:
    item = pack.questionnaire.items[0].id
    acts: list[Callable[[Visit], Visit]] = [
        lambda visit: answered(visit, item, 4),
        lambda visit: chosen(visit, pack.days[0].role, 1),
        lambda visit: starred(visit, pack.dimensions[0].id),
        lambda visit: answered(visit, item, 2),
        lambda visit: skipped(visit, item),
    ]
    async with desk(pack) as here:
        seen = [here.visit_now]
        for act in acts:
            here.app.session.change(act(here.visit_now))
            seen.append(here.visit_now)
        for before in reversed(seen[:-1]):
            await here.press("u")
            assert here.visit_now == before
        await here.press("u")
        assert here.visit_now == seen[0] and pack.interface.dialogs.nothing_to_undo["en"] in here.hints
        for after in seen[1:]:
            await here.press("ctrl+r")
            assert here.visit_now == after
        await here.press("ctrl+r")
        assert pack.interface.dialogs.nothing_to_redo["en"] in here.hints


async def test_a_new_act_ends_what_could_be_redone(pack: Pack) -> None:
    two = pack.questionnaire.items[1].id
    async with desk(pack, pane="test") as here:
        await here.press("4", "u")
        here.app.session.change(answered(here.visit_now, two, 2))
        await here.press("ctrl+r")
        assert here.visit_now.answers == {two: 2}


async def test_undo_shows_at_once_in_the_pane_in_front(pack: Pack) -> None:
    async with desk(pack, pane="diff") as here:
        await here.press("n", "space")
        assert " * " in here.marked[0]
        await here.press("u")
        assert " * " not in here.marked[0]
        await here.press("ctrl+r")
        assert " * " in here.marked[0]


async def test_undo_keeps_the_language_spoken_now(pack: Pack) -> None:
    async with desk(pack, "es", pane="test") as here:
        await here.press("4", "L", "u")
        assert here.visit_now.language == "en" and not here.visit_now.answers
        await here.press("L", "ctrl+r")
        assert here.visit_now.language == "es" and len(here.visit_now.answers) == 1


# --- language --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", IDS)
async def test_capital_l_speaks_the_other_language_at_once_and_loses_nothing(place: str, pack: Pack) -> None:
    visit = busy(pack, "es")
    async with desk(pack, visit=visit, pane=place) as here:
        if place == "simulator":
            await here.press("1")
        await here.press(*("lll" if place == "test" else "jjj"))
        spanish, cursor, inner = here.prose, here.cursor, getattr(here.pane, "at", None)
        await here.press("L")
        assert here.visit_now == replace(visit, language="en")
        assert here.prose != spanish
        assert place == "simulator" or pack.interface.panes[place]["en"] in here.tabs
        assert here.hints.endswith(f"? {pack.interface.keys.help['en']}")
        assert here.cursor == cursor and getattr(here.pane, "at", None) == inner
        for other in IDS:
            await here.go(other)
            assert other == place == "simulator" or pack.interface.panes[other]["en"] in here.tabs
        await here.go(place)
        await here.press("L")
        if place != IDS[0]:  # which says by now what was seen
            assert here.prose == spanish and here.cursor == cursor


async def test_the_cursor_stays_on_a_group_of_the_diff_when_the_language_changes(pack: Pack) -> None:
    async with desk(pack, "es", pane="diff") as here:
        here.page.point("group focus")
        await here.press("L")
        assert pack.interface.diff.focus["en"] in " ".join(here.marked)


async def test_what_is_unfolded_stays_unfolded_in_the_other_language(pack: Pack) -> None:
    async with desk(pack, "es") as here:
        await here.press("j", "w")
        count = len([line for line in here.page.lines if line.text.startswith("  └ ")])
        await here.press("L")
        assert len([line for line in here.page.lines if line.text.startswith("  └ ")]) == count > 0


# --- colours, zoom, code ---------------------------------------------------------------------------------------


async def test_capital_c_goes_through_all_palettes_and_names_them(pack: Pack) -> None:
    async with desk(pack) as here:
        before = here.prose
        looks, names = set(), []
        for _ in NAMES:
            await here.press("C")
            names.append(here.hints.removeprefix(" ").split("  ")[0])
            strip = here.app.screen._compositor.render_strips()[3]
            looks.add(str([segment.style for segment in strip]))
        assert names == [
            pack.interface.dialogs.colours.fill("en", name=pack.interface.dialogs[name]["en"])
            for name in (*NAMES[1:], NAMES[0])
        ]
        assert len(looks) == len(NAMES)
        assert here.prose == before


async def test_z_gives_the_page_the_whole_window_and_the_frame_back(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press("z")
        await here.until(lambda: here.page.size.height == 24)
        assert pack.interface.panes.diff["en"] not in here.tabs
        await here.press("j")
        await here.press("z")
        await here.until(lambda: here.page.size.height == 21)
        assert pack.interface.panes.diff["en"] in here.tabs


async def test_y_copies_the_code_and_shows_it_whole_until_any_key(pack: Pack) -> None:
    visit = someone(pack, "clear")
    async with desk(pack, visit=visit, size=(120, 24)) as here:
        await here.press("y")
        code = encode(pack, visit)
        assert here.app.clipboard == code
        copied = pack.interface.dialogs.copied["en"]
        await here.until(lambda: code in here.dialog and copied in here.dialog, "the code")
        await here.press("space")
        assert here.place == "profiles"


# --- leaving ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_with_nothing_done_leaving_takes_one_key(key: str, pack: Pack, left: list[object]) -> None:
    async with desk(pack) as here:
        await here.press(*"jL", "d", key)
        assert left


async def _asked(here: Desk) -> None:
    await here.press("q")
    await here.until(lambda: isinstance(here.app.screen, Leave), "the question")


@pytest.mark.parametrize("language", ["es", "en"])
async def test_with_something_to_lose_it_asks_and_staying_is_the_default(
    language: str, pack: Pack, left: list[object]
) -> None:
    async with desk(pack, language, pane="test") as here:
        await here.press("4")
        await _asked(here)
        words = pack.interface.dialogs
        for text in (words.quit_title, words.quit_stay, words.quit_export, words.quit_leave):
            assert text[language] in here.screen_prose
        await here.press("enter")
        assert not left and here.place == "test" and len(here.visit_now.answers) == 1


@pytest.mark.parametrize("act", ["answer", "choice", "star"])
async def test_answers_choices_and_stars_are_all_something_to_lose(act: str, pack: Pack, left: list[object]) -> None:
    empty = Visit("en")
    visit = {
        "answer": answered(empty, pack.questionnaire.items[0].id, 3),
        "choice": chosen(empty, pack.days[0].role, 1),
        "star": starred(empty, pack.dimensions[0].id),
    }[act]
    async with desk(pack) as here:
        here.app.session.change(visit)
        await _asked(here)
        await here.press("escape")
        assert not left
        here.app.session.undo()
        await here.press("q")
        assert left


@pytest.mark.parametrize("keys", [("q",), ("j", "j", "enter"), ("ctrl+c",)])
async def test_leaving_all_the_same_is_one_key_more(keys: tuple[str, ...], pack: Pack, left: list[object]) -> None:
    async with desk(pack) as here:
        here.app.session.change(someone(pack, "clear"))
        await _asked(here)
        await here.press(*keys)
        assert left


async def test_exporting_first_is_offered_there(pack: Pack, left: list[object]) -> None:
    async with desk(pack) as here:
        here.app.session.change(someone(pack, "clear"))
        await _asked(here)
        await here.press("e")
        await here.until(lambda: isinstance(here.app.screen, Export), "the export")
        await here.press("escape")
        assert not left and here.place == "profiles"


# --- small windows ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(39, 24), (80, 14), (20, 5)])
async def test_a_window_too_small_says_so_and_takes_no_key_but_q_and_help(
    size: tuple[int, int], pack: Pack, left: list[object]
) -> None:
    visit = someone(pack, "clear")
    async with desk(pack, pane="test", visit=visit) as here:
        before = here.prose
        await here.resize(*size)
        said = pack.interface.dialogs.too_small.fill("en", width=size[0], height=size[1])
        await here.until(lambda: said[:18] in here.screen_prose, "the notice")
        for key in ("1", "0", "j", "d", "p", "L", "C", "u", "e", "y", "z", "slash", "enter", "space", "ctrl+p", "n"):
            await here.press(key)
            assert here.place == "test" and here.visit_now == visit, key
        await here.press("question_mark")
        assert here.place == "Commands"
        await here.press("escape", "q")
        assert left or here.place == "Leave"
        if here.place == "Leave":
            await here.press("escape")
        await here.resize(80, 24)
        await here.until(lambda: here.prose[:200] == before[:200], "the pane again")


async def test_a_window_made_lower_or_higher_shows_the_question_as_if_it_had_always_been_so(pack: Pack) -> None:
    async with desk(pack, pane="test", size=(80, 15)) as here:
        low = here.rows[1:-1]
    async with desk(pack, pane="test", size=(80, 24)) as here:
        high = here.rows[1:-1]
        assert low != high[: len(low)]
        await here.resize(80, 15)
        await here.until(lambda: here.rows[1:-1] == low)
        await here.resize(80, 24)
        await here.until(lambda: here.rows[1:-1] == high)


@pytest.mark.parametrize("place", IDS)
@pytest.mark.parametrize("language", ["es", "en"])
async def test_at_40x15_every_pane_works(place: str, language: str, pack: Pack) -> None:
    async with desk(pack, visit=busy(pack, language), size=(40, 15), pane=place) as here:
        assert "40×15" not in here.prose
        await here.press("j", "w", "G", "g")
        assert all(len(row) <= 40 for row in here.rows) and len(here.rows) == 15
        assert all(len(line.text) <= 36 for line in here.page.lines), "no line is wider than the page"


async def test_another_width_lays_the_page_out_anew_and_keeps_the_cursor_in_sight(pack: Pack) -> None:
    async with desk(pack) as here:
        await here.press(*"nnnjjj")
        cursor = here.cursor
        for size in ((40, 15), (120, 40), (79, 24), (200, 50), (80, 24)):
            await here.resize(*size)
            assert here.cursor == cursor
            await here.until(lambda: bool(here.marked), "the cursor in sight")


@pytest.mark.parametrize("place", IDS)
async def test_prose_is_never_wider_than_100_columns(place: str, pack: Pack) -> None:
    async with desk(pack, visit=busy(pack), size=(200, 50), pane=place) as here:
        assert max(len(line.text) for line in here.page.lines) <= 100


async def test_ascii_terminals_get_ascii_only(pack: Pack) -> None:
    async with desk(pack, visit=busy(pack, "es"), ascii=True) as here:
        for place in IDS:
            await here.go(place)
            filters = here.app.get_line_filters()
            assert any(type(each).__name__ == "PoorLines" for each in filters)
            widget = here.page
            assert all(strip.apply_filter(filters[-1], widget.background_colors[1]).text.isascii()
                       for strip in (widget.render_line(y) for y in range(widget.size.height)))  # fmt: skip


async def test_no_window_is_too_small_to_come_back_from(pack: Pack) -> None:
    async with desk(pack, visit=busy(pack)) as here:
        for place in IDS:
            await here.go(place)
            before = here.prose
            for size in ((5, 24), (1, 1), (3, 60), (200, 2)):
                await here.resize(*size)
            await here.resize(80, 24)
            assert here.prose == before
