"""Two roles side by side as a document: where they differ, by how much, and what they share."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import combinations
from typing import Literal

from explorer.engine.comparison import SCALE, Comparison, Row, Stand, compare
from explorer.pack.pack import Pack
from explorer.pack.schema import Dimension, Measure
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
        for group, rows in (("interaction", comparison.interaction), ("focus", comparison.focus)):
            yield Heading(voice(getattr(words, group)), 2, id=f"group {group}")
            for row in rows:
                if row.size != "same":
                    yield from row_blocks(voice, row, row.about.id in stars, columns, citations)
    if only != "different":
        if equal and folded:
            yield Heading(voice(words.equal_folded, n=len(equal)), 2, id="equal")
        elif equal:
            yield Heading(voice(words.equal, n=len(equal)), 2, id="equal")
            for row in equal:
                yield from row_blocks(voice, row, row.about.id in stars, columns, citations)
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
    """One row: its axis with both roles on it and the reading in words; side by side, what each role claims."""
    about = row.about
    if isinstance(about, Dimension):
        left, right = voice(about.poles.left), voice(about.poles.right)
        title = f"{voice(about.name)} – {voice(about.question)}"
        notes = [*_said(voice, row.first, citations), *_said(voice, row.second, citations)]
    else:
        left, right = voice.decimal(row.low, 0), voice.decimal(row.high, 0)
        title = voice(about.name)
        notes = list(_measured(voice, row, about, citations))
    yield Axis(
        left,
        right,
        (_mark(voice, row, row.left), _mark(voice, row, row.right)),
        title,
        reading(voice, row),
        id=about.id,
        notes=tuple(notes),
        starred=starred,
    )
    if columns and isinstance(about, Dimension):
        one, other = (" ".join(voice(c.text) for c in stand.claims[:2]) for stand in (row.first, row.second))
        yield Views(
            voice.short(row.first.role),
            one,
            voice.short(row.second.role),
            other,
            tones=(voice.tone(row.first.role), voice.tone(row.second.role)),
        )


def reading(voice: Voice, row: Row) -> str:
    """A row in words: who is on which side, with what values, and how far apart in the row's own unit."""
    words, about = voice.words.diff, row.about
    if isinstance(about, Measure):
        unit = voice(about.unit)
        digits = max(_decimals(each.value) for stand in (row.left, row.right) for each in stand.readings)
        left, right = (f"{voice.short(stand.role)} {_values(voice, stand)}" for stand in (row.left, row.right))
    else:
        unit, digits = voice(words.steps, most=2 * SCALE), 1
        left, right = voice.short(row.left.role), voice.short(row.right.role)
    if row.size == "mixed":
        return voice(words.reading_mixed, left=left, right=right)
    said = words.reading_same if row.size == "same" else words.reading
    size = voice(getattr(voice.words.sizes, row.size))
    return voice(said, left=left, right=right, size=size, gap=voice.decimal(row.gap, digits), unit=unit)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _values(voice: Voice, stand: Stand) -> str:
    return " / ".join(voice.figure(reading.value) for reading in stand.readings)


def _measured(voice: Voice, row: Row, measure: Measure, citations: Citations | None) -> Iterator[str]:
    for stand in (row.first, row.second):
        said = "; ".join(f"{voice(reading.of)}, {voice.figure(reading.value)}" for reading in stand.readings)
        yield f"{voice.short(stand.role)}: {said}."
    sources = citations.cite(measure.sources) if citations else ""
    yield f"{voice(measure.note)}{sources}"
    if not citations:
        yield from (voice.cited(source) for source in measure.sources)


def _mark(voice: Voice, row: Row, stand: Stand) -> Mark:
    return Mark(voice.short(stand.role), row.place(stand), voice.tone(stand.role))


def _said(voice: Voice, stand: Stand, citations: Citations | None) -> Iterator[str]:
    for claim in stand.claims:
        sources = citations.cite(claim.sources) if citations else ""
        yield f"{voice.short(stand.role)}: {voice(claim.text)}{sources}"


def starred(pack: Pack, language: str, stars: Collection[str], pair: tuple[str, str]) -> Iterator[Block]:
    """The starred rows, as list entries."""
    voice = Voice(pack, language)
    for row in starred_rows(pack, stars, pair):
        yield Point(_in_short(voice, row), tag=f"{voice(row.about.name)}.")


def starred_rows(pack: Pack, stars: Collection[str], pair: tuple[str, str]) -> Iterator[Row]:
    """The starred rows: of the comparison of `pair`, or of the first two roles that have the row."""
    waiting = set(stars)
    for first, second in (pair, *pairs(pack)):
        for row in compare(pack, first, second).rows if waiting else ():
            if row.about.id in waiting:
                waiting.remove(row.about.id)
                yield row


def pairs(pack: Pack) -> list[tuple[str, str]]:
    """Every two roles that can be compared, in the pack's order."""
    return list(combinations((role.id for role in pack.roles), 2))


def _in_short(voice: Voice, row: Row) -> str:
    if isinstance(row.about, Measure):
        return reading(voice, row)
    poles = row.about.poles
    left, right = voice.short(row.left.role), voice.short(row.right.role)
    size = voice(getattr(voice.words.sizes, row.size))
    return f"{left}: {voice(poles.left)}; {right}: {voice(poles.right)} ({size})"
