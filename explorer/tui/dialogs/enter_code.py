"""A code, typed or pasted."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.engine.code import CodeError, Opened
from explorer.report.document import Heading, Paragraph, Tone
from explorer.report.layout import layout
from explorer.session.session import Session
from explorer.tui.dialogs.box import BOX, Box, words_only
from explorer.tui.page import Page


class EnterCode(Box[Opened | None]):
    """Gives what the code holds; one that cannot be read says why, and can be mended."""

    DEFAULT_CSS = BOX.format(name="EnterCode", height="auto") + "EnterCode Page { height: 7; }"
    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.refused = ""
        """The code whose fault is shown; what is told of it stays until another is typed."""

    def compose(self) -> ComposeResult:
        """The question and a line for the code."""
        with Vertical():
            yield Page(id="page", raised=True)
            yield words_only(Input(compact=True))

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self._show()

    def _show(self, fault: str = "") -> None:
        tr, words = self.session.tr, self.session.tr.words.keeping
        tone: Tone = "warn" if fault else ""
        keys = Paragraph(tr(words.code_keys), "quiet")
        blocks = (Heading(tr(words.code_title), 2), Paragraph(fault or tr(words.code_where), tone), keys)
        self.query_one(Page).show(lambda width: layout(blocks, width), top=0)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.value != self.refused:
            self._show()

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        try:
            self.dismiss(self.session.opened(event.value))
        except CodeError as error:
            self.refused = event.value
            tr = self.session.tr
            self._show(tr(tr.words.code_faults[error.reason], detail=error.detail))

    def action_leave(self) -> None:
        """Close without taking anything."""
        self.dismiss(None)
