"""A pack read again while it is looked at, when its files change: for those who write one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from explorer.engine.adapted import adapted_history
from explorer.loader.faults import PackError
from explorer.loader.reader import read_pack
from explorer.loader.watch import stamp
from explorer.report.faults import fault_line
from explorer.tui.panes.pane import Pane

if TYPE_CHECKING:
    from explorer.tui.app import ExplorerApp

LOOK_EVERY = 0.5
"""Seconds between two looks at the files; nothing is sent to the terminal unless they changed."""


def start(app: ExplorerApp, folder: Path) -> None:
    """From now on look at the pack in `folder`."""
    app.set_interval(LOOK_EVERY, _Watch(app, folder).look)


class _Watch:
    def __init__(self, app: ExplorerApp, folder: Path) -> None:
        self.app, self.folder = app, folder
        self.seen = stamp(folder)

    def look(self) -> None:
        """Take the pack as it is now; while it cannot be used, keep the one there was and say why."""
        now = stamp(self.folder)
        if now == self.seen:
            return
        self.seen = now
        app, words = self.app, self.app.pack.interface
        try:
            pack = read_pack(self.folder)
        except PackError as error:
            fault = fault_line(error.findings[0], words, app.history.now.language)
            self._say(words.dialogs.not_reread.fill(app.history.now.language, fault=fault))
            return
        app.pack = pack
        app.history = adapted_history(pack, app.history)
        if isinstance(app.screen, Pane):
            app.screen.show()
        self._say(pack.interface.dialogs.reread[app.history.now.language])

    def _say(self, message: str) -> None:
        if isinstance(self.app.screen, Pane):
            self.app.screen.say(message)
