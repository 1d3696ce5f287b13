"""Days side by side, as characters."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.report.drawings import Cell, Hours, HoursRow
from explorer.report.lines import Span, wrap
from explorer.report.tones import ASIDE

NOW = "›"
"""The sign of the current hour."""
CLOCK, BETWEEN, COLUMN = 8, 3, 14
"""Widths in columns: of a time, of the space between two days, and the least width of a day."""


def hours(block: Hours, width: int) -> Iterator[list[Span]]:
    """A column for the time and one for each day, with a sign between them for a common event. If columns do not fit, a
    line for each hour."""
    column = (width - CLOCK - BETWEEN * (len(block.days) - 1)) // len(block.days)
    if column < COLUMN:
        yield from _listed(block, width)
        return
    heads = [Cell(name, tone) for name, tone in block.days]
    for row in (HoursRow("", tuple(heads)), *block.rows):
        lines = [wrap(cell.text, column) if cell.text else [] for cell in row.cells]
        now = NOW if any(cell.now for cell in row.cells) else ""
        for number in range(max(map(len, lines))):
            spans = [Span(("" if number else f"{row.time} {now}").ljust(CLOCK), ASIDE)]
            for index, cell in enumerate(row.cells):
                if index:
                    spans.append(Span(("" if number else row.sign).center(BETWEEN), "accent"))
                text = lines[index][number] if number < len(lines[index]) else ""
                spans.append(Span(text if index == len(row.cells) - 1 else text.ljust(column), cell.tone))
            yield spans


def _listed(block: Hours, width: int) -> Iterator[list[Span]]:
    for row in block.rows:
        before = row.time
        for (name, tone), cell in zip(block.days, row.cells, strict=True):
            if cell.text:
                head, before = f"{before} {name}:".lstrip(), row.sign
                first, *rest = wrap(f"{head} {cell.text}", width)
                beside = first.startswith(head)
                yield [Span(head, tone), Span(first[len(head) :])] if beside else [Span(first, tone)]
                yield from ([Span(line)] for line in rest)
