"""The question before quitting, asked when something would be lost."""

from __future__ import annotations

from typing import Literal

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from explorer.report.document import Heading, Paragraph, Point
from explorer.report.layout import layout
from explorer.report.pack_translator import PackTranslator
from explorer.tui.dialogs.box import BOX, Box, fit
from explorer.tui.page import Page

Answer = Literal["stay", "export", "quit"]


class Leave(Box[Answer]):
    """Asks before quitting whether to stay (the default), export or quit."""

    DEFAULT_CSS = BOX.format(name="Leave", height="auto")
    BINDINGS = [
        Binding("j,down,tab", "move(1)", show=False),
        Binding("k,up,shift+tab", "move(-1)", show=False),
        Binding("enter", "take", show=False),
        Binding("escape", "answer('stay')", show=False),
        Binding("e", "answer('export')", show=False),
        Binding("q,ctrl+q,ctrl+c", "answer('quit')", show=False),
    ]

    def __init__(self, tr: PackTranslator, hosted: bool) -> None:
        super().__init__()
        self.tr, self.hosted = tr, hosted

    def compose(self) -> ComposeResult:
        """The question."""
        with Vertical():
            yield Page(id="page", raised=True)

    def on_resize(self) -> None:
        """Show the question; at first the cursor is on staying."""
        tr, words = self.tr, self.tr.words.dialogs
        blocks = (
            Heading(tr(words.quit_title), 2),
            Point(tr(words.quit_stay), id="stay", mark="Esc", tone="strong"),
            Point(
                tr(words.take_home_title if self.hosted else words.quit_export),
                id="export",
                mark="e  ",
                tone="strong",
            ),
            Point(tr(words.quit_leave), id="quit", mark="q  ", tone="strong"),
            Paragraph(tr(words.quit_hosted if self.hosted else words.quit_explained), "quiet"),
        )
        page = self.query_one(Page)
        fit(page, lambda width: layout(blocks, width), page.cursor or "stay")

    def action_move(self, by: int) -> None:
        """Move to another answer."""
        self.query_one(Page).move(by)

    @on(Page.Opened)
    def action_take(self) -> None:
        """Close with the answer under the cursor."""
        self.action_answer(self.query_one(Page).cursor)

    def action_answer(self, answer: str) -> None:
        """Close with that answer."""
        self.dismiss("quit" if answer == "quit" else "export" if answer == "export" else "stay")
