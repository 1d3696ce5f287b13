"""Lines in signs that a poor terminal can show."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from explorer.words.ascii import as_ascii, as_console


class PoorLines(LineFilter):
    """Turns signs into others, the widths kept."""

    def __init__(self, turned: Callable[[str], str]) -> None:
        super().__init__()
        self.turned = turned

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with other signs."""
        return [
            segment if segment.text.isascii() else Segment(self.turned(segment.text), segment.style, segment.control)
            for segment in segments
        ]


POOR = {"ascii": PoorLines(as_ascii), "console": PoorLines(as_console)}
