"""The same day in two versions: what each chair did in the hours that both share, whether the other heard it so, what
came of that there, and what comes of the day in either. The other day was lived in the same visit, or by somebody
else, of whom a letter or a room has told what crosses and nothing more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from explorer.engine.day import Played, holds
from explorer.engine.facts import Facts
from explorer.engine.messages import (
    OtherDay,
    coda,
    coda_elsewhere,
    coda_text,
    day_as_lived,
    others,
    shared_facts,
)
from explorer.engine.visit import Visit
from explorer.pack.days import DayFile, Echo, Option, Scene
from explorer.pack.world import Sets
from explorer.report.document import Block, Cell, Heading, Hours, HoursRow, Paragraph, Point
from explorer.report.from_others import act
from explorer.report.making import pieces
from explorer.report.pack_translator import PackTranslator
from explorer.words.frozen import frozen
from explorer.words.text import Text

SAME, OTHER = "=", "≠"
"""Whether what one chair heard is what was done in the other."""
BACK = "›"
"""What came of it there."""


def two_versions(tr: PackTranslator, visit: Visit, role: str, level: int, taken_home: bool = False) -> Iterator[Block]:
    """One day beside each day that it hears: the choices side by side, then by the clock what was heard otherwise.

    Nothing before this day is over, or while no other day is over or somebody else's. For somebody else's
    day also where a stand-in spoke, that its last letter is missing, and, unless `taken_home`, what to do next.
    """
    own = day_as_lived(tr.pack, visit, role)
    beside = {name: each for name, each in others(tr.pack, visit, role).items() if _meet(own, each.day)}
    over = {name: each for name, each in beside.items() if (each.over if isinstance(each, OtherDay) else each.ending)}
    if own.ending is None or not (over or visit.told.keys() & beside.keys()):
        return
    words = tr.words.two_chairs
    yield Heading(tr(words.title), level, id=f"{role} versions")
    for name, other in beside.items():
        if name in visit.told:
            yield from _stand_in(tr, own, name)
        if name not in over:
            if name in visit.told:
                yield Paragraph(tr(words.not_over, role=tr.short(name)), "quiet")
            continue
        here, there = list(_sent(tr, own, other, own)), list(_sent(tr, other, own, own))
        yield _side_by_side(tr, (own, here), (other, there))
        if any(not each.same for each in (*here, *there)):
            yield Paragraph(tr(words.legend), "quiet")
        if isinstance(other, OtherDay):
            yield from _about_the_hours(tr, own, other)
        for each in sorted((*here, *there), key=lambda sent: sent.act.scene.time):
            yield from each.points if len(each.points) > 1 or not each.same else ()
        mine = coda(tr.pack, own, beside)
        theirs = _later(tr, visit, other, own)
        if mine is not None and theirs and mine == theirs[0]:
            yield Paragraph(tr(words.same_later, role=tr.short(name)))
        elif mine is not None and theirs:
            yield Paragraph(tr(words.later, role=tr.short(name), text=" ".join(map(tr, theirs[1]))))
        if name in visit.told and not taken_home:
            yield Paragraph(tr(words.swap, role=tr.short(name)), "quiet")
            wished = visit.told[name].shared
            yield Paragraph(tr(words.in_summary if wished else words.for_summary), "quiet")


def agreed_versions(tr: PackTranslator, visit: Visit, level: int) -> Iterator[Block]:
    """The same for every day that was lived with somebody else, where both would have it in the summary."""
    agreed = {role: told for role, told in visit.told.items() if told.shared and told.agrees}
    if agreed:
        for day in tr.pack.days:
            if day.role not in agreed:
                yield from two_versions(
                    tr, replace(visit, told=MappingProxyType(agreed)), day.role, level, taken_home=True
                )


def _meet(one: Played, other: DayFile) -> bool:
    return any(message.by == other.role for message in one.day.hears)


def _stand_in(tr: PackTranslator, own: Played, other: str) -> Iterator[Block]:
    """In which hours a stand-in spoke for somebody else."""
    alone = [each.message for each in own.heard if each.stand_in and each.message.by == other]
    times = dict.fromkeys(own.day.scenes[message.turn].time for message in alone)
    if times:
        yield Paragraph(tr(tr.words.two_chairs.stood_in, role=tr.short(other), times=", ".join(times)), "quiet")


def _later(
    tr: PackTranslator, visit: Visit, other: Played | OtherDay, own: Played
) -> tuple[tuple[int, ...], tuple[Text, ...]] | None:
    """What comes of the day as the other chair reads it; None where that cannot be told."""
    if isinstance(other, OtherDay):
        return coda_elsewhere(tr.pack, other, own)
    there = others(tr.pack, visit, other.day.role)
    places = coda(tr.pack, other, there)
    return (places, coda_text(tr.pack, other, there)) if places is not None else None


# --- what was done, and how it was heard ---------------------------------------------------------------------------


@frozen
class _Act:
    """A choice: its scene, its option, and the shared fact and value that it sent (both empty: it sent nothing)."""

    scene: Scene
    option: Option
    fact: str
    value: str


@frozen
class _Sent:
    """A choice that sent something, whether it was heard so, and the lines that say it and what came of it."""

    act: _Act
    same: bool
    points: tuple[Point, ...]


def _side_by_side(tr: PackTranslator, *sides: tuple[Played | OtherDay, list[_Sent]]) -> Hours:
    """What each chair did, as far as it is known, and between them whether each heard what the other did; hours of one
    event stand in one row."""
    cells: dict[str, dict[int, _Sent | _Act]] = {}
    for column, (day, sent) in enumerate(sides):
        heard = {each.act.scene.id for each in sent}
        done: list[_Sent | _Act] = [*sent, *(act for act in _known(day) if act.scene.id not in heard)]
        for each in done:
            scene = _act(each).scene
            cells.setdefault(scene.event or f"{column} {scene.id}", {})[column] = each
    rows = []
    for row in cells.values():
        said = tuple(Cell(tr(_act(row[column]).option.text) if column in row else "") for column in range(len(sides)))
        same = [each.same for each in row.values() if isinstance(each, _Sent)]
        time = min(_act(each).scene.time for each in row.values())
        rows.append(HoursRow(time, said, shared=bool(same) and all(same), otherwise=not all(same)))
    days = tuple((tr.short(day.day.role), tr.tone(day.day.role)) for day, _ in sides)
    return Hours(days, tuple(sorted(rows, key=lambda row: row.time)))


def _act(each: _Sent | _Act) -> _Act:
    return each.act if isinstance(each, _Sent) else each


def _known(day: Played | OtherDay) -> Iterator[_Act]:
    """What was done in a day: all of one's own, of somebody else's what it sent."""
    if isinstance(day, OtherDay):
        yield from _acts(day)
        return
    for hour in day.lived:
        if hour.scene.rated and hour.taken:
            yield _Act(hour.scene, hour.taken, "", "")


def _about_the_hours(tr: PackTranslator, own: Played, other: OtherDay) -> Iterator[Block]:
    """Beside somebody else's day: why rows have one side only, in which hours their acts came, and what was written."""
    words, name = tr.words.two_chairs, tr.short(other.day.role)
    yield Paragraph(tr(words.one_side, role=name), "quiet")
    came = [each.message for each in own.heard if each.message.by == other.day.role and not each.stand_in]
    lived = [hour.scene for hour in own.lived]
    scenes = own.day.scenes
    times = [next((scene.time for scene in lived if scenes.index(scene) >= each.turn), "") for each in came]
    if times := [time for time in dict.fromkeys(times) if time]:
        yield Paragraph(tr(words.came_at, role=name, times=", ".join(times)))
    for piece in pieces(own):
        text = " ".join(tr(hour.taken.text) for hour in piece.hours if hour.taken)
        yield Paragraph(tr(words.wrote, title=tr(piece.title), text=text))


