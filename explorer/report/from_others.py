"""What an hour has from another person's day: what was done there, by that person or by a stand-in, and which lines of
the hour depend on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explorer.engine.air import facts_at
from explorer.engine.day import Heard, Hour, Played, holds
from explorer.engine.messages import sent_so_far
from explorer.engine.visit import Visit
from explorer.pack.days import DayFile, Option, Scene
from explorer.pack.world import Passage, When
from explorer.report.document import Point
from explorer.report.pack_translator import PackTranslator
from explorer.words.frozen import frozen

PERSON, STAND_IN = "►", "○"
"""The signs before what the other person did, and before what a stand-in did in their place."""


@frozen
class FromOthers:
    """For an hour: what was heard so far from roles that another person plays, by shared fact, and which of it came
    with this hour."""

    heard: Mapping[str, Heard]
    fresh: tuple[Heard, ...] = ()

    def sign(self, tr: PackTranslator, when: When) -> str:
        """The sign and words before a line with this condition, saying whose act it depends on; empty if on nobody
        else's."""
        asked = [self.heard[clause.name] for clause in when if clause.name in self.heard]
        if not asked:
            return ""
        acted = [each for each in asked if not each.stand_in]
        role = tr.short((acted or asked)[0].message.by)
        words = tr.words.together
        return f"{PERSON} {tr(words.by_them, role=role)}" if acted else f"{STAND_IN} {tr(words.by_stand_in, role=role)}"

    def said(self, tr: PackTranslator, passages: Sequence[Passage], hour: Hour, lived: bool = False) -> list[str]:
        """The passages read as an hour opened or, with `lived`, after it was lived, each with the sign of the act it
        depends on."""
        facts, meters = (facts_at(hour), hour.after or hour.before) if lived else (hour.facts, hour.before)
        read = (each for each in passages if holds(each.when, facts, meters))
        said = ((self.sign(tr, each.when), tr(facts.said(each.say))) for each in read)
        return [f"{sign}: {text}" if sign else text for sign, text in said]


NOTHING = FromOthers({})
"""For a day that nobody else shares."""


def from_others(visit: Visit, played: Played, hour: Hour) -> FromOthers:
    """The `FromOthers` of an hour."""
    if not visit.told:
        return NOTHING
    scenes = played.day.scenes
    at = scenes.index(hour.scene)
    past = max((turn for each in played.lived if (turn := scenes.index(each.scene)) < at), default=-1)
    heard = [each for each in played.heard if each.message.by in visit.told and each.message.turn <= at]
    fresh = tuple(each for each in heard if each.message.turn > past)
    return FromOthers({each.message.fact: each for each in heard}, fresh)


def came(tr: PackTranslator, others: FromOthers) -> Iterator[Point]:
    """What arrived with the hour: whose act, when, and what was done."""
    yield from (came_point(tr, each) for each in others.fresh)


def came_point(tr: PackTranslator, each: Heard) -> Point:
    """One thing that arrived."""
    words = tr.words.together
    scene, option = act(tr.pack.day(each.message.by), each.message.fact, each.value)
    said = words.came_stand_in if each.stand_in else words.came
    text = tr(said, time=scene.time, done=tr(option.text).rstrip("."))
    tag, tone = tr.short(each.message.by), tr.tone(each.message.by)
    return Point(text, mark=STAND_IN if each.stand_in else PERSON, tag=tag, tag_tone=tone)


def done_there(tr: PackTranslator, visit: Visit, role: str, scene: Scene) -> Option | None:
    """What the other person did in an hour of their day, as far as it is known."""
    for name, value in sent_so_far(tr.pack, role, visit.told[role]).items():
        fact = next(fact for fact in tr.pack.world.facts if fact.id == name)
        if fact.sender and fact.sender.event == scene.event:
            return act(tr.pack.day(role), name, fact.values[value - 1])[1]
    return None


def act(day: DayFile, fact: str, value: str) -> tuple[Scene, Option]:
    """The hour and option of a day that give a shared fact that value. Raises StopIteration if there is none."""
    return next(
        (scene, option)
        for scene in day.scenes
        for option in scene.options
        if any(each.fact == fact and each.value == value for each in option.sets)
    )
