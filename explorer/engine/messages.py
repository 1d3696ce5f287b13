"""Messages between the roles of a shared day.

A message is the value that a choice gives to a shared fact. Another role hears it in the first hour that
is strictly later by the clock, and what was heard does not change: no change in one day alters an hour already lived in
another. If a message has not arrived, a default value is heard, the "stand-in" that the fact declares.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.engine.day import Heard, NoSuchChoice, Played, arrived, holds, play
from explorer.engine.facts import Facts, table_of
from explorer.engine.visit import Told, Visit, chosen, rewound, with_lived
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.pack.world import Fact, Message, Sets
from explorer.words.frozen import frozen
from explorer.words.text import Text

Sent = Mapping[str, int]
"""Shared facts (ids), each with the number of its value, from 1."""


def sent(played: Played) -> Sent:
    """What a day has sent so far: the values that its choices gave to shared facts, and at its end the closing
    facts."""
    table = played.facts.table
    found: dict[str, int] = {}
    for hour in played.lived:
        for each in hour.taken.sets if hour.taken else ():
            if table[each.fact].sender and each.value:
                found[each.fact] = table[each.fact].values.index(each.value) + 1
    for closing in played.day.closings if played.ending else ():
        value = next(each.value for each in closing.choices if holds(each.when, played.facts, played.meters))
        found[closing.fact] = table[closing.fact].values.index(value) + 1
    return found


def facts_sent_by(pack: Pack, role: str) -> tuple[Fact, ...]:
    """The shared facts that a role sends, in the order of its day's clock; those sent at the end come last."""
    scenes = pack.day(role).scenes
    turns = {scene.event: turn for turn, scene in enumerate(scenes)}
    own = [(fact.sender.event, fact) for fact in pack.world.facts if fact.sender and fact.sender.role == role]
    return tuple(fact for event, fact in sorted(own, key=lambda each: turns[each[0]] if each[0] else len(scenes)))


def crosses(pack: Pack, day: DayFile) -> bool:
    """Whether a day sends or hears any message."""
    return bool(day.hears or facts_sent_by(pack, day.role))


def sent_so_far(pack: Pack, role: str, told: Told) -> Sent:
    """What another person's day has sent so far."""
    values = zip(facts_sent_by(pack, role), told.values, strict=False)
    return {fact.id: value for fact, value in values if value}


def day_as_lived(pack: Pack, visit: Visit, role: str) -> Played:
    """The state of a day in a visit, its current hour with the messages that have arrived."""
    lived = visit.lived(role)
    return play(pack.day(role), lived.choices, (*lived.heard, *arriving(pack, visit, role)))


def arriving(pack: Pack, visit: Visit, role: str) -> tuple[int, ...]:
    """The messages that arrive with the current hour: for each message since the last hour the number of its value,
    from 1, or 0 for the stand-in.

    For a role that another person plays (`Visit.told`), the values they have sent; else those from the day lived in the
    same visit.
    """
    waiting = _waiting(pack, visit, role)
    return tuple(_value(pack, visit, message) if fresh else 0 for message, fresh in waiting)


def awaited(pack: Pack, visit: Visit, role: str) -> tuple[Message, ...]:
    """The messages that are due with the current hour and that nobody has sent yet."""
    waiting = _waiting(pack, visit, role)
    return tuple(message for message, fresh in waiting if fresh and not _value(pack, visit, message))


def fix_messages(pack: Pack, visit: Visit, role: str) -> Visit:
    """The visit with the messages of the current hour fixed at their present values, so that later ones do not change
    it. Nothing changes in a day without a choice."""
    lived = visit.lived(role)
    return with_lived(visit, role, replace(lived, heard=(*lived.heard, *arriving(pack, visit, role))))


def _waiting(pack: Pack, visit: Visit, role: str) -> list[tuple[Message, bool]]:
    """The messages due by the current hour and not heard yet, each with whether it is due since the last hour."""
    day, lived = pack.day(role), visit.lived(role)
    played = play(day, lived.choices, lived.heard)
    if played.now is None:
        return []
    turn = day.scenes.index(played.now.scene)
    past = day.scenes.index(played.lived[-1].scene) if played.lived else -1
    waiting = [message for message in day.hears if message.turn <= turn][len(lived.heard) :]
    return [(message, message.turn > past) for message in waiting]


def _value(pack: Pack, visit: Visit, message: Message) -> int:
    if told := visit.told.get(message.by):
        return sent_so_far(pack, message.by, told).get(message.fact, 0)
    if message.by not in visit.days:
        return 0
    other = visit.lived(message.by)
    return sent(play(pack.day(message.by), other.choices, other.heard)).get(message.fact, 0)