def _acts(played: Played | OtherDay) -> Iterator[_Act]:
    """The choices of a day that sent something."""
    for scene in played.day.scenes:
        for option in scene.options:
            for each in option.sets:
                if _sends(played, each) and each.value and _did(played, scene, option, each):
                    yield _Act(scene, option, each.fact, each.value)


def _sends(played: Played | OtherDay, each: Sets) -> bool:
    fact = next((fact for fact in played.day.facts if fact.id == each.fact), None)
    return fact is not None and fact.sender is not None


def _did(played: Played | OtherDay, scene: Scene, option: Option, each: Sets) -> bool:
    if isinstance(played, Played):
        return any(hour.scene is scene and hour.taken is option for hour in played.lived)
    fact = next(fact for fact in played.day.facts if fact.id == each.fact)
    here = fact.sender is not None and fact.sender.event == scene.event
    return here and bool(each.value) and played.said.get(fact.id) == fact.values.index(str(each.value)) + 1


def _sent(tr: PackTranslator, sender: Played | OtherDay, hearer: Played | OtherDay, own: Played) -> Iterator[_Sent]:
    """What was done in the hours that send something, how it was heard and what came of it."""
    words = tr.words.two_chairs
    who, by = tr.short(sender.day.role), tr.short(hearer.day.role)
    facts = hearer.facts if isinstance(hearer, Played) else shared_facts(hearer, own)
    heard = _heard(hearer, sender.day.role, facts)
    for each in _acts(sender):
        if each.fact not in heard:
            continue
        came = heard[each.fact]
        same = came == each.value
        said = f"{who}: {tr(each.option.text)}"
        if not came:
            said = tr(words.unheard, role=by)
        elif not same:  # what was done stands in the table
            said = tr(words.heard, role=by, done=tr(act(sender.day, each.fact, came)[1].text))
        back = [tr(words.came_back, role=by, text=tr(echo.debrief)) for echo in _echoes(hearer, each.fact, facts)]
        point = Point(said, mark=SAME if same else OTHER, tag=each.scene.time)
        yield _Sent(each, same, (point, *(Point(text, mark=BACK, tone="quiet") for text in back)))


def _heard(hearer: Played | OtherDay, by: str, facts: Facts | None) -> Mapping[str, str]:
    """Of each message that came in the course of a day the value that was heard; empty: a stand-in's, not known
    which."""
    if isinstance(hearer, Played):
        return {each.message.fact: each.value for each in hearer.heard if each.message.by == by}
    within = [each for each in hearer.day.hears if each.by == by and each.turn < len(hearer.day.scenes)]
    return {each.fact: facts[each.fact] if facts else "" for each in within}


def _echoes(hearer: Played | OtherDay, fact: str, facts: Facts | None) -> Iterator[Echo]:
    """What a message brought back in the other chair; where somebody else sits there, what is known to have come."""
    if isinstance(hearer, Played):
        came = (echo for hour in hearer.lived for echo in hour.echoes)
        yield from (echo for echo in came if any(clause.name == fact for clause in echo.when))
        return
    always = {scene.id for scene in hearer.day.scenes if not scene.when}
    shared = {each.id for each in hearer.day.facts if each.sender}
    for echo in hearer.day.echoes if facts else ():
        named = {clause.name for clause in echo.when}
        if facts and fact in named and named <= shared and echo.at in always and holds(echo.when, facts, {}):
            yield echo
