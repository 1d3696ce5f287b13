"""A visit that meets another pack than the one it was made with: what still has a meaning there stays."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from explorer.engine.day import NoSuchChoice, play
from explorer.engine.visit import Lived, Visit
from explorer.pack.pack import Pack


def adapted_to(pack: Pack, visit: Visit) -> Visit:
    """`visit` as `pack` can show it; the same value where everything fits.

    What goes: answers to items that `pack` does not have, days of roles that have none in it, and of a day the hours
    from the first one on whose choice is no longer offered. A language that `pack` does not speak becomes its first.
    """
    items = {item.id for item in pack.questionnaire.every}
    days = {day.role: _lived(pack, day.role, visit.lived(day.role)) for day in pack.days}
    adapted = replace(
        visit,
        language=visit.language if visit.language in pack.languages else pack.languages[0],
        answers=MappingProxyType({item: answer for item, answer in visit.answers.items() if item in items}),
        before=MappingProxyType({item: answer for item, answer in visit.before.items() if item in items}),
        days=MappingProxyType({role: lived for role, lived in days.items() if lived.choices}),
    )
    return visit if adapted == visit else adapted


def _lived(pack: Pack, role: str, lived: Lived) -> Lived:
    try:
        play(pack.day(role), lived.choices)
    except NoSuchChoice as error:
        return Lived(lived.choices[: error.place - 1], lived.likes[: error.place - 1])
    return lived
