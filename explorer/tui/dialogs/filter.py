"""The line that is typed into to filter a pane."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input

from explorer.tui.dialogs.box import forget_drawn, words_only
from explorer.tui.panes.pane import Pane


class FilterLine(Input):
    """The line that is typed into to filter a pane."""

    DEFAULT_CSS = """
    FilterLine, FilterLine:focus {
        padding: 0 2; background: $panel; color: $foreground; background-tint: $foreground 0%;
    }
    """
    BINDINGS = [Binding("escape", "clear", show=False)]

    def __init__(self, text: str, prompt: str) -> None:
        super().__init__(text, placeholder=f"/ {prompt}", select_on_focus=False, compact=True)
        words_only(self)

    def on_mount(self) -> None:
        """Ready to type."""
        self.focus()
        self.selecting = self.screen.text_selection_started_signal

    def on_unmount(self) -> None:
        """Let go of the pane, which outlives the line: Textual's inputs leave it a way back to themselves."""
        self.selecting.unsubscribe(self)
        forget_drawn()

    @property
    def pane(self) -> Pane:
        """The pane that is filtered."""
        assert isinstance(self.screen, Pane)
        return self.screen

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        event.stop()
        self.pane.search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what is found."""
        event.stop()
        self._end()

    def action_clear(self) -> None:
        """Show everything again."""
        self.pane.search("")
        self._end()

    def _end(self) -> None:
        self.remove()
