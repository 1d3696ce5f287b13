"""The full-screen program: it wires the panes to one session."""

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
    """The panes, a screen each; the one in front shows every change of the session at once, the others when they come
    back."""

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
        """The folder of the pack, where it is to be read again when its files change."""
        for pane in self.PANES:
            self.add_mode(pane.id, partial(self.make, pane))
        for theme in themes():
            self.register_theme(theme)
        dressed(self, PLAIN if few_colours() else colours)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The colour of a dialog's frame, in a theme that is not ours."""
        return {"edge": "ansi_default"}

    def make(self, pane: PaneSpec) -> Screen[None]:
        """A pane of the table."""
        return self.styled(pane.load()(pane, self.context))

    def on_mount(self) -> None:
        """Start to watch the folder of the pack, if one is given."""
        if self.watched:
            from explorer.session.watching import LOOK_EVERY, Watcher

            self.set_interval(LOOK_EVERY, Watcher(self.session, self.watched).look)

    def on_paste_cut(self, event: PasteCut) -> None:
        """Say that what was pasted is not all there."""
        tr = self.session.tr
        for pane in reversed(self.screen_stack):
            if isinstance(pane, Pane):
                pane.say(tr(tr.words.dialogs.paste_cut, n=event.taken))
                break

    def _changed(self, message: str) -> None:
        """Show what the visit and the pack now are, and say what is to be said."""
        pane = self.screen
        if isinstance(pane, Pane):
            pane.show()
            if message:
                pane.say(message)
