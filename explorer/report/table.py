"""Tables as text: in columns if they fit, else with a line for each cell."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from explorer.report.document import Table, Tone

BETWEEN = 2
"""Columns between two cells."""
LEAST = 12
"""The least width that the widest column of a table must have."""
RULE = "_"
NUMBER = r"^[-−+]?[\d.,\u202f ]*\d ?%?$|^[-–]?$"


def is_number(cell: str) -> bool:
    """Whether a cell is a figure or empty: such columns are aligned to the right."""
    return bool(re.match(NUMBER, cell))


def numeric(table: Table) -> tuple[bool, ...]:
    """Which columns have only figures; never the first, which names the rows."""
    return tuple(
        bool(column) and any(row[column] for row in table.rows) and all(is_number(row[column]) for row in table.rows)
        for column in range(len(table.head))
    )


def on_lines(table: Table, width: int) -> Iterator[tuple[str, Tone]]:
    """The lines of the table with their tones, none wider than `width` columns."""
    if table.title:
        yield from ((line, "strong") for line in textwrap.wrap(table.title, width))
    right = numeric(table)
    widths = [max(len(row[column]) for row in (table.head, *table.rows)) for column in range(len(table.head))]
    if sum(widths) + BETWEEN * (len(widths) - 1) > width:  # first break long headers of narrow columns
        widths[1:] = [_least(table, column) for column in range(1, len(widths))]
    widest = widths.index(max(widths))
    over = sum(widths) + BETWEEN * (len(widths) - 1) - width
    if over > 0 and widths[widest] - over < LEAST:
        yield from _listed(table, width)
        return
    widths[widest] -= max(0, over)
    for row in (table.head, *table.rows):
        tone: Tone = "quiet" if row is table.head else ""
        cells = [textwrap.wrap(cell, room) or [""] for cell, room in zip(row, widths, strict=True)]
        for number in range(max(map(len, cells))):
            lines = (
                (cell[number] if number < len(cell) else "").rjust(room)
                if figures
                else (cell[number] if number < len(cell) else "").ljust(room)
                for cell, room, figures in zip(cells, widths, right, strict=True)
            )
            yield (" " * BETWEEN).join(lines).rstrip(), tone


def _least(table: Table, column: int) -> int:
    """The least width of a column, with its header broken between words."""
    words = (len(word) for word in table.head[column].split())
    return max([*words, *(len(row[column]) for row in table.rows), 1])


def _listed(table: Table, width: int) -> Iterator[tuple[str, Tone]]:
    for row in table.rows:
        yield from ((line, "strong") for line in textwrap.wrap(row[0], width))
        for head, cell in zip(table.head[1:], row[1:], strict=True):
            if cell:
                text = f"{head}: {cell}" if head else cell
                yield from (
                    (line, "") for line in textwrap.wrap(text, width, initial_indent="  ", subsequent_indent="  ")
                )
