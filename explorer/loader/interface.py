"""The program's own words."""

from __future__ import annotations

from functools import cache

from explorer.loader.compiled import words
from explorer.loader.installed import built_in
from explorer.words.interface import Interface


@cache
def built_in_interface() -> Interface:
    """The program's own words, in the languages it comes in."""
    if known := words(built_in()):
        return known
    from explorer.loader.folder import Folder

    return Folder(built_in()).shaped("interface.yaml", Interface)
