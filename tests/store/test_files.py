"""The one write: whole or not at all, links followed, modes kept, and what a file system cannot do is no loss."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest

from explorer.store import files


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link.md").symlink_to(tmp_path / "real" / "a.md")
    files.write(tmp_path / "link.md", "one", overwrite=False)
    files.write(tmp_path / "link.md", "two", overwrite=True)
    assert (tmp_path / "link.md").is_symlink() and (tmp_path / "real" / "a.md").read_text() == "two"
    assert [path.name for path in (tmp_path / "real").iterdir()] == ["a.md"]


def test_a_file_that_is_replaced_keeps_its_mode_and_a_new_one_has_the_customary(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write(tmp_path / "a.md", "one", overwrite=False)
    finally:
        os.umask(before)
    assert mode(tmp_path / "a.md") == 0o640
    (tmp_path / "a.md").chmod(0o604)
    files.write(tmp_path / "a.md", "two", overwrite=True)
    assert mode(tmp_path / "a.md") == 0o604


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may give files away")
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    os.chown(tmp_path / "a.md", 1234, 1235)
    files.write(tmp_path / "a.md", "two", overwrite=True)
    there = (tmp_path / "a.md").stat()
    assert (there.st_uid, there.st_gid) == (1234, 1235)


def test_a_name_as_long_as_a_name_may_be_can_be_written(tmp_path: Path) -> None:
    name = "x" * 252 + ".md"
    files.write(tmp_path / name, "one", overwrite=False)
    assert (tmp_path / name).read_text() == "one"


def test_a_pipe_without_a_reader_is_an_error_and_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match=os.strerror(errno.ENXIO)):
        files.write(tmp_path / "pipe", "one", overwrite=True)
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    files.write(tmp_path / "pipe", "one", overwrite=True)
    assert os.read(reader, 100) == b"one"
    os.close(reader)


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(files.NotRegular):
            files.read(path, 100)
    (tmp_path / "a").write_bytes(b"abc")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert files.read(tmp_path / "a", 2) == b"ab" and files.read(tmp_path / "link", 9) == b"abc"
    with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
        files.read(tmp_path / "link", 9, follow=False)


@pytest.mark.parametrize("error", sorted(files.UNABLE))
@pytest.mark.parametrize("call", ["fsync", "chmod", "chown"])
def test_what_a_file_system_cannot_do_is_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    (tmp_path / "a.md").write_text("one")

    def unable(*_: object, **__: object) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, call, unable)
    files.write(tmp_path / "a.md", "two", overwrite=True)
    files.replace(tmp_path / "b", b"three", tmp_path / "b.part")
    assert (tmp_path / "a.md").read_text() == "two" and (tmp_path / "b").read_text() == "three"


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["fsync", "write"])
def test_what_loses_data_is_raised_and_what_stood_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, error: int
) -> None:
    (tmp_path / "a.md").write_text("one")

    def failing(*_: object) -> int:
        raise OSError(error, os.strerror(error))

    with monkeypatch.context() as patch:
        patch.setattr(os, call, failing)
        with pytest.raises(OSError, match=os.strerror(error)):
            files.write(tmp_path / "a.md", "two", overwrite=True)
        with pytest.raises(OSError, match=os.strerror(error)):
            files.replace(tmp_path / "a.md", b"two", tmp_path / "a.part")
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
    assert (tmp_path / "a.md").read_text() == "one"


@pytest.mark.skipif(os.name == "nt", reason="Windows flushes no folders")
@pytest.mark.parametrize("how", ["record", "export"])
def test_the_file_is_flushed_before_it_takes_its_name_and_the_name_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    """So that after a power cut there is the old file or the new one, whole."""
    order: list[str] = []
    flush, rename = os.fsync, os.replace

    def flushed(handle: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
        flush(handle)

    def renamed(*names: Any, **more: Any) -> None:
        order.append("rename")
        rename(*names, **more)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(os, "replace", renamed)
    path = tmp_path / "file"
    if how == "record":
        files.replace(path, b"text", tmp_path / "part")
    else:
        files.write(path, "text", overwrite=False)
    assert order == ["file", "rename", "folder"] and path.read_text() == "text"


def test_folders_of_ones_own_are_for_nobody_else_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        files.own_folder(tmp_path / "state" / "visits" / "pack")
    finally:
        os.umask(before)
    folders = (tmp_path / "state", tmp_path / "state" / "visits", tmp_path / "state" / "visits" / "pack")
    assert [mode(folder) for folder in folders] == [0o700] * 3
    files.own_folder(tmp_path / "state" / "visits" / "pack")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(OSError, match="file"):
        files.own_folder(tmp_path / "file" / "visits")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root writes among other people's files")
def test_what_root_saves_among_another_users_files_is_that_users(tmp_path: Path) -> None:
    """sudo with the home of who called it."""
    os.chown(tmp_path, 1234, 1235)
    files.replace(tmp_path / "new", b"one", tmp_path / "new.part", 0o600)
    (tmp_path / "theirs").write_bytes(b"one")
    os.chown(tmp_path / "theirs", 1236, 1237)
    files.replace(tmp_path / "theirs", b"two", tmp_path / "theirs.part", 0o600)
    files.own_folder(tmp_path / "state" / "visits")
    made = [tmp_path / name for name in ("new", "theirs", "state", "state/visits")]
    owners = [(path.stat().st_uid, path.stat().st_gid) for path in made]
    assert owners == [(1234, 1235), (1236, 1237), (1234, 1235), (1234, 1235)]
