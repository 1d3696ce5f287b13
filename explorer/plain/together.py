"""A day shared with another person, line by line: letters, rooms, and hours that wait for a message."""

from __future__ import annotations

from explorer.engine.letters import LetterError
from explorer.engine.messages import day_as_lived
from explorer.plain.desk import Desk, Left
from explorer.report.document import Paragraph
from explorer.report.together import gate_blocks, together_blocks
from explorer.session.session import Session
from explorer.session.together import RoomError


def ask_together(session: Session, role: str, desk: Desk) -> None:
    """Print the room or one's letter, and ask for the other person's until a valid one or nothing is typed."""
    together, tr = session.together, session.tr
    try:
        together.invite(role)
    except RoomError as error:
        desk.tell([Paragraph(tr(tr.words.room_faults[error.reason]), "warn")])
    together.by_hand = together.by_hand or not together.room
    while True:
        tr = session.tr
        desk.tell(list(together_blocks(tr, together.meeting(role))))
        typed = desk.ask(f"{tr(tr.words.together.prompt)}: ").strip()
        if not typed:
            return
        if typed.lower() == "q":
            raise Left
        try:
            reply = together.typed(role, typed)
        except LetterError as error:
            desk.tell([Paragraph(tr(tr.words.letter_faults[error.reason], detail=error.detail), "warn")])
            continue
        except RoomError as error:
            desk.tell([Paragraph(tr(tr.words.room_faults[error.reason]), "warn")])
            continue
        chair = tr.short(reply.role) if reply.role else ""
        desk.tell([Paragraph(tr(tr.words.together[reply.said], role=chair))])
        return


def wait_at(session: Session, role: str, desk: Desk) -> None:
    """While the next hour waits for a message: print how far the other person is; Enter opens the hour with what has
    arrived by then."""
    while gate := session.together.gate(role):
        tr, played = session.tr, day_as_lived(session.pack, session.visit, role)
        desk.tell(list(gate_blocks(tr, session.visit, played, (gate.role, gate.turn), session.together.room)))
        if desk.ask(f"{tr(tr.words.together.gate_prompt)}: ").strip().lower() == "q":
            raise Left
        session.together.open(role)
