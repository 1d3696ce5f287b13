"""A message dialog, for what is too important for the last line of the screen."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.events import Key

from explorer.report.document import Heading, Paragraph
from explorer.report.layout import layout
from explorer.report.pack_translator import PackTranslator
from explorer.tui.dialogs.box import BOX, Box, fit
from explorer.tui.page import Page


class Notice(Box[None]):
    """A title, an emphasised line and an explanation; any key closes it."""

    DEFAULT_CSS = BOX.format(name="Notice", height="auto")

    def __init__(self, tr: PackTranslator, title: str, text: str, explained: str) -> None:
        super().__init__()
        any_key = Paragraph(tr(tr.words.dialogs.any_key), "quiet")
        self.blocks = Heading(title, 2), Paragraph(text, "accent"), Paragraph(explained), any_key

    def compose(self) -> ComposeResult:
        """The words."""
        with Vertical():
            yield Page(id="page", raised=True)

    def on_resize(self) -> None:
        """Show the message, as high as it needs."""
        fit(self.query_one(Page), lambda width: layout(self.blocks, width))

    def on_key(self, event: Key) -> None:
        """Close."""
        event.stop()
        self.dismiss()
