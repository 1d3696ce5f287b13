"""A day prepared for checking: facts as bits of one integer (a *valuation*), conditions as tests of those bits and
masks of cells, and every passage with its claims."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import product

from explorer.checks.days.cells import Moves
from explorer.engine.facts import Facts, allowed, table_of
from explorer.loader.locate import Path
from explorer.pack.days import DayFile, Echo, Ending, Option, Scene
from explorer.pack.world import KNOWS, Clause, Fact, Making, Message, Passage, Sets, When, mentions
from explorer.words.text import Text


class Condition:
    """A condition in two parts: tests of a valuation, and clauses about meters."""

    __slots__ = ("meters", "reads", "tests", "when")

    def __init__(self, model: Model, when: When) -> None:
        self.when = when
        self.meters = tuple(clause for clause in when if clause.name in model.meters)
        named = [clause for clause in when if clause.name not in model.meters]
        self.reads = frozenset(clause.name for clause in named)
        self.tests = tuple(model.bits.test(clause) for clause in named)

    def of(self, facts: int) -> bool:
        """Whether the part about facts holds for a valuation."""
        for shift, mask, values in self.tests:  # noqa: SIM110  # asked a million times
            if facts >> shift & mask not in values:
                return False
        return True


class Bits:
    """The position of each fact in a valuation. The first value of each is 0, so a day begins with the valuation 0."""

    def __init__(self, table: dict[str, Fact]) -> None:
        self.table = table
        self.shift: dict[str, int] = {}
        self.mask: dict[str, int] = {}
        at = 0
        for name, fact in table.items():
            width = (len(fact.values) - 1).bit_length()
            self.shift[name], self.mask[name] = at, (1 << width) - 1
            at += width
        self.width = at

    def value(self, facts: int, name: str) -> int:
        """The index of a fact's value in a valuation."""
        return facts >> self.shift[name] & self.mask[name]

    def put(self, facts: int, name: str, index: int) -> int:
        """A valuation with a fact set to the value at that index."""
        return facts & ~(self.mask[name] << self.shift[name]) | index << self.shift[name]

    def after(self, facts: int, sets: Making) -> int:
        """A valuation after these were set."""
        for each in sets:
            values = self.table[each.fact].values
            if each.value:
                index = values.index(each.value)
            else:
                index = min(self.value(facts, each.fact) + each.steps, len(values) - 1) if each.steps else 1
            facts = self.put(facts, each.fact, index)
        return facts

    def test(self, clause: Clause) -> tuple[int, int, frozenset[int]]:
        """A clause as a shift, a mask and the indices of the values for which it holds."""
        values = self.table[clause.name].values
        holding = allowed(clause, values)
        return self.shift[clause.name], self.mask[clause.name], frozenset(map(values.index, holding))

    def only(self, names: frozenset[str]) -> int:
        """The mask of the bits of some facts."""
        return sum(self.mask[name] << self.shift[name] for name in names)

    def facts(self, facts: int) -> Facts:
        """A valuation as the engine's `Facts`."""
        indices = ((name, self.value(facts, name)) for name in self.table)
        return Facts(self.table, {name: self.table[name].values[index] for name, index in indices if index})


@dataclass(eq=False)
class Line:
    """A passage: its path, its condition, its claims, and its text with the facts filled in."""

    path: Path
    when: Condition
    claim: Condition | None
    text: Text


@dataclass(eq=False)
class Back:
    """A delayed effect."""

    echo: Echo
    path: Path
    when: Condition
    claim: Condition | None
    moves: Moves
    sets: Making
    lines: tuple[Line, ...]
    """Its texts, for each way in which their facts can be filled in."""


@dataclass(eq=False)
class Take:
    """An option."""

    option: Option
    path: Path
    index: int
    when: Condition
    claim: Condition | None
    moves: Moves
    sets: Making
    lines: tuple[Line, ...]
    known: Condition
    """What must be true after this option because it lets somebody know it (`knowable`)."""


@dataclass(eq=False)
class Arrival:
    """A message that comes before a turn. `unheard`: the stand-in's values (by index) with their conditions; the first
    that holds is used."""

    message: Message
    unheard: tuple[tuple[Condition, int], ...]


@dataclass(eq=False)
class Turn:
    """A scene's turn: the messages before it, its condition, and its options."""

    scene: Scene
    index: int
    arrivals: tuple[Arrival, ...]
    when: Condition
    backs: tuple[Back, ...]
    lines: tuple[Line, ...]
    takes: tuple[Take, ...]
    gated: bool = field(init=False)
    """Whether any of its options is not always open."""

    def __post_init__(self) -> None:
        self.gated = any(take.option.when for take in self.takes)

    def conditions(self, moving: bool) -> Iterator[Condition]:
        """Every condition that is read in this turn; `moving`: only those that decide which scenes, options and
        effects come."""
        yield self.when
        for back in self.backs:
            if not moving or back.moves or back.sets:
                yield back.when
        yield from (take.when for take in self.takes)
        if not moving:
            for line in self.said():
                yield line.when

    def sets(self) -> Iterator[Sets]:
        """Everything that is set in this turn."""
        yield from self.scene.sets
        yield from (each for back in self.backs for each in back.sets)
        yield from (each for take in self.takes for each in take.sets)

    def said(self) -> Iterator[Line]:
        """Every passage of the turn."""
        yield from (line for back in self.backs for line in back.lines)
        yield from self.lines
        yield from (line for take in self.takes for line in take.lines)

    def claims(self) -> Iterator[Condition]:
        """Every claim in this turn."""
        parts: list[Line | Back | Take] = [*self.said(), *self.backs, *self.takes]
        yield from (part.claim for part in parts if part.claim)
        yield from (take.known for take in self.takes)


