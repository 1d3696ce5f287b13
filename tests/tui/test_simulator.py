"""The Simulator pane: a day lived hour by hour, taken back, seen from the other chair, and its debrief."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.engine.day import level, play, tendencies
from explorer.engine.visit import Visit, chosen
from explorer.engine.way import hours
from explorer.pack.days import Ours
from explorer.pack.pack import Pack
from explorer.tui.frame import DONE
from explorer.tui.panes.simulator import Simulator
from explorer.words.text import Text
from tests.tui.desk import Desk, desk, lived


def first_scene(pack: Pack, day: int = 0, language: str = "en") -> str:
    return pack.days[day].scenes[0].title[language]


def lived_now(here: Desk, role: str) -> tuple[int, ...]:
    return here.visit_now.lived(role).choices


async def play_on(here: Desk, role: str, like: str = "enter") -> None:
    """Play the open day to its end by the first option, and say how each hour was liked."""
    pane = here.pane
    assert isinstance(pane, Simulator)
    while pane.played.now:
        lived = len(lived_now(here, role))
        await here.press("1")
        assert len(lived_now(here, role)) == lived, "not before it is rated"
        await here.press(like)
        assert len(lived_now(here, role)) == lived + 1
        await here.press("enter")


async def test_the_pane_offers_every_day_with_how_far_it_is(pack: Pack) -> None:
    begun = lived(pack, Visit("en"), pack.days[0].role, hours=2)
    async with desk(pack, visit=begun, pane="simulator") as here:
        for day in pack.days:
            assert day.title["en"] in here.prose
        assert pack.interface.simulator.begun.fill("en", n=2) in here.prose
        assert pack.interface.simulator.fresh["en"] in here.prose
        ended = lived(pack, begun, pack.days[1].role)
        here.app.session.change(ended)
        title = play(pack.days[1], ended.lived(pack.days[1].role).choices).ending
        assert title and pack.interface.simulator.finished.fill("en", ending=title.title["en"]) in here.prose


@pytest.mark.parametrize("keys", [("1",), ("enter",), ("2",), ("j", "enter")])
async def test_a_day_is_chosen_by_its_number_or_by_the_cursor(keys: tuple[str, ...], pack: Pack) -> None:
    day = 1 if keys[0] in ("2", "j") else 0
    async with desk(pack, pane="simulator") as here:
        await here.press(*keys)
        assert first_scene(pack, day) in here.prose
        assert pack.days[day].scenes[0].time in here.prose
        assert f"▌s {pack.role(pack.days[day].role).short['en']}" in here.tabs
        await here.press("escape")
        assert pack.interface.simulator.title["en"] in here.prose
        assert here.cursor == pack.days[day].role


async def test_a_number_chooses_and_before_what_came_of_it_the_hour_is_rated(pack: Pack) -> None:
    day, words = pack.days[0], pack.interface.simulator
    option = day.scenes[0].options[1]
    outcome = option.outcome[0].say["en"][:40]
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "2")
        assert words.like["en"] in here.prose and option.text["en"] in here.prose
        assert outcome not in here.prose and here.visit_now.empty, "nothing is known of it yet, and nothing lived"
        await here.press("4")
        assert lived_now(here, day.role) == (2,) and here.visit_now.lived(day.role).likes == (4,)
        assert outcome in here.prose and words.like["en"] not in here.prose


async def test_enter_chooses_what_the_cursor_stands_on(pack: Pack) -> None:
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "G")
        last = here.cursor
        await here.press("enter", "enter")
        assert lived_now(here, pack.days[0].role) == (int(last.removeprefix("option ")),)


@pytest.mark.parametrize("like", [1, 5])
async def test_1_to_5_say_how_much_one_would_like_such_hours_and_enter_opens_the_next(like: int, pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "2", str(like))
        assert here.visit_now.lived(role).likes == (like,)
        waits = play(pack.days[0], lived_now(here, role)).now
        assert waits and waits.scene.title["en"] in here.page.lines[here.page.place].text, "it is named"
        await here.press("enter")
        assert waits.scene.text[0].say["en"][:40] in here.prose


async def test_the_digit_that_chose_rates_no_hour_for_half_a_second(pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        pane = here.pane
        assert isinstance(pane, Simulator)
        now = 100.0
        pane.clock = lambda: now
        await here.press("1", "2", "2")
        assert lived_now(here, role) == () and pane.picked == 2, "pressed twice"
        now += 0.6
        await here.press("2")
        assert here.visit_now.lived(role).likes == (2,) and pane.outcome_shown


async def test_another_digit_rates_an_hour_at_once(pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        here.pane.clock = lambda: 100.0  # type: ignore[attr-defined]
        await here.press("1", "2", "4")
        assert here.visit_now.lived(role).likes == (4,)


async def test_an_hour_is_chosen_and_rated_by_arrows_and_enter(pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator", size=(80, 40)) as here:
        await here.press("enter", "down", "enter")
        assert lived_now(here, role) == () and here.cursor == "like 0"
        await here.press("up", "up", "enter")
        assert lived_now(here, role) == (2,) and here.visit_now.lived(role).likes == (4,)


@pytest.mark.parametrize("key", ["enter", "0"])
async def test_enter_and_0_go_on_without_saying(key: str, pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "1", key)
        assert lived_now(here, role) == (1,) and here.visit_now.lived(role).likes == (0,)
        await here.press("enter")
        waits = play(pack.days[0], lived_now(here, role)).now
        assert waits and waits.scene.title["en"] in here.prose


async def test_a_rating_can_be_changed_while_the_outcome_is_told(pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "1", "4")
        told = here.prose
        await here.press("2")
        assert here.visit_now.lived(role).likes == (2,) and here.prose != told
        await here.press("0")
        assert here.visit_now.lived(role).likes == (0,) and lived_now(here, role) == (1,)


@pytest.mark.parametrize("key", ["u", "escape"])
async def test_before_it_is_rated_an_hour_can_be_chosen_again(key: str, pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        await here.press("1")
        waiting = here.prose
        await here.press("2", key)
        assert here.prose == waiting and here.cursor == "option 2" and here.visit_now.empty
        assert not here.app.session.undo(), "nothing was done that could be taken back"
        await here.press("3", "5")
        assert lived_now(here, role) == (3,)


async def test_an_hour_that_was_chosen_waits_for_its_rating_while_one_is_elsewhere(pack: Pack) -> None:
    """In another pane, in the other day, in another language; what changes the day itself asks anew."""
    first, second = (day.role for day in pack.days[:2])
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "2")
        asked = here.prose
        await here.go("profiles")
        await here.go("simulator")
        assert here.prose == asked
        await here.press("escape", "1", "h", "2", "1", "5", "h", "1")
        assert lived_now(here, second) == (1,) and lived_now(here, first) == ()
        assert here.pane.picked == 1  # type: ignore[attr-defined]
        here.app.session.change(lived(pack, here.visit_now, first, hours=2))
        await here.settle()
        assert here.pane.picked == 0 and here.pane.living  # type: ignore[attr-defined]


async def test_an_hour_that_is_not_rated_is_told_at_once(pack: Pack) -> None:
    """Part of something that is made: there is no such hour to like or dislike."""
    first = pack.days[0].scenes[0]
    unrated = replace(pack.days[0], scenes=(replace(first, rated=False), *pack.days[0].scenes[1:]))
    async with desk(replace(pack, days=(unrated, *pack.days[1:])), pane="simulator") as here:
        await here.press("1", "2")
        assert lived_now(here, unrated.role) == (2,)
        assert first.options[1].outcome[0].say["en"][:40] in here.prose
        await here.press("4")
        assert here.visit_now.lived(unrated.role).likes == (0,)


async def test_what_is_written_goes_on_sentence_by_sentence_and_stands_beside_ours(pack: Pack) -> None:
    """Three picks one after the other; then each sentence beside ours, with its reason and source."""
    day, source = pack.days[0], pack.sources[0]
    why = Text(dict.fromkeys(pack.languages, "It asks for one thing."))
    parts = tuple(replace(scene, rated=False, when=(), ours=Ours(option=2, why=why, sources=(source.id,)))
                  for scene in day.scenes[:3])  # fmt: skip
    written = replace(day, scenes=(*parts, *day.scenes[3:]))
    words = pack.interface.making
    async with desk(replace(pack, days=(written, *pack.days[1:])), pane="simulator", size=(80, 60)) as here:
        await here.press("1", "1")
        assert words.question["en"] in here.prose and parts[0].options[0].text["en"] in here.prose
        assert words.ours["en"] not in here.prose
        await here.press("2", "3")
        assert lived_now(here, day.role) == (1, 2, 3) and here.visit_now.lived(day.role).likes == (0, 0, 0)
        assert here.prose.count(words.ours["en"]) == 3 and source.title in here.prose
        for scene in parts:
            assert scene.options[1].text["en"].split()[0] in here.prose
        await here.press("enter")
        assert day.scenes[3].title["en"] in here.prose


async def test_u_takes_back_the_last_scene_with_its_liking_and_says_when_there_is_none(pack: Pack) -> None:
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "1", "4", "enter", "1", "2")
        assert lived_now(here, role) == (1, 1)
        await here.press("u")
        assert lived_now(here, role) == (1,) and here.visit_now.lived(role).likes == (4,)
        await here.press("u")
        assert lived_now(here, role) == () and first_scene(pack) in here.prose
        await here.press("u")
        assert pack.interface.simulator.last_rewound["en"] in here.hints


async def test_a_rewound_scene_is_taken_again_by_redo_from_any_pane(pack: Pack) -> None:
    """What a rewind took back, redo brings again, with its rating."""
    role = pack.days[0].role
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "1", "3", "u")
        assert lived_now(here, role) == ()
        await here.go("profiles")
        await here.press("ctrl+r")
        assert lived_now(here, role) == (1,) and here.app.session.visit.lived(role).likes == (3,)


async def test_x_shows_the_same_hour_from_the_other_chair_once_it_is_lived(pack: Pack) -> None:
    mine, other = pack.days[:2]
    events = {scene.event for scene in other.scenes if scene.event}
    place, scene = next((n, s) for n, s in enumerate(mine.scenes) if s.event in events)
    assert not any(s.when for s in mine.scenes[: place + 1])
    twin = next(s for s in other.scenes if s.event == scene.event)
    async with desk(pack, visit=lived(pack, Visit("en"), mine.role, hours=place), pane="simulator") as here:
        await here.press("1", "x")
        assert pack.interface.simulator.twin_later["en"] in here.screen_prose or (
            pack.interface.simulator.twin_later["en"][:40] in here.hints
        )
        await here.press("1", "enter")
        told = here.prose
        await here.press("x")
        assert twin.title["en"] in here.prose and twin.text[0].say["en"][:40] in here.prose
        short = pack.role(other.role).short["en"]
        assert pack.interface.simulator.from_chair.fill("en", role=short) in here.prose
        assert len(lived_now(here, mine.role)) == place + 1
        await here.press("3")  # nothing is chosen or liked from there
        assert here.visit_now.lived(mine.role).likes[-1] == 0
        await here.press("x")
        assert here.prose == told


async def test_x_says_so_where_an_hour_has_no_other_chair(pack: Pack) -> None:
    mine, other = pack.days[:2]
    events = {scene.event for scene in other.scenes if scene.event}
    visit = Visit("en")
    while True:
        now = play(mine, visit.lived(mine.role).choices).now
        assert now, "some hour is seen from one chair only"
        visit = lived(pack, visit, mine.role, hours=len(visit.lived(mine.role).choices) + 1)
        if not now.scene.event or now.scene.event not in events:
            break
    async with desk(pack, visit=visit, pane="simulator") as here:
        pane = here.pane
        assert isinstance(pane, Simulator)
        await here.press("1")
        pane.outcome_shown = True
        pane.show()
        await here.press("x")
        assert pack.interface.simulator.no_twin["en"] in here.hints


async def test_the_meters_stand_beside_the_ribbon_and_v_shows_them_whole(pack: Pack) -> None:
    day = pack.days[0]
    async with desk(pack, pane="simulator", size=(100, 40)) as here:
        await here.press("1")
        for meter in day.meters:
            assert f"{(meter.short or meter.name)['en']} 5" in here.prose
            assert meter.words[1]["en"] not in here.prose
        await here.press("v")
        for meter in day.meters:
            line = next(line.text for line in here.page.lines if line.text.startswith(meter.name["en"]))
            assert " 5 " in line and meter.words[1]["en"] in line and "█" in line
        await here.press("v")
        assert "█" not in here.prose


async def test_esc_closes_what_v_and_w_opened_before_it_leaves_the_day(pack: Pack) -> None:
    async with desk(pack, pane="simulator") as here:
        await here.press("1")
        scene = here.prose
        await here.press("v")
        assert here.prose != scene
        await here.press("escape")
        assert here.prose == scene
        await here.press("escape")
        assert pack.interface.simulator.title["en"] in here.prose


async def test_in_a_wide_window_the_meters_stand_in_the_margin(pack: Pack) -> None:
    day = pack.days[0]
    async with desk(pack, pane="simulator", size=(120, 40)) as here:
        await here.press("1", "1", "enter")
        lived = play(day, here.visit_now.lived(day.role).choices).lived[0]
        assert lived.after
        for meter in day.meters:
            moved = lived.after[meter.id] - lived.before[meter.id]
            told = f"{lived.after[meter.id]} {meter.words[level(lived.after[meter.id])]['en']}"
            assert f"{told} {moved:+d}" in here.beside if moved else told in here.beside


async def test_in_the_midst_of_a_day_no_other_step_is_named_and_the_tab_counts_its_hours(pack: Pack) -> None:
    role = pack.days[0].role
    short, way = pack.role(role).short["en"], pack.interface.opening.answer_next["en"]
    async with desk(pack, pane="simulator") as here:
        assert way in here.text
        await here.press("1")
        assert way not in here.text
        await here.until(lambda: ("PgDn" in here.hints) == bool(here.page.more), "the count of the lines below")
        before = here.page.size.height
        visit = here.visit_now
        while play(pack.days[0], visit.lived(role).choices).now:
            lived_, of = hours(pack, visit, role)
            here.session.change(visit)
            assert f"{short} {lived_}/{of} " in f"{here.tabs} "
            visit = chosen(visit, role, 1)
        here.session.change(visit)
        here.pane._start()  # type: ignore[attr-defined]
        await here.settle()
        assert f"{short} {DONE}" in here.tabs and way in here.text
        assert here.page.size.height == before - 1


async def test_ribbon_and_title_stay_in_sight_in_a_small_window(pack: Pack) -> None:
    scene = pack.days[0].scenes[0]
    async with desk(pack, pane="simulator", size=(40, 15)) as here:
        await here.press("1")
        top = here.rows[1:3]
        assert "●·○" in top[0] and scene.time in top[1]
        end = here.rows[-2]
        await here.press("pagedown")
        assert here.rows[1:3] == top and here.rows[-2] != end and here.page.top
        await here.press("1")
        assert here.rows[1:3] == top and pack.interface.simulator.chosen["en"] in here.rows[3], "what is asked is first"


async def test_a_ribbon_says_how_far_the_day_is(pack: Pack) -> None:
    async with desk(pack, pane="simulator", size=(80, 24)) as here:
        await here.press("1", "1", "4", "enter", "1", "2", "enter")
        assert here.page.lines[0].text.startswith("4─2─●·○")


async def test_what_an_hour_did_to_the_meters_is_said_with_its_outcome_and_not_before(pack: Pack) -> None:
    day = pack.days[0]
    async with desk(pack, pane="simulator", size=(100, 40)) as here:
        await here.press("1", "1")
        hour = play(day, (1,)).lived[0]
        assert hour.after
        changes = [(meter, hour.after[meter.id] - hour.before[meter.id]) for meter in day.meters]
        told = [f"{(m.short or m.name)['en']} {hour.after[m.id]} {by:+d}" for m, by in changes if by]
        assert told and not any(each in here.prose for each in told)
        await here.press("enter")
        assert all(each in here.prose for each in told)


@pytest.mark.parametrize("language", ["es", "en"])
async def test_both_days_can_be_played_by_keys_to_their_debriefs(language: str, pack: Pack) -> None:
    words = pack.interface.debrief
    async with desk(pack, language, pane="simulator") as here:
        for number, day in enumerate(pack.days, 1):
            await here.press(str(number))
            await play_on(here, day.role, "5" if number == 1 else "enter")
            played = play(day, lived_now(here, day.role))
            assert played.ending and played.ending.title[language] in here.prose
            headings = [line.spans[0].text for line in here.page.lines if line.spans and line.spans[0].heading]
            assert words.again[language] in headings and words.hours[language] in headings
            whole = " ".join(" ".join(line.text for line in here.page.lines).split())
            for hour in played.lived:
                assert hour.scene.time in whole
            assert (words.no_liking[language] in whole) == (number == 2)
            await here.press("h")
            assert pack.interface.simulator.title[language] in here.prose


async def test_why_on_an_hour_of_the_debrief_tells_the_roads_not_taken(pack: Pack) -> None:
    day = pack.days[0]
    visit = lived(pack, Visit("en"), day.role)
    hour = play(day, visit.lived(day.role).choices).lived[0]
    async with desk(pack, visit=visit, pane="simulator", size=(120, 40)) as here:
        await here.press("1")
        here.page.point(f"{day.role} {hour.scene.id}")
        other = next(option for option in hour.options if option is not hour.taken)
        assert other.text["en"][:40] not in here.beside
        await here.press("w")
        assert other.text["en"][:40] in here.beside


async def test_a_finished_day_can_be_begun_again_and_that_taken_back(pack: Pack) -> None:
    role = pack.days[0].role
    visit = lived(pack, Visit("en"), role)
    async with desk(pack, visit=visit, pane="simulator") as here:
        await here.press("1", "G", "k", "enter")
        assert lived_now(here, role) == () and first_scene(pack) in here.prose
        assert here.app.session.undo()
        assert here.visit_now == visit


async def test_leaving_the_pane_and_coming_back_keeps_the_place(pack: Pack) -> None:
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "1", "enter")
        outcome = here.prose
        await here.go("profiles")
        await here.go("simulator")
        assert here.prose == outcome and "▌s KAM" in here.tabs
        await here.press("enter", "j")
        scene, cursor = here.prose, here.cursor
        await here.go("test")
        await here.go("simulator")
        assert (here.prose, here.cursor) == (scene, cursor)


async def test_a_number_beyond_the_options_changes_nothing(pack: Pack) -> None:
    async with desk(pack, pane="simulator") as here:
        await here.press("5")
        assert pack.interface.simulator.title["en"] in here.prose
        await here.press("1", "5")
        assert here.visit_now.empty and first_scene(pack) in here.prose


# --- both days side by side ------------------------------------------------------------------------------------


async def test_l_shows_both_days_as_far_as_they_were_lived_and_goes_back(pack: Pack) -> None:
    """An hour of the other day shows once the same event was lived here; until then only that something goes on."""
    mine, other = pack.days[:2]
    twin = next(scene for scene in other.scenes if scene.event == mine.scenes[0].event)
    later = next(scene for scene in other.scenes if scene.event == mine.scenes[1].event)
    async with desk(pack, pane="simulator", size=(80, 24)) as here:
        await here.press("1", "l")
        assert pack.interface.simulator.both_later["en"] in here.hints
        await here.press("1", "enter", "enter")
        scene = here.prose
        await here.press("l")
        row = next(line.text for line in here.page.lines if line.text.startswith(mine.scenes[0].time))
        assert mine.scenes[0].title["en"] in row and f"─ {twin.title['en'][:12]}" in row
        assert mine.scenes[1].title["en"] in here.prose and later.title["en"] not in here.prose
        await here.press("2")  # nothing is chosen from there
        assert lived_now(here, mine.role) == (1,)
        await here.press("escape")
        assert here.prose == scene


async def test_a_wide_window_shows_both_days_beside_the_scene(pack: Pack) -> None:
    scenes = pack.days[0].scenes
    async with desk(pack, pane="simulator", size=(120, 40)) as here:
        await here.press("1", "1", "enter")
        assert scenes[0].title["en"] in here.beside and scenes[1].title["en"] not in here.beside
        await here.press("enter")
        assert scenes[1].title["en"] in here.beside


async def test_where_one_was_in_each_day_is_kept_through_other_days_and_languages(pack: Pack) -> None:
    """The outcome of the last choice stays on its page, in whichever language."""
    first, second = pack.days[:2]
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "1", "enter")
        outcome = here.prose
        await here.press("h", "2", "1", "enter", "h", "1")
        assert here.prose == outcome
        await here.press("L")
        spanish = play(first, lived_now(here, first.role)).lived[0].outcome[0][here.visit_now.language]
        assert spanish[:40] in here.prose and here.prose != outcome
        await here.go("profiles")
        await here.press("L")
        await here.go("simulator")
        assert here.prose == outcome
        assert lived_now(here, second.role) == (1,)


async def test_a_tendency_in_the_debrief_leads_to_its_row_of_the_diff_and_back(pack: Pack) -> None:
    number, visit = next(
        (number, visit)
        for number, day in enumerate(pack.days, 1)
        for option in (1, 2, 3)
        for visit in [lived(pack, Visit("en"), day.role, option)]
        if any(each.side for each in tendencies(play(day, visit.lived(day.role).choices).lived).values())
    )
    async with desk(pack, visit=visit, pane="simulator", size=(120, 40)) as here:
        await here.press(str(number))
        link = next(line.id for line in here.page.lines if line.id.startswith("go diff "))
        here.page.point(link)
        await here.press("enter")
        await here.until(lambda: here.cursor == link.removeprefix("go diff "))
        await here.press("escape", "escape")  # what was unfolded there, and then back
        await here.until(lambda: here.cursor == link)
