"""Reloads a pack when its files change, for people who write one."""

from __future__ import annotations

from pathlib import Path

from explorer.loader.faults import PackError
from explorer.loader.reader import read_pack
from explorer.loader.watch import stamp
from explorer.report.faults import fault_line
from explorer.session.session import Session

LOOK_EVERY = 0.5
"""Seconds between two checks of the files; nothing is redrawn unless they changed."""


class Watcher:
    """Checks the files of a pack for changes and reloads it into the session."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.folder = session, folder
        self.seen = stamp(folder)

    def look(self) -> None:
        """Reload the pack if its files changed; if the new one is faulty, keep the old one and report the first
        fault."""
        now = stamp(self.folder)
        if now == self.seen:
            return
        self.seen = now
        session = self.session
        try:
            session.adopt(read_pack(self.folder))
        except PackError as error:
            fault = fault_line(error.findings[0], session.tr)
            session.say(session.tr(session.tr.words.dialogs.not_reread, fault=fault))
        else:
            session.say(session.tr(session.tr.words.dialogs.reread))
