"""A shared day line by line: `m` tells the letter and takes theirs; an hour of a room waits for Enter."""

from __future__ import annotations

from contextlib import suppress

from explorer.engine.letters import of_day, written
from explorer.engine.messages import choose_and_hear
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.plain.desk import Desk
from explorer.plain.prompt import live
from explorer.session.session import Session
from tests.engine.test_messages import pack, two_chairs
from tests.plain.test_desk import Typist
from tests.serve.lobby import Lobby

__all__ = ["pack", "two_chairs"]


def at(session: Session, role: str, lines: list[str]) -> Typist:
    typist = Typist(lines)
    with suppress(EOFError):
        live(session, role, typist.desk)
    return typist


def letter(pack: Pack, role: str, *options: int) -> str:
    visit = Visit("en")
    for option in options:
        visit = choose_and_hear(pack, visit, role, option)
    return written(pack, of_day(pack, visit, role))


def test_m_tells_ones_letter_and_takes_theirs(pack: Pack) -> None:
    session = Session(pack, Visit("en"))
    typist = at(session, "ant", ["1", "3", "m", letter(pack, "bee", 2), "1", "3"])
    assert letter(pack, "ant", 1) in typist.page
    assert session.visit.lived("ant").heard == (2,)
    assert typist.page.count(pack.interface.together.by_hand.fill("en", letter="").strip()) >= 1


def test_what_cannot_be_taken_is_said_and_asked_again(pack: Pack) -> None:
    session = Session(pack, Visit("en"))
    words = pack.interface
    typist = at(session, "ant", ["m", "AAAAA-AAAAA", "22AAAA", letter(pack, "ant", 1), letter(pack, "bee", 1), "1"])
    own, length = words.letter_faults.own.fill("en", detail="ant"), words.letter_faults.length.fill("en", detail="10")
    for said in (words.letter_faults.check["en"], length, own, words.together.letter_taken["en"]):
        assert said in typist.page
    assert session.visit.told["bee"].values[0] == 1


def test_an_hour_of_a_room_opens_on_enter_with_what_has_come(pack: Pack) -> None:
    lobby = Lobby(pack)
    here, other = lobby.visitor("en"), lobby.visitor("en")
    here.together.make("ant")
    other.together.enter(here.together.room, "")
    waited = False
    typist = Typist(["1", "3", "", "1", "3", "", "1", "3"])

    def ask(prompt: str) -> str:
        nonlocal waited
        if prompt.startswith(pack.interface.together.gate_prompt["en"]) and not waited:
            waited = True
            other.change(choose_and_hear(pack, other.visit, "bee", 2))
        return typist.desk.ask(prompt)

    with suppress(EOFError):
        live(here, "ant", Desk(typist.told.extend, ask))
    assert pack.interface.together.gate_open["en"] in typist.page
    assert here.visit.lived("ant").heard[:2] == (2, 0)


def test_who_goes_on_alone_hears_the_stand_in(pack: Pack) -> None:
    session = Session(pack, Visit("en"))
    at(session, "ant", ["m", letter(pack, "bee", 2), "m", "0", "1", "3", "1", "3"])
    assert not session.visit.told and session.visit.lived("ant").heard == (0,)
