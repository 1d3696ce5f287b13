"""Visits every reachable state of a day, as sets of states.

A state consists of the next scene, the values of all facts that are still read later (a valuation), and
the meters (a cell). A *layer* is the set of reachable cells for each valuation before a turn. The rules are the
engine's; `tests/checks` compares this walk with one that plays every state with the engine itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

from explorer.checks.days.cells import Cells, Moves, cells_of
from explorer.checks.days.model import Arrival, Back, Model, Take, Turn
from explorer.words.frozen import frozen

Layer = dict[int, int]
"""Valuation to its set of cells."""
Indices = Mapping[str, tuple[int, ...]]
"""For a message, the possible indices of its value."""
Folded = Callable[[int], int]
"""A function that merges equivalent valuations."""
MOST_VALUATIONS = 50_000
"""The most valuations of one layer; a day with more has too many facts to be checked."""


class TooManyFacts(ValueError):
    """A day that cannot be checked. `turn`: the scene before which it has too many valuations."""

    def __init__(self, turn: int, count: int) -> None:
        self.turn, self.count = turn, count
        super().__init__(f"{count} valuations before scene {turn}")


class Opened(NamedTuple):
    """One way in which a scene opens, from a valuation of the layer before it.

    `source`, `within`: the valuation, and those of its cells that lead here. `heard`: for each message of the turn its
    value from 1; 0 if nothing reads it, or for the stand-in. `asked`: the valuation in which the conditions of the
    delayed effects `backs` are tested, which then move the meters by `moves`. `facts`, `cells`: the state when the text
    is read. `takes`: the open options, in the cells of the mask `among`.
    """

    source: int
    within: int
    heard: tuple[int, ...]
    asked: int
    backs: tuple[Back, ...]
    moves: Moves
    facts: int
    cells: int
    takes: tuple[Take, ...]
    among: int


class Passed(NamedTuple):
    """A scene that does not come."""

    source: int
    within: int
    heard: tuple[int, ...]
    facts: int


Came = Opened | Passed


@frozen
class Walk:
    """All states of a day: a layer before each turn and one for its end, and every way in which each scene comes."""

    model: Model
    grid: Cells
    live: list[int]
    layers: tuple[Layer, ...]
    came: tuple[tuple[Came, ...], ...]
    folded: Folded | None = None
    known: dict[int, list[Taken]] | None = None
    """Cached results of `taken`, by the identity of the way; None: no cache."""

    @property
    def states(self) -> int:
        """The number of states."""
        return sum(cells.bit_count() for layer in self.layers for cells in layer.values())

    @property
    def ends(self) -> Layer:
        """The states at the end of the day."""
        return self.layers[-1]

    def after(self, turn: Turn, way: Came, take: Take | None = None) -> int:
        """The valuation of the next layer after an option was taken."""
        facts = self.model.bits.after(way.facts, take.sets) if take else way.facts
        return (self.folded(facts) if self.folded else facts) & self.live[turn.index + 1]

    def taken(self, way: Opened) -> list[Taken]:
        """Each open option of a scene, in the state in which its outcome is read."""
        if self.known is None:
            return [Taken(self, way, take) for take in way.takes]
        if (taken := self.known.get(id(way))) is None:
            taken = self.known[id(way)] = [Taken(self, way, take) for take in way.takes]
        return taken

    def opened(self, turn: int) -> Iterator[Opened]:
        """The ways in which a scene opens."""
        return opened(self.came[turn])


class Taken:
    """An option that was taken, when its outcome is read: the valuation `facts`, and the cells, which are computed when
    first needed."""

    __slots__ = ("facts", "grid", "moved", "take", "way")

    def __init__(self, walk: Walk, way: Opened, take: Take) -> None:
        self.way, self.take, self.grid = way, take, walk.grid
        self.facts: int = walk.model.bits.after(way.facts, take.sets)
        self.moved: int | None = None

    def cells(self) -> int:
        """The cells."""
        if self.moved is None:
            self.moved = self.grid.moved(self.way.cells, self.take.moves)
        return self.moved


def opened(ways: Iterable[Came]) -> Iterator[Opened]:
    """Those of some ways in which the scene opens."""
    return (each for each in ways if isinstance(each, Opened))


def walk(
    model: Model,
    live: list[int] | None = None,
    free: bool = True,
    indices: Indices | None = None,
    folded: Folded | None = None,
) -> Walk:
    """Every reachable state. `live`: masks of the facts to keep (unless given, `Model.live`). `free`: a message takes
    any value, or those in `indices`; else the stand-in's. `folded`: maps a valuation to the one it is merged with.
    Raises TooManyFacts."""
    empty = Walk(model, cells_of(model.meters), model.live if live is None else live, (), (), folded)
    layers: list[Layer] = [{0: empty.grid.start}]
    came: list[tuple[Came, ...]] = []
    for turn, ways, after in walked_on(empty, model, 0, layers[0], free, indices):
        if len(after) > MOST_VALUATIONS:
            raise TooManyFacts(turn.index + 1, len(after))
        came.append(ways)
        layers.append(after)
    return replace(empty, layers=tuple(layers), came=tuple(came))


def rest_of(walked: Walk, first: int, without: int, indices: Indices | None) -> Walk:
    """The walk from turn `first` on, with the bits `without` cleared from all valuations; earlier layers are empty."""
    layer: Layer = {}
    for facts, cells in walked.layers[first].items():
        layer[facts & ~without] = layer.get(facts & ~without, 0) | cells
    rest = replace(walked, live=[live & ~without for live in walked.live])
    steps = list(walked_on(rest, walked.model, first, layer, True, indices))
    layers, came = [after for _, _, after in steps], [ways for _, ways, _ in steps]
    before: tuple[Layer, ...] = ({},) * first
    return replace(rest, layers=(*before, layer, *layers), came=(*((),) * first, *came))


def walked_on(
    walked: Walk, model: Model, first: int, layer: Layer, free: bool = True, indices: Indices | None = None
) -> Iterator[tuple[Turn, tuple[Came, ...], Layer]]:
    """From the layer before turn `first`: each turn, the ways its scene comes or not, and the layer after it."""
    for turn in model.turns[first:]:
        heard = walked.live[turn.index] if free else None
        ways = tuple(comings(model, walked.grid, turn, layer, heard, indices))
        layer = _after(walked, turn, ways)
        yield turn, ways, layer


def _after(walked: Walk, turn: Turn, ways: tuple[Came, ...]) -> Layer:
    """The layer to which the ways of a turn lead."""
    after: Layer = {}
    for way in ways:
        if isinstance(way, Passed):
            to = walked.after(turn, way)
            after[to] = after.get(to, 0) | way.within
        else:
            for take in way.takes:
                to = walked.after(turn, way, take)
                after[to] = after.get(to, 0) | walked.grid.moved(way.cells, take.moves)
    return after


def comings(
    model: Model,
    grid: Cells,
    turn: Turn,
    layer: Mapping[int, int],
    free: int | None,
    indices: Indices | None = None,
) -> Iterator[Came]:
    """Every way in which a scene comes, or does not, from the states of a layer. `free`: if a message can have any
    value (or those at `indices`), the bits of the facts that are read from here on; None: it has the stand-in's."""
    mask = grid.where(turn.when.meters)
    for source, cells in layer.items():
        for heard, asked, part in _arrived(model, grid, turn.arrivals, source, cells, free, indices):
            if not turn.when.of(asked):
                yield Passed(source, part, heard, asked)
                continue
            if out := part & ~mask:
                yield Passed(source, out, heard, asked)
            if within := part & mask:
                yield from _opened(model, grid, turn, Passed(source, within, heard, asked))


