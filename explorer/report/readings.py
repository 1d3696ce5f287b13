"""Drawings in words, row by row, for all renderers that do not draw."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.report.drawings import Gauge, Range, Ribbon, Shares, Ticks
from explorer.words.frozen import frozen


@frozen
class Reading:
    """A row of a drawing in words; `name`: its subject, empty if the words include it."""

    name: str
    words: str


Read = Range | Shares | Ribbon | Gauge | Ticks
"""The drawings that are read row by row; an axis, a plate and hours have forms of their own."""


def title_of(block: Read) -> str:
    """What all rows measure, with the unit. Empty for most drawings."""
    return block.title if isinstance(block, Range | Shares) else ""


def readings(block: Read) -> Iterator[Reading]:
    """A reading for each row, made from the figures and words that it is drawn from."""
    match block:
        case Range():
            for row in block.rows:
                yield Reading(", ".join(part for part in (row.tag, row.label) if part), row.words)
        case Shares():
            for kind in block.rows:
                pairs = zip(block.roles, kind.shares, strict=True)
                yield Reading(kind.label, ", ".join(f"{role} {share.words}" for (role, _), share in pairs))
        case Gauge():
            change = f" ({block.change:+d})" if block.change else ""
            yield Reading(block.label, f"{block.value}/{block.most}, {block.word}{change}")
        case Ribbon():
            yield Reading("", block.words)
            for each in block.gauges:
                yield from readings(each)
        case Ticks():
            yield Reading("", block.words)
