"""The Diff pane: both roles on every axis, the largest difference first."""

from __future__ import annotations

from explorer.engine.comparison import compare
from explorer.engine.visit import starred
from explorer.report.diff import diff
from explorer.report.document import Document
from explorer.report.layout import SIDE_BY_SIDE
from explorer.tui.keys import bindings
from explorer.tui.pane import Pane


class Diff(Pane, inherit_bindings=False):
    """Rows can be asked why, starred, folded where equal, and stacked or set in two columns."""

    PLACE = "diff"
    BINDINGS = bindings("diff")

    def __init__(self) -> None:
        super().__init__()
        self.folded = True
        self.columns: bool | None = None
        """What `v` chose; None: by the width."""

    @property
    def pair(self) -> tuple[str, str]:
        """The two roles that are compared."""
        first, second = self.app.pack.roles[:2]
        return first.id, second.id

    def document(self) -> Document:
        """The comparison."""
        wide = self.page.size.width >= SIDE_BY_SIDE + 4
        columns = wide if self.columns is None else self.columns
        return diff(
            self.app.pack,
            *self.pair,
            self.visit.language,
            stars=self.visit.stars,
            columns=columns,
            folded=self.folded and not self.filter,
        )

    def action_next_difference(self) -> None:
        """The next axis on which the roles differ."""
        self.page.jump(1, self._differs)

    def action_previous_difference(self) -> None:
        """The previous axis on which the roles differ."""
        self.page.jump(-1, self._differs)

    def _differs(self, id: str) -> bool:
        rows = compare(self.app.pack, *self.pair).rows
        return any(row.dimension.id == id and row.size != "same" for row in rows)

    def action_star(self) -> None:
        """Star the row, or take its star away."""
        row = self.page.cursor
        if any(row == dimension.id for dimension in self.app.pack.dimensions):
            self.app.change(starred(self.visit, row))
            words = self.words.dialogs
            self.say(self.voice(words.starred if row in self.visit.stars else words.unstarred))

    def action_fold(self) -> None:
        """Show the equal rows, or only their number."""
        self.folded = not self.folded
        self.show(cursor="equal")

    def action_columns(self) -> None:
        """Stack the two roles, or set them side by side."""
        wide = self.page.size.width >= SIDE_BY_SIDE + 4
        self.columns = not (wide if self.columns is None else self.columns)
        self.show()
