"""A role's profile as a document: the card first, then its sections, with the evidence for each line."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, RoleFile, Section, SharedClaim
from explorer.report.document import Axis, Block, Document, Heading, Paragraph, Point, Range, Shares, Views
from explorer.report.glossary import explained, marked, words_of_the_trade
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.pay import another, brief, pay_blocks, pay_of_all
from explorer.report.week import week_blocks


class Citations:
    """Sources by number, in the order in which they are first cited, for documents that list them at the end."""

    def __init__(self, tr: PackTranslator) -> None:
        self.tr = tr
        self.numbers: dict[str, int] = {}

    def cite(self, sources: Iterable[str]) -> str:
        """The numbers of `sources`, as a suffix of a sentence."""
        numbers = [self.numbers.setdefault(source, len(self.numbers) + 1) for source in sources]
        return f" ({', '.join(str(number) for number in sorted(numbers))})"

    def blocks(self) -> Iterator[Block]:
        """The list of the cited sources."""
        if self.numbers:
            yield Heading(self.tr(self.tr.words.why.sources), 2)
        for source, number in self.numbers.items():
            yield Point(self.tr.cited(source), mark=f"{number}.")


@dataclass
class Proofs:
    """The evidence for the lines of a text that cannot be unfolded: listed by line number after the sources, or, with
    `under`, below each line."""

    tr: PackTranslator
    under: bool = False
    citations: Citations = field(init=False)
    told: list[Point] = field(default_factory=list)
    lines: int = 0

    def __post_init__(self) -> None:
        self.citations = Citations(self.tr)

    def line(self, block: Point | Views | Axis, behind: Iterable[str]) -> Block:
        """A line with its number, its evidence `behind` listed at the end; with `under`, a line without a number, the
        evidence below it."""
        if self.under:
            return replace(block, notes=tuple(behind))
        self.lines += 1
        mark = f"{self.lines}."
        self.told.append(Point(" ".join(behind), mark=mark))
        match block:
            case Views():
                return replace(block, left_title=f"{mark} {block.left_title}", notes=())
            case Axis():
                return replace(block, title=f"{mark} {block.title}", notes=())
            case Point():
                return replace(block, mark=mark, notes=())

    def drawing(self, block: Range | Shares | Heading | Point | Paragraph) -> Block:
        """A drawing, whose evidence is listed at the end or below it."""
        if self.under or not isinstance(block, Range | Shares):
            return block
        self.told += [Point(note) for note in block.notes]
        return replace(block, notes=())

    def blocks(self) -> Iterator[Block]:
        """The sources, then the evidence for each line."""
        yield from self.citations.blocks()
        if self.told:
            yield Heading(self.tr(self.tr.words.page.proofs), 2)
            yield from self.told


def profile(
    pack: Pack,
    role: str,
    language: str,
    listed: bool = False,
    country: str = "",
    under: bool = False,
    opened: Collection[str] | None = None,
) -> Document:
    """The profile of `role`: its sentence, its card, then its claims by section. `country`: whose pay is shown; empty:
    the language's own. The evidence is in each line's notes; `listed` numbers the lines instead, and lists the evidence
    after the sources (`under`: below each line). `opened`: the folded sections that are included; None: all. A list
    says how to see the others."""
    tr = translator_of(pack, language)
    return tuple(_Told(tr, role, Proofs(tr, under) if listed else None, country, opened).blocks())


@lru_cache(maxsize=8)  # asked for at every key, and a role may have thousands of claims
def sections_of(pack: Pack, role: str) -> tuple[tuple[Section, tuple[Claim, ...]], ...]:
    """The sections that are not empty in a role's profile, each with its claims, in reading order."""
    claims = list(pack.claims(role))
    parts = ((section, tuple(claim for claim in claims if claim.section == section.id)) for section in pack.sections)
    return tuple((section, mine) for section, mine in parts if mine)


def _shared_by(claims: Sequence[Claim]) -> tuple[str, ...]:
    """The roles that share all of these claims; empty if the claims are not all about the same several roles."""
    roles = {claim.roles if isinstance(claim, SharedClaim) else () for claim in claims}
    return roles.pop() if len(roles) == 1 else ()


