"""The one table of panes: modes, tabs, the keys that open them, help, README, pictures and tests are made from it.

A pane is a file in this folder with a class in it, a row of this table, the keys of its own in `explorer/tui/keys.py`,
and its words in `content/interface.yaml` (`panes`, `keys`).
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from explorer.words.frozen import frozen

if TYPE_CHECKING:
    from textual.screen import Screen

Purpose = Literal["", "opens", "asks", "tells"]
"""What a pane is for, where other code must find it: the opening page, the questions, the result. Empty: no need."""


@frozen
class PaneSpec:
    """A pane as the rest of the program knows it: `id` names its words and stands in links, `key` opens it.

    `made_by` is its file and class, imported when it is first shown. `pose`: keys after which it shows most of itself,
    for pictures of it.
    """

    id: str
    key: str
    made_by: str
    purpose: Purpose = ""
    step: str = ""
    """Which step of the way through it is for (`engine.way`)."""
    pose: str = ""

    def load(self) -> Callable[..., Screen[None]]:
        """The pane's class; it is made from this row and the context."""
        file, name = self.made_by.split(":")
        made: Callable[..., Screen[None]] = getattr(import_module(f"explorer.tui.panes.{file}"), name)
        return made


PANES = (
    PaneSpec("opening", "i", "opening:Opening", purpose="opens"),
    PaneSpec("profiles", "p", "profiles:Profiles", step="read", pose="njw"),
    PaneSpec("diff", "d", "diff:Diff", step="compare", pose="nn"),
    PaneSpec("simulator", "s", "simulator:Simulator", step="live", pose="1v"),
    PaneSpec("test", "t", "questionnaire:Questionnaire", purpose="asks", step="answer", pose="n"),
    PaneSpec("result", "r", "result:Result", purpose="tells", step="see", pose="n"),
)
"""The first is shown at the start."""
IDS = tuple(pane.id for pane in PANES)


def pane(id: str) -> PaneSpec:
    """The row of that id. Raises KeyError."""
    return {pane.id: pane for pane in PANES}[id]


def pane_that(purpose: Purpose) -> PaneSpec:
    """The row that `opens`, `asks` or `tells`."""
    return next(pane for pane in PANES if pane.purpose == purpose)