@dataclass(eq=False)
class End:
    """An ending and its passages."""

    ending: Ending
    path: Path
    when: Condition
    lines: tuple[Line, ...]


class Model:
    """A day prepared for checking. Its masks (`live`, `moving`, `said`) say which facts are still read from a turn on;
    all others are dropped."""

    def __init__(self, day: DayFile, table: Mapping[str, Fact] | None = None) -> None:
        """`table`: its facts, if they are shared with another day."""
        self.day = day
        self.meters = tuple(meter.id for meter in day.meters)
        self.bits = Bits(dict(table or table_of(day)))
        self.turns = tuple(self._turn(index, scene) for index, scene in enumerate(day.scenes))
        self.ends = tuple(
            End(ending, ("endings", n), Condition(self, ending.when), self.lines(("endings", n, "text"), ending.text))
            for n, ending in enumerate(day.endings)
        )

    def changed(self, day: DayFile, index: int) -> Model:
        """The model of a day that differs in one scene's turn only."""
        other = Model.__new__(Model)
        other.day, other.meters, other.bits, other.ends = day, self.meters, self.bits, self.ends
        other.turns = (*self.turns[:index], other._turn(index, day.scenes[index]), *self.turns[index + 1 :])
        return other

    def moves(self, effects: dict[str, int]) -> Moves:
        """Effects with meters by index."""
        return tuple((self.meters.index(name), change) for name, change in effects.items() if change)

    def lines(self, path: Path, passages: Sequence[Passage]) -> tuple[Line, ...]:
        """Passages, each once for every way in which its facts can be filled in."""
        return tuple(
            line
            for index, each in enumerate(passages)
            for line in self._filled((*path, index), each.when, each.claims, each.say)
        )

    def _filled(self, path: Path, when: When, claims: When | None, text: Text) -> Iterator[Line]:
        named = [name for name in mentions(text) if name in self.bits.table]
        claim = None if claims is None else Condition(self, claims)
        for values in product(*(self.bits.table[name].values for name in named)):
            clauses = [Clause(name=name, op="=", value=value) for name, value in zip(named, values, strict=True)]
            facts = Facts(self.bits.table, dict(zip(named, values, strict=True)))
            yield Line(path, Condition(self, (*when, *clauses)), claim, facts.said(text))

    def _turn(self, index: int, scene: Scene) -> Turn:
        at: Path = ("scenes", index)
        return Turn(
            scene,
            index,
            tuple(self._arrival(message) for message in self.day.hears if message.turn == index),
            Condition(self, scene.when),
            tuple(self._back(n, echo) for n, echo in enumerate(self.day.echoes) if echo.at == scene.id),
            self.lines((*at, "text"), scene.text),
            tuple(self._take((*at, "options", o), o, option) for o, option in enumerate(scene.options)),
        )

    def _arrival(self, message: Message) -> Arrival:
        fact = self.bits.table[message.fact]
        unheard = ((Condition(self, each.when), fact.values.index(each.value)) for each in fact.unheard)
        return Arrival(message, tuple(unheard))

    def _back(self, n: int, echo: Echo) -> Back:
        claim = None if echo.claims is None else Condition(self, echo.claims)
        lines = tuple(self._filled(("echoes", n, "say"), (), None, echo.say))
        moves = self.moves(dict(echo.effects))
        return Back(echo, ("echoes", n), Condition(self, echo.when), claim, moves, echo.sets, lines)

    def _take(self, path: Path, index: int, option: Option) -> Take:
        claim = None if option.claims is None else Condition(self, option.claims)
        lines = self.lines((*path, "outcome"), option.outcome)
        known = Condition(self, knowable(option.sets))
        moves = self.moves(dict(option.effects))
        return Take(option, path, index, Condition(self, option.when), claim, moves, option.sets, lines, known)

    @cached_property
    def live(self) -> list[int]:
        """For each turn, and for the end, the bits of the facts that any condition or claim reads from there on."""
        return self.live_for(claims=True)

    @cached_property
    def moving(self) -> list[int]:
        """The same for the facts that decide which scenes, options, effects and endings come."""
        return self.live_for(moving=True)

    @cached_property
    def said(self) -> list[int]:
        """The same for the facts that decide which texts are shown."""
        return self.live_for()

    def live_for(self, claims: bool = False, moving: bool = False, kept: frozenset[str] = frozenset()) -> list[int]:
        """For each turn and the end, a mask of the facts read from there on: with `moving` only by conditions that
        decide what comes, else also by those of texts; with `claims` also by claims. `kept` are always in it."""
        read = set(kept)
        for end in self.ends:
            read |= end.when.reads
            if not moving:
                read |= {name for line in end.lines for name in line.when.reads}
            if claims:
                read |= {name for line in end.lines if line.claim for name in line.claim.reads}
        masks = [self.bits.only(frozenset(read))]
        for turn in reversed(self.turns):
            for condition in turn.conditions(moving):
                read |= condition.reads
            for condition in turn.claims() if claims else ():
                read |= condition.reads
            read |= {name for each in turn.arrivals for condition, _ in each.unheard for name in condition.reads}
            masks.append(self.bits.only(frozenset(read)))
        return masks[::-1]


def knowable(sets: Sequence[Sets]) -> When:
    """For each `fact@person` that is set, a clause that `fact` itself is set."""
    names = (each.fact.partition(KNOWS)[0] for each in sets if KNOWS in each.fact)
    return tuple(Clause(name=name, op="set") for name in names)
