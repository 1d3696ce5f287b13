"""The Diff pane: two roles compared on every axis, the largest difference first."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.engine.comparison import Row, compare
from explorer.engine.visit import starred
from explorer.pack.schema import Dimension
from explorer.report import links
from explorer.report.diff import claims_said, diff, pairs
from explorer.report.document import Axis, Block, Document, Heading, Paragraph, Point, Views
from explorer.report.layout import layout
from explorer.report.links import GO
from explorer.tui.grid import AIRY_FROM
from explorer.tui.panes.context import Context
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.screen import Margins
from explorer.tui.panes.table import PaneSpec

CLAIM = 100
"""The most characters of a claim shown in the margin; always whole sentences, and at least one."""
SENTENCE = re.compile(r"(?<=[.?!»])\s+")


class Diff(Pane, inherit_bindings=False):
    """The Diff pane. Rows can be unfolded and starred, equal rows folded; the two roles are stacked or side by side."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.folded = True
        self.before_fold = ""
        """The id under the cursor when the equal rows were unfolded."""
        self.columns = False
        self.shown: set[str] = set()
        """The rows that the cursor has been on."""
        self.index = 0
        """Which two roles are compared: an index into `pairs`."""

    @property
    def pair(self) -> tuple[str, str]:
        """The two roles that are compared."""
        all_pairs = pairs(self.pack)
        return all_pairs[self.index % len(all_pairs)]

    @property
    def _rows(self) -> Sequence[Row]:
        return compare(self.pack, *self.pair).rows

    def document(self) -> Document:
        """The comparison."""
        blocks = diff(
            self.pack,
            *self.pair,
            self.visit.language,
            stars=self.visit.stars,
            columns=self.columns,
            folded=self.folded and not self.filter,
            airy=self.size.height >= AIRY_FROM,
        )
        head, *rest = self._linked(blocks)
        return (head, *self._which(), *rest)

    def _which(self) -> Iterator[Block]:
        """Which of the possible pairs this is, if there are several."""
        if (of := len(pairs(self.pack))) > 1:
            yield Paragraph(self.tr(self.words.diff.pairs, n=self.index % of + 1, of=of), "quiet")

    def _linked(self, blocks: Document) -> Iterator[Block]:
        """The comparison's blocks; an unfolded row has links to its claims instead of notes that repeat them."""
        rows = {row.about.id: row for row in self._rows}
        waiting: tuple[Block, ...] = ()
        for block in blocks:
            if not (isinstance(block, Views) and not block.id):  # a row's views come before its links
                yield from waiting
                waiting = ()
            row = rows.get(block.id) if isinstance(block, Axis) and block.id in self.unfolded else None
            if row and isinstance(block, Axis):
                linked = {note for stand in (row.first, row.second) for note in claims_said(self.tr, stand)}
                yield replace(block, notes=tuple(note for note in block.notes if note not in linked))
            else:
                yield block
            if self.wide:
                continue
            waiting = (*waiting, *links.of_row(self.tr, row, self.visit)) if row else waiting
        yield from waiting

    def behind(self, id: str) -> Iterator[Point]:
        """Links to the claims that place the roles on a row, and to the scenes that show it."""
        row = next((row for row in self._rows if row.about.id == id), None)
        return links.of_row(self.tr, row, self.visit) if row else iter(())

    def frame(self) -> None:
        """Update the frame. The step counts as seen once the cursor was on every axis that differs, a row was unfolded,
        or the end of the page was visible."""
        super().frame()
        self.shown.add(self.page.cursor)
        axes = {row.about.id for row in self._rows if isinstance(row.about, Dimension) and row.size != "same"}
        if self.unfolded or axes <= self.shown or (self.page.lines and not self.page.more and not self.filter):
            self.passed()

    def margin(self, width: int) -> Margins:
        """About the row under the cursor: its question, the first claim of each profile, and a scene of each day."""
        row = next((row for row in self._rows if row.about.id == self.page.cursor), None)
        if row is None:
            return super().margin(width)
        tr = self.tr
        blocks: list[Block] = [Heading(tr(row.about.name), 3)]
        if isinstance(row.about, Dimension):
            blocks.append(Paragraph(tr(row.about.question), "quiet"))
        behind, room = list(self.behind(row.about.id)), max(len(tr.short(role)) for role in self.pair)
        for role in self.pair:
            if said := next((link for link in behind if link.tag == tr.short(role)), None):
                text = _first_sentences(said.text, CLAIM)
                blocks.append(replace(said, text=text, mark="", notes=(), room=room))
        hours = [link for link in behind if not link.tag]
        scenes = [
            next((link for link in hours if link.id.startswith(f"{GO}simulator {role} ")), None) for role in self.pair
        ]
        rest = [link for link in scenes if link] or hours[:1]
        return layout([*blocks, *rest], width, ()), []

    def arrive(self, *names: str) -> None:
        """Show a row, unfolded, in a comparison with the role that is named; or, with an empty row, return to a
        link."""
        row, *roles = names
        if not row:
            self.show(cursor=names[-1])
            return
        if roles and roles[0] not in self.pair:
            self.index = next((n for n, pair in enumerate(pairs(self.pack)) if roles[0] in pair), self.index)
        self.unfolded.add(row)
        self.show(cursor=row)

    def action_next_difference(self) -> None:
        """Move to the next axis on which the roles differ."""
        self.page.jump(1, self._differs)

    def action_previous_difference(self) -> None:
        """Move to the previous axis on which the roles differ."""
        self.page.jump(-1, self._differs)

    def _differs(self, id: str) -> bool:
        return any(row.about.id == id and row.size != "same" for row in self._rows)

    def action_next_pair(self) -> None:
        """Compare the next pair of roles, with the cursor on the same axis."""
        self._compare(1)

    def action_previous_pair(self) -> None:
        """Compare the previous pair of roles, with the cursor on the same axis."""
        self._compare(-1)

    def _compare(self, by: int) -> None:
        if (of := len(pairs(self.pack))) > 1:
            self.index = (self.index + by) % of
            self.show(cursor=self.page.cursor)
        else:
            self.say(self.tr(self.words.diff.one_pair))

    def action_star(self) -> None:
        """Star the row, or take its star away."""
        row = self.page.cursor
        if any(row == each.about.id for each in self._rows):
            self.session.change(starred(self.visit, row))
            words = self.words.dialogs
            self.say(self.tr(words.starred if row in self.visit.stars else words.unstarred))

    def action_fold(self) -> None:
        """Show the equal rows, or only how many there are."""
        self.folded = not self.folded
        if any(row.size == "same" for row in self._rows):
            if self.folded:
                self.show(cursor=self.before_fold)
            else:
                self.before_fold = self.page.cursor
                self.show(cursor="equal")
        else:
            self.say(self.tr(self.words.diff.none_equal))

    def action_columns(self) -> None:
        """Stack the two roles, or set them side by side."""
        self.columns = not self.columns
        self.show()


def _first_sentences(text: str, most: int) -> str:
    """The first whole sentences of a text: one, and more while they fit in `most` characters."""
    first, *rest = SENTENCE.split(text)
    for sentence in rest:
        if len(first) + 1 + len(sentence) > most:
            break
        first = f"{first} {sentence}"
    return first
