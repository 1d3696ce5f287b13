"""The opening pane: the list of steps through the program, with the next one marked. Enter opens it."""

from __future__ import annotations

from explorer.engine.way import following
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.drawn.parts import WIDE
from explorer.report.guess import GUESS
from explorer.report.layout import layout
from explorer.report.links import GO
from explorer.report.opening import Doors, opening
from explorer.tui.frame import Hint
from explorer.tui.grid import AIRY_FROM
from explorer.tui.keys import shown
from explorer.tui.panes.context import Context
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.screen import Margins
from explorer.tui.panes.table import PANES, PaneSpec


class Opening(Pane, inherit_bindings=False):
    """The opening pane: the steps, and the next one. The keys that open the other panes work here too."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.shown_for = ""
        """The step the cursor was last placed on."""

    @property
    def doors(self) -> Doors:
        """The pane of each step, and its key."""
        return {pane.step: (pane.id, shown(self.key(pane.id)).split()[0]) for pane in PANES if pane.step}

    def document(self) -> Document:
        """The page; until something is done, with the messages from the start of the program."""
        news = self.session.news if self.session.untouched else ()
        glance = self.size.height >= AIRY_FROM
        brief = self.page.column < WIDE
        return opening(self.tr, self.visit, self.doors, news, self.session.saved, glance, brief)

    def show(self, cursor: str | None = None, top: int | None = None) -> None:
        """Redraw; whenever the next step changes, the cursor moves to it."""
        following_ = self._next()
        if cursor is None and following_ != self.shown_for:
            self.shown_for, cursor = following_, following_
        super().show(cursor, top)

    def on_screen_resume(self) -> None:
        """Move the cursor to the next step again, so that Enter opens it."""
        self.shown_for = ""
        super().on_screen_resume()

    def arrive(self, *names: str) -> None:
        """Show the page after coming back from a step, with the cursor on the next step."""
        self.shown_for = ""
        self.show()

    def _next(self) -> str:
        stage = following(self.session.stages)
        return f"{GO}{self.doors[stage.step][0]}" if stage else ""

    def moment(self) -> list[Hint]:
        """What Enter opens: the next step, or the step under the cursor."""
        words, following_ = self.words.opening, self._next()
        steps = {f"{GO}{pane}": step for step, (pane, _) in self.doors.items()}
        cursor = self.page.cursor or following_
        if not cursor.startswith(GO):
            return []
        text = self.tr(words[steps.get(cursor, GUESS)]).lower()
        if cursor == following_:
            text = f"{self.tr(words.begin if self.visit.empty else words.go_on)}: {text}"
        return [self.hint(self.key("open"), text, first=True)]

    def margin(self, width: int) -> Margins:
        """First margin: what one takes home, what this is not, and how to move."""
        tr, words = self.tr, self.words.opening
        blocks: list[Block] = []
        for title, text in ((words.home, words.home_what), (words.no_exam, words.no_exam_what)):
            blocks += [Heading(tr(title), 3), Paragraph(tr(text))]
        blocks.append(Heading(tr(words.moving), 3))
        moves = (("↑ ↓", words.moving_up), ("Enter", words.moving_open), ("Esc", words.moving_back))
        blocks += [Point(tr(text), mark="", tag=key, tag_tone="accent", room=7) for key, text in moves]
        for id in (id for id in ("search", "help", "language", "colours") if id not in self.context.idle):
            said = tr(self.words.keys[id])
            blocks.append(Point(said, mark="", tag=shown(self.key(id)).split()[0], tag_tone="accent", room=7))
        return layout(blocks, width, ()), []
