"""A desk to test the app at: it starts it, presses keys, waits until nothing is left to do, and reads the screen."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import TypeVar, cast

from textual import events
from textual.containers import Vertical
from textual.keys import _character_to_key
from textual.pilot import Pilot

from explorer.engine.day import play
from explorer.engine.fit import Fit, Instrument
from explorer.engine.visit import Visit, answered, chosen
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Item, Likert
from explorer.session.session import Session
from explorer.store.writer import Keeper
from explorer.tui.app import ExplorerApp
from explorer.tui.dialogs.commands import Commands
from explorer.tui.grid import LEFT
from explorer.tui.keys import KEYS, Key
from explorer.tui.margin import Margin
from explorer.tui.page import CURSOR, Page
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.table import PANES
from tests.waiting import PATIENCE

PAINTED_WITHIN = 5.0
"""Seconds after which a screen that is still to be painted is looked at as it is."""
LETTERS = {pane.id: pane.key for pane in PANES}
VERDICTS = ("clear", "slight", "both", "neither", "undecided", "incomplete", "uninterpretable")

P = TypeVar("P", bound=Pane)
C = TypeVar("C", bound=Claim)


async def quiet() -> None:
    """Wait until no task can go on without a clock, a thread or a file: all messages are taken, and those they sent."""
    ready, end = asyncio.get_running_loop()._ready, time.monotonic() + PATIENCE  # type: ignore[attr-defined]
    await asyncio.sleep(0)
    while ready:
        assert time.monotonic() < end, "the program never comes to rest"
        await asyncio.sleep(0)


@dataclass
class Desk:
    """A running app and hands on its keyboard."""

    app: ExplorerApp
    pilot: Pilot[None]

    # --- hands -------------------------------------------------------------------------------------------------

    async def settle(self) -> None:
        """Wait until every message that a key caused has been taken, and what it changed is laid out and painted."""
        end = time.monotonic() + PAINTED_WITHIN
        await quiet()
        while self.unpainted and time.monotonic() < end:
            self.app.screen._on_timer_update()
            await quiet()
            if self.unpainted:  # a screen that comes back waits for more than its messages
                await asyncio.sleep(0.002)

    @property
    def unpainted(self) -> bool:
        """Whether the screen in front has still to be laid out or painted."""
        screen = self.app.screen
        waits = screen._layout_required or screen._scroll_required or screen._repaint_required
        return bool(waits or screen._recompose_required or screen._dirty_widgets or screen._callbacks)

    async def until(self, condition: Callable[[], bool], what: str = "the condition") -> None:
        """Wait for a condition; fail when it does not come true."""
        end = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < end, f"{what} was not reached"
            await asyncio.sleep(0.002)
            await quiet()

    async def press(self, *keys: str) -> None:
        """Press keys, named as Textual names them or as the letters themselves, one after the other."""
        driver = self.app._driver
        assert driver is not None
        for key in keys:
            name = _character_to_key(key) if len(key) == 1 and not key.isalnum() else key
            driver.send_message(events.Key(name, key if len(key) == 1 else None))
            await self.settle()

    async def write(self, text: str) -> None:
        """Type a text into the line that has the focus."""
        await self.press(*text)

    async def go(self, pane: str) -> Pane:
        """Press the letter of a pane and wait for it."""
        if self.place != pane:
            await self.press(LETTERS[pane])
            await self.until(lambda: self.place == pane and self.page.lines != [], f"pane {pane}")
            await self.settle()
        return self.pane

    async def visit(self, kind: type[P]) -> P:
        """Go to the pane of that class."""
        return cast("P", await self.go(next(pane.id for pane in PANES if pane.load() is kind)))

    async def resize(self, width: int, height: int) -> None:
        """Make the window another size."""
        await self.pilot.resize_terminal(width, height)
        await self.until(lambda: tuple(self.app.screen.size) == (width, height), "the size")
        await self.settle()

    # --- eyes --------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[str]:
        """The screen, a text a line, without the blanks at the ends of lines."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip).rstrip() for strip in strips]

    @property
    def text(self) -> str:
        """The screen as one text."""
        return "\n".join(self.rows)

    @property
    def tabs(self) -> str:
        """The first line."""
        return self.rows[0]

    @property
    def hints(self) -> str:
        """The last line."""
        return self.rows[-1]

    @property
    def prose(self) -> str:
        """What the page in front shows, as running text: line breaks and the cursor are blanks."""
        page = self.page
        seen = page.lines[page.top : page.top + page.size.height]
        return " ".join(" ".join(line.text.removeprefix("█") for line in seen).split())

    @property
    def beside(self) -> str:
        """What the margins show, as running text."""
        margins = (margin for margin in self.pane.query(Margin) if margin.display)
        return " ".join(" ".join(line.text for margin in margins for line in margin.lines).split())

    @property
    def screen_prose(self) -> str:
        """The whole screen as running text, frames and bars left out."""
        return " ".join(re.sub(r"[│╭╮╰╯─▌]", " ", self.text).split())

    @property
    def dialog(self) -> str:
        """The dialog in front as running text."""
        box = self.app.screen.query_one(Vertical).region
        rows = (row[box.x : box.right] for row in self.rows[box.y : box.bottom])
        return " ".join(re.sub(r"[│╭╮╰╯─▌]", " ", " ".join(rows)).split())

    @property
    def pane(self) -> Pane:
        """The pane in front, below any dialog."""
        return next(screen for screen in reversed(self.app.screen_stack) if isinstance(screen, Pane))

    @property
    def place(self) -> str:
        """The name of the pane in front; of a dialog, its class."""
        screen = self.app.screen
        return screen.spec.id if isinstance(screen, Pane) else type(screen).__name__

    @property
    def page(self) -> Page:
        """The page of the pane in front."""
        return self.pane.page

    @property
    def cursor(self) -> str:
        """What the cursor stands on."""
        return self.page.cursor

    @property
    def marked(self) -> list[str]:
        """The page's lines beside which the cursor stands, as the screen shows them."""
        x = self.page.region.x
        lines = [row[x:] for row in self.rows[self.page.region.y : self.page.region.bottom]]
        return [line[LEFT:] for line in lines if line.startswith(CURSOR)]

    @property
    def session(self) -> Session:
        """The session that is shown."""
        return self.app.session

    @property
    def visit_now(self) -> Visit:
        """What the person did so far."""
        return self.app.session.visit


