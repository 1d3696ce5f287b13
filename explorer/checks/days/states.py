"""Every state that a day can be in, visited once.

Where a day stands is the scene whose turn has come, the facts that something still reads, and the meters: paths that
meet there have the same future. So a day of two hundred thousand paths has fewer than a hundred thousand states, and
what is summed over its states holds for all of its paths. The rules are the engine's own.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from explorer.engine.day import LEAST, MOST, START, arrived, lived_with, opened
from explorer.engine.facts import Facts, conditions, ending_conditions, table_of
from explorer.pack.days import DayFile, Echo, Option, Scene
from explorer.pack.world import Sets
from explorer.words.text import Text

Choices = tuple[int, ...]
_Key = tuple[int, ...]


@dataclass(slots=True)
class Opening:
    """One way in which a scene comes: its echoes, texts, open options, and the shortest list of choices to see it."""

    scene: Scene
    echoes: tuple[Echo, ...]
    text: tuple[Text, ...]
    options: tuple[Option, ...]
    choices: Choices


@dataclass(slots=True)
class Telling:
    """One way in which an option turns out, and the shortest list of choices to see it, the option included."""

    option: Option
    text: tuple[Text, ...]
    choices: Choices


Kept = TypeVar("Kept", Opening, Telling)


class Way(NamedTuple):
    """A way on from a state: an option taken, or a scene that does not come (no telling).

    `cut`: whether a meter would have passed its bound, so that part of an effect was lost.
    """

    telling: Telling | None
    to: State
    cut: bool


@dataclass(slots=True, eq=False)
class State:
    """Where a day can stand. `paths`: in how many ways one can get here; `chance`: how often uniform play does, in
    parts of `unit ** place`; `choices`: the shortest list that leads here."""

    place: int
    facts: Facts
    meters: tuple[int, ...]
    choices: Choices
    paths: int = 0
    chance: int = 0
    opening: Opening | None = None
    ways: list[Way] = field(default_factory=list)


@dataclass(frozen=True)
class Walk:
    """All states of a day, a layer for each scene and one for its end.

    `unit`: what one state's chance is shared out from; every number of options divides it, so chances are exact.
    """

    day: DayFile
    layers: tuple[tuple[State, ...], ...]
    openings: tuple[tuple[Opening, ...], ...]
    """For each scene, the ways in which it comes."""
    tellings: tuple[tuple[Telling, ...], ...]
    unit: int

    @property
    def states(self) -> int:
        """How many states there are."""
        return sum(len(layer) for layer in self.layers)

    @property
    def ends(self) -> tuple[State, ...]:
        """The states in which the day is over."""
        return self.layers[-1]

    @property
    def paths(self) -> int:
        """How many different lists of choices there are."""
        return sum(state.paths for state in self.ends)

    def share(self, state: State) -> float:
        """The part of uniform play that comes through a state."""
        return state.chance / float(self.unit**state.place)


def walk(day: DayFile) -> Walk:
    """Visit every reachable state of a day."""
    unit = math.lcm(*(n for scene in day.scenes for n in range(1, len(scene.options) + 1)))
    read = read_from(day)
    layers: list[tuple[State, ...]] = [(State(0, Facts(table_of(day)), (START,) * len(day.meters), (), 1, 1),)]
    openings, tellings = [], []
    for place, scene in enumerate(day.scenes):
        turn = _Turn(day, scene, place + 1, read[place + 1], unit)
        for state in layers[-1]:
            turn.visit(state)
        layers.append(tuple(turn.after.values()))
        openings.append(tuple(turn.openings.values()))
        tellings.append(tuple(turn.tellings.values()))
    return Walk(day, tuple(layers), tuple(openings), tuple(tellings), unit)


class _Turn:
    """A scene's turn: from the states before it to the states after it."""

    def __init__(self, day: DayFile, scene: Scene, place: int, read: frozenset[str], unit: int) -> None:
        self.day, self.scene, self.place, self.read, self.unit = day, scene, place, read, unit
        self.names = [meter.id for meter in day.meters]
        self.openings: dict[_Key, Opening] = {}
        self.tellings: dict[_Key, Telling] = {}
        self.after: dict[tuple[tuple[tuple[str, str], ...], tuple[int, ...]], State] = {}

    def visit(self, state: State) -> None:
        """Take every way on from a state."""
        meters = dict(zip(self.names, state.meters, strict=True))
        facts = state.facts
        for message in self.day.hears:
            if message.turn == self.place - 1:
                came = arrived(message, 0, facts, meters)
                facts = facts.after((Sets(fact=message.fact, value=came.value),))
        hour = opened(self.day, self.scene, facts, meters)
        if hour is None:
            to = self.reach(state, facts, state.meters, state.choices, state.chance * self.unit)
            state.ways.append(Way(None, to, False))
            return
        key = (*map(id, hour.echoes), 0, *map(id, hour.text), 0, *map(id, hour.options))
        opening = Opening(self.scene, hour.echoes, hour.text, hour.options, state.choices)
        state.opening = _kept(self.openings, key, opening)
        lost = cut(meters, *(echo.effects for echo in hour.echoes))
        chance = state.chance * self.unit // len(hour.options)
        for choice, option in enumerate(hour.options, 1):
            lived, after = lived_with(hour, choice)
            assert lived.after is not None
            choices = (*state.choices, choice)
            key = (id(option), *map(id, lived.outcome))
            telling = _kept(self.tellings, key, Telling(option, lived.outcome, choices))
            to = self.reach(state, after, tuple(lived.after.values()), choices, chance)
            state.ways.append(Way(telling, to, lost or cut(hour.before, option.effects)))

    def reach(self, state: State, facts: Facts, meters: tuple[int, ...], choices: Choices, chance: int) -> State:
        """The state after this scene with these flags and meters, reached once more."""
        true = {name: value for name, value in facts.true.items() if name in self.read}
        key = (tuple(sorted(true.items())), meters)
        to = self.after.get(key)
        if to is None:
            to = self.after[key] = State(self.place, Facts(facts.table, true), meters, choices)
        elif shorter(choices, to.choices):
            to.choices = choices
        to.paths += state.paths
        to.chance += chance
        return to


