"""A code, typed or pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.engine.code import CodeError, decode
from explorer.engine.visit import Visit
from explorer.report.document import Heading, Paragraph, Tone
from explorer.report.layout import layout
from explorer.report.pack_translator import translator_of
from explorer.tui.dialogs.box import BOX, Box, words_only
from explorer.tui.page import Page

if TYPE_CHECKING:
    from explorer.tui.app import ExplorerApp


class EnterCode(Box[Visit | None]):
    """Gives the visit of the code; one that cannot be read says why, and can be mended."""

    DEFAULT_CSS = BOX.format(name="EnterCode", height="auto") + "EnterCode Page { height: 7; }"
    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False)]

    app: ExplorerApp
    refused = ""
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
        tr = translator_of(self.app.pack, self.app.history.now.language)
        words = tr.words.keeping
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
        pack, language = self.app.pack, self.app.history.now.language
        try:
            self.dismiss(decode(pack, event.value, language))
        except CodeError as error:
            self.refused = event.value
            fault = getattr(pack.interface.code_faults, error.reason)
            self._show(fault.fill(language, detail=error.detail))

    def action_leave(self) -> None:
        """Close without taking anything."""
        self.dismiss(None)
