"""A day played in two roles: what was done in one, which of its messages the other received and where they showed
there, and how both end. The other day was lived in the same visit, or by another person, of whom only the messages are
known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from explorer.engine.air import facts_at
from explorer.engine.day import Hour, Played, certain_times, holds
from explorer.engine.facts import Facts
from explorer.engine.messages import (
    Beside,
    OtherDay,
    coda,
    coda_elsewhere,
    coda_text,
    day_as_lived,
    others,
    sent_in,
    shared_facts,
)
from explorer.engine.visit import Visit
from explorer.pack.days import DayFile, Option, Scene
from explorer.pack.world import Passage, When
from explorer.report.document import Block, Cell, Heading, Hours, HoursRow, Paragraph, Point
from explorer.report.from_others import act
from explorer.report.pack_translator import PackTranslator
from explorer.words.frozen import frozen
from explorer.words.text import Text


def two_versions(tr: PackTranslator, visit: Visit, role: str, level: int, taken_home: bool = False) -> Iterator[Block]:
    """A day next to each day that it hears: what was done in either, what of that the other received, and where it
    showed; then how both end.

    Empty until this day is over, and until another one is over or played by another person. While the last letter of
    another person's day is missing, only that, and the hours in which a stand-in was heard; after it, unless
    `taken_home`, also what to do next.
    """
    own = day_as_lived(tr.pack, visit, role)
    beside = {name: each for name, each in others(tr.pack, visit, role).items() if _meet(own, each.day)}
    over = {name: each for name, each in beside.items() if (each.over if isinstance(each, OtherDay) else each.ending)}
    if own.ending is None or not (over or visit.told.keys() & beside.keys()):
        return
    words = tr.words.two_chairs
    yield Heading(tr(words.title), level, id=f"{role} versions")
    for name, other in beside.items():
        if name in over:
            yield from _crossed(tr, own, other)
            yield from _ends(tr, own, other, (beside, others(tr.pack, visit, name)), level + 1)
        elif isinstance(other, OtherDay):
            yield from _stood_in(tr, own, name)
            yield Paragraph(tr(words.not_over, role=tr.short(name)), "quiet")
        if name in visit.told and name in over and not taken_home:
            yield Paragraph(tr(words.swap, role=tr.short(name)), "quiet")
            wished = visit.told[name].shared
            yield Paragraph(tr(words.in_summary if wished else words.for_summary), "quiet")


def agreed_versions(tr: PackTranslator, visit: Visit, level: int) -> Iterator[Block]:
    """The same for every day shared with another person, if both agreed to a joint summary."""
    agreed = {role: told for role, told in visit.told.items() if told.shared and told.agrees}
    if agreed:
        for day in tr.pack.days:
            if day.role not in agreed:
                yield from two_versions(
                    tr, replace(visit, told=MappingProxyType(agreed)), day.role, level, taken_home=True
                )


def _meet(one: Played, other: DayFile) -> bool:
    return any(message.by == other.role for message in one.day.hears)


def _stood_in(tr: PackTranslator, own: Played, other: str) -> Iterator[Block]:
    """The hours in which a stand-in was heard instead of the other person."""
    alone = [each.message for each in own.heard if each.stand_in and each.message.by == other]
    times = dict.fromkeys(own.day.scenes[message.turn].time for message in alone)
    if times:
        yield Paragraph(tr(tr.words.two_chairs.stood_in, role=tr.short(other), times=", ".join(times)), "quiet")


# --- what was done, and what of it the other role received ----------------------------------------------------------


@frozen
class _Crossing:
    """A choice that is sent to the other role: its hour, what was done, and what the other role received (None:
    unknown). `stand_in`: nothing had arrived there, and a stand-in was heard; `showed`: the hours of that role in which
    it could be read, with the text."""

    scene: Scene
    done: Option
    heard: Option | None
    stand_in: bool
    showed: tuple[tuple[str, str], ...] = ()

    @property
    def same(self) -> bool:
        """Whether the other role received what was done."""
        return self.heard is self.done


def _crossed(tr: PackTranslator, own: Played, other: Played | OtherDay) -> Iterator[Block]:
    """What was done in each role next to what the other received of it. If both days are one's own, a sentence instead
    of the table where that is the same throughout, and the direction with differences comes first."""
    two = isinstance(other, OtherDay)
    chairs: tuple[tuple[Played | OtherDay, Played | OtherDay], ...] = ((own, other), (other, own))
    ways = [((sender, hearer), list(_crossings(tr, sender, hearer, own))) for sender, hearer in chairs]
    for (sender, hearer), crossings in ways if two else sorted(ways, key=lambda way: all(each.same for each in way[1])):
        if not crossings:
            continue
        names = {"role": tr.short(sender.day.role), "other": tr.short(hearer.day.role)}
        if not two and all(each.same for each in crossings):
            yield Paragraph(tr(tr.words.two_chairs.all_same, **names))
            continue
        if why := _why_otherwise(tr, crossings, two):
            yield Paragraph(tr(why, n=len(crossings), **names))
        yield _table(tr, crossings, tuple(tr(head, **names) for head in _heads(tr, sender is own, two)), two)
    if isinstance(other, OtherDay):
        yield from _not_told(tr, other)


def _heads(tr: PackTranslator, mine: bool, two: bool) -> tuple[Text, Text]:
    """The headings of what was done, and of what the other role received."""
    words = tr.words.two_chairs
    if not two:
        return words.you_did, words.done_there
    return (words.you_did, words.came_there) if mine else (words.they_did, words.came_here)


def _why_otherwise(tr: PackTranslator, crossings: Sequence[_Crossing], two: bool) -> Text | None:
    """Why one's other day received something else; None if it did not, or the table says so."""
    words, differ = tr.words.two_chairs, [each for each in crossings if not each.same]
    if two or not differ:
        return None
    return words.script if any(each.stand_in for each in differ) else words.changed


