"""The line that is typed into to filter a pane."""

from __future__ import annotations

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from explorer.terminal.screen import forget_drawn
from explorer.tui.dialogs.box import words_only

EVERYTHING = "/"
"""Typed first, it searches everything."""


class FilterLine(Input):
    """A line above the hints that says what is typed into it; it goes by Enter and Esc."""

    DEFAULT_CSS = """
    FilterLine, FilterLine:focus {
        padding: 0 2; background: $panel; color: $foreground; background-tint: $foreground 0%;
    }
    """
    BINDINGS = [Binding("escape", "clear", show=False)]

    class Filtered(Message):
        """What is searched for now is `text`; empty: nothing."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Filtered):
        """Enter: what is found stays."""

    class Widened(Filtered):
        """A second `/`: everything is searched for what follows it."""

    def __init__(self, text: str, prompt: str) -> None:
        super().__init__(text, placeholder=f"/ {prompt}", select_on_focus=True, compact=True)
        words_only(self)

    def on_mount(self) -> None:
        """Ready to type."""
        self.focus()
        self.selecting = self.screen.text_selection_started_signal

    def on_unmount(self) -> None:
        """Let go of the pane, which outlives the line: Textual's inputs leave it a way back to themselves."""
        self.selecting.unsubscribe(self)
        forget_drawn()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        event.stop()
        if event.value.startswith(EVERYTHING):
            self.screen.post_message(self.Widened(event.value.removeprefix(EVERYTHING)))
            self.remove()
            return
        self.screen.post_message(self.Filtered(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what is found."""
        event.stop()
        self.screen.post_message(self.Kept(event.value))
        self.remove()

    def action_clear(self) -> None:
        """Show everything again."""
        self.screen.post_message(self.Filtered(""))
        self.remove()
