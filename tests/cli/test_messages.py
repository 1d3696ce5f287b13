"""What the system refuses is one line that names the thing and says what to do, and no name acts on a terminal."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Explorer = Callable[..., Any]
NOBODY = "~nobody-of-that-name/x"


@pytest.mark.parametrize(
    ("variable", "command", "named"),
    [
        ("", ["profile", "kam", "-o", NOBODY], NOBODY),
        ("EXPLORER_STATE", ["history"], NOBODY),
        ("EXPLORER_STATE", ["forget", "--yes"], NOBODY),
        ("EXPLORER_SETTINGS", ["keys"], NOBODY),
    ],
)
@pytest.mark.parametrize("language", ["es", "en"])
def test_the_home_of_nobody_is_named(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, variable: str, command: list[str], named: str, language: str
) -> None:
    if variable:
        monkeypatch.setenv(variable, NOBODY)
    said = explorer(*command, "--lang", language)
    assert named in said.complaint
    assert os.strerror(2) in said.complaint


def test_a_file_in_the_place_of_the_state_folder_is_named_and_is_not_the_output(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv("EXPLORER_STATE", str(tmp_path / "file"))
    complaint = explorer("history", "--lang", "en").complaint
    assert str(tmp_path / "file") in complaint and "output" not in complaint


def test_no_name_of_a_file_acts_on_the_terminal(explorer: Explorer, tmp_path: Path) -> None:
    odd = tmp_path / "a\x1b]52;c;QQ==\x07b\n.md"
    said = explorer("profile", "kam", "--lang", "en", "-o", str(odd))
    assert said.code == 0 and odd.exists()
    assert "\x1b" not in said.err and len(said.err.splitlines()) == 1
    refused = explorer("profile", "kam", "--lang", "en", "-o", str(tmp_path / "none\x1b[2J" / "x.md"))
    assert "\x1b" not in refused.complaint


def test_a_pipe_nobody_reads_is_not_waited_for(explorer: Explorer, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert "pipe.md" in explorer("profile", "kam", "--lang", "en", "-o", str(tmp_path / "pipe.md")).complaint


def test_an_enormous_number_is_no_visit(explorer: Explorer) -> None:
    for number in ("9" * 5000, "0", "-1"):
        assert len(explorer("history", "--forget", number, "--lang", "en").complaint) < 300
