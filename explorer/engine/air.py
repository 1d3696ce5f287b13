"""What is in the air at an hour of a day: what is so and was not in the morning, since when, whose choice it was, which
other chairs have not heard of it yet, and who of the people there saw it become so."""

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
    """Something that is so now: its words, `since` when by the clock, and `by` whose chair (empty: one's own).

    `unheard`: roles that have not heard it yet, each with the time at which they will (empty: after the last hour).
    `new`: the choice that is being told made it so.
    """

    text: Text
    since: str
    by: str = ""
    unheard: tuple[tuple[str, str], ...] = ()
    new: bool = False


def hour_shown(played: Played, telling: bool) -> Hour | None:
    """The hour on the screen: the last one while its outcome is told (`telling`), else the one that waits."""
    return played.lived[-1] if telling and played.lived else played.now


def facts_at(hour: Hour) -> Facts:
    """What is true as an hour waits; once it was lived, after its choice."""
    return hour.facts.after(hour.taken.sets, hour.scene.time) if hour.taken else hour.facts


def said_of(facts: Facts, name: str) -> Text | None:
    """What the screen says of a fact as it is now; None where there is nothing to say, or where it is over."""
    fact = facts.table[name]
    return None if fact.over and holds(fact.over, facts, {}) else fact.air.get(facts[name])


def in_the_air(pack: Pack, played: Played, telling: bool) -> tuple[InAir, ...]:
    """All of it that has words for the screen, the latest first."""
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
    """What someone of the cast knows of what is in the air: they were there when it became so, or were told (a fact
    `fact@person`), and it is so still. The latest first."""
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
