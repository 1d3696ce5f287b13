"""The questionnaire alone, on a few lines under the prompt of a shell, without the frame of the rest.

Textual's inline mode repaints all of its lines for every key, and clears the window when it changes its size.
"""

from __future__ import annotations

from textual.app import ComposeResult
from textual.screen import Screen

from explorer.session.session import Session
from explorer.tui.app import ExplorerApp
from explorer.tui.frame import Words
from explorer.tui.keys import at, shown, some
from explorer.tui.panes.context import Context
from explorer.tui.panes.questionnaire import Questionnaire
from explorer.tui.panes.table import PaneSpec, pane_that

ASKS, TELLS = pane_that("asks"), pane_that("tells")
LINES = 17
"""What a question takes with its neighbours at 80 columns; in a lower window it takes what there is."""
KEPT = 3
"""Lines of the window that stay free: the hints, and what was typed before."""
ACTS = (TELLS.id, "quit", "undo", "redo", "language", "down", "up", "first", "last", "page_down", "page_up", "back")
"""What works here of all that works everywhere."""


class Questions(Questionnaire, inherit_bindings=False):
    """The questionnaire under a prompt: leaving it, by whichever key, ends the questions; the last answer does not."""

    LEADS_ON = False

    CSS = f"""
    Questions:inline {{ border: none; height: auto; }}
    Questions Page {{ height: {LINES}; }}
    """

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.bind(some(spec.id, ACTS, but=("retake",)))

    def compose(self) -> ComposeResult:
        """The page, and the keys below it."""
        yield self.page
        yield self.hint_line

    def on_mount(self) -> None:
        """As high as the window allows."""
        self._fit()

    def make_room(self) -> None:
        """Adapt the height to a window of another size."""
        self._fit()

    def _fit(self) -> None:
        self.page.styles.height = max(1, min(LINES, self.app.size.height - KEPT))

    @property
    def small(self) -> bool:
        """Never: a window too small for this is asked line by line."""
        return False

    def frame(self) -> None:
        """The hints alone."""
        self.hint_line.show(*self._hints())

    def _hints(self) -> tuple[Words, Words]:
        """The pane's own, and at the end of the line the key that ends the questions."""
        hints, _ = super()._hints()
        ends = next(shown(key) for key in at(self.spec.id) if key.id == TELLS.id)
        return hints, [(f"  {ends} ", "accent"), (self.tr(self.words.keys[TELLS.id]), "quiet"), (" ", "")]

    def action_pane(self, name: str) -> None:
        """The result: it is told when the questions have gone."""
        self.app.exit()

    def action_quit(self) -> None:
        """End the questions, as `action_pane` does: the answers so far are told with their code."""
        self.app.exit()


class PromptApp(ExplorerApp, inherit_bindings=False):
    """The app with one pane."""

    DEFAULT_MODE = ASKS.id
    PANES = (ASKS,)

    def make(self, pane: PaneSpec) -> Screen[None]:
        """The pane without the frame of the rest."""
        return Questions(pane, self.context)


def ask_inline(session: Session, ascii: bool) -> tuple[int, Exception | None]:
    """Ask under the prompt; the exit code (0, or that of a signal), and what broke, if something did."""
    app = PromptApp(session, ascii)
    app.run(inline=True, mouse=False)
    return app.return_code or 0, app.failure
