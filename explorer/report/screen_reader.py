"""A document for a screen reader: no drawings, nothing conveyed by position, colour or sign alone, one item a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.report.document import (
    UNPOINTED,
    Axis,
    Block,
    Gauge,
    Heading,
    Hours,
    Paragraph,
    Plate,
    Point,
    Room,
    Step,
    Table,
    Views,
)
from explorer.report.glossary import MARK
from explorer.report.layout import STAR
from explorer.report.lines import PARAGRAPHS, wrap
from explorer.report.pack_translator import PackTranslator
from explorer.report.readings import Read, readings, title_of

DRAWN = re.compile(r"\s*[◄►●○•▌]\s*|^= ")
"""Signs that a screen reader would spell out."""
AFTER = re.compile(r" ►\s+(?=\S)")
MOVED = re.compile(r"(\d+) > (\d+)")


def as_spoken(tr: PackTranslator, blocks: Iterable[Block], width: int) -> str:
    """The document on lines of at most `width` columns, with all notes, ending in a line break."""
    lines: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and _apart(previous, block):
            lines.append("")
        lines += _block(tr, block, width)
        if not isinstance(block, UNPOINTED):
            for note in block.notes:
                lines += wrap(heard(tr, note), width, "  - ", "    ")
        previous = block
    return "\n".join(lines) + "\n"


def _apart(previous: Block, block: Block) -> bool:
    """Whether a blank line separates two blocks; entries of lists have none."""
    if isinstance(previous, Point) and isinstance(block, Point):
        return _numbered(previous) != _numbered(block)
    return isinstance(block, Heading | Paragraph) or type(block) is not type(previous)


def heard(tr: PackTranslator, text: str) -> str:
    """Text without its signs; those that mean something are replaced by words or a comma."""
    words = tr.words.plain
    text = text.replace(MARK, "")
    text = MOVED.sub(lambda found: tr(words.moved, before=found[1], after=found[2]), text)
    return DRAWN.sub(" ", AFTER.sub(", ", text)).replace(" · ", ", ").replace(" › ", ", ").strip()


def _block(tr: PackTranslator, block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading():
            aside = f" ({block.aside})" if block.aside else ""
            yield from wrap(heard(tr, block.text + aside), width)
        case Paragraph():
            for number, paragraph in enumerate(PARAGRAPHS.split(block.text)):
                if number:
                    yield ""
                yield from wrap(heard(tr, paragraph), width)
        case Point():
            mark = f"{STAR} " if block.starred else _mark(block.mark)
            tail = f": {block.tail}" if block.tail else ""
            spoken_text = heard(tr, f"{block.label} {block.text}{tail}".strip())
            yield from wrap(spoken_text, width, mark, " " * len(mark))
        case Views():
            yield from wrap(heard(tr, f"{block.left_title}: {block.left}"), width)
            yield from wrap(heard(tr, f"{block.right_title}: {block.right}"), width)
        case Axis():
            yield from wrap(_axis(tr, block), width, "", "   ")
        case Hours():
            for row in block.rows:
                here = zip(block.days, row.cells, strict=True)
                parts = (f"{name}, {heard(tr, cell.text)}" for (name, _), cell in here if cell.text)
                yield from wrap(f"{row.time} {'; '.join(parts)}", width, "- ", "  ")
        case Table():
            if block.title:
                yield from wrap(heard(tr, block.title), width)
            for name, *cells in block.rows:
                parts = (f"{head} {cell}".strip() for head, cell in zip(block.head[1:], cells, strict=True) if cell)
                yield from wrap(heard(tr, f"{name}: {'; '.join(parts)}"), width, "- ", "  ")
        case Room():
            return
        case Gauge():
            spoken_text = tr(tr.words.plain.gauge, label=block.label, value=block.value, most=block.most)
            change = f" ({block.change:+d})" if block.change else ""
            yield from wrap(f"{spoken_text}, {block.word}{change}", width)
        case Plate():
            for text in (block.title, *(f"{line.name}{line.text}" for line in block.lines), block.reading):
                yield from [] if not text else wrap(heard(tr, text), width)
        case Step():
            spoken_text = ", ".join(
                part for part in (block.tick, block.name, block.key, block.text, block.aside) if part
            )
            yield from wrap(heard(tr, spoken_text), width, "- ", "  ")
        case _:
            yield from _readings(tr, block, width)


def _readings(tr: PackTranslator, block: Read, width: int) -> Iterator[str]:
    """A line for each row, below the title."""
    if title := title_of(block):
        yield from wrap(heard(tr, f"{title}:"), width)
    for row in readings(block):
        name = f"{row.name}: " if row.name else ""
        yield from wrap(heard(tr, f"{name}{row.words}"), width, "- " if row.name else "", "  ")


def _numbered(point: Point) -> bool:
    return point.mark.strip().rstrip(".").isdecimal()


def _mark(mark: str) -> str:
    mark = mark.strip()
    if mark.rstrip(".").isdecimal():
        return f"{mark.rstrip('.')}. "
    return "- " if mark else ""


def _axis(tr: PackTranslator, block: Axis) -> str:
    star = f"{STAR} " if block.starred else ""
    parts = (heard(tr, part) for part in (block.title, block.reading) if part)
    reading = star + " ".join(part if part[-1:] in ".?!…" else f"{part}." for part in parts)
    named = [f"{mark.label} {round(mark.at * 100)}" for mark in block.marks if mark.label]
    if not named or _figure(block.left):
        return reading
    words = tr.words.plain
    return f"{reading} {tr(words.axis, left=block.left, right=block.right, marks=', '.join(named))}"


def _figure(text: str) -> bool:
    """Whether an end of an axis is a number: then the reading already says everything."""
    return not any(sign.isalpha() for sign in text)
