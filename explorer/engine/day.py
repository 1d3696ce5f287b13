"""Plays a day from a list of choices; the same choices always give the same day.

Scenes follow each other in the order of the file, those whose condition holds when their turn comes; nothing can
lead back, so every day ends.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import combinations

from explorer.engine.facts import Facts, table_of, true_of
from explorer.pack.days import Activity, DayFile, Echo, Ending, Option, Scene
from explorer.pack.schema import Side
from explorer.pack.world import Message, Passage, Sets, When
from explorer.words.frozen import frozen
from explorer.words.text import Text

START, LEAST, MOST = 5, 0, 10
"""The first value of every meter, and its bounds."""
PATTERN_FROM, PATTERN_PART = 3, 0.8
"""A pattern: a pole was chosen at least so many times, and in at least this fraction of the hours that offered it."""
SIDES: tuple[Side, Side] = ("left", "right")

COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
    "!=": operator.ne,
}
_OPPOSITE = {"set": "unset", "unset": "set", "=": "!=", "!=": "=", ">=": "<", "<": ">=", "<=": ">", ">": "<="}


class NoSuchChoice(ValueError):
    """A choice that the day does not offer. `place`: its position in the list, from 1; `offered`: the number of
    options, 0 if the day was over."""

    def __init__(self, place: int, choice: int, offered: int) -> None:
        self.place, self.choice, self.offered = place, choice, offered
        super().__init__(f"choice {place} is {choice}, of {offered}")


@frozen
class Hour:
    """One scene in a played day: its texts, its open options, and, once lived, the choice and its outcome.

    `before` and `after`: the meters when the scene opened (including its delayed effects) and when its outcome was
    shown. `facts`: the facts when its text was read. `causes`: for each delayed effect, the time of its cause.
    """

    scene: Scene
    echoes: tuple[Echo, ...]
    causes: tuple[str, ...]
    text: tuple[Text, ...]
    options: tuple[Option, ...]
    before: Mapping[str, int]
    facts: Facts
    choice: int | None = None
    outcome: tuple[Text, ...] = ()
    after: Mapping[str, int] | None = None

    @property
    def taken(self) -> Option | None:
        """The chosen option, if there is one."""
        return None if self.choice is None else self.options[self.choice - 1]

    @property
    def work(self) -> Activity | None:
        """The kind of work in this hour: as the chosen option says, else as the scene does."""
        return (self.taken and self.taken.hour) or self.scene.hour


@frozen
class Heard:
    """A received message: its value, and whether it comes from the other role's own day or from a stand-in."""

    message: Message
    value: str
    stand_in: bool


@frozen
class Played:
    """The state of a day: the hours lived, the current hour (None when the day is over), the meters, the facts, what
    was heard from other roles, and the ending with its text."""

    day: DayFile
    lived: tuple[Hour, ...]
    now: Hour | None
    meters: Mapping[str, int]
    facts: Facts
    heard: tuple[Heard, ...]
    ending: Ending | None
    ending_text: tuple[Text, ...] = ()

    @property
    def choices(self) -> tuple[int, ...]:
        """The choices made; replaying them gives the same day on any machine."""
        return tuple(hour.choice for hour in self.lived if hour.choice is not None)


def play(day: DayFile, choices: Sequence[int], heard: Sequence[int] = ()) -> Played:
    """Play `day` with `choices` (each from 1, among the open options).

    `heard`: for each message in the order in which they come (`DayFile.hears`) the number of the value heard, from 1,
    or 0 for the stand-in; missing ones are the stand-in's. Raises NoSuchChoice; ValueError for a value that does not
    exist.
    """
    return _played(day, tuple(choices), tuple(heard))


@lru_cache(maxsize=32)  # a page asks for the same day dozens of times at every key
def _played(day: DayFile, choices: tuple[int, ...], heard: tuple[int, ...]) -> Played:
    meters: Mapping[str, int] = {meter.id: START for meter in day.meters}
    facts = Facts(table_of(day))
    lived: list[Hour] = []
    came: list[Heard] = []
    waiting = iter(day.hears)
    message = next(waiting, None)
    for turn, scene in enumerate(day.scenes):
        while message and message.turn <= turn:
            came.append(arrived(message, heard[len(came)] if len(came) < len(heard) else 0, facts, meters))
            facts, message = facts.after((_told(came[-1]),), message.sent), next(waiting, None)
        hour = opened(day, scene, facts, meters)
        if hour is None:
            continue
        if len(lived) == len(choices):
            return Played(day, tuple(lived), hour, hour.before, hour.facts, tuple(came), None)
        choice = choices[len(lived)]
        if not 1 <= choice <= len(hour.options):
            raise NoSuchChoice(len(lived) + 1, choice, len(hour.options))
        hour, facts = lived_with(hour, choice)
        assert hour.after is not None
        meters = hour.after
        lived.append(hour)
    if len(choices) > len(lived):
        raise NoSuchChoice(len(lived) + 1, choices[len(lived)], 0)
    ending = ended(day, facts, meters)
    return Played(day, tuple(lived), None, meters, facts, tuple(came), ending, _said(ending.text, facts, meters))


def to_come(played: Played) -> tuple[str, ...]:
    """The times of the later hours that come whatever is chosen (`certain_times`)."""
    if played.now is None:
        return ()
    after = played.day.scenes[played.day.scenes.index(played.now.scene) + 1 :]
    return certain_times(after)


def certain_times(scenes: Sequence[Scene]) -> tuple[str, ...]:
    """The times at which an hour comes whatever is chosen: one without a condition, or one of two with opposite
    conditions. Parts of an hour in which a text is written are left out."""
    by_time: dict[str, list[When]] = {}
    for scene in scenes:
        if scene.rated:
            by_time.setdefault(scene.time, []).append(scene.when)
    return tuple(time for time, whens in by_time.items() if () in whens or any(map(_either, combinations(whens, 2))))


