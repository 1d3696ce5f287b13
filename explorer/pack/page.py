"""What a profile shows beside its claims: a card, pay by country, a week, the words for a difference, terms; and how
old the facts are that all of it rests on."""

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
    """A line that every role's card has: its label. `pay`: what it says is the pay of the reader's country."""

    id: Id
    title: Text
    pay: bool = False


class CardLine(Frozen):
    """What one role's card says on that line, and the claims that it sums up."""

    id: Id
    text: Text
    claims: tuple[Id, ...] = ()


# --- facts.yaml ------------------------------------------------------------------------------------------------

Sure = Literal["high", "medium", "low"]


class SheetFact(Frozen):
    """An entry of the fact sheet: when it was last seen, until when it holds, and how sure it is.

    `sure`: that the source gives this figure, and that it speaks of the job that is named.
    """

    id: Words
    seen: Date
    until: Date | None = None
    """The last day on which it may be told as today's; None: it says itself of which year it is."""
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
    """`comparing.yaml`: the one table from figures to words, largest difference first, and what a page never says."""

    steps: Annotated[tuple[Step, ...], Bounds(min_length=4, max_length=4)]
    scales: Forms = field(default_factory=nothing)
    """Words for scales that nobody knows: they belong to the figures, not to the page."""

    def __post_init__(self) -> None:
        for name in ("measured", "placed"):
            bounds = [getattr(step, name) for step in self.steps]
            if bounds != sorted(bounds, reverse=True) or bounds[-1] != 0:
                raise refused("steps_order", "the steps go from the largest difference down to 0")


# --- glossary.yaml ---------------------------------------------------------------------------------------------


class Term(Frozen):
    """A word of the trade, said in a sentence; `forms` are the other ways in which texts write it."""

    id: Id
    name: Text
    forms: Forms = field(default_factory=nothing)
    text: Text


GlossaryFile = tuple[Term, ...]
"""`glossary.yaml`: the words of the trade."""

SynonymsFile = tuple[Forms, ...]
"""`synonyms.yaml`: groups of words that people type for the same thing, the one to offer first."""


# --- pay.yaml --------------------------------------------------------------------------------------------------

PayKind = Literal["maximum", "mean", "median", "band", "start"]
"""What a figure of pay is. `band`: a published range. `start`: what the lowest tenth reaches at most."""


class PayRow(Frozen):
    """A published figure of pay in one country, in its own money and year.

    `role`: None for everybody in the country, to compare with. `low` to `high` is a range; `at` is one figure.
    """

    role: Id | None = None
    of: Text
    """Whom and when it speaks of, in a few words."""
    kind: PayKind
    at: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    stand_in: bool = False
    """Of a job near the role, not of the role itself."""
    sources: Annotated[tuple[SourceId, ...], Bounds(min_length=1)]
    facts: tuple[Words, ...] = ()
    note: Text
    """What it mixes, and what weakens it."""

    def __post_init__(self) -> None:
        one = self.at is not None and self.low is None and self.high is None
        if not one and not (self.low is not None and self.high is not None and self.low < self.high):
            raise refused("pay_row", "either `at`, or `low` and `high`, with `at` between them where it is known")


class Country(Frozen):
    """What is known of pay in one country, never converted into other money."""

    id: Annotated[str, Like(r"^[a-z]{2}$")]
    name: Text
    place: Text
    """"in Spain", as a sentence says it."""
    languages: tuple[Language, ...] = ()
    """Whose readers are shown this country when nothing else is known of them."""
    unit: Text
    per: Annotated[Decimal, Bounds(gt=0)] = Decimal(1)
    """By how much figures are divided where they are drawn, as `unit` says."""
    currency: Words
    """The sign of its money: €, $, £."""
    low: Decimal
    high: Decimal
    """The ends of the one scale on which the country's figures are drawn."""
    rows: tuple[PayRow, ...] = ()
    brief: Annotated[Mapping[Id, Text], Checked(shared)] = field(default_factory=nothing)
    """The line of each role's card; a role that is not here has no figure that can be trusted."""


PayFile = tuple[Country, ...]
"""`pay.yaml`: pay by country."""


# --- week.yaml -------------------------------------------------------------------------------------------------


class WeekRow(Frozen):
    """A kind of hours: those of the days that are spent with such company."""

    name: Text
    company: Company


class Week(Frozen):
    """`week.yaml`: with whom the hours of each role's day go, counted from the days."""

    lead: Text
    rows: Annotated[tuple[WeekRow, ...], Bounds(min_length=1)]
    note: Text
    """How the hours were counted."""
