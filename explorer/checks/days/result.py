"""The results of the checks of a day: each bound with its value, and what does not meet it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property

from explorer.checks.days.counts import UniformPlay
from explorer.checks.days.joint import Pair
from explorer.checks.days.memory import Memory, Value
from explorer.checks.days.model import Model
from explorer.checks.days.replay import Target, Way, shortest
from explorer.checks.days.sets import Opened, Walk, walk
from explorer.checks.days.shown import BESIDE, CLAIMED, PLAYED, Level, Sight, fingerprint, shown
from explorer.loader.faults import Finding
from explorer.loader.locate import Path
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.pack.world import Fact
from explorer.words.frozen import frozen


@frozen
class Bound:
    """A value measured by a check. `check`: its number; `name`: its words in `Interface.proofs`; `asked`: the bound as
    text, empty if there is none; `found`: the value as text.

    Numbers have a decimal point; a renderer writes them as its language does. In a pair of values, the first is that of
    the pack's first language.
    """

    check: int
    name: str
    asked: str
    found: str
    met: bool
    of: str = ""
    """The language it applies to, if there are several."""


@frozen
class Proof:
    """The results of a day. `states` were visited, which `paths` lists of choices lead through."""

    role: str
    bounds: tuple[Bound, ...]
    findings: tuple[Finding, ...]
    states: int
    paths: int


@frozen
class Miss:
    """Something that does not meet a bound: its file and path, and the values for its sentence (`kind`).

    Its line is looked up only when it is reported (`telling`), because lines move with every edit. `way`: the choices
    that show it. `level`, `pieces`: how much of the day was distinguished, and the states that show it; kept if
    messages of another role are needed, whose choices are then reported as well.
    """

    file: str
    path: Path
    kind: str
    values: Mapping[str, str]
    way: Way | None = None
    level: Level = "played"
    pieces: tuple[Target, ...] = ()


Proved = Iterator[Bound | Miss]
"""The results of a check: its bounds, and a `Miss` for each thing that does not meet one."""


class Days:
    """The days of a pack during the checks; each check only gets the part that it reads.

    `memory`: cached results.
    """

    def __init__(self, pack: Pack, memory: Memory | None = None) -> None:
        self.pack = pack
        self.memory = memory or Memory()
        self.cases: dict[tuple[str, Sight], Case] = {}
        self.paired: dict[tuple[str, str], Pair] = {}
        """Pairs of days, by their two roles."""

    def case(self, role: str, sight: Sight) -> Case:
        """A day as a check sees it."""
        if (role, sight) not in self.cases:
            self.cases[role, sight] = Case(self, shown(self.pack, role, sight), role, sight.own)
        return self.cases[role, sight]

    def pair(self, one: str, other: str) -> Pair:
        """Two days together."""
        if (one, other) not in self.paired:
            first, second = self.case(one, PLAYED), self.case(other, PLAYED)
            left = shown(self.pack, one, BESIDE)
            self.paired[one, other] = Pair(left, (first.model, second.model), (first.kept, second.kept))
        return self.paired[one, other]


class Case:
    """A day during a check: its states, uniform play of it, and functions that report findings.

    `pack`: the part of the pack that is visible; `level`: how much of the day is.
    """

    def __init__(self, days: Days, pack: Pack, role: str, level: Level) -> None:
        self.days, self.pack, self.level = days, pack, level
        self.day = pack.day(role)
        self.meters = [meter.id for meter in self.day.meters]

    @cached_property
    def key(self) -> str:
        """A fingerprint of everything visible."""
        return fingerprint(self.pack, self.day.role)

    def kept(self, name: str, make: Callable[[], Value]) -> Value:
        """A (cached) value that depends only on what is visible."""
        return self.days.memory.kept(f"{self.day.role} {name}", self.key, make)

    @property
    def declares(self) -> bool:
        """Whether the day declares facts itself; those of `world.yaml` belong to every day."""
        world = {fact.id for fact in self.pack.world.facts}
        return any(fact.id not in world for fact in self.day.facts)

    @property
    def shared(self) -> tuple[Fact, ...]:
        """The facts that are sent from one role to another."""
        return tuple(fact for fact in self.pack.world.facts if fact.sender)

    @property
    def played(self) -> Case:
        """The same day, reduced to what play depends on."""
        return self.days.case(self.day.role, PLAYED)

    def beside(self, day: DayFile) -> Case:
        """Another day, reduced to what play depends on."""
        return self.days.case(day.role, PLAYED)

    @property
    def pairs(self) -> list[tuple[Pair, int]]:
        """Each pair of this day and one that it hears or that hears it, with this day's index in the pair (0 or 1)."""
        pairs = []
        for day in self.pack.days:
            if day is self.day or not self._meets(day):
                continue
            one, other = sorted((self.day, day), key=self.pack.days.index)
            pairs.append((self.days.pair(one.role, other.role), int(self.day is other)))
        return pairs

    def _meets(self, day: DayFile) -> bool:
        roles = {message.by for message in self.day.hears}
        return day.role in roles or self.day.role in {message.by for message in day.hears}

    @cached_property
    def model(self) -> Model:
        """The day prepared for checking."""
        return Model(self.day)

    @cached_property
    def walk(self) -> Walk:
        """All states, for any messages from the other roles; facts read only by claims are distinguished only at the
        level `claimed`. Raises TooManyFacts."""
        bare = self.days.case(self.day.role, CLAIMED if self.level == "claimed" else PLAYED)
        return dataclasses.replace(walk(self.model), known={}) if bare is self else bare.walk

    @cached_property
    def skeletal(self) -> Walk:
        """The same states, distinguishing only the facts that decide what comes."""
        return walk(self.model, self.model.moving)

    @cached_property
    def alone(self) -> UniformPlay:
        """Uniform play of this day alone."""
        return UniformPlay(walk(self.model, self.model.moving, free=False))

    def opening(self, scene: int) -> Iterator[Target]:
        """All states in which a scene comes."""
        return (piece_of(scene, way) for way in self.walk.opened(scene))

    def taking(self, scene: int, option: int) -> Iterator[Target]:
        """All states in which an option (by index) is open, and taking it."""
        for way in self.walk.opened(scene):
            for number, take in enumerate(way.takes, 1):
                if take.index == option:
                    yield piece_of(scene, way, number)

    def bound(self, check: int, name: str, asked: object, found: object, met: bool, of: str = "") -> Bound:
        """One bound with its value."""
        return Bound(check, name, str(asked), str(found), met, of)

    def miss(self, path: Path, kind: str, shown: Iterable[Target] | Way | None = None, /, **values: object) -> Miss:
        """A miss at a path of the day's file, with the shortest list of choices that leads to one of the states."""
        pieces = () if shown is None or isinstance(shown, Way) else tuple(shown)
        way = shown if isinstance(shown, Way) else shortest(self.walk, pieces) if pieces else None
        told = pieces if way and any(way.heard) else ()
        return Miss(f"days/{self.day.role}.yaml", path, kind, _as_texts(values), way, self.level, told)

    def other(self, file: str, path: Path, kind: str, **values: object) -> Miss:
        """A miss in a file that is not about one day."""
        return Miss(file, path, kind, _as_texts(values))


def _as_texts(values: Mapping[str, object]) -> dict[str, str]:
    return {name: str(value) for name, value in values.items()}


def piece_of(turn: int, way: Opened, choice: int = 0, cells: int | None = None) -> Target:
    """The states of a way in which a scene opens, or some `cells` of them, as a target."""
    return Target(turn, way.source, way.within if cells is None else cells, choice, way.heard)


def per_cent(share: float) -> str:
    """A share as written in a table."""
    return f"{100 * share:.1f} %"
