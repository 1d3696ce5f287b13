"""The same day in two versions: what each chair did in the hours that both share, whether the other heard it so, and
what comes of the day in either."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.day import Heard, Hour, Played
from explorer.engine.messages import coda, coda_text, day_as_lived, others
from explorer.engine.visit import Visit
from explorer.pack.world import Fact
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.pack_translator import PackTranslator

SAME, OTHER = "=", "≠"
"""Whether what one chair heard is what was done in the other."""


def two_versions(tr: PackTranslator, visit: Visit, role: str, level: int) -> Iterator[Block]:
    """An hour a line, by the clock; nothing where no other day that is heard was lived to its end."""
    own = day_as_lived(tr.pack, visit, role)
    beside = {name: each for name, each in others(tr.pack, visit, role).items() if each.ending}
    met = {name: each for name, each in beside.items() if _meet(own, each)}
    if own.ending is None or not met:
        return
    words = tr.words.two_chairs
    yield Heading(tr(words.title), level, id=f"{role} versions")
    for other in met.values():
        lines = [*_sent(tr, own, other), *_sent(tr, other, own)]
        yield from (point for _, point in sorted(lines, key=lambda line: line[0]))
        mine = coda(tr.pack, own, beside)
        if mine is not None and mine != coda(tr.pack, other, others(tr.pack, visit, other.day.role)):
            for played in (own, other):
                then = coda_text(tr.pack, played, others(tr.pack, visit, played.day.role))
                yield Paragraph(tr(words.later, role=tr.short(played.day.role), text=" ".join(map(tr, then))))


def _meet(one: Played, other: Played) -> bool:
    return any(message.by == other.day.role for message in one.day.hears)


def _sent(tr: PackTranslator, sender: Played, hearer: Played) -> Iterator[tuple[str, Point]]:
    """What was done in the hours that send something, and how it was heard: the time, and the line."""
    words = tr.words.two_chairs
    heard = {each.message.fact: each for each in hearer.heard if each.message.by == sender.day.role}
    for hour in sender.lived:
        for fact, value in _made(hour):
            if fact.id in heard and hour.taken:
                came = heard[fact.id]
                same = came.value == value
                who, by = tr.short(sender.day.role), tr.short(hearer.day.role)
                notes = () if same else (tr(words.heard, role=by, done=_done(tr, sender, came)),)
                said = f"{who}: {tr(hour.taken.text)}"
                yield hour.scene.time, Point(said, mark=SAME if same else OTHER, tag=hour.scene.time, notes=notes)


def _made(hour: Hour) -> Iterator[tuple[Fact, str]]:
    """The shared facts that a choice gave a value to."""
    for each in hour.taken.sets if hour.taken else ():
        fact = hour.facts.table[each.fact]
        if fact.sender and each.value:
            yield fact, each.value


def _done(tr: PackTranslator, sender: Played, came: Heard) -> str:
    """What would have been done there for it to be as it was heard."""
    for scene in sender.day.scenes:
        for option in scene.options:
            if any(each.fact == came.message.fact and each.value == came.value for each in option.sets):
                return tr(option.text)
    return came.value
