"""Two roles side by side as a document: where they differ, by how much, and what they share."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import combinations
from typing import Literal

from explorer.engine.comparison import SCALE, Comparison, Position, Row, compare
from explorer.pack.pack import Pack
from explorer.pack.schema import Dimension, Measure
from explorer.report.document import Axis, Block, Document, Heading, Mark, Paragraph, Point, Views
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.profile import Citations, claim_block

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
    tr = translator_of(pack, language)
    citations = Citations(tr) if listed else None
    return tuple(_blocks(tr, compare(pack, first, second), only, stars, columns, folded, citations))


def _blocks(
    tr: PackTranslator,
    comparison: Comparison,
    only: Only | None,
    stars: Collection[str],
    columns: bool,
    folded: bool,
    citations: Citations | None,
) -> Iterator[Block]:
    words, (first, second) = tr.words.diff, comparison.roles
    yield Heading(f"{tr.short(first)} · {tr.short(second)}", 1)
    yield Paragraph(tr(words.lead, first=tr.short(first), second=tr.short(second)), "quiet")
    equal = [row for row in comparison.rows if row.size == "same"]
    if only != "shared":
        for group, rows in (("interaction", comparison.interaction), ("focus", comparison.focus)):
            yield Heading(tr(words[group]), 2, id=f"group {group}")
            for row in rows:
                if row.size != "same":
                    yield from row_blocks(tr, row, row.about.id in stars, columns, citations)
    if only != "different":
        if equal and folded:
            yield Heading(tr(words.equal_folded, n=len(equal)), 2, id="equal")
        elif equal:
            yield Heading(tr(words.equal, n=len(equal)), 2, id="equal")
            for row in equal:
                yield from row_blocks(tr, row, row.about.id in stars, columns, citations)
        yield from shared_blocks(tr, comparison.roles, citations)
    if citations:
        yield from citations.blocks()


def shared_blocks(tr: PackTranslator, roles: tuple[str, str], citations: Citations | None) -> Iterator[Block]:
    """What is said of both roles at once, by section."""
    for section in tr.pack.sections:
        both = [c for c in tr.pack.shared if c.section == section.id and set(roles) <= set(c.roles)]
        if both:
            yield Heading(tr(section.title), 2, id=f"section {section.id}")
            yield from (claim_block(tr, claim, roles[0], citations) for claim in both)


def row_blocks(
    tr: PackTranslator, row: Row, starred: bool = False, columns: bool = False, citations: Citations | None = None
) -> Iterator[Block]:
    """One row: its axis with both roles on it and the reading in words; side by side, what each role claims."""
    about = row.about
    if isinstance(about, Dimension):
        left, right = tr(about.poles.left), tr(about.poles.right)
        title = f"{tr(about.name)} – {tr(about.question)}"
        notes = [*_said(tr, row.first, citations), *_said(tr, row.second, citations)]
    else:
        left, right = tr.decimal(row.low, 0), tr.decimal(row.high, 0)
        title = tr(about.name)
        notes = list(_measured(tr, row, about, citations))
    yield Axis(
        left,
        right,
        (_mark(tr, row, row.left), _mark(tr, row, row.right)),
        title,
        row_in_words(tr, row),
        id=about.id,
        notes=tuple(notes),
        starred=starred,
    )
    if columns and isinstance(about, Dimension):
        one, other = (" ".join(tr(c.text) for c in stand.claims[:2]) for stand in (row.first, row.second))
        yield Views(
            tr.short(row.first.role),
            one,
            tr.short(row.second.role),
            other,
            tones=(tr.tone(row.first.role), tr.tone(row.second.role)),
        )


def row_in_words(tr: PackTranslator, row: Row) -> str:
    """A row in words: who is on which side, with what values, and how far apart in the row's own unit."""
    words, about = tr.words.diff, row.about
    if isinstance(about, Measure):
        unit = tr(about.unit)
        digits = max(_decimals(each.value) for stand in (row.left, row.right) for each in stand.readings)
        left, right = (f"{tr.short(stand.role)} {_values(tr, stand)}" for stand in (row.left, row.right))
    else:
        unit, digits = tr(words.steps, most=2 * SCALE), 1
        left, right = tr.short(row.left.role), tr.short(row.right.role)
    if row.size == "mixed":
        return tr(words.reading_mixed, left=left, right=right)
    said = words.reading_same if row.size == "same" else words.reading
    size = tr(tr.words.sizes[row.size])
    return tr(said, left=left, right=right, size=size, gap=tr.decimal(row.gap, digits), unit=unit)


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def _values(tr: PackTranslator, stand: Position) -> str:
    return " / ".join(tr.figure(reading.value) for reading in stand.readings)


def _measured(tr: PackTranslator, row: Row, measure: Measure, citations: Citations | None) -> Iterator[str]:
    for stand in (row.first, row.second):
        said = "; ".join(f"{tr(reading.of)}, {tr.figure(reading.value)}" for reading in stand.readings)
        yield f"{tr.short(stand.role)}: {said}."
    sources = citations.cite(measure.sources) if citations else ""
    yield f"{tr(measure.note)}{sources}"
    if not citations:
        yield from (tr.cited(source) for source in measure.sources)


def _mark(tr: PackTranslator, row: Row, stand: Position) -> Mark:
    return Mark(tr.short(stand.role), row.place(stand), tr.tone(stand.role))


def _said(tr: PackTranslator, stand: Position, citations: Citations | None) -> Iterator[str]:
    for claim in stand.claims:
        sources = citations.cite(claim.sources) if citations else ""
        yield f"{tr.short(stand.role)}: {tr(claim.text)}{sources}"


def starred(pack: Pack, language: str, stars: Collection[str], pair: tuple[str, str]) -> Iterator[Block]:
    """The starred rows, as list entries."""
    tr = translator_of(pack, language)
    for row in starred_rows(pack, stars, pair):
        yield Point(_in_short(tr, row), tag=f"{tr(row.about.name)}.")


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


def _in_short(tr: PackTranslator, row: Row) -> str:
    if isinstance(row.about, Measure):
        return row_in_words(tr, row)
    poles = row.about.poles
    left, right = tr.short(row.left.role), tr.short(row.right.role)
    size = tr(tr.words.sizes[row.size])
    return f"{left}: {tr(poles.left)}; {right}: {tr(poles.right)} ({size})"
