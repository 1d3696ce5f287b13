"""A day on the screen that somebody shares: the letter, what is typed in its line, the hour that waits, the end."""

from __future__ import annotations

from typing import Any

import pytest

from explorer.engine import day
from explorer.engine.day import Hour
from explorer.engine.letters import of_day, written
from explorer.engine.messages import choose_and_hear
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from tests.engine.test_messages import pack, two_chairs
from tests.serve.lobby import Lobby
from tests.tui.desk import Desk, desk

__all__ = ["pack", "two_chairs"]

SIZES = [(120, 40), (80, 24), (40, 15)]


def letter(pack: Pack, role: str, *options: int) -> str:
    visit = Visit("en")
    for option in options:
        visit = choose_and_hear(pack, visit, role, option)
    return written(pack, of_day(pack, visit, role))


async def typed(here: Desk, text: str) -> None:
    await here.press("m")
    assert here.place == "Together"
    await here.press(*text.lower().replace("-", ""), "enter")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["es", "en"])
async def test_the_letter_is_shown_whole_and_theirs_is_taken(pack: Pack, size: tuple[int, int], language: str) -> None:
    async with desk(pack, language, pane="simulator", size=size) as here:
        await here.press("1", "2", "enter", "m")
        mine = letter(pack, "ant", 2)
        assert mine in here.dialog
        await here.press(*letter(pack, "bee", 2), "enter")
        assert here.visit_now.told["bee"].values[0] == 2
        assert pack.interface.together.letter_taken[language][: size[0] - 20] in here.hints


async def test_a_mistyped_letter_says_why_and_can_be_mended(pack: Pack) -> None:
    async with desk(pack, pane="simulator") as here:
        right = letter(pack, "bee", 1)
        wrong = ("3" if right[0] != "3" else "4") + right[1:]
        await here.press("1")
        await typed(here, wrong)
        assert here.place == "Together" and pack.interface.letter_faults.check["en"] in here.dialog
        await here.press("home", "delete", right[0].lower(), "enter")
        assert here.visit_now.told["bee"].values[0] == 1


async def test_letters_stand_beside_the_day_once_they_are_wanted(pack: Pack) -> None:
    async with desk(pack, pane="simulator") as here:
        await here.press("1", "1", "enter")
        assert letter(pack, "ant", 1) not in here.prose
        await here.press("m", "escape")
        assert letter(pack, "ant", 1) in here.prose


async def test_an_hour_of_a_room_waits_opens_by_itself_and_on_enter(pack: Pack) -> None:
    lobby = Lobby(pack)
    other = lobby.visitor("en")
    room = other.together.make("bee")
    words = pack.interface.together
    async with desk(pack, "es", pane="simulator", size=(80, 24)) as here:
        at_a_host(here, lobby)
        await typed(here, room)
        assert here.pane.role == "ant"  # type: ignore[attr-defined]
        await here.press("1", "3", "enter", "1")
        waits = words.gate.fill("es", role=pack.role("bee").short["es"], time=pack.day("bee").scenes[0].time)
        assert waits in here.prose
        await here.press("1")
        assert len(here.visit_now.lived("ant").choices) == 1
        other.change(choose_and_hear(pack, other.visit, "bee", 2))
        await here.until(lambda: waits not in here.prose)
        await here.press("enter")  # meant for the hour that waited: it chooses nothing
        assert len(here.visit_now.lived("ant").choices) == 1 and "1 ( )" not in here.prose
        await here.press("1", "3")
        assert here.visit_now.lived("ant").heard == (2,)
        await here.press("enter", "enter", "1", "3")
        assert here.visit_now.lived("ant").heard == (2, 0)


def at_a_host(here: Desk, lobby: Lobby) -> None:
    """The visit on the screen is one of a host with rooms."""
    line = lobby.visitor(here.visit_now.language).together.host
    assert line
    here.app.session.together.host = line
    line.together = here.app.session.together  # type: ignore[attr-defined]


@pytest.mark.parametrize("size", SIZES)
async def test_one_key_makes_a_room_and_shows_its_signs_and_typing_signs_joins_another(
    pack: Pack, size: tuple[int, int]
) -> None:
    lobby = Lobby(pack)
    async with desk(pack, "es", pane="simulator", size=size) as here:
        at_a_host(here, lobby)
        await here.press("m")
        assert pack.interface.together.no_room["es"][:30] in here.dialog and not lobby.rooms.open
        await here.press("escape", "1", "m")
        (room,) = lobby.rooms.open
        assert room in here.dialog
        await here.press("escape", "m")
        assert list(lobby.rooms.open) == [room] and room in here.dialog
        theirs = lobby.visitor("en").together.make("bee")
        await here.press(*theirs.lower(), "enter")
        assert list(lobby.rooms.open) == [theirs] and here.app.session.together.room == theirs
        await here.press("m")
        where = pack.interface.together.room_at.fill("es", room=theirs, role="", time="")[:14]
        assert where in here.dialog
        await here.press("0", "enter")
        assert not here.app.session.together.room


async def test_where_no_room_can_be_made_the_letter_is_there_and_says_so(pack: Pack) -> None:
    lobby = Lobby(pack, most=1)
    lobby.visitor("en").together.make("bee")
    async with desk(pack, pane="simulator") as here:
        at_a_host(here, lobby)
        await here.press("1", "1", "3", "m")
        assert pack.interface.room_faults.full["en"] in here.dialog and letter(pack, "ant", 1) in here.dialog


async def test_a_key_works_the_day_out_a_few_times_however_often_the_page_asks_for_it(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []

    def counted(*given: Any) -> Hour | None:
        opened.append(given[1].id)
        return real(*given)

    real = day.opened
    monkeypatch.setattr(day, "opened", counted)
    async with desk(pack, pane="simulator") as here:
        for key in ("1", "1", "3", "enter", "1", "3"):
            opened.clear()
            await here.press(key)
            assert len(opened) <= 4 * sum(len(each.scenes) for each in pack.days), key


async def test_a_pack_whose_days_tell_nothing_says_so(small: Pack) -> None:
    async with desk(small, pane="simulator") as here:
        await here.press("m")
        assert small.interface.together.none["en"] in here.hints