def choose_and_hear(pack: Pack, visit: Visit, role: str, option: int, liking: int = 0) -> Visit:
    """The visit with `option` (from 1) chosen in the current hour, its rating, and the messages that had arrived."""
    return chosen(visit, role, option, arriving(pack, visit, role), liking)


def take_back_hour(pack: Pack, visit: Visit, role: str) -> Visit:
    """The visit with a day's last hour taken back, and the messages that came with it."""
    lived, day = visit.lived(role), pack.day(role)
    before = play(day, lived.choices[:-1], lived.heard)
    past = day.scenes.index(before.lived[-1].scene) if before.lived else -1
    return rewound(visit, role, sum(message.turn <= past for message in day.hears))


def play_together(pack: Pack, choices: Mapping[str, Sequence[int]]) -> dict[str, Played]:
    """Play several roles of one day, each with its list of choices, with the messages between them; for choices that a
    list does not have, the stand-in is heard. Raises NoSuchChoice."""
    heard: dict[str, tuple[int, ...]] = dict.fromkeys(choices, ())
    for _ in range(sum(len(day.hears) for day in pack.days) + 1):
        played = {role: _as_far(pack.day(role), made, heard[role]) for role, made in choices.items()}
        said = {role: sent(each) for role, each in played.items()}
        now = {role: _heard(pack.day(role), said) for role in choices}
        if now == heard:
            break
        heard = now
    return {role: play(pack.day(role), made, heard[role]) for role, made in choices.items()}


def _as_far(day: DayFile, choices: Sequence[int], heard: Sequence[int]) -> Played:
    """A day played as far as its choices are valid: messages may still change which are."""
    try:
        return play(day, choices, heard)
    except NoSuchChoice as error:
        return play(day, choices[: error.place - 1], heard)


def _heard(day: DayFile, said: Mapping[str, Sent]) -> tuple[int, ...]:
    within = (message for message in day.hears if message.turn < len(day.scenes))
    return tuple(said.get(message.by, {}).get(message.fact, 0) for message in within)


# --- what comes of it ------------------------------------------------------------------------------------------


@frozen
class OtherDay:
    """What is known of another person's day: what it has sent, for which messages it heard the sender's own value, and
    whether it is over (its last message is known)."""

    day: DayFile
    said: Sent
    reached: frozenset[str]
    over: bool


Beside = Mapping[str, Played | OtherDay]
"""Other days of the same pack, by role."""


def other_day(pack: Pack, role: str, told: Told) -> OtherDay:
    """What is known of another person's day."""
    day, said = pack.day(role), sent_so_far(pack, role, told)
    heard = (message.fact for message in day.hears)
    reached = frozenset(fact for fact, reached in zip(heard, told.reached, strict=False) if reached)
    last = facts_sent_by(pack, role)[-1:]
    return OtherDay(day, said, reached, all(fact.id in said for fact in last) and bool(last))


def others(pack: Pack, visit: Visit, role: str) -> dict[str, Played | OtherDay]:
    """The other days of a visit that were begun; for a role that another person plays, what is known of it."""
    found: dict[str, Played | OtherDay] = {}
    for day in pack.days:
        if day.role != role and (told := visit.told.get(day.role)):
            found[day.role] = other_day(pack, day.role, told)
        elif day.role != role and visit.lived(day.role).choices:
            found[day.role] = day_as_lived(pack, visit, day.role)
    return found


def sent_in(day: Played | OtherDay) -> Sent:
    """What a day has sent, whether played here or by another person."""
    return sent(day) if isinstance(day, Played) else day.said


def coda(pack: Pack, played: Played, beside: Beside) -> tuple[int, ...] | None:
    """The epilogue of a finished day: for each group of `Pack.coda` the number of its passage, from 1, or 0 if no
    condition holds; None before the end, for a pack without an epilogue, and for a day without messages.

    It depends on shared facts only: what this day sent and heard, and the closing facts of the days `beside` it. The
    latter count only if every value heard here from that day is the one sent there (`agreed`); else the stand-in's
    value counts. So two people who heard all of each other's choices read the same epilogue.
    """
    if played.ending is None or not _has_coda(pack, played.day):
        return None
    return _groups(pack, _known(played, beside))


def coda_text(pack: Pack, played: Played, beside: Beside) -> tuple[Text, ...]:
    """The epilogue as texts; none if there is no epilogue yet."""
    if played.ending is None or not _has_coda(pack, played.day):
        return ()
    facts = _known(played, beside)
    return _passages(pack, facts, _groups(pack, facts))


