"""The one table of panes: modes, tabs, the keys that open them, help, README, pictures and tests are made from it.

A pane is a file in this folder with a class in it, a row of this table, the keys of its own in `explorer/tui/keys.py`,
and its words in `content/interface.yaml` (`panes`, `keys`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from textual.screen import Screen

Role = Literal["", "asks", "tells"]
"""Where the questionnaire is asked, and where its result is told; the rest of the program knows those two by it."""


@dataclass(frozen=True)
class PaneSpec:
    """A pane as the rest of the program knows it: `id` names its words and stands in links, `key` opens it.

    `made_by` is its file and class, imported when it is first shown. `pose`: keys after which it shows most of itself,
    for pictures of it.
    """

    id: str
    key: str
    made_by: str
    role: Role = ""
    pose: str = ""

    def load(self) -> Callable[..., Screen[None]]:
        """The pane's class; it is made from this row and the context."""
        file, name = self.made_by.split(":")
        made: Callable[..., Screen[None]] = getattr(import_module(f"explorer.tui.panes.{file}"), name)
        return made


PANES = (
    PaneSpec("profiles", "p", "profiles:Profiles", pose="njw"),
    PaneSpec("diff", "d", "diff:Diff", pose="nn"),
    PaneSpec("simulator", "s", "simulator:Simulator", pose="1v"),
    PaneSpec("test", "t", "questionnaire:Questionnaire", role="asks", pose="n"),
    PaneSpec("result", "r", "result:Result", role="tells", pose="n"),
)
"""The first is shown at the start."""
IDS = tuple(pane.id for pane in PANES)


def pane(id: str) -> PaneSpec:
    """The row of that id. Raises KeyError."""
    return {pane.id: pane for pane in PANES}[id]


def pane_that(role: Role) -> PaneSpec:
    """The row that `asks` or `tells`."""
    return next(pane for pane in PANES if pane.role == role)
