"""docs/robustness.md names tests that there are."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = (HERE.parent / "docs" / "robustness.md").read_text(encoding="utf-8")


def test_every_test_that_is_named_is_there() -> None:
    missing = []
    for line in (line for line in PAGE.splitlines() if line.startswith("|")):
        for file, names in re.findall(r"(\w+/test_\w+\.py): ((?:test_\w+(?:, )?)+)", line):
            text = (HERE / file).read_text(encoding="utf-8")
            missing += [f"{file}: {name}" for name in names.split(", ") if f"def {name}(" not in text]
    assert missing == []


def test_every_door_is_a_test_of_the_folder_of_hosts() -> None:
    doors = PAGE.split("## Doors")[1]
    text = "\n".join(path.read_text(encoding="utf-8") for path in (HERE / "serve").glob("test_*.py"))
    named = re.findall(r"test_\w+(?!\w*\.py)\b", "\n".join(line for line in doors.splitlines() if line.startswith("|")))
    assert len(named) > 10 and [name for name in named if f"def {name}(" not in text] == []


def test_every_line_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("|") and not re.match(r"\| (---|what|door)", line)]
    assert len(rows) > 50 and [row for row in rows if "test_" not in row] == []
