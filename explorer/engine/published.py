"""The parts of a version of a pack that are needed to read its codes and saved visits: its items and days, by id and in
order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.pack.published import Published, PublishedDay, PublishedScene
from explorer.pack.world import Choice

CODE = 2
"""The current format of codes."""


@lru_cache(maxsize=4)  # thousands of people are scored with one pack
def published(pack: Pack) -> Published:
    """The current version of `pack`. Anything added to a pack that codes should contain is listed here."""
    items = tuple(item.id for item in pack.questionnaire.items)
    sets = tuple(tuple(item.id for item in further) for further in pack.questionnaire.more)
    days = tuple(_day(day) for day in pack.days)
    return Published(version=pack.version, code=CODE, items=items, sets=sets, days=days)


def versions(pack: Pack) -> Iterator[Published]:
    """All versions that a code of this pack may have been made with: the current one, and those published before.

    Program 0.1.0 did not record what was published; any version that it could read may have codes of format 1.
    """
    known = [published(pack), *pack.earlier]
    yield from known
    noted = {each.version for each in known if each.code == 1}
    for each in {each.version: each for each in known}.values():
        if each.version not in noted and not each.sets and not any(day.messages for day in each.days):
            yield replace(each, code=1)


def _day(day: DayFile) -> PublishedDay:
    scenes = tuple(PublishedScene(id=scene.id, options=len(scene.options), rated=scene.rated) for scene in day.scenes)
    values = {fact.id: len(fact.values) for fact in day.facts}
    messages = tuple(values[message.fact] for message in day.hears if message.turn < len(day.scenes))
    return PublishedDay(role=day.role, scenes=scenes, messages=messages, rules=_rules(day))


def _rules(day: DayFile) -> str:
    """A fingerprint of everything that decides which options a number refers to: facts, messages, conditions, and what
    sets the facts or moves the meters they depend on. A part that a day lacks adds no line, so that a new kind of rule
    does not change the fingerprint of days without it."""
    lines = [f"fact {fact.id} {' '.join(fact.values)} {_choices(fact.unheard)}" for fact in day.facts]
    lines += [f"hears {message.fact} {message.turn}" for message in day.hears]
    for scene in day.scenes:
        lines.append(f"scene {scene.id} {_joined(scene.when)} {_joined(scene.sets)}")
        lines += [f"- {_joined(each.when)} {_joined(each.sets)} {_moves(each.effects)}" for each in scene.options]
    lines += [f"echo {e.at} {_joined(e.when)} {_joined(e.sets)} {_moves(e.effects)}" for e in day.echoes]
    import hashlib  # not needed when the program starts

    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:8]


def _joined(clauses: Iterable[object]) -> str:
    return ",".join(map(str, clauses))


def _choices(choices: Iterable[Choice]) -> str:
    return " ".join(f"{choice.value}:{_joined(choice.when)}" for choice in choices)


def _moves(effects: Mapping[str, int]) -> str:
    return ",".join(f"{meter}{by:+}" for meter, by in sorted(effects.items()))
