"""Files of the program on the disk: written whole or not at all, read only where they are regular files.

File systems differ in what they can do. Some have no modes, no owners, no links, or cannot flush a folder (CIFS, FAT,
FUSE, network folders): that is no loss of data and is passed over. What does lose data (a full disk, an input or
output error, a rename that is refused) is raised, and what stood there before stays.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from itertools import takewhile
from pathlib import Path

UNABLE = frozenset(
    (errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EPERM, errno.EACCES, errno.EBADF, errno.ESTALE)
)
"""Errors of flushing that say what a file system or a folder cannot do, and nothing of the data."""

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)


def reason_of(error: Exception) -> str:
    """Why something failed, in the words of the system where it has any."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


class NotRegular(OSError):
    """A path that leads to a folder, a pipe or a device where a regular file is needed."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def read(path: Path, most: int, follow: bool = True) -> bytes:
    """The first `most` bytes of a regular file; a pipe that nobody writes to is never waited for.

    `follow`: whether a symbolic link is followed. Raises OSError; NotRegular where there is no regular file.
    """
    flags = _LOOK | getattr(os, "O_BINARY", 0) | (0 if follow else getattr(os, "O_NOFOLLOW", 0))
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotRegular(path)
        with open(handle, "rb", closefd=False) as stream:  # a descriptor, no path
            return stream.read(most)
    finally:
        os.close(handle)


def replace(path: Path, data: bytes, part: Path, mode: int = 0o666) -> None:
    """Put `data` in the place of `path`: written to `part` (same folder), flushed to the disk, renamed, and the rename
    flushed too. `mode` is lessened by the umask. What stood at `path` stays if anything fails. Raises OSError."""
    part.unlink(missing_ok=True)
    _fill(part, data, mode)
    _given_away(part, path if os.path.lexists(path) else path.parent)
    try:
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write(path: Path, text: str, overwrite: bool) -> None:
    """Write `text` as UTF-8 to the file that a person named: whole, or not at all.

    A symbolic link is followed; a file that is replaced keeps its mode and, where the system allows it, its owner.
    Into a device or a pipe that has a reader the text is written as it is. Raises OSError, of text that is
    no UTF-8 too; FileExistsError when something stands there and `overwrite` is not given.
    """
    try:
        there = path.stat()
    except FileNotFoundError:
        there = None
    if there and not overwrite:
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    data = _encoded(text)
    if there and not stat.S_ISREG(there.st_mode):
        _pour(path, data)
        return
    path = Path(os.path.realpath(path))
    part = _free_part(path.parent)
    _fill(part, data)
    try:
        if there:
            _as_before(part, there)
        if not overwrite and path.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def write_all(files: Mapping[Path, str]) -> None:
    """Write several texts as UTF-8, each to its file, over what stands there: all of them or, where one cannot be
    written, none. Folders that are missing are made. Raises OSError with the file it is about."""
    parts: dict[Path, Path] = {}
    made: list[Path] = []
    try:
        for named, text in files.items():
            path = Path(os.path.realpath(named))
            with _about(named):
                made += _folders(path.parent)
                if path.is_dir():
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
                part = _free_part(path.parent)
                _fill(part, _encoded(text))
            parts[path] = part
            with suppress(FileNotFoundError):
                _as_before(part, path.stat())
        for path, part in parts.items():
            with _about(path):
                part.replace(path)
    except BaseException:
        for part in parts.values():
            part.unlink(missing_ok=True)
        for folder in reversed(made):
            with suppress(OSError):
                folder.rmdir()
        raise
    for folder in {path.parent for path in parts}:
        flush_folder(folder)


@contextmanager
def _about(path: Path) -> Iterator[None]:
    """Say of an error of the system that it is about `path`."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _folders(folder: Path) -> list[Path]:
    """Make a folder and those above it; returns what was missing, the outermost first."""
    missing = _missing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _missing(folder: Path) -> list[Path]:
    """Of a folder and those above it the ones that are not there, the outermost first."""
    return [*takewhile(lambda each: not each.is_dir(), (folder, *folder.parents))][::-1]


def own_folder(folder: Path, mode: int = 0o700) -> None:
    """Make a folder, with those above it that are missing, for nobody else, whatever the umask. Raises OSError."""
    for each in _missing(folder):
        each.mkdir(mode=mode, exist_ok=True)
        _given_away(each, each.parent)


def flush_folder(folder: Path) -> None:
    """Flush the names in a folder to the disk, where the system and the file system can. Raises OSError."""
    if os.name == "nt":
        return
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        if error.errno not in UNABLE:
            raise
        return
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _encoded(text: str) -> bytes:
    """Text as UTF-8. Raises OSError where it holds what is no text: an argument that was no UTF-8."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ)) from None


def _fill(part: Path, data: bytes, mode: int = 0o666) -> None:
    """A new file with `data`, flushed to the disk; none if that fails."""
    handle = os.open(part, _CREATE, mode)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(handle, view) :]
            _flush(handle)
        finally:
            os.close(handle)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _flush(handle: int) -> None:
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in UNABLE:
            raise


def _free_part(folder: Path) -> Path:
    """A name that no file of `folder` has, short whatever the file is called that it will become."""
    number = 0
    while True:
        part = folder / f".explorer-{os.getpid()}-{number}.part"
        if not os.path.lexists(part):
            return part
        number += 1


def _given_away(made: Path, like: Path) -> None:
    """Where root writes among the files of another user (sudo with that user's home), leave what was made to whom
    `like` belongs."""
    if os.name == "nt" or os.geteuid() != 0:
        return
    with suppress(OSError):
        there = like.lstat()
        if there.st_uid != 0:
            os.chown(made, there.st_uid, there.st_gid)


def _as_before(part: Path, there: os.stat_result) -> None:
    """Give a new file the mode and the owner of the one it will replace, as far as that may be done."""
    if os.name == "nt":
        return
    with suppress(OSError):
        if (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
            os.chown(part, there.st_uid, there.st_gid)
    with suppress(OSError):
        part.chmod(stat.S_IMODE(there.st_mode))


def _pour(path: Path, data: bytes) -> None:
    """Write into what is no regular file. A pipe without a reader is an error (ENXIO) and is not waited for."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(handle, "wb") as stream:
        if os.name != "nt":
            os.set_blocking(stream.fileno(), True)
        stream.write(data)
