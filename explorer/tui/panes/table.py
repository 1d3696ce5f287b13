"""The table of panes: modes, tabs, the keys that open them, help, README, pictures and tests are made from it.

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
"""The role of a pane that other code looks up: `opens` is the opening page, `asks` the questions, `tells` the result.
Empty: none."""


@frozen
class PaneSpec:
    """One row of the table: `id` names the pane's words and is used in links, `key` opens it.

    `made_by` is `file:Class`, imported when the pane is first shown. `pose`: the keys to press before a picture is
    taken of it.
    """

    id: str
    key: str
    made_by: str
    purpose: Purpose = ""
    step: str = ""
    """The step of the way through the program that this pane is for (`engine.way`); empty: none."""
    pose: str = ""

    def load(self) -> Callable[..., Screen[None]]:
        """Import the pane's class; it is called with this row and the context."""
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
"""In the order of the tabs; the first is shown at the start."""
IDS = tuple(pane.id for pane in PANES)


def pane(id: str) -> PaneSpec:
    """The row with that id. Raises KeyError."""
    return {pane.id: pane for pane in PANES}[id]


def pane_that(purpose: Purpose) -> PaneSpec:
    """The row with that purpose."""
    return next(pane for pane in PANES if pane.purpose == purpose)
