"""The base classes of dialogs: their style, their size and their common actions."""

from __future__ import annotations

from typing import TypeVar

from textual.await_complete import AwaitComplete
from textual.widgets import Input

from explorer.terminal.screen import TerminalDialog
from explorer.tui.grid import LEFT, RIGHT
from explorer.tui.page import Page, Source

Answer = TypeVar("Answer")

LONGEST = 1024
"""The most characters that an input line takes."""

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
"""Smallest and largest width of a dialog in columns, and the share of the window it takes in between."""
FRAME = 4
"""Columns taken by border and padding; the border takes half as many lines."""


def fit(page: Page, source: Source, cursor: str | None = None, below: int = 0) -> None:
    """Show `source` on the page of a short dialog and make the page as high as its text; it scrolls if that is too high
    for the window. `below`: lines that stand under the page."""
    window = page.app.size
    width = min(WIDEST, max(NARROWEST, int(window.width * SHARE))) - FRAME
    most = int(window.height * SHARE) - FRAME // 2 - below
    page.styles.height = max(1, min(len(source(width - LEFT - RIGHT)), most))
    page.show(source, cursor)


class Box(TerminalDialog[Answer]):
    """A dialog that returns an answer when it closes; `dismiss` does nothing if it is no longer the current screen."""

    def dismiss(self, result: Answer | None = None) -> AwaitComplete:
        """Close with an answer."""
        return super().dismiss(result) if self.is_current else AwaitComplete()


class PageBox(Box[Answer]):
    """A dialog with one page that can be scrolled; it closes without an answer."""

    def action_down(self) -> None:
        """Move down by one."""
        self.query_one(Page).move(1)

    def action_up(self) -> None:
        """Move up by one."""
        self.query_one(Page).move(-1)

    def action_turn(self, by: int) -> None:
        """Scroll by a page, forwards (1) or back (-1)."""
        page = self.query_one(Page)
        page.turn(by * max(1, page.size.height - 2))

    def action_leave(self) -> None:
        """Close."""
        self.dismiss(None)


def words_only(box: Input) -> Input:
    """Limit an input's length and stop its cursor from blinking, so that nothing is sent while nobody types."""
    box.cursor_blink = False
    box.max_length = LONGEST
    return box
