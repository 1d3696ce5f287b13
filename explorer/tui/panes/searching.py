"""The part of a pane that searches: a filter of its page, and a search over everything."""

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
    """A pane whose page can be filtered."""

    barren = False
    """Whether nothing on the page matches the filter."""

    def filtered(self, blocks: Iterable[Block]) -> Document:
        """The blocks that match the filter, with the titles above them; all blocks when there is no filter."""
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
        """A line naming the panes where the text is found, and how to go there."""
        from explorer.report.everything import GLOSSARY, entries, search_in

        tr, words = self.tr, self.words.search
        result = search_in(tr, entries(tr, self.visit, self.session.country), self.filter)
        counts = {group: len(result.group(group)) for group in (*IDS, GLOSSARY)}
        titles = {group: self.words.panes[group] for group in IDS} | {GLOSSARY: self.words.page.glossary}
        named = [f"{tr(titles[group]).lower()} ({n})" for group, n in counts.items() if n]
        yield Paragraph(tr(words.elsewhere, groups=tr.listed(named)) if named else tr(words.nowhere), "strong")

    def action_filter(self) -> None:
        """Open the filter line; Enter keeps the filter, Esc clears it."""
        from explorer.tui.dialogs.filter import FilterLine

        if not self.query(FilterLine):
            self.mount(FilterLine(self.filter, self.tr(self.words.dialogs.filter_prompt)), before="#hints")

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        """Filter while text is being typed."""
        self.search(event.text)

    def on_filter_line_kept(self, event: FilterLine.Kept) -> None:
        """Keep the filter; if nothing on the page matches, search everything."""
        if self.barren:
            self.action_search(event.text)

    def on_filter_line_widened(self, event: FilterLine.Widened) -> None:
        """Search everything."""
        self.action_search(event.text)

    def search(self, text: str) -> None:
        """Show only what contains `text`; if it is empty, show everything again, with the cursor on the same entry."""
        self.filter = text.strip()
        if self.filter:
            self.show(top=0)
        else:
            self.show(cursor=self.page.cursor)

    def action_search(self, typed: str = "") -> None:
        """Open the search over everything, with `typed` entered, and go to the result that is chosen."""
        from explorer.tui.dialogs.everything import Everything

        if self.filter:
            self.search("")
        self.app.push_screen(Everything(self.session, self._tabs(), typed), self._go_to)

    def _go_to(self, entry: Entry | None) -> None:
        """Go to a search result; implemented by `Pane`."""
