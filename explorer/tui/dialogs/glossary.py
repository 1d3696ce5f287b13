"""The glossary dialog."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical

from explorer.report.glossary import TERM, words_of_the_trade
from explorer.report.layout import layout
from explorer.report.pack_translator import PackTranslator
from explorer.tui.dialogs.box import BOX, PageBox
from explorer.tui.dialogs.commands import LETTERS, MOVES
from explorer.tui.page import Page


class Glossary(PageBox[None]):
    """Every term of the pack's glossary with its meaning, in alphabetical order; opens at `term` if one is given."""

    DEFAULT_CSS = BOX.format(name="Glossary", height="90%")
    BINDINGS = [*MOVES, *LETTERS[:3]]

    def __init__(self, tr: PackTranslator, term: str = "") -> None:
        super().__init__()
        self.blocks, self.term = tuple(words_of_the_trade(tr)), term

    def compose(self) -> ComposeResult:
        """The list."""
        with Vertical():
            page = Page(id="page", raised=True)
            page.show(lambda width: layout(self.blocks, width), f"{TERM}{self.term}" if self.term else None)
            yield page
