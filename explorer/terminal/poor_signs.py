"""A line filter that replaces characters the terminal cannot show."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from explorer.words.ascii import as_ascii, as_console


class PoorLines(LineFilter):
    """Replaces characters by others of the same width."""

    def __init__(self, turned: Callable[[str], str]) -> None:
        super().__init__()
        self.turned = turned

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with their text replaced."""
        return [
            segment if segment.text.isascii() else Segment(self.turned(segment.text), segment.style, segment.control)
            for segment in segments
        ]


POOR = {"ascii": PoorLines(as_ascii), "console": PoorLines(as_console)}
