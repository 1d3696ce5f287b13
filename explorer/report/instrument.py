"""The questionnaire as a document: its items and how they are keyed."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.pack.schema import Likert, Pair
from explorer.report.document import Block, Document, Heading, Paragraph, Point, Room, Table
from explorer.report.pack_translator import PackTranslator
from explorer.report.summary import item_text


def instrument(tr: PackTranslator, more: bool = False) -> Document:
    """The items that everybody is asked, in order; with `more`, followed by the sets of further items."""
    return tuple(_blocks(tr, more))


def _blocks(tr: PackTranslator, more: bool) -> Iterator[Block]:
    words, questionnaire = tr.words.result, tr.pack.questionnaire
    items = questionnaire.every if more else questionnaire.items
    begins = {each[0].id: number for number, each in enumerate(questionnaire.more, 2)}
    yield Heading(tr(words.instrument, n=len(items)), 1)
    for number, item in enumerate(items, 1):
        if item.id in begins:
            yield Heading(tr(words.further_set, n=begins[item.id]), 2)
        dimension = tr(tr.pack.dimension(item.dimension).name)
        if isinstance(item, Likert):
            key = tr(words.keyed, role=tr.short(item.role), keyed=item.keyed)
        else:
            key = tr(words.sides, left=tr.short(item.left.role), right=tr.short(item.right.role))
        yield Point(f"{item_text(tr, item)} ({item.id}, {dimension}, {key})", mark=f"{number:>2}")


BOX = "☐"
"""The box for a cross."""


def blank(tr: PackTranslator, more: bool = False) -> Document:
    """The questionnaire for paper, without its keys: single activities, then comparisons, all numbered."""
    return tuple(_blank(tr, more))


def _blank(tr: PackTranslator, more: bool) -> Iterator[Block]:
    words, questionnaire = tr.words.paper, tr.pack.questionnaire
    yield Heading(tr(tr.pack.title), 1)
    yield Paragraph(tr(words.name))
    yield Room(1)
    yield Paragraph(tr(words.how))
    items = list(enumerate(questionnaire.every if more else questionnaire.items, 1))
    for title, scale, kind in (
        (tr(questionnaire.lead), questionnaire.likert, Likert),
        (tr(words.which), questionnaire.pair, Pair),
    ):
        rows = tuple(
            (f"{number}. {item_text(tr, item)}", *(BOX,) * len(scale))
            for number, item in items
            if isinstance(item, kind)
        )
        if rows:
            yield Heading(title, 2)
            yield Table(("", *(tr(answer) for answer in scale)), rows)
    yield Paragraph(tr.caveat(questionnaire.caveats[0]), "quiet")
