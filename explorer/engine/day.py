"""A day lived by its choices: the same choices always give the same day.

Scenes follow each other in the order of the file, those whose condition holds when their turn comes; nothing can
lead back, so every day ends.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from explorer.pack.days import DayFile, Echo, Ending, Option, Passage, Scene, When
from explorer.pack.schema import Side
from explorer.words.text import Text

START, LEAST, MOST = 5, 0, 10
"""Every meter's first value and its bounds."""
PATTERN_FROM, PATTERN_PART = 3, 0.8
"""Choices on a dimension, and the part of them towards one pole, from which that is called a pattern."""

_COMPARE: Mapping[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}


class NoSuchChoice(ValueError):
    """A choice that the day does not offer. `place`: which one, from 1; `offered`: how many there were, 0 if the day
    had ended."""

    def __init__(self, place: int, choice: int, offered: int) -> None:
        self.place, self.choice, self.offered = place, choice, offered
        super().__init__(f"choice {place} is {choice}, of {offered}")


@dataclass(frozen=True)
class Hour:
    """One scene as it came: its texts, its open options, and, once lived, what was chosen and what came of it.

    `before` and `after`: the meters when the scene opened (its echoes counted) and when its outcome was told.
    """

    scene: Scene
    echoes: tuple[Echo, ...]
    text: tuple[Text, ...]
    options: tuple[Option, ...]
    before: Mapping[str, int]
    choice: int | None = None
    outcome: tuple[Text, ...] = ()
    after: Mapping[str, int] | None = None

    @property
    def taken(self) -> Option | None:
        """The option that was chosen, if one was."""
        return None if self.choice is None else self.options[self.choice - 1]


@dataclass(frozen=True)
class Played:
    """A day so far: the hours lived, the one that waits (None when the day is over), the meters, the ending."""

    day: DayFile
    lived: tuple[Hour, ...]
    now: Hour | None
    meters: Mapping[str, int]
    flags: frozenset[str]
    ending: Ending | None

    @property
    def choices(self) -> tuple[int, ...]:
        """The transcript: it replays to the same day on any machine."""
        return tuple(hour.choice for hour in self.lived if hour.choice is not None)


def play(day: DayFile, choices: Sequence[int]) -> Played:
    """`day` lived with `choices` (each from 1, among the options that were open). Raises NoSuchChoice."""
    meters: Mapping[str, int] = {meter.id: START for meter in day.meters}
    flags: frozenset[str] = frozenset()
    lived: list[Hour] = []
    for scene in day.scenes:
        hour = opened(day, scene, flags, meters)
        if hour is None:
            continue
        if len(lived) == len(choices):
            return Played(day, tuple(lived), hour, hour.before, flags, None)
        choice = choices[len(lived)]
        if not 1 <= choice <= len(hour.options):
            raise NoSuchChoice(len(lived) + 1, choice, len(hour.options))
        hour, flags = lived_with(hour, choice, flags)
        assert hour.after is not None
        meters = hour.after
        lived.append(hour)
    if len(choices) > len(lived):
        raise NoSuchChoice(len(lived) + 1, choices[len(lived)], 0)
    return Played(day, tuple(lived), None, meters, flags, ended(day, flags, meters))


def opened(day: DayFile, scene: Scene, flags: frozenset[str], meters: Mapping[str, int]) -> Hour | None:
    """`scene` as it comes when its turn has come; None when its condition does not hold."""
    if not holds(scene.when, flags, meters):
        return None
    echoes = tuple(echo for echo in day.echoes if echo.at == scene.id and holds(echo.when, flags, meters))
    for echo in echoes:
        meters = moved(meters, echo.effects)
    options = tuple(option for option in scene.options if holds(option.when, flags, meters))
    return Hour(scene, echoes, _said(scene.text, flags, meters), options, meters)


def lived_with(hour: Hour, choice: int, flags: frozenset[str]) -> tuple[Hour, frozenset[str]]:
    """`hour` with one of its open options (from 1) chosen, and the flags that are set then."""
    option = hour.options[choice - 1]
    flags |= frozenset(option.sets)
    after = moved(hour.before, option.effects)
    outcome = _said(option.outcome, flags, after)
    return Hour(hour.scene, hour.echoes, hour.text, hour.options, hour.before, choice, outcome, after), flags


def ended(day: DayFile, flags: frozenset[str], meters: Mapping[str, int]) -> Ending:
    """How a day ends that leaves these behind."""
    return next(ending for ending in day.endings if holds(ending.when, flags, meters))


def holds(when: When, flags: Iterable[str], meters: Mapping[str, int]) -> bool:
    """Whether all clauses of a condition are true."""
    for clause in when:
        if clause.op in ("set", "unset"):
            if (clause.name in flags) != (clause.op == "set"):
                return False
        else:
            value = clause.value if isinstance(clause.value, int) else meters[clause.value]
            if not _COMPARE[clause.op](meters[clause.name], value):
                return False
    return True


def moved(meters: Mapping[str, int], effects: Mapping[str, int]) -> dict[str, int]:
    """The meters after `effects`, within their bounds."""
    return {name: min(MOST, max(LEAST, value + effects.get(name, 0))) for name, value in meters.items()}


def tendencies(hours: Iterable[Hour]) -> dict[str, dict[Side, int]]:
    """How often the choices of these hours expressed each pole of each dimension."""
    counts: dict[str, dict[Side, int]] = {}
    for hour in hours:
        for dimension, side in (hour.taken.leans if hour.taken else {}).items():
            counts.setdefault(dimension, {"left": 0, "right": 0})[side] += 1
    return counts


def clear_side(counts: Mapping[Side, int]) -> Side | None:
    """The pole that choices tended to, if they show a pattern."""
    side: Side = "left" if counts["left"] >= counts["right"] else "right"
    total = counts["left"] + counts["right"]
    return side if total >= PATTERN_FROM and counts[side] >= PATTERN_PART * total else None


def level(value: int) -> int:
    """0 low (0-3), 1 middling (4-6), 2 high (7-10): which of a meter's words names a value."""
    return 0 if value <= 3 else 1 if value <= 6 else 2


def _said(passages: Iterable[Passage], flags: Iterable[str], meters: Mapping[str, int]) -> tuple[Text, ...]:
    return tuple(passage.say for passage in passages if holds(passage.when, flags, meters))
