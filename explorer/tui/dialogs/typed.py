"""A dialog in which something is typed."""

from __future__ import annotations

from typing import Generic

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.report.document import Document
from explorer.report.layout import layout
from explorer.session.session import Session
from explorer.tui.dialogs.box import Answer, Box, fit, words_only
from explorer.tui.page import Page


class Refused(Exception):
    """What was typed cannot be taken; the sentence says why."""


class Typed(Box[Answer | None], Generic[Answer]):
    """A page and a line to type in: what is typed is taken, or the page says why not, and it can be mended."""

    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.refused = ""
        """What was typed whose fault is shown; it stays until something else is typed."""

    def blocks(self, fault: str) -> Document:
        """What stands on the page; `fault`: why what was typed cannot be taken, or empty."""
        raise NotImplementedError

    def take(self, text: str) -> Answer | None:
        """What comes of what was typed; None closes the dialog without an answer. Raises Refused."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The page and the line."""
        with Vertical():
            yield Page(id="page", raised=True)
            yield words_only(Input(compact=True))

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Show it, with as much room as it needs."""
        self.tell()

    def tell(self, fault: str = "") -> None:
        """Show the page; a fault is in sight."""
        blocks = self.blocks(fault)
        page = self.query_one(Page)
        fit(page, lambda width: layout(blocks, width), below=1)
        if fault:
            page.ends(last=True)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self.refused and event.value != self.refused:
            self.refused = ""
            self.tell()

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(self.take(event.value))
        except Refused as refused:
            self.refused = event.value
            self.tell(str(refused))

    def action_leave(self) -> None:
        """Close without taking anything."""
        self.dismiss(None)
