"""A day shared with another person: exchanging letters, by hand or through a room on the server.

A letter is a short code of what one's day sends to the other. A room exchanges automatically the same letters that two
people could read to each other over the telephone; the effect on a day is the same. What is received is not a change of
one's own: undo does not revert it, and it does not alter an hour that was lived or is on the page.
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
"""Characters of a room's code: four random ones and two check characters."""

Refused = Literal["no_host", "signs", "unknown", "taken", "full", "tries", "gone"]


class RoomError(Exception):
    """A room that cannot be created or entered."""

    def __init__(self, reason: Refused) -> None:
        self.reason: Refused = reason
        super().__init__(reason)


class Host(Protocol):
    """The client interface to the rooms of a server, for one visit. `make` and `enter` raise RoomError."""

    def make(self, role: str) -> str:
        """Create a room and enter it as `role`; returns its code."""

    def enter(self, room: str, role: str) -> str:
        """Enter a room as `role`, or as the free role if it is empty; returns the role."""

    def tell(self, turn: int, letter: str) -> None:
        """Send to the other person the scene one has reached (from 0) and one's letter."""

    def leave(self) -> None:
        """Leave the room."""


class Owner(Protocol):
    """The parts of `Session` that `Together` uses."""

    pack: Pack

    @property
    def visit(self) -> Visit:
        """The current state of the visit."""

    @property
    def tr(self) -> PackTranslator:
        """The translator: the pack in the person's language."""

    def change(self, visit: Visit) -> bool:
        """Make a change of one's own."""

    def learn(self, change: Callable[[Visit], Visit], first: Callable[[Visit], Visit] | None = None) -> None:
        """Apply what was received from the other person."""

    def say(self, message: str) -> None:
        """Show a message that is not the result of a key."""


@frozen
class Someone:
    """The other person in a room: their role, the index of the scene they have reached, and whether they are still
    connected."""

    role: str
    turn: int = 0
    present: bool = True


@frozen
class Gate:
    """Why an hour is not open yet: the role whose message it waits for (empty if nobody has entered the room yet), and
    the index of the scene they have reached."""

    role: str = ""
    turn: int = 0


@frozen
class Reply:
    """The effect of a text that was typed: the id of a message in `Interface.together`, and the role whose day to open
    (empty: the current one)."""

    said: str
    role: str = ""


