"""The pack: everything that authors wrote, as one frozen value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TypeVar

from explorer.pack.names import Forms, Id, Language
from explorer.pack.page import CardTitle, Comparing, Country, SheetFact, Term, Week
from explorer.pack.schema import (
    Claim,
    Dimension,
    Evidence,
    ManualSection,
    Measure,
    Norms,
    QuestionnaireFile,
    RoleFile,
    Section,
    SharedClaim,
    Source,
    Try,
)
from explorer.words.interface import Interface
from explorer.words.text import Text
from explorer.words.value import Frozen

if TYPE_CHECKING:  # days are loaded with the first of them that is read
    from explorer.pack.days import DayFile, Person
    from explorer.pack.published import Published
    from explorer.pack.world import CodaFile, WorldFile

T = TypeVar("T")


class Pack(Frozen):
    """The content of the program; it never changes while the program runs."""

    id: Id
    version: int
    languages: tuple[Language, ...]
    title: Text
    about: Text
    card: tuple[CardTitle, ...] = ()
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    dimensions: tuple[Dimension, ...]
    measures: tuple[Measure, ...] = ()
    roles: tuple[RoleFile, ...]
    shared: tuple[SharedClaim, ...] = ()
    cast: tuple[Person, ...] = ()
    world: WorldFile
    days: tuple[DayFile, ...]
    coda: CodaFile = ()
    questionnaire: QuestionnaireFile
    interface: Interface
    comparing: Comparing | None = None
    glossary: tuple[Term, ...] = ()
    synonyms: tuple[Forms, ...] = ()
    earlier: tuple[Published, ...] = ()
    countries: tuple[Country, ...] = ()
    week: Week | None = None
    facts: tuple[SheetFact, ...] = ()
    norms: Norms | None = None
    evidence: tuple[Evidence, ...] = ()
    manual: tuple[ManualSection, ...] = ()
    tries: tuple[Try, ...] = ()

    @property
    def hours_ahead(self) -> Mapping[Id, int] | None:
        """How many hours each role's day has while nothing of it was played; None if they have not been counted.

        Only a compiled pack (`loader.cache`) knows them: days are its largest part, and a first screen says no more of
        them.
        """
        return None

    def role(self, role: str) -> RoleFile:
        """The role of that id; KeyError if there is none."""
        return _named(self.roles, role, "id")

    def day(self, role: str) -> DayFile:
        """The day of that role; KeyError if it has none."""
        return _named(self.days, role, "role")

    def dimension(self, dimension: str) -> Dimension:
        """The dimension of that id; KeyError if there is none."""
        return _named(self.dimensions, dimension, "id")

    def source(self, source: str) -> Source:
        """The source of that id; KeyError if there is none."""
        return _named(self.sources, source, "id")

    def measure(self, measure: str) -> Measure:
        """The measure of that id; KeyError if there is none."""
        return _named(self.measures, measure, "id")

    def country(self, country: str) -> Country:
        """The country of that id; KeyError if nothing is known of pay there."""
        return _named(self.countries, country, "id")

    def claims(self, role: str) -> Iterator[Claim]:
        """The claims about a role: its own, then those it shares with others."""
        yield from self.role(role).claims
        yield from (claim for claim in self.shared if role in claim.roles)


def _named(values: tuple[T, ...], wanted: str, key: str) -> T:
    for value in values:
        if getattr(value, key) == wanted:
            return value
    raise KeyError(wanted)
