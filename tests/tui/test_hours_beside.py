"""What stands beside an hour, and where liked hours lead: on the built-in pack, whose days have it all."""

from __future__ import annotations

import pytest

from explorer.engine.air import in_the_air, known_to
from explorer.engine.messages import choose_and_hear, coda_text, day_as_lived
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.links import GO
from tests.tui.desk import Desk, desk


def lived(pack: Pack, role: str, language: str = "en", hours: int = 99, liking: int = 4, option: int = 3) -> Visit:
    """That role's day by the option of that number, or the last there is."""
    visit = Visit(language)
    while (now := day_as_lived(pack, visit, role).now) and hours:
        picked = min(option, len(now.options))
        visit = choose_and_hear(pack, visit, role, picked, liking if now.scene.rated else 0)
        hours -= 1
    return visit


def test_what_another_chair_has_not_heard_says_when_it_does(built_in: Pack) -> None:
    """Until the clock says so: in every hour of the day, whoever lives it."""
    for day in built_in.days:
        for hours in range(1, 12):
            played = day_as_lived(built_in, lived(built_in, day.role, hours=hours), day.role)
            if not played.now:
                break
            for telling in (True, False):
                hour = played.lived[-1] if telling else played.now
                for row in in_the_air(built_in, played, telling):
                    assert row.since <= hour.scene.time
                    assert all(not time or time > hour.scene.time for _, time in row.unheard)
                    assert not (row.by and row.unheard), "what was heard is nobody's secret"


def test_what_a_choice_changed_is_new_while_it_is_told_and_not_after(built_in: Pack) -> None:
    role = built_in.days[0].role
    found = 0
    for hours in range(1, 11):
        played = day_as_lived(built_in, lived(built_in, role, hours=hours), role)
        new = [row for row in in_the_air(built_in, played, True) if row.new]
        found += len(new)
        assert all(row.since == played.lived[-1].scene.time for row in new)
        assert not any(row.new for row in in_the_air(built_in, played, False))
    assert found


def test_nobody_knows_what_became_so_while_they_were_away(built_in: Pack) -> None:
    for day in built_in.days:
        for hours in range(1, 12):
            played = day_as_lived(built_in, lived(built_in, day.role, hours=hours), day.role)
            for person in built_in.cast:
                there = {hour.scene.time for hour in played.lived if person.id in hour.scene.here}
                if known := known_to(played, person.id, telling=False):
                    assert there
                    since = {row.text: row.since for row in in_the_air(built_in, played, telling=False)}
                    assert all(since[text] in there for text in known)


async def beside(here: Desk) -> str:
    await here.settle()
    return here.beside


@pytest.mark.parametrize("language", ["es", "en"])
async def test_an_hour_has_it_all_beside_it(built_in: Pack, language: str) -> None:
    role = built_in.days[0].role
    hours = next(
        n for n in range(1, 11)
        if (now := day_as_lived(built_in, lived(built_in, role, hours=n), role).now) and now.scene.here
    )  # fmt: skip
    visit = lived(built_in, role, language, hours=hours + 5)
    now = day_as_lived(built_in, visit, role).now
    assert now
    words = built_in.interface.panel
    async with desk(built_in, language, (160, 50), pane="simulator", visit=visit) as here:
        await here.press("1")
        for word in (words.going, words.air, words.kind):
            assert word[language] in await beside(here)
        if now.scene.here:
            assert words.here[language] in here.beside
            for person in built_in.cast:
                assert (person.name.split()[0] in here.beside) >= (person.id in now.scene.here)


@pytest.mark.slow
async def test_all_options_of_every_hour_are_in_sight_at_80x24(built_in: Pack) -> None:
    """What was read gives way, the premise first."""
    for language in built_in.languages:
        for number, day in enumerate(built_in.days, 1):
            async with desk(built_in, language, pane="simulator") as here:
                await here.press(str(number))
                while now := here.pane.played.now:  # type: ignore[attr-defined]
                    for option in now.options:
                        assert option.text[language] in here.prose, (now.scene.id, language)
                    here.app.session.change(choose_and_hear(built_in, here.visit_now, day.role, len(now.options)))
                    here.pane._start()  # type: ignore[attr-defined]
                    await here.settle()


