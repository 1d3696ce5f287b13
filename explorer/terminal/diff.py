"""Which cells differ, and an update that sends only those."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.control import Control
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate


def changed(before: Iterable[Segment], after: Iterable[Segment], ground: Style) -> tuple[int, int]:
    """The first cell that differs and the one after the last, counted from 0; both 0 when none does.

    The shorter line goes on as blanks on `ground`.
    """
    was, now = _cells(before), _cells(after)
    blank = (" ", ground)
    length = max(len(was), len(now))
    was += [blank] * (length - len(was))
    now += [blank] * (length - len(now))
    first = next((x for x in range(length) if was[x] != now[x]), None)
    if first is None:
        return 0, 0
    return first, next(x for x in range(length, first, -1) if was[x - 1] != now[x - 1])


def _cells(segments: Iterable[Segment]) -> list[tuple[str, Style]]:
    return [(sign, segment.style or Style()) for segment in segments for sign in segment.text]


class Lean(ChopsUpdate):
    """An update that sends the cells that changed: Textual 8.2 begins each line of it where its widget begins."""

    def render_segments(self, console: Console) -> str:
        """The update as the terminal reads it."""
        sent: list[str] = []
        for y, first, end in self.spans:
            for stop, (start, strip) in zip(self.chop_ends[y], self.chops[y].items(), strict=False):
                left, right = max(start, first), min(stop, end)
                if strip is not None and left < right:
                    sent += [
                        Control.move_to(left, y).segment.text,
                        strip.crop(left - start, right - start).render(console),
                    ]
        return "".join(sent)
