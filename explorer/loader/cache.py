"""The cache of the built-in pack: its validated values in one file (`loader.compiled`), each field separately."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from explorer.loader import compiled
from explorer.loader.compiled import AS_WHOLE, WORDS, LateWords, Parts, fingerprint_of, opened, whole
from explorer.pack.names import Id
from explorer.pack.pack import Pack

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

HOURS_AHEAD = "hours ahead"
"""The name of the part with `Pack.hours_ahead`."""


def pack(folder: Traversable) -> Pack | None:
    """The cached pack of `folder`; None if it must be read again."""
    parts = opened(folder)
    if not parts:
        return None
    late = LatePack.__new__(LatePack)
    late.__dict__.update({Parts.NAME: parts, "interface": LateWords(parts)})
    return late


def save(folder: Traversable, pack: Pack) -> None:
    """Write the validated pack of `folder` to the cache, unless Python may not write bytecode."""
    if sys.dont_write_bytecode or not isinstance(folder, Path):
        return
    file = compiled.COMPILED
    fresh = file.with_suffix(f".{os.getpid()}")
    try:
        file.parent.mkdir(exist_ok=True)
        fresh.write_bytes(written(folder, pack))
        fresh.replace(file)
    except OSError:
        with suppress(OSError):
            fresh.unlink()


def written(folder: Path, pack: Pack) -> bytes:
    """The content of the cache file for the validated pack of `folder`."""
    from explorer.engine.visit import Visit
    from explorer.engine.way import hours

    values = {each.name: getattr(pack, each.name) for each in fields(pack) if each.name != "interface"}
    values[HOURS_AHEAD] = {day.role: hours(pack, Visit(pack.languages[0]), day.role)[1] for day in pack.days}
    values |= {f"{WORDS}{name}": pack.interface[name] for name in pack.interface}
    pickled = {name: pickle.dumps(value, pickle.HIGHEST_PROTOCOL) for name, value in values.items()}
    ranges, end = {}, 0
    for name, part in pickled.items():
        ranges[name] = (end, end + len(part))
        end += len(part)
    body = pickle.dumps(ranges) + b"".join(pickled.values())
    return fingerprint_of(folder) + len(body).to_bytes(8, "big") + body


class _Field:
    """A descriptor for a field of a `LatePack`."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, late: LatePack, kind: type) -> Any:
        return late.__dict__.setdefault(self.name, late.__dict__[Parts.NAME].load(self.name))


class LatePack(Pack):
    """A pack whose fields are loaded when they are first used."""

    __eq__, __hash__, __repr__, __reduce_ex__ = AS_WHOLE

    @property
    def hours_ahead(self) -> Mapping[Id, int] | None:
        """Counted when the pack was compiled; None for one changed since."""
        parts = self.__dict__.get(Parts.NAME)
        if parts and HOURS_AHEAD not in self.__dict__:
            self.__dict__[HOURS_AHEAD] = parts.load(HOURS_AHEAD)
        return self.__dict__.get(HOURS_AHEAD)

    def make_whole(self) -> None:
        """Load all fields."""
        for each in fields(Pack):
            whole(getattr(self, each.name))
        self.__dict__.pop(HOURS_AHEAD, None)
        self.__dict__.pop(Parts.NAME, None)  # `replace` makes one with all of its fields
        object.__setattr__(self, "__class__", Pack)


for _each in fields(Pack):
    setattr(LatePack, _each.name, _Field(_each.name))