async def test_the_hours_that_were_liked_lead_to_the_profile_and_the_differences_and_these_back(built_in: Pack) -> None:
    role = built_in.days[0].role
    visit = lived(built_in, role)
    async with desk(built_in, visit=visit, pane="result", size=(120, 40)) as here:
        links = {line.id for line in here.page.lines if line.id.startswith(GO)}
        to_profile = next(link for link in links if link.startswith(f"{GO}profiles {role} section"))
        to_diff = next(link for link in links if link.startswith(f"{GO}diff "))
        here.page.point(to_profile)
        await here.press("enter")
        await here.until(lambda: here.place == "profiles" and here.cursor == to_profile.split(maxsplit=3)[3])
        here.page.point(f"{GO}result work")
        await here.press("enter")
        await here.until(lambda: here.place == "result" and here.cursor == "work")
        here.page.point(to_diff)
        await here.press("enter")
        await here.until(lambda: here.place == "diff" and here.cursor == to_diff.split()[2])
        taken = day_as_lived(built_in, visit, role).lived
        shown = [hour for hour in taken if hour.taken and hour.taken.text["en"][:20] in here.beside]
        assert shown, "what was done in an hour that shows the axis"


@pytest.mark.parametrize("language", ["es", "en"])
async def test_a_day_that_is_over_says_on_its_first_screen_what_one_learns_and_where_to_go_on(
    built_in: Pack, language: str
) -> None:
    words, role = built_in.interface, built_in.days[0].role
    for option, liking in ((1, 4), (3, 2), (2, 5)):
        visit = lived(built_in, role, language, option=option, liking=liking)
        async with desk(built_in, language, pane="simulator", visit=visit) as here:
            await here.press("1")
            played = day_as_lived(built_in, visit, role)
            assert played.ending and played.ending.title[language] in here.prose
            other = built_in.role(built_in.days[1].role).short[language]
            later = coda_text(built_in, played, {})
            assert later and all(text[language] in here.prose for text in later)
            assert words.debrief.again[language] in here.prose
            assert words.simulator.both_days[language] not in here.prose, "there is one day only so far"
            assert words.simulator.live_other.fill(language, role=other, minutes=8) in here.prose
            whole = " ".join(" ".join(line.text for line in here.page.lines).split())
            for hour in played.lived:  # nothing stands there twice
                assert hour.taken and whole.count(hour.taken.text[language]) == 1, hour.scene.id


async def test_who_always_took_the_first_option_is_told_so(built_in: Pack) -> None:
    role, said = built_in.days[0].role, built_in.interface.debrief.always_first["en"]
    for option in (1, 2):
        visit = lived(built_in, role, option=option)
        async with desk(built_in, pane="simulator", visit=visit) as here:
            await here.press("1")
            page = " ".join(" ".join(line.text for line in here.page.lines).split())
            assert (said in page) == (option == 1)


@pytest.mark.parametrize("language", ["es", "en"])
async def test_at_the_end_of_the_last_day_enter_shows_on_one_screen_what_each_shared_hour_was_in_the_other(
    built_in: Pack, language: str
) -> None:
    """Nothing of it stands on the page of the end; the last line there goes on, it does not begin the day again."""
    first, second = (day.role for day in built_in.days)
    visit = Visit(language, days={role: lived(built_in, role, language).lived(role) for role in (first, second)})
    words = built_in.interface.two_chairs
    async with desk(built_in, language, pane="simulator", visit=visit) as here:
        await here.press("2")
        assert words.later[language] not in [line.text for line in here.page.lines]
        await here.press("enter")
        assert here.prose.startswith(words.title[language])
        senders = [each.sender for each in built_in.world.facts if each.sender and each.sender.role == second]
        events = {sender.event for sender in senders if sender.event}
        assert events
        for scene in (each for each in built_in.day(second).scenes if each.event in events):
            assert any(row.lstrip().startswith(scene.time) for row in here.rows), scene.time
        await here.press("enter", "G", "enter")
        assert here.prose.startswith(words.title[language])


async def test_the_other_chair_is_offered_where_there_is_one_and_enter_says_what_it_does(built_in: Pack) -> None:
    words, day = built_in.interface, built_in.days[0]
    events = {scene.event for scene in built_in.days[1].scenes} - {None}
    async with desk(built_in, pane="simulator", visit=lived(built_in, day.role), size=(120, 40)) as here:
        await here.press("1")
        other = words.keys.other_chair["en"]
        assert other not in here.hints
        for hour in day_as_lived(built_in, here.visit_now, day.role).lived:
            if hour.scene.rated:
                here.page.point(f"{day.role} {hour.scene.id}")
                await here.settle()
                assert words.simulator.end_hour["en"] in here.hints
                assert (f"x {other}" in here.hints) == (hour.scene.event in events), hour.scene.id