def _either(whens: tuple[When, When]) -> bool:
    """Whether two conditions are opposites: each is one clause, and one of them always holds."""
    if any(len(when) != 1 for when in whens):
        return False
    (one,), (other,) = whens
    return (one.name, one.value, one.op) == (other.name, other.value, _OPPOSITE[other.op])


def arrived(message: Message, value: int, facts: Facts, meters: Mapping[str, int]) -> Heard:
    """A received message: its value number `value`, or with 0 the stand-in's. ValueError for a value it does not
    have."""
    fact = facts.table[message.fact]
    if not 0 <= value <= len(fact.values):
        raise ValueError(f"{message.fact} has {len(fact.values)} values, not {value}")
    if value:
        return Heard(message, fact.values[value - 1], False)
    taken = next(choice.value for choice in fact.unheard if holds(choice.when, facts, meters))
    return Heard(message, taken, True)


def _told(heard: Heard) -> Sets:
    return Sets(fact=heard.message.fact, value=heard.value)


def opened(day: DayFile, scene: Scene, facts: Facts, meters: Mapping[str, int]) -> Hour | None:
    """The hour for `scene`; None if its condition does not hold."""
    if not holds(scene.when, facts, meters):
        return None
    echoes = tuple(echo for echo in day.echoes if echo.at == scene.id and holds(echo.when, facts, meters))
    causes = tuple(_cause(echo, facts) for echo in echoes)
    filled = tuple(_filled(echo, facts) for echo in echoes)
    for echo in echoes:
        meters = moved(meters, echo.effects)
        facts = facts.after(echo.sets, scene.time)
    facts = facts.after(scene.sets, scene.time)
    options = tuple(option for option in scene.options if holds(option.when, facts, meters))
    return Hour(scene, filled, causes, _said(scene.text, facts, meters), options, meters, facts)


def _cause(echo: Echo, facts: Facts) -> str:
    """The time of the latest fact that an echo depends on; empty if none was set."""
    return max((facts.since.get(clause.name, "") for clause in echo.when), default="")


def _filled(echo: Echo, facts: Facts) -> Echo:
    say, debrief = facts.said(echo.say), facts.said(echo.debrief)
    same = say is echo.say and debrief is echo.debrief
    return echo if same else Echo(**{**echo.__dict__, "say": say, "debrief": debrief})


def lived_with(hour: Hour, choice: int) -> tuple[Hour, Facts]:
    """`hour` with one of its open options (from 1) chosen, and the facts after it."""
    option = hour.options[choice - 1]
    facts = hour.facts.after(option.sets, hour.scene.time)
    after = moved(hour.before, option.effects)
    return replace(hour, choice=choice, outcome=_said(option.outcome, facts, after), after=after), facts


def ended(day: DayFile, facts: Facts, meters: Mapping[str, int]) -> Ending:
    """The ending of a day with these facts and meters: the first whose condition holds."""
    return next(ending for ending in day.endings if holds(ending.when, facts, meters))


def holds(when: When, facts: Facts, meters: Mapping[str, int]) -> bool:
    """Whether all clauses of a condition are true."""
    for clause in when:
        if clause.name not in meters:
            if not true_of(clause, facts):
                return False
        else:
            value = clause.value if isinstance(clause.value, int) else meters[clause.value]
            if not COMPARE[clause.op](meters[clause.name], value):
                return False
    return True


def moved(meters: Mapping[str, int], effects: Mapping[str, int]) -> dict[str, int]:
    """The meters after `effects`, limited to their bounds."""
    return {name: min(MOST, max(LEAST, value + effects.get(name, 0))) for name, value in meters.items()}


@frozen
class Tendency:
    """For one dimension: how often each pole was chosen, and in how many hours each was offered."""

    taken: Mapping[Side, int]
    offered: Mapping[Side, int]

    @property
    def side(self) -> Side | None:
        """The pole that was chosen in a pattern (`clear`); None if neither was, or both were."""
        sides = [side for side in SIDES if clear(self.taken[side], self.offered[side])]
        return sides[0] if len(sides) == 1 else None


def clear(taken: int, offered: int) -> bool:
    """Whether a pole that was `taken` in so many of the hours that `offered` it is a pattern."""
    return taken >= PATTERN_FROM and taken >= PATTERN_PART * offered


def tendencies(hours: Iterable[Hour]) -> dict[str, Tendency]:
    """The tendencies in the choices of these hours, for each dimension of which a chosen option expressed a pole."""
    counts: dict[str, tuple[dict[Side, int], dict[Side, int]]] = {}
    for hour in hours:
        if hour.taken is None:
            continue
        for dimension in dict.fromkeys(name for option in hour.options for name in option.leans):
            taken, offered = counts.setdefault(dimension, (dict.fromkeys(SIDES, 0), dict.fromkeys(SIDES, 0)))
            for side in SIDES:
                offered[side] += any(option.leans.get(dimension) == side for option in hour.options)
                taken[side] += hour.taken.leans.get(dimension) == side
    return {dimension: Tendency(*both) for dimension, both in counts.items() if any(both[0].values())}


def level(value: int) -> int:
    """The index of a meter's word for a value: 0 low (0-3), 1 middling (4-6), 2 high (7-10)."""
    return 0 if value <= 3 else 1 if value <= 6 else 2


def _said(passages: Iterable[Passage], facts: Facts, meters: Mapping[str, int]) -> tuple[Text, ...]:
    return tuple(facts.said(passage.say) for passage in passages if holds(passage.when, facts, meters))
