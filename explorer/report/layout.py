"""Lays blocks out on lines: one layout for the screen and for plain text, so that they cannot differ.

Every character is one cell wide (packs are checked for it), so the length of a text is its width.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from explorer.report.document import (
    UNPOINTED,
    Axis,
    Block,
    Gauge,
    Heading,
    Paragraph,
    Plate,
    Point,
    Ribbon,
    Room,
    Step,
    Table,
    Ticks,
    Tone,
    Views,
)
from explorer.report.drawn import drawn
from explorer.report.drawn.axes import STAR, axis_line
from explorer.report.drawn.rows import BAR
from explorer.report.lines import PARAGRAPHS, Line, Span, aside_of, wrap
from explorer.report.table import RULE, on_lines
from explorer.report.tones import ASIDE, HEADING, TITLE

__all__ = ["BAR", "COLUMN", "PARAGRAPHS", "PROSE", "STAR", "Line", "Span", "axis_line", "layout", "wrap"]

COLUMN, PROSE = 76, 72
"""The largest width in columns: of anything, and of a paragraph."""
SIDE_BY_SIDE = 76
"""Width in columns from which two views stand side by side."""
HUNG_FROM = 28
"""The least width in columns of a text next to a column of tags."""
NAME, BELOW_FROM = 14, 60
"""The least width of a step's name, and the width of text from which a long description continues on the next line."""
NARROWEST = 8
"""The least width in columns of a text next to its tag."""


def layout(blocks: Iterable[Block], width: int, unfolded: Collection[str] | None = None) -> list[Line]:
    """`blocks` on lines of at most `width` columns. Notes are shown for the ids in `unfolded`; None: for all."""
    width = max(12, min(width, COLUMN))
    lines: list[Line] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and _apart(previous, block):
            lines.append(Line())
        if isinstance(block, Point) and block.brief and unfolded and block.id in unfolded:
            block = replace(block, brief=False)  # unfolded, it is not cut
        id = "" if isinstance(block, UNPOINTED) else block.id
        ruled = isinstance(block, Heading) and block.level < 3 and not block.plain
        choice, raised = isinstance(block, Point) and block.choice, isinstance(block, Plate)
        laid = enumerate(_block(block, width))
        lines += (Line(tuple(spans), id, ruled and not n, choice, raised) for n, spans in laid)
        if not isinstance(block, UNPOINTED) and block.notes and (unfolded is None or block.id in unfolded):
            lines += (Line(tuple(spans), block.id) for spans in _notes(block.notes, width))
        previous = block
    return lines


def _apart(previous: Block, block: Block) -> bool:
    """Whether a blank line separates two blocks; entries of one list have none."""
    if isinstance(previous, Heading) and isinstance(block, Heading) and previous.folded and block.folded:
        return False  # closed parts look like a list
    if isinstance(previous, Heading):
        return previous.level == 1 or not isinstance(block, Paragraph | Point | Gauge | Ticks | Ribbon)
    if isinstance(block, Ribbon) and block.id and not isinstance(previous, UNPOINTED) and previous.id == block.id:
        return False  # both are about the same thing
    if isinstance(previous, Paragraph) and isinstance(block, Paragraph) and block.quoted and not previous.quoted:
        return previous.tone != "quiet"  # the line with its cause is directly above it
    if isinstance(previous, Ribbon) and isinstance(block, Heading):
        return block.level == 1  # a ribbon is the head of its hour
    if isinstance(previous, Gauge) and isinstance(block, Point):
        return bool(block.mark)  # a point that belongs to the bars has no mark
    if isinstance(previous, Point) and isinstance(block, Point):
        return (previous.mark == "") != (block.mark == "") or previous.room != block.room
    if isinstance(previous, Axis) and isinstance(block, Axis):
        return not (block.close or (previous.compact and block.compact))
    return not (isinstance(previous, Gauge | Step) and type(block) is type(previous))


def _block(block: Block, width: int) -> Iterator[list[Span]]:
    match block:
        case Heading():
            tone = TITLE if block.level < 3 and not block.plain else HEADING
            beside = block.aside and len(block.text) + len(block.aside) + 2 <= width
            titles = wrap(block.text, width)
            yield [Span(titles[0], tone, heading=True), *aside_of(titles[0], block.aside if beside else "", width)]
            yield from ([Span(line, tone, heading=True)] for line in titles[1:])
            if block.aside and not beside:
                yield from ([Span(line, ASIDE)] for line in wrap(block.aside, width))
        case Paragraph():
            before = [Span("│ ", ASIDE)] if block.quoted else []
            room = min(width, PROSE) - (2 if block.quoted else 0)
            yield from ([*before, Span(line, block.tone)] for line in wrap(block.text, room))
        case Point():
            yield from _point(block, width)
        case Views():
            yield from _views(block, width)
        case Step():
            yield from _step(block, width)
        case Table():
            yield from ([Span(line, tone)] for line, tone in on_lines(block, width))
        case Room():
            yield from ([Span(RULE * width, ASIDE)] for _ in range(block.lines))
        case _:
            yield from drawn(block, width)


