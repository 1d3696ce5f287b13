"""Connects the days of a pack: each gets the facts of `world.yaml`, and the messages from the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.pack.days import DayFile
from explorer.pack.world import Fact, Message, WorldFile


def joined_days(days: Sequence[DayFile], world: WorldFile) -> tuple[DayFile, ...]:
    """The days with the facts of `world` and the messages that each hears."""
    if not world.facts:
        return tuple(days)
    return tuple(
        DayFile(**{**day.__dict__, "facts": (*day.facts, *world.facts), "hears": heard_by(day, days, world.facts)})
        for day in days
    )


def heard_by(day: DayFile, days: Sequence[DayFile], facts: Sequence[Fact]) -> tuple[Message, ...]:
    """The messages that a day hears, in the order of the clock: the shared facts of events that it has too, each before
    its first scene that is strictly later than the hour in which it is sent; and at the end those of its own last hour,
    and the closing facts of the other days."""
    sent = [message for fact in facts for message in _sent(day, days, fact)]
    return tuple(sorted(sent, key=lambda message: (message.turn, message.sent or "~")))


def _sent(day: DayFile, days: Sequence[DayFile], fact: Fact) -> Iterator[Message]:
    if fact.sender is None or fact.sender.role == day.role:
        return
    sender = next((each for each in days if each.role == fact.sender.role), None)
    if sender is None:
        return
    event, own = fact.sender.event, {scene.event for scene in day.scenes if scene.event}
    if fact.sender.closing:
        if own & {scene.event for scene in sender.scenes}:
            yield Message(fact=fact.id, by=fact.sender.role, sent="", turn=len(day.scenes))
        return
    if event not in own:
        return
    for scene in sender.scenes:
        if scene.event == event:
            later = (n for n, each in enumerate(day.scenes) if each.time > scene.time)
            yield Message(fact=fact.id, by=fact.sender.role, sent=scene.time, turn=next(later, len(day.scenes)))
