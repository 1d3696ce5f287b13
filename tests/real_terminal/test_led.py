"""Led by the hand, in a real terminal: from the first screen to the exported file by arrows and Enter alone, by the
mouse alone, and by digits and Enter, each with its number of keys or clicks (`COUNTED`)."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.report.export import rendered
from explorer.report.pack_translator import translator_of
from explorer.report.summary import summarise
from tests.first import FIRST
from tests.real_terminal.conftest import Opened, Terminal
from tests.tui.desk import someone

PACK = read_pack(FIRST)
ANSWERS = someone(PACK, "clear").answers
UP, DOWN, ENTER = "\x1b[A", "\x1b[B", "\r"
QUIET = 0.1
"""Seconds without output after which a move is drawn."""
COUNTED = {"arrows": 104, "mouse": 27, "digits": 27}
"""Keys or clicks that a walk takes, 24 of them answers (by arrows 24 times Enter, and the moves to each answer)."""


class Hand:
    """A hand that counts what it does: keys, or clicks with what is seen."""

    def __init__(self, tty: Terminal) -> None:
        self.tty, self.count = tty, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.count += 1
            self.tty.press(key)

    def click(self, text: str, last: bool = False) -> None:
        """A click on a text that is seen; on the `last` line that has it."""
        self.tty.until(lambda: any(text in line for line in self.tty.screen.display))
        rows = [y for y, line in enumerate(self.tty.screen.display, 1) if text in line]
        y = rows[-1] if last else rows[0]
        x = self.tty.screen.display[y - 1].index(text) + 1
        self.count += 1
        self.tty.press(f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m")

    @property
    def marked(self) -> list[str]:
        """The lines beside which the cursor stands; the line of tabs marks the pane in the same way."""
        return [line for line in self.tty.screen.display[1:] if line.startswith("▌")]

    def move_to(self, key: str, text: str) -> None:
        """Press an arrow until the cursor stands beside a text."""
        for _ in range(40):
            if any(text in line for line in self.marked):
                return
            before = self.marked
            self.press(key)
            self.tty.until(lambda before=before: bool(self.marked) and self.marked != before)  # type: ignore[misc]
            while self.tty._read(time.monotonic() + QUIET):  # until all of the move is drawn
                pass
        pytest.fail(f"the cursor never came to {text!r}:\n{self.tty.text}")


def by_arrows(hand: Hand, language: str) -> None:
    words, tr = PACK.interface, translator_of(PACK, language)
    hand.move_to(DOWN, tr(words.opening.answer))
    hand.press(ENTER)
    for number, item in enumerate(PACK.questionnaire.items, 1):
        hand.tty.until(tr(words.test.title, n=number, of=len(PACK.questionnaire.items)))
        hand.press(*[DOWN] * ANSWERS[item.id], ENTER)
    hand.tty.until(summarise(PACK, Visit(language, ANSWERS)).verdict)
    hand.move_to(DOWN, tr(words.opening.next_home))
    hand.press(ENTER)
    hand.tty.until(tr(words.dialogs.export_title))
    hand.press(ENTER)


def by_mouse(hand: Hand, language: str) -> None:
    words, tr = PACK.interface, translator_of(PACK, language)
    hand.click(tr(words.opening.answer_what))
    for number, item in enumerate(PACK.questionnaire.items, 1):
        hand.tty.until(tr(words.test.title, n=number, of=len(PACK.questionnaire.items)))
        hand.click(f"{ANSWERS[item.id]} ( )")
    hand.tty.until(summarise(PACK, Visit(language, ANSWERS)).verdict)
    hand.click(tr(words.keys.export), last=True)
    hand.click(f"Enter {tr(words.dialogs.export_save)}")


def by_digits(hand: Hand, language: str) -> None:
    words, tr = PACK.interface, translator_of(PACK, language)
    hand.press("t")
    for number, item in enumerate(PACK.questionnaire.items, 1):
        hand.tty.until(tr(words.test.title, n=number, of=len(PACK.questionnaire.items)))
        hand.press(str(ANSWERS[item.id]))
    hand.tty.until(summarise(PACK, Visit(language, ANSWERS)).verdict)
    hand.press("e")
    hand.tty.until(tr(words.dialogs.export_title))
    hand.press(ENTER)


@pytest.mark.slow
@pytest.mark.parametrize(("walk", "language"), [(by_arrows, "es"), (by_mouse, "en"), (by_digits, "es")])
def test_one_comes_from_the_first_screen_to_the_file(
    terminal: Opened, tmp_path: Path, walk: Callable[[Hand, str], None], language: str
) -> None:
    hand = Hand(terminal("--lang", language, size=(80, 24)))
    hand.tty.until(translator_of(PACK, language)(PACK.interface.opening.read_what))
    walk(hand, language)
    said = translator_of(PACK, language)(PACK.interface.dialogs.exported, path="")[:8]
    hand.tty.until(said)
    written = (tmp_path / f"explorer-{PACK.id}.md").read_text(encoding="utf-8")
    assert written == rendered(summarise(PACK, Visit(language, ANSWERS)), "md")
    kind = walk.__name__.removeprefix("by_")
    assert (kind, hand.count) == (kind, COUNTED[kind])
