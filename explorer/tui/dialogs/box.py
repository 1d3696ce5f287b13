"""How dialogs stand, and the line that is typed into."""

from __future__ import annotations

from textual.widgets import Input

BOX = """
{name} {{ align: center middle; }}
{name} Vertical {{
    width: 90%; max-width: 84; height: {height}; max-height: 90%;
    background: $background; border: round $accent; padding: 0 1;
}}
{name} Input {{ padding: 0 2; background: $background; color: $foreground; }}
"""


def words_only(box: Input) -> Input:
    """An input line without a blinking cursor: nothing is sent while nobody types."""
    box.cursor_blink = False
    return box