def _table(tr: PackTranslator, crossings: Sequence[_Crossing], heads: tuple[str, ...], two: bool) -> Hours:
    rows = (
        HoursRow(
            each.scene.time,
            (Cell(tr(each.done.text)), Cell(_came(tr, each, two), "quiet" if each.same and not each.showed else "")),
        )
        for each in crossings
    )
    return Hours(tuple((head, "strong") for head in heads), tuple(rows))


def _came(tr: PackTranslator, each: _Crossing, two: bool) -> str:
    """What the other role received of a choice, and where it showed."""
    words = tr.words.two_chairs
    if each.heard is None:
        return tr(words.unheard)
    if each.same:
        said = [tr(words.stand_in_same if two and each.stand_in else words.same)]
    else:
        done = tr(each.heard.text)
        said = [tr(words.stand_in_other, done=done) if two and each.stand_in else done]
    for time, text in each.showed if each.same else ():
        said.append(tr(words.showed, time=time, text=text) if time else text)
    return " ".join(said)


def _not_told(tr: PackTranslator, other: OtherDay) -> Iterator[Block]:
    """The hours of another person's day of which nothing is known."""
    events = {fact.sender.event for fact in other.day.facts if fact.sender and fact.sender.role == other.day.role}
    told = {scene.time for scene in other.day.scenes if scene.event and scene.event in events}
    if times := [time for time in certain_times(other.day.scenes) if time not in told]:
        said = tr.words.two_chairs.not_told
        yield Paragraph(tr(said, role=tr.short(other.day.role), times=", ".join(times)), "quiet")


def _crossings(
    tr: PackTranslator, sender: Played | OtherDay, hearer: Played | OtherDay, own: Played
) -> Iterator[_Crossing]:
    """The choices of a day that the other hears in its course, by the clock."""
    facts = hearer.facts if isinstance(hearer, Played) else shared_facts(hearer, own)
    heard = _heard(hearer, sender.day.role, facts)
    found = []
    for name, place in sent_in(sender).items():
        fact = next(fact for fact in sender.day.facts if fact.id == name)
        if name in heard and fact.sender and fact.sender.event:
            scene, done = act(sender.day, name, fact.values[place - 1])
            value, stand_in = heard[name]
            there = act(sender.day, name, value)[1] if value else None
            showed = tuple(_showed(tr, hearer, name, facts)) if there is done else ()
            found.append(_Crossing(scene, done, there, stand_in, showed))
    yield from sorted(found, key=lambda each: each.scene.time)


