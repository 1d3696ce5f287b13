"""Something too important for the last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key

from explorer.report.document import Heading, Paragraph
from explorer.report.layout import layout
from explorer.report.pack_translator import translator_of
from explorer.tui.dialogs.box import BOX, Box, fit
from explorer.tui.page import Page

if TYPE_CHECKING:
    from explorer.tui.app import ExplorerApp


class Notice(Box[None]):
    """Something too important for the last line; any key closes it."""

    DEFAULT_CSS = BOX.format(name="Notice", height="auto")

    app: ExplorerApp

    def __init__(self, title: str, said: str, explained: str) -> None:
        super().__init__()
        self.blocks = Heading(title, 2), Paragraph(said, "accent"), Paragraph(explained)

    def compose(self) -> ComposeResult:
        """The words."""
        with Vertical():
            yield Page(id="page", raised=True)

    def on_resize(self) -> None:
        """Show them, with as much room as they need."""
        tr = translator_of(self.app.pack, self.app.history.now.language)
        blocks = (*self.blocks, Paragraph(tr(tr.words.dialogs.any_key), "quiet"))
        fit(self.query_one(Page), lambda width: layout(blocks, width))

    def on_key(self, event: Key) -> None:
        """Close."""
        event.stop()
        self.dismiss()
