"""The shapes of a pack: frozen values, validated once, the same for every visitor.

A pack is words and numbers. It names its roles, dimensions, items and scenes; the program names none of them.
Each class below named `...File` is the shape of one file of a pack's folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal

from explorer.pack.names import Id, Language, SourceId
from explorer.pack.page import CardLine, CardTitle
from explorer.words.text import Text, refused
from explorer.words.value import Bounds, Checked, Frozen, Tagged, Words

MOST_ROLES = 50
"""Roles of a pack: every two of them are compared, which is the one thing that grows by its square."""

# --- pack.yaml -------------------------------------------------------------------------------------------------


class Section(Frozen):
    """A heading under which claims stand; `drawing`: what is drawn below it, where the pack has the figures.

    `pay` is what is known of the role whose profile it is, `pay-of-all` that of every role.

    `folded`: a profile keeps it shut, with the count of its lines, until somebody opens it.
    """

    id: Id
    title: Text
    drawing: Literal["pay", "pay-of-all", "week"] | None = None
    folded: bool = False


def _once(names: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(names)) < len(names):
        raise refused("listed_twice", "a name stands here twice")
    return names


class PackFile(Frozen):
    """`pack.yaml`: what the pack is, its languages, its roles in order, the sections of a profile in order.

    A pack that `extends` another has all that the other has; what its own files say is added to that, and wins where
    both say something.
    """

    id: Id
    extends: Id | None = None
    version: Annotated[int, Bounds(ge=1, le=255)]
    languages: Annotated[tuple[Language, ...], Bounds(min_length=1), Checked(_once)]
    title: Text
    about: Text
    roles: Annotated[tuple[Id, ...], Bounds(min_length=2, max_length=MOST_ROLES), Checked(_once)]
    card: tuple[CardTitle, ...] = ()
    """The labels of the lines that stand first in every profile."""
    sections: Annotated[tuple[Section, ...], Bounds(min_length=1)]


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
    second_hand: bool = False
    """It tells what another source says, or what it sells."""
    credit: Text | None = None
    """The credit line its licence asks for."""


SourcesFile = tuple[Source, ...]
"""`sources.yaml`: every source once."""


# --- dimensions.yaml -------------------------------------------------------------------------------------------

Side = Literal["left", "right"]
Group = Literal["focus", "interaction"]


class Poles(Frozen):
    """The two ends of an axis."""

    left: Text
    right: Text


class Dimension(Frozen):
    """An axis on which roles differ, and how it is shown: under focus, or under interaction."""

    id: Id
    group: Group
    name: Text
    question: Text
    """What the axis is about, as a question."""
    poles: Poles
    brief: Poles | None = None
    """The poles in two or three words, for above the ends of a line; without them, the poles as they are."""
    lean: Poles
    """"You lean towards ...": each pole as it is said of a person who chose it."""


DimensionsFile = tuple[Dimension, ...]
"""`dimensions.yaml`: the axes, in order."""


# --- measures.yaml ---------------------------------------------------------------------------------------------


class Reading(Frozen):
    """A value that was measured, and the occupation it was measured on."""

    of: Text
    value: Decimal


class Measure(Frozen):
    """Something measured of several roles on one scale. A role stands at the mean of its readings; each is shown."""

    id: Id
    group: Group
    kind: Id
    name: Text
    brief: Text | None = None
    """The name in few words, for beside a line; without it, the name as it is."""
    unit: Text
    """What a step of the scale is."""
    low: Decimal
    high: Decimal
    readings: Mapping[Id, Annotated[tuple[Reading, ...], Bounds(min_length=1)]]
    dimension: Id | None = None
    """The axis that it speaks to."""
    sources: Annotated[tuple[SourceId, ...], Bounds(min_length=1)]
    facts: tuple[Words, ...] = ()
    note: Text
    """Release and dates, and what stands in for what."""

    def __post_init__(self) -> None:
        values = [reading.value for readings in self.readings.values() for reading in readings]
        if not self.low < self.high or any(not self.low <= value <= self.high for value in values):
            raise refused("off_scale", "every value must lie between low and high")


MeasuresFile = tuple[Measure, ...]
"""`measures.yaml`: what was measured of the roles."""


# --- roles/*.yaml, shared.yaml ---------------------------------------------------------------------------------


class Placement(Frozen):
    """Where a claim puts its role on an axis: -3 the left pole, 0 between, 3 the right pole."""

    dimension: Id
    at: Annotated[int, Bounds(ge=-3, le=3)]


class View(Frozen):
    """What others say instead, with their sources."""

    text: Text
    figures: Text | None = None
    """The figures behind the text, to the digit."""
    compares: Id | None = None
    """The measure whose difference the text says, as in a claim."""
    sources: Annotated[tuple[SourceId, ...], Bounds(min_length=1)]
    facts: tuple[Words, ...] = ()


class Pay(Frozen):
    """What a pay figure speaks of; no figure goes without it."""

    country: Text
    year: Annotated[int, Bounds(ge=1990, le=2100)]
    mixes: Text
    """What is mixed with what: fixed or total pay, median or maximum, which occupation stands in."""


class Claim(Frozen):
    """One statement about a role, with its sources and how far to trust it.

    `stated`: the sources say so. `contested`: sources disagree, and `other` gives the other view.
    `editorial`: this pack's own reading of its sources. `facts` are the entries of the fact sheet it carries.
    `stand_in`: measured on related occupations, as the role's `stand_in` explains.
    `text` is what the page says, in words; `figures` is what stands behind it, to the digit.
    """

    id: Id
    section: Id
    text: Text
    figures: Text | None = None
    compares: Id | None = None
    """The measure whose difference the text says in words of the pack's table (`comparing.yaml`)."""
    pull: Literal["+", "-"] | None = None
    """Whether it draws people to the role or away from it; None: neither. A pack is held to be fair in it."""
    topic: Id | None = None
    """A matter (demand, pay …) that must be told of all roles if it is told of one."""
    sources: Annotated[tuple[SourceId, ...], Bounds(min_length=1)]
    facts: tuple[Words, ...] = ()
    strength: Literal["stated", "contested", "editorial"]
    other: View | None = None
    axis: Placement | None = None
    stand_in: bool = False
    pay: Pay | None = None

    def __post_init__(self) -> None:
        if (self.strength == "contested") != (self.other is not None):
            raise refused("claim_other", "a contested claim, and only that, has an `other` view")


