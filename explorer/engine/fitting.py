"""What of a visit a pack can still show: a visit may be older than the pack that it meets."""

from __future__ import annotations

from types import MappingProxyType

from explorer.engine.day import NoSuchChoice, play
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack


def fitting(pack: Pack, visit: Visit) -> Visit:
    """`visit` without answers to questions that `pack` does not ask and days that it cannot replay; in one of its
    languages. The same value where everything fits."""
    items = {item.id for item in pack.questionnaire.items}
    answers = {item: answer for item, answer in visit.answers.items() if item in items}
    before = {item: answer for item, answer in visit.before.items() if item in items}
    days = {role: lived for role, lived in visit.days.items() if _plays(pack, role, lived.choices)}
    language = visit.language if visit.language in pack.languages else pack.languages[0]
    fitted = Visit(language, MappingProxyType(answers), MappingProxyType(days), visit.stars, MappingProxyType(before))
    return visit if fitted == visit else fitted


def _plays(pack: Pack, role: str, choices: tuple[int, ...]) -> bool:
    try:
        play(pack.day(role), choices)
    except (KeyError, NoSuchChoice):
        return False
    return True
