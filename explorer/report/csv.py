"""CSV output: RFC 4180 (with line feeds as line breaks), UTF-8, with protection against cells that a spreadsheet would
run as formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Characters with which a formula begins."""

Cell = str | int | float | None


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The rows below their header, each ending in a line break. None is an empty cell; numbers stay numbers."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow([guarded(name) for name in head])
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    return written.getvalue()


def guarded(cell: Cell) -> Cell:
    """A text that would be a formula, with an apostrophe before it; any other value unchanged."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell
