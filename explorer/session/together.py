"""A day shared with somebody else: the letters that go to and fro, by hand or by a room of the host.

A room hands on, by itself, the very letters that two people could tell each other over the telephone; what a day hears
is the same either way. What comes is no act of one's own: undo does not take it back, and it changes no hour that was
lived or that stands on the page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, Protocol

from explorer.engine import signs
from explorer.engine.letters import LetterError, has_letters, of_day, read, received, taken, written
from explorer.engine.messages import awaited, coda, day_as_lived, fix_messages, others
from explorer.engine.visit import Told, Visit, with_told
from explorer.pack.pack import Pack
from explorer.report.pack_translator import PackTranslator
from explorer.report.together import ALONE, SHARE, Meeting, status
from explorer.words.frozen import frozen

ROOM_SIGNS = 6
"""Signs of a room: four by chance, and two checks."""

Refused = Literal["no_host", "signs", "unknown", "taken", "full", "tries", "gone"]


class RoomError(Exception):
    """A room that cannot be made or entered."""

    def __init__(self, reason: Refused) -> None:
        self.reason: Refused = reason
        super().__init__(reason)


class Host(Protocol):
    """The rooms of a host, as one visit uses them. `make` and `enter` raise RoomError."""

    def make(self, role: str) -> str:
        """A new room, entered as `role`; its signs."""

    def enter(self, room: str, role: str) -> str:
        """Into a room, as `role` or (empty) in the chair that is free; which that is."""

    def tell(self, turn: int, letter: str) -> None:
        """Hand on where one is (a scene of the day, from 0) and one's letter."""

    def leave(self) -> None:
        """Out of the room."""


class Owner(Protocol):
    """The session of a visit, as far as a shared day needs it."""

    pack: Pack

    @property
    def visit(self) -> Visit:
        """What the person did so far."""

    @property
    def tr(self) -> PackTranslator:
        """The pack in the person's language."""

    def change(self, visit: Visit) -> bool:
        """Take an act."""

    def learn(self, change: Callable[[Visit], Visit], first: Callable[[Visit], Visit] | None = None) -> None:
        """Take what came from elsewhere."""

    def say(self, message: str) -> None:
        """Have something said that no key brought about."""


@frozen
class Someone:
    """Who sits in the other chair of a room: in which, before which scene of that day, and whether still there."""

    role: str
    turn: int = 0
    present: bool = True


@frozen
class Gate:
    """An hour whose message has not come: from whom (empty where nobody has come to the room yet), and before which
    scene of their day they are."""

    role: str = ""
    turn: int = 0


@frozen
class Reply:
    """What came of what was typed: a name of `Interface.together` for it, and the day to go on with (empty: where one
    is)."""

    said: str
    role: str = ""