class _Told:
    """Builds one profile."""

    def __init__(
        self, tr: PackTranslator, role: str, proofs: Proofs | None, country: str, opened: Collection[str] | None
    ) -> None:
        self.tr, self.role, self.proofs, self.country, self.opened = tr, role, proofs, country, opened
        self.file: RoleFile = tr.pack.role(role)

    def blocks(self) -> Iterator[Block]:
        tr = self.tr
        yield Heading(f"{tr(self.file.name)} ({tr(self.file.short)})", 1)
        yield Paragraph(tr(self.file.sentence), "strong")
        if self.file.card:
            yield Heading(tr(tr.words.page.card), 2, id="section card")
            yield from self.card()
        shut: list[tuple[Section, tuple[Claim, ...]]] = []
        shown: list[Claim] = []
        for section, claims in sections_of(tr.pack, self.role):
            open = not section.folded or self.opened is None or section.id in self.opened
            if self.proofs and not open:
                shut.append((section, claims))
                continue
            aside = self.counted(claims, open) if section.folded else ""
            yield Heading(tr(section.title), 2, id=f"section {section.id}", aside=aside, folded=section.folded)
            if open:
                shown += claims
                drawn = tuple(self.drawing(section))
                yield from (block for block in drawn if isinstance(block, Range))
                yield from (claim_block(tr, claim, self.role, self.proofs, not section.folded) for claim in claims)
                yield from (block for block in drawn if not isinstance(block, Range))
        if self.proofs:
            yield from self.shut(shut)
            yield from self.proofs.blocks()
            if self.file.stand_in:
                yield Heading(tr(tr.words.page.stands_in, role=tr(self.file.short)), 2)
                yield Paragraph(tr(self.file.stand_in))
            told = [text for claim in shown for text in (claim.text, claim.figures) if text]
            yield from words_of_the_trade(tr, " ".join(map(tr, told)))

    def counted(self, claims: Sequence[Claim], open: bool = True) -> str:
        """How many lines a folded section has, and whether other roles share them; if it is closed, the key that opens
        it."""
        tr, words = self.tr, self.tr.words.page
        count = tr(words.line) if len(claims) == 1 else tr(words.lines, n=len(claims))
        if roles := _shared_by(claims):
            count = tr(words.lines_shared, lines=count, roles=tr.listed(map(tr.short, roles)))
        return count if open else tr(words.shut, lines=count)

    def shut(self, sections: Sequence[tuple[Section, tuple[Claim, ...]]]) -> Iterator[Block]:
        """The sections that a list leaves out, and the commands that print them."""
        tr, words = self.tr, self.tr.words.page
        if sections:
            yield Heading(tr(words.more), 2, id="more")
            yield Paragraph(tr(words.more_how, role=self.role))
            yield from (Point(f"{tr(section.title)} ({self.counted(claims)})") for section, claims in sections)
            if code := another(tr.pack, tr.language, self.country, self.role):
                yield Paragraph(tr(words.more_pay, role=self.role, code=code))
        for roles in dict.fromkeys(_shared_by(claims) for _, claims in sections):
            if len(roles) == 2:
                names = tr.listed(map(tr.short, roles))
                yield Paragraph(tr(words.more_shared, roles=names, first=roles[0], second=roles[1]))

    def card(self) -> Iterator[Block]:
        """The lines of the card, each with the notes of the claims that it summarises."""
        tr = self.tr
        lines = {line.id: line for line in self.file.card}
        claims = {claim.id: claim for claim in tr.pack.claims(self.role)}
        for title in tr.pack.card:
            line = lines.get(title.id)
            text = brief(tr, self.role, self.country) if title.pay else tr(line.text) if line else ""
            if not text:
                continue
            summed = [claims[claim] for claim in line.claims] if line else []
            notes = [note for claim in summed for note in tr.why(claim, self.role)]
            yield Point(
                text,
                id=f"card {title.id}",
                mark="•" if self.proofs else "",
                tag=tr(title.title),
                tag_tone="quiet",
                room=max(len(tr(each.title)) for each in tr.pack.card),
                notes=() if self.proofs else explained(tr, text, dict.fromkeys(notes)),
            )

    def drawing(self, section: Section) -> Iterator[Block]:
        """The drawing of a section: a range comes before its lines, any other after them."""
        drawn: Iterable[Range | Shares | Heading | Point | Paragraph] = ()
        if section.drawing == "pay":
            drawn = pay_blocks(self.tr, self.country, self.role, ordered=self.proofs is not None)
        elif section.drawing == "pay-of-all":
            drawn = pay_of_all(self.tr, self.country, self.role)
        elif section.drawing == "week":
            drawn = week_blocks(self.tr, self.role)
        yield from (self.proofs.drawing(block) if self.proofs else block for block in drawn)


def _whose(tr: PackTranslator, claim: Claim) -> str:
    """The roles that a claim is about, if there are several, so that it can be skipped when it was read before."""
    roles = _shared_by([claim])
    return f"{tr.listed(map(tr.short, roles))}:" if roles else ""


def claim_block(
    tr: PackTranslator, claim: Claim, role: str, proofs: Proofs | None = None, tagged: bool = False
) -> Block:
    """A claim in a profile; a contested one with both views; `tagged`: with the names of its roles, if several."""
    words = tr.words.why
    text, other = tr(claim.text), tr(claim.other.text) if claim.other else ""
    notes = () if proofs else explained(tr, f"{text} {other}", tr.why(claim, role))
    if not proofs:
        text, other = marked(tr, text), marked(tr, other)
    block = (
        Views(tr(words.one_view), text, tr(words.other_view), other, id=claim.id, notes=notes)
        if claim.other
        else Point(text, id=claim.id, notes=notes, tag=_whose(tr, claim) if tagged else "", tag_tone="quiet")
    )
    return proofs.line(block, _behind(tr, claim, role, proofs.citations)) if proofs else block


def _behind(tr: PackTranslator, claim: Claim, role: str, citations: Citations) -> Iterator[str]:
    """The evidence for a claim in a text: figures, the numbers of its sources, what a figure of pay includes."""
    words = tr.words.why
    if claim.figures:
        yield tr(claim.figures)
    if claim.strength == "editorial":
        yield tr(words.editorial_short)
    if claim.pay:
        yield tr.conditions(claim, role)[-1]
    yield f"{tr.how_sure(claim)}{citations.cite(claim.sources)}."
    if claim.other:
        figures = f"{tr(claim.other.figures)} " if claim.other.figures else ""
        yield f"{tr(words.other_view)}: {figures}{tr.sure(claim.other.facts)}{citations.cite(claim.other.sources)}."
