"""Exact probabilities for two roles that play one day uniformly and hear each other, without playing every pair.

Each day is counted once for every list of messages it can hear, with what it sends. The probability of a pair is then
that of one day, given that it hears what the other sends, times that of the other, given that it hears what the first
sends; the sum over all messages is exactly one. Messages without any effect are left out, and values that nothing
distinguishes are merged.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from explorer.checks.days.cells import members
from explorer.checks.days.counts import Counts, UniformPlay, ended, inside, units
from explorer.checks.days.model import Condition, Model, Turn
from explorer.checks.days.sets import rest_of, walk
from explorer.engine.facts import allowed
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.words.frozen import frozen

Values = tuple[int, ...]
"""The indices of the values of some facts, in a fixed order."""


class Row(NamedTuple):
    """One possible course of a day: the messages heard and sent on which a pair must agree, its ending (by index), and
    the shared facts for the epilogue."""

    heard: Values
    sent: Values
    ending: int
    told: Values


@frozen
class Sums:
    """The weights of a row. `parts`: its probability times `PairedDay.whole`; `meters`: the final meter totals,
    weighted with it."""

    parts: int
    meters: int


Outcome = tuple[int, int]
"""The end of a day: the ending (by index), and the valuation with the closing facts."""
Outcomes = dict[Outcome, tuple[int, int]]
"""The outcomes from a state: each with its weight, and with the final meter total times that weight."""
Ahead = dict[int, dict[int, Outcomes]]
"""The outcomes from each state of a layer, by valuation and cell."""
Kept = Callable[[str, Callable[[], dict[Row, Sums]]], dict[Row, Sums]]
"""A function from a name to its rows; the second argument makes them if they are not cached."""


class PairedDay:
    """One of two days: its messages from and to the other, and its table of rows."""

    def __init__(self, pack: Pack, day: DayFile, other: DayFile, model: Model, theirs: Model, kept: Kept) -> None:
        self.pack, self.day, self.model, self.kept = pack, day, model, kept
        heard = [message.fact for message in day.hears if message.by == other.role and message.turn < len(day.scenes)]
        sent = [message.fact for message in other.hears if message.by == day.role and message.turn < len(other.scenes)]
        coda_facts = _coda_reads(pack)
        self.heard = tuple(name for name in heard if name in coda_facts or _moves(model, name))
        self.sent = tuple(name for name in sent if name in coda_facts or _moves(theirs, name))
        """The messages from this day (`heard`: to it); only those that have an effect in the other day or in the
        epilogue."""
        self.own = tuple(name for name in _sent_by(pack, day.role) if name in coda_facts)
        """The shared facts of this day that the epilogue reads, including closing facts."""
        self.classes = {name: _classes(pack, name, (model, theirs)) for name in (*self.heard, *self.sent, *self.own)}

    @property
    def whole(self) -> int:
        """The number of parts of play."""
        return math.prod(units(self.model))

    @cached_property
    def counting(self) -> UniformPlay:
        """Uniform play of the day, for every list of messages it can hear."""
        live = self.model.live_for(moving=True, kept=self._handed | self._kept)
        return UniformPlay(walk(self.model, live, True, self._indices, self._folded))

    @cached_property
    def _kept(self) -> frozenset[str]:
        """The facts that must be distinguished to the end of the day, because the pair must agree on them or the
        epilogue reads them."""
        return frozenset((*self.heard, *self.sent, *self.own)) & self.model.bits.table.keys()

    @cached_property
    def _handed(self) -> frozenset[str]:
        """The facts that decide the closing facts."""
        read = {clause.name for each in self.day.closings for choice in each.choices for clause in choice.when}
        return frozenset(read) & self.model.bits.table.keys()

    @cached_property
    def _indices(self) -> dict[str, tuple[int, ...]]:
        """For each message, the possible indices of its value."""
        only = {name: tuple(sorted(set(classes))) for name, classes in self.classes.items()}
        return {message.fact: only.get(message.fact, (0,)) for message in self.day.hears}

    def _folded(self, facts: int) -> int:
        """A valuation with values merged that nothing distinguishes."""
        bits = self.model.bits
        for name in (*self.sent, *self.own):
            value = bits.value(facts, name)
            if (same := self.classes[name][value]) != value:
                facts = bits.put(facts, name, same)
        return facts

    @cached_property
    def rows(self) -> dict[Row, Sums]:
        """Every possible course of the day."""
        return self.kept(f"rows {self.heard} {self.sent} {self.own} {self.classes}", self._counted)

    def _counted(self) -> dict[Row, Sums]:
        """The rows: days counted up to turn `_settled`, joined with the outcomes from there on. Facts that are neither
        read nor set after that turn are masked out of the outcomes, and put back from the first half."""
        bits, first = self.model.bits, self._settled
        settled = bits.only(self._kept) & ~bits.only(self._handed) & ~self.model.moving[first] & ~self._made_from(first)
        outcomes = self._outcomes(first, settled)
        sums: dict[Outcome, list[int]] = {}
        for facts, counts in self.counting.before(first).items():
            ways = outcomes[facts & ~settled]
            here: dict[Outcome, list[int]] = {}
            for cell, count in counts.items():
                for outcome, (parts, meters) in ways[cell].items():
                    total = here.get(outcome)
                    if total is None:
                        total = here[outcome] = [0, 0]
                    total[0] += count * parts
                    total[1] += count * meters
            for (ending, true), (parts, meters) in here.items():
                total = sums.setdefault((ending, true | facts & settled), [0, 0])
                total[0] += parts
                total[1] += meters
        rows: dict[Row, list[int]] = {}
        for (ending, facts), (parts, meters) in sums.items():
            heard, sent, told = (
                tuple(bits.value(facts, name) for name in names) for names in (self.heard, self.sent, self.own)
            )
            total = rows.setdefault(Row(heard, sent, ending, told), [0, 0])
            total[0] += parts
            total[1] += meters
        return {row: Sums(*total) for row, total in rows.items() if total[0]}

    @cached_property
    def _settled(self) -> int:
        """The first turn from which on no message is sent or heard."""
        crossing = {*self.heard, *self.sent}
        turns = [
            turn.index
            for turn in self.model.turns
            if turn.arrivals or any(each.fact in crossing for each in turn.sets())
        ]
        return max(turns, default=-1) + 1

    def _made_from(self, first: int) -> int:
        """The bits of the facts that are set from a turn on."""
        names = {each.fact for turn in self.model.turns[first:] for each in turn.sets()}
        return self.model.bits.only(frozenset(names))

    def _outcomes(self, first: int, settled: int) -> Ahead:
        """For each state before a turn, without the facts in `settled`, its outcomes."""
        play = UniformPlay(rest_of(self.counting.walk, first, settled, self._indices))
        outcomes: Ahead = {facts: {} for facts in play.walk.ends}
        ends = {facts: dict.fromkeys(members(cells), 1) for facts, cells in play.walk.ends.items()}
        for (ending, facts), counts in ended(play, ends).items():
            for true, part in self._handing_on(facts, counts):
                outcomes[facts].update((cell, {(ending, true): (1, play.grid.heights[cell])}) for cell in part)
        for turn in reversed(self.model.turns[first:]):
            outcomes = _outcomes_before(play, turn, outcomes)
        return outcomes

    def _handing_on(self, facts: int, counts: Counts) -> Iterator[tuple[int, Counts]]:
        """The counts at an ending, by the valuation with the closing facts."""
        grid, bits = self.counting.grid, self.model.bits
        parts = [(facts, counts)]
        for fact, choices in self._closings:
            after: list[tuple[int, Counts]] = []
            for at, rest in parts:
                for condition, index in choices:
                    if not condition.of(facts):
                        continue
                    here = dict(inside(rest, grid.where(condition.meters))) if condition.meters else rest
                    if here:
                        after.append((bits.put(at, fact, index), here))
                        rest = {cell: n for cell, n in rest.items() if cell not in here}
            parts = after
        yield from parts

    @cached_property
    def _closings(self) -> list[tuple[str, list[tuple[Condition, int]]]]:
        """For each closing fact, the conditions and values (by index)."""
        table = self.model.bits.table
        return [
            (
                closing.fact,
                [
                    (Condition(self.model, choice.when), table[closing.fact].values.index(choice.value))
                    for choice in closing.choices
                ],
            )
            for closing in self.day.closings
        ]


def _outcomes_before(
    play: UniformPlay, turn: Turn, after: Mapping[int, Mapping[int, Outcomes]]
) -> dict[int, dict[int, Outcomes]]:
    before: dict[int, dict[int, Outcomes]] = {facts: {} for facts in play.walk.layers[turn.index]}
    for (source, within, to, moves), share in play.steps(turn).items():
        here, onward, shift = before[source], after[to], play.grid.shift(moves)
        for cell in members(within):
            sums = here.setdefault(cell, {})
            for outcome, (parts, meters) in onward[shift[cell]].items():
                had = sums.get(outcome, (0, 0))
                sums[outcome] = had[0] + parts * share, had[1] + meters * share
    return before


class Pair:
    """Two days played together."""

    def __init__(self, pack: Pack, models: tuple[Model, Model], kept: tuple[Kept, Kept]) -> None:
        self.pack = pack
        first, second = models
        one, other = first.day, second.day
        self.sides = (
            PairedDay(pack, one, other, first, second, kept[0]),
            PairedDay(pack, other, one, second, first, kept[1]),
        )

    @property
    def whole(self) -> int:
        """The number of parts of play of the pair."""
        return self.sides[0].whole * self.sides[1].whole

    @cached_property
    def joined(self) -> list[tuple[Row, Row, int]]:
        """Every pair of rows with matching messages, with its parts."""
        by: dict[tuple[Values, Values], list[tuple[Row, int]]] = {}
        for row, sums in self.sides[1].rows.items():
            by.setdefault((row.sent, row.heard), []).append((row, sums.parts))
        return [
            (row, other, sums.parts * parts)
            for row, sums in self.sides[0].rows.items()
            for other, parts in by.get((row.heard, row.sent), ())
        ]

    def endings(self) -> dict[tuple[int, int], float]:
        """The probability of each pair of endings."""
        parts_by: dict[tuple[int, int], int] = {}
        for row, other, parts in self.joined:
            key = row.ending, other.ending
            parts_by[key] = parts_by.get(key, 0) + parts
        return {key: parts / self.whole for key, parts in parts_by.items()}

    def told(self) -> dict[tuple[Values, Values], float]:
        """The probability of each combination of shared facts that the epilogue reads."""
        parts_by: dict[tuple[Values, Values], int] = {}
        for row, other, parts in self.joined:
            key = row.told, other.told
            parts_by[key] = parts_by.get(key, 0) + parts
        return {key: parts / self.whole for key, parts in parts_by.items()}

    def costs(self, sender: int) -> Iterator[tuple[str, int, float, float]]:
        """For each message of the day `sender` (0 or 1), and each of its values (by index): the final meter totals of
        the sender and of the hearer, on average."""
        mine, theirs = self.sides[sender], self.sides[1 - sender]
        by: dict[tuple[Values, Values], list[Sums]] = {}
        for row, sums in theirs.rows.items():
            by.setdefault((row.sent, row.heard), []).append(sums)
        for index, fact in enumerate(mine.sent):
            totals: dict[int, list[int]] = {}
            for row, sums in mine.rows.items():
                for other in by.get((row.heard, row.sent), ()):
                    total = totals.setdefault(row.sent[index], [0, 0, 0])
                    total[0] += sums.parts * other.parts
                    total[1] += sums.meters * other.parts
                    total[2] += sums.parts * other.meters
            for value, (parts, own, heard) in totals.items():
                yield fact, value, own / parts, heard / parts


def reacting(side: PairedDay, ending: int, pick: Callable[[Sequence[float]], float]) -> float:
    """The least or greatest (`pick`: min or max) probability of an ending over all strategies of the other role."""
    times = {message.fact: message.turn for message in side.day.hears}
    sends = {scene.event: n for n, scene in enumerate(side.day.scenes) if scene.event}
    table = {fact.id: fact.sender for fact in side.pack.world.facts}
    events = {name: sends[sender.event] for name in side.sent if (sender := table[name]) and sender.event}
    order = sorted(
        [(times[name], 0, index, name) for index, name in enumerate(side.heard)]
        + [(events[name], 1, index, name) for index, name in enumerate(side.sent)]
    )
    chances: dict[tuple[Values, Values], int] = {}
    for row, sums in side.rows.items():
        if row.ending == ending:
            key = row.heard, row.sent
            chances[key] = chances.get(key, 0) + sums.parts

    def best(at: int, heard: dict[int, int], sent: dict[int, int]) -> float:
        if at == len(order):
            key = tuple(heard[n] for n in range(len(heard))), tuple(sent[n] for n in range(len(sent)))
            return chances.get(key, 0) / side.whole
        _, own, index, name = order[at]
        values = sorted(set(side.classes[name]))
        if own:
            return sum(best(at + 1, heard, {**sent, index: value}) for value in values)
        return pick([best(at + 1, {**heard, index: value}, sent) for value in values])

    return best(0, {}, {})


def _moves(model: Model, name: str) -> bool:
    """Whether a fact decides anything in a day: which scenes, options, effects or endings come."""
    return name in model.bits.table and any(name in condition.reads for condition in _moving(model))


def _moving(model: Model) -> Iterator[Condition]:
    for turn in model.turns:
        yield from turn.conditions(moving=True)
    yield from (end.when for end in model.ends)


def _sent_by(pack: Pack, role: str) -> Iterator[str]:
    return (fact.id for fact in pack.world.facts if fact.sender and fact.sender.role == role)


def _coda_reads(pack: Pack) -> set[str]:
    """The facts in conditions and claims of the epilogue."""
    passages = [passage for group in pack.coda for passage in group]
    return {clause.name for each in passages for clause in (*each.when, *(each.claims or ()))}


def _classes(pack: Pack, name: str, models: Sequence[Model]) -> tuple[int, ...]:
    """For each value of a shared fact, the index of the first value that nothing distinguishes from it."""
    fact = next(each for each in pack.world.facts if each.id == name)
    clauses = [clause for model in models for condition in _moving(model) for clause in condition.when]
    closings = [choice for model in models for closing in model.day.closings for choice in closing.choices]
    clauses += [clause for choice in closings for clause in choice.when]
    clauses += [c for group in pack.coda for each in group for c in (*each.when, *(each.claims or ()))]
    holding_values = [allowed(clause, fact.values) for clause in clauses if clause.name == name]
    marks = [tuple(value in holding for holding in holding_values) for value in fact.values]
    return tuple(marks.index(mark) for mark in marks)