class RoleFile(Frozen):
    """`roles/<role>.yaml`: a role's profile."""

    id: Id
    name: Text
    short: Text
    """The name in a few letters, as the axes show it."""
    sentence: Text
    stand_in: Text | None = None
    card: tuple[CardLine, ...] = ()
    claims: Annotated[tuple[Claim, ...], Bounds(min_length=1)]


class SharedClaim(Claim):
    """A statement about several roles at once; it stands in each one's profile."""

    roles: Annotated[tuple[Id, ...], Bounds(min_length=2)]


SharedFile = tuple[SharedClaim, ...]
"""`shared.yaml`: what is said of several roles at once: what they share, myths, working together."""


# --- questionnaire.yaml ----------------------------------------------------------------------------------------


class Likert(Frozen):
    """An activity, answered 1 (would hate it) to 5 (would love it); `keyed` says which end speaks for `role`.

    `of`: the role whose activity it is. Left out, one keyed + is its own role's, and one keyed - is the other role's in
    a pack of two and nobody's in a pack of more.
    """

    kind: Literal["likert"]
    id: Id
    dimension: Id
    role: Id
    keyed: Literal["+", "-"]
    text: Text
    of: Id | None = None


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


Item = Annotated[Likert | Pair, Tagged("kind")]
Scale = tuple[Text, Text, Text, Text, Text]


class Caveat(Frozen):
    """What a result does not say, with its sources. `normed`: what is said instead in a pack with norms; `{n}` is how
    many people they are of, `{who}` and `{when}` who and when."""

    text: Text
    normed: Text | None = None
    sources: tuple[SourceId, ...] = ()


class QuestionnaireFile(Frozen):
    """`questionnaire.yaml`: the items in the order they are asked, and what is always said with a result.

    `more`: sets of further items for those who want to know more, offered one set at a time after `items`.
    """

    lead: Text
    """Said above every single activity: how much would you like it?"""
    likert: Scale
    pair: Scale
    items: Annotated[tuple[Item, ...], Bounds(min_length=1)]
    more: tuple[Annotated[tuple[Item, ...], Bounds(min_length=1)], ...] = ()
    needed_in_both: tuple[Text, ...] = ()
    caveats: Annotated[tuple[Caveat, ...], Bounds(min_length=1)]
    questions: Annotated[tuple[Text, ...], Bounds(min_length=1)]
    """To ask someone who does the work."""

    @property
    def every(self) -> tuple[Item, ...]:
        """All items in the order asked: those that all are asked, then the sets of further ones."""
        return tuple(item for _, item in self.placed)

    @property
    def placed(self) -> tuple[tuple[tuple[str | int, ...], Item], ...]:
        """The same, each with where it stands in the file: ("items", 3), or ("more", 0, 3) in the first further set."""
        first = [(("items", n), item) for n, item in enumerate(self.items)]
        further = [(("more", s, n), item) for s, each in enumerate(self.more) for n, item in enumerate(each)]
        return (*first, *further)


# --- norms.yaml ------------------------------------------------------------------------------------------------


class Spread(Frozen):
    """The mean of some values, and their standard deviation."""

    mean: Decimal
    sd: Annotated[Decimal, Bounds(ge=0)]


class Norms(Frozen):
    """`norms.yaml`: how a group of real people answered the questionnaire, as `explorer study --norms` writes it.

    `lean`: in its points, positive towards the pack's first role. `items`: the raw answers, 1 to 5.
    """

    people: Annotated[int, Bounds(ge=30)]
    who: Text
    when: Words
    lean: Spread
    items: Mapping[Id, Spread]


# --- evidence.yaml, manual.yaml --------------------------------------------------------------------------------


class Evidence(Frozen):
    """Figures that a command prints of the questionnaire, and the command."""

    command: Words
    figures: Mapping[Id, Decimal]


EvidenceFile = tuple[Evidence, ...]
"""`evidence.yaml`: what commands measured of the questionnaire."""


class ManualRow(Frozen):
    """Something that a reviewer asks of a questionnaire, and what can be said to it. `rating`: our own, 0 to 4; left
    out where there is no information. `said` may hold figures in braces. `command`: what prints them."""

    asked: Text
    rating: Annotated[int, Bounds(ge=0, le=4)] | None = None
    said: Text
    command: Words = ""


class ManualSection(Frozen):
    """A section of the manual."""

    title: Text
    rows: Annotated[tuple[ManualRow, ...], Bounds(min_length=1)]


ManualFile = tuple[ManualSection, ...]
"""`manual.yaml`: the manual of the questionnaire, in the order of a review."""


# --- trials.yaml -----------------------------------------------------------------------------------------------


class Try(Frozen):
    """Something small to try within a week, that is like an hour of a role's work; `dimension`: the axis it shows."""

    role: Id
    dimension: Id
    text: Text


TriesFile = tuple[Try, ...]
"""`trials.yaml`: what can be tried within a week."""
