"""The two lines around every pane: the tabs at the top, with the progress of each, and the key hints at the bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.segment import Segment
from textual import events
from textual.message import Message

from explorer.terminal.screen import Drawn, fitted
from explorer.tui.grid import edge
from explorer.tui.theme import BarTone, bar_styles
from explorer.words.frozen import frozen

Words = Sequence[tuple[str, BarTone]]
DONE = "✓"
BETWEEN = 2
"""Columns between two tabs, and between two hints."""


class OneLine(Drawn):
    """One line of text, repainted only when it changes. A click on a key, or on the description next to it, presses
    that key."""

    DEFAULT_CSS = "OneLine { width: 1fr; height: 1; }"

    class Pressed(Message):
        """Message: the hint of `key` was clicked. `key` is the name shown on the line."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self.words: Words = ()
        self.right: Words = ()

    def show(self, words: Words, right: Words = ()) -> None:
        """Replace the text. `right` is aligned to the right end and is never cut off."""
        if (list(words), list(right)) != (list(self.words), list(self.right)):
            self.words, self.right = list(words), list(right)
            self.refresh()

    def segments(self, y: int) -> list[Segment]:
        """The line; text that does not fit is cut off before the part at the right end."""
        look, width = bar_styles(self.app.theme), self.size.width
        free = edge(width)
        blank, right = Segment(" " * free, look[""]), [Segment(text, look[tone]) for text, tone in self.right]
        room = max(0, width - 2 * free - sum(segment.cell_length for segment in right))
        left = fitted([Segment(text, look[tone]) for text, tone in self.words], room, look[""])
        return fitted([blank, *left, *right, blank], width, look[""])

    def on_click(self, event: events.Click) -> None:
        """Post `Pressed` for the key at that column."""
        if key := self._key_at(event.x):
            self.post_message(self.Pressed(key))

    def _key_at(self, x: int) -> str:
        """The key whose name or description is at column `x`; empty between them."""
        free = edge(self.size.width)
        taken = sum(len(text) for text, _ in (*self.words, *self.right))
        gap = (" " * max(0, self.size.width - 2 * free - taken), "")
        key, end = "", free
        for text, tone in (*self.words, gap, *self.right):
            key = text.strip() if tone == "accent" else key if tone else ""
            if end <= x < (end := end + len(text)):
                return key
        return ""


@frozen
class Tab:
    """One tab. `state` is `DONE`, a count such as `7/24`, or empty where nothing was begun; `here` marks the current
    pane."""

    key: str
    title: str
    state: str = ""
    here: bool = False


def tabs(panes: Sequence[Tab], room: int) -> Words:
    """The tabs in at most `room` columns. Where they do not fit, counts are dropped first, then titles; the current
    pane always keeps its title."""
    spans: list[tuple[str, BarTone]] = []
    for titles, counts in ((True, True), (True, False), (False, True), (False, False)):
        spans = [words for number, tab in enumerate(panes) for words in _tab(tab, not number, titles, counts)]
        if sum(len(text) for text, _ in spans) <= room:
            break
    return spans


def _tab(tab: Tab, first: bool, titles: bool, counts: bool) -> Iterator[tuple[str, BarTone]]:
    state = tab.state if counts or tab.state == DONE else ""
    if tab.here:
        if not first:
            yield " ", ""
        yield f"▌{tab.key} {tab.title}{f' {state}' if state else ''} ", "here"
        return
    title = f" {tab.title}" if titles else ""
    yield " " if first else " " * BETWEEN, ""
    yield tab.key, "accent"
    yield f"{title}{' ' if title and state else ''}{state}", "quiet"


@frozen
class Hint:
    """A key and what it does. `first` marks what one should do now: it comes first and in bold."""

    key: str
    text: str
    first: bool = False
    id: str = ""
    """The id of the key in the table of keys."""


def hints(keys: Sequence[Hint], room: int) -> Words:
    """The hints in at most `room` columns; those at the end of the list are dropped first."""
    spans: list[tuple[str, BarTone]] = [(" ", "")]
    room -= 1
    for hint in keys:
        room -= len(hint.key) + len(hint.text) + 1
        if room < 0:
            break
        spans += [(hint.key, "accent"), (f" {hint.text}", "strong" if hint.first else "quiet")]
        room -= BETWEEN
        if room > 0:
            spans.append((" " * BETWEEN, ""))
    return spans
