"""The margin of a page: after a thin rule, what belongs to its text: titles, sources, links."""

from __future__ import annotations

from rich.segment import Segment

from explorer.report.lines import Line
from explorer.report.links import GO
from explorer.tui.grid import BEFORE, MARGIN
from explorer.tui.page import CURSOR, Page

RULE = "│"


class Margin(Page):
    """Lines at the right of the page, blank when there are none. It has the cursor only while `pointing`."""

    DEFAULT_CSS = f"Margin {{ width: {BEFORE + MARGIN + 1}; height: 1fr; padding: 0; }}"

    def __init__(self, id: str) -> None:
        super().__init__(id=id, pointing=False)

    @property
    def column(self) -> int:
        """Columns of its text."""
        return MARGIN

    def put(self, lines: list[Line], here: str) -> None:
        """Show these lines, `here` in sight if one of them has that id, else from the first; while it is read, where
        one is."""
        if bool(lines) != bool(self.lines):  # the rule comes or goes
            self.refresh()
        if self.pointing:
            self.show(lambda width: lines)
        elif any(line.id == here for line in lines):
            self.show(lambda width: lines, here)
        else:
            self.show(lambda width: lines, "", 0)

    @property
    def opens(self) -> bool:
        """Whether something in it can be opened."""
        return any(line.id.startswith(GO) for line in self.lines)

    def _before(self, marked: bool) -> list[Segment]:
        look, rule = self._look, RULE if self.lines else " "
        return [
            Segment(rule, look["quiet"]),
            Segment(CURSOR if marked else " ", look["accent" if marked else ""]),
            Segment(" ", look[""]),
        ]


def titles(lines: list[Line]) -> list[tuple[int, str]]:
    """Where each title of a page begins, and its words, on however many lines they are."""
    placed: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        text = "".join(span.text for span in line.spans if span.heading)
        if text and placed and lines[index - 1].spans and lines[index - 1].spans[0].heading:
            placed[-1] = placed[-1][0], f"{placed[-1][1]} {text}"
        elif text:
            placed.append((index, text))
    return placed