def _arrived(
    model: Model,
    grid: Cells,
    arrivals: tuple[Arrival, ...],
    source: int,
    cells: int,
    free: int | None,
    indices: Indices | None,
) -> Iterator[tuple[tuple[int, ...], int, int]]:
    """What is heard, the valuation after it, and the cells in which that happens."""
    if not arrivals:
        yield (), source, cells
        return
    first, rest = arrivals[0], arrivals[1:]
    for value, part in _values(model, grid, first, source, cells, free, indices):
        facts = source if value < 0 else model.bits.put(source, first.message.fact, value)
        for heard, after, within in _arrived(model, grid, rest, facts, part, free, indices):
            yield (value + 1 if free is not None else 0, *heard), after, within


def _values(
    model: Model,
    grid: Cells,
    arrival: Arrival,
    source: int,
    cells: int,
    free: int | None,
    indices: Indices | None,
) -> Iterator[tuple[int, int]]:
    """The values (by index) with which a message can arrive, with the cells for each; -1: nothing reads it."""
    bits, fact = model.bits, arrival.message.fact
    if free is not None:
        read = free >> bits.shift[fact] & bits.mask[fact]
        values = indices[fact] if indices and fact in indices else range(len(bits.table[fact].values))
        yield from ((index, cells) for index in (values if read else (-1,)))
        return
    for condition, index in arrival.unheard:
        if condition.of(source) and (part := cells & grid.where(condition.meters)):
            yield index, part
            cells &= ~grid.where(condition.meters)


def _opened(model: Model, grid: Cells, turn: Turn, at: Passed) -> Iterator[Opened]:
    """The ways in which a scene opens if its condition holds: with which delayed effects and options."""
    parts: list[tuple[tuple[Back, ...], int]] = [((), at.within)]
    for back in turn.backs:
        if back.when.of(at.facts):
            mask = grid.where(back.when.meters)
            split = [((*backs, back), cells & mask) for backs, cells in parts]
            parts = [each for each in [*split, *((backs, cells & ~mask) for backs, cells in parts)] if each[1]]
    for backs, within in parts:
        moves = tuple(move for back in backs for move in back.moves)
        facts = at.facts
        for back in backs:
            facts = model.bits.after(facts, back.sets)
        facts = model.bits.after(facts, turn.scene.sets)
        cells = grid.moved(within, moves)
        whole = Opened(at.source, within, at.heard, at.facts, backs, moves, facts, cells, turn.takes, grid.full)
        yield from _offering(grid, turn, whole) if turn.gated else (whole,)


def _offering(grid: Cells, turn: Turn, whole: Opened) -> Iterator[Opened]:
    """The same, separated by which options are open."""
    parts: list[tuple[tuple[Take, ...], int]] = [((), grid.full)]
    for take in turn.takes:
        if take.when.of(whole.facts):
            mask = grid.where(take.when.meters)
            split = [((*takes, take), cells & mask) for takes, cells in parts]
            parts = [each for each in [*split, *((takes, cells & ~mask) for takes, cells in parts)] if each[1]]
    for takes, among in parts:
        if cells := whole.cells & among:
            within = grid.before(cells, whole.moves) & whole.within
            yield whole._replace(within=within, cells=cells, takes=takes, among=among)
