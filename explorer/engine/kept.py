"""What of a visit still holds in a pack that was changed under it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from explorer.engine.day import NoSuchChoice, play
from explorer.engine.visit import History, Lived, Visit
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack


def kept(pack: Pack, visit: Visit) -> Visit:
    """`visit` without the answers to items, and from the first hour that is no longer offered on without the hours,
    that `pack` does not have; in a language that it speaks."""
    items = {item.id for item in pack.questionnaire.items}
    days = {day.role: _kept_hours(day, visit.lived(day.role)) for day in pack.days}
    return replace(
        visit,
        language=visit.language if visit.language in pack.languages else pack.languages[0],
        answers=MappingProxyType({item: answer for item, answer in visit.answers.items() if item in items}),
        before=MappingProxyType({item: answer for item, answer in visit.before.items() if item in items}),
        days=MappingProxyType({role: lived for role, lived in days.items() if lived.choices}),
    )


def kept_history(pack: Pack, history: History) -> History:
    """The same of a visit with those before and after it."""
    past, future = ((kept(pack, visit) for visit in visits) for visits in (history.past, history.future))
    return History(kept(pack, history.now), tuple(past), tuple(future))


def _kept_hours(day: DayFile, lived: Lived) -> Lived:
    try:
        play(day, lived.choices)
    except NoSuchChoice as error:
        return Lived(lived.choices[: error.place - 1], lived.likes[: error.place - 1])
    return lived
