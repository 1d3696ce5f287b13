"""The facts of a day, and how authors write about them: conditions (`when`, `claims`), settings (`sets`), passages with
a condition, and facts with their values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal

from explorer.pack.names import Clock, Id
from explorer.words.text import Text, nothing, refused, shared
from explorer.words.value import Bounds, Checked, Frozen, Parsed

if TYPE_CHECKING:
    from pydantic import GetJsonSchemaHandler
    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import CoreSchema

_ID = "[a-z][a-z0-9-]*"
_CLAUSE = rf"^(!?)({_ID}(?:@{_ID})?)(?:\s*(>=|<=|!=|>|<|=)\s*(\d+|{_ID}))?$"
_SETS = rf"^({_ID}(?:@{_ID})?)(?:=({_ID})|\+(\d))?$"
FLAG = ("no", "yes")
"""The values of a flag: a fact that is not declared, and is true after something sets it."""
KNOWS = "@"
"""The separator between a fact and the person who knows it: `eight@carmen`."""


class Clause(Frozen):
    """One test of a condition: a flag set (`promised`) or not (`!promised`), a fact that somebody knows
    (`eight@carmen`), a fact compared with one of its values (`contract=one`, `contract!=open`, `tests>=three`: their
    order is that in which they are declared), or a meter with a number or another meter (`trust>=7`, `trust>result`).
    """

    name: str
    op: Literal["set", "unset", ">=", "<=", ">", "<", "=", "!="]
    value: int | str = 0

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """As authors write it: a text."""
        return {"type": "string", "pattern": _CLAUSE, "description": cls.__doc__}

    def __str__(self) -> str:
        if self.op in ("set", "unset"):
            return f"{'!' if self.op == 'unset' else ''}{self.name}"
        return f"{self.name}{self.op}{self.value}"


def _clause(raw: object) -> object:
    """Parse a clause written as text."""
    if not isinstance(raw, str):
        return raw
    match = re.match(_CLAUSE, raw)
    if not match or (match[3] and (match[1] or KNOWS in match[2])):
        message = "'{raw}' is not a condition: write flag, !flag, fact=value, fact@person, meter>=7 or meter>meter"
        raise refused("clause", message, {"raw": raw})
    if not match[3]:
        return {"name": match[2], "op": "unset" if match[1] else "set"}
    return {"name": match[2], "op": match[3], "value": int(match[4]) if match[4].isdigit() else match[4]}


When = tuple[Annotated[Clause, Parsed(_clause)], ...]
"""A condition: all of its clauses must hold; none: always."""


class Sets(Frozen):
    """What becomes true: a flag (`promised`), a value of a fact (`contract=one`), a later one (`tests+1` is the next
    of its values, the last stays), or that a person knows a fact as it is then (`eight@carmen`)."""

    fact: str
    value: Id | None = None
    steps: int = 0

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """As authors write it: a text."""
        return {"type": "string", "pattern": _SETS, "description": cls.__doc__}

    def __str__(self) -> str:
        return f"{self.fact}{f'={self.value}' if self.value else f'+{self.steps}' if self.steps else ''}"


def _made(raw: object) -> object:
    """Parse a `sets` written as text."""
    if not isinstance(raw, str):
        return raw
    match = re.match(_SETS, raw)
    if not match or (KNOWS in match[1] and (match[2] or match[3])):
        message = "'{raw}' makes nothing true: write flag, fact=value, fact+1 or fact@person"
        raise refused("sets", message, {"raw": raw})
    return {"fact": match[1], "value": match[2], "steps": int(match[3] or 0)}


Making = tuple[Annotated[Sets, Parsed(_made)], ...]
"""The settings of an option, a scene or a delayed effect, in order."""


class Passage(Frozen):
    """Some paragraphs, said when the condition holds. `{fact}` in them is said in the words of the fact's value then.

    `claims`: what the passage takes for granted, in the grammar of `when`; the program ignores it, `explorer check`
    proves that it is true whenever the passage is read. `[]`: looked at, takes nothing for granted; left out: nobody
    looked. `free`: why nothing is claimed although the words look as if something was. `later`: times of the day that
    it names and that are not yet come.
    """

    when: When = ()
    say: Text
    claims: When | None = None
    free: str = ""
    later: tuple[Clock, ...] = ()


def _passages(raw: object) -> object:
    """Allow a single text instead of a list of passages."""
    return [{"say": raw}] if isinstance(raw, dict) and "say" not in raw else raw


class _OneOrMore(Parsed):
    """An annotation: several passages, or a single text."""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        text = {"type": "object", "additionalProperties": {"type": "string"}, "not": {"required": ["say"]}}
        return {"anyOf": [handler(core), text]}


Passages = Annotated[tuple[Passage, ...], Bounds(min_length=1), _OneOrMore(_passages)]


_WRITTEN = {"sender": "from", "company": "with", "choices": "is"}


def _written(name: str) -> str:
    return _WRITTEN.get(name, name)


class Aliased(Frozen):
    """A value with fields whose names in YAML are Python keywords."""

    __pydantic_config__: ClassVar[dict[str, Any]] = {"extra": "forbid", "alias_generator": _written}


class Sender(Frozen):
    """Whose choice sets a shared fact, and when the others hear of it: after the hour of `event`, or (`closing`) at the
    end of the day."""

    role: Id
    event: Id | None = None
    closing: bool = False

    def __post_init__(self) -> None:
        if (self.event is None) != self.closing:
            raise refused("sender", "write either event or closing: true")


class Choice(Frozen):
    """A value with its condition."""

    value: Id
    when: When = ()


class Fact(Aliased):
    """Something that can be true in several ways on this day; the first of its `values` is how the day begins.

    `words`: what `{fact}` prints for a value. `air`: what the screen says of it while it is so, unless `over`: a
    condition over facts from which on nobody would say it any more, such as an offer that was taken back. `cues`: how
    prose talks about it, by language: regular expressions of words by which `explorer check` finds passages that
    should claim something. `from`: a fact that another chair's day makes true; `unheard`: its value for whoever has
    not heard (the first whose condition holds of the hearer's own facts; the last has none).
    """

    id: Id
    values: Annotated[tuple[Id, ...], Bounds(min_length=2)]
    words: Annotated[Mapping[Id, Text], Checked(shared)] = field(default_factory=nothing)
    air: Annotated[Mapping[Id, Text], Checked(shared)] = field(default_factory=nothing)
    over: When = ()
    cues: Annotated[Mapping[str, tuple[str, ...]], Checked(shared)] = field(default_factory=nothing)
    sender: Sender | None = None
    unheard: tuple[Choice, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.values)) < len(self.values):
            raise refused("listed_twice", "a name stands here twice")
        if self.sender and (not self.unheard or self.unheard[-1].when):
            raise refused("unheard_open", "the last of 'unheard' must have no condition")


MENTION = re.compile(r"\{([a-z][a-z0-9-]*)\}")
"""A fact named in a text; it is replaced by words for its value."""


def mentions(text: Text) -> tuple[str, ...]:
    """The facts that a text names."""
    return tuple(dict.fromkeys(name for words in text.root.values() for name in MENTION.findall(words)))


def flag(name: str) -> Fact:
    """A flag as a fact."""
    return Fact(id=name, values=FLAG)


class Closing(Aliased):
    """A shared fact that a day sets at its end: to the first value in `is` whose condition holds."""

    fact: Id
    choices: Annotated[tuple[Choice, ...], Bounds(min_length=1)]

    def __post_init__(self) -> None:
        if self.choices[-1].when:
            raise refused("unheard_open", "the last value must have no condition")


class Message(Frozen):
    """A shared fact sent to a day: which one, from whose day, at what time of that day (empty: at its end), and the
    index of the scene of this day before which it is heard (the number of scenes: only at the end).

    Created when a pack is read; never written by authors.
    """

    fact: Id
    by: Id
    sent: str
    turn: int


Minutes = Annotated[int, Bounds(ge=0, le=600)]


class WorldFile(Frozen):
    """`days/world.yaml`: what can be true on this day, whichever chair one sits in, and how far its places are from
    each other, in minutes."""

    places: Annotated[Mapping[Id, Mapping[Id, Minutes]], Checked(shared)] = field(default_factory=nothing)
    facts: tuple[Fact, ...] = ()


CodaFile = tuple[tuple[Passage, ...], ...]
"""`days/coda.yaml`: what comes of the day in both chairs; in each group of passages the first whose condition holds.
They may read shared facts only, so that both chairs read one and the same."""