def _heard(hearer: Played | OtherDay, by: str, facts: Facts | None) -> Mapping[str, tuple[str, bool]]:
    """By message received in the course of a day, its value (empty: unknown), and whether it was a stand-in's."""
    if isinstance(hearer, Played):
        return {each.message.fact: (each.value, each.stand_in) for each in hearer.heard if each.message.by == by}
    within = [each.fact for each in hearer.day.hears if each.by == by and each.turn < len(hearer.day.scenes)]
    return {fact: (facts[fact] if facts else "", fact not in hearer.reached) for fact in within}


def _showed(tr: PackTranslator, hearer: Played | OtherDay, fact: str, facts: Facts | None) -> Iterator[tuple[str, str]]:
    """What was read in a day because of a message, with the time of its hour; a delayed effect has an empty time, as
    its text names the hours. Of another person's day, only what is known to have been read."""
    if isinstance(hearer, Played):
        for hour in hearer.lived:
            yield from ((hour.scene.time, text) for text in _read(tr, hour, fact))
            yield from (("", tr(echo.debrief)) for echo in hour.echoes if _asks(echo.when, fact))
        return
    shared = {each.id for each in hearer.day.facts if each.sender}

    def certain(when: When) -> bool:
        return bool(
            facts and _asks(when, fact) and {clause.name for clause in when} <= shared and holds(when, facts, {})
        )

    always = [scene for scene in hearer.day.scenes if not scene.when]
    for scene in always:
        for passage in scene.text:
            if facts and certain(passage.when):
                yield scene.time, tr(facts.said(passage.say))
    for echo in hearer.day.echoes:
        if certain(echo.when) and any(scene.id == echo.at for scene in always):
            yield "", tr(echo.debrief)


def _read(tr: PackTranslator, hour: Hour, fact: str) -> Iterator[str]:
    """The passages of an hour that were read because of a message."""
    told: list[tuple[Sequence[Passage], Facts, Mapping[str, int]]] = [(hour.scene.text, hour.facts, hour.before)]
    if hour.taken:
        told.append((hour.taken.outcome, facts_at(hour), hour.after or hour.before))
    for passages, facts, meters in told:
        for passage in passages:
            if _asks(passage.when, fact) and holds(passage.when, facts, meters):
                yield tr(facts.said(passage.say))


def _asks(when: When, fact: str) -> bool:
    """Whether something is read because a fact has a certain value, not because it lacks one."""
    return any(clause.name == fact and clause.op == "=" for clause in when)


# --- how both end --------------------------------------------------------------------------------------------------


def _ends(
    tr: PackTranslator, own: Played, other: Played | OtherDay, beside: tuple[Beside, Beside], level: int
) -> Iterator[Block]:
    """The epilogue as each role reads it; identical parts once. `beside`: the other days of each."""
    words, name = tr.words.two_chairs, tr.short(other.day.role)
    mine, theirs = coda(tr.pack, own, beside[0]), _later(tr, other, own, beside[1])
    if mine is None or theirs is None:
        return
    if mine == theirs[0]:
        yield Paragraph(tr(words.same_later, role=name))
        return
    yield Heading(tr(words.later), level)
    here = coda_text(tr.pack, own, beside[0])
    for day, said, but in ((own.day, here, theirs[1]), (other.day, theirs[1], here)):
        text, tag = " ".join(tr(each) for each in said if each not in but), tr(words.in_day, role=tr.short(day.role))
        yield Point(text, mark="", tag=tag, tag_tone=tr.tone(day.role))
    if both := " ".join(tr(each) for each in here if each in theirs[1]):
        yield Point(both, mark="", tag=tr(words.in_both))


def _later(
    tr: PackTranslator, other: Played | OtherDay, own: Played, there: Beside
) -> tuple[tuple[int, ...], tuple[Text, ...]] | None:
    """The epilogue as the other role reads it; None if it cannot be derived."""
    if isinstance(other, OtherDay):
        return coda_elsewhere(tr.pack, other, own)
    places = coda(tr.pack, other, there)
    return (places, coda_text(tr.pack, other, there)) if places is not None else None
