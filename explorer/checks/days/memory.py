"""What was proved of a pack's days before: for an author who checks after every edit.

Most edits change words. What is counted over all of play depends on the skeleton of a day only, that is on everything
but its words and claims, and a day whose file has not changed needs no proof at all while the skeletons of the others
stay. What was proved is written beside the modules that Python compiled, where Python may write, with a fingerprint of
the program that proved it; it is never taken for anything else.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from explorer.loader.locate import Located
from explorer.pack.pack import Pack
from explorer.words.text import Frozen, Text

Value = TypeVar("Value")
NOT_PLAYED = frozenset({"claims", "free", "later", "cues", "air", "words", "ours", "hour"})
"""Fields that no play depends on, texts apart."""


NOT_PLAYED_NOR_CLAIMED = NOT_PLAYED - {"claims"}
"""The same, and claims are told apart."""
MOST = 64
"""Values that are kept; the one that was not asked for the longest goes first."""
PROGRAM = Path(__file__).resolve().parents[2]
PROVERS = tuple(PROGRAM / room for room in ("words", "pack", "engine", "loader", "checks"))
"""The folders whose modules make a proof what it is."""
PROVED = PROGRAM / "checks" / "__pycache__" / f"proved.{sys.implementation.cache_tag}.pickle"
"""What was proved before: beside the modules that Python compiled, and trusted as they are."""


class Memory:
    """Values by name, each with what it was made from. `file`: where they are kept between two runs."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.values: dict[tuple[str, str], object] = _loaded(file) if file else {}
        self.changed = False

    def kept(self, name: str, key: str, make: Callable[[], Value]) -> Value:
        """The value of that name that was made from what `key` stands for."""
        at = name, key
        if at in self.values:
            self.values[at] = self.values.pop(at)
        else:
            self.values[at] = make()
            self.changed = True
            while len(self.values) > MOST:
                del self.values[next(iter(self.values))]
        return self.values[at]  # type: ignore[return-value]

    def known(self, name: str, key: str) -> object | None:
        """The same, or None where it is still to be made."""
        return self.values.get((name, key))

    def save(self) -> None:
        """Write the values for the next run, unless nothing is new or Python may write no bytecode."""
        if not self.file or not self.changed or sys.dont_write_bytecode:
            return
        fresh = self.file.with_suffix(f".{os.getpid()}")
        try:
            self.file.parent.mkdir(exist_ok=True)
            with fresh.open("wb") as file:
                pickle.dump((_prover(), self.values), file, pickle.HIGHEST_PROTOCOL)
            fresh.replace(self.file)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
        self.changed = False


def _loaded(file: Path) -> dict[tuple[str, str], object]:
    """What this very program wrote there; nothing where it cannot be read."""
    try:
        with file.open("rb") as opened:
            prover, values = pickle.load(opened)  # noqa: S301  # see PROVED
    except Exception:  # whatever is wrong with it: everything is proved anew
        return {}
    return values if prover == _prover() else {}


def _prover() -> str:
    """A fingerprint of the modules that a proof is made with."""
    parts = hashlib.sha256()
    for room in PROVERS:
        for file in sorted(room.rglob("*.py")):
            parts.update(f"{file.relative_to(PROGRAM)} ".encode() + file.read_bytes())
    return parts.hexdigest()


def skeleton(part: object, without: frozenset[str] = NOT_PLAYED) -> str:
    """A fingerprint of all of a part of a pack that play depends on; `without`: fields that are left out."""
    return hashlib.sha256("\n".join(_bones(part, without)).encode()).hexdigest()


def _bones(part: object, without: frozenset[str]) -> Iterator[str]:
    if isinstance(part, Text):
        return
    if isinstance(part, Frozen):
        for name in (field.name for field in fields(part)):
            if name not in without:
                yield name
                yield from _bones(getattr(part, name), without)
    elif isinstance(part, tuple):
        yield str(len(part))
        for each in part:
            yield from _bones(each, without)
    elif isinstance(part, Mapping):
        for key, each in part.items():
            yield str(key)
            yield from _bones(each, without)
    else:
        yield str(part)


def of_day(pack: Pack, located: Mapping[str, Located], role: str, opens: str) -> str:
    """A fingerprint of all that the proof of a day depends on: the words of its own file and of those that all days
    share, and the skeletons of the other days."""
    own = f"days/{role}.yaml"
    shared = ("pack.yaml", "dimensions.yaml", "days/cast.yaml", "days/world.yaml", "days/coda.yaml")
    parts = [opens, *(f"{name} {located[name].text}" for name in (own, *shared) if name in located)]
    parts += [skeleton(day) for day in pack.days if day.role != role]
    parts.append(" ".join(claim.id for claim in pack.claims(role)))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()
