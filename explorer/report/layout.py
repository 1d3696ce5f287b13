"""Blocks on lines: one layout for the screen and for plain text, so that they cannot disagree.

Everything written is one cell wide a character (packs are checked for it), so a text's length is its width.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from explorer.report.document import (
    UNPOINTED,
    Axis,
    Block,
    Cell,
    Gauge,
    Heading,
    Hours,
    HoursRow,
    Mark,
    Paragraph,
    Point,
    Room,
    Table,
    Tone,
    Views,
)
from explorer.report.table import RULE, on_lines

PROSE = 100
"""Columns; prose is never wider."""
SIDE_BY_SIDE = 96
"""Columns of text from which two views stand beside each other."""
NARROWEST = 8
"""Columns that a text must have beside its tag."""
AXIS = 76
"""Columns; an axis is never wider."""
PARAGRAPHS = re.compile(r"\n+")
UNIT, TIE = re.compile(r"(\d) ([%$€])"), "\u00a0"
"""A number and its sign stay on one line."""
STAR = "*"
NOW, SAME = "›", "="
"""The hour that waits, and one event seen from two chairs."""
CLOCK, BETWEEN, COLUMN = 8, 3, 14
"""Columns of a time, of what stands between two days, and of a day at least."""
BAR = "█·"
"""A gauge's cells: filled, empty."""


@dataclass(frozen=True)
class Span:
    """Some words in one tone; `heading` words are the titles of parts."""

    text: str
    tone: Tone = ""
    heading: bool = False


@dataclass(frozen=True)
class Line:
    """One line of the screen; `id` is that of its block, empty where nothing can be pointed at."""

    spans: tuple[Span, ...] = ()
    id: str = ""
    rule: bool = False
    """The title of a document: a screen may draw the rest of its line."""

    @property
    def text(self) -> str:
        """The line without tones."""
        return "".join(span.text for span in self.spans)


