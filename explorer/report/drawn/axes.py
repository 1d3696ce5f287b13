"""Axes as characters: single, many below each other, and between the names of a plate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explorer.report.drawings import LETTERS, Axis, Mark, Plate
from explorer.report.drawn.parts import MOST, WIDE, listed, named
from explorer.report.lines import Sign, Span, aside_of, ends, runs, wrap
from explorer.report.tones import ASIDE, HEADING, PLATE, Tone

SMALL = 34
"""Width of an axis among others of its kind, in columns."""
STAR = "*"
PADDING = 2
"""Columns left free at the right of a plate's background, as many as between its border and its text."""
APART = 2
"""The fewest columns between the poles and the name between them."""


def axis(block: Axis, width: int) -> Iterator[list[Span]]:
    """The poles above the ends of the line, with the name and reading between them; below, the line with its marks."""
    wide = min(width, MOST)
    if block.compact:
        yield from _compact(block, wide)
        return
    star = f"{STAR} " if block.starred else ""
    middle = star + block.title + (f" · {block.aside}" if block.title and block.aside else block.aside)
    free = wide - len(block.left) - len(middle) - len(block.right)
    if middle and free >= 2 * APART:
        before = min(max((wide - len(middle)) // 2 - len(block.left), APART), free - APART)
        after = free - before
        yield [
            Span(block.left, block.tones[0]),
            Span(" " * before),
            *_named(star, block),
            Span(" " * after),
            Span(block.right, block.tones[1]),
        ]
    else:
        yield from _title(star, block, wide)
        yield from ends(block.left, block.right, wide, block.tones)
    yield list(axis_line(block, wide))


def _named(star: str, block: Axis) -> list[Span]:
    name = [Span(star, "accent"), Span(block.title, HEADING)] if block.title else [Span(star, "accent")]
    aside = f" · {block.aside}" if block.title and block.aside else block.aside
    return [*name, Span(aside, ASIDE)]


def _title(star: str, block: Axis, wide: int) -> Iterator[list[Span]]:
    if not block.title and not block.aside:
        return
    fits = len(star + block.title + block.aside) + 2 <= wide
    first, *rest = wrap(block.title, wide - len(star))
    yield [
        Span(star, "accent"),
        Span(first, HEADING),
        *(aside_of(star + block.title, block.aside, wide) if fits else []),
    ]
    yield from ([Span(line, HEADING)] for line in rest)
    if not fits:
        yield from ([Span(line, ASIDE)] for line in wrap(block.aside, wide))


def _compact(block: Axis, width: int) -> Iterator[list[Span]]:
    star = f"{STAR} " if block.starred else ""
    name, room = star + block.title, max(block.room, 8)
    if len(name) < room and width >= room + SMALL + 10:
        asides = wrap(block.aside, width - room - SMALL - 2) or [""]
        yield [Span(name.ljust(room)), *axis_line(block, SMALL), Span("  "), Span(asides[0], ASIDE)]
        yield from ([Span(" " * (room + SMALL + 2)), Span(line, ASIDE)] for line in asides[1:])
        return
    yield from named(name, block.aside, width)
    if block.left or block.right:
        yield from ends(block.left, block.right, width, block.tones)
    yield list(axis_line(block, width))


def axis_line(block: Axis, width: int) -> Iterator[Span]:
    """The line of an axis, with the interval drawn thick, and each mark with its label."""
    cells = _line(width)
    if block.span:
        low, high = (round(at * (width - 1)) for at in sorted(block.span))
        middle = cells[width // 2]
        cells[low : high + 1] = [("━", "")] * (high + 1 - low)
        cells[width // 2] = middle  # seen through the stretch: whether it reaches both sides
    for start, word, tone in _labelled(block.marks, width, block.compact):
        cells[start : start + len(word)] = [(sign, tone) for sign in word]
    return runs(cells)


def _line(width: int) -> list[Sign]:
    cells: list[Sign] = [("─", ASIDE)] * width
    cells[0], cells[-1] = ("├", ASIDE), ("┤", ASIDE)
    cells[width // 2] = ("┼", ASIDE)
    return cells


def _labelled(marks: Iterable[Mark], width: int, compact: bool) -> Iterator[tuple[int, str, Tone]]:
    """Each mark with its label as (first cell, characters, tone), on the outer side if there is room; none overlaps
    another. Marks that would meet are moved by a few cells; their position is still given in words."""
    ordered = sorted(marks, key=lambda mark: mark.at)
    firsts = {mark.label[:1] for mark in ordered}
    room = width // max(1, len(ordered))
    lettered = compact and any(mark.label and mark.label in LETTERS for mark in ordered)
    placed: list[tuple[int, str, Tone]] = []
    for number, mark in enumerate(ordered):
        label = mark.label[:1] if compact and len(firsts) == len(ordered) else mark.label
        if compact and mark.tone == "accent":
            label = ""  # who reads it: the only one without a letter
        space = " " if label and not compact and len(label) + 3 <= room else ""
        point, label = round(mark.at * (width - 1)), label[: max(0, room - 2)]
        before = point >= len(label + space) if 2 * number < len(ordered) - 1 else point + len(label) + 1 >= width
        word = f"{label}{space}●" if before else f"●{space}{label}"
        if lettered and label:
            word = label[:1]
        placed.append((point - len(word) + 1 if before else point, word, mark.tone))
    yield from _apart(placed, width, 1 if any(mark.label for mark in ordered) else 0)


def _apart(placed: list[tuple[int, str, Tone]], width: int, gap: int = 0) -> Iterator[tuple[int, str, Tone]]:
    """Move words as little as needed, keeping their order, so that none overlaps another or leaves the line, with at
    least `gap` cells between them."""
    limit = width + gap
    moved: list[tuple[int, str, Tone]] = []
    for start, word, tone in reversed(placed):
        limit = min(start, limit - gap - len(word))
        moved.append((limit, word, tone))
    floor = 0
    for start, word, tone in reversed(moved):
        yield max(start, floor), word, tone
        floor = max(start, floor) + len(word) + gap


def plate(block: Plate, width: int) -> Iterator[list[Span]]:
    """The title surrounded by blank lines, the lines of the plate, the axis between its ends, and the reading."""
    wide, roomy = min(width, MOST), width >= WIDE
    edge = Span("█  ", block.tone)
    for line in _plate(block, wide - len(edge.text) - PADDING if roomy else wide, roomy):
        yield [edge, *line] if roomy else line


def _plate(block: Plate, width: int, roomy: bool) -> Iterator[list[Span]]:
    air: list[list[Span]] = [[]] if roomy else []
    yield from air
    yield from ([Span(line, PLATE, heading=True)] for line in wrap(block.title, width))
    air = [] if block.legend else air  # there is as much to read as a plate should hold
    yield from air
    for each in block.lines:
        first, *rest = wrap(each.name + each.text, width)
        name = each.name if first.startswith(each.name) else ""
        yield [*([Span(name, each.tone)] if name else []), Span(first[len(name) :])]
        yield from ([Span(line)] for line in rest)
    if block.lines:
        yield from air
    if block.axis:
        yield from between_ends(block.axis, width)
        yield from ([Span(line, ASIDE)] for line in listed(list(block.legend), width))
    if block.reading:
        yield from ([Span(line)] for line in wrap(block.reading, width))
    yield from air


def between_ends(block: Axis, width: int) -> Iterator[list[Span]]:
    """An axis on one line between the names of its ends; long names go below them."""
    line = min(62, width - len(block.left) - len(block.right) - 2)
    if line < 16:
        yield from ends(block.left, block.right, width, block.tones)
        yield list(axis_line(block, width))
        return
    left, right = Span(f"{block.left} ", block.tones[0]), Span(f" {block.right}", block.tones[1])
    yield [left, *axis_line(block, line), right]
