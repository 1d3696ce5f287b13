"""Leaving, where something would be lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from explorer.report.document import Heading, Paragraph, Point
from explorer.report.layout import layout
from explorer.report.pack_translator import translator_of
from explorer.tui.dialogs.box import BOX, Box, fit
from explorer.tui.dialogs.export import exporting
from explorer.tui.page import Page

if TYPE_CHECKING:
    from explorer.tui.app import ExplorerApp


class Leave(Box[None]):
    """Staying is the default; leaving is one key more."""

    DEFAULT_CSS = BOX.format(name="Leave", height="auto")
    BINDINGS = [
        Binding("j,down,tab", "move(1)", show=False),
        Binding("k,up,shift+tab", "move(-1)", show=False),
        Binding("enter", "take", show=False),
        Binding("escape", "leave", show=False),
        Binding("e", "export", show=False),
        Binding("q,ctrl+q,ctrl+c", "quit", show=False),
    ]

    app: ExplorerApp

    def compose(self) -> ComposeResult:
        """The question."""
        with Vertical():
            yield Page(id="page", raised=True)

    def on_resize(self) -> None:
        """Show it, with staying under the cursor at first."""
        tr = translator_of(self.app.pack, self.app.history.now.language)
        words = tr.words.dialogs
        blocks = (
            Heading(tr(words.quit_title), 2),
            Point(tr(words.quit_stay), id="stay", mark="Esc", tone="strong"),
            Point(
                tr(words.take_home_title if self.app.take_home else words.quit_export),
                id="export",
                mark="e  ",
                tone="strong",
            ),
            Point(tr(words.quit_leave), id="quit", mark="q  ", tone="strong"),
            Paragraph(tr(words.quit_hosted if self.app.take_home else words.quit_explained), "quiet"),
        )
        page = self.query_one(Page)
        fit(page, lambda width: layout(blocks, width), page.cursor or "stay")

    def action_move(self, by: int) -> None:
        """Another answer."""
        self.query_one(Page).move(by)

    @on(Page.Opened)
    def action_take(self) -> None:
        """The answer under the cursor."""
        match self.query_one(Page).cursor:
            case "quit":
                self.action_quit()
            case "export":
                self.action_export()
            case _:
                self.action_leave()

    def action_export(self) -> None:
        """Export, and stay."""
        self.dismiss()
        self.app.call_later(self.app.push_screen, exporting(self.app))

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()
