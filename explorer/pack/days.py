"""The types of a day (`days/*.yaml`): scenes by the clock, choices with their cost, delayed effects, endings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, Literal

from explorer.pack.names import Clock, Company, Id, SourceId
from explorer.pack.schema import Side
from explorer.pack.world import Aliased, Closing, Fact, Making, Message, Passages, When
from explorer.words.text import Text, nothing, refused, shared
from explorer.words.value import Bounds, Checked, Frozen, Words

Effects = Annotated[Mapping[Id, Annotated[int, Bounds(ge=-3, le=3)]], Checked(shared)]
Leans = Annotated[Mapping[Id, Side], Checked(shared)]


Doing = Literal["negotiate", "plan", "write", "decide", "repair", "chase", "tell", "listen"]


class Activity(Aliased):
    """What an hour is, as work: `with` whom, `doing` what, and which tasks of an occupation it is (their ids in
    O*NET, `11-2022.00/20609`)."""

    company: Company
    doing: Doing
    tasks: tuple[Words, ...] = ()


class Option(Frozen):
    """A choice in a scene, and its immediate outcome.

    `effects`: meter to change, -3 to 3. `leans`: dimension to the pole that the choice expresses. `sets`: the facts it
    sets, before the outcome is read. `claims`, `free`: of the option's own text, as in a passage. `until`: the time at
    which it ends, if that is later than the scene's; `to`: the place where it ends. `hour`: the kind of work of the
    hour after this choice, if it differs from the scene's: a person who leaves a call with the client to help the team
    has spent the hour with the team.
    """

    text: Text
    when: When = ()
    outcome: Passages
    effects: Effects = field(default_factory=nothing)
    leans: Leans = field(default_factory=nothing)
    sets: Making = ()
    claims: When | None = None
    free: str = ""
    until: Clock | None = None
    to: Id | None = None
    hour: Activity | None = None


class Ours(Frozen):
    """For scenes in which a text is written: the sentence (from 1) that the authors of the pack would choose, why, and
    from which sources."""

    option: Annotated[int, Bounds(ge=1, le=4)]
    why: Text
    sources: tuple[SourceId, ...] = ()


class Scene(Frozen):
    """An hour of the day. Scenes follow each other as they stand in the file, those whose condition holds.

    `event`: the same name in two roles' days marks one event seen from two chairs. `sets`: what becomes true as it
    opens, before its text is read. `at`: where it is; `here`: who of the cast is there. `hour`: what it is as work,
    unless the option that is chosen says otherwise.
    `rated: false`: no hour to like or dislike, a part of one in which something is made; `ours`: what we would pick.
    """

    id: Id
    time: Clock
    place: Text
    title: Text
    event: Id | None = None
    tone: Literal["dull", "hard"] | None = None
    when: When = ()
    sets: Making = ()
    at: Id | None = None
    here: tuple[Id, ...] = ()
    hour: Activity | None = None
    rated: bool = True
    ours: Ours | None = None
    text: Passages
    options: Annotated[tuple[Option, ...], Bounds(min_length=2, max_length=4)]

    def __post_init__(self) -> None:
        if all(option.when for option in self.options):
            raise refused("scene_closed", "one option must have no condition, so that no one is stuck")
        if self.ours and (self.rated or self.ours.option > len(self.options)):
            raise refused("ours", "'ours' is an option of a scene with rated: false")


class Echo(Frozen):
    """A delayed effect of something done earlier: it comes when scene `at` opens, if its condition holds then.

    `say` is read in that scene; `debrief` names cause and effect at the end of the day. `sets`: the facts it sets;
    `claims`, `free`: of both texts, as in a passage, judged before that.
    """

    id: Id
    at: Id
    when: Annotated[When, Bounds(min_length=1)]
    say: Text
    effects: Effects = field(default_factory=nothing)
    debrief: Text
    sets: Making = ()
    claims: When | None = None
    free: str = ""


class Meter(Frozen):
    """A quantity from 0 to 10 that starts at 5. `words`: what low (0-3), middling (4-6) and high (7-10) are called;
    `short`: the name where there is little room."""

    id: Id
    name: Text
    short: Text | None = None
    words: tuple[Text, Text, Text]


class Ending(Frozen):
    """A possible ending of a day: the first one whose condition holds is used. The last one has no condition."""

    id: Id
    title: Text
    text: Passages
    when: When = ()


class DayFile(Frozen):
    """`days/<role>.yaml`: a role's day.

    `facts`: what can be true in this day alone; when the pack is read, those of `days/world.yaml` are added.
    `closings`: what it hands on when it is over. `hears`: made when the pack is read, never written.
    """

    role: Id
    title: Text
    premise: Text
    facts: tuple[Fact, ...] = ()
    meters: Annotated[tuple[Meter, ...], Bounds(min_length=1)]
    scenes: Annotated[tuple[Scene, ...], Bounds(min_length=1)]
    echoes: tuple[Echo, ...] = ()
    endings: Annotated[tuple[Ending, ...], Bounds(min_length=1)]
    closings: tuple[Closing, ...] = ()
    hears: tuple[Message, ...] = ()

    def __post_init__(self) -> None:
        if self.endings[-1].when:
            raise refused("ending_open", "the last ending must have no condition, to catch every day")


class Person(Frozen):
    """Someone who appears in the days."""

    id: Id
    name: Words
    who: Text


CastFile = tuple[Person, ...]
"""`days/cast.yaml`: the people who appear in the days."""