def _has_coda(pack: Pack, day: DayFile) -> bool:
    return bool(pack.coda) and crosses(pack, day)


def coda_elsewhere(pack: Pack, other: OtherDay, played: Played) -> tuple[tuple[int, ...], tuple[Text, ...]] | None:
    """The epilogue of another person's finished day next to one's own; None if too little is known of it."""
    facts = shared_facts(other, played)
    if facts is None or not other.over or not _has_coda(pack, other.day):
        return None
    groups = _groups(pack, facts)
    return groups, _passages(pack, facts, groups)


def shared_facts(other: OtherDay, played: Played) -> Facts | None:
    """The shared facts of another person's day as far as known, including what it heard; None if a stand-in was heard
    whose value cannot be derived from shared facts, or if what it heard was from a third role or is taken back."""
    day, mine = other.day, sent(played)
    facts, all_mine = Facts(table_of(day)), True
    within = [message for message in day.hears if message.turn < len(day.scenes)]
    own = {fact.sender.event: fact for fact in facts.table.values() if fact.sender and fact.sender.role == day.role}
    for turn, scene in enumerate(day.scenes):
        for message in (each for each in within if each.turn == turn):
            came, from_here = message.fact in other.reached, message.by == played.day.role
            if not (from_here and message.fact in mine if came else _told_by_shared(message, facts)):
                return None
            facts = _heard_as(message, mine[message.fact] if came else 0, facts, facts)
            all_mine &= not from_here or _place(facts, message.fact) == mine.get(message.fact)
        if scene.event and scene.event in own:
            facts = _with(facts, own[scene.event].id, other.said.get(own[scene.event].id, 0))
    last = facts
    for closing in day.closings:
        facts = _with(facts, closing.fact, other.said.get(closing.fact, 0))
    for message in day.hears[len(within) :]:
        value = mine.get(message.fact, 0) if all_mine else 0
        if message.by != played.day.role or not (value or _told_by_shared(message, last)):
            return None
        facts = _heard_as(message, value, last, facts)
    return facts


def _place(facts: Facts, name: str) -> int:
    """The number of a fact's value, from 1."""
    return facts.table[name].values.index(facts[name]) + 1


def _heard_as(message: Message, value: int, then: Facts, facts: Facts) -> Facts:
    return facts.after([Sets(fact=message.fact, value=arrived(message, value, then, {}).value)])


def _with(facts: Facts, name: str, value: int) -> Facts:
    return facts.after([Sets(fact=name, value=facts.table[name].values[value - 1])]) if value else facts


def _told_by_shared(message: Message, facts: Facts) -> bool:
    """Whether the stand-in's value of a message depends on shared facts only."""
    table = facts.table
    named = (clause.name for choice in table[message.fact].unheard for clause in choice.when)
    return all(name in table and table[name].sender for name in named)


def _groups(pack: Pack, facts: Facts) -> tuple[int, ...]:
    return tuple(
        next((place for place, each in enumerate(group, 1) if holds(each.when, facts, {})), 0) for group in pack.coda
    )


def _passages(pack: Pack, facts: Facts, places: Sequence[int]) -> tuple[Text, ...]:
    return tuple(facts.said(group[place - 1].say) for group, place in zip(pack.coda, places, strict=True) if place)


def _known(played: Played, beside: Beside) -> Facts:
    """The facts of a finished day, with what it sent and the last messages of the others."""
    facts = played.facts
    own = sent(played)
    facts = facts.after(Sets(fact=name, value=facts.table[name].values[place - 1]) for name, place in own.items())
    for message in played.day.hears[len(played.heard) :]:
        facts = facts.after([Sets(fact=message.fact, value=_last(message, played, beside).value)])
    return facts


def _last(message: Message, played: Played, beside: Beside) -> Heard:
    """A message that arrives when the day is over: the value sent there if the two days agree, else the stand-in's."""
    other = beside.get(message.by)
    value = sent_in(other).get(message.fact, 0) if other and agreed(played, other) else 0
    return arrived(message, value, played.facts, played.meters)


def agreed(played: Played, other: Played | OtherDay) -> bool:
    """Whether every value that one day heard from another is the one sent there; a stand-in may have guessed it."""
    said, table = sent_in(other), played.facts.table
    return all(
        heard.message.by != other.day.role
        or table[heard.message.fact].values.index(heard.value) + 1 == said.get(heard.message.fact)
        for heard in played.heard
    )
