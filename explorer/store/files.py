"""Reading and atomic writing of files: they are written completely or not at all, and only regular files are read.

File systems differ. Some have no modes, owners or links, or cannot flush a folder (CIFS, FAT, FUSE, network folders):
no data is lost by that, so such errors are ignored. Errors that lose data (a full disk, an input or output error, a
failed rename) are raised, and the existing file is kept.
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
"""Errors of fsync that mean that the file system or folder does not support it, not that data was lost."""

_CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_LOOK = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)


def reason_of(error: Exception) -> str:
    """Why something failed: the system's error message if there is one."""
    return (isinstance(error, OSError) and error.strerror) or str(error)


class NotRegular(OSError):
    """The path is a folder, a pipe or a device instead of a regular file."""

    def __init__(self, path: Path) -> None:
        super().__init__(errno.EINVAL, os.strerror(errno.EINVAL), str(path))


def read(path: Path, most: int, follow: bool = True) -> bytes:
    """The first `most` bytes of a regular file. It never blocks on a pipe.

    `follow`: whether to follow a symbolic link. Raises OSError; NotRegular if the path is not a regular file.
    """
    flags = _LOOK | getattr(os, "O_BINARY", 0) | (0 if follow else getattr(os, "O_NOFOLLOW", 0))
    handle = os.open(path, flags)
    try:
        if not stat.S_ISREG(os.fstat(handle).st_mode):
            raise NotRegular(path)
        with open(handle, "rb", closefd=False) as stream:  # of the descriptor, not of a path
            return stream.read(most)
    finally:
        os.close(handle)


def replace(path: Path, data: bytes, part: Path, mode: int = 0o666) -> None:
    """Atomically replace the file at `path` by `data`: write to `part` (in the same folder), flush, rename, flush the
    folder. `mode` is reduced by the umask. If anything fails, the existing file is kept. Raises OSError."""
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
    """Atomically write `text` as UTF-8 to a file named by the user.

    A symbolic link is followed; a replaced file keeps its mode and, if the system allows it, its owner. A device, or a
    pipe with a reader, is written to directly. Raises OSError, also if the text cannot be encoded; FileExistsError if
    the file exists and `overwrite` is false.
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
    """Write several texts as UTF-8 to files, overwriting existing ones: all of them, or none if one cannot be written.
    Missing folders are created. Raises OSError with the path concerned."""
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
    """Set `path` as the file name of an OSError."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from None


def _folders(folder: Path) -> list[Path]:
    """Create a folder and its missing parents; returns those created, the outermost first."""
    missing = _missing(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _missing(folder: Path) -> list[Path]:
    """Those of a folder and its parents that do not exist, the outermost first."""
    return [*takewhile(lambda each: not each.is_dir(), (folder, *folder.parents))][::-1]


def own_folder(folder: Path, mode: int = 0o700) -> None:
    """Create a folder and its missing parents, accessible to the user only, whatever the umask. Raises OSError."""
    for each in _missing(folder):
        each.mkdir(mode=mode, exist_ok=True)
        _given_away(each, each.parent)


def flush_folder(folder: Path) -> None:
    """Flush a folder's entries to disk, if the system and file system can. Raises OSError."""
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
    """Encode text as UTF-8. Raises OSError for text that cannot be, such as an argument that was not valid UTF-8."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise OSError(errno.EILSEQ, os.strerror(errno.EILSEQ)) from None


def _fill(part: Path, data: bytes, mode: int = 0o666) -> None:
    """Create a file with `data` and flush it to disk; on failure it is removed."""
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
    """An unused name for a temporary file in `folder`; short, however long the final name is."""
    number = 0
    while True:
        part = folder / f".explorer-{os.getpid()}-{number}.part"
        if not os.path.lexists(part):
            return part
        number += 1


def _given_away(made: Path, like: Path) -> None:
    """When run as root (sudo with another user's home), give a new file to the owner of `like`."""
    if os.name == "nt" or os.geteuid() != 0:
        return
    with suppress(OSError):
        there = like.lstat()
        if there.st_uid != 0:
            os.chown(made, there.st_uid, there.st_gid)


def _as_before(part: Path, there: os.stat_result) -> None:
    """Give a new file the mode and owner of the file it will replace, as far as permitted."""
    if os.name == "nt":
        return
    with suppress(OSError):
        if (there.st_uid, there.st_gid) != (os.geteuid(), os.getegid()):
            os.chown(part, there.st_uid, there.st_gid)
    with suppress(OSError):
        part.chmod(stat.S_IMODE(there.st_mode))


def _pour(path: Path, data: bytes) -> None:
    """Write into a device or pipe. A pipe without a reader is an error (ENXIO), and is not waited for."""
    handle = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    with os.fdopen(handle, "wb") as stream:
        if os.name != "nt":
            os.set_blocking(stream.fileno(), True)
        stream.write(data)
