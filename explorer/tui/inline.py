"""The questionnaire alone, on a few lines under the prompt of a shell: the Test pane, without the frame of the rest.

Textual's inline mode repaints all of its lines for every key, and clears the window when it changes its size.
"""

from __future__ import annotations

from textual import constants
from textual.app import ComposeResult
from textual.driver import Driver
from textual.screen import Screen

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.tui.app import ExplorerApp
from explorer.tui.frame import OneLine, Words
from explorer.tui.keys import PANES, at, shown, some
from explorer.tui.page import Page
from explorer.tui.panes.questionnaire import Test

LINES = 17
"""What a question takes with its neighbours at 80 columns; in a lower window it takes what there is."""
KEPT = 3
"""Lines of the window that stay free: the hints, and what was typed before."""
ACTS = ("result", "quit", "undo", "redo", "language", "down", "up", "first", "last", "page_down", "page_up", "back")
"""What works here of all that works everywhere."""


class Questions(Test, inherit_bindings=False):
    """The Test pane under a prompt: leaving it, by whichever key, ends the questions."""

    BINDINGS = some("test", ACTS, but=("retake",))
    CSS = f"""
    Questions:inline {{ border: none; height: auto; }}
    Questions Page {{ height: {LINES}; }}
    """

    def compose(self) -> ComposeResult:
        """The page, and the keys below it."""
        yield Page(id="page")
        yield OneLine("hints")

    def on_mount(self) -> None:
        """As high as the window allows."""
        self._fit()

    def make_room(self) -> None:
        """The same in another window."""
        self._fit()

    def _fit(self) -> None:
        self.page.styles.height = max(1, min(LINES, self.app.size.height - KEPT))

    @property
    def small(self) -> bool:
        """Never: a window too small for this is asked line by line."""
        return False

    def frame(self) -> None:
        """The hints alone."""
        self.query_one("#hints", OneLine).show(*self._hints())

    def _hints(self) -> tuple[Words, Words]:
        """The pane's own, and at the end of the line the key that ends the questions."""
        said, _ = super()._hints()
        ends = next(shown(key) for key in at(self.PLACE) if key.id == PANES[-1])
        return said, [(f"  {ends} ", "accent"), (self.tr(self.words.keys.result), "quiet"), (" ", "")]

    def action_pane(self, name: str) -> None:
        """The result: it is told when the questions have gone."""
        self.app.exit()

    def action_quit(self) -> None:
        """The same: nothing is lost, whatever was answered is told with its code."""
        self.app.exit()


def _questions() -> Screen[None]:
    return Questions()


class Questionnaire(ExplorerApp, inherit_bindings=False):
    """The app with one pane; what was answered is `history.now` when it has ended."""

    MODES = {PANES[3]: _questions}
    DEFAULT_MODE = PANES[3]

    def _build_driver(self, headless: bool, inline: bool, mouse: bool, size: tuple[int, int] | None) -> Driver:
        """Textual's own choice, but under a prompt the driver that survives what a line can bring."""
        if not inline or headless:
            return super()._build_driver(headless, inline, mouse, size)
        from explorer.terminal.driver import SteadyInlineDriver

        self._driver = SteadyInlineDriver(self, debug=constants.DEBUG, mouse=mouse, size=size)
        return self._driver


def ask_inline(pack: Pack, visit: Visit, ascii: bool) -> tuple[Visit, int, Exception | None]:
    """Ask under the prompt; what was answered, the exit code (0, or that of a signal), and what broke, if something
    did."""
    app = Questionnaire(pack, visit, ascii)
    app.run(inline=True, mouse=False)
    return app.history.now, app.return_code or 0, app.failure
