"""Searching: a filter of the page in front, and, where that finds nothing or is asked for, everything."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from explorer.report.document import Block, Document, Paragraph
from explorer.report.search import search
from explorer.tui.panes.screen import Showing
from explorer.tui.panes.table import IDS

if TYPE_CHECKING:
    from explorer.report.everything import Entry
    from explorer.tui.dialogs.filter import FilterLine


class Searching(Showing, inherit_bindings=False):
    """A page that can be filtered."""

    barren = False
    """Whether the filter leaves nothing."""

    def filtered(self, blocks: Iterable[Block]) -> Document:
        """The blocks that contain what is searched for, with the titles above them; all, when nothing is."""
        self.barren = False
        if not self.filter:
            return tuple(blocks)
        kept, hits = search(blocks, self.filter)
        words = self.words.dialogs
        self.barren = not hits
        if not hits:
            return (Paragraph(self.tr(words.no_match, text=self.filter), "warn"), *self._elsewhere())
        return (Paragraph(self.tr(words.filtered, n=hits, text=self.filter), "accent"), *kept)

    def _elsewhere(self) -> Iterator[Block]:
        """In which panes it is found, and how to go there."""
        from explorer.report.everything import GLOSSARY, entries, search_in

        tr, words = self.tr, self.words.search
        result = search_in(tr, entries(tr, self.visit, self.session.country), self.filter)
        counts = {group: len(result.group(group)) for group in (*IDS, GLOSSARY)}
        titles = {group: self.words.panes[group] for group in IDS} | {GLOSSARY: self.words.page.glossary}
        named = [f"{tr(titles[group]).lower()} ({n})" for group, n in counts.items() if n]
        yield Paragraph(tr(words.elsewhere, groups=tr.listed(named)) if named else tr(words.nowhere), "strong")

    def action_filter(self) -> None:
        """Type to filter; Enter keeps what is found, Esc clears."""
        from explorer.tui.dialogs.filter import FilterLine

        if not self.query(FilterLine):
            self.mount(FilterLine(self.filter, self.tr(self.words.dialogs.filter_prompt)), before="#hints")

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        """Filter as it is typed."""
        self.search(event.text)

    def on_filter_line_kept(self, event: FilterLine.Kept) -> None:
        """What is found stays; where nothing is, everything is searched."""
        if self.barren:
            self.action_search(event.text)

    def on_filter_line_widened(self, event: FilterLine.Widened) -> None:
        """Everything is searched."""
        self.action_search(event.text)

    def search(self, text: str) -> None:
        """Show only what contains `text`; without it, all again, at the entry that was found."""
        self.filter = text.strip()
        if self.filter:
            self.show(top=0)
        else:
            self.show(cursor=self.page.cursor)

    def action_search(self, typed: str = "") -> None:
        """Search everything, from `typed` on, and go to what is chosen."""
        from explorer.tui.dialogs.everything import Everything

        if self.filter:
            self.search("")
        self.app.push_screen(Everything(self.session, self._tabs(), typed), self._go_to)

    def _go_to(self, entry: Entry | None) -> None:
        """Where something was found; Esc there leads back."""
