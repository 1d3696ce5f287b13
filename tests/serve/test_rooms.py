"""Rooms of a host: who gets in, what is handed on, and that a day is the same by letter and in a room."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine import signs
from explorer.engine.messages import choose_and_hear, coda, day_as_lived, others, take_back_hour
from explorer.engine.visit import Told, Visit, liked, restarted, with_told
from explorer.pack.pack import Pack
from explorer.serve.rooms import ANY, ENTER, LEAVE, MAKE, PACKETS, REFUSE, SAY, TRIES, Rooms, Unfit, refusal
from explorer.session.session import Session
from explorer.session.together import RoomError
from tests.engine.test_messages import pack, two_chairs
from tests.serve.lobby import JointDay, Lobby, meet

__all__ = ["pack", "two_chairs"]


def live(pack: Pack, session: Session, option: int = 1) -> None:
    role = session.together.role
    session.change(choose_and_hear(pack, session.visit, role, option))


@given(st.integers(0, 10**6), st.sampled_from([0.0, 0.2, 0.5, 1.0]))
def test_a_day_in_a_room_is_the_same_by_letter(pack: Pack, seed: int, patience: float) -> None:
    day = JointDay(Lobby(pack, seed=seed), Random(seed), patience or 0.05)
    day.live()
    for who, by_hand in enumerate(day.by_letter()):
        visit, role = day.sessions[who].visit, day.roles[who]
        assert (visit.days == by_hand.days, visit.told == by_hand.told) == (True, True)
        one, other = day_as_lived(pack, visit, role), day_as_lived(pack, by_hand, role)
        assert (one.lived == other.lived, one.heard == other.heard, one.ending == other.ending) == (True,) * 3
        assert coda(pack, one, others(pack, visit, role)) == coda(pack, other, others(pack, by_hand, role))


def test_who_waits_hears_everything_and_both_read_one_end(pack: Pack) -> None:
    day = JointDay(Lobby(pack), Random(5), patience=0.0)
    day.live()
    ends = []
    for session, role in zip(day.sessions, day.roles, strict=True):
        played = day_as_lived(pack, session.visit, role)
        assert not any(each.stand_in for each in played.heard)
        ends.append(coda(pack, played, others(pack, session.visit, role)))
    assert ends[0] == ends[1]


def test_an_hour_waits_for_its_message_and_opens_when_it_comes(pack: Pack) -> None:
    one, other = meet(Lobby(pack))
    role = one.together.role
    live(pack, one)
    gate = one.together.gate(role)
    assert gate and (gate.role, pack.day(gate.role).scenes[gate.turn].time) == (
        other.together.role,
        pack.day(other.together.role).scenes[0].time,
    )
    live(pack, other, 2)
    assert one.together.gate(role) is None
    assert [each.stand_in for each in day_as_lived(pack, one.visit, role).heard] == [False]


def test_what_comes_late_does_not_change_the_hour_on_the_page(pack: Pack) -> None:
    one, other = meet(Lobby(pack))
    role = one.together.role
    live(pack, one)
    one.together.open(role)
    before = day_as_lived(pack, one.visit, role)
    live(pack, other, 2)
    after = day_as_lived(pack, one.visit, role)
    assert (after.now, after.heard) == (before.now, before.heard)
    assert after.heard[0].stand_in
    live(pack, one)
    assert day_as_lived(pack, one.visit, role).heard[0].stand_in


def test_what_the_other_was_told_is_not_taken_back_and_says_so(pack: Pack) -> None:
    lobby = Lobby(pack)
    one = lobby.visitor("es")
    role = pack.days[0].role
    room = one.together.make(role)
    live(pack, one)
    assert one.undo() and one.redo(), "nobody has heard it"
    other = lobby.visitor("en")
    other.together.enter(room, "")
    live(pack, other, 2)
    before = one.visit
    assert not one.undo() and not one.change(Visit("es"))
    one.rewind(take_back_hour(pack, one.visit, role))
    assert one.visit == before and one.refusal == pack.interface.together.heard_already["es"]
    assert one.change(liked(one.visit, role, 0, 4)) and not one.refusal
    one.together.left()
    assert not one.change(take_back_hour(pack, one.visit, role)) and one.refusal
    one.together.alone()
    one.change(choose_and_hear(pack, one.visit, role, 2))
    assert one.undo(), "nobody was told of it"
    assert not one.change(take_back_hour(pack, one.visit, role)) and one.refusal
    one.change(choose_and_hear(pack, one.visit, role, 2))
    assert one.change(restarted(one.visit, role)), "the whole day is another one"
    assert one.change(choose_and_hear(pack, one.visit, role, 2))
    assert one.undo() and one.undo() and one.undo() and one.visit.lived(role).choices == (1,)
    assert not one.change(take_back_hour(pack, one.visit, role)), "the one that was told stands again"


def test_what_is_written_is_told_when_it_is_whole(built_in: Pack) -> None:
    """The hour that a note belongs to counts in the other chair once the last sentence was picked, not before."""
    one, other = meet(Lobby(built_in))
    for session in (one, other):
        while now := day_as_lived(built_in, session.visit, session.together.role).now:
            if session is other and not now.scene.rated:
                break
            session.together.open(session.together.role)
            live(built_in, session)
        if session is other:
            break
    role = other.together.role
    assert one.together.other and one.together.other.turn < len(built_in.day(role).scenes) - 1
    before = one.visit.told[role].values
    while day_as_lived(built_in, other.visit, role).now:
        assert one.visit.told[role].values == before
        live(built_in, other)
    assert one.visit.told[role].values != before and one.together.other.turn == len(built_in.day(role).scenes)


def test_what_stands_in_a_letter_that_was_shown_is_not_taken_back(pack: Pack) -> None:
    role = pack.days[0].role
    session = Session(pack, Visit("en"))
    session.change(choose_and_hear(pack, session.visit, role, 1))
    session.together.letter(role)
    assert not session.undo() and session.refusal == pack.interface.together.in_letter["en"]
    again = Session(pack, with_told(session.visit, pack.days[1].role, Told()))
    assert again.together and not again.change(take_back_hour(pack, again.visit, role))
    session.adopt(replace(pack, version=pack.version + 1))
    assert session.undo() and not session.refusal, "letters of another version are no letters"


def test_another_visit_leaves_the_room_and_the_other_keeps_what_was_heard(pack: Pack) -> None:
    one, other = meet(Lobby(pack))
    live(pack, one)
    told = other.visit.told
    assert one.start_afresh() and not one.together.room
    assert other.visit.told == told and other.together.other and not other.together.other.present


def test_whose_day_is_over_is_told_when_the_other_ends_theirs(pack: Pack) -> None:
    one, other = meet(Lobby(pack))
    said: list[str] = []
    one.listen(said.append)
    for session in (one, other):
        while day_as_lived(pack, session.visit, session.together.role).now:
            live(pack, session)
    words, role = pack.interface.together, pack.role(other.together.role).short["es"]
    assert said[-1] in (words.end_came.fill("es", role=role), words.end_changed.fill("es", role=role))
    assert not any(each == said[-1] for each in said[:-1])


def test_chairs_are_changed_in_a_room_of_their_own_once_a_day_is_over(pack: Pack) -> None:
    lobby = Lobby(pack)
    one, other = meet(lobby)
    role, theirs, room = one.together.role, other.together.role, one.together.room
    one.together.invite(theirs)
    assert one.together.room == room
    while day_as_lived(pack, one.visit, role).now:
        live(pack, one)
    one.together.invite(theirs)
    assert one.together.room not in ("", room) and one.together.role == theirs


def test_who_goes_is_not_waited_for_and_who_comes_back_hears_all(pack: Pack) -> None:
    lobby = Lobby(pack)
    one, other = meet(lobby)
    room, role = one.together.room, one.together.role
    live(pack, one)
    assert one.together.gate(role)
    lobby.vanish(other)
    assert one.together.gate(role) is None
    live(pack, one)
    again = lobby.visitor("en")
    reply = again.together.enter(room, "")
    assert reply.role == other.together.role
    assert again.visit.told[role].values[:2] == (1, 1)
    live(pack, again)
    assert one.visit.told[reply.role].values[0] == 1


def test_the_signs_of_a_room_are_refused_as_what_they_are(pack: Pack) -> None:
    lobby = Lobby(pack, most=1)
    one, _ = meet(lobby)
    third = lobby.visitor()
    room = one.together.room
    wrong = room[:-1] + ("2" if room[-1] != "2" else "3")
    unknown = next(name for n in range(99) if (name := signs.part(n, 6, 2)) != room)
    for typed, reason in ((wrong, "signs"), (room, "taken"), *[(unknown, "unknown")] * TRIES, (unknown, "tries")):
        with pytest.raises(RoomError) as caught:
            third.together.typed("", typed)
        assert caught.value.reason == reason
    with pytest.raises(RoomError, match="full"):
        lobby.visitor().together.make(pack.days[0].role)
    with pytest.raises(RoomError, match="no_host"):
        Session(pack, one.visit).together.make(pack.days[0].role)


def test_a_room_ends_with_the_last_who_is_in_it_or_when_its_time_is_over(pack: Pack) -> None:
    lobby = Lobby(pack)
    one, other = meet(lobby)
    one.together.leave()
    assert lobby.rooms.open
    other.together.leave()
    assert not lobby.rooms.open
    one, other = meet(lobby)
    said: list[str] = []
    one.listen(said.append)
    lobby.now = 7201
    lobby.visitor().together.make(pack.days[0].role)
    assert not one.together.room and pack.interface.together.gone["es"] in said
    live_alone = choose_and_hear(pack, one.visit, pack.days[0].role, 1)
    assert one.change(live_alone)


@given(st.binary(max_size=80))
def test_only_letters_of_the_pack_pass(pack: Pack, data: bytes) -> None:
    """Whatever a visit that was taken over may say, the other hears a letter of that chair, or nothing."""
    rooms = Rooms(pack, 5, 100.0, chance=lambda most: 7 % most)
    made = rooms.packet(1, MAKE + b"\0")[0][1]
    rooms.packet(2, ENTER + bytes([ANY]) + made[1:])
    for packet in (data, SAY + data, SAY + b"\0" + data, ENTER + data):
        try:
            sent = rooms.packet(1, packet)
        except Unfit:
            continue
        assert all(said[:1] != SAY for who, said in sent if who == 2)


def test_a_visit_that_talks_without_end_is_cut_off(pack: Pack) -> None:
    rooms = Rooms(pack, 5, 100.0)
    for _ in range(PACKETS):
        rooms.packet(1, LEAVE)
    with pytest.raises(Unfit):
        rooms.packet(1, LEAVE)


def test_a_room_for_two_takes_no_third(pack: Pack) -> None:
    rooms = Rooms(pack, 5, 100.0)
    made = rooms.packet(1, MAKE + b"\0")[0][1]
    assert made[:1] == MAKE
    assert rooms.packet(2, ENTER + b"\0" + made[1:]) == [(2, refusal("taken"))]
    assert rooms.packet(2, ENTER + b"\1" + made[1:])[0] == (2, ENTER + b"\1")
    assert rooms.packet(3, ENTER + bytes([ANY]) + made[1:])[0][1][:1] == REFUSE
