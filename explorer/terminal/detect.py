"""Starting the full-screen program in a terminal that may be poor or far away."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Literal

from explorer.terminal.palettes import DARK, LIGHT
from explorer.words.frozen import frozen

FEW_COLOURS = 16
SMALLEST = (40, 15)
"""Columns and lines below which nothing is drawn."""
NAMED_BY_COLOURS = "-256color"
"""How most terminals of today call themselves; of these nothing has to be looked up, which takes 5 ms."""
POOR = ("", "dumb", "unknown")
"""What TERM says where the cursor cannot be moved."""
LIGHT_GROUNDS = ("7", "15")
"""What COLORFGBG says last where the ground is light: ANSI white, dim or bright."""
WIDE_SIGNS = ("ja", "ko", "zh")
"""Languages whose terminals may draw frames and accents two cells wide."""
FRAMES = "120"
"""How often a second Textual looks for what is to be painted: with its 60, the first screen waits 16 ms."""
Signs = Literal["all", "console", "ascii"]
"""Which signs the terminal can draw: those of the Linux console are few, `ascii` are fewest."""


@frozen
class Terminal:
    """What is known of the terminal before anything is drawn in it."""

    light: bool = False
    """Whether its ground is light, as far as it says."""
    signs: Signs = "all"
    forgets: bool = True
    """Whether it gives back what stood on it before: without, the screen is wiped on leaving."""

    @property
    def colours(self) -> str:
        """The palette that suits it."""
        return LIGHT if self.light else DARK


def prepare(own_colours: bool = False) -> Terminal:
    """Settle what Textual reads from the environment; call it before textual is imported.

    COLUMNS and LINES would freeze the size. NO_COLOR and terminals of 16 colours get the terminal's own colours and
    attributes instead of approximations, and so do all with `own_colours`; nothing is ever animated; a far keyboard
    gets time to finish an escape. Nothing is asked of the terminal: its answer would arrive as keys.
    """
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", "300")
    colours, forgets = _described()
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # set to nothing it is as none
    if "NO_COLOR" in os.environ or colours < 0:
        os.environ["NO_COLOR"] = "1"
        os.environ["TEXTUAL_THEME"] = "ansi-dark"
    elif own_colours or (colours <= FEW_COLOURS and not os.environ.get("COLORTERM")):
        os.environ["TEXTUAL_THEME"] = "ansi-dark"
    light = os.environ.get("COLORFGBG", "").rpartition(";")[2] in LIGHT_GROUNDS
    return Terminal(light, _signs(), forgets)


def possible() -> bool:
    """Whether a full-screen program can be shown: a terminal at both ends, and one that can move its cursor."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return False
    return sys.platform == "win32" or os.environ.get("TERM", "") not in POOR


def wipe() -> None:
    """Clear the screen, for terminals that do not give back what stood there before."""
    if sys.__stderr__:
        sys.__stderr__.write("\x1b[H\x1b[2J")
        sys.__stderr__.flush()


def _signs() -> Signs:
    encoding = sys.__stderr__.encoding if sys.__stderr__ else "ascii"
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "")
    if "utf" not in encoding.lower() or locale.startswith(WIDE_SIGNS):
        return "ascii"
    return "console" if os.environ.get("TERM") == "linux" else "all"


def _described() -> tuple[int, bool]:
    """How many colours the terminal has (256 where that is not known, -1 for none), and whether a second screen."""
    if os.environ.get("TERM", "").endswith(NAMED_BY_COLOURS):
        return 256, True
    try:
        import curses

        curses.setupterm(fd=1)
        return curses.tigetnum("colors"), curses.tigetstr("smcup") is not None
    except Exception:  # no curses (Windows), no entry for TERM: assume a common terminal
        return 256, True


SELECTING = {"iTerm.app": "option", "Apple_Terminal": "fn"}
"""The key with which dragging selects text while a program has the mouse, where it is not Shift; by TERM_PROGRAM."""


def selecting_key(environment: Mapping[str, str] = os.environ) -> str:
    """With which key dragging selects text in this terminal: `shift`, `option` or `fn`."""
    return SELECTING.get(environment.get("TERM_PROGRAM", ""), "shift")
