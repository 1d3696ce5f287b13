"""What crosses from one chair to the other.

A message is the value that a choice gives to a shared fact. Who sits in another chair hears it in the first hour that
is strictly later by the clock, and what was heard stays heard: no change in one day rewrites an hour that was lived in
another. What has not come is taken from the stand-in that the fact itself names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.engine.day import Heard, NoSuchChoice, Played, arrived, holds, play
from explorer.engine.facts import Facts
from explorer.engine.visit import Visit, chosen, rewound
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.pack.world import Message, Sets
from explorer.words.text import Text

Sent = Mapping[str, int]
"""Shared facts to the place of their value, from 1."""


def sent(played: Played) -> Sent:
    """What a day has sent so far: the values that its choices gave to shared facts, and once it is over what it hands
    on."""
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


def day_as_lived(pack: Pack, visit: Visit, role: str) -> Played:
    """A day as it stands in a visit, and the hour that waits in it with what has come for it."""
    lived = visit.lived(role)
    return play(pack.day(role), lived.choices, (*lived.heard, *arriving(pack, visit, role)))


def arriving(pack: Pack, visit: Visit, role: str) -> tuple[int, ...]:
    """What comes with the hour that waits in a day: for each message since the last hour the place of its value from
    1, or 0 where the stand-in speaks.

    What a letter or a room has said of another chair (`Visit.told`) comes first; else what was lived there.
    """
    day, lived = pack.day(role), visit.lived(role)
    played = play(day, lived.choices, lived.heard)
    if played.now is None:
        return ()
    turn = day.scenes.index(played.now.scene)
    past = day.scenes.index(played.lived[-1].scene) if played.lived else -1
    waiting = [message for message in day.hears if message.turn <= turn][len(lived.heard) :]
    return tuple(_value(pack, visit, message) if message.turn > past else 0 for message in waiting)


def _value(pack: Pack, visit: Visit, message: Message) -> int:
    told = visit.told.get(message.by, ())
    places = [fact.id for fact in pack.world.facts if fact.sender and fact.sender.role == message.by]
    said = dict(zip(places, told, strict=False)).get(message.fact, 0)
    if said or message.by not in visit.days:
        return said
    other = visit.lived(message.by)
    return sent(play(pack.day(message.by), other.choices, other.heard)).get(message.fact, 0)


def chose(pack: Pack, visit: Visit, role: str, option: int, liking: int = 0) -> Visit:
    """The hour that waits lived with `option` (from 1) and rated, having heard what had come."""
    return chosen(visit, role, option, arriving(pack, visit, role), liking)


def took_back(pack: Pack, visit: Visit, role: str) -> Visit:
    """A day with its last hour unlived, and what came with that hour unheard."""
    lived, day = visit.lived(role), pack.day(role)
    before = play(day, lived.choices[:-1], lived.heard)
    past = day.scenes.index(before.lived[-1].scene) if before.lived else -1
    return rewound(visit, role, sum(message.turn <= past for message in day.hears))


def together(pack: Pack, choices: Mapping[str, Sequence[int]]) -> dict[str, Played]:
    """Several chairs of one day, each with its list of choices, hearing each other by the clock; what a list is too
    short to say is the stand-in's. Raises NoSuchChoice for a list that is not on offer."""
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
    """A day as far as its choices are on offer: what was heard may still change."""
    try:
        return play(day, choices, heard)
    except NoSuchChoice as error:
        return play(day, choices[: error.place - 1], heard)


def _heard(day: DayFile, said: Mapping[str, Sent]) -> tuple[int, ...]:
    within = (message for message in day.hears if message.turn < len(day.scenes))
    return tuple(said.get(message.by, {}).get(message.fact, 0) for message in within)


# --- what comes of it ------------------------------------------------------------------------------------------


def others(pack: Pack, visit: Visit, role: str) -> dict[str, Played]:
    """The other days of a visit, those that were begun."""
    roles = (day.role for day in pack.days if day.role != role and visit.lived(day.role).choices)
    return {each: day_as_lived(pack, visit, each) for each in roles}


def coda(pack: Pack, played: Played, beside: Mapping[str, Played]) -> tuple[int, ...] | None:
    """What comes of a finished day: for each group of `Pack.coda` the place of its passage from 1, 0 where none holds;
    None before the end, or where the pack has no coda.

    It is told by the shared facts alone: what this chair sent, what it heard, and of `beside`, the other days, their
    last words. Those come only from a day of which everything heard is what was done there; otherwise the stand-in
    speaks. So two people who have heard all of each other read the same.
    """
    if played.ending is None or not pack.coda:
        return None
    facts = _known(played, beside)
    return tuple(
        next((place for place, each in enumerate(group, 1) if holds(each.when, facts, {})), 0) for group in pack.coda
    )


def coda_text(pack: Pack, played: Played, beside: Mapping[str, Played]) -> tuple[Text, ...]:
    """The same as texts; none where there is no coda yet."""
    places = coda(pack, played, beside) or ()
    facts = _known(played, beside) if places else played.facts
    return tuple(facts.said(group[place - 1].say) for group, place in zip(pack.coda, places, strict=True) if place)


def _known(played: Played, beside: Mapping[str, Played]) -> Facts:
    """The facts of a finished day with what it sent and the last words of the others."""
    facts = played.facts
    own = sent(played)
    facts = facts.after(Sets(fact=name, value=facts.table[name].values[place - 1]) for name, place in own.items())
    for message in played.day.hears[len(played.heard) :]:
        facts = facts.after([Sets(fact=message.fact, value=_last(message, played, beside).value)])
    return facts


def _last(message: Message, played: Played, beside: Mapping[str, Played]) -> Heard:
    """A message that comes when the day is over."""
    other = beside.get(message.by)
    value = sent(other).get(message.fact, 0) if other and agreed(played, other) else 0
    return arrived(message, value, played.facts, played.meters)


def agreed(played: Played, other: Played) -> bool:
    """Whether all that one day heard of another is what was done there."""
    said, table = sent(other), played.facts.table
    return all(
        heard.message.by != other.day.role
        or table[heard.message.fact].values.index(heard.value) + 1 == said.get(heard.message.fact)
        for heard in played.heard
    )
