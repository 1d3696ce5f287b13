"""A cache of the results of checks on days, for an author who checks after every edit.

The result of each check is stored under a fingerprint of all that the check was shown (`shown`). Most edits change only
words, and the checks that count over all of play are shown none. The cache is written next to the modules that Python
compiled, if Python may write there, with a fingerprint of the program; results of another version are never used.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")
MOST = 2_000
"""The most values kept; the least recently used is dropped first."""
PROGRAM = Path(__file__).resolve().parents[2]
PROVERS = tuple(PROGRAM / layer for layer in ("words", "pack", "engine", "loader", "checks"))
"""The folders whose modules determine a result."""
PROVED = PROGRAM / "checks" / "__pycache__" / f"proved.{sys.implementation.cache_tag}.pickle"
"""The cache file: next to Python's compiled modules, and trusted like them."""


class Memory:
    """Values by name, each with the key that it was made for. `file`: where they are stored between runs."""

    def __init__(self, file: Path | None = None) -> None:
        self.file = file
        self.values: dict[tuple[str, str], object] = _loaded(file) if file else {}
        self.changed = False

    def kept(self, name: str, key: str, make: Callable[[], Value]) -> Value:
        """The cached value of that name for `key`, or else a new one."""
        at = name, key
        if at in self.values:
            self.values[at] = self.values.pop(at)
        else:
            self.values[at] = make()
            self.changed = True
            while len(self.values) > MOST:
                del self.values[next(iter(self.values))]
        return self.values[at]  # type: ignore[return-value]

    def save(self) -> None:
        """Write the cache for the next run, unless nothing is new or Python may not write bytecode."""
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
    """The cache written by this version of the program; empty if it cannot be read."""
    try:
        with file.open("rb") as opened:
            prover, values = pickle.load(opened)  # noqa: S301  # see PROVED
    except Exception:  # whatever is wrong with it: everything is proved anew
        return {}
    return values if prover == _prover() else {}


def _prover() -> str:
    """A fingerprint of the modules that determine a result."""
    parts = hashlib.sha256()
    for layer in PROVERS:
        for file in sorted(layer.rglob("*.py")):
            parts.update(f"{file.relative_to(PROGRAM)} ".encode() + file.read_bytes())
    return parts.hexdigest()
