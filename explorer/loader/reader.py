"""Reads the pack of a folder, or the built-in one.

A pack is validated whenever it is read; the built-in one is cached in compiled form, as Python caches its own modules.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING

from explorer.loader import cache
from explorer.loader.installed import built_in
from explorer.loader.interface import built_in_interface
from explorer.pack.pack import Pack

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from explorer.loader.known import Known
    from explorer.loader.locate import Located


__all__ = ["built_in", "built_in_interface", "read_located", "read_pack", "uncollected"]


def read_pack(folder: Traversable | None = None) -> Pack:
    """The pack in `folder`, or the built-in one. Raises PackError with every fault found."""
    if folder is not None:
        return read_located(folder)[0]
    if known := cache.pack(built_in()):
        return known
    pack = read_located()[0]
    cache.save(built_in(), pack)
    return pack


def read_located(folder: Traversable | None = None, known: Known | None = None) -> tuple[Pack, Mapping[str, Located]]:
    """Like `read_pack`, but never from the cache, and with the positions of everything by file name, for checks.
    `known`: values cached from an earlier reading."""
    from explorer.loader.folder import Folder

    with uncollected():  # thousands of small values that all stay: looking for garbage among them doubles the time
        if known:
            known.read_again()
        reading = Folder(folder or built_in(), built_in_interface if folder else None, known)
        return reading.pack(), reading.located


@contextmanager
def uncollected() -> Iterator[None]:
    """A context without garbage collection, for creating very many small values without reference cycles."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
