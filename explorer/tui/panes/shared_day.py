"""What a day on the screen has to do with somebody else's: letters, rooms, hours whose message has not come."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.engine.letters import has_letters
from explorer.engine.messages import day_as_lived
from explorer.report.document import Block, Paragraph
from explorer.report.together import gate_blocks
from explorer.tui.page import BEGINNING
from explorer.tui.panes.pane import Pane

if TYPE_CHECKING:
    from explorer.session.together import Reply


MOMENT = 0.7
"""Seconds for which Enter does nothing once an hour has opened."""


class SharedDay(Pane, inherit_bindings=False):
    """A pane with the day of a role on it, which somebody may share."""

    role = ""
    """Whose day is open; empty: none."""

    opened = 0.0
    """When an hour that was waited for opened last, on the clock of `time.monotonic`."""
    held = False
    """Whether `show` does nothing: set while an act is taken whose caller then draws the page itself."""
    waited = False
    """Whether what was shown last was an hour that is not open."""

    def show(self, cursor: str | None = None, top: int | None = None) -> None:
        """Draw everything anew: an hour that has opened meanwhile from its first line on, and where somebody else
        brought the change, what is read and what was said stay where they are."""
        if self.held:
            return
        said = self.message if cursor is None and top is None and self.session.together.room else ""
        if self.waited and not self.gated:
            cursor, top = "", 0
            self.opened = time.monotonic()
        elif cursor is None and top is None and self.is_mounted:
            top = self.page.top
        self.waited = self.gated
        super().show(cursor, top)
        if said:
            self.say(said)

    @property
    def gated(self) -> bool:
        """Whether the hour that waits is without a message that may yet come."""
        return bool(self.role) and self.session.together.gate(self.role) is not None

    @property
    def just_opened(self) -> bool:
        """Whether an hour has opened this very moment: Enter that was meant to open it chooses nothing in it."""
        return time.monotonic() - self.opened < MOMENT

    def gate(self) -> Iterator[Block]:
        """Where the other is, and what opens the hour."""
        if gate := self.session.together.gate(self.role):
            played = day_as_lived(self.pack, self.visit, self.role)
            yield from gate_blocks(self.tr, self.visit, played, (gate.role, gate.turn), self.session.together.room)

    def open_gate(self) -> None:
        """Open the hour without what has not come."""
        self.session.together.open(self.role)
        self.show(cursor="", top=0)

    def aside(self) -> Iterator[Block]:
        """One's letter, or where the other is, while the day is shared."""
        if line := self.session.together.line(self.role):
            yield Paragraph(line, "accent")

    def invitation(self) -> Iterator[Block]:
        """That a day can be shared, where a day tells another anything."""
        if self._letters:
            yield Paragraph(self.tr(self.words.together.hint), "quiet")

    @property
    def _letters(self) -> bool:
        return any(has_letters(self.pack, day.role) for day in self.pack.days)

    def action_together(self) -> None:
        """A room for the day, or its letter, and a line for theirs."""
        from explorer.tui.dialogs.together import Together

        if self._letters:
            self.app.push_screen(Together(self.session, self.role), self._answered)
        else:
            self.say(self.tr(self.words.together.none))

    def _answered(self, reply: Reply | None) -> None:
        if reply is None:
            self.show(top=BEGINNING)  # a letter may stand there now
            return
        if reply.role and reply.role != self.role:
            self.arrive(reply.role)
        else:
            self.show(top=BEGINNING)
        role = self.tr.short(reply.role) if reply.role else ""
        self.call_after_refresh(self.say, self.tr(self.words.together[reply.said], role=role))
