"""The questionnaire in Textual's inline mode: a few lines under the shell prompt, without tabs and margins.

Inline mode repaints all its lines for every key, and clears the window when its height changes.
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
"""Height of a question with its neighbours at 80 columns; in a lower window it is cut down to what fits."""
KEPT = 3
"""Lines of the window that are left free: for the hints and for the command that was typed."""
ACTS = (TELLS.id, "quit", "undo", "redo", "language", "down", "up", "first", "last", "page_down", "page_up", "back")
"""Which of the keys that work everywhere work here."""


class Questions(Questionnaire, inherit_bindings=False):
    """The questionnaire under a prompt. Any key that leaves it ends the questions; giving the last answer does not."""

    LEADS_ON = False

    CSS = f"""
    Questions:inline {{ border: none; height: auto; }}
    Questions Page {{ height: {LINES}; }}
    """

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.bind(some(spec.id, ACTS, but=("retake",)))

    def compose(self) -> ComposeResult:
        """The page, and the hints below it."""
        yield self.page
        yield self.hint_line

    def on_mount(self) -> None:
        """Set the height that the window allows."""
        self._fit()

    def make_room(self) -> None:
        """Adapt the height to a window of another size."""
        self._fit()

    def _fit(self) -> None:
        self.page.styles.height = max(1, min(LINES, self.app.size.height - KEPT))

    @property
    def small(self) -> bool:
        """Always False: in a window too small for this, the questions are asked line by line instead."""
        return False

    def frame(self) -> None:
        """Update the hints; there are no tabs or margins."""
        self.hint_line.show(*self._hints())

    def _hints(self) -> tuple[Words, Words]:
        """The hints of the questionnaire, with the key that ends the questions at the right end."""
        hints, _ = super()._hints()
        ends = next(shown(key) for key in at(self.spec.id) if key.id == TELLS.id)
        return hints, [(f"  {ends} ", "accent"), (self.tr(self.words.keys[TELLS.id]), "quiet"), (" ", "")]

    def action_pane(self, name: str) -> None:
        """Exit; the result is printed after the app has closed."""
        self.app.exit()

    def action_quit(self) -> None:
        """Exit, as `action_pane` does: the result of the answers so far is printed with their code."""
        self.app.exit()


class PromptApp(ExplorerApp, inherit_bindings=False):
    """The app with the questionnaire as its only pane."""

    DEFAULT_MODE = ASKS.id
    PANES = (ASKS,)

    def make(self, pane: PaneSpec) -> Screen[None]:
        """Create the pane without tabs and margins."""
        return Questions(pane, self.context)


def ask_inline(session: Session, ascii: bool) -> tuple[int, Exception | None]:
    """Run the questionnaire under the prompt. Returns the exit code (0, or that of a signal) and the exception that
    ended it, if any."""
    app = PromptApp(session, ascii)
    app.run(inline=True, mouse=False)
    return app.return_code or 0, app.failure
