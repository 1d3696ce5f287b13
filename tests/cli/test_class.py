"""`explorer class`: a list of codes becomes an overview, and a sheet for each of its people."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.engine.code import encode
from tests.first import PACK as BUILT_IN
from tests.study.conftest import class_of

Explorer = Callable[..., Any]


def codes(people: int, seed: int = 1) -> list[str]:
    return [encode(BUILT_IN, visit) for visit in class_of(people, seed)]


@pytest.fixture
def thirty(tmp_path: Path) -> Path:
    file = tmp_path / "codes.txt"
    file.write_text("\n".join(codes(30)), encoding="utf-8")
    return file


@pytest.mark.parametrize("format", ["text", "md", "json", "html", "csv"])
def test_thirty_codes_give_an_overview(explorer: Explorer, thirty: Path, format: str) -> None:
    said = explorer("class", thirty, "--format", format)
    assert said.code == 0 and said.err == "" and said.out
    assert not any(code in said.out for code in codes(30))


@pytest.mark.parametrize("ending", ["txt", "md", "html", "csv"])
def test_what_is_handed_on_is_rounded(explorer: Explorer, tmp_path: Path, ending: str) -> None:
    file, out = tmp_path / "codes.txt", tmp_path / f"class.{ending}"
    file.write_text("\n".join(codes(38)), encoding="utf-8")
    assert explorer("class", file, "-o", out).code == 0
    assert "38" not in out.read_text("utf-8")
    assert "38" in explorer("class", file).out
    assert explorer("class", file, "--format", "json").json["people"] == 38


def test_standard_input_is_a_list_too(explorer: Explorer) -> None:
    assert explorer("class", "-", "--format", "json", typed="\n".join(codes(12))).json["people"] == 12


def test_lines_that_cannot_be_read_are_named_and_the_others_count(explorer: Explorer) -> None:
    listed = codes(11)
    said = explorer("class", "-", "--format", "json", typed="\n".join([*listed, "nothing", listed[0]]))
    assert said.code == 0 and said.json["people"] == 11
    assert [line.split(":")[1].strip() for line in said.err.splitlines()] == ["línea 12", "línea 13"]


def test_a_list_without_a_code_is_refused(explorer: Explorer, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert "empty.txt" in explorer("class", tmp_path / "empty.txt").complaint


def test_fewer_than_five_are_one_line(explorer: Explorer) -> None:
    said = explorer("class", "-", typed="\n".join(codes(4)))
    assert said.code == 0 and said.err == ""
    assert explorer("class", "-", "--format", "json", typed="\n".join(codes(4))).json["people"] is None


def test_a_row_for_each_person_is_csv_and_says_so(explorer: Explorer, thirty: Path) -> None:
    assert explorer("class", thirty, "--people").complaint
    said = explorer("class", thirty, "--people", "--format", "csv")
    assert said.code == 0 and said.err
    assert len(list(csv.reader(io.StringIO(said.out)))) == 31


@pytest.mark.slow
def test_thousands_of_codes_are_one_class(explorer: Explorer) -> None:
    many = "\n".join(codes(3_000))
    assert explorer("class", "-", "--format", "json", typed=many).json["people"] > 2_700


# --- handouts --------------------------------------------------------------------------------------------------

NAMES = ["../x", "Ana", "ana", "\x1b[31mEva", "=cmd|' /C calc'!A0", "<b>Nora</b>", ""]


def test_a_hostile_list_of_names_does_no_harm(explorer: Explorer, tmp_path: Path) -> None:
    written = io.StringIO()
    csv.writer(written).writerows(zip(NAMES, codes(len(NAMES)), strict=True))
    folder = tmp_path / "sheets"
    said = explorer("class", "-", "--handouts", folder, "--date", "28/11", typed=written.getvalue())
    assert said.code == 0
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["x.html", "Ana.html", "ana-2.html", "31mEva.html", "cmd-C-calc-A0.html", "b-Nora-b.html", "07.html"]
    )
    assert [path.name for path in tmp_path.iterdir()] == ["sheets"]
    pages = {path.name: path.read_text("utf-8") for path in folder.iterdir()}
    assert "&lt;b&gt;Nora&lt;/b&gt; · 28/11" in pages["b-Nora-b.html"] and "<b>Nora" not in pages["b-Nora-b.html"]
    assert not any("\x1b" in page for page in pages.values())
    rows = explorer("class", "-", "--people", "--format", "csv", typed=written.getvalue()).out
    assert "'=cmd" in rows and "\n=cmd" not in rows


def test_nothing_is_replaced_without_force(explorer: Explorer, tmp_path: Path) -> None:
    listed = f"Ana,{codes(1)[0]}"
    (tmp_path / "Ana.html").write_text("mine")
    assert "Ana.html" in explorer("class", "-", "--handouts", tmp_path, typed=listed).complaint
    assert (tmp_path / "Ana.html").read_text() == "mine"
    assert explorer("class", "-", "--handouts", tmp_path, "--force", typed=listed).code == 0
    assert (tmp_path / "Ana.html").read_text("utf-8").startswith("<!DOCTYPE html>")
