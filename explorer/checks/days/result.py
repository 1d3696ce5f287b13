"""What is proved of a day: each bound with its value, and what misses it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from explorer.checks.days.states import Choices, State, Walk, Way, means, shortest
from explorer.loader.faults import Finding
from explorer.loader.locate import Located, Path
from explorer.pack.days import DayFile, Option
from explorer.pack.pack import Pack


@dataclass(frozen=True)
class Bound:
    """One bound of a day: the number of its check, which of `Interface.proofs` names it, what is asked (nothing:
    a value that is only measured), what was found.

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


@dataclass(frozen=True)
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
    """A day that is being proved: its states, and how to point at its parts."""

    def __init__(self, pack: Pack, day: DayFile, located: Located, walk: Walk, opens: str) -> None:
        self.pack, self.day, self.located, self.walk, self.opens = pack, day, located, walk, opens
        self.means: dict[State, tuple[float, ...]] = means(walk)
        self.meters = [meter.id for meter in day.meters]

        self._numbers = {id(each): o for scene in day.scenes for o, each in enumerate(scene.options)}

    def number(self, option: Option) -> int:
        """Where an option stands in its scene, from 0."""
        return self._numbers[id(option)]

    def place(self, way: Way) -> int:
        """The same of the option that a way takes."""
        assert way.telling is not None
        return self.number(way.telling.option)

    def opening(self, scene: int) -> Choices | None:
        """The shortest list of choices that comes to a scene; None when none does."""
        return shortest(opening.choices for opening in self.walk.openings[scene])

    def telling(self, scene: int, option: int) -> Choices | None:
        """The shortest list of choices that takes an option; None when none does."""
        return shortest(each.choices for each in self.walk.tellings[scene] if self.number(each.option) == option)

    def bound(self, check: int, name: str, asked: object, found: object, met: bool, of: str = "") -> Bound:
        """One bound with its value."""
        return Bound(check, name, str(asked), str(found), met, of)

    def miss(self, path: Path, kind: str, choices: Choices | None = None, /, **values: object) -> Finding:
        """A finding at a part of the day's file, and the shortest list of choices that shows it."""
        found = self.located.at(path, kind, False, **values)
        if choices is None:
            return found
        made = ",".join(map(str, choices)) or '""'
        return dataclasses.replace(found, replay=f"explorer {self.opens}day {self.day.role} --choices {made}")


def per_cent(share: float) -> str:
    """A share as it is written in a table."""
    return f"{100 * share:.1f} %"
