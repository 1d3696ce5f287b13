"""Adapts a visit to another pack, or another version of the pack, than the one it was made with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from explorer.engine.day import NoSuchChoice, play
from explorer.engine.messages import facts_sent_by
from explorer.engine.published import published, versions
from explorer.engine.visit import Lived, OldDay, Told, Visit
from explorer.pack.pack import Pack
from explorer.pack.published import PublishedDay


def adapted_to(pack: Pack, visit: Visit, version: int | None = None) -> Visit:
    """`visit` as `pack` can show it; the same value where everything fits. `version`: the version of the pack that it
    was made with; None: this one, perhaps while an author edits it.

    Answers to items that `pack` does not have go (`dropped` counts them). A day lived in another version becomes an
    old day, unless that version is known to have had the same day; of a day of this version, the hours go from the
    first one on whose choice is not offered. A language that `pack` does not speak becomes its first.
    """
    items = {item.id for item in pack.questionnaire.every}
    rewritten = set(_rewritten(pack, visit, version))
    days = {day.role: _lived(pack, day.role, visit.lived(day.role)) for day in pack.days if day.role not in rewritten}
    old = {role: OldDay(version or pack.version, visit.lived(role)) for role in sorted(rewritten)}
    adapted = replace(
        visit,
        language=visit.language if visit.language in pack.languages else pack.languages[0],
        answers=MappingProxyType({item: answer for item, answer in visit.answers.items() if item in items}),
        before=MappingProxyType({item: answer for item, answer in visit.before.items() if item in items}),
        days=MappingProxyType({role: lived for role, lived in days.items() if lived.choices}),
        old_days=MappingProxyType({**visit.old_days, **old}),
        told=MappingProxyType(
            {role: told for role, told in visit.told.items() if _still_told(pack, role, told, version)}
        ),
    )
    return visit if adapted == visit else adapted


def dropped(pack: Pack, visit: Visit) -> int:
    """How many of a visit's answers were to questions that `pack` does not have."""
    return len(visit.answers.keys() - {item.id for item in pack.questionnaire.every})


def same_days(pack: Pack, version: int) -> set[str]:
    """The roles whose day is the same in another version of the pack as in this one."""
    today = {day.role: day for day in published(pack).days}
    then: tuple[PublishedDay, ...] = next((each.days for each in versions(pack) if each.version == version), ())
    return {day.role for day in then if today.get(day.role) == day}


def _still_told(pack: Pack, role: str, told: Told, version: int | None) -> bool:
    """Whether what was received of another person's day is still valid in `pack`."""
    if all(day.role != role for day in pack.days):
        return False
    if version not in (None, pack.version) and role not in same_days(pack, version or 0):
        return False
    facts = facts_sent_by(pack, role)
    fits = all(value <= len(fact.values) for value, fact in zip(told.values, facts, strict=False))
    return fits and len(told.values) <= len(facts)


def _rewritten(pack: Pack, visit: Visit, version: int | None) -> Iterator[str]:
    if version is None or version == pack.version:
        return
    same = same_days(pack, version)
    yield from (role for role, lived in visit.days.items() if lived.choices and role not in same)


def _lived(pack: Pack, role: str, lived: Lived) -> Lived:
    try:
        play(pack.day(role), lived.choices, lived.heard)
    except NoSuchChoice as error:
        hours = error.place - 1
        return replace(lived, choices=lived.choices[:hours], likes=lived.likes[:hours])
    except ValueError:  # a message has not that value any more
        return _lived(pack, role, replace(lived, heard=()))
    return lived
