"""The app: it holds the pack and the history of the visit, and wires the panes to them."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import RenderableType
from textual._compositor import ChopsUpdate
from textual.app import App, SystemCommand
from textual.driver import Driver
from textual.events import Resize
from textual.filter import LineFilter
from textual.screen import Screen

from explorer.engine.visit import History, Visit, speaking
from explorer.pack.pack import Pack
from explorer.report.links import GO
from explorer.terminal.detect import Signs
from explorer.terminal.diff import Lean
from explorer.terminal.palettes import DARK, NAMES, PLAIN
from explorer.tui.keys import KEYS, PANES, Key
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.profiles import Profiles
from explorer.tui.theme import OWN_COLOURS, themes

if TYPE_CHECKING:
    from explorer.store.writer import Keeper


def _diff() -> Screen[None]:
    from explorer.tui.panes.diff import Diff

    return Diff()


def _simulator() -> Screen[None]:
    from explorer.tui.panes.simulator import Simulator

    return Simulator()


def _test() -> Screen[None]:
    from explorer.tui.panes.questionnaire import Test

    return Test()


def _result() -> Screen[None]:
    from explorer.tui.panes.result import Result

    return Result()


REWOUND = 2
"""Acts that make up an hour of a day: choosing, and saying how it was liked."""
SWITCH = 0.02
"""Seconds a change of pane may take before it is painted."""


def _driver() -> type[Driver] | None:
    """The steady driver where Textual would take its Linux one; otherwise Textual's choice."""
    if sys.platform == "win32" or "TEXTUAL_DRIVER" in os.environ:
        return None
    from explorer.terminal.driver import SteadyDriver

    return SteadyDriver


