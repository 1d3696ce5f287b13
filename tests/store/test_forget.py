"""Forgetting deletes what the program wrote, in real folders, and touches nothing else, whatever lies about."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.store.folder import saved_visits
from explorer.store.forget import Forgotten, forget
from explorer.store.writer import FileKeeper
from tests.first import PACK
from tests.store.conftest import Start
from tests.store.test_keeper import ONE

STAMP = "20250101-000000"


@pytest.fixture
def ours(start: Start, tmp_path: Path) -> Path:
    """A state folder with one visit; the folder of the pack's visits is given."""
    keeper = start()
    keeper.keep(ONE)
    keeper.close()
    return tmp_path / "visits" / PACK.id


def everything(folder: Path) -> Iterator[str]:
    for root, folders, files in os.walk(folder):
        yield from (str(Path(root, name).relative_to(folder)) for name in (*folders, *files))


@pytest.mark.parametrize(
    "other",
    [
        "photo.jpg",
        "package.json",
        "x.json",
        "notes.open",
        f"{STAMP}.json.bak",
        f"{STAMP}.txt",
        f"a{STAMP}.json",
        ".json",
    ],
)
def test_a_file_that_the_program_did_not_write_stays(ours: Path, tmp_path: Path, other: str) -> None:
    for folder in (ours, tmp_path / "visits" / "2026 holidays"):
        folder.mkdir(exist_ok=True)
        (folder / other).write_text("mine")
    assert forget(tmp_path) == Forgotten(visits=1)
    assert (ours / other).read_text() == (ours.parent / "2026 holidays" / other).read_text() == "mine"


def test_a_link_is_not_followed_and_what_it_leads_to_stays(ours: Path, tmp_path: Path) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / f"{STAMP}.json").write_text("mine")
    (tmp_path / "visits" / "docs").symlink_to(docs)
    (ours / f"{STAMP}.json").symlink_to(docs / f"{STAMP}.json")
    done = forget(tmp_path)
    assert done.visits == 1
    assert [error.filename for error in done.left] == [str(tmp_path / "visits" / "docs")]
    assert (docs / f"{STAMP}.json").read_text() == "mine"
    assert (ours / f"{STAMP}.json").is_symlink()


def test_folders_and_files_in_the_way_keep_nothing_from_being_forgotten(ours: Path, tmp_path: Path) -> None:
    (ours / f"{STAMP}.json").mkdir()
    (tmp_path / "visits" / "file").write_text("mine")
    os.mkfifo(ours / f"{STAMP}.open")
    assert forget(tmp_path) == Forgotten(visits=1)
    assert forget(tmp_path) == Forgotten()
    assert sorted(everything(tmp_path)) == sorted(
        [
            "visits",
            "visits/file",
            f"visits/{PACK.id}",
            f"visits/{PACK.id}/{STAMP}.json",
            f"visits/{PACK.id}/{STAMP}.open",
        ]
    )


@pytest.mark.parametrize("odd", ["dangling link", "circle", "folder", "pipe", "not readable"])
@pytest.mark.parametrize("ending", [".json", ".open"])
def test_one_odd_entry_hides_no_visit(ours: Path, tmp_path: Path, odd: str, ending: str) -> None:
    path = ours / (STAMP + ending)
    if odd == "dangling link":
        path.symlink_to("/nonexistent")
    elif odd == "circle":
        path.symlink_to(path)
    elif odd == "folder":
        path.mkdir()
    elif odd == "pipe":
        os.mkfifo(path)
    else:
        path.write_text("{")
        path.chmod(0)
    assert ONE in list(_visits(ours))
    keeper = FileKeeper(tmp_path / "visits", PACK.id, PACK.version)
    assert keeper.resume().visit == ONE
    keeper.close()
    assert keeper.problem == ""


def _visits(folder: Path) -> Iterator[object]:
    from explorer.store.folder import read

    for paths in saved_visits(folder):
        record, _ = read(paths)
        yield record.visit if record else None


def test_a_file_that_goes_while_the_folder_is_listed_hides_no_visit(
    ours: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.scandir

    class Going:
        def __init__(self, entry: os.DirEntry[str]) -> None:
            self.name = entry.name

        def stat(self, follow_symlinks: bool) -> os.stat_result:
            raise FileNotFoundError(2, "gone", self.name)

    class Listing:
        def __init__(self, folder: Path) -> None:
            self.entries = real(folder)

        def __enter__(self) -> Listing:
            return self

        def __exit__(self, *_: object) -> None:
            self.entries.close()

        def __iter__(self) -> Iterator[object]:
            for entry in self.entries:
                yield entry if entry.name.endswith(".json") else Going(entry)

    (ours / f"{STAMP}.open").write_text("")
    monkeypatch.setattr(os, "scandir", Listing)
    names = [paths.name for paths in saved_visits(ours)]
    assert names and STAMP not in names
