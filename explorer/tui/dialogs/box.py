"""How dialogs stand, and the line that is typed into."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.widgets import Input

from explorer.terminal.screen import TerminalDialog
from explorer.tui.grid import LEFT, RIGHT
from explorer.tui.page import Page, Source

Answer = TypeVar("Answer")

LONGEST = 1024
"""Characters that can be typed into a line."""

BOX = """
{name} {{ align: center middle; }}
{name} Vertical {{
    width: 90%; min-width: 40; max-width: 84; height: {height}; max-height: 90%;
    background: $panel; border: round $edge; padding: 0 1;
    border-subtitle-align: right; border-subtitle-color: $foreground; border-subtitle-background: $panel;
}}
{name} Input, {name} Input:focus {{
    padding: 0 2; background: $panel; color: $foreground; background-tint: $foreground 0%;
}}
{name}:ansi Vertical {{ border: round ansi_default; }}
"""
NARROWEST, WIDEST, SHARE = 40, 84, 0.9
"""Columns of a dialog at least and at most, and the part of the window it takes between."""
FRAME = 4
"""Columns that border and padding take; the border takes half as many lines."""


def fit(page: Page, source: Source, cursor: str | None = None, below: int = 0) -> None:
    """Show `source` on the page of a short dialog, as high as what it says; it scrolls where that is too much. `below`:
    lines that stand under it."""
    window = page.app.size
    width = min(WIDEST, max(NARROWEST, int(window.width * SHARE))) - FRAME
    most = int(window.height * SHARE) - FRAME // 2 - below
    page.styles.height = max(1, min(len(source(width - LEFT - RIGHT)), most))
    page.show(source, cursor)


class Box(TerminalDialog[Answer]):
    """A dialog that closes once, with an answer; `dismiss` does nothing once it is no longer the current screen."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class PageBox(Box[Answer]):
    """A dialog with one page, in which one moves; it closes without an answer."""

    def action_down(self) -> None:
        """One on."""
        self.query_one(Page).move(1)

    def action_up(self) -> None:
        """One back."""
        self.query_one(Page).move(-1)

    def action_turn(self, by: int) -> None:
        """A page on or back."""
        page = self.query_one(Page)
        page.turn(by * max(1, page.size.height - 2))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


def words_only(box: Input) -> Input:
    """An input line of bounded length without a blinking cursor: nothing is sent while nobody types."""
    box.cursor_blink = False
    box.max_length = LONGEST
    return box
