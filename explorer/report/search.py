"""Finds words in a document, ignoring case and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from explorer.report.document import Block, Document, Heading, Views

UNSPOKEN = {"id", "mark", "tone", "tag_tone"}
"""The fields of a block that are not text."""


def search(blocks: Iterable[Block], words: str) -> tuple[Document, int]:
    """The blocks that contain every one of `words`, with the titles above them, and their number. If the titles above
    a block (not that of the document) contain all words, it counts. Notes are not searched: they are the sources."""
    kept: list[Block] = []
    above: dict[int, Heading] = {}
    hits = 0
    for group in _groups(blocks):
        block = group[0]
        if isinstance(block, Heading):
            above = {level: head for level, head in above.items() if level < block.level} | {block.level: block}
        elif _has(words, *group) or _has(words, *(head for level, head in above.items() if level > 1)):
            kept += (head for head in above.values() if head not in kept)
            kept += group
            hits += 1
    return tuple(kept), hits


def plain(text: str) -> str:
    """Text without case and accents."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def _has(words: str, *blocks: Block) -> bool:
    text = plain(" ".join(spoken(block) for block in blocks))
    return bool(blocks) and all(word in text for word in plain(words).split())


def _groups(blocks: Iterable[Block]) -> list[list[Block]]:
    """Blocks that belong together: a row of the comparison and the two views below it."""
    groups: list[list[Block]] = []
    for block in blocks:
        if groups and isinstance(block, Views) and not block.id:
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def spoken(block: Block) -> str:
    """All text of a block that is shown without its notes."""
    return " ".join(value for name, value in vars(block).items() if isinstance(value, str) and name not in UNSPOKEN)
