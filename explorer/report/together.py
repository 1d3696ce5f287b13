"""A day shared with somebody else, as it is told on the screen and line by line."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.letters import Form
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.pack_translator import PackTranslator

GO_ON = "go on"
"""The id of the line that opens an hour whose message has not come."""


def together_blocks(tr: PackTranslator, letter: str, room: str, hosted: bool, told: bool) -> Iterator[Block]:
    """One's letter, and what can be typed. `room`: its signs, empty in none; `hosted`: whether rooms can be made;
    `told`: whether somebody else sits in another chair."""
    words = tr.words.together
    yield Heading(tr(words.title), 2)
    if room:
        yield Paragraph(tr(words.in_room, room=room), "accent")
    elif letter:
        yield Paragraph(tr(words.letter))
        yield Paragraph(letter, "accent")
        yield Paragraph(tr(words.holds), "quiet")
    else:
        yield Paragraph(tr(words.no_letter))
    yield Paragraph(tr(words.ask_hosted if hosted else words.ask, n=Form.of(tr.pack).width))
    if hosted and not room:
        yield Point(tr(words.make), mark="1")
    if told:
        yield Point(tr(words.share), mark="2")
    if told or room:
        yield Point(tr(words.go_alone), mark="0")


def gate_blocks(tr: PackTranslator, role: str, time: str, room: str) -> Iterator[Block]:
    """An hour whose message has not come: where the other is, and what opens it. `role` is empty where nobody has come
    yet."""
    words = tr.words.together
    if role:
        yield Heading(tr(words.gate, role=tr.short(role), time=time), 1)
        yield Paragraph(tr(words.gate_why, role=tr.short(role)))
    else:
        yield Heading(tr(words.gate_nobody), 1)
        yield Paragraph(tr(words.in_room, room=room))
    yield Point(tr(words.gate_open), id=GO_ON, mark="", choice=True)


def status(tr: PackTranslator, room: str, role: str, time: str, present: bool) -> str:
    """The room in a line: its signs, and where the other is."""
    words = tr.words.together
    if not role:
        return tr(words.room_waits, room=room)
    if not present:
        return tr(words.room_left, room=room, role=tr.short(role))
    if not time:
        return tr(words.room_over, room=room, role=tr.short(role))
    return tr(words.room_at, room=room, role=tr.short(role), time=time)
