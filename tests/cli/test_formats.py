"""The end of a file's name says the format, in every command that writes one."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from explorer.engine.code import encode
from tests.first import PACK as BUILT_IN
from tests.study.conftest import class_of

Explorer = Callable[..., Any]
FIRST, SECOND = (encode(BUILT_IN, visit) for visit in class_of(2))
KAM, PM = (role.id for role in BUILT_IN.roles)
COMMANDS = {
    "profile": ["profile", KAM],
    "diff": ["diff", KAM, PM],
    "fit": ["fit", "--print"],
    "result": ["result", FIRST],
    "two": ["result", FIRST, SECOND],
    "blank": ["fit", "--print", "--blank"],
}


def like(ending: str, text: str) -> bool:
    """Whether a text is what a file with that ending must be."""
    match ending:
        case ".json":
            return isinstance(json.loads(text), dict)
        case ".html":
            return text.startswith("<!DOCTYPE html>")
        case ".svg":
            return ElementTree.fromstring(text).tag.endswith("svg")
        case ".csv":
            return len({len(row) for row in csv.reader(io.StringIO(text))}) == 1
        case ".md":
            return text.startswith(("# ", "---\n"))
    return not text.startswith(("#", "<", "{", "---"))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
@pytest.mark.parametrize("ending", [".md", ".txt", ".json", ".html"])
def test_the_ending_decides(explorer: Explorer, tmp_path: Path, command: list[str], ending: str) -> None:
    file = tmp_path / f"a{ending}"
    assert explorer(*command, "-o", file).code == 0
    assert like(ending, file.read_text("utf-8"))


@pytest.mark.parametrize("ending", [".csv", ".svg"])
def test_a_result_can_be_rows_or_a_picture(explorer: Explorer, tmp_path: Path, ending: str) -> None:
    assert explorer("result", FIRST, "-o", tmp_path / f"a{ending}").code == 0
    assert like(ending, (tmp_path / f"a{ending}").read_text("utf-8"))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=list(COMMANDS))
@pytest.mark.parametrize("name", ["ana.pdf", "ana.docx", "ana.htm"])
def test_what_cannot_be_written_is_refused_with_what_can(
    explorer: Explorer, tmp_path: Path, command: list[str], name: str
) -> None:
    said = explorer(*command, "-o", tmp_path / name).complaint
    assert ".html" in said and ".json" in said
    assert list(tmp_path.iterdir()) == []


def test_an_ending_and_a_format_that_differ_are_refused(explorer: Explorer, tmp_path: Path) -> None:
    for command in COMMANDS.values():
        assert "md" in explorer(*command, "--format", "md", "-o", tmp_path / "a.json").complaint
    assert explorer("result", FIRST, "--format", "json", "-o", tmp_path / "a.json").code == 0


def test_without_an_ending_it_is_the_format_or_text(explorer: Explorer, tmp_path: Path) -> None:
    for command in COMMANDS.values():
        assert explorer(*command, "-o", tmp_path / "a").code == 0
        assert like(".txt", (tmp_path / "a").read_text("utf-8"))
        assert explorer(*command, "--format", "html", "-o", tmp_path / "a").code == 0
        assert like(".html", (tmp_path / "a").read_text("utf-8"))


def test_name_and_date_stand_on_the_page_where_asked_for(explorer: Explorer) -> None:
    for format in ("text", "md", "html", "json"):
        said = explorer("result", FIRST, "--format", format, "--name", "Ana\x1b[2J Ruiz", "--date", "28/11/2026").out
        assert "Ruiz" in said and "28/11/2026" in said and "\x1b" not in said
        assert "Ruiz" not in explorer("result", FIRST, "--format", format).out


def test_two_codes_are_compared(explorer: Explorer) -> None:
    data = explorer("result", FIRST, SECOND, "--format", "json").json
    assert data["least"] > 0 and data["differs"] in (True, False)
    assert explorer("result", FIRST, SECOND, FIRST).complaint


def test_the_sheet_of_paper_has_no_key(explorer: Explorer) -> None:
    for format in ("text", "html", "md"):
        said = explorer("fit", "--print", "--blank", "--format", format).out
        assert f"{BUILT_IN.role(KAM).short['es']} +" not in said and "task-split" not in said
        assert said.count("☐") == 5 * len(BUILT_IN.questionnaire.items)
    items = explorer("fit", "--print", "--blank", "--format", "json").json["items"]
    assert not any({"keyed", "role", "left", "right"} & set(item) for item in items)
