"""`earlier.yaml`: what of a pack was published before, so that codes and visits of those versions can be read.

Written by `explorer check --freeze` and never by hand: what was published does not change any more.
"""

from __future__ import annotations

from typing import Annotated

from explorer.pack.names import Id
from explorer.words.value import Bounds, Frozen


class PublishedScene(Frozen):
    """A scene by its name, how many options it has in all, and whether it is rated."""

    id: Id
    options: Annotated[int, Bounds(ge=1, le=4)]
    rated: bool = True


class PublishedDay(Frozen):
    """A role's day: its scenes in order, how many values each message has that can be heard in it, and a fingerprint
    of its rules: eight hexadecimal digits over what scenes and options ask for and set."""

    role: Id
    scenes: tuple[PublishedScene, ...]
    messages: tuple[Annotated[int, Bounds(ge=1, le=7)], ...] = ()
    rules: str


class Published(Frozen):
    """A version of a pack as codes see it: `code`, the format that its codes were written in; `items`, the ids of the
    questions in the order in which a code holds them; `sets`, those of each further set of questions; its days."""

    version: Annotated[int, Bounds(ge=1)]
    code: Annotated[int, Bounds(ge=1, le=2)]
    items: tuple[Id, ...]
    sets: tuple[tuple[Id, ...], ...] = ()
    days: tuple[PublishedDay, ...] = ()


EarlierFile = tuple[Published, ...]
"""`earlier.yaml`: the published versions, the oldest first."""
