"""Checks that a day's claims depend on everything that it sets: each setting is removed in turn, and some claim or text
should notice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from explorer.checks.days.looked import claimed
from explorer.checks.days.model import Back, Condition, Line, Model, Take
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.sets import Walk, opened, walk, walked_on
from explorer.checks.days.truth import failures, failures_in, failures_last
from explorer.checks.days.whole import shown_in, shown_last
from explorer.loader.locate import Path
from explorer.pack.days import DayFile, Echo, Option, Scene

Part = TypeVar("Part", Scene, Option, Echo)
UNNOTICED = 0.1
"""The largest fraction of settings whose removal is not noticed."""


def noticed(case: Case) -> Proved:
    """20. Of all that a day sets, at most a tenth could be left out with every claim still true and all text shown."""
    if not claimed(case):
        return
    lost, sets = _lost(case)
    part = len(lost) / max(1, sets)
    if part > UNNOTICED:
        for path, name in lost:
            yield case.miss(path, "day_unnoticed", name=name)
    yield case.bound(20, "unnoticed", f"≤ {per_cent(UNNOTICED)}", per_cent(part), part <= UNNOTICED)


def _lost(case: Case) -> tuple[list[tuple[Path, str]], int]:
    """The settings whose removal is not noticed, with their paths; and the number of all settings."""
    drops = list(_drops(case.day))
    slices: dict[str, _Slice] = {}
    lost = []
    for drop in drops:
        fact = case.model.bits.table[drop.fact]
        if fact.sender and fact.sender.role == case.day.role:
            continue  # a message that is not sent is missed by the other chair
        if drop.fact not in slices:
            slices[drop.fact] = _Slice(case.model, drop.fact)
        if not slices[drop.fact].notices(case.model.changed(drop.day, drop.turn), drop.turn):
            lost.append((drop.path, drop.fact))
    return lost, len(drops)


class _Drop(NamedTuple):
    """A setting to remove: its path and its fact; and the day without it, which differs in one turn."""

    path: Path
    fact: str
    turn: int
    day: DayFile


def _drops(day: DayFile) -> Iterator[_Drop]:
    for n, scene in enumerate(day.scenes):
        for k, each in enumerate(scene.sets):
            yield _Drop(("scenes", n, "sets", k), each.fact, n, _with_scene(day, n, _less(scene, k)))
        for o, option in enumerate(scene.options):
            for k, each in enumerate(option.sets):
                options = (*scene.options[:o], _less(option, k), *scene.options[o + 1 :])
                without = _with_scene(day, n, replace(scene, options=options))
                yield _Drop(("scenes", n, "options", o, "sets", k), each.fact, n, without)
    indices = {scene.id: n for n, scene in enumerate(day.scenes)}
    for n, echo in enumerate(day.echoes):
        for k, each in enumerate(echo.sets):
            echoes = (*day.echoes[:n], _less(echo, k), *day.echoes[n + 1 :])
            yield _Drop(("echoes", n, "sets", k), each.fact, indices[echo.at], replace(day, echoes=echoes))


def _less(part: Part, index: int) -> Part:
    """A part of a day with one setting removed."""
    return replace(part, sets=(*part.sets[:index], *part.sets[index + 1 :]))


def _with_scene(day: DayFile, index: int, scene: Scene) -> DayFile:
    return replace(day, scenes=(*day.scenes[:index], scene, *day.scenes[index + 1 :]))


class _Slice:
    """A walk that keeps only the facts read together with fact `name` and those that decide what comes; it caches what
    is shown and which claims are false."""

    def __init__(self, model: Model, name: str) -> None:
        together = model.bits.only(_read_with(model, name))
        live = [moving | together & every for moving, every in zip(model.moving, model.live, strict=True)]
        self.walk: Walk = walk(model, live)
        self.shown: dict[int, set[Path]] = {}
        """The paths of all that can be shown in each turn asked for."""

    @cached_property
    def false(self) -> set[Path]:
        """The passages with a claim that is sometimes false, as far as this walk distinguishes the facts that they
        read."""
        return {path for path, _ in failures(self.walk)}

    def notices(self, without: Model, first: int) -> bool:
        """Whether a day that differs in one turn shows it: a claim becomes false, or something is never shown. The
        comparison ends when the two days are in the same states again."""
        last = self.walk.layers[first]
        for turn, ways, after in walked_on(self.walk, without, first, last):
            if turn.index > first and last == self.walk.layers[turn.index]:
                return False
            here = list(opened(ways))
            if any(path not in self.false for path, _ in failures_in(self.walk, turn, here)):
                return True
            if not self._shown(turn.index) <= set(shown_in(self.walk, turn, here)):
                return True
            last = after
        if any(path not in self.false for path, _ in failures_last(self.walk, last)):
            return True
        return not self._shown(len(self.walk.came)) <= set(shown_last(self.walk, last))

    def _shown(self, index: int) -> set[Path]:
        """The paths of all that can be shown in a turn of the whole day, or at its end."""
        if index not in self.shown:
            if index < len(self.walk.came):
                ways = self.walk.opened(index)
                self.shown[index] = set(shown_in(self.walk, self.walk.model.turns[index], ways))
            else:
                self.shown[index] = set(shown_last(self.walk, self.walk.ends))
        return self.shown[index]


def _read_with(model: Model, name: str) -> frozenset[str]:
    """A fact, with all facts that some passage's condition or claim reads together with it."""
    together = {name}
    for turn in model.turns:
        parts: list[Line | Back | Take] = [*turn.said(), *turn.backs, *turn.takes]
        for part in parts:
            together |= _among(name, part.when, part.claim)
    for end in model.ends:
        for line in end.lines:
            together |= _among(name, end.when, line.when, line.claim)
    return frozenset(together)


def _among(name: str, *conditions: Condition | None) -> frozenset[str]:
    """All facts that some conditions read together, if a given fact is one of them; else none."""
    reads = frozenset[str]().union(*(condition.reads for condition in conditions if condition))
    return reads if name in reads else frozenset()
