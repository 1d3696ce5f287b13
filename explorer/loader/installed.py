"""Packs by name: the built-in one, and those from other installed packages.

A package offers a pack by an entry point in the group `explorer.packs`: the pack's name, and the package whose folder
contains its `pack.yaml`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

GROUP = "explorer.packs"
BUILT_IN = "built-in"
"""The name of the built-in pack, whatever its id."""


def built_in() -> Traversable:
    """The folder of the built-in pack: inside the package, or next to it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_content", package.parent / "content"):
        if folder.is_dir():
            return folder
    from importlib.resources import files  # the package is in an archive; 20 ms that others need not spend

    return files("explorer") / "_content"


def names() -> list[str]:
    """The names of all installed packs."""
    from importlib.metadata import entry_points

    return [BUILT_IN, *sorted({point.name for point in entry_points(group=GROUP)} - {BUILT_IN})]


def installed(name: str) -> Traversable | None:
    """The folder of the installed pack of that name; None if there is none. Raises PackError if its package cannot be
    imported."""
    if name == BUILT_IN:
        return built_in()
    from importlib.metadata import entry_points
    from importlib.resources import files

    from explorer.loader.faults import Finding, PackError

    for point in entry_points(group=GROUP):
        if point.name == name:
            try:
                return files(point.module)
            except Exception as error:  # it is another's package, and anything may be wrong with it
                values = {"reason": f"{point.value}: {error}"}
                raise PackError([Finding("", 1, 1, "", "file_unreadable", values)]) from None
    return None
