"""Lines in ASCII, for terminals that show nothing else."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from explorer.report.ascii import as_ascii


class AsciiLines(LineFilter):
    """Turns every cell into one ASCII sign, the widths kept."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments with other signs."""
        return [
            segment if segment.text.isascii() else Segment(as_ascii(segment.text), segment.style, segment.control)
            for segment in segments
        ]
