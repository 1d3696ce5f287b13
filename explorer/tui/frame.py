"""The two lines that frame every pane: tabs above, hints below."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from explorer.terminal.diff import changed
from explorer.tui.theme import BarTone, bar_styles

Words = Sequence[tuple[str, BarTone]]


class OneLine(Widget):
    """Some words on one line, repainted only when they change."""

    DEFAULT_CSS = "OneLine { width: 1fr; height: 1; }"

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.words: Words = ()
        self.right: Words = ()

    def show(self, words: Words, right: Words = ()) -> None:
        """Show other words, `right` at the right end and never cut."""
        if (list(words), list(right)) != (list(self.words), list(self.right)):
            before = self._strip()
            self.words, self.right = list(words), list(right)
            first, end = changed(before, self._strip(), bar_styles(self.app.theme)[""])
            self.refresh(Region(first, 0, end - first, 1))

    def render_line(self, y: int) -> Strip:
        """The line; words that do not fit are cut before those at the right end."""
        return self._strip()

    def _strip(self) -> Strip:
        look, width = bar_styles(self.app.theme), self.size.width
        right = [Segment(text, look[tone]) for text, tone in self.right]
        taken = sum(len(segment.text) for segment in right)
        left = Strip([Segment(text, look[tone]) for text, tone in self.words])
        return Strip.join([left.adjust_cell_length(max(0, width - taken), look[""]), Strip(right)]).crop(0, width)
