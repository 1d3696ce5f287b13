"""The days walked state by state, each by the engine itself: slow and plain, what the walk by sets is held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from explorer.engine.day import START, Played, arrived, lived_with, opened, play
from explorer.engine.facts import Facts, table_of
from explorer.pack.days import DayFile
from explorer.pack.world import Sets

State = tuple[tuple[tuple[str, str], ...], tuple[int, ...]]
"""What is true and is read again, and the meters."""


@dataclass
class Layer:
    """The states before a scene's turn, with the chance and the number of lists of choices that lead to each."""

    chances: dict[State, Fraction]
    lists: dict[State, int]

    def add(self, state: State, chance: Fraction, lists: int) -> None:
        self.chances[state] = self.chances.get(state, Fraction(0)) + chance
        self.lists[state] = self.lists.get(state, 0) + lists


def walked(day: DayFile, read: list[frozenset[str]], free: bool) -> list[Layer]:
    """Every state, in which only the facts that are read from there on are told apart; `free`: each message with each
    of its values (every one then has the whole chance), otherwise what stands in for it."""
    names = [meter.id for meter in day.meters]
    layers = [Layer({((), (START,) * len(names)): Fraction(1)}, {((), (START,) * len(names)): 1})]
    for turn in range(len(day.scenes)):
        after = Layer({}, {})
        for state, chance in layers[-1].chances.items():
            meters = dict(zip(names, state[1], strict=True))
            for facts in _heard(day, turn, Facts(table_of(day), dict(state[0])), meters, read[turn] if free else None):
                for true, values, part in _onward(day, turn, facts, meters):
                    kept = tuple(sorted((name, value) for name, value in true.items() if name in read[turn + 1]))
                    after.add((kept, values), chance * part, layers[-1].lists[state])
        layers.append(after)
    return layers


def _heard(
    day: DayFile, turn: int, facts: Facts, meters: dict[str, int], free: frozenset[str] | None
) -> Iterator[Facts]:
    found = [facts]
    for message in day.hears:
        if message.turn == turn:
            if free is not None and message.fact not in free:
                continue
            values = range(1, len(facts.table[message.fact].values) + 1) if free is not None else (0,)
            found = [
                each.after([Sets(fact=message.fact, value=arrived(message, value, each, meters).value)])
                for each in found
                for value in values
            ]
    yield from found


def _onward(
    day: DayFile, turn: int, facts: Facts, meters: dict[str, int]
) -> Iterator[tuple[dict[str, str], tuple[int, ...], Fraction]]:
    hour = opened(day, day.scenes[turn], facts, meters)
    if hour is None:
        yield dict(facts.true), tuple(meters.values()), Fraction(1)
        return
    for choice in range(1, len(hour.options) + 1):
        lived, after = lived_with(hour, choice)
        assert lived.after is not None
        yield dict(after.true), tuple(lived.after.values()), Fraction(1, len(hour.options))


def every_path(
    day: DayFile, choices: tuple[int, ...] = (), chance: Fraction = Fraction(1)
) -> Iterator[tuple[Played, Fraction]]:
    """Each finished day with its chance in uniform play, by living it."""
    played = play(day, choices)
    if played.now is None:
        yield played, chance
        return
    for choice in range(1, len(played.now.options) + 1):
        yield from every_path(day, (*choices, choice), chance / len(played.now.options))
