"""The questionnaire as a document: what is asked and how it is keyed."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.pack.schema import Likert
from explorer.report.document import Block, Document, Heading, Point
from explorer.report.pack_translator import PackTranslator
from explorer.report.summary import item_text


def instrument(tr: PackTranslator) -> Document:
    """Every item in the order in which it is asked."""
    return tuple(_blocks(tr))


def _blocks(tr: PackTranslator) -> Iterator[Block]:
    words, items = tr.words.result, tr.pack.questionnaire.items
    yield Heading(tr(words.instrument, n=len(items)), 1)
    for number, item in enumerate(items, 1):
        dimension = tr(tr.pack.dimension(item.dimension).name)
        if isinstance(item, Likert):
            key = tr(words.keyed, role=tr.short(item.role), keyed=item.keyed)
        else:
            key = tr(words.sides, left=tr.short(item.left.role), right=tr.short(item.right.role))
        yield Point(f"{item_text(tr, item)} ({item.id}, {dimension}, {key})", mark=f"{number:>2}")
