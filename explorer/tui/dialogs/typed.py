"""The base class of dialogs with an input line."""

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
    """The text typed is not valid; the message says why."""


class Typed(Box[Answer | None], Generic[Answer]):
    """A page and an input line. A valid text closes the dialog with an answer; for an invalid one the page says why,
    and it can be corrected."""

    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.refused = ""
        """The invalid text whose fault is shown, until something else is typed."""

    def blocks(self, fault: str) -> Document:
        """The blocks of the page; `fault` says why the text typed is not valid, or is empty."""
        raise NotImplementedError

    def take(self, text: str) -> Answer | None:
        """The answer for the text typed; None closes the dialog without an answer. Raises Refused."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """The page and the input line."""
        with Vertical():
            yield Page(id="page", raised=True)
            yield words_only(Input(compact=True))

    def on_mount(self) -> None:
        """Focus the input line."""
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Show the page, as high as it needs."""
        self.tell()

    def tell(self, fault: str = "") -> None:
        """Show the page; with a fault, scroll to it."""
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
