"""The questionnaire as a document: what is asked and how it is keyed."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.pack.schema import Likert
from explorer.report.document import Block, Document, Heading, Point
from explorer.report.summary import item_text
from explorer.report.voice import Voice


def instrument(voice: Voice) -> Document:
    """Every item in the order in which it is asked."""
    return tuple(_blocks(voice))


def _blocks(voice: Voice) -> Iterator[Block]:
    words, items = voice.words.result, voice.pack.questionnaire.items
    yield Heading(voice(words.instrument, n=len(items)), 1)
    for number, item in enumerate(items, 1):
        dimension = voice(voice.pack.dimension(item.dimension).name)
        if isinstance(item, Likert):
            key = voice(words.keyed, role=voice.short(item.role), keyed=item.keyed)
        else:
            key = voice(words.sides, left=voice.short(item.left.role), right=voice.short(item.right.role))
        yield Point(f"{item_text(voice, item)} ({item.id}, {dimension}, {key})", mark=f"{number:>2}")
