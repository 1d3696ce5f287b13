"""A pack read again while it is looked at, when its files change: for those who write one."""

from __future__ import annotations

from pathlib import Path

from explorer.loader.faults import PackError
from explorer.loader.reader import read_pack
from explorer.loader.watch import stamp
from explorer.report.faults import fault_line
from explorer.session.session import Session

LOOK_EVERY = 0.5
"""Seconds between two looks at the files; nothing is shown anew unless they changed."""


class Watcher:
    """Looks at the files of a pack and has the session follow them."""

    def __init__(self, session: Session, folder: Path) -> None:
        self.session, self.folder = session, folder
        self.seen = stamp(folder)

    def look(self) -> None:
        """Take the pack as it is now; while it cannot be used, keep the one there was and say why."""
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
