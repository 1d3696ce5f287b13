"""Rooms: in each, two visits play the same day in two roles, and the parent forwards messages between them.

A room has a code of six characters and, for each role ("chair"), the last letter sent from it. It exists only in the
parent's memory, while somebody is in it and no longer than a visit may last. The parent decodes each letter to
check it. So it can see which scene each person has reached, the shared choices that a letter sends, which messages were
heard and the wish for a joint summary; never a text, an answer or a rating. Letters of other packs are refused.

The packets between a visit (`room_line`) and the parent; `chair` is the index of a role among the pack's days, `signs`
a room's code:

    visit:  M chair            create a room          parent:  M signs          created
            J chair signs      enter one (255: any)            J chair          entered
            S turn letter      scene reached, and letter       N reason         refused (an index into REFUSED)
            Q                  leave it                        C chair          somebody has entered
                                                               S chair turn letter   sent by the other
                                                               P chair          somebody has left
                                                               X                the room is closed
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from explorer.engine import signs
from explorer.engine.letters import LetterError, has_letters, read
from explorer.pack.pack import Pack
from explorer.session.together import ROOM_SIGNS

MAKE, ENTER, SAY, LEAVE = b"M", b"J", b"S", b"Q"
REFUSE, CAME, LEFT, GONE = b"N", b"C", b"P", b"X"
ANY = 255
"""As `chair`: enter in the free role."""
LONGEST = 64
"""The most bytes of a packet."""
PACKETS, TRIES = 200, 5
"""The most packets that a visit may send, and the most wrong codes that it may try."""
REFUSED = ("unknown", "taken", "full", "tries")

Packets = list[tuple[int, bytes]]
"""The packets to send: (visit, packet)."""


class Unfit(ValueError):
    """An invalid packet: the connection of the visit that sent it is closed."""


@dataclass
class Room:
    """A room: which visit has which role, and the last letter of each."""

    signs: str
    until: float
    chairs: dict[int, int] = field(default_factory=dict)
    said: dict[int, bytes] = field(default_factory=dict)


@dataclass
class Guest:
    """A visit, as far as rooms know it."""

    room: Room | None = None
    chair: int = ANY
    packets: int = 0
    tries: int = 0


class Rooms:
    """All rooms of a server. `most`: how many may exist at once; `lasting`: the longest life of one, in seconds."""

    def __init__(
        self,
        pack: Pack,
        most: int,
        lasting: float,
        clock: Callable[[], float] = time.monotonic,
        chance: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        self.pack, self.most, self.lasting, self.clock, self.chance = pack, most, lasting, clock, chance
        self.open: dict[str, Room] = {}
        self.guests: dict[int, Guest] = {}

    def packet(self, visit: int, data: bytes) -> Packets:
        """Handle a packet of a visit, and return the packets to send. Raises Unfit."""
        guest = self.guests.setdefault(visit, Guest())
        guest.packets += 1
        kind, rest = data[:1], data[1:]
        if guest.packets > PACKETS or len(data) > LONGEST:
            raise Unfit
        ended = list(self._expire())
        if kind == MAKE and len(rest) == 1:
            return [*ended, *self._leave(visit), *self._make(visit, self._chair(rest[0]))]
        if kind == ENTER and len(rest) == 1 + ROOM_SIGNS:
            chair = rest[0] if rest[0] == ANY else self._chair(rest[0])
            return [*ended, *self._leave(visit), *self._enter(visit, chair, rest[1:].decode("ascii", "replace"))]
        if kind == SAY and len(rest) > 1:
            return [*ended, *self._say(guest, rest)]
        if kind == LEAVE and not rest:
            return [*ended, *self._leave(visit)]
        raise Unfit

    def gone(self, visit: int) -> Packets:
        """Remove a visit that has ended or whose connection is closed."""
        packets = self._leave(visit)
        self.guests.pop(visit, None)
        return packets

    def _chair(self, number: int) -> int:
        if number >= len(self.pack.days) or not has_letters(self.pack, self.pack.days[number].role):
            raise Unfit
        return number

    def _make(self, visit: int, chair: int) -> Packets:
        if len(self.open) >= self.most:
            return [(visit, refusal("full"))]
        name = self._new_signs()
        room = self.open[name] = Room(name, self.clock() + self.lasting)
        self._sit(visit, room, chair)
        return [(visit, MAKE + name.encode())]

    def _new_signs(self) -> str:
        while True:
            name = signs.part(self.chance(signs.BASE ** (ROOM_SIGNS - signs.CHECKS)), ROOM_SIGNS, 2)
            if name not in self.open:
                return name

    def _enter(self, visit: int, chair: int, name: str) -> Packets:
        guest = self.guests[visit]
        if guest.tries >= TRIES:
            return [(visit, refusal("tries"))]
        room = self.open.get(name)
        if not room:
            guest.tries += 1
            return [(visit, refusal("unknown"))]
        free = [n for n, day in enumerate(self.pack.days) if n not in room.chairs and has_letters(self.pack, day.role)]
        chair = free[0] if chair == ANY and free else chair
        if len(room.chairs) > 1 or chair not in free:
            return [(visit, refusal("taken"))]
        there = list(room.chairs.items())
        self._sit(visit, room, chair)
        packets: Packets = [(visit, ENTER + bytes([chair]))]
        for other, who in there:
            packets += [(visit, CAME + bytes([other])), (who, CAME + bytes([chair]))]
            packets += [(visit, SAY + bytes([other]) + room.said[other])] if other in room.said else []
        return packets

    def _sit(self, visit: int, room: Room, chair: int) -> None:
        room.chairs[chair] = visit
        guest = self.guests[visit]
        guest.room, guest.chair = room, chair

    def _say(self, guest: Guest, said: bytes) -> Packets:
        room = guest.room
        if not room:  # it was closed meanwhile
            return []
        day = self.pack.days[guest.chair]
        try:
            letter = read(self.pack, said[1:].decode("ascii"))
        except (LetterError, UnicodeDecodeError):
            raise Unfit from None
        if letter.role != day.role or said[0] > len(day.scenes):
            raise Unfit
        room.said[guest.chair] = said
        packet = SAY + bytes([guest.chair]) + said
        return [(who, packet) for chair, who in room.chairs.items() if chair != guest.chair]

    def _leave(self, visit: int) -> Packets:
        guest = self.guests.get(visit)
        if not guest or not guest.room:
            return []
        room, chair = guest.room, guest.chair
        guest.room = None
        if room.chairs.get(chair) == visit:
            del room.chairs[chair]
        if not room.chairs:
            self.open.pop(room.signs, None)
        return [(who, LEFT + bytes([chair])) for who in room.chairs.values()]

    def _expire(self) -> Iterator[tuple[int, bytes]]:
        now = self.clock()
        for room in [room for room in self.open.values() if room.until < now]:
            del self.open[room.signs]
            for visit in room.chairs.values():
                self.guests[visit].room = None
                yield visit, GONE


def refusal(reason: str) -> bytes:
    """The packet that refuses a request."""
    return REFUSE + bytes([REFUSED.index(reason)])
