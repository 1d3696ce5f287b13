"""The part of the Simulator pane for a day shared with another person: letters, rooms, and hours that wait for a
message."""

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
"""Seconds for which Enter is ignored after an hour has opened."""


class SharedDay(Pane, inherit_bindings=False):
    """A pane that shows a role's day, which another person may share."""

    role = ""
    """The role whose day is open; empty: none."""

    opened = 0.0
    """When the last hour that had been waiting for a message opened, in seconds of `time.monotonic`."""
    held = False
    """Whether `show` does nothing: set during a change whose caller then redraws the page itself."""
    waited = False
    """Whether the last page shown was that of an hour that is still waiting."""

    def show(self, cursor: str | None = None, top: int | None = None) -> None:
        """Redraw. An hour that has opened meanwhile is shown from its top; after a change by the other person, the
        scroll position and the message stay."""
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
        """Whether the current hour is waiting for a message from the other person."""
        return bool(self.role) and self.session.together.gate(self.role) is not None

    @property
    def just_opened(self) -> bool:
        """Whether an hour has opened within the last `MOMENT`: an Enter meant to open it must not choose an option in
        it."""
        return time.monotonic() - self.opened < MOMENT

    def gate(self) -> Iterator[Block]:
        """The page shown while an hour waits: how far the other person is, and how to go on without them."""
        if gate := self.session.together.gate(self.role):
            played = day_as_lived(self.pack, self.visit, self.role)
            yield from gate_blocks(self.tr, self.visit, played, (gate.role, gate.turn), self.session.together.room)

    def open_gate(self) -> None:
        """Open the hour without the message it waits for."""
        self.session.together.open(self.role)
        self.show(cursor="", top=0)

    def aside(self) -> Iterator[Block]:
        """While the day is shared: a line with one's letter, or with how far the other person is."""
        if line := self.session.together.line(self.role):
            yield Paragraph(line, "accent")

    def invitation(self) -> Iterator[Block]:
        """A line saying that a day can be shared, if any day of the pack sends messages."""
        if self._letters:
            yield Paragraph(self.tr(self.words.together.hint), "quiet")

    @property
    def _letters(self) -> bool:
        return any(has_letters(self.pack, day.role) for day in self.pack.days)

    def action_together(self) -> None:
        """Open the dialog to share the day by a room or a letter."""
        from explorer.tui.dialogs.together import Together

        if self._letters:
            self.app.push_screen(Together(self.session, self.role), self._answered)
        else:
            self.say(self.tr(self.words.together.none))

    def _answered(self, reply: Reply | None) -> None:
        if reply is None:
            self.show(top=BEGINNING)  # the page may show a letter now
            return
        if reply.role and reply.role != self.role:
            self.arrive(reply.role)
        else:
            self.show(top=BEGINNING)
        role = self.tr.short(reply.role) if reply.role else ""
        self.call_after_refresh(self.say, self.tr(self.words.together[reply.said], role=role))