class Together:
    """The part of a session for a day shared with another person."""

    def __init__(self, session: Owner) -> None:
        self.session = session
        self.host: Host | None = None
        """The rooms of the server; None if there are none."""
        self.room = self.role = ""
        """The code of the current room, and one's role in it; empty: none."""
        self.other: Someone | None = None
        """The other person in the room; None: nobody has entered yet."""
        self.by_hand = False
        """Whether letters are exchanged by hand: set once a letter was looked at."""
        self._passed: set[tuple[str, int]] = set()
        self._sent = -1, ""
        self._said: dict[str, tuple[int, ...]] = {}
        """By one's own role, what the other person was told of the day (`Letter.values`): from the letter that was
        shown, or sent to somebody in the room. It must not be taken back."""
        self._heard: set[str] = set()
        """The roles of one's own days of which another person had been told before one went on alone."""
        if session.visit.told:
            for role in session.visit.days:
                self._say(role)

    # --- by hand -----------------------------------------------------------------------------------------------

    def letter(self, role: str) -> str:
        """The letter of a role's day, as far as it was lived; empty before its first hour, and if it sends nothing."""
        session = self.session
        if not (has_letters(session.pack, role) and session.visit.lived(role).choices):
            return ""
        self._say(role)
        return written(session.pack, of_day(session.pack, session.visit, role))

    def _say(self, role: str) -> None:
        """Record that the current letter of a day has been told to the other person."""
        if has_letters(self.session.pack, role):
            self._said[role] = of_day(self.session.pack, self.session.visit, role).values

    def refusal_of(self, visit: Visit) -> str:
        """Why the visit may not become `visit`: it would take back what the other person was told. Empty: it may. After
        going on alone, a day can still be restarted as a whole."""
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
        """The line shown with a shared day: how far the other person is, or one's letter; empty for a day that is not
        shared."""
        tr = self.session.tr
        if self.room and self.role == role:
            return self.where or tr(tr.words.together.room_waits, room=self.room)
        letter = self.letter(role) if self.by_hand or self.session.visit.told else ""
        return tr(tr.words.together.by_hand, letter=letter) if letter else ""

    @property
    def where(self) -> str:
        """The room, and how far the other person is; empty without a room or while nobody has entered it."""
        if not (self.room and self.other):
            return ""
        scenes = self.session.pack.day(self.other.role).scenes
        time = scenes[self.other.turn].time if self.other.turn < len(scenes) else ""
        return status(self.session.tr, self.room, self.other.role, time, self.other.present)

    def meeting(self, role: str) -> Meeting:
        """The state of sharing for the page: letter, room, other person. `role` is one's own; empty: none yet."""
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
        """Handle typed text in `role`'s day (empty: in none yet): a letter, a room's code, or one of two digits. Raises
        LetterError, RoomError."""
        given, _ = signs.cleaned(text)
        if (asked := text.strip()) == ALONE:
            return self.alone()
        if asked == SHARE:
            return self.share()
        if len(given) == ROOM_SIGNS and self.host:
            return self.enter(given, role)
        return self.take(role, text)

    def take(self, role: str, text: str) -> Reply:
        """Read the other person's letter. Raises LetterError."""
        session = self.session
        visit, letter = received(session.pack, session.visit, role, text)
        session.change(visit)
        days = [
            day.role for day in session.pack.days if day.role != letter.role and has_letters(session.pack, day.role)
        ]
        return Reply("letter_taken", role or (days[0] if len(days) == 1 else ""))

    def alone(self) -> Reply:
        """Go on alone: leave the room and forget what was received. What another person was already told still cannot
        be taken back; a letter that nobody has received can."""
        visit, told = self.session.visit, self.other or self.session.visit.told
        self._heard |= set(self._said) if told else set()
        kept = {role: said for role, said in self._said.items() if role in self._heard}
        self.forget()
        self._said, self._heard = kept, set(kept)
        changed = self.session.change(replace(visit, told=Visit(visit.language).told))
        return Reply("alone" if changed else "already_alone")

    def share(self) -> Reply:
        """Agree to a summary with both days, or withdraw that. It takes the agreement of both."""
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
        """Create a room for `role`'s day if the server has rooms. Does nothing without a role, if the day is shared by
        letter, or in a room already, unless one's day there is over and a second one begins. Raises RoomError."""
        pack, visit = self.session.pack, self.session.visit
        chairs_change = self.room and role != self.role and day_as_lived(pack, visit, self.role).now is None
        if self.host and role and (chairs_change or not (self.room or visit.told)):
            self.make(role)

    def make(self, role: str) -> str:
        """Create a room and enter it as `role`; returns its code. Raises RoomError."""
        if not self.host:
            raise RoomError("no_host")
        self.leave()
        self.room, self.role = self.host.make(role), role
        self.acted()
        return self.room

    def enter(self, room: str, role: str) -> Reply:
        """Enter another person's room. Raises RoomError."""
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
        """Leave the room and forget everything that was told: one goes on alone, or begins another visit."""
        self.leave()
        self.by_hand = False
        self._said, self._heard = {}, set()

    def leave(self) -> None:
        """Leave the room, if in one."""
        if self.room and self.host:
            self.host.leave()
        self._out()

    def _out(self) -> None:
        self.room = self.role = ""
        self.other, self._sent = None, (-1, "")
        self._passed.clear()

    def acted(self) -> None:
        """Send one's progress and letter to the room if they have changed. While a text is being written sentence by
        sentence, nothing of it is sent before it is complete."""
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
        """The other person has entered the room as `role`: forget what was received of that day, but keep the wish to
        share."""
        if not self.room:
            return
        self._say(self.role)
        before = self.session.visit.told.get(role, Told())
        self._learn(Someone(role), lambda visit: with_told(visit, role, Told(shared=before.shared)))

    def heard(self, role: str, turn: int, text: str) -> None:
        """Handle a letter received through the room. An invalid one, or one of another role, is ignored."""
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
        """The end of one's own day in the room as the messages received make it; None until the day is over."""
        pack, visit = self.session.pack, self.session.visit
        played = day_as_lived(pack, visit, self.role)
        return (coda(pack, played, others(pack, visit, self.role)) or ()) if played.ending else None

    def left(self) -> None:
        """The other person has left; the room stays open for them to come back."""
        if self.other:
            self.other = replace(self.other, present=False)
            self.session.learn(lambda visit: visit)

    def gone(self) -> None:
        """The room was closed: the day goes on with what was received, and letters can be exchanged by hand."""
        if self.room:
            self._out()
            self.session.learn(lambda visit: visit)
            self.session.say(self.session.tr(self.session.tr.words.together.gone))

    def _learn(self, other: Someone, change: Callable[[Visit], Visit]) -> None:
        """Apply what was received; an hour that is open on the page keeps the messages it was shown with."""
        pack, role = self.session.pack, self.role
        shut = self.gate(role)
        self.other = other
        if shut:
            self.session.learn(change)
        else:
            self.session.learn(change, lambda visit: fix_messages(pack, visit, role))

    def gate(self, role: str) -> Gate | None:
        """Why the next hour of `role`'s day is not open: in a room, the other person may still send a message that it
        would contain. None: it is open."""
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
        """Open the waiting hour without the missing messages."""
        self._passed.add((role, len(self.session.visit.lived(role).choices)))
