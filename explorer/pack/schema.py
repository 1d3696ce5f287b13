"""The shapes of a pack: frozen values, validated once, the same for every visitor.

A pack is words and numbers. It names its roles, dimensions, items and scenes; the program names none of them.
Each class below named `...File` is the shape of one file of a pack's folder.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, RootModel, StringConstraints, field_validator, model_validator
from pydantic_core import PydanticCustomError

from explorer.pack.text import Frozen, Text, Words

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
"""A name within the pack: lower-case letters, digits and hyphens."""
SourceId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]*$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
"""A time of the day, 00:00 to 23:59."""

# --- pack.yaml -------------------------------------------------------------------------------------------------


class Section(Frozen):
    """A heading under which claims stand."""

    id: Id
    title: Text


class PackFile(Frozen):
    """`pack.yaml`: what the pack is, its languages, its roles in order, the sections of a profile in order."""

    id: Id
    version: int = Field(ge=1, le=255)
    languages: tuple[Language, ...] = Field(min_length=1)
    title: Text
    about: Text
    roles: tuple[Id, ...] = Field(min_length=1)
    sections: tuple[Section, ...] = Field(min_length=1)

    @field_validator("languages", "roles")
    @classmethod
    def _once(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        if len(set(names)) < len(names):
            raise PydanticCustomError("listed_twice", "a name stands here twice", {})
        return names


# --- sources.yaml ----------------------------------------------------------------------------------------------


class Source(Frozen):
    """Where something is known from. `title` and `publisher` keep the source's own language."""

    id: SourceId
    title: Words
    publisher: Words = ""
    date: Words = ""
    """Empty: the source bears none."""
    licence: Words = ""
    link: Words = ""
    note: Text | None = None
    """What a reader should know before trusting it: a stand-in, an old release, a blog."""
    credit: Text | None = None
    """The credit line its licence asks for."""


class SourcesFile(RootModel[tuple[Source, ...]]):
    """`sources.yaml`: every source once."""


# --- dimensions.yaml -------------------------------------------------------------------------------------------

Side = Literal["left", "right"]


class Poles(Frozen):
    """The two ends of an axis."""

    left: Text
    right: Text


class Dimension(Frozen):
    """An axis on which roles differ, and how it is shown: under focus, or under interaction."""

    id: Id
    group: Literal["focus", "interaction"]
    name: Text
    question: Text
    """What the axis is about, as a question."""
    poles: Poles
    lean: Poles
    """"You lean towards ...": each pole as it is said of a person who chose it."""


class DimensionsFile(RootModel[tuple[Dimension, ...]]):
    """`dimensions.yaml`: the axes, in order."""


# --- roles/*.yaml, shared.yaml ---------------------------------------------------------------------------------


class Placement(Frozen):
    """Where a claim puts its role on an axis: -3 the left pole, 0 between, 3 the right pole."""

    dimension: Id
    at: int = Field(ge=-3, le=3)


class View(Frozen):
    """What others say instead, with their sources."""

    text: Text
    sources: tuple[SourceId, ...] = Field(min_length=1)
    facts: tuple[Words, ...] = ()


class Pay(Frozen):
    """What a pay figure speaks of; no figure goes without it."""

    country: Text
    year: int = Field(ge=1990, le=2100)
    mixes: Text
    """What is mixed with what: fixed or total pay, median or maximum, which occupation stands in."""


class Claim(Frozen):
    """One statement about a role, with its sources and how far to trust it.

    `stated`: the sources say so. `contested`: sources disagree, and `other` gives the other view.
    `editorial`: this pack's own reading of its sources. `facts` are the entries of the fact sheet it carries.
    `stand_in`: measured on near occupations, as the role's `stand_in` explains.
    """

    id: Id
    section: Id
    text: Text
    sources: tuple[SourceId, ...] = Field(min_length=1)
    facts: tuple[Words, ...] = ()
    strength: Literal["stated", "contested", "editorial"]
    other: View | None = None
    axis: Placement | None = None
    stand_in: bool = False
    pay: Pay | None = None

    @model_validator(mode="after")
    def _both_views(self) -> Self:
        if (self.strength == "contested") != (self.other is not None):
            raise PydanticCustomError("claim_other", "a contested claim, and only that, has an `other` view", {})
        return self


class RoleFile(Frozen):
    """`roles/<role>.yaml`: a role's profile."""

    id: Id
    name: Text
    short: Text
    """The name in a few letters, as the axes show it."""
    sentence: Text
    stand_in: Text | None = None
    claims: tuple[Claim, ...] = Field(min_length=1)


class SharedClaim(Claim):
    """A statement about several roles at once; it stands in each one's profile."""

    roles: tuple[Id, ...] = Field(min_length=2)


class SharedFile(RootModel[tuple[SharedClaim, ...]]):
    """`shared.yaml`: what is said of several roles at once: what they share, myths, working together."""


