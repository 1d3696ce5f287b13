"""The full-screen Textual app: it connects the panes to one session."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from textual.screen import Screen

from explorer.session.session import Session
from explorer.terminal.app import TerminalApp
from explorer.terminal.detect import Signs
from explorer.terminal.input import PasteCut
from explorer.terminal.palettes import DARK, PLAIN
from explorer.tui.keys import KEYS, Key
from explorer.tui.panes.context import Context
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.table import PANES, PaneSpec
from explorer.tui.theme import dressed, few_colours, themes


class ExplorerApp(TerminalApp, inherit_bindings=False):
    """The app, with one screen (a Textual mode) per pane. When the session changes, the pane in front is redrawn at
    once; the others are redrawn when they are shown again."""

    DEFAULT_MODE = PANES[0].id
    PANES: tuple[PaneSpec, ...] = PANES
    CSS = "Screen { background: $background; color: $foreground; } ModalScreen { background: transparent; }"

    def __init__(
        self,
        session: Session,
        ascii: bool = False,
        *,
        colours: str = DARK,
        signs: Signs = "all",
        keys: tuple[Key, ...] = KEYS,
        watched: Path | None = None,
    ) -> None:
        super().__init__("ascii" if ascii else signs, few_colours())
        self.session = session
        session.listen(self._changed)
        self.context = Context(session, keys)
        self.watched = watched
        """The folder of the pack, when it is to be watched and reloaded as its files change; else None."""
        for pane in self.PANES:
            self.add_mode(pane.id, partial(self.make, pane))
        for theme in themes():
            self.register_theme(theme)
        dressed(self, PLAIN if few_colours() else colours)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The default of `$edge`, the border colour of dialogs, for themes that do not define it (Textual's own)."""
        return {"edge": "ansi_default"}

    def make(self, pane: PaneSpec) -> Screen[None]:
        """Create the screen of one row of the table of panes."""
        return self.styled(pane.load()(pane, self.context))

    def on_mount(self) -> None:
        """Start watching the folder of the pack, if one was given."""
        if self.watched:
            from explorer.session.watching import LOOK_EVERY, Watcher

            self.set_interval(LOOK_EVERY, Watcher(self.session, self.watched).look)

    def on_paste_cut(self, event: PasteCut) -> None:
        """Show a message: the pasted text was too long and only its beginning was taken."""
        tr = self.session.tr
        for pane in reversed(self.screen_stack):
            if isinstance(pane, Pane):
                pane.say(tr(tr.words.dialogs.paste_cut, n=event.taken))
                break

    def _changed(self, message: str) -> None:
        """Called by the session after every change: redraw the pane in front and show `message`, if there is one."""
        pane = self.screen
        if isinstance(pane, Pane):
            pane.show()
            if message:
                pane.say(message)
