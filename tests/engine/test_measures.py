"""Measured contrasts: each figure as its table has it, each row in its own unit."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from explorer.engine.comparison import compare
from explorer.pack.pack import Pack
from explorer.pack.schema import Measure

FACTS = Path(__file__).parents[1] / "facts"
OWN = "OWN"
"""The source of figures that this pack worked out itself."""


def figures(pack: Pack) -> set[str]:
    """Every number that the fact sheets have, without grouping."""
    found: set[str] = set()
    for name in ("facts.csv", "core_contrasts.csv", "bls_oews_may2025_national.csv", "bls_ep_2024_2034.csv"):
        with (FACTS / name).open(encoding="utf-8", newline="") as file:
            for row in csv.reader(file):
                found |= {n.replace(",", "") for n in re.findall(r"-?\d[\d,]*(?:\.\d+)?", " ".join(row))}
    return {str(Decimal(number).normalize()) for number in found}


def test_every_reading_stands_in_the_tables(pack: Pack) -> None:
    known = figures(pack)
    for measure in pack.measures:
        if OWN in measure.sources:
            continue
        for readings in measure.readings.values():
            for reading in readings:
                assert str(reading.value.normalize()) in known, (measure.id, reading.value)


def test_a_role_stands_at_the_mean_of_its_readings(pack: Pack) -> None:
    first, second = (role.id for role in pack.roles)
    rows = [row for row in compare(pack, first, second).rows if isinstance(row.about, Measure)]
    assert len(rows) >= 26
    for row in rows:
        for stand in (row.first, row.second):
            values = [Fraction(reading.value) for reading in stand.readings]
            assert stand.at == sum(values, Fraction(0)) / len(values)
            assert 0 <= row.place(stand) <= 1


def test_what_the_fact_sheet_calls_shared_counts_as_equal(pack: Pack) -> None:
    first, second = (role.id for role in pack.roles)
    rows = {row.about.id: row for row in compare(pack, first, second).rows}
    shared = "conflicts deciding analytical contact inside-talk freedom initiative innovation adaptability"
    for name in shared.split():
        assert rows[name].size == "same", name
        assert rows[name].size == "same"


def test_rows_of_different_units_are_ordered_by_their_part_of_the_axis(pack: Pack) -> None:
    first, second = (role.id for role in pack.roles)
    comparison = compare(pack, first, second)
    for group in (comparison.focus, comparison.interaction):
        assert [row.part for row in group] == sorted((row.part for row in group), reverse=True)
        assert {type(row.about).__name__ for row in group} == {"Dimension", "Measure"}


def test_where_the_readings_disagree_about_the_direction_no_size_is_said(pack: Pack) -> None:
    first, second = (role.id for role in pack.roles)
    for row in compare(pack, first, second).rows:
        below = [a.value - b.value for a in row.first.readings for b in row.second.readings]
        least = min(bound for bound, size in row.steps if size != "same") * (row.high - row.low)
        turns = any(Fraction(each) >= least for each in below) and any(Fraction(each) <= -least for each in below)
        assert (row.size == "mixed") == turns
