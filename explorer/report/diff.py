"""Two roles side by side as a document: where they differ, by how much, and what they share."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal

from explorer.engine.comparison import SCALE, Comparison, Row, Stand, compare
from explorer.pack.pack import Pack
from explorer.report.document import Axis, Block, Document, Heading, Mark, Paragraph, Point, Views
from explorer.report.profile import Citations, claim_block
from explorer.report.voice import Voice

Only = Literal["different", "shared"]


def diff(
    pack: Pack,
    first: str,
    second: str,
    language: str,
    only: Only | None = None,
    stars: Collection[str] = (),
    columns: bool = False,
    folded: bool = False,
    listed: bool = False,
) -> Document:
    """The comparison of two roles.

    `only` leaves out the equal or the different rows; `columns` sets each role's view beside the other's;
    `folded` counts the equal rows instead of showing them; `listed` numbers the sources and lists them at the end.
    """
    voice = Voice(pack, language)
    citations = Citations(voice) if listed else None
    return tuple(_blocks(voice, compare(pack, first, second), only, stars, columns, folded, citations))


def _blocks(
    voice: Voice,
    comparison: Comparison,
    only: Only | None,
    stars: Collection[str],
    columns: bool,
    folded: bool,
    citations: Citations | None,
) -> Iterator[Block]:
    words, (first, second) = voice.words.diff, comparison.roles
    yield Heading(f"{voice.short(first)} · {voice.short(second)}", 1)
    yield Paragraph(voice(words.lead, first=voice.short(first), second=voice.short(second)), "quiet")
    equal = [row for row in comparison.rows if row.size == "same"]
    if only != "shared":
        for title, rows in ((words.interaction, comparison.interaction), (words.focus, comparison.focus)):
            yield Heading(voice(title), 2, id=f"group {voice(title)}")
            for row in rows:
                if row.size != "same":
                    yield from row_blocks(voice, row, row.dimension.id in stars, columns, citations)
    if only != "different":
        if equal and folded:
            yield Heading(voice(words.equal_folded, n=len(equal)), 2, id="equal")
        elif equal:
            yield Heading(voice(words.equal, n=len(equal)), 2, id="equal")
            for row in equal:
                yield from row_blocks(voice, row, row.dimension.id in stars, columns, citations)
        yield from shared_blocks(voice, comparison.roles, citations)
    if citations:
        yield from citations.blocks()


def shared_blocks(voice: Voice, roles: tuple[str, str], citations: Citations | None) -> Iterator[Block]:
    """What is said of both roles at once, by section."""
    for section in voice.pack.sections:
        both = [c for c in voice.pack.shared if c.section == section.id and set(roles) <= set(c.roles)]
        if both:
            yield Heading(voice(section.title), 2, id=f"section {section.id}")
            yield from (claim_block(voice, claim, roles[0], citations) for claim in both)


def row_blocks(
    voice: Voice, row: Row, starred: bool = False, columns: bool = False, citations: Citations | None = None
) -> Iterator[Block]:
    """One dimension: its axis with both roles on it and the reading in words; side by side, what each claims."""
    dimension = row.dimension
    reading = voice(
        voice.words.diff.reading,
        left=voice.short(row.left.role),
        right=voice.short(row.right.role),
        size=voice(getattr(voice.words.sizes, row.size)),
        gap=voice.decimal(row.gap),
        most=2 * SCALE,
    )
    if row.size == "same":
        reading = voice(voice.words.diff.reading_same, gap=voice.decimal(row.gap), most=2 * SCALE)
    notes = [*_said(voice, row.first, citations), *_said(voice, row.second, citations)]
    yield Axis(
        voice(dimension.poles.left),
        voice(dimension.poles.right),
        (_mark(voice, row.left), _mark(voice, row.right)),
        f"{voice(dimension.name)} – {voice(dimension.question)}",
        reading,
        id=dimension.id,
        notes=tuple(notes),
        starred=starred,
    )
    if columns:
        one, other = (" ".join(voice(c.text) for c in stand.claims[:2]) for stand in (row.first, row.second))
        yield Views(
            voice.short(row.first.role),
            one,
            voice.short(row.second.role),
            other,
            tones=(voice.tone(row.first.role), voice.tone(row.second.role)),
        )


def position(at: float) -> float:
    """A place on an axis (-3 to 3) as a part of its length (0 to 1)."""
    return (at + SCALE) / (2 * SCALE)


def _mark(voice: Voice, stand: Stand) -> Mark:
    return Mark(voice.short(stand.role), position(float(stand.at)), voice.tone(stand.role))


def _said(voice: Voice, stand: Stand, citations: Citations | None) -> Iterator[str]:
    for claim in stand.claims:
        if citations:
            sources = citations.cite(claim.sources)
        else:
            sources = f" ({'; '.join(voice.pack.source(source).title for source in claim.sources)})"
        yield f"{voice.short(stand.role)}: {voice(claim.text)}{sources}"


def starred(pack: Pack, language: str, stars: Collection[str]) -> Iterator[Block]:
    """The starred rows of the comparison of the pack's first two roles, and starred claims, as list entries."""
    voice = Voice(pack, language)
    if len(pack.roles) < 2:
        return
    for row in compare(pack, pack.roles[0].id, pack.roles[1].id).rows:
        if row.dimension.id in stars:
            left, right = voice.short(row.left.role), voice.short(row.right.role)
            dimension = row.dimension
            said = f"{left}: {voice(dimension.poles.left)}; {right}: {voice(dimension.poles.right)}"
            yield Point(f"{said} ({voice(getattr(voice.words.sizes, row.size))})", tag=f"{voice(dimension.name)}.")
