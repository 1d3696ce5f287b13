"""What was proved before is taken again for the same thing only, and outlasts the program."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.checks.days import memory
from explorer.checks.days.memory import Memory


def test_a_value_is_made_once_for_what_it_was_made_from() -> None:
    kept, made = Memory(), []

    def make() -> int:
        made.append(1)
        return len(made)

    assert [kept.kept("best", key, make) for key in ("a", "a", "b", "a")] == [1, 1, 2, 1]


def test_only_so_many_values_are_kept_those_asked_for_last() -> None:
    kept = Memory()
    for key in range(memory.MOST + 1):
        kept.kept("best", str(key), lambda key=key: key)  # type: ignore[misc]
        kept.kept("best", "0", lambda: -1)
    assert len(kept.values) == memory.MOST
    assert kept.kept("best", "0", lambda: -1) == 0
    assert kept.kept("best", "1", lambda: -1) == -1


def test_values_outlast_the_program_but_not_a_change_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    file = tmp_path / "proved"
    one = Memory(file)
    one.kept("best", "a", lambda: 1)
    one.save()
    assert Memory(file).kept("best", "a", lambda: 2) == 1
    monkeypatch.setattr(memory, "_prover", lambda: "another program")
    assert Memory(file).kept("best", "a", lambda: 2) == 2


@pytest.mark.parametrize("written", [b"", b"nonsense", b"\x80\x05K\x01."])
def test_a_file_of_something_else_is_nothing(tmp_path: Path, written: bytes) -> None:
    (tmp_path / "proved").write_bytes(written)
    assert not Memory(tmp_path / "proved").values


def test_what_cannot_be_written_is_proved_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.dont_write_bytecode", False)
    (tmp_path / "file").write_text("no folder")
    one = Memory(tmp_path / "file" / "proved")
    one.kept("best", "a", lambda: 1)
    one.save()
    assert not Memory(tmp_path / "file" / "proved").values
