"""A day shared with somebody else: one's letter, and a line for theirs, or for a room."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.engine.letters import LetterError
from explorer.report.document import Paragraph
from explorer.report.layout import layout
from explorer.report.together import together_blocks
from explorer.session.session import Session
from explorer.session.together import Reply, RoomError
from explorer.tui.dialogs.box import BOX, Box, fit, words_only
from explorer.tui.page import Page


class Together(Box[Reply | None]):
    """Gives what came of what was typed; what cannot be taken says why, and can be mended."""

    DEFAULT_CSS = BOX.format(name="Together", height="auto")
    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False)]

    def __init__(self, session: Session, role: str) -> None:
        super().__init__()
        self.session, self.role = session, role
        self.refused = ""
        """What was typed whose fault is shown."""

    def compose(self) -> ComposeResult:
        """The letter, and a line to type in."""
        with Vertical():
            yield Page(id="page", raised=True)
            yield words_only(Input(compact=True))

    def on_mount(self) -> None:
        """Ready to type."""
        self.session.together.by_hand = True
        self.query_one(Input).focus()

    def on_resize(self) -> None:
        """Show it, with as much room as it needs."""
        self._show()

    def _show(self, fault: str = "") -> None:
        session, together = self.session, self.session.together
        blocks = list(
            together_blocks(
                session.tr,
                together.letter(self.role) if self.role else "",
                together.room,
                together.host is not None,
                bool(session.visit.told),
            )
        )
        if fault:
            blocks.append(Paragraph(fault, "warn"))
        page = self.query_one(Page)
        fit(page, lambda width: layout(blocks, width), below=1)
        if fault:
            page.ends(last=True)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if self.refused and event.value != self.refused:
            self.refused = ""
            self._show()

    @on(Input.Submitted)
    def _take(self, event: Input.Submitted) -> None:
        if not event.value.strip():
            self.dismiss(None)
            return
        tr = self.session.tr
        try:
            self.dismiss(self.session.together.typed(self.role, event.value))
        except LetterError as error:
            self.refused = event.value
            self._show(tr(tr.words.letter_faults[error.reason], detail=error.detail))
        except RoomError as error:
            self.refused = event.value
            self._show(tr(tr.words.room_faults[error.reason]))

    def action_leave(self) -> None:
        """Close without taking anything."""
        self.dismiss(None)
