"""The comparison of two roles as a document: where they differ, by how much, and what they share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Literal

from explorer.engine.comparison import Comparison, Position, Row, compare
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Dimension, Group, Measure
from explorer.report.document import Axis, Block, Document, Heading, Mark, Paragraph, Point, Views
from explorer.report.drawings import LETTERS
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.profile import Proofs, claim_block
from explorer.words.frozen import frozen

Only = Literal["different", "shared"]
GROUPS: tuple[Group, ...] = ("interaction", "focus")
MEASURE = 27
"""Width of a measure's name in columns."""


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
    airy: bool = True,
) -> Document:
    """The comparison of two roles. `only` leaves out the equal or the different rows; `columns` puts the roles' views
    side by side; `folded` only counts the equal rows; `listed` numbers the rows and puts their notes at the end, after
    the sources (`under`: below each row); `airy` leaves a blank line between axes."""
    tr = translator_of(pack, language)
    proofs = Proofs(tr, under) if listed else None
    shown = _Shown(tr, stars, columns or listed, airy, proofs)
    return tuple(_blocks(shown, compare(pack, first, second), only, folded))


@frozen
class _Shown:
    """How rows are shown: language, stars, views side by side, blank lines."""

    tr: PackTranslator
    stars: Collection[str]
    columns: bool
    airy: bool
    proofs: Proofs | None

    def rows(self, rows: Iterable[Row]) -> Iterator[Block]:
        """The given rows, in order."""
        for number, row in enumerate(rows):
            close = bool(number) and not self.airy
            yield from row_blocks(self.tr, row, row.about.id in self.stars, self.columns, self.proofs, close)


def _blocks(shown: _Shown, comparison: Comparison, only: Only | None, folded: bool) -> Iterator[Block]:
    tr, (first, second) = shown.tr, comparison.roles
    words, equal = tr.words.diff, [row for row in comparison.rows if row.size == "same"]
    axes = [row for row in comparison.axes if row.size != "same"]
    title = tr(words.title, first=tr.short(first), second=tr.short(second))
    yield Heading(title, 1, aside=tr(words.axes, n=len(axes)))
    yield Paragraph(tr(words.lead), "quiet")
    if only != "shared":
        yield from shown.rows(axes)
        yield from _measured(shown, comparison)
    if only != "different":
        if equal:
            yield Heading(tr(words.equal_folded if folded else words.equal, n=len(equal)), 2, id="equal")
            yield from () if folded else shown.rows(equal)
        yield from shared_blocks(tr, comparison.roles, shown.proofs)
    if shown.proofs:
        yield from shown.proofs.blocks()


def _measured(shown: _Shown, comparison: Comparison) -> Iterator[Block]:
    """The measures of both roles, or of similar jobs, by group."""
    tr, words = shown.tr, shown.tr.words.diff
    notes = [
        tr(words.near, role=tr.short(role), jobs="; ".join(f"{letter}: {name}" for name, letter in letters.items()))
        for role in comparison.roles
        if (letters := near_jobs(tr, role))
    ]
    for group in GROUPS:
        if rows := [row for row in comparison.measured(group) if row.size != "same"]:
            yield Heading(tr(words[group]), 2, id=f"group {group}")
            yield from (Paragraph(each, "quiet") for each in notes)
            yield from shown.rows(rows)
            notes = []


def shared_blocks(tr: PackTranslator, roles: tuple[str, str], proofs: Proofs | None) -> Iterator[Block]:
    """The claims about both roles at once, by section."""
    for section in tr.pack.sections:
        both = [c for c in tr.pack.shared if c.section == section.id and set(roles) <= set(c.roles)]
        if both:
            yield Heading(tr(section.title), 2, id=f"section {section.id}")
            yield from (claim_block(tr, claim, roles[0], proofs) for claim in both)


def row_blocks(
    tr: PackTranslator,
    row: Row,
    starred: bool,
    columns: bool,
    proofs: Proofs | None,
    close: bool,
) -> Iterator[Block]:
    """One row: its axis with both roles on it, and its reading in words; side by side, the claims of each role."""
    about = row.about
    if isinstance(about, Dimension):
        axis, behind = _of_dimension(tr, row, about), [tr(about.question), *_placed(tr, row, about, proofs)]
    else:
        axis, behind = _of_measure(tr, row, about), list(_measured_of(tr, row, about, proofs))
    axis = replace(axis, said=row_in_words(tr, row), id=about.id, notes=tuple(behind), starred=starred, close=close)
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


