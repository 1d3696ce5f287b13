"""Every path that the program chooses: one state folder for visits and crash log, and paths as people type them."""

from __future__ import annotations

import os
from argparse import Namespace
from pathlib import Path

import pytest

from explorer.cli.crash import failed
from explorer.report.pack_translator import translator_of
from explorer.store import locations
from explorer.store.forget import Forgotten, forget
from tests.first import PACK

NOBODY = "~nobody-of-that-name"


def test_the_crash_log_lies_where_the_visits_do_and_forget_deletes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("EXPLORER_STATE", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "elsewhere"))
    monkeypatch.delenv("EXPLORER_DEBUG", raising=False)
    failed(ZeroDivisionError("x"), translator_of(PACK, "en"), keep=True)
    log = tmp_path / "state" / "failure.log"
    assert "ZeroDivisionError" in log.read_text() and str(log) in capsys.readouterr().err
    assert log.stat().st_mode & 0o077 == 0
    assert not (tmp_path / "elsewhere").exists()
    assert forget(tmp_path / "state") == Forgotten(others=1)
    assert not (tmp_path / "state").exists()


@pytest.mark.parametrize("name", [NOBODY, f"{NOBODY}/x.md", f"{NOBODY}/"])
def test_the_home_of_a_user_who_is_not_known_is_an_error_that_names_it(name: str) -> None:
    with pytest.raises(OSError, match=NOBODY) as caught:
        locations.typed(name)
    assert caught.value.filename == name


def test_a_working_folder_that_was_deleted_is_an_error_that_names_what_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    assert locations.working_folder() is None
    with pytest.raises(OSError, match=r"a\.md") as caught:
        locations.typed("a.md")
    assert caught.value.filename == "a.md"
    assert locations.typed("/a.md") == Path(os.sep, "a.md")


def test_without_a_home_nothing_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("EXPLORER_STATE", "EXPLORER_SETTINGS", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os.path, "expanduser", lambda path: path)
    assert locations.visits() is locations.crash_log() is locations.settings() is None
    failed(ZeroDivisionError("x"), translator_of(PACK, "en"), keep=True)
    assert Namespace()  # nothing was raised
