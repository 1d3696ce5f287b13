"""What the terminal can do, as far as the environment tells, and the settings Textual needs before it starts."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Literal

from explorer.terminal.palettes import DARK, LIGHT
from explorer.words.frozen import frozen

FEW_COLOURS = 16
SMALLEST = (40, 15)
"""The smallest window, in columns and lines, in which panes are drawn."""
NAMED_BY_COLOURS = "-256color"
"""The end of TERM in most terminals of today; for these terminfo is not read, which takes 5 ms."""
POOR = ("", "dumb", "unknown")
"""Values of TERM for terminals that cannot move their cursor."""
LIGHT_GROUNDS = ("7", "15")
"""The last field of COLORFGBG for a light background: ANSI white, dim or bright."""
WIDE_SIGNS = ("ja", "ko", "zh")
"""Languages whose terminals may draw frames and accented letters two cells wide."""
FRAMES = "120"
"""Textual's frame rate; with its default of 60, the first screen would wait 16 ms."""
Signs = Literal["all", "console", "ascii"]
"""Which characters the terminal can draw: the Linux console has few, `ascii` fewest."""


@frozen
class Terminal:
    """What is known about the terminal before the program starts."""

    light: bool = False
    """Whether its background is light, as far as known."""
    signs: Signs = "all"
    forgets: bool = True
    """Whether it restores its previous content on leaving (alternate screen); if not, it is cleared."""

    @property
    def colours(self) -> str:
        """The palette that suits its background."""
        return LIGHT if self.light else DARK


def prepare(own_colours: bool = False) -> Terminal:
    """Set the environment variables that Textual reads; call it before textual is imported.

    COLUMNS and LINES are removed, because they would freeze the size. With NO_COLOR, in terminals of up to 16 colours
    and with `own_colours`, the terminal's own colours and attributes are used instead of approximations. Animations are
    off, and over SSH an escape sequence gets more time to arrive. The terminal is not queried, because its answer would
    arrive as keys.
    """
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    os.environ.setdefault("TEXTUAL_FPS", FRAMES)
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", "300")
    colours, forgets = _described()
    if not os.environ.get("NO_COLOR"):
        os.environ.pop("NO_COLOR", None)  # an empty value counts as unset
    if "NO_COLOR" in os.environ or colours < 0:
        os.environ["NO_COLOR"] = "1"
        os.environ["TEXTUAL_THEME"] = "ansi-dark"
    elif own_colours or (colours <= FEW_COLOURS and not os.environ.get("COLORTERM")):
        os.environ["TEXTUAL_THEME"] = "ansi-dark"
    light = os.environ.get("COLORFGBG", "").rpartition(";")[2] in LIGHT_GROUNDS
    return Terminal(light, _signs(), forgets)


def possible() -> bool:
    """Whether a full-screen program can run: stdin, stdout and stderr are terminals, and the cursor can be moved."""
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        return False
    return sys.platform == "win32" or os.environ.get("TERM", "") not in POOR


def wipe() -> None:
    """Clear the screen, in terminals that do not restore their previous content."""
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
    """From terminfo: the number of colours (256 if unknown, -1 for none), and whether there is an alternate screen."""
    if os.environ.get("TERM", "").endswith(NAMED_BY_COLOURS):
        return 256, True
    try:
        import curses

        curses.setupterm(fd=1)
        return curses.tigetnum("colors"), curses.tigetstr("smcup") is not None
    except Exception:  # no curses (Windows), no entry for TERM: assume a common terminal
        return 256, True


SELECTING = {"iTerm.app": "option", "Apple_Terminal": "fn"}
"""By TERM_PROGRAM, the key to hold for selecting text while a program handles the mouse, if it is not Shift."""


def selecting_key(environment: Mapping[str, str] = os.environ) -> str:
    """The key to hold for selecting text in this terminal: `shift`, `option` or `fn`."""
    return SELECTING.get(environment.get("TERM_PROGRAM", ""), "shift")