class Together:
    """What a session has to do with somebody else's day."""

    def __init__(self, session: Owner) -> None:
        self.session = session
        self.host: Host | None = None
        """Where someone else hosts the program, and has rooms."""
        self.room = self.role = ""
        """The room that one is in, and in which chair; empty: none."""
        self.other: Someone | None = None
        """Who else is in it; None: nobody has come yet."""
        self.by_hand = False
        """Whether letters are wanted: from the first that was looked at."""
        self._passed: set[tuple[str, int]] = set()
        self._sent = -1, ""
        self._said: dict[str, tuple[int, ...]] = {}
        """By one's own day, what the other person was told of it (`Letter.values`): from the letter that was shown, or
        handed on to somebody in the room. It stays as it was said."""
        self._heard: set[str] = set()
        """The days of which somebody was told before one went on alone."""
        if session.visit.told:
            for role in session.visit.days:
                self._say(role)

    # --- by hand -----------------------------------------------------------------------------------------------

    def letter(self, role: str) -> str:
        """The letter of a day as far as it was lived; empty before its first hour, and where it tells nothing."""
        session = self.session
        if not (has_letters(session.pack, role) and session.visit.lived(role).choices):
            return ""
        self._say(role)
        return written(session.pack, of_day(session.pack, session.visit, role))

    def _say(self, role: str) -> None:
        """What stands in the day's letter now is said."""
        if has_letters(self.session.pack, role):
            self._said[role] = of_day(self.session.pack, self.session.visit, role).values

    def refusal_of(self, visit: Visit) -> str:
        """Why the visit cannot become `visit`: it would take back what the other person was told, and may have heard
        already; empty: it can. Who went on alone since may begin the whole day again: that is another day."""
        pack, tr, alone = self.session.pack, self.session.tr, not (self.room or self.session.visit.told)
        for role, said in self._said.items():
            again = not visit.lived(role).choices and len(self.session.visit.lived(role).choices) > 1
            if alone and again and role in self._heard:
                continue
            before, now = (of_day(pack, each, role).values for each in (self.session.visit, visit))
            if any(was and was == old != new for was, old, new in zip(said, before, now, strict=True)):
                heard = self.other or role in self._heard
                return tr(tr.words.together.heard_already if heard else tr.words.together.in_letter)
        return ""

    def line(self, role: str) -> str:
        """What stands beside a day that is shared: where the other is, or one's letter; empty for one lived alone."""
        tr = self.session.tr
        if self.room and self.role == role:
            return self.where or tr(tr.words.together.room_waits, room=self.room)
        letter = self.letter(role) if self.by_hand or self.session.visit.told else ""
        return tr(tr.words.together.by_hand, letter=letter) if letter else ""

    @property
    def where(self) -> str:
        """The room, and where the other is; empty in none, and while nobody has come."""
        if not (self.room and self.other):
            return ""
        scenes = self.session.pack.day(self.other.role).scenes
        time = scenes[self.other.turn].time if self.other.turn < len(scenes) else ""
        return status(self.session.tr, self.room, self.other.role, time, self.other.present)

    def meeting(self, role: str) -> Meeting:
        """What there is between the two of `role`'s day (empty: of none yet) and somebody else's."""
        told = self.session.visit.told
        return Meeting(
            self.letter(role) if role else "",
            self.room,
            self.where,
            bool(role),
            self.host is not None,
            bool(told),
            bool(told) and all(each.shared for each in told.values()),
        )

    def typed(self, role: str, text: str) -> Reply:
        """Do what was typed in `role`'s chair, or (empty) in none yet: take a letter, enter a room, or one of the
        two digits. Raises LetterError, RoomError."""
        given, _ = signs.cleaned(text)
        if (asked := text.strip()) == ALONE:
            return self.alone()
        if asked == SHARE:
            return self.share()
        if len(given) == ROOM_SIGNS and self.host:
            return self.enter(given, role)
        return self.take(role, text)

    def take(self, role: str, text: str) -> Reply:
        """Take a letter. Raises LetterError."""
        session = self.session
        visit, letter = received(session.pack, session.visit, role, text)
        session.change(visit)
        days = [
            day.role for day in session.pack.days if day.role != letter.role and has_letters(session.pack, day.role)
        ]
        return Reply("letter_taken", role or (days[0] if len(days) == 1 else ""))

    def alone(self) -> Reply:
        """Nobody else sits in any chair: out of the room, and what was told is forgotten. What somebody in the other
        chair was told stays said; what stood in a letter while nobody sat there does not."""
        visit, told = self.session.visit, self.other or self.session.visit.told
        self._heard |= set(self._said) if told else set()
        kept = {role: said for role, said in self._said.items() if role in self._heard}
        self.forget()
        self._said, self._heard = kept, set(kept)
        changed = self.session.change(replace(visit, told=Visit(visit.language).told))
        return Reply("alone" if changed else "already_alone")

    def share(self) -> Reply:
        """Have both days in the summary, where the other person would, too; or no longer."""
        visit = self.session.visit
        if not visit.told:
            return Reply("nobody_to_share")
        wish = not all(told.shared for told in visit.told.values())
        for role, told in visit.told.items():
            visit = with_told(visit, role, replace(told, shared=wish))
        self.session.change(visit)
        agreed = all(told.agrees for told in visit.told.values())
        return Reply(("shared" if agreed else "share_wished") if wish else "not_shared")

    # --- in a room ---------------------------------------------------------------------------------------------

    def invite(self, role: str) -> None:
        """A room of one's own for `role`'s day, where a host has rooms. None in no day yet, where the day is shared by
        letter, and while one is in a room: once one's day there is over, the other chair has a room of its own. Raises
        RoomError."""
        pack, visit = self.session.pack, self.session.visit
        chairs_change = self.room and role != self.role and day_as_lived(pack, visit, self.role).now is None
        if self.host and role and (chairs_change or not (self.room or visit.told)):
            self.make(role)

    def make(self, role: str) -> str:
        """A room of one's own, for a day that tells others something or hears of them; its signs. Raises RoomError."""
        if not self.host:
            raise RoomError("no_host")
        self.leave()
        self.room, self.role = self.host.make(role), role
        self.acted()
        return self.room

    def enter(self, room: str, role: str) -> Reply:
        """Into somebody's room. Raises RoomError."""
        if not self.host:
            raise RoomError("no_host")
        if signs.number(room, 2) is None:
            raise RoomError("signs")
        self.leave()
        self.role = self.host.enter(room, role)
        self.room = room
        self.acted()
        return Reply("room_entered", self.role)

    def forget(self) -> None:
        """Out of the room, and nothing was said: the visit goes on alone, or another begins."""
        self.leave()
        self.by_hand = False
        self._said, self._heard = {}, set()

    def leave(self) -> None:
        """Out of the room, if one is in one."""
        if self.room and self.host:
            self.host.leave()
        self._out()

    def _out(self) -> None:
        self.room = self.role = ""
        self.other, self._sent = None, (-1, "")
        self._passed.clear()

    def acted(self) -> None:
        """Tell the room where one is, and one's letter, where they are other than what it knows. While something is
        written, sentence by sentence, nothing of it is told before it is whole."""
        if not (self.room and self.host):
            return
        pack, visit = self.session.pack, self.session.visit
        now = day_as_lived(pack, visit, self.role).now
        if now and not now.scene.rated and self._sent[1] and not self.gate(self.role):
            return
        scenes = pack.day(self.role).scenes
        said = scenes.index(now.scene) if now else len(scenes), written(pack, of_day(pack, visit, self.role))
        if said != self._sent:
            self._sent = said
            self.host.tell(*said)
        if self.other:
            self._say(self.role)

    def came(self, role: str) -> None:
        """Somebody has entered the room as `role`: forget what was told of that day, but keep the wish to share it."""
        if not self.room:
            return
        self._say(self.role)
        before = self.session.visit.told.get(role, Told())
        self._learn(Someone(role), lambda visit: with_told(visit, role, Told(shared=before.shared)))

    def heard(self, role: str, turn: int, text: str) -> None:
        """A letter that the room hands on. One that is none, or of another chair, is left."""
        try:
            letter = read(self.session.pack, text)
        except LetterError:
            return
        if letter.role != role or role == self.role or not self.room:
            return
        before = self._end()
        self._learn(Someone(role, turn), lambda visit: taken(visit, letter))
        pack, tr = self.session.pack, self.session.tr
        if before is not None and turn == len(pack.day(role).scenes):
            words = tr.words.together
            self.session.say(tr(words.end_came if self._end() == before else words.end_changed, role=tr.short(role)))

    def _end(self) -> tuple[int, ...] | None:
        """What comes of one's own day in the room, once that is over."""
        pack, visit = self.session.pack, self.session.visit
        played = day_as_lived(pack, visit, self.role)
        return (coda(pack, played, others(pack, visit, self.role)) or ()) if played.ending else None

    def left(self) -> None:
        """The other has gone; the room stays, for who may come back."""
        if self.other:
            self.other = replace(self.other, present=False)
            self.session.learn(lambda visit: visit)

    def gone(self) -> None:
        """The room is no more: the day goes on by itself, with what has come, and letters are as good."""
        if self.room:
            self._out()
            self.session.learn(lambda visit: visit)
            self.session.say(self.session.tr(self.session.tr.words.together.gone))

    def _learn(self, other: Someone, change: Callable[[Visit], Visit]) -> None:
        """Take what came from the other; an hour that is open on the page stays as it was read."""
        pack, role = self.session.pack, self.role
        shut = self.gate(role)
        self.other = other
        if shut:
            self.session.learn(change)
        else:
            self.session.learn(change, lambda visit: fix_messages(pack, visit, role))

    def gate(self, role: str) -> Gate | None:
        """Whom the next hour waits for: in a room, the other person, while they may still send a message that it hears
        (an empty role: nobody has come yet). None: it is open."""
        pack, visit = self.session.pack, self.session.visit
        if not self.room or role != self.role or (role, len(visit.lived(role).choices)) in self._passed:
            return None
        missing = awaited(pack, visit, role)
        if not self.other:
            return Gate() if missing else None
        scenes = pack.day(self.other.role).scenes
        ahead = {scene.event for scene in scenes[self.other.turn :]}
        events = {fact.id: fact.sender.event for fact in pack.world.facts if fact.sender}
        if not self.other.present or not any(
            message.by == self.other.role and events[message.fact] in ahead for message in missing
        ):
            return None
        return Gate(self.other.role, self.other.turn)

    def open(self, role: str) -> None:
        """The hour that waits is opened without what has not come."""
        self._passed.add((role, len(self.session.visit.lived(role).choices)))
