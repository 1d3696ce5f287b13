"""What a drawing says in words, row by row: the same for every rendering that draws nothing."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.report.drawings import Gauge, Range, Ribbon, Shares, Ticks
from explorer.words.frozen import frozen


@frozen
class Reading:
    """What is said of one row of a drawing; `name`: of what, empty where the words say it themselves."""

    name: str
    words: str


Read = Range | Shares | Ribbon | Gauge | Ticks
"""The drawings that are read row by row; an axis, a plate and hours have a form of their own."""


def title_of(block: Read) -> str:
    """What the rows have in common: what is measured and in which unit. Empty for most."""
    return block.title if isinstance(block, Range | Shares) else ""


def readings(block: Read) -> Iterator[Reading]:
    """One for each row, from the figures and words that it is drawn from."""
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
