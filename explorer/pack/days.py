"""The shape of a day (`days/*.yaml`): scenes by the clock, choices with their price, what comes back, endings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Annotated, Any, Literal

from explorer.pack.names import Clock, Id
from explorer.pack.schema import Side
from explorer.words.text import Bounds, Checked, Frozen, Parsed, Text, Words, refused, shared

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_CLAUSE = re.compile(r"^(!?)([a-z][a-z0-9-]*)(?:\s*(>=|<=|>|<|=)\s*(\d+|[a-z][a-z0-9-]*))?$")


class Clause(Frozen):
    """One test of a condition: a flag set (`promised`) or not (`!promised`), or a meter compared (`trust>=7`,
    `trust>result`)."""

    name: str
    op: Literal["set", "unset", ">=", "<=", ">", "<", "="]
    value: int | str = 0

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """As authors write it: a text."""
        return {"type": "string", "pattern": _CLAUSE.pattern, "description": cls.__doc__}


def _parsed(raw: object) -> object:
    """The parts of a clause that is written as a text."""
    if not isinstance(raw, str):
        return raw
    found = _CLAUSE.match(raw)
    if not found or (found[1] and found[3]):
        said = "'{raw}' is not a condition: write flag, !flag, meter>=7 or meter>meter"
        raise refused("clause", said, {"raw": raw})
    if not found[3]:
        return {"name": found[2], "op": "unset" if found[1] else "set"}
    return {"name": found[2], "op": found[3], "value": int(found[4]) if found[4].isdigit() else found[4]}


When = tuple[Annotated[Clause, Parsed(_parsed)], ...]
"""All of its clauses must hold; none: always."""


class Passage(Frozen):
    """Some paragraphs, said when its condition holds."""

    when: When = ()
    say: Text


Effects = Annotated[Mapping[Id, Annotated[int, Bounds(ge=-3, le=3)]], Checked(shared)]
Leans = Annotated[Mapping[Id, Side], Checked(shared)]


def _none() -> Mapping[str, Any]:
    return shared({})


class Option(Frozen):
    """What one can do in a scene, and what comes of it at once.

    `effects`: meter to change, -3 to 3. `leans`: dimension to the pole that the choice expresses.
    `sets`: flags that later conditions read.
    """

    text: Text
    when: When = ()
    outcome: Annotated[tuple[Passage, ...], Bounds(min_length=1)]
    effects: Effects = field(default_factory=_none)
    leans: Leans = field(default_factory=_none)
    sets: tuple[Id, ...] = ()


class Scene(Frozen):
    """An hour of the day. Scenes follow each other as they stand in the file, those whose condition holds.

    `event`: the same name in two roles' days marks one event seen from two chairs.
    """

    id: Id
    time: Clock
    place: Text
    title: Text
    event: Id | None = None
    tone: Literal["dull", "hard"] | None = None
    when: When = ()
    text: Annotated[tuple[Passage, ...], Bounds(min_length=1)]
    options: Annotated[tuple[Option, ...], Bounds(min_length=2, max_length=4)]

    def __post_init__(self) -> None:
        if all(option.when for option in self.options):
            raise refused("scene_closed", "one option must have no condition, so that no one is stuck")


class Echo(Frozen):
    """A delayed effect: something done earlier that comes back when scene `at` opens, if its condition holds then.

    `say` opens that scene; `debrief` names cause and effect at the end of the day.
    """

    id: Id
    at: Id
    when: Annotated[When, Bounds(min_length=1)]
    say: Text
    effects: Effects = field(default_factory=_none)
    debrief: Text


class Meter(Frozen):
    """A quantity from 0 to 10 that starts at 5. `words`: what low (0-3), middling (4-6) and high (7-10) are called."""

    id: Id
    name: Text
    words: tuple[Text, Text, Text]


class Ending(Frozen):
    """How a day can end; of those whose condition holds, the first. The last one has no condition."""

    id: Id
    title: Text
    text: Text
    when: When = ()


class DayFile(Frozen):
    """`days/<role>.yaml`: a role's day."""

    role: Id
    title: Text
    premise: Text
    meters: Annotated[tuple[Meter, ...], Bounds(min_length=1)]
    scenes: Annotated[tuple[Scene, ...], Bounds(min_length=1)]
    echoes: tuple[Echo, ...] = ()
    endings: Annotated[tuple[Ending, ...], Bounds(min_length=1)]

    def __post_init__(self) -> None:
        if self.endings[-1].when:
            raise refused("ending_open", "the last ending must have no condition, to catch every day")


class Person(Frozen):
    """Someone who appears in the days."""

    id: Id
    name: Words
    who: Text


CastFile = tuple[Person, ...]
"""`days/cast.yaml`: who appears in the days."""