@asynccontextmanager
async def desk(
    pack: Pack,
    language: str = "en",
    size: tuple[int, int] = (80, 24),
    pane: str = "profiles",
    visit: Visit | None = None,
    ascii: bool = False,
    keeper: Keeper | None = None,
    news: Sequence[str] = (),
    keys: tuple[Key, ...] = KEYS,
    watched: Path | None = None,
) -> AsyncIterator[Desk]:
    """The app, started and at rest, with `pane` in front and `visit` already done."""
    session = Session(pack, visit or Visit(language), keeper, news)
    app = ExplorerApp(session, ascii, keys=keys, watched=watched)
    async with app.run_test(size=size) as pilot:
        here = Desk(app, pilot)
        await here.until(lambda: here.place == PANES[0].id and here.page.lines != [], "the first screen")
        await here.settle()
        if not here.pane.small:  # where no pane can be chosen
            await here.go(pane)
        yield here


def run_commands(here: Desk) -> Commands:
    """The help or the palette that is open."""
    assert isinstance(here.app.screen, Commands)
    return here.app.screen


# --- people ----------------------------------------------------------------------------------------------------


def answering(item: Item, towards: int, first: str) -> int:
    """The answer to `item` that counts `towards` (-2 to 2) for role `first`."""
    if isinstance(item, Likert):
        sign = (1 if item.keyed == "+" else -1) * (1 if item.role == first else -1)
        return 3 + sign * towards
    return 3 - towards if item.left.role == first else 3 + towards


def keyed(item: Likert, liking: int) -> int:
    """The answer that says of the item's role `liking` (1-5)."""
    return liking if item.keyed == "+" else 6 - liking


def _someone(pack: Pack, verdict: str, chance: Random, turn: int) -> dict[str, int]:
    first = pack.roles[0].id
    answers: dict[str, int] = {}
    for item in pack.questionnaire.items:
        match verdict:
            case "clear" | "slight":
                weights = (0, 1, 2, 3, 3) if verdict == "clear" else (1, 2, 3, 3, 2)
                towards = chance.choices((-2, -1, 0, 1, 2), weights)[0]
                answers[item.id] = answering(item, turn * towards, first)
            case "both" | "neither" if isinstance(item, Likert):
                liking = chance.choice((3, 4, 5, 4) if verdict == "both" else (1, 2, 3, 2))
                answers[item.id] = liking
            case "uninterpretable":
                answers[item.id] = 3
            case _:
                answers[item.id] = chance.randint(1, 5)
    return dict(list(answers.items())[:5]) if verdict == "incomplete" else answers


def fit_of(pack: Pack, visit: Visit) -> Fit:
    """The scored answers of a visit."""
    return Instrument(pack.questionnaire, [role.id for role in pack.roles]).score(visit.answers)


def someone(pack: Pack, verdict: str, language: str = "en", turn: int = 1) -> Visit:
    """A visit whose answers come to that verdict, towards the first role (`turn` 1) or the second (-1)."""
    for seed in range(500):
        visit = Visit(language, _someone(pack, verdict, Random(seed), turn))
        fit = fit_of(pack, visit)
        if fit.verdict == verdict and (verdict not in ("clear", "slight") or fit.lean * turn > 0):
            return visit
    raise AssertionError(f"nobody found for {verdict}")


def with_equal_rows(pack: Pack, wanted: int = 2) -> Pack:
    """The pack with so many dimensions on which no claim says anything: there the roles are equal."""
    ids = {dimension.id for dimension in pack.dimensions[:wanted]}

    def silent(claims: tuple[C, ...]) -> tuple[C, ...]:
        return tuple(
            replace(claim, axis=None) if claim.axis and claim.axis.dimension in ids else claim for claim in claims
        )

    roles = tuple(replace(role, claims=silent(role.claims)) for role in pack.roles)
    return replace(pack, roles=roles, shared=silent(pack.shared))


def answered_all(visit: Visit, answers: Iterable[tuple[str, int]]) -> Visit:
    """The visit with these answers."""
    for item, answer in answers:
        visit = answered(visit, item, answer)
    return visit


def lived(pack: Pack, visit: Visit, role: str, option: int = 1, hours: int | None = None) -> Visit:
    """The visit with that role's day lived, always by the same option (or the last there is), to its end."""
    while (now := play(pack.day(role), visit.lived(role).choices).now) and hours != len(visit.lived(role).choices):
        visit = chosen(visit, role, min(option, len(now.options)))
    return visit


def names(folder: Path) -> list[str]:
    """The files in a folder."""
    return sorted(path.name for path in folder.iterdir())
