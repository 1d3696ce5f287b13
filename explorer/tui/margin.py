"""A margin of a page: right of a thin rule, what belongs to the text: its titles, sources and links."""

from __future__ import annotations

from rich.segment import Segment

from explorer.report.lines import Line
from explorer.report.links import GO
from explorer.tui.grid import BEFORE, MARGIN
from explorer.tui.page import CURSOR, Page

RULE = "│"


class Margin(Page):
    """Lines to the right of the page, blank when there are none. It shows a cursor only while `pointing` is set."""

    DEFAULT_CSS = f"Margin {{ width: {BEFORE + MARGIN + 1}; height: 1fr; padding: 0; }}"

    def __init__(self, id: str) -> None:
        super().__init__(id=id, pointing=False)

    @property
    def column(self) -> int:
        """Width of its text in columns."""
        return MARGIN

    def put(self, lines: list[Line], here: str) -> None:
        """Show `lines`. While `pointing`, the scroll position stays; else scroll to the line with the id `here`, or to
        the top if there is none."""
        if bool(lines) != bool(self.lines):  # the rule appears or disappears
            self.refresh()
        if self.pointing:
            self.show(lambda width: lines)
        elif any(line.id == here for line in lines):
            self.show(lambda width: lines, here)
        else:
            self.show(lambda width: lines, "", 0)

    @property
    def opens(self) -> bool:
        """Whether it contains a link."""
        return any(line.id.startswith(GO) for line in self.lines)

    def _before(self, marked: bool) -> list[Segment]:
        look, rule = self._look, RULE if self.lines else " "
        return [
            Segment(rule, look["quiet"]),
            Segment(CURSOR if marked else " ", look["accent" if marked else ""]),
            Segment(" ", look[""]),
        ]


def titles(lines: list[Line]) -> list[tuple[int, str]]:
    """Each title of a page as (index of its first line, text); a title may take several lines."""
    placed: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        text = "".join(span.text for span in line.spans if span.heading)
        if text and placed and lines[index - 1].spans and lines[index - 1].spans[0].heading:
            placed[-1] = placed[-1][0], f"{placed[-1][1]} {text}"
        elif text:
            placed.append((index, text))
    return placed
