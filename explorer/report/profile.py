"""A role's profile as a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.pack.pack import Pack
from explorer.pack.schema import Claim
from explorer.report.document import Block, Document, Heading, Paragraph, Point, Views
from explorer.report.pack_translator import PackTranslator, translator_of


class Citations:
    """Sources by number, in the order in which they are first cited, for documents that list them at the end."""

    def __init__(self, tr: PackTranslator) -> None:
        self.tr = tr
        self.numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> str:
        """The numbers of `sources`, as they stand after a sentence."""
        numbers = [self.numbers.setdefault(source, len(self.numbers) + 1) for source in sources]
        return f" ({', '.join(str(number) for number in sorted(numbers))})"

    def blocks(self) -> Iterator[Block]:
        """The list of what was cited."""
        if self.numbers:
            yield Heading(self.tr(self.tr.words.why.sources), 2)
        for source, number in self.numbers.items():
            yield Point(self.tr.cited(source), mark=f"{number}.")


def profile(pack: Pack, role: str, language: str, listed: bool = False) -> Document:
    """The profile of `role`: its sentence, then its claims by section.

    Each claim answers why with its notes; `listed` sets numbers instead, and the sources at the end.
    """
    tr = translator_of(pack, language)
    return tuple(_blocks(tr, role, Citations(tr) if listed else None))


def _blocks(tr: PackTranslator, role: str, citations: Citations | None) -> Iterator[Block]:
    file = tr.pack.role(role)
    yield Heading(f"{tr(file.name)} ({tr(file.short)})", 1)
    yield Paragraph(tr(file.sentence), "strong")
    if citations and file.stand_in:
        yield Paragraph(tr(file.stand_in), "quiet")
    for section in tr.pack.sections:
        claims = [claim for claim in tr.pack.claims(role) if claim.section == section.id]
        if claims:
            yield Heading(tr(section.title), 2, id=f"section {section.id}")
            yield from (claim_block(tr, claim, role, citations) for claim in claims)
    if citations:
        yield from citations.blocks()


def claim_block(tr: PackTranslator, claim: Claim, role: str, citations: Citations | None = None) -> Block:
    """A claim as it stands in a profile; a contested one with both views."""
    words = tr.words.why
    text, other = tr(claim.text), tr(claim.other.text) if claim.other else ""
    if citations:
        text += citations.cite(claim.sources)
        other += citations.cite(claim.other.sources) if claim.other else ""
        shown = [note for note in tr.conditions(claim, role) if claim.pay]
        notes = (*([tr(words.editorial_short)] if claim.strength == "editorial" else []), *shown[-1:])
    else:
        notes = tr.why(claim, role)
    if claim.other:
        return Views(tr(words.one_view), text, tr(words.other_view), other, id=claim.id, notes=notes)
    return Point(text, id=claim.id, notes=notes)
