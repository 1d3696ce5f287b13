"""The current situation at an hour of a day ("in the air"): the facts that have changed since the morning, when, by
whose choice, which other roles have not heard of them yet, and who of the people present knows them."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.day import Hour, Played, holds
from explorer.engine.facts import Facts
from explorer.pack.pack import Pack
from explorer.pack.world import KNOWS, Fact
from explorer.words.frozen import frozen
from explorer.words.text import Text


@frozen
class InAir:
    """A fact that has changed: its words, the time `since` when, and `by` which role (empty: one's own).

    `unheard`: roles that have not heard of it yet, each with the time at which they will (empty: after the last hour).
    `new`: it was changed by the choice whose outcome is being shown.
    """

    text: Text
    since: str
    by: str = ""
    unheard: tuple[tuple[str, str], ...] = ()
    new: bool = False


def hour_shown(played: Played, telling: bool) -> Hour | None:
    """The hour on the screen: the last one lived while its outcome is shown (`telling`), else the current one."""
    return played.lived[-1] if telling and played.lived else played.now


def facts_at(hour: Hour) -> Facts:
    """The facts as an hour opens; once it was lived, after its choice."""
    return hour.facts.after(hour.taken.sets, hour.scene.time) if hour.taken else hour.facts


def said_of(facts: Facts, name: str) -> Text | None:
    """What the screen says about the current value of a fact; None if nothing, or if it is over."""
    fact = facts.table[name]
    return None if fact.over and holds(fact.over, facts, {}) else fact.air.get(facts[name])


def in_the_air(pack: Pack, played: Played, telling: bool) -> tuple[InAir, ...]:
    """All changed facts that have words for the screen, the latest first."""
    hour = hour_shown(played, telling)
    if hour is None:
        return ()
    facts, rows = facts_at(hour), []
    for name in facts.true:
        if words := said_of(facts, name):
            fact, since = facts.table[name], facts.since.get(name, "")
            by = fact.sender.role if fact.sender and fact.sender.role != played.day.role else ""
            new = bool(hour.taken) and facts.true.get(name) != hour.facts.true.get(name)
            unheard = () if by else tuple(_unheard(pack, played.day.role, fact, hour.scene.time))
            rows.append(InAir(words, since, by, unheard, new))
    return tuple(sorted(rows, key=lambda each: each.since, reverse=True))


def _unheard(pack: Pack, role: str, fact: Fact, now: str) -> Iterator[tuple[str, str]]:
    for day in pack.days:
        for message in day.hears if fact.sender and day.role != role else ():
            time = day.scenes[message.turn].time if message.turn < len(day.scenes) else ""
            if message.fact == fact.id and (not time or time > now):
                yield day.role, time


def known_to(played: Played, person: str, telling: bool) -> tuple[Text, ...]:
    """The changed facts that a person of the cast knows: they were present when it changed, or were told (a fact
    `fact@person`), and it still holds. The latest first."""
    hour = hour_shown(played, telling)
    if hour is None:
        return ()
    facts = facts_at(hour)
    seen = {
        each.fact: facts_at(lived)[each.fact]
        for lived in played.lived
        for each in (lived.taken.sets if lived.taken and person in lived.scene.here else ())
    }
    heard = {name.split(KNOWS)[0] for name in facts.true if name.endswith(f"{KNOWS}{person}")}
    known = (name for name in facts.true if name in heard or seen.get(name) == facts[name])
    latest = sorted(known, key=lambda name: facts.since.get(name, ""), reverse=True)
    return tuple(words for name in latest if (words := said_of(facts, name)))
