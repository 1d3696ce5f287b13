"""What seldom happens: names that are taken, files that cannot be deleted, locks that cannot be had, no home."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from explorer.engine.visit import answered
from explorer.store import files, folder, locations, lock
from explorer.store.folder import VisitPaths
from explorer.store.forget import Forgotten, forget
from explorer.store.record import LATEST, Damaged, Record, dump, load
from tests.first import PACK
from tests.store.conftest import Start
from tests.store.test_keeper import ITEMS, ONE

STAMP = "20250101-000000"


def failing(number: int) -> object:
    """A call that the system refuses."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(number, os.strerror(number))

    return fail


# --- one write -------------------------------------------------------------------------------------------------


def test_a_file_that_is_there_stays_unless_it_may_be_replaced(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(FileExistsError, match=r"a\.md"):
        files.write(tmp_path / "a.md", "new", overwrite=False)
    assert (tmp_path / "a.md").read_text() == "mine"


def test_a_file_that_comes_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill = files._fill

    def come(part: Path, data: bytes) -> None:
        fill(part, data)
        (tmp_path / "a.md").write_text("mine")

    monkeypatch.setattr(files, "_fill", come)
    with pytest.raises(FileExistsError):
        files.write(tmp_path / "a.md", "new", overwrite=False)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "mine")]


def test_where_the_last_step_fails_nothing_is_left_and_nothing_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("mine")
    monkeypatch.setattr(Path, "replace", failing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        files.write(tmp_path / "a.md", "new", overwrite=True)
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("a.md", "mine")]


def test_what_another_write_left_half_done_is_not_written_over(tmp_path: Path) -> None:
    half = tmp_path / f".explorer-{os.getpid()}-0.part"
    half.write_text("half")
    files.write(tmp_path / "a.md", "new", overwrite=False)
    assert (half.read_text(), (tmp_path / "a.md").read_text()) == ("half", "new")


def test_names_that_cannot_be_flushed_are_an_error_but_where_the_file_system_cannot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileNotFoundError):
        files.flush_folder(tmp_path / "gone")
    monkeypatch.setattr(os, "open", failing(errno.EACCES))
    files.flush_folder(tmp_path)


def test_only_root_gives_away_what_it_makes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[object] = []
    monkeypatch.setattr(os, "chown", lambda *asked: given.append(asked))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    files.own_folder(tmp_path / "one" / "two")
    assert given == [] and (tmp_path / "one" / "two").stat().st_mode & 0o077 == 0


# --- forgetting ------------------------------------------------------------------------------------------------


def test_what_cannot_be_deleted_is_named_and_not_counted(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = start()
    keeper.keep(ONE)
    keeper.close()
    (tmp_path / locations.CRASH_LOG).write_text("a crash")
    monkeypatch.setattr(Path, "unlink", failing(errno.EACCES))
    found = forget(tmp_path)
    assert (found.visits, found.others, found.still_open) == (0, 0, 0)
    assert [error.errno for error in found.left] == [errno.EACCES] * 2
    assert list((tmp_path / "visits" / PACK.id).glob("*.json"))


def test_counting_deletes_nothing(start: Start, tmp_path: Path) -> None:
    keeper = start()
    keeper.keep(ONE)
    keeper.close()
    (tmp_path / locations.CRASH_LOG).write_text("a crash")
    assert forget(tmp_path, delete=False) == forget(tmp_path, delete=False) == Forgotten(visits=1, others=1)
    assert forget(tmp_path) == Forgotten(visits=1, others=1)


def test_a_link_that_leads_round_is_no_folder_of_visits(tmp_path: Path) -> None:
    (tmp_path / "visits").mkdir()
    (tmp_path / "visits" / "round").symlink_to(tmp_path / "visits" / "round")
    assert forget(tmp_path) == Forgotten()


# --- places, locks, records ------------------------------------------------------------------------------------


@pytest.mark.parametrize("cause", [RuntimeError, KeyError, OSError])
def test_without_a_home_there_is_no_place(cause: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    import platformdirs

    def nowhere(*_: object, **__: object) -> str:
        raise cause

    for name in (locations.STATE, locations.SETTINGS):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(platformdirs, "user_state_dir", nowhere)
    monkeypatch.setattr(platformdirs, "user_config_dir", nowhere)
    assert [locations.state(), locations.visits(), locations.crash_log(), locations.settings()] == [None] * 4
    monkeypatch.setattr(platformdirs, "user_state_dir", lambda *_, **__: "~/state")
    monkeypatch.setattr(platformdirs, "user_config_dir", lambda *_, **__: "~/config")
    assert [locations.state(), locations.settings()] == [None] * 2


def test_a_lock_that_cannot_be_had_is_told_from_one_that_another_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.open"
    path.touch()
    with path.open() as here, path.open() as there:
        assert lock.hold(here.fileno(), path) == "mine"
        assert lock.hold(there.fileno(), path) == "theirs"
        path.unlink()
        assert lock.hold(here.fileno(), path) == "theirs"
        path.touch()
        assert lock.hold(here.fileno(), path) == "theirs"
        monkeypatch.setattr(lock, "_lock", failing(errno.ENOLCK))
        assert lock.hold(here.fileno(), path) == "unknown"
        monkeypatch.setattr(lock, "_lock", lambda _: None)
        with monkeypatch.context() as broken:
            broken.setattr(os, "fstat", failing(errno.EIO))
            held = lock.hold(here.fileno(), path)
        assert held == "unknown"


def test_a_second_damaged_record_of_a_name_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    paths = VisitPaths(tmp_path, STAMP)
    for number, name in enumerate((f"{STAMP}.json.damaged", f"{STAMP}.json.damaged-2", f"{STAMP}.json.damaged-3")):
        paths.record.write_text(str(number))
        assert folder.set_aside(paths, Damaged("x")).now == name
    assert sorted(path.read_text() for path in tmp_path.iterdir()) == ["0", "1", "2"]


def test_a_pipe_in_the_place_of_a_trail_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    paths = VisitPaths(tmp_path, STAMP)
    os.mkfifo(paths.trail)
    with pytest.raises(files.NotRegular):
        folder.open_trail(paths, 0)


@pytest.mark.parametrize(
    ("name", "value"),
    [("saved", LATEST + 1), ("began", 10**30), ("guess", [3]), ("guess", [6, 1]), ("guess", [1, 4]), ("acts", -1.5)],
)
def test_a_record_with_what_cannot_be_is_damaged(name: str, value: object) -> None:
    data = json.loads(dump(Record(PACK.id, PACK.version, 1, 1, 1, ONE)))
    (data if name in data else data["visit"])[name] = value
    with pytest.raises(Damaged):
        load(json.dumps(data).encode())


# --- the visit before ------------------------------------------------------------------------------------------


def test_the_answers_of_the_visit_before_are_the_last_that_were_kept(start: Start) -> None:
    assert start().earlier is None
    keeper = start()
    keeper.keep(ONE)
    assert keeper.paths is not None and keeper.earlier is None
    keeper.close()
    later = start()
    assert later.earlier == ONE.answers
    later.keep(answered(ONE, ITEMS[1], 2))
    assert later.earlier == ONE.answers
