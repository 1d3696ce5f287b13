"""Checks that what the passages of a day take for granted is true whenever they are read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.checks.days.model import Condition, Line, Turn
from explorer.checks.days.replay import Target
from explorer.checks.days.result import Case, Proved, piece_of
from explorer.checks.days.sets import Layer, Opened, Walk
from explorer.checks.days.whole import endings
from explorer.loader.locate import Path


def claims(case: Case) -> Proved:
    """19. Whatever a passage claims is true in every state in which it is read, whatever the other chairs sent; and
    what somebody knows is true when they learn it."""
    pieces_by_path: dict[Path, list[Target]] = {}
    for path, piece in failures(case.walk):
        pieces_by_path.setdefault(path, []).append(piece)
    for path, pieces in pieces_by_path.items():
        yield case.miss(path, "day_false", pieces, claims=_claimed(case, path))
    yield case.bound(19, "claims", 0, len(pieces_by_path), not pieces_by_path)


def _claimed(case: Case, path: Path) -> str:
    """The claims at a path of the day's file, as they are written."""
    part: object = case.day
    for step in path:
        part = part[step] if isinstance(step, int) else getattr(part, step)  # type: ignore[index]
    claimed = getattr(part, "claims", None)
    return ", ".join(map(str, claimed or ()))


def failures(walk: Walk) -> Iterator[tuple[Path, Target]]:
    """Each passage with a false claim, with the states in which it is read then."""
    for turn in walk.model.turns:
        yield from failures_in(walk, turn, walk.opened(turn.index))
    yield from failures_last(walk, walk.ends)


def failures_in(walk: Walk, turn: Turn, ways: Iterable[Opened]) -> Iterator[tuple[Path, Target]]:
    """The same for the passages of a turn, if its scene opens in these ways."""
    for way in ways:
        yield from _before(walk, turn.index, turn.lines, way)
        yield from _taken(walk, turn.index, way)


def failures_last(walk: Walk, ends: Layer) -> Iterator[tuple[Path, Target]]:
    """The same for the passages of the endings, if the day ends in these states."""
    for end, facts, cells in endings(walk, ends):
        for line in end.lines:
            if wrong := _wrong(walk, line.claim, facts, _said(walk, line, facts, cells)):
                yield line.path, Target(len(walk.model.turns), facts, wrong)


def _before(walk: Walk, index: int, lines: tuple[Line, ...], way: Opened) -> Iterator[tuple[Path, Target]]:
    """False claims as a scene opens: in its delayed effects, its text and its options."""
    for back in way.backs:
        if wrong := _wrong(walk, back.claim, way.asked, way.within):
            yield back.path, piece_of(index, way, 0, wrong)
    for line in lines:
        if wrong := _wrong(walk, line.claim, way.facts, _said(walk, line, way.facts, way.cells)):
            yield line.path, piece_of(index, way, 0, walk.grid.before(wrong, way.moves) & way.within)
    for take in way.takes:
        if wrong := _wrong(walk, take.claim, way.facts, way.cells):
            yield take.path, piece_of(index, way, 0, walk.grid.before(wrong, way.moves) & way.within)


def _taken(walk: Walk, index: int, way: Opened) -> Iterator[tuple[Path, Target]]:
    """False claims after an option was taken: in its outcome, and in what a person then knows."""
    for number, taken in enumerate(walk.taken(way), 1):
        take, facts = taken.take, taken.facts
        if not take.known.of(facts):
            yield (*take.path, "sets"), piece_of(index, way, number)
        for line in take.lines:
            if not _doubtful(line.claim, facts):
                continue
            if wrong := _wrong(walk, line.claim, facts, _said(walk, line, facts, taken.cells())):
                wrong = walk.grid.before(wrong, (*way.moves, *take.moves)) & way.within
                yield line.path, piece_of(index, way, number, wrong)


def _doubtful(claim: Condition | None, facts: int) -> bool:
    """Whether a claim can be false in a valuation, with some values of the meters."""
    return claim is not None and (bool(claim.meters) or not claim.of(facts))


def _said(walk: Walk, line: Line, facts: int, cells: int) -> int:
    return cells & walk.grid.where(line.when.meters) if line.claim and line.when.of(facts) else 0


def _wrong(walk: Walk, claim: Condition | None, facts: int, cells: int) -> int:
    """Of some cells, those in which a claim is false."""
    if claim is None or not cells:
        return 0
    return cells & ~walk.grid.where(claim.meters) if claim.of(facts) else cells