class ExplorerApp(App[None], inherit_bindings=False):
    """`change` is the one way in which a visit changes."""

    MODES = {"profiles": Profiles, "diff": _diff, "simulator": _simulator, "test": _test, "result": _result}
    DEFAULT_MODE = "profiles"
    ENABLE_COMMAND_PALETTE = False
    CSS = "Screen { background: $background; color: $foreground; } ModalScreen { background: transparent; }"

    def __init__(
        self,
        pack: Pack,
        visit: Visit,
        ascii: bool = False,
        take_home: Callable[[str, str], str] | None = None,
        news: Sequence[str] = (),
        keeper: Keeper | None = None,
        *,
        colours: str = DARK,
        signs: Signs = "all",
        table: tuple[Key, ...] = KEYS,
    ) -> None:
        self.signs: Signs = "ascii" if ascii else signs
        self.news = news
        """What is to be said at the start."""
        self.table = table
        """The keys, as the person set them."""
        self.poor = os.environ.get("TEXTUAL_THEME") in OWN_COLOURS
        """Whether the terminal has too few colours, or none are wanted: only its own are offered."""
        super().__init__(driver_class=_driver(), ansi_color=self.poor or None)  # what NO_COLOR means is settled here
        self.set_reactive(App.ansi_color, None)
        self.animation_level = "none"
        self.pack = pack
        self.keeper = keeper
        """Who saves the visit after each act; None: nobody, nothing is ever written."""
        self.unkept = bool(keeper and keeper.problem)
        """Whether it was said that the visit cannot be saved."""
        self.watched: Path | None = None
        """The folder of the pack, where it is to be read again when its files change."""
        self.history = History(visit)
        self.trail: list[tuple[str, str]] = []
        """Where links were followed: the pane and what the cursor stood on."""
        self.kept = visit
        """The visit as it was last exported; what differs from it would be lost."""
        self.take_home = take_home
        """Where someone else hosts the program: from a code and a language to how to fetch the summary. No file is
        written then."""
        self.failure: Exception | None = None
        """What ended the program before its time."""
        for theme in themes():
            self.register_theme(theme)
        self.theme = OWN_COLOURS[0] if self.poor or colours == PLAIN else colours

    # --- the visit ---------------------------------------------------------------------------------------------

    def change(self, visit: Visit) -> None:
        """Take an act: remember it for undo, tell the pane in front; the others read it when they come back."""
        self._turn(self.history.then(visit))

    def rewind(self, visit: Visit) -> None:
        """Go back to `visit`: by undo where the last acts led away from it, so that redo brings them back."""
        history = self.history
        while history.past and history.now != visit and len(self.history.past) - len(history.past) < REWOUND:
            history = history.undone()
        self._turn(history if history.now == visit else self.history.then(visit))

    def speak(self, visit: Visit) -> None:
        """Another language; not an act that undo takes back."""
        self._turn(History(visit, self.history.past, self.history.future))

    def undo(self) -> bool:
        """Take the last act back; False when there is none."""
        return self._turn(self.history.undone())

    def redo(self) -> bool:
        """Take an undone act again; False when there is none."""
        return self._turn(self.history.redone())

    @property
    def unsaved(self) -> bool:
        """Whether leaving would lose something."""
        now, kept = self.history.now, self.kept
        if self.keeper and not self.keeper.problem:
            return False
        return not now.empty and speaking(now, kept.language) != kept

    def _turn(self, history: History) -> bool:
        changed = history is not self.history
        self.history = history
        if self.keeper and changed:
            self.keeper.keep(history.now)
        pane = self.screen
        if isinstance(pane, Pane) and changed:
            pane.show()
            self._admit(pane)
        return changed

    def _admit(self, pane: Pane) -> None:
        """Say once that the visit cannot be saved."""
        if self.keeper and self.keeper.problem and not self.unkept:
            self.unkept = True
            pane.say(pane.tr(pane.words.keeping.unkept, reason=self.keeper.problem))

    # --- links -------------------------------------------------------------------------------------------------

    def follow(self, link: str) -> None:
        """Go where a link leads, and remember where it was followed."""
        pane = self.screen
        if isinstance(pane, Pane):
            self.trail.append((pane.PLACE, pane.page.cursor))
            place, *names = link.removeprefix(GO).split()
            self._bring(place, *names)

    def retrace(self) -> None:
        """Go back to where the last link was followed."""
        if self.trail:
            self._bring(*self.trail.pop(), back=True)

    def _bring(self, place: str, *names: str, back: bool = False) -> None:
        self.switch_mode(place)
        pane = self.screen
        if isinstance(pane, Pane):
            pane.arriving = (*([""] if back else []), *names)
            if pane.is_mounted:
                pane.show()

    # --- the frame ---------------------------------------------------------------------------------------------

    def titles(self, pane: str) -> str:
        """A pane's name, with how far it is."""
        language = self.history.now.language
        name = getattr(self.pack.interface.panes, pane)[language]
        if pane == PANES[3] and self.history.now.answers:
            from explorer.engine.questionnaire import progress

            given, of = progress(self.pack, self.history.now.answers)
            return f"{name} {given}/{of}"
        return str(name)

    def next_colours(self) -> str:
        """Take the next palette; its name."""
        offered = (PLAIN,) if self.poor else NAMES
        here = self.theme if self.theme in NAMES else PLAIN
        name = offered[(offered.index(here) + 1) % len(offered)]
        self.dress(name)
        return name

    def dress(self, name: str) -> None:
        """Put on a palette, everywhere at once."""
        self.theme = OWN_COLOURS[0] if name == PLAIN else name
        for widget in self.screen.query("*"):
            widget.refresh()

    def delay_update(self, delay: float = 0.05) -> None:
        """Hold painting back while a pane comes to the front: less long than Textual does, our panes stand sooner."""
        super().delay_update(min(delay, SWITCH))

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Send as few cells as will do."""
        if type(renderable) is ChopsUpdate:
            renderable = Lean(renderable.chops, renderable.spans, renderable.chop_ends)
        super()._display(screen, renderable)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and ASCII where the terminal shows nothing else."""
        if self.signs == "all":
            return super().get_line_filters()
        from explorer.terminal.poor_signs import POOR

        return [*super().get_line_filters(), POOR[self.signs]]

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """None of Textual's own: nothing is written but by export, and every action is in our own palette."""
        return ()

    # --- what a visitor cannot do ------------------------------------------------------------------------------

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Links are text here."""

    def save_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str:
        """No file is written but by export."""
        return ""

    def action_screenshot(self, filename: str | None = None, path: str | None = None) -> None:
        """No file is written but by export."""

    def deliver_screenshot(
        self, filename: str | None = None, path: str | None = None, time_format: str | None = None
    ) -> str | None:
        """No file is written but by export."""

    def action_suspend_process(self) -> None:
        """Whoever hosts the program would be left with a stopped process."""

    # --- the end -----------------------------------------------------------------------------------------------

    @property
    def heard(self) -> float:
        """When a key was last taken, on the clock of `time.monotonic`; 0.0 before the keyboard is read."""
        return getattr(self._driver, "heard", 0.0)

    def panic(self, *renderables: object) -> None:
        """Leave without a word: whoever started the program says why, from `failure`."""
        self._close_messages_no_wait()

    def _fatal_error(self) -> None:
        self.panic()

    def _handle_exception(self, error: Exception) -> None:
        self.failure = self.failure or error
        super()._handle_exception(error)

    # --- the start ---------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """What start-up made stays; from here on a pack may change."""
        gc.freeze()  # no need to look through it again
        gc.enable()
        if self.watched:
            from explorer.tui.reloading import start

            start(self, self.watched)

    def on_resize(self, event: Resize) -> None:
        """Paint another size once, when all stands; the size there is already is no news. Textual would paint both."""
        if event.size == self._size:
            event.prevent_default()
        elif self._size:  # not the first
            self.delay_update()