def layout(blocks: Iterable[Block], width: int, unfolded: Collection[str] | None = None) -> list[Line]:
    """`blocks` on lines of at most `width` columns. Notes show for the ids in `unfolded`; None: for all."""
    width = max(12, min(width, PROSE))
    lines: list[Line] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None and _apart(previous, block):
            lines.append(Line())
        if isinstance(block, Point) and block.brief and unfolded and block.id in unfolded:
            block = replace(block, brief=False)  # asked why, it says all
        id = "" if isinstance(block, UNPOINTED) else block.id
        ruled = isinstance(block, Heading) and block.level == 1
        lines += (Line(tuple(spans), id, ruled and not n) for n, spans in enumerate(_block(block, width)))
        if not isinstance(block, UNPOINTED) and block.notes and (unfolded is None or block.id in unfolded):
            lines += (Line(tuple(spans), block.id) for spans in _notes(block.notes, width))
        previous = block
    return lines


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Text on lines; `first` stands before the first line, `rest` before the others, both within `width`."""
    return list(_wrapped(text, width, first, rest))


@lru_cache(2048)  # a pane is laid out anew whenever something on it changes, most of it as it was
def _wrapped(text: str, width: int, first: str, rest: str) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in PARAGRAPHS.split(text):
        if lines:
            lines.append("")
        before = rest if lines else first
        whole = UNIT.sub(f"\\1{TIE}\\2", " ".join(paragraph.split()))
        lines += textwrap.wrap(whole, width, initial_indent=before, subsequent_indent=rest, break_on_hyphens=False) or [
            before.rstrip()
        ]
    return tuple(line.replace(TIE, " ") for line in lines)


def _apart(previous: Block, block: Block) -> bool:
    """Whether an empty line parts two blocks: entries of one list stand close."""
    if isinstance(previous, Heading):
        return previous.level == 1 or isinstance(block, Axis | Views | Heading | Hours)
    if isinstance(previous, Point) and isinstance(block, Point):
        return (previous.mark == "") != (block.mark == "")
    return not (isinstance(previous, Gauge) and isinstance(block, Gauge))


def _block(block: Block, width: int) -> Iterator[list[Span]]:
    match block:
        case Heading():
            tone: Tone = "accent" if block.level < 3 else "strong"
            beside = block.aside and len(block.text) + len(block.aside) + 2 <= width
            titles = wrap(block.text, width)
            yield [Span(titles[0], tone, heading=True), *_aside(titles[0], block.aside if beside else "", width)]
            yield from ([Span(line, tone, heading=True)] for line in titles[1:])
            if block.aside and not beside:
                yield from ([Span(line, "quiet")] for line in wrap(block.aside, width))
        case Paragraph():
            yield from ([Span(line, block.tone)] for line in wrap(block.text, width))
        case Point():
            yield from _point(block, width)
        case Views():
            yield from _views(block, width)
        case Axis():
            yield from _axis(block, width)
        case Hours():
            yield from _hours(block, width)
        case Table():
            yield from ([Span(line, tone)] for line, tone in on_lines(block, width))
        case Room():
            yield from ([Span(RULE * width, "quiet")] for _ in range(block.lines))
        case Gauge():
            bar = Span(BAR[0] * block.value, "accent"), Span(BAR[1] * (block.most - block.value), "quiet")
            said, label = f" {block.value:>2}  {block.word}", block.label.ljust(block.room) + "  "
            if len(label) + block.most + len(said) <= width:
                yield [Span(label), *bar, Span(said)]
            else:
                yield from ([Span(line)] for line in wrap(block.label, width))
                first, *rest = wrap(said.strip(), width - block.most - 1)
                yield [*bar, Span(f" {first}")]
                yield from ([Span(" " * (block.most + 1) + line)] for line in rest)


def _point(block: Point, width: int) -> Iterator[list[Span]]:
    mark = f"{STAR if block.starred else block.mark} " if block.mark or block.starred else ""
    tag = f"{block.tag} " if block.tag else ""
    indent = " " * len(mark)
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
            text = line[len(mark + block.tag) :]  # the blank between them is not the tag's: that may be underlined
            yield [Span(mark, "quiet"), *([Span(block.tag, block.tag_tone)] if tag else []), Span(text, block.tone)]


def _views(block: Views, width: int) -> Iterator[list[Span]]:
    if width < SIDE_BY_SIDE:
        for title, text, tone in (
            (block.left_title, block.left, block.tones[0]),
            (block.right_title, block.right, block.tones[1]),
        ):
            yield from ([Span("│ ", "quiet"), Span(line, tone)] for line in wrap(title, width - 2))
            yield from ([Span("│ ", "quiet"), Span(line)] for line in wrap(text, width - 2))
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
        yield [Span(here[0].ljust(column), here[1]), Span(" │ ", "quiet"), Span(there[0], there[1])]


def _hours(block: Hours, width: int) -> Iterator[list[Span]]:
    """A column for the time, and one for each day; a sign between them where they have one event. Where there is no
    room for columns, a line for each hour."""
    column = (width - CLOCK - BETWEEN * (len(block.days) - 1)) // len(block.days)
    if column < COLUMN:
        yield from _hours_listed(block, width)
        return
    heads = [Cell(name, tone) for name, tone in block.days]
    for row in (HoursRow("", tuple(heads)), *block.rows):
        lines = [wrap(cell.text, column) if cell.text else [] for cell in row.cells]
        now = NOW if any(cell.now for cell in row.cells) else ""
        for number in range(max(map(len, lines))):
            spans = [Span(("" if number else f"{row.time} {now}").ljust(CLOCK), "quiet")]
            for place, cell in enumerate(row.cells):
                if place:
                    spans.append(Span((SAME if row.shared and not number else "").center(BETWEEN), "accent"))
                said = lines[place][number] if number < len(lines[place]) else ""
                spans.append(Span(said if place == len(row.cells) - 1 else said.ljust(column), cell.tone))
            yield spans


def _hours_listed(block: Hours, width: int) -> Iterator[list[Span]]:
    for row in block.rows:
        for (name, tone), cell in zip(block.days, row.cells, strict=True):
            if cell.text:
                mark = f"{SAME} " if row.shared else ""
                yield from _point(Point(cell.text, mark="", tag=f"{mark}{row.time} {name}", tag_tone=tone), width)


def _axis(block: Axis, width: int) -> Iterator[list[Span]]:
    wide = min(width, AXIS)
    star = f"{STAR} " if block.starred else ""
    if block.title or block.aside:
        title = star + block.title
        fits = len(title) + len(block.aside) + 2 <= wide
        first, *rest = wrap(block.title, wide - len(star))
        yield [Span(star, "accent"), Span(first, "strong"), *(_aside(title, block.aside, wide) if fits else [])]
        yield from ([Span(line, "strong")] for line in rest)
        if not fits:
            yield from ([Span(line, "quiet")] for line in wrap(block.aside, wide))
    yield list(axis_line(block, wide))
    if len(block.left) + len(block.right) + 3 <= wide:
        yield [Span(block.left, "quiet"), *_aside(block.left, block.right, wide)]
    else:
        yield from ([Span(line, "quiet")] for line in wrap(block.left, wide))
        yield from ([Span(line.rjust(wide), "quiet")] for line in wrap(block.right, wide - 4))


def axis_line(block: Axis, width: int) -> Iterator[Span]:
    """The axis itself: its line, the stretch that is meant drawn thick, and each mark with its label."""
    cells: list[tuple[str, Tone]] = [("─", "quiet")] * width
    cells[0], cells[-1] = ("├", "quiet"), ("┤", "quiet")
    cells[width // 2] = ("┼", "quiet")
    if block.span:
        low, high = (round(at * (width - 1)) for at in sorted(block.span))
        cells[low : high + 1] = [("━", "")] * (high + 1 - low)
    for start, word, tone in _labelled(block.marks, width):
        cells[start : start + len(word)] = [(sign, tone) for sign in word]
    run: list[str] = []
    tone = cells[0][1]
    for sign, each in cells:
        if each != tone:
            yield Span("".join(run), tone)
            run, tone = [], each
        run.append(sign)
    yield Span("".join(run), tone)


def _labelled(marks: Iterable[Mark], width: int) -> Iterator[tuple[int, str, Tone]]:
    """Each mark with its label, outwards where there is room, as (first cell, signs, tone); none covers another.

    A mark gives way by a few cells where two would meet; its place in words is never lost.
    """
    ordered = sorted(marks, key=lambda mark: mark.at)
    room = width // max(1, len(ordered))
    placed: list[tuple[int, str, Tone]] = []
    for number, mark in enumerate(ordered):
        point, label = round(mark.at * (width - 1)), mark.label[: room - 1]
        before = point >= len(label) if 2 * number < len(ordered) - 1 else point + len(label) >= width
        placed.append((point - len(label) if before else point, f"{label}●" if before else f"●{label}", mark.tone))
    limit = width
    for number in reversed(range(len(placed))):
        start, word, tone = placed[number]
        limit = min(start, limit - len(word))
        placed[number] = limit, word, tone
    floor = 0
    for start, word, tone in placed:
        yield max(start, floor), word, tone
        floor = max(start, floor) + len(word)


def _aside(before: str, aside: str, width: int) -> list[Span]:
    if not aside:
        return []
    return [Span(" " * max(2, width - len(before) - len(aside))), Span(aside, "quiet")]


def _notes(notes: Iterable[str], width: int) -> Iterator[list[Span]]:
    for note in notes:
        yield from ([Span(line, "quiet")] for line in wrap(note, width, "  └ ", "    "))