def _of_dimension(tr: PackTranslator, row: Row, about: Dimension) -> Axis:
    poles = about.brief or about.poles
    reading = tr(tr.words.apart[row.size])
    return Axis(tr(poles.left), tr(poles.right), tuple(marks(tr, row)), tr(about.name), reading)


def _of_measure(tr: PackTranslator, row: Row, about: Measure) -> Axis:
    """A measure on one line if there is room: which role is ahead, and by how much."""
    words, ahead = tr.words.diff, row.right.role
    how_far = tr(tr.words.ahead[row.size])
    reading = how_far if row.size in ("same", "mixed") else tr(words.ahead, role=tr.short(ahead), much=how_far)
    ends = tr.decimal(row.low, 0), tr.decimal(row.high, 0)
    return Axis(*ends, tuple(marks(tr, row)), tr(about.brief or about.name), reading, compact=True, room=MEASURE)


def _placed(tr: PackTranslator, row: Row, about: Dimension, proofs: Proofs | None) -> Iterator[str]:
    """Why the roles are where they are on an axis: its full poles, the claims, and a note that contested claims count
    half."""
    words = tr.words.diff
    if about.brief:
        yield tr(words.poles, left=tr(about.poles.left), right=tr(about.poles.right))
    yield from (*_said(tr, row.first, proofs), *_said(tr, row.second, proofs))
    if any(claim.strength == "contested" for stand in (row.first, row.second) for claim in stand.claims):
        yield tr(words.contested)


def _telling(stand: Position) -> list[Claim]:
    """The two claims that place a role furthest from the middle."""
    return sorted(stand.claims, key=lambda claim: -abs(claim.axis.at if claim.axis else 0))[:2]


def row_in_words(tr: PackTranslator, row: Row) -> str:
    """A row in words: which role is on which side, and how far apart they are."""
    words, about = tr.words.diff, row.about
    left, right = tr.short(row.left.role), tr.short(row.right.role)
    if row.size == "mixed":
        return tr(words.reading_mixed, left=left, right=right)
    if row.size == "same":
        return tr(words.reading_same, left=left, right=right)
    if isinstance(about, Measure):
        return tr(words.reading_measured, ahead=right, behind=left, much=tr(tr.words.ahead[row.size]))
    poles, apart = about.brief or about.poles, tr(tr.words.apart[row.size])
    return tr(words.reading, apart=apart, left=left, right=right, low=tr(poles.left), high=tr(poles.right))


def _measured_of(tr: PackTranslator, row: Row, measure: Measure, proofs: Proofs | None) -> Iterator[str]:
    for stand in (row.first, row.second):
        figures = "; ".join(f"{tr(reading.of)}, {tr.figure(reading.value)}" for reading in stand.readings)
        yield f"{tr.short(stand.role)}: {figures} ({tr(measure.unit)})."
    sources = proofs.citations.cite(measure.sources) if proofs else ""
    yield f"{tr(measure.note)}{sources}"
    if not proofs:
        yield from (tr.cited(source) for source in measure.sources)


def near_jobs(tr: PackTranslator, role: str) -> dict[str, str]:
    """The similar jobs whose readings stand in for a role, each with a letter. Empty if there are too many for
    letters."""
    stands = (measure.readings.get(role, ()) for measure in tr.pack.measures)
    names = dict.fromkeys(tr(reading.of) for readings in stands if len(readings) > 1 for reading in readings)
    return dict(zip(names, LETTERS, strict=False)) if len(names) <= len(LETTERS) else {}


def marks(tr: PackTranslator, row: Row) -> Iterator[Mark]:
    """The positions of both roles; similar jobs that stand in for one are marked by their letters."""
    for stand in (row.left, row.right):
        letters = near_jobs(tr, stand.role)
        names = [letters.get(tr(reading.of), "") for reading in stand.readings]
        if names and all(names):
            for name, reading in zip(names, stand.readings, strict=True):
                at = (Fraction(reading.value) - row.low) / (row.high - row.low)
                yield Mark(name, float(at), tr.tone(stand.role))
        else:
            yield Mark(tr.short(stand.role), row.place(stand), tr.tone(stand.role))


def _said(tr: PackTranslator, stand: Position, proofs: Proofs | None) -> Iterator[str]:
    """The claims that place a role on an axis; in a list, only the numbers of their sources."""
    if proofs:
        cited = dict.fromkeys(source for claim in stand.claims for source in claim.sources)
        yield tr(tr.words.diff.placed_by, role=tr.short(stand.role), n=len(stand.claims)) + proofs.citations.cite(cited)
        return
    yield from claims_said(tr, stand)


def claims_said(tr: PackTranslator, stand: Position) -> Iterator[str]:
    """The claims that place a role on an axis, as notes."""
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