# --- days/*.yaml -----------------------------------------------------------------------------------------------

_CLAUSE = re.compile(r"^(!?)([a-z][a-z0-9-]*)(?:\s*(>=|<=|>|<|=)\s*(\d+|[a-z][a-z0-9-]*))?$")


class Clause(Frozen):
    """One test of a condition: a flag set (`promised`) or not (`!promised`), or a meter compared (`trust>=7`,
    `trust>result`)."""

    name: str
    op: Literal["set", "unset", ">=", "<=", ">", "<", "="]
    value: int | str = 0

    @model_validator(mode="before")
    @classmethod
    def _parse(cls, raw: object) -> object:
        if not isinstance(raw, str):
            return raw
        found = _CLAUSE.match(raw)
        if not found or (found[1] and found[3]):
            raise PydanticCustomError(
                "clause", "'{raw}' is not a condition: write flag, !flag, meter>=7 or meter>meter", {"raw": raw}
            )
        if not found[3]:
            return {"name": found[2], "op": "unset" if found[1] else "set"}
        return {"name": found[2], "op": found[3], "value": int(found[4]) if found[4].isdigit() else found[4]}


When = tuple[Clause, ...]
"""All of its clauses must hold; none: always."""


class Passage(Frozen):
    """Some paragraphs, said when its condition holds."""

    when: When = ()
    say: Text


Effects = Annotated[Mapping[Id, Annotated[int, Field(ge=-3, le=3)]], AfterValidator(MappingProxyType)]
Leans = Annotated[Mapping[Id, Side], AfterValidator(MappingProxyType)]


def _none() -> Mapping[str, Any]:
    return MappingProxyType({})


class Option(Frozen):
    """What one can do in a scene, and what comes of it at once.

    `effects`: meter to change, -3 to 3. `leans`: dimension to the pole that the choice expresses.
    `sets`: flags that later conditions read.
    """

    text: Text
    when: When = ()
    outcome: tuple[Passage, ...] = Field(min_length=1)
    effects: Effects = Field(default_factory=_none)
    leans: Leans = Field(default_factory=_none)
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
    text: tuple[Passage, ...] = Field(min_length=1)
    options: tuple[Option, ...] = Field(min_length=2, max_length=4)

    @model_validator(mode="after")
    def _a_way_on(self) -> Self:
        if all(option.when for option in self.options):
            raise PydanticCustomError("scene_closed", "one option must have no condition, so that no one is stuck", {})
        return self


class Echo(Frozen):
    """A delayed effect: something done earlier that comes back when scene `at` opens, if its condition holds then.

    `say` opens that scene; `debrief` names cause and effect at the end of the day.
    """

    id: Id
    at: Id
    when: When = Field(min_length=1)
    say: Text
    effects: Effects = Field(default_factory=_none)
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
    meters: tuple[Meter, ...] = Field(min_length=1)
    scenes: tuple[Scene, ...] = Field(min_length=1)
    echoes: tuple[Echo, ...] = ()
    endings: tuple[Ending, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _an_ending_for_all(self) -> Self:
        if self.endings[-1].when:
            raise PydanticCustomError("ending_open", "the last ending must have no condition, to catch every day", {})
        return self


class Person(Frozen):
    """Someone who appears in the days."""

    id: Id
    name: Words
    who: Text


class CastFile(RootModel[tuple[Person, ...]]):
    """`days/cast.yaml`: who appears in the days."""


# --- questionnaire.yaml ----------------------------------------------------------------------------------------


class Likert(Frozen):
    """An activity, answered 1 (would hate it) to 5 (would love it); `keyed` says which end speaks for `role`."""

    kind: Literal["likert"]
    id: Id
    dimension: Id
    role: Id
    keyed: Literal["+", "-"]
    text: Text


class Alternative(Frozen):
    """One side of a comparison, and the role it speaks for."""

    role: Id
    text: Text


class Pair(Frozen):
    """Two activities, answered 1 (much rather the left one) to 5 (much rather the right one)."""

    kind: Literal["pair"]
    id: Id
    dimension: Id
    left: Alternative
    right: Alternative


Item = Annotated[Likert | Pair, Field(discriminator="kind")]
Scale = tuple[Text, Text, Text, Text, Text]


class Caveat(Frozen):
    """What a result does not say, with its sources."""

    text: Text
    sources: tuple[SourceId, ...] = ()


class QuestionnaireFile(Frozen):
    """`questionnaire.yaml`: the items in the order they are asked, and what is always said with a result."""

    lead: Text
    """Said above every single activity: how much would you like it?"""
    likert: Scale
    pair: Scale
    items: tuple[Item, ...] = Field(min_length=1)
    needed_in_both: tuple[Text, ...] = ()
    caveats: tuple[Caveat, ...] = Field(min_length=1)
    questions: tuple[Text, ...] = Field(min_length=1)
    """To ask someone who does the work."""
