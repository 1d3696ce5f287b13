"""What is proved of a day: each bound with its value, and what misses it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from explorer.checks.days.counts import UniformPlay
from explorer.checks.days.joint import Pair
from explorer.checks.days.memory import NOT_PLAYED_NOR_CLAIMED, Memory, Value, skeleton
from explorer.checks.days.model import Model
from explorer.checks.days.replay import Target, Way, arrives, shortest
from explorer.checks.days.sets import Opened, Walk, walk
from explorer.engine.day import NoSuchChoice, play
from explorer.engine.messages import play_together
from explorer.loader.faults import Finding
from explorer.loader.locate import Located, Path
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.pack.world import Fact
from explorer.words.frozen import frozen


@frozen
class Bound:
    """One value that a check measured. `check`: its number; `name`: its words in `Interface.proofs`; `asked`: the bound
    as text, empty where there is none; `found`: the value as text.

    Numbers stand with a decimal point; a rendering writes them as its language does. Of two, the first is that of the
    pack's first language.
    """

    check: int
    name: str
    asked: str
    found: str
    met: bool
    of: str = ""
    """What it is a bound of, where there are several: a language."""


@frozen
class Proof:
    """A day with all of its bounds. `states` were visited for it, in which `paths` lists of choices meet."""

    role: str
    bounds: tuple[Bound, ...]
    findings: tuple[Finding, ...]
    states: int
    paths: int


Proved = Iterator[Bound | Finding]
"""What a check yields: its bounds, and a finding for each thing that misses one."""


class Case:
    """A day that is being proved: its states, uniform play of it, and how to point at its parts."""

    def __init__(self, pack: Pack, day: DayFile, located: Mapping[str, Located], opens: str) -> None:
        self.pack, self.day, self.files, self.opens = pack, day, located, opens
        self.meters = [meter.id for meter in day.meters]
        self.model = Model(day)
        self.cases: dict[str, Case] = {day.role: self}
        """The cases of all days of the pack, of this proof."""
        self.paired: dict[tuple[str, str], Pair] = {}
        """Days beside each other, by their roles, of this proof."""
        self.memory = Memory()
        """What was proved before."""
        self.results: dict[Callable[[Case], Proved], list[Bound | Finding]] = {}
        """What each check that was asked yields."""

    @property
    def declares(self) -> bool:
        """Whether the day itself declares facts: those of the world are every day's, asked for or not."""
        world = {fact.id for fact in self.pack.world.facts}
        return any(fact.id not in world for fact in self.day.facts)

    @property
    def shared(self) -> tuple[Fact, ...]:
        """The facts that cross from one chair to another."""
        return tuple(fact for fact in self.pack.world.facts if fact.sender)

    def beside(self, day: DayFile) -> Case:
        """The case of another day."""
        return self.cases.setdefault(day.role, Case(self.pack, day, self.files, self.opens))

    @property
    def pairs(self) -> list[tuple[Pair, int]]:
        """Each pair of this day and a day that it hears or that hears it, with its own index in the pair (0 or 1)."""
        pairs = []
        for day in self.pack.days:
            if day is self.day or not self._meets(day):
                continue
            one, other = sorted((self.day, day), key=self.pack.days.index)
            key = one.role, other.role
            if key not in self.paired:
                self.paired[key] = self._pair(one, other)
            pairs.append((self.paired[key], int(self.day is other)))
        return pairs

    def _pair(self, one: DayFile, other: DayFile) -> Pair:
        key = f"{skeleton((one, other))} {skeleton((self.pack.world, self.pack.coda), NOT_PLAYED_NOR_CLAIMED)}"
        models = {each.role: self.beside(each).model for each in (one, other)}
        return Pair(self.pack, one, other, models, lambda name, make: self.memory.kept(name, key, make))

    def kept(self, name: str, make: Callable[[], Value]) -> Value:
        """A value that depends on the skeleton of the day alone, from the last time where that is the same."""
        return self.memory.kept(f"{self.day.role} {name}", self.skeleton, make)

    @cached_property
    def skeleton(self) -> str:
        """A fingerprint of all of the day that play depends on."""
        return skeleton(self.day)

    def _meets(self, day: DayFile) -> bool:
        roles = {message.by for message in self.day.hears}
        return day.role in roles or self.day.role in {message.by for message in day.hears}

    @cached_property
    def walk(self) -> Walk:
        """Every state, whatever the other chairs send. Raises TooManyFacts."""
        return dataclasses.replace(walk(self.model), known={})

    @cached_property
    def skeletal(self) -> Walk:
        """The same states, with only those facts told apart that decide what comes."""
        return walk(self.model, self.model.moving)

    @cached_property
    def alone(self) -> UniformPlay:
        """Uniform play of this day alone."""
        return UniformPlay(walk(self.model, self.model.moving, free=False))

    def opening(self, scene: int) -> Iterator[Target]:
        """All states in which a scene comes."""
        return (piece_of(scene, way) for way in self.walk.opened(scene))

    def taking(self, scene: int, option: int) -> Iterator[Target]:
        """All states in which an option (by its place) is open, and taking it."""
        for way in self.walk.opened(scene):
            for number, take in enumerate(way.takes, 1):
                if take.place == option:
                    yield piece_of(scene, way, number)

    def bound(self, check: int, name: str, asked: object, found: object, met: bool, of: str = "") -> Bound:
        """One bound with its value."""
        return Bound(check, name, str(asked), str(found), met, of)

    def miss(self, path: Path, kind: str, shown: Iterable[Target] | Way | None = None, /, **values: object) -> Finding:
        """A finding at a part of the day's file, with the shortest list of choices that shows it, among the states
        that do."""
        finding = self.files[f"days/{self.day.role}.yaml"].at(path, kind, False, **values)
        pieces = [] if shown is None or isinstance(shown, Way) else list(shown)
        way = shown if isinstance(shown, Way) else shortest(self.walk, pieces) if pieces else None
        if way is None:
            return finding
        choices = ",".join(map(str, way.choices)) or '""'
        replay = f"explorer {self.opens}day {self.day.role} --choices {choices}{self._others(way, pieces)}"
        return dataclasses.replace(finding, replay=replay)

    def other(self, file: str, path: Path, kind: str, **values: object) -> Finding:
        """A finding in a file that is of no one day."""
        return self.files[file].at(path, kind, False, **values)

    def _others(self, way: Way, pieces: Sequence[Target]) -> str:
        """What the other chairs must have done, as the command line says it: no more than is needed."""
        heard = zip(self.day.hears, way.heard, strict=False)
        wanted = {message.fact: value for message, value in heard if value}
        for fact in reversed(list(wanted)):
            fewer = {name: value for name, value in wanted.items() if name != fact}
            if self._comes(way, pieces, self._lists(fewer)):
                wanted = fewer
        several = len(self.pack.days) > 2
        return "".join(
            f" --other {f'{role}=' if several else ''}{','.join(map(str, choices))}"
            for role, choices in self._lists(wanted).items()
        )

    def _lists(self, wanted: Mapping[str, int]) -> dict[str, list[int]]:
        """For each other chair the shortest list of choices that sends what is wanted of it."""
        by: dict[str, dict[str, int]] = {}
        for message in self.day.hears:
            if message.fact in wanted:
                by.setdefault(message.by, {})[message.fact] = wanted[message.fact]
        return {role: sending(self.pack.day(role), facts) for role, facts in by.items()}

    def _comes(self, way: Way, pieces: Sequence[Target], lists: Mapping[str, list[int]]) -> bool:
        """Whether the day comes to what is to be shown when the other chairs did that."""
        try:
            played = play_together(self.pack, {self.day.role: way.choices, **lists})[self.day.role]
        except NoSuchChoice:
            return False
        facts = played.facts.table
        heard = [facts[each.message.fact].values.index(each.value) + 1 for each in played.heard]
        return arrives(self.walk, pieces, way.choices, heard)


def sending(day: DayFile, wanted: dict[str, int]) -> list[int]:
    """A list of choices of a day after which the shared facts `wanted` have these values (from 1): in each hour the
    first option that sends one of them, else the first. It need not send them all."""
    choices: list[int] = []
    left = dict(wanted)
    facts = {fact.id: fact for fact in day.facts}
    while left and (now := play(day, choices).now):
        choice = 1
        for number, option in enumerate(now.options, 1):
            values = {each.fact: each.value for each in option.sets}
            hit = [name for name, value in left.items() if values.get(name) == facts[name].values[value - 1]]
            if hit:
                choice = number
                left = {name: value for name, value in left.items() if name not in hit}
                break
        choices.append(choice)
    return choices


def piece_of(turn: int, way: Opened, choice: int = 0, cells: int | None = None) -> Target:
    """The states of a way in which a scene opens, or some `cells` of them, as something to be shown."""
    return Target(turn, way.source, way.within if cells is None else cells, choice, way.heard)


def per_cent(share: float) -> str:
    """A share as it is written in a table."""
    return f"{100 * share:.1f} %"
