"""Finds the shortest list of choices that shows something, searching backwards over sets of states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from explorer.checks.days.cells import Moves
from explorer.checks.days.sets import Layer, Opened, Passed, Walk


class Target(NamedTuple):
    """The states that show a finding: cells of a valuation before a turn. `choice`: the option to take then, from 1; 0
    if reaching the scene is enough. `heard`: the values of the messages of that turn."""

    turn: int
    facts: int
    cells: int
    choice: int = 0
    heard: tuple[int, ...] = ()


@dataclass(frozen=True, order=True)
class Way:
    """A way to reach a target: the choices, and the value of each message in order (0: irrelevant)."""

    length: int
    choices: tuple[int, ...]
    heard: tuple[int, ...] = ()


Needs = dict[int, Layer]
"""By number of remaining choices: the states from which the target can be reached."""


def shortest(walk: Walk, pieces: Iterable[Target]) -> Way | None:
    """The shortest way to any of some targets, and of those the first in order; None if there is none."""
    ways = (_to(walk, turn, group) for turn, group in _by_turn(pieces).items())
    return min((way for way in ways if way), default=None)


def arrives(walk: Walk, pieces: Sequence[Target], choices: Sequence[int], heard: Sequence[int]) -> bool:
    """Whether a list of choices, with the messages heard (from 1), leads to one of some targets."""
    facts, cell, made, came = 0, walk.grid.start, 0, 0
    for index in range(len(walk.came) + 1):
        coming = len(walk.model.turns[index].arrivals) if index < len(walk.came) else 0
        now = tuple(heard[came : came + coming])
        here = [each for each in pieces if (each.turn, each.facts) == (index, facts) and _same(each.heard, now)]
        left = list(choices[made:])
        if any(each.cells & cell and left == ([each.choice] if each.choice else []) for each in here):
            return True
        came += coming
        onward = [
            (number, to, walk.grid.moved(cell, moves))
            for way, number, moves, to in (_ways(walk, index) if index < len(walk.came) else ())
            if way.source == facts and way.within & cell and _same(way.heard, now)
            if not number or (made < len(choices) and choices[made] == number)
        ]
        if not onward:
            return False
        number, facts, cell = onward[0]
        made += number > 0
    return False


def _same(wanted: Sequence[int], heard: Sequence[int]) -> bool:
    return all(value in (0, other) for value, other in zip(wanted, heard, strict=False))


def _by_turn(pieces: Iterable[Target]) -> dict[int, list[Target]]:
    by_turn: dict[int, list[Target]] = {}
    for piece in pieces:
        if piece.cells:
            by_turn.setdefault(piece.turn, []).append(piece)
    return by_turn


def _to(walk: Walk, turn: int, pieces: list[Target]) -> Way | None:
    needs: list[Needs] = [{} for _ in range(turn + 1)]
    for piece in pieces:
        layer = needs[turn].setdefault(int(piece.choice > 0), {})
        layer[piece.facts] = layer.get(piece.facts, 0) | piece.cells
    for index in range(turn - 1, -1, -1):
        needs[index] = _before(walk, index, needs[index + 1])
    lengths = [length for length, layer in needs[0].items() if layer.get(0, 0) & walk.grid.start]
    return _forward(walk, turn, pieces, needs, min(lengths)) if lengths else None


def _before(walk: Walk, index: int, after: Needs) -> Needs:
    """The states of the layer at `index` from which those of the next can be reached."""
    needs: Needs = {}
    for way, number, moves, to in _ways(walk, index):
        for length, layer in after.items():
            if (cells := layer.get(to)) and (cells := walk.grid.before(cells, moves) & way.within):
                here = needs.setdefault(length + (number > 0), {})
                here[way.source] = here.get(way.source, 0) | cells
    return needs


def _ways(walk: Walk, index: int) -> Iterator[tuple[Opened | Passed, int, Moves, int]]:
    """Every way on from a layer: how the scene came, the choice made (0: it did not come), what moved, and the
    valuation that follows."""
    live, bits = walk.live[index + 1], walk.model.bits
    for way in walk.came[index]:
        if isinstance(way, Passed):
            yield way, 0, (), way.facts & live
        else:
            for number, take in enumerate(way.takes, 1):
                yield way, number, (*way.moves, *take.moves), bits.after(way.facts, take.sets) & live


def _forward(walk: Walk, turn: int, pieces: list[Target], needs: list[Needs], length: int) -> Way:
    facts, cell = 0, walk.grid.start
    choices: list[int] = []
    heard: list[int] = []
    left = length
    for index in range(turn):
        best: tuple[int, tuple[int, ...], int, int] | None = None
        for way, number, moves, to in _ways(walk, index):
            if way.source == facts and way.within & cell and (best is None or (number, way.heard) < best[:2]):
                moved = walk.grid.moved(cell, moves)
                if needs[index + 1].get(left - (number > 0), {}).get(to, 0) & moved:
                    best = number, way.heard, to, moved
        assert best is not None
        number, came, facts, cell = best
        heard += came
        if number:
            choices.append(number)
            left -= 1
    last = min(
        (piece.choice, piece.heard)
        for piece in pieces
        if piece.facts == facts and piece.cells & cell and int(piece.choice > 0) == left
    )
    heard += last[1]
    return Way(length, (*choices, *([last[0]] if last[0] else [])), tuple(heard))
