"""The pack's words in one language, and how numbers are written in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from explorer.pack.interface import Interface
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim
from explorer.pack.text import Text
from explorer.report.document import TONES_OF_ROLES, Tone


@dataclass(frozen=True)
class Voice:
    """A pack, spoken in one language. `voice(text, n=3)` says a text with its placeholders filled."""

    pack: Pack
    language: str

    def __call__(self, text: Text, /, **values: object) -> str:
        """A text in the voice's language, with its placeholders filled."""
        return text.fill(self.language, **values) if values else text[self.language]

    @property
    def words(self) -> Interface:
        """The words of the program itself."""
        return self.pack.interface

    def short(self, role: str) -> str:
        """A role's short name."""
        return self(self.pack.role(role).short)

    def tone(self, role: str) -> Tone:
        """A role's own colour, by its place in the pack."""
        places = [each.id for each in self.pack.roles]
        return TONES_OF_ROLES[places.index(role) % len(TONES_OF_ROLES)]

    def decimal(self, value: Fraction | float, digits: int = 1) -> str:
        """A number with at most `digits` decimals, halves to even, in the language's own notation."""
        tenths = str(abs(round(Fraction(value) * 10**digits))).zfill(digits + 1)
        whole, part = tenths[: len(tenths) - digits], tenths[len(tenths) - digits :].rstrip("0")
        sign = "-" if value < 0 and tenths.strip("0") else ""
        return self._written(sign, whole, part)

    def figure(self, value: Decimal) -> str:
        """A figure with just the digits it has."""
        sign, digits, _ = value.as_tuple()
        whole, _, part = str(abs(value)).partition(".")
        return self._written("-" if sign and any(digits) else "", whole, part)

    def _written(self, sign: str, whole: str, part: str) -> str:
        numbers = self.words.numbers
        grouped = f"{int(whole):,}".replace(",", self(numbers.thousands))
        return f"{sign}{grouped}{self(numbers.decimal)}{part}" if part else f"{sign}{grouped}"

    def listed(self, names: Iterable[str]) -> str:
        """Names one after the other: a, b and c."""
        *before, last = list(names) or [""]
        return self(self.words.numbers.and_, before=", ".join(before), last=last) if before else last

    def why(self, claim: Claim, role: str) -> tuple[str, ...]:
        """How far to trust a claim: its strength, its sources, what stands in for what, what a pay figure mixes."""
        words = self.words.why
        notes = [self(getattr(words, claim.strength)), *(self.cited(source) for source in claim.sources)]
        if claim.other:
            notes += [self(words.other), *(self.cited(source) for source in claim.other.sources)]
        return (*notes, *self.conditions(claim, role))

    def conditions(self, claim: Claim, role: str) -> tuple[str, ...]:
        """What must be known to read a claim right: what stands in for what, what a pay figure mixes."""
        words, notes = self.words.why, []
        stands = self.pack.role(role).stand_in
        if claim.stand_in and stands:
            notes.append(f"{self(words.stand_in)} {self(stands)}")
        if claim.pay:
            pay = claim.pay
            notes.append(self(words.pay, country=self(pay.country), year=pay.year, mixes=self(pay.mixes)))
        return tuple(notes)

    def cited(self, name: str) -> str:
        """A source by title, publisher and date, with what weakens it."""
        source = self.pack.source(name)
        dated = ", ".join(part for part in (source.publisher, source.date or self(self.words.why.undated)) if part)
        note = f" {self(source.note)}" if source.note else ""
        return f"{source.title} ({dated}).{note}"
