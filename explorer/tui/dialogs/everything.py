"""The search over everything, as a full-screen dialog: an input line, and the results of each pane."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widgets import Input

from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.everything import GLOSSARY, MOST, Entry, entries, popular, search_in, title_of
from explorer.report.layout import Line, layout
from explorer.session.session import Session
from explorer.tui import grid
from explorer.tui.dialogs.box import PageBox, words_only
from explorer.tui.dialogs.commands import MOVES
from explorer.tui.frame import Hint, OneLine, Words, hints
from explorer.tui.grid import RULE_AT, edge
from explorer.tui.margin import Margin
from explorer.tui.page import Page
from explorer.tui.panes.table import IDS
from explorer.words.text import shortened

TRY = "try "
"""The prefix of the id of a suggested word; the word follows."""
LABEL, LABEL_NARROW = 20, 10
"""Columns for the title of the page or section that a result is from, on a wide and on a narrow page."""


class Everything(PageBox[Entry | None]):
    """An input line and the matching entries, grouped by pane; returns the entry that was chosen."""

    DEFAULT_CSS = """
    Everything { align: left top; layout: vertical; background: $background; }
    Everything Horizontal { height: 1fr; }
    Everything Input, Everything Input:focus {
        padding: 0 2; background: $background; color: $foreground; background-tint: $foreground 0%;
    }
    Everything .absent { display: none; }
    """
    BINDINGS = MOVES

    def __init__(self, session: Session, tabs: Words, typed: str = "") -> None:
        super().__init__()
        self.session, self.tr, self.tabs, self.typed = session, session.tr, tabs, typed
        self.every = entries(session.tr, session.visit, session.country)
        self.found: tuple[Entry, ...] = ()
        """The entries on the page, in order."""

    def compose(self) -> ComposeResult:
        """Tabs, the input line, the results with a margin beside them, hints."""
        yield OneLine("tabs")
        line = Input(self.typed, placeholder=f"/ {self.tr(self.tr.words.search.prompt)}", compact=True)
        line.select_on_focus = False
        line.styles.margin = (0, 0, 0, edge(self.app.size.width))
        yield words_only(line)
        page, margin = Page(id="page"), Margin("margin")
        page.moved = self._frame
        page.styles.width = RULE_AT if grid.margins(self.app.size.width) else "1fr"
        margin.set_class(not grid.margins(self.app.size.width), "absent")
        body = Horizontal(page, margin)
        body.styles.padding = (0, 0, 0, edge(self.app.size.width))
        yield body
        yield OneLine("hints")

    def on_mount(self) -> None:
        """Focus the input line and show the first results."""
        self.query_one(Input).focus()
        self._search()

    def _search(self) -> None:
        self.query_one(Page).show(self._lines, top=0)
        ids = [line.id for line in self.query_one(Page).lines if line.id]
        self.query_one(Page).show(self._lines, ids[0] if ids else "", 0)
        self._frame()

    def _frame(self) -> None:
        keys = self.tr.words.search
        keys_shown = [
            Hint("Enter", self.tr(keys.go), True),
            Hint("↑↓", self.tr(keys.move)),
            Hint("Esc", self.tr(keys.leave)),
        ]
        self.query_one("#tabs", OneLine).show(self.tabs)
        self.query_one("#hints", OneLine).show(hints(keys_shown, self.app.size.width - 2 * edge(self.app.size.width)))
        margin = self.query_one(Margin)
        if margin.display:
            margin.put(layout(self._beside(), grid.MARGIN, ()), "")

    # --- what is shown -----------------------------------------------------------------------------------------

    def _lines(self, width: int) -> list[Line]:
        return layout(self._blocks(width), width, ())

    def _blocks(self, width: int) -> Iterator[Block]:
        tr, words = self.tr, self.tr.words.search
        if not self.typed.strip():
            yield Heading(tr(words.title), 2)
            yield Paragraph(tr(words.lead), "quiet")
            yield from self._words(popular(tr))
            return
        result = search_in(tr, self.every, self.typed)
        yield Heading(tr(words.title), 2, aside=tr(words.count, n=len(result.entries)))
        if result.also:
            yield Point(tr(words.also, words=", ".join(result.also)), mark="", tone="quiet", brief=True)
        self.found = ()
        for group in (*IDS, GLOSSARY):
            if hits := result.group(group):
                yield Heading(title_of(self.tr, group), 3)
                yield from self._hits(hits, width)
        if result.entries:
            if nothing := [
                title_of(self.tr, group).lower() for group in (*IDS[1:], GLOSSARY) if not result.group(group)
            ]:
                yield Paragraph(tr(words.nothing_in, groups=", ".join(nothing)), "quiet")
            return
        yield Paragraph(tr(words.nothing, text=self.typed.strip()), "warn")
        yield from self._words(result.instead)

    def _hits(self, hits: list[Entry], width: int) -> Iterator[Point]:
        """The first entries of a group, as many for each role, and the number of those left out."""
        tags = list(dict.fromkeys(entry.tag for entry in hits))
        shown = [entry for tag in tags for entry in [each for each in hits if each.tag == tag][: MOST // len(tags)]]
        of_tag = max(map(len, tags)) + 1 if any(tags) else 0
        room = LABEL if width >= 60 else LABEL_NARROW
        for entry in shown:
            tag = f"{entry.tag.ljust(of_tag)}{shortened(entry.label, room)}"
            id = str(len(self.found))
            self.found += (entry,)
            yield Point(
                entry.text, id=id, mark="", tag=tag, tag_tone=entry.tone or "quiet", room=of_tag + room, brief=True
            )
        if more := len(hits) - len(shown):
            yield Point(self.tr(self.tr.words.search.more, n=more), mark="", tone="quiet")

    def _words(self, words: tuple[str, ...]) -> Iterator[Point]:
        return (Point(word, id=f"{TRY}{word}", mark="›", choice=True) for word in words)

    def _beside(self) -> Iterator[Block]:
        """The full text of the entry under the cursor."""
        cursor = self.query_one(Page).cursor
        if cursor.isdigit() and int(cursor) < len(self.found):
            entry = self.found[int(cursor)]
            yield Heading(entry.source, 3)
            yield Paragraph(entry.text)

    # --- acts --------------------------------------------------------------------------------------------------

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        self.typed = event.value
        self._search()

    @on(Input.Submitted)
    @on(Page.Opened)
    def action_take(self) -> None:
        """Close with the entry under the cursor, or search for the suggested word under it."""
        cursor = self.query_one(Page).cursor
        if cursor.startswith(TRY):
            self.query_one(Input).value = cursor.removeprefix(TRY)
            self.query_one(Input).action_end()
        elif cursor.isdigit():
            self.dismiss(self.found[int(cursor)])
