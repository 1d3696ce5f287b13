"""The built-in pack compiled: its validated values kept beside the program's compiled modules.

Reading and validating the pack takes four times as long as loading it so, and needs pydantic and YAML in memory. What
is kept bears a fingerprint of every byte it was made from, the pack's files and the shapes they were validated
against, and is never taken for anything else. It is written where Python itself may write what it compiles, and not
at all where it may not; only the built-in pack is kept, packs of one's own are validated at every start.
"""

from __future__ import annotations

import os
import pickle
import sys
from contextlib import suppress
from importlib.util import source_hash
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from explorer.pack.pack import Pack
from explorer.words.interface import Interface

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

Value = TypeVar("Value", Interface, Pack)

PROGRAM = Path(__file__).resolve().parent.parent
SHAPES = tuple(PROGRAM / room for room in ("words", "pack", "loader"))
"""The folders whose modules say what the files of a pack mean."""
COMPILED = PROGRAM / "loader" / "__pycache__" / f"pack.{sys.implementation.cache_tag}.pickle"
"""The compiled file: beside the modules that Python compiled, and trusted as they are."""

FINGERPRINT = 8
"""Bytes of a fingerprint."""


def words(folder: Traversable) -> Interface | None:
    """The words of the program from the compiled pack of `folder`; None when they must be read anew."""
    return _loaded(folder, 1, Interface)


def pack(folder: Traversable) -> Pack | None:
    """The compiled pack of `folder`; None when it must be read anew."""
    return _loaded(folder, 2, Pack)


def save(folder: Traversable, pack: Pack) -> None:
    """Write the validated pack of `folder` for the next start, unless Python may write no bytecode."""
    if sys.dont_write_bytecode or not isinstance(folder, Path):
        return
    fresh = COMPILED.with_suffix(f".{os.getpid()}")
    try:
        COMPILED.parent.mkdir(exist_ok=True)
        with fresh.open("wb") as file:
            file.write(_fingerprint(folder))
            pickler = pickle.Pickler(file, pickle.HIGHEST_PROTOCOL)
            pickler.dump(pack.interface)  # first, for who needs nothing else
            pickler.dump(pack)
        fresh.replace(COMPILED)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def _loaded(folder: Traversable, place: int, kind: type[Value]) -> Value | None:
    """The value at that place (from 1) of the compiled file, if it was made from what `folder` holds now; else None."""
    if not isinstance(folder, Path):
        return None
    try:
        with COMPILED.open("rb") as file:
            if file.read(FINGERPRINT) != _fingerprint(folder):
                return None
            unpickler = pickle.Unpickler(file)  # noqa: S301  # see COMPILED
            value = [unpickler.load() for _ in range(place)][-1]
    except (OSError, EOFError, pickle.UnpicklingError):
        return None
    return value if isinstance(value, kind) else None


def _fingerprint(folder: Path) -> bytes:
    """A hash of the files of a pack and of the modules that say what they mean; Python's own kind of hash."""
    parts: list[bytes] = []
    for parent, ending in ((folder, "*.yaml"), *((room, "*.py") for room in SHAPES)):
        for file in sorted(parent.rglob(ending)):
            content = file.read_bytes()
            parts += [f"{file.relative_to(parent).as_posix()} {len(content)}\n".encode(), content]
    return source_hash(b"".join(parts))
