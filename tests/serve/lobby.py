"""Two visits in one process that meet in the rooms of a host, without sockets between them."""

from __future__ import annotations

import socket
from random import Random

from explorer.engine.letters import of_day, received, written
from explorer.engine.messages import choose_and_hear, day_as_lived
from explorer.engine.visit import Told, Visit, with_told
from explorer.pack.pack import Pack
from explorer.serve.room_line import RoomLine
from explorer.serve.rooms import ENTER, MAKE, REFUSE, REFUSED, Rooms
from explorer.session.session import Session
from explorer.session.together import RoomError


class Lobby:
    """The rooms of a host, and the visits that are there."""

    def __init__(self, pack: Pack, most: int = 10, seed: int = 1) -> None:
        self.pack, self.now = pack, 0.0
        self.rooms = Rooms(pack, most, 7200, lambda: self.now, Random(seed).randrange)
        self.lines: dict[int, Line] = {}

    def visitor(self, language: str = "en") -> Session:
        """Somebody new, who can make and enter rooms."""
        session = Session(self.pack, Visit(language))
        line = Line(self, len(self.lines), session)
        session.together.host = self.lines[line.visit] = line
        return session

    def send(self, visit: int, packet: bytes) -> None:
        """What a visit says, and all that comes of it."""
        for who, said in self.rooms.packet(visit, packet):
            self.lines[who].take(said)

    def vanish(self, session: Session) -> None:
        """A visit ends without a word."""
        visit = next(line.visit for line in self.lines.values() if line.together is session.together)
        for who, said in self.rooms.gone(visit):
            self.lines[who].take(said)


class Line(RoomLine):
    """A line that takes what comes at once."""

    def __init__(self, lobby: Lobby, visit: int, session: Session) -> None:
        with socket.socket() as nothing:
            super().__init__(nothing, lobby.pack, session.together, lambda act: act())
        self.lobby, self.visit = lobby, visit
        self.answer = b""
        self.held: list[bytes] = []
        """What came with an answer, which is taken after it."""
        self.asking = False

    def take(self, packet: bytes) -> None:
        if packet[:1] in (MAKE, ENTER, REFUSE):
            self.answer = packet
        elif self.asking:
            self.held.append(packet)
        else:
            self._take(packet)

    def _send(self, packet: bytes) -> None:
        for held in self.held:
            self._take(held)
        self.held.clear()
        self.lobby.send(self.visit, packet)

    def _ask(self, packet: bytes) -> bytes:
        self.asking = True
        self._send(packet)
        self.asking = False
        if self.answer[:1] == REFUSE:
            raise RoomError(REFUSED[self.answer[1]])  # type: ignore[arg-type]
        return self.answer[1:]


def meet(lobby: Lobby) -> tuple[Session, Session]:
    """Two visitors in one room, the first in the first day's chair."""
    one, other = lobby.visitor("es"), lobby.visitor("en")
    other.together.enter(one.together.make(lobby.pack.days[0].role), "")
    return one, other


class JointDay:
    """A day lived by two in a room at random, and the letters that each had read when an hour opened."""

    def __init__(self, lobby: Lobby, chance: Random, patience: float = 0.5) -> None:
        self.pack, self.chance, self.patience = lobby.pack, chance, patience
        self.sessions = meet(lobby)
        self.roles = [session.together.role for session in self.sessions]
        self.acts: list[tuple[int, str, int]] = []
        """Who, what letter of the other was read when the hour opened, and what was chosen."""
        self._read: dict[tuple[int, int], str] = {}

    def live(self) -> None:
        """To the end of both days."""
        while going := [who for who in (0, 1) if self.now(who)]:
            self._note()
            self.step(self.chance.choice(going))

    def now(self, who: int) -> bool:
        """Whether somebody's day goes on."""
        return day_as_lived(self.pack, self.sessions[who].visit, self.roles[who]).now is not None

    def step(self, who: int) -> None:
        """An hour of somebody, or their patience at one that is not open."""
        session, role = self.sessions[who], self.roles[who]
        if session.together.gate(role):
            if self.chance.random() < self.patience:
                session.together.open(role)
                self._note()
            return
        now = day_as_lived(self.pack, session.visit, role).now
        assert now
        hour, option = len(session.visit.lived(role).choices), self.chance.randint(1, len(now.options))
        self.acts.append((who, self._read[who, hour], option))
        session.change(choose_and_hear(self.pack, session.visit, role, option))
        self._note()

    def _note(self) -> None:
        """Which letter of the other each has when an hour opens."""
        for who in (0, 1):
            session, role = self.sessions[who], self.roles[who]
            hour = who, len(session.visit.lived(role).choices)
            if hour not in self._read and not session.together.gate(role):
                self._read[hour] = self.letter(1 - who)

    def letter(self, who: int) -> str:
        """Somebody's letter as the room has it: of what is being written, nothing before it is whole."""
        return self.sessions[who].together._sent[1]

    def by_letter(self) -> list[Visit]:
        """The same day by hand: the same letters at the same hours, the same choices, and the last letters."""
        visits = [with_told(Visit(language), self.roles[1 - who], Told()) for who, language in ((0, "es"), (1, "en"))]
        for who, letter, option in self.acts:
            visit, _ = received(self.pack, visits[who], self.roles[who], letter)
            visits[who] = choose_and_hear(self.pack, visit, self.roles[who], option)
        last = [written(self.pack, of_day(self.pack, visits[who], self.roles[who])) for who in (0, 1)]
        return [received(self.pack, visits[who], self.roles[who], last[1 - who])[0] for who in (0, 1)]
