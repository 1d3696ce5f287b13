"""The compiled file of the built-in pack: what it was made from, its parts, and the words of the program among them.

Reading and validating the pack takes ten times as long as loading this file, and needs pydantic and YAML in memory. A
start shows only little of it, so each part is loaded when it is first used. Words are loaded here without the types of
all other parts, which the help does not need; `loader.cache` loads the pack, and writes the file.

The file contains a fingerprint of every byte that it was made from: the pack's files, and the modules that validate
them. With another fingerprint it is not used. A release includes the file. Otherwise it is written where Python writes
its own compiled modules, if Python may do so. Only the built-in pack is cached; other packs are validated at every
start.
"""

from __future__ import annotations

import mmap
import os
import pickle
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from explorer.words.interface import Interface
from explorer.words.model import Part

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

T = TypeVar("T")

PROGRAM = Path(__file__).resolve().parent.parent
SHAPES = tuple(PROGRAM / layer for layer in ("words", "pack", "engine", "loader"))
"""The folders whose modules define the meaning of a pack's files; the cache depends on them."""
COMPILED = PROGRAM / "loader" / "__pycache__" / f"pack.{sys.implementation.cache_tag}.pickle"
"""The cache file: next to Python's compiled modules, and trusted like them."""
SHIPPED = "pack.pickle"
"""The cache file of a release, in the folder of the pack."""

FINGERPRINT = 8
"""Bytes of the fingerprint at the beginning of the file. The size follows in eight bytes, then the index of the
parts."""
LET_GO = getattr(mmap, "MADV_DONTNEED", None)
"""The advice that tells the system that pages of the file are no longer needed in memory; None if not supported."""
WORDS = "words."
"""The prefix of the names of parts with words; the other parts are fields of the pack."""


def words(folder: Traversable) -> Interface | None:
    """The words of the program from the cached pack of `folder`; None if they must be read again."""
    parts = opened(folder)
    return LateWords(parts) if parts else None


def opened(folder: Traversable) -> Parts | None:
    """The cache file if it was made from the current content of `folder`; else None."""
    if not isinstance(folder, Path):
        return None
    fingerprint = fingerprint_of(folder)
    for file in (folder / SHIPPED, COMPILED):
        with suppress(OSError, ValueError, EOFError, pickle.UnpicklingError):
            return Parts(file, fingerprint)
    return None


class Parts:
    """The parts of a cache file. The file stays open, and its pages stay out of memory until a part is loaded. Raises
    ValueError for a file that is empty, truncated or not a cache file."""

    NAME = "a part not yet read"
    """The attribute in which lazily loaded values keep their parts."""

    def __init__(self, file: Path, fingerprint: bytes) -> None:
        with file.open("rb") as source:
            self.content = mmap.mmap(source.fileno(), 0, access=mmap.ACCESS_READ)
        begin = FINGERPRINT + 8
        size = int.from_bytes(self.content[FINGERPRINT:begin], "big")
        if self.content[:FINGERPRINT] != fingerprint or len(self.content) != begin + size:
            raise ValueError(file)
        self.content.seek(begin)
        self.ranges: Mapping[str, tuple[int, int]] = pickle.load(self.content)  # noqa: S301  # see COMPILED
        self.begin = self.content.tell()

    def load(self, name: str) -> Any:
        """Load the part of that name; KeyError if there is none."""
        start, end = (self.begin + offset for offset in self.ranges[name])
        part = pickle.loads(self.content[start:end])  # noqa: S301  # see COMPILED
        if LET_GO is not None:  # the system would keep all around it
            self.content.madvise(LET_GO)
        return part


def whole(value: T) -> T:
    """A value; if it is lazily loaded, all its parts are loaded first, and it becomes an ordinary one."""
    if make_whole := getattr(type(value), "make_whole", None):
        make_whole(value)
    return value


def _equal(late: object, other: object) -> bool:
    return bool(whole(late) == whole(other))


def _shown(late: object) -> str:
    return repr(whole(late))


def _reduced(late: object, protocol: Any) -> Any:
    return whole(late).__reduce_ex__(protocol)


AS_WHOLE = (_equal, object.__hash__, _shown, _reduced)
"""`__eq__`, `__hash__`, `__repr__` and `__reduce_ex__` of lazily loaded values: they load the whole value first."""


class LateWords(Interface):
    """Words whose parts are loaded when they are first used."""

    __eq__, __hash__, __repr__, __reduce_ex__ = AS_WHOLE

    def __init__(self, parts: Parts) -> None:
        super().__init__({})
        self.__dict__[Parts.NAME] = parts

    def make_whole(self) -> None:
        """Load all parts."""
        parts = {name: self[name] for name in self}
        self.__dict__.clear()
        self.__dict__.update(parts)
        object.__setattr__(self, "__class__", Interface)

    def __getattr__(self, name: str) -> Part:
        parts = self.__dict__.get(Parts.NAME)
        if parts is None or f"{WORDS}{name}" not in parts.ranges:
            raise AttributeError(name)
        part: Part = self.__dict__.setdefault(name, parts.load(f"{WORDS}{name}"))
        return part

    def __getitem__(self, name: str) -> Part:
        return getattr(self, name)  # type: ignore[no-any-return]

    def __contains__(self, name: object) -> bool:
        return name in [*self]

    def __iter__(self) -> Iterator[str]:
        return (name.removeprefix(WORDS) for name in self.__dict__[Parts.NAME].ranges if name.startswith(WORDS))

    def languages(self) -> tuple[str, ...]:
        """The languages that they are written in."""
        self["numbers"]  # of which they are read
        return super().languages()


def fingerprint_of(folder: Path) -> bytes:
    """A hash over the hashes of a pack's files and of the modules that define their meaning
    (`importlib.util.source_hash`)."""
    hashes: list[bytes] = []
    for place, ending in ((folder, ".yaml"), *((layer, ".py") for layer in SHAPES)):
        for file in _files(str(place), ending):
            with open(file, "rb", buffering=0) as opened:  # noqa: PTH123  # a start does this a hundred times
                content = opened.read()
            name = file[len(str(place)) + 1 :].replace(os.sep, "/")
            hashes += [f"{name} {len(content)}\n".encode(), source_hash(content)]  # a file at a time in memory
    return source_hash(b"".join(hashes))


def _files(folder: str, ending: str) -> list[str]:
    """The files below a folder whose names have that suffix, sorted."""
    return sorted(
        f"{place}{os.sep}{name}" for place, _, names in os.walk(folder) for name in names if name.endswith(ending)
    )
