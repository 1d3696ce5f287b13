"""Rows for a spreadsheet: read back as they were, and never a formula."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from explorer.report.csv import as_csv

cells = st.one_of(
    st.none(), st.integers(), st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"))
)


@given(st.lists(st.lists(cells, min_size=3, max_size=3)))
def test_rows_come_back_and_no_text_is_a_formula(rows: list[list[str | int | None]]) -> None:
    head, *read = csv.reader(io.StringIO(as_csv(["a", "b", "c"], rows), newline=""))
    assert head == ["a", "b", "c"]
    for row, back in zip(rows, read, strict=True):
        for cell, text in zip(row, back, strict=True):
            if isinstance(cell, str):
                assert text in (cell, f"'{cell}") and not text.startswith(("=", "+", "-", "@", "\t"))
            else:
                assert text == ("" if cell is None else str(cell))
