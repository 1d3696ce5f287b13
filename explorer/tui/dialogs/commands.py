"""The help (the keys of a pane) and the command palette (all actions)."""

from __future__ import annotations

from collections.abc import Iterator

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.widgets import Input

from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.layout import Line, layout
from explorer.report.pack_translator import PackTranslator
from explorer.report.search import plain
from explorer.terminal.detect import selecting_key
from explorer.tui.dialogs.box import BOX, PageBox, words_only
from explorer.tui.keys import Key, Scope, at, keys, shown
from explorer.tui.page import Page
from explorer.tui.panes.table import IDS

MOVES: list[BindingType] = [
    Binding("down,ctrl+n", "down", show=False),
    Binding("up,ctrl+p", "up", show=False),
    Binding("escape", "leave", show=False),
    Binding("pagedown", "turn(1)", show=False),
    Binding("pageup", "turn(-1)", show=False),
    Binding("ctrl+c,ctrl+q", "leave", show=False),
]
LETTERS: list[Binding] = [
    Binding("j", "down", show=False),
    Binding("k", "up", show=False),
    Binding("q,question_mark", "leave", show=False),
    Binding("enter", "take", show=False),
]
NARROW = 60
"""Window width, in columns, below which only the first key of an action is shown."""
TAG, TAG_NARROW = 14, 9
"""Columns for the keys of an action, in a wide and in a narrow window."""


class Commands(PageBox[tuple[str, str] | None]):
    """The keys of a pane, or all actions with a filter; Enter runs the one under the cursor. Returns (scope,
    action)."""

    DEFAULT_CSS = BOX.format(name="Commands", height="80%")
    BINDINGS = MOVES

    def __init__(self, tr: PackTranslator, scope: Scope, table: tuple[Key, ...], everything: bool) -> None:
        super().__init__()
        self.tr, self.scope, self.table, self.everything = tr, scope, table, everything
        self.filter = ""
        if not everything:
            self.bind_also(LETTERS)

    def compose(self) -> ComposeResult:
        """The list; for the palette, a filter line above it."""
        with Vertical() as box:
            box.border_subtitle = self.tr(self.tr.words.dialogs.commands_keys)
            if self.everything:
                yield words_only(Input(placeholder=self.tr(self.tr.words.dialogs.filter_prompt), compact=True))
            page = Page(id="page", raised=True)
            page.show(self._lines)
            yield page

    def _lines(self, width: int) -> list[Line]:
        blocks = list(self._blocks())
        if self.filter and not any(isinstance(block, Point) for block in blocks):
            blocks.append(Paragraph(self.tr(self.tr.words.dialogs.no_match, text=self.filter), "warn"))
        return layout(blocks, width, ())

    def _blocks(self) -> Iterator[Block]:
        tr, words = self.tr, self.tr.words
        here = tr(words.panes[self.scope])
        title = words.dialogs.palette_title if self.everything else words.dialogs.help_title
        yield Heading(tr(title) if self.everything else tr(title, pane=here), 1)
        yield from self._entries(list(self._of(self.scope)), "")
        if not self.everything:
            yield Heading(tr(words.dialogs.help_elsewhere), 3)
        yield from self._entries([key for key in at(self.scope, self.table) if key.where == "everywhere"], "")
        if self.everything:
            for scope in IDS:
                if scope != self.scope:
                    yield from self._entries(list(self._of(scope)), tr(words.panes[scope]))
        else:
            key = tr(words.dialogs[selecting_key()])
            yield Paragraph(tr(words.dialogs.selecting, key=key), "quiet")

    def _of(self, scope: Scope) -> Iterator[Key]:
        """The keys of one pane, a group of digits once."""
        seen: set[str] = set()
        for key in keys(scope, self.table):
            if key.id not in seen:
                seen.add(key.id)
                yield key

    def _entries(self, entries: list[Key], where: str) -> Iterator[Point]:
        tr = self.tr
        narrow = self.app.size.width < NARROW
        for key in entries:
            names = shown(key)
            tag = names.split()[0].ljust(TAG_NARROW) if narrow else names.ljust(TAG)
            text = tr(self.tr.words.keys[key.id])
            label = f"{where}: {text}" if where else text
            if plain(self.filter) in plain(f"{label} {names}"):
                yield Point(label, id=f"{key.where} {key.action}", mark="", tag=tag, tag_tone="accent")

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.filter = event.value
        self.query_one(Page).show(self._lines, top=0)

    @on(Input.Submitted)
    @on(Page.Opened)
    def action_take(self) -> None:
        """Close with the action under the cursor."""
        scope, _, action = self.query_one(Page).cursor.partition(" ")
        if action:
            self.dismiss((scope, action))