def shorter(one: Choices, other: Choices) -> bool:
    """Whether one list of choices is shorter than another, or as long and earlier in order."""
    return (len(one), one) < (len(other), other)


def cut(meters: Mapping[str, int], *effects: Mapping[str, int]) -> bool:
    """Whether effects, one after the other, would take a meter past its bounds."""
    if len(effects) > 1:
        effects = ({name: sum(each.get(name, 0) for each in effects) for name in meters},)
    return any(not LEAST <= meters[name] + change <= MOST for each in effects for name, change in each.items())


def read_from(day: DayFile) -> list[frozenset[str]]:
    """For each scene, and for the end, the facts that something reads from there on."""
    read = {clause.name for ending in day.endings for when in ending_conditions(ending) for clause in when}
    found = [frozenset(read)]
    for turn in reversed(range(len(day.scenes))):
        for when in conditions(day, day.scenes[turn]):
            read |= {clause.name for clause in when}
        found.append(frozenset(read | asked_of_hearers(day, turn)))
        read |= asked_of_hearers(day, turn)
    return found[::-1]


def asked_of_hearers(day: DayFile, turn: int) -> set[str]:
    """What decides, before that turn, which value is taken for a message that was not heard."""
    table = table_of(day)
    facts = [table[message.fact] for message in day.hears if message.turn >= turn]
    return {clause.name for fact in facts for choice in fact.unheard for clause in choice.when}


def spread(walk: Walk, amount: Callable[[State, Way], int]) -> dict[int, float]:
    """How a sum over a day is spread in uniform play: each value it can have, and its share.

    `amount` is what a way adds. A state's spread is one whole number with a slot for each value above the least that
    a day can have: adding is a shift, meeting paths are a sum, and nothing is rounded.
    """
    slot, least = (walk.unit ** len(walk.day.scenes)).bit_length(), 0
    sums: dict[State, int] = {walk.layers[0][0]: 1}
    for layer in walk.layers[:-1]:
        adds = [[amount(state, way) for way in state.ways] for state in layer]
        low = min(map(min, adds))
        least += low
        after: dict[State, int] = {}
        for state, more in zip(layer, adds, strict=True):
            part = sums[state] * (walk.unit // len(more))
            for way, value in zip(state.ways, more, strict=True):
                to, moved = way.to, part << slot * (value - low)
                after[to] = after[to] + moved if to in after else moved
        sums = after
    total, whole, mask = sum(sums.values()), walk.unit ** len(walk.day.scenes), (1 << slot) - 1
    found: dict[int, float] = {}
    for value in range(total.bit_length() // slot + 1):
        if share := total >> slot * value & mask:
            found[least + value] = share / whole
    return found


def means(walk: Walk) -> dict[State, tuple[float, ...]]:
    """For each state, where each meter stands on average when the day is over, in uniform play from there."""
    found: dict[State, tuple[float, ...]] = {state: tuple(map(float, state.meters)) for state in walk.ends}
    for layer in reversed(walk.layers[:-1]):
        for state in layer:
            ahead = [found[way.to] for way in state.ways]
            found[state] = tuple(sum(values) / len(ahead) for values in zip(*ahead, strict=True))
    return found


def quantile(shares: Mapping[int, float], part: float) -> int:
    """The least value that at least `part` of play does not pass."""
    below = 0.0
    for value in sorted(shares):
        below += shares[value]
        if below >= part - 1e-12:
            return value
    raise ValueError("no shares")


def counted(walk: Walk, meter: int) -> dict[int, float]:
    """How a meter (by its place) is spread when the day is over."""
    found: dict[int, float] = {}
    for state in walk.ends:
        found[state.meters[meter]] = found.get(state.meters[meter], 0.0) + walk.share(state)
    return found


def _kept(seen: dict[_Key, Kept], key: _Key, new: Kept) -> Kept:
    """The one that was seen before, with the shorter of the two lists of choices."""
    old = seen.setdefault(key, new)
    if shorter(new.choices, old.choices):
        old.choices = new.choices
    return old


def shortest(lists: Iterable[Choices]) -> Choices | None:
    """The shortest of some lists of choices; None of none."""
    return min(lists, key=lambda choices: (len(choices), choices), default=None)
