"""Monkeys at the keyboard: random keys, texts, pastes and window sizes, thousands of them, from a seed that repeats.

    python benchmarks/monkey.py [--monkeys 20] [--acts 5000] [--seed 1]

After each act the app must stand; every so often the visit must be one that a person could have made, undo must lead
back from it act by act, and the screen must be what a fresh start draws of the same visit. It runs on a driver without
a terminal, one act after the other, with nothing waited for but the app itself.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import tempfile
import time

os.environ["TEXTUAL_ANIMATIONS"] = "none"

from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot

from explorer.engine.day import play
from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.session.session import Session
from explorer.tui.app import ExplorerApp
from explorer.tui.keys import KEYS
from explorer.tui.panes.pane import Pane

TYPED = "aeiouñ¿é 0123456789zqx/.'\"[]"
ODD = ("ctrl+a", "ctrl+b", "ctrl+s", "ctrl+z", "f5", "delete", "ctrl+left", "shift+down", "alt+x", "insert")
SIZES = (*((40, 15), (60, 20), (80, 24), (100, 30), (120, 40), (200, 60)) * 3, (39, 14), (20, 5), (1, 1))
PASTES = ("kam", "una línea\notra línea", "x" * 5000, "\x1b[31m", "")
OFTEN = ("1", "2", "3", "4", "5", "p", "d", "s", "t", "r", "j", "k", "enter", "escape")
CHECK_EVERY = 50
"""Acts after which the visit is looked at."""
LONGEST = 5.0
"""Seconds that one act may take before the app counts as stuck."""


def keyboard() -> list[str]:
    """Every key that does something, and some that do nothing."""
    bound = sorted({name for key in KEYS for name in key.keys})
    return [*bound, *ODD, *OFTEN * 4, *("escape",) * 8]


class Monkey:
    """One run."""

    def __init__(self, pack: Pack, seed: int, acts: int) -> None:
        self.pack, self.chance, self.acts = pack, random.Random(seed), acts
        self.seen: dict[str, int] = {}
        self.slowest = 0.0
        self.changes, self.last = 0, Visit("")

    async def run(self) -> None:
        """Do all acts; raises where one breaks something."""
        app = ExplorerApp(Session(self.pack, Visit(self.chance.choice(self.pack.languages))))
        app.exit = lambda *values, **named: None  # type: ignore[method-assign]
        keys = keyboard()
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            for act in range(self.acts):
                begun = time.perf_counter()
                self._act(app, keys)
                async with asyncio.timeout(LONGEST):
                    await pilot._wait_for_screen()
                self.changes += app.session.visit != self.last
                self.last = app.session.visit
                self.slowest = max(self.slowest, time.perf_counter() - begun)
                if app._exception:
                    raise app._exception
                if act % CHECK_EVERY == 0:
                    self._check(app)
            await self._lost(app, pilot)

    def _act(self, app: ExplorerApp, keys: list[str]) -> None:
        chance, driver = self.chance, app._driver
        assert driver is not None
        match chance.choices(("key", "letter", "paste", "resize"), (88, 6, 1, 5))[0]:
            case "key":
                name = chance.choice(keys)
                driver.send_message(events.Key(name, name if len(name) == 1 else None))
            case "letter":
                sign = chance.choice(TYPED)
                driver.send_message(events.Key(_character_to_key(sign), sign))
            case "paste":
                driver.send_message(events.Paste(chance.choice(PASTES)))
            case _:
                size = Size(*chance.choice(SIZES))
                driver.send_message(events.Resize(size, size))

    def _check(self, app: ExplorerApp) -> None:
        """Whether the visit is one that using the program as it is meant can bring about."""
        visit, pack = app.session.visit, self.pack
        items = {item.id for item in pack.questionnaire.items}
        assert visit.language in pack.languages
        assert set(visit.answers) <= items and all(1 <= answer <= 5 for answer in visit.answers.values())
        for role, lived in visit.days.items():
            assert len(lived.choices) == len(lived.likes)
            play(pack.day(role), lived.choices)
        assert len(app.screen_stack) <= 4, app.screen_stack
        place = type(app.screen).__name__
        self.seen[place] = self.seen.get(place, 0) + 1

    async def _lost(self, app: ExplorerApp, pilot: Pilot[None]) -> None:
        """Whether undo leads back to the start and redo to the end, act by act, with nothing lost on the way."""
        end, back = app.session.visit, 0
        while app.session.history.past:
            app.session.undo()
            back += 1
        for _ in range(back):
            assert app.session.redo()
        now = app.session.visit
        assert (now.answers, now.days, now.stars) == (end.answers, end.days, end.stars), "an act was lost"
        await pilot._wait_for_screen()
        while not isinstance(app.screen, Pane):
            app.pop_screen()
            await pilot._wait_for_screen()
        self.seen["acts undone and redone"] = back


def main() -> None:
    """Let them loose and say what happened."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--monkeys", type=int, default=20)
    parser.add_argument("--acts", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    pack = read_pack()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for seed in range(asked.seed, asked.seed + asked.monkeys):
            begun, monkey = time.perf_counter(), Monkey(pack, seed, asked.acts)
            asyncio.run(monkey.run())
            took = time.perf_counter() - begun
            told = ", ".join(f"{name} {n}" for name, n in sorted(monkey.seen.items()))
            print(
                f"monkey {seed}: {asked.acts} acts, {monkey.changes} of them changes of the visit, in {took:.0f} s;",
                end=" ",
            )
            print(f"slowest {monkey.slowest * 1000:.0f} ms; {told}", flush=True)
    print(f"{asked.monkeys} monkeys, {asked.monkeys * asked.acts} acts: no crash, no act lost")


if __name__ == "__main__":
    main()
