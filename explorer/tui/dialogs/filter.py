"""The input line that filters a pane."""

from __future__ import annotations

from textual.binding import Binding
from textual.message import Message
from textual.widgets import Input

from explorer.terminal.screen import forget_drawn
from explorer.tui.dialogs.box import words_only

EVERYTHING = "/"
"""Typed as the first character, it switches to the search over everything."""


class FilterLine(Input):
    """An input line above the hints that posts its text while one types; Enter and Esc remove it."""

    DEFAULT_CSS = """
    FilterLine, FilterLine:focus {
        padding: 0 2; background: $panel; color: $foreground; background-tint: $foreground 0%;
    }
    """
    BINDINGS = [Binding("escape", "clear", show=False)]

    class Filtered(Message):
        """Message: the filter is now `text`; empty: no filter."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Kept(Filtered):
        """Message: Enter was pressed; the filter stays."""

    class Widened(Filtered):
        """Message: a second `/` was typed; search everything for `text`."""

    def __init__(self, text: str, prompt: str) -> None:
        super().__init__(text, placeholder=f"/ {prompt}", select_on_focus=True, compact=True)
        words_only(self)

    def on_mount(self) -> None:
        """Take the focus."""
        self.focus()
        self.selecting = self.screen.text_selection_started_signal

    def on_unmount(self) -> None:
        """Unsubscribe from the screen's signal: Textual leaves a reference to the removed input there, and the pane
        outlives the line."""
        self.selecting.unsubscribe(self)
        forget_drawn()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter while text is being typed."""
        event.stop()
        if event.value.startswith(EVERYTHING):
            self.screen.post_message(self.Widened(event.value.removeprefix(EVERYTHING)))
            self.remove()
            return
        self.screen.post_message(self.Filtered(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep the filter and close."""
        event.stop()
        self.screen.post_message(self.Kept(event.value))
        self.remove()

    def action_clear(self) -> None:
        """Clear the filter and close."""
        self.screen.post_message(self.Filtered(""))
        self.remove()
