"""The dialog for sharing a day with another person: one's room or letter, and an input line for theirs."""

from __future__ import annotations

from explorer.engine.letters import LetterError
from explorer.report.document import Document, Paragraph
from explorer.report.together import together_blocks
from explorer.session.session import Session
from explorer.session.together import Reply, RoomError
from explorer.tui.dialogs.box import BOX
from explorer.tui.dialogs.typed import Refused, Typed


class Together(Typed[Reply]):
    """Opens a room if the server has rooms; returns the effect of the code or letter that was typed."""

    DEFAULT_CSS = BOX.format(name="Together", height="auto")

    def __init__(self, session: Session, role: str) -> None:
        super().__init__(session)
        self.role = role
        self.no_room = ""
        """The reason why no room could be opened, though the server has rooms; empty: none."""
        try:
            session.together.invite(role)
        except RoomError as error:
            self.no_room = self._fault(error)
        session.together.by_hand = session.together.by_hand or not session.together.room

    def _fault(self, error: LetterError | RoomError) -> str:
        tr = self.session.tr
        if isinstance(error, RoomError):
            return tr(tr.words.room_faults[error.reason])
        return tr(tr.words.letter_faults[error.reason], detail=error.detail)

    def blocks(self, fault: str) -> Document:
        """The room or the letter, what can be typed, and what is wrong with what was typed."""
        said = fault or self.no_room
        blocks = together_blocks(self.session.tr, self.session.together.meeting(self.role))
        return (*blocks, *([Paragraph(said, "warn")] if said else []))

    def take(self, text: str) -> Reply | None:
        """Join the room or read the letter typed; None if nothing was typed. Raises Refused."""
        if not text.strip():
            return None
        try:
            return self.session.together.typed(self.role, text)
        except (LetterError, RoomError) as error:
            raise Refused(self._fault(error)) from error
