"""The parts of a profile besides its claims: the card, pay by country, the week, the words for differences, the
glossary; and the dates of the facts on which all of it is based."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from decimal import Decimal
from typing import Annotated, Literal

from explorer.pack.names import Company, Date, Forms, Id, Language, SourceId
from explorer.words.text import Text, nothing, refused, shared
from explorer.words.value import Bounds, Checked, Frozen, Like, Words

# --- the card: pack.yaml, roles/*.yaml -------------------------------------------------------------------------


class CardTitle(Frozen):
    """A line of every role's card: its label. `pay`: its text is the pay in the reader's country."""

    id: Id
    title: Text
    pay: bool = False


class CardLine(Frozen):
    """The text of a line of one role's card, and the claims that it summarises."""

    id: Id
    text: Text
    claims: tuple[Id, ...] = ()


# --- facts.yaml ------------------------------------------------------------------------------------------------

Sure = Literal["high", "medium", "low"]


class SheetFact(Frozen):
    """An entry of the fact sheet: when it was last checked, until when it is valid, and how certain it is.

    `sure`: that the source gives this figure, and that it is about the job named.
    """

    id: Words
    seen: Date
    until: Date | None = None
    """The last day on which it may be presented as current; None: its text names its year."""
    sure: Sure


FactsFile = tuple[SheetFact, ...]
"""`facts.yaml`: the facts that claims name."""


# --- comparing.yaml --------------------------------------------------------------------------------------------

SizeId = Literal["same", "small", "medium", "large"]


class Step(Frozen):
    """One size of a difference: from which part of the scale on (0 to 1), and how a text says it.

    `measured`: on the scale of a measure. `placed`: on an axis, where this pack itself places the roles.
    """

    id: SizeId
    measured: Annotated[Decimal, Bounds(ge=0, le=1)]
    placed: Annotated[Decimal, Bounds(ge=0, le=1)]
    more: Forms = field(default_factory=nothing)
    less: Forms = field(default_factory=nothing)


class Comparing(Frozen):
    """`comparing.yaml`: the table of words for differences, largest first, and the words that a page must not use."""

    steps: Annotated[tuple[Step, ...], Bounds(min_length=4, max_length=4)]
    scales: Forms = field(default_factory=nothing)
    """Names of scales that readers do not know; they belong to the figures behind a claim, not to the page."""

    def __post_init__(self) -> None:
        for name in ("measured", "placed"):
            bounds = [getattr(step, name) for step in self.steps]
            if bounds != sorted(bounds, reverse=True) or bounds[-1] != 0:
                raise refused("steps_order", "the steps go from the largest difference down to 0")


# --- glossary.yaml ---------------------------------------------------------------------------------------------


class Term(Frozen):
    """A term of the glossary, explained in a sentence; `forms` are other spellings in texts."""

    id: Id
    name: Text
    forms: Forms = field(default_factory=nothing)
    text: Text


GlossaryFile = tuple[Term, ...]
"""`glossary.yaml`: the words of the trade."""

SynonymsFile = tuple[Forms, ...]
"""`synonyms.yaml`: groups of words that people search for with the same meaning; the first is the one suggested."""


# --- pay.yaml --------------------------------------------------------------------------------------------------

PayKind = Literal["maximum", "mean", "median", "band", "start"]
"""The kind of a pay figure. `band`: a published range. `start`: the upper limit of the lowest tenth."""


class PayRow(Frozen):
    """A published figure of pay in one country, in its own money and year.

    `role`: None for everybody in the country, to compare with. `low` to `high` is a range; `at` is one figure.
    """

    role: Id | None = None
    of: Text
    """Whom and which period it is about, in a few words."""
    kind: PayKind
    at: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    stand_in: bool = False
    """Whether it is about a similar job, not the role itself."""
    sources: Annotated[tuple[SourceId, ...], Bounds(min_length=1)]
    facts: tuple[Words, ...] = ()
    note: Text
    """What it includes, and what makes it less reliable."""

    def __post_init__(self) -> None:
        one = self.at is not None and self.low is None and self.high is None
        if not one and not (self.low is not None and self.high is not None and self.low < self.high):
            raise refused("pay_row", "either `at`, or `low` and `high`, with `at` between them where it is known")


class Country(Frozen):
    """Pay in one country, never converted to other money."""

    id: Annotated[str, Like(r"^[a-z]{2}$")]
    name: Text
    place: Text
    """"in Spain", as used in a sentence."""
    languages: tuple[Language, ...] = ()
    """The languages whose readers are shown this country by default."""
    unit: Text
    per: Annotated[Decimal, Bounds(gt=0)] = Decimal(1)
    """The divisor for figures in drawings; `unit` names the result."""
    currency: Words
    """The currency symbol: €, $, £."""
    low: Decimal
    high: Decimal
    """The ends of the scale on which the country's figures are drawn."""
    rows: tuple[PayRow, ...] = ()
    brief: Annotated[Mapping[Id, Text], Checked(shared)] = field(default_factory=nothing)
    """The line of each role's card; roles without a reliable figure are missing."""


PayFile = tuple[Country, ...]
"""`pay.yaml`: pay by country."""


# --- week.yaml -------------------------------------------------------------------------------------------------


class WeekRow(Frozen):
    """A kind of hours: those spent in such company."""

    name: Text
    company: Company


class Week(Frozen):
    """`week.yaml`: the company in which the hours of each role's day are spent, counted from the days."""

    lead: Text
    rows: Annotated[tuple[WeekRow, ...], Bounds(min_length=1)]
    note: Text
    """How the hours were counted."""
