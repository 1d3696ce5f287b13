"""The texts about a day shared with another person, for the screen and for the line-by-line interface."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.engine.day import Played, certain_times
from explorer.engine.letters import Form
from explorer.engine.visit import Visit
from explorer.pack.days import Scene
from explorer.report.document import Block, Heading, Paragraph, Point, Ribbon, RibbonHour
from explorer.report.from_others import NOTHING, came_point, from_others
from explorer.report.pack_translator import PackTranslator
from explorer.words.frozen import frozen

ALONE, SHARE = "0", "1"
"""What can be typed instead of a letter or a room's code: neither digit is a character of one."""
GO_ON = "go on"
"""The id of the line that opens an hour without the missing message."""


@frozen
class Meeting:
    """The state of sharing. `letter`: one's own, empty before the first hour; `room`: its code, empty without one;
    `where`: how far the other person is, empty while nobody has entered; `day`: whether a day is open; `hosted`:
    whether rooms are possible; `told`: whether another person plays another role; `wished`: whether both days are to be
    in the summary."""

    letter: str = ""
    room: str = ""
    where: str = ""
    day: bool = True
    hosted: bool = False
    told: bool = False
    wished: bool = False


def together_blocks(tr: PackTranslator, now: Meeting) -> Iterator[Block]:
    """One's room or letter, and what can be typed."""
    words = tr.words.together
    yield Heading(tr(words.title), 2)
    if now.where:
        yield Paragraph(now.where, "accent")
    elif now.room:
        yield Paragraph(tr(words.room, room=now.room), "accent")
        yield Paragraph(tr(words.room_tell))
        if now.letter:
            yield Paragraph(tr(words.letter_too, letter=now.letter), "quiet")
    elif now.letter:
        yield Paragraph(tr(words.letter))
        yield Paragraph(now.letter, "accent")
        yield Paragraph(tr(words.holds), "quiet")
    else:
        yield Paragraph(tr(words.no_letter if now.day or not now.hosted else words.no_room))
    ask = "" if now.where else tr(words.ask_hosted if now.hosted else words.ask, n=Form.of(tr.pack).width)
    yield Paragraph(f"{ask} {tr(words.back)}".strip())
    if now.told:
        yield Point(tr(words.share_no_more if now.wished else words.share), mark=SHARE)
    if now.told or now.room:
        yield Point(tr(words.go_alone), mark=ALONE)


def gate_blocks(tr: PackTranslator, visit: Visit, played: Played, other: tuple[str, int], room: str) -> Iterator[Block]:
    """The page of an hour that waits for a message: how far the other person is, how to go on without it, and what has
    arrived so far. `other`: their role and the index of their scene; an empty role if nobody has entered yet."""
    words, (role, turn) = tr.words.together, other
    opens = Point(tr(words.gate_open), id=GO_ON, mark="", choice=True)
    if not role:
        yield Heading(tr(words.gate_nobody), 1)
        yield Paragraph(tr(words.in_room, room=room))
        yield opens
        return
    scenes, name = tr.pack.day(role).scenes, tr.short(role)
    yield Heading(tr(words.gate, role=name, time=scenes[turn].time), 1)
    yield Paragraph(tr(words.gate_why, role=name))
    yield opens
    yield Heading(tr(words.gate_way, role=name), 3)
    yield _way(scenes, turn)
    others = from_others(visit, played, played.now) if played.now else NOTHING
    if before := [each for each in others.heard.values() if not each.stand_in or each not in others.fresh]:
        yield Heading(tr(words.gate_heard), 3)
        yield from (came_point(tr, each) for each in before)


def _way(scenes: Sequence[Scene], turn: int) -> Ribbon:
    """The hours of a day that always come, with the other person's position."""
    now = scenes[turn].time
    times = sorted({*certain_times(scenes), now})
    hours = tuple(RibbonHour(each, "past" if each < now else "now" if each == now else "to come") for each in times)
    return Ribbon(hours, now)


def status(tr: PackTranslator, room: str, role: str, time: str, present: bool) -> str:
    """The room in one line: its code, and how far the other person is; an empty `time` is the end of the day."""
    words = tr.words.together
    if not present:
        return tr(words.room_left, room=room, role=tr.short(role))
    if not time:
        return tr(words.room_over, room=room, role=tr.short(role))
    return tr(words.room_at, room=room, role=tr.short(role), time=time)
