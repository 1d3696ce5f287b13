"""Compares two codes, of one person at two times or of two people: the lean, and each axis."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.fit import Fit
from explorer.engine.questionnaire import instrument
from explorer.engine.retest import Retake, retake
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.band import compared
from explorer.report.document import Block, Document, Heading, Paragraph, Table
from explorer.report.pack_translator import PackTranslator


def comparison(pack: Pack, first: Visit, second: Visit) -> Retake | None:
    """Two visits compared, the first as the earlier one; None if they are not comparable."""
    return retake(instrument(pack), first.answers, second.answers)


def compared_document(tr: PackTranslator, compared: Retake) -> Document:
    """Whether the leans differ by more than chance, then the two positions on every axis."""
    return tuple(_blocks(tr, compared))


def _blocks(tr: PackTranslator, retake: Retake) -> Iterator[Block]:
    words = tr.words.compared
    yield from compared(tr, retake, 1)
    sides = [_sides(tr, fit) for fit in (retake.earlier, retake.later)]
    yield Heading(tr(words.axes), 2)
    rows = []
    for each in tr.pack.dimensions:
        one, other = (side.get(each.id, "") for side in sides)
        if one or other:
            rows.append((tr(each.name), one, other, tr(words.same if one == other else words.other)))
    yield Table(("", tr(words.first), tr(words.second), ""), tuple(rows))
    yield Paragraph(tr(words.few_answers), "quiet")


def _sides(tr: PackTranslator, fit: Fit) -> dict[str, str]:
    """The side to which most answers on each dimension go, in words."""
    words, first = tr.words, fit.pair[0]
    items = {item.id: item for item in tr.pack.questionnaire.every}
    sides: dict[str, float] = {}
    for item, part in fit.contributions.items():
        sides[items[item].dimension] = sides.get(items[item].dimension, 0) + float(part)
    named = {axis: first if at > 0 else fit.pair[1] for axis, at in sides.items() if at}
    return {
        axis: tr(words.groups.towards, role=tr.short(named[axis])) if axis in named else tr(words.compared.even)
        for axis in sides
    }
