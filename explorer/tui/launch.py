"""Starting the full-screen program in a terminal that may be poor or far away."""

from __future__ import annotations

import os
import sys

FEW_COLOURS = 16
SMALLEST = (40, 15)
"""Columns and lines below which nothing is drawn."""
POOR = ("", "dumb", "unknown")
"""What TERM says where the cursor cannot be moved."""


def prepare(own_colours: bool = False) -> None:
    """Settle what Textual reads from the environment; call it before textual is imported.

    COLUMNS and LINES would freeze the size. NO_COLOR and terminals of 16 colours get the terminal's own colours and
    attributes instead of approximations, and so do all with `own_colours`; nothing is ever animated; a far keyboard
    gets time to finish an escape.
    """
    for name in ("COLUMNS", "LINES"):
        os.environ.pop(name, None)
    os.environ["TEXTUAL_ANIMATIONS"] = "none"
    if os.environ.get("SSH_CONNECTION"):
        os.environ.setdefault("ESCDELAY", "300")
    colours = _colours()
    if "NO_COLOR" in os.environ or colours < 0:
        os.environ["NO_COLOR"] = "1"
        os.environ["TEXTUAL_THEME"] = "ansi-dark"
    elif own_colours or (colours <= FEW_COLOURS and not os.environ.get("COLORTERM")):
        os.environ["TEXTUAL_THEME"] = "ansi-dark"


def possible() -> bool:
    """Whether a full-screen program can be shown: a terminal at both ends, and one that can move its cursor."""
    return sys.stdin.isatty() and sys.stderr.isatty() and os.environ.get("TERM", "") not in POOR


def _colours() -> int:
    """How many colours the terminal says it has; 256 where that is not known, -1 for none."""
    try:
        import curses

        curses.setupterm()
        return curses.tigetnum("colors")
    except Exception:  # no curses (Windows), no entry for TERM: assume a common terminal
        return 256