def _point(block: Point, width: int) -> Iterator[list[Span]]:
    mark = f"{STAR if block.starred else block.mark} " if block.mark or block.starred else ""
    hung = block.room if width >= block.room + HUNG_FROM else 0
    said = block.tag if hung else block.label
    tag = f"{said.ljust(hung)} " if said or hung else ""
    indent = " " * (len(mark) + (hung + 1 if hung else 0))
    text = f"{block.text}: {block.tail}" if block.tail else block.text
    if len(mark + tag) > width - NARROWEST:  # the tag on lines of its own
        yield from ([Span(line, block.tag_tone)] for line in wrap(tag, width, mark, indent))
        yield from ([Span(line, block.tone)] for line in wrap(text, width, indent, indent))
        return
    lines = wrap(text, width, mark + tag, indent)
    tail = f"…: {block.tail}" if block.tail else "…"
    room = width - len(mark + tag + tail)
    if block.brief and len(lines) > 1 and room >= NARROWEST:
        lines = [f"{mark}{tag}{textwrap.wrap(' '.join(block.text.split()), room)[0]}{tail}"]
    for number, line in enumerate(lines):
        if number:
            yield [Span(line, block.tone)]
        else:
            text = line[len(mark + said) :]  # the blank between them is not the tag's: that may be underlined
            yield [
                Span(mark, "accent" if block.choice else ASIDE),
                *([Span(said, block.tag_tone)] if said else []),
                Span(text, block.tone),
            ]


def _views(block: Views, width: int) -> Iterator[list[Span]]:
    if width < SIDE_BY_SIDE:
        for title, text, tone in (
            (block.left_title, block.left, block.tones[0]),
            (block.right_title, block.right, block.tones[1]),
        ):
            if len(title) + NARROWEST > width - 4:  # the title on lines of its own
                yield from ([Span("│ ", ASIDE), Span(line, tone)] for line in wrap(title, width - 2))
                yield from ([Span("│ ", ASIDE), Span(line)] for line in wrap(text, width - 2))
                continue
            first, *rest = wrap(text, width - 2, f"{title}: ")
            yield [Span("│ ", ASIDE), Span(title, tone), Span(first[len(title) :])]
            yield from ([Span("│ ", ASIDE), Span(line)] for line in rest)
        return
    column = (width - 3) // 2
    left = [(line, block.tones[0]) for line in wrap(block.left_title, column)]
    right = [(line, block.tones[1]) for line in wrap(block.right_title, column)]
    none: Tone = ""
    deep = max(len(left), len(right))
    left += [("", none)] * (deep - len(left)) + [(line, none) for line in wrap(block.left, column)]
    right += [("", none)] * (deep - len(right)) + [(line, none) for line in wrap(block.right, column)]
    for number in range(max(len(left), len(right))):
        here = left[number] if number < len(left) else ("", none)
        there = right[number] if number < len(right) else ("", none)
        yield [Span(here[0].ljust(column), here[1]), Span(" │ ", ASIDE), Span(there[0], there[1])]


def _step(block: Step, width: int) -> Iterator[list[Span]]:
    """Progress, name, key, description and duration; a long description goes on the next line, or is left out if there
    is little room."""
    name = block.name.ljust(max(NAME, block.room + 2))
    head = [Span(block.tick.ljust(6), ASIDE), Span(name, "strong"), Span(block.key, "accent")]
    before, below = "".join(span.text for span in head), ""
    if len(before) + len(block.text) + len(block.aside) + 4 <= width:
        before += f"  {block.text}"
        head.append(Span(f"  {block.text}"))
    elif width >= BELOW_FROM:
        below = block.text
    fits = len(before) + len(block.aside) + 2 <= width
    yield [*head, *(aside_of(before, block.aside, width) if fits else [])]
    indent = " " * (len(before) + 2)
    yield from ([Span(line)] for line in (wrap(below, width, indent, indent) if below else ()))


def _notes(notes: Iterable[str], width: int) -> Iterator[list[Span]]:
    for note in notes:
        yield from ([Span(line, ASIDE)] for line in wrap(note, width, "  └ ", "    "))
