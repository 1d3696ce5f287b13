"""Two roles side by side as a document: where they differ, by how much, and what they share."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from itertools import combinations
from typing import Literal

from explorer.engine.comparison import Comparison, Position, Row, compare
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Dimension, Measure
from explorer.report.document import Axis, Block, Document, Heading, Mark, Paragraph, Point, Views
from explorer.report.drawings import LETTERS
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.profile import Proofs, claim_block

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
    under: bool = False,
) -> Document:
    """The comparison of two roles.

    `only` leaves out the equal or the different rows; `columns` sets each role's view beside the other's;
    `folded` counts the equal rows instead of showing them; `listed` numbers the rows and tells what is behind them at
    the end, after the sources (`under`: under each row).
    """
    tr = translator_of(pack, language)
    proofs = Proofs(tr, under) if listed else None
    return tuple(_blocks(tr, compare(pack, first, second), only, stars, columns or listed, folded, proofs))


def _blocks(
    tr: PackTranslator,
    comparison: Comparison,
    only: Only | None,
    stars: Collection[str],
    columns: bool,
    folded: bool,
    proofs: Proofs | None,
) -> Iterator[Block]:
    words, (first, second) = tr.words.diff, comparison.roles
    yield Heading(f"{tr.short(first)} · {tr.short(second)}", 1)
    yield Paragraph(tr(words.lead, first=tr.short(first), second=tr.short(second)), "quiet")
    for role in comparison.roles:
        if letters := near_jobs(tr, role):
            named = ", ".join(f"{letter} {name}" for name, letter in letters.items())
            yield Paragraph(tr(words.near, role=tr.short(role), jobs=named), "quiet")
    equal = [row for row in comparison.rows if row.size == "same"]
    if only != "shared":
        for group, rows in (("interaction", comparison.interaction), ("focus", comparison.focus)):
            yield Heading(tr(words[group]), 2, id=f"group {group}")
            for row in rows:
                if row.size != "same":
                    yield from row_blocks(tr, row, row.about.id in stars, columns, proofs)
    if only != "different":
        if equal and folded:
            yield Heading(tr(words.equal_folded, n=len(equal)), 2, id="equal")
        elif equal:
            yield Heading(tr(words.equal, n=len(equal)), 2, id="equal")
            for row in equal:
                yield from row_blocks(tr, row, row.about.id in stars, columns, proofs)
        yield from shared_blocks(tr, comparison.roles, proofs)
    if proofs:
        yield from proofs.blocks()


def shared_blocks(tr: PackTranslator, roles: tuple[str, str], proofs: Proofs | None) -> Iterator[Block]:
    """What is said of both roles at once, by section."""
    for section in tr.pack.sections:
        both = [c for c in tr.pack.shared if c.section == section.id and set(roles) <= set(c.roles)]
        if both:
            yield Heading(tr(section.title), 2, id=f"section {section.id}")
            yield from (claim_block(tr, claim, roles[0], proofs) for claim in both)


def row_blocks(
    tr: PackTranslator, row: Row, starred: bool = False, columns: bool = False, proofs: Proofs | None = None
) -> Iterator[Block]:
    """One row: its axis with both roles on it and the reading in words; side by side, what each role claims."""
    about = row.about
    if isinstance(about, Dimension):
        left, right = tr(about.poles.left), tr(about.poles.right)
        title = f"{tr(about.name)} – {tr(about.question)}"
        behind = [*_said(tr, row.first, proofs), *_said(tr, row.second, proofs)]
    else:
        left, right = tr.decimal(row.low, 0), tr.decimal(row.high, 0)
        title = tr(about.name)
        behind = list(_measured(tr, row, about, proofs))
    axis = Axis(
        left,
        right,
        tuple(marks(tr, row)),
        title,
        row_in_words(tr, row),
        id=about.id,
        notes=tuple(behind),
        starred=starred,
    )
    yield proofs.line(axis, behind) if proofs else axis
    if columns and isinstance(about, Dimension):
        one, other = (" ".join(tr(c.text) for c in _telling(stand)) for stand in (row.first, row.second))
        yield Views(
            tr.short(row.first.role),
            one,
            tr.short(row.second.role),
            other,
            tones=(tr.tone(row.first.role), tr.tone(row.second.role)),
        )


def _telling(stand: Position) -> list[Claim]:
    """The two claims that place a role furthest from the middle."""
    return sorted(stand.claims, key=lambda claim: -abs(claim.axis.at if claim.axis else 0))[:2]


def row_in_words(tr: PackTranslator, row: Row) -> str:
    """A row in words: who is on which side, and how far apart."""
    words = tr.words.diff
    left, right = tr.short(row.left.role), tr.short(row.right.role)
    if row.size == "mixed":
        return tr(words.reading_mixed, left=left, right=right)
    said = words.reading_same if row.size == "same" else words.reading
    return tr(said, left=left, right=right, size=tr(tr.words.sizes[row.size]))


def _measured(tr: PackTranslator, row: Row, measure: Measure, proofs: Proofs | None) -> Iterator[str]:
    for stand in (row.first, row.second):
        said = "; ".join(f"{tr(reading.of)}, {tr.figure(reading.value)}" for reading in stand.readings)
        yield f"{tr.short(stand.role)}: {said} ({tr(measure.unit)})."
    sources = proofs.citations.cite(measure.sources) if proofs else ""
    yield f"{tr(measure.note)}{sources}"
    if not proofs:
        yield from (tr.cited(source) for source in measure.sources)


def near_jobs(tr: PackTranslator, role: str) -> dict[str, str]:
    """The jobs that stand in for a role together, by name: a letter each. Empty where there are more than letters."""
    stands = (measure.readings.get(role, ()) for measure in tr.pack.measures)
    names = dict.fromkeys(tr(reading.of) for readings in stands if len(readings) > 1 for reading in readings)
    return dict(zip(names, LETTERS, strict=False)) if len(names) <= len(LETTERS) else {}


def marks(tr: PackTranslator, row: Row) -> Iterator[Mark]:
    """Where both roles stand; where several jobs stand in for one, each of them by its letter."""
    for stand in (row.left, row.right):
        letters = near_jobs(tr, stand.role) if len(stand.readings) > 1 else {}
        if letters:
            for reading in stand.readings:
                at = (Fraction(reading.value) - row.low) / (row.high - row.low)
                yield Mark(letters[tr(reading.of)], float(at), tr.tone(stand.role))
        else:
            yield Mark(tr.short(stand.role), row.place(stand), tr.tone(stand.role))


def _said(tr: PackTranslator, stand: Position, proofs: Proofs | None) -> Iterator[str]:
    """The claims that place a role on an axis; in a list, the numbers of their sources alone."""
    if proofs:
        cited = dict.fromkeys(source for claim in stand.claims for source in claim.sources)
        yield tr(tr.words.diff.placed_by, role=tr.short(stand.role), n=len(stand.claims)) + proofs.citations.cite(cited)
        return
    for claim in stand.claims:
        yield f"{tr.short(stand.role)}: {tr(claim.text)}"


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
