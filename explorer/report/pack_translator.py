"""A translator that also knows a pack: names of roles, their colours, the evidence for claims."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from explorer.pack.pack import Pack
from explorer.pack.schema import Caveat, Claim
from explorer.report.document import TONES_OF_ROLES, Tone
from explorer.words.frozen import frozen
from explorer.words.interface import Interface
from explorer.words.translator import Translator

SURE = ("high", "medium", "low")
"""The degrees of certainty, highest first."""


@frozen
class PackTranslator(Translator):
    """The words of the interface and of one pack, in one language."""

    words: Interface
    language: str
    pack: Pack

    def short(self, role: str) -> str:
        """A role's short name."""
        return self(self.pack.role(role).short)

    def tone(self, role: str) -> Tone:
        """The colour of a role, by its position in the pack."""
        places = [each.id for each in self.pack.roles]
        return TONES_OF_ROLES[places.index(role) % len(TONES_OF_ROLES)]

    def why(self, claim: Claim, role: str) -> tuple[str, ...]:
        """The notes of a claim: its figures, strength, sources, the other view, what stands in for what, and its
        certainty."""
        words = self.words.why
        notes = [self(claim.figures)] if claim.figures else []
        notes += [self(words[claim.strength]), *(self.cited(source) for source in claim.sources)]
        if claim.other:
            notes += [self(claim.other.figures)] if claim.other.figures else []
            notes += [self(words.other), *(self.cited(source) for source in claim.other.sources)]
        notes += self.conditions(claim, role)
        return (*notes, *([sure] if (sure := self.how_sure(claim)) else []))

    def how_sure(self, claim: Claim) -> str:
        """How certain a claim is; without a dated fact, why that is not known. Empty in a pack without facts."""
        if not self.pack.facts:
            return ""
        words = self.words.page
        return self.sure(claim.facts) or self(words.no_finding if claim.strength == "editorial" else words.one_source)

    def sure(self, facts: Iterable[str]) -> str:
        """The certainty of the least certain of some facts, and when that was last checked; empty if the pack has none
        of them."""
        known = {fact.id: fact for fact in self.pack.facts}
        named = [known[fact] for fact in facts if fact in known]
        if not named:
            return ""
        least = max(named, key=lambda fact: SURE.index(fact.sure))
        words = self.words.page
        word = {"high": words.sure_high, "medium": words.sure_medium, "low": words.sure_low}[least.sure]
        return self(word, seen=self.day(least.seen))

    def day(self, written: str) -> str:
        """A date (2026-11-28) in the language's format."""
        year, month, day = (int(part) for part in written.split("-"))
        return self(self.words.page.day, day=day, month=self(self.words.page.months).split()[month - 1], year=year)

    def conditions(self, claim: Claim, role: str) -> tuple[str, ...]:
        """What one needs to know to read a claim correctly: what stands in for what, what a figure of pay includes."""
        words, notes = self.words.why, []
        stands = self.pack.role(role).stand_in
        if claim.stand_in and stands:
            notes.append(f"{self(words.stand_in)} {self(stands)}")
        if claim.pay:
            pay = claim.pay
            country = self(pay.country)
            where = country[:1].upper() + country[1:]  # it begins the sentence
            notes.append(self(words.pay, country=where, year=pay.year, mixes=self(pay.mixes)))
        return tuple(notes)

    def caveat(self, caveat: Caveat) -> str:
        """The text of a caveat, depending on whether the pack has norms."""
        norms = self.pack.norms
        if caveat.normed and norms:
            return self(caveat.normed, n=norms.people, who=self(norms.who), when=norms.when)
        return self(caveat.text)

    def cited(self, name: str) -> str:
        """A source with title, publisher and date, and any weakness."""
        source = self.pack.source(name)
        dated = ", ".join(part for part in (source.publisher, source.date or self(self.words.why.undated)) if part)
        note = f" {self(source.note)}" if source.note else ""
        return f"{source.title} ({dated}).{note}"


@lru_cache(maxsize=8)
def translator_of(pack: Pack, language: str) -> PackTranslator:
    """The (cached) translator of a pack into `language`, one of the pack's languages."""
    return PackTranslator(pack.interface, language, pack)
