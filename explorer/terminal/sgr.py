"""Shortens the style sequences (SGR) in the output: only the change from one run of text to the next is sent.

Textual writes every run as style, text, reset; with 24-bit colours that is 40 bytes a run, more than the text itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

STYLE = re.compile(r"\x1b\[([0-9;]*)m")
MOVE = re.compile(r"(\x1b\[\d+;\d+H)+")
DRAWN_ON_BLANKS = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""SGR codes that are visible on blanks too: underlines, reverse, strike-through, frames."""
DEFAULT_COLOUR, DEFAULT_GROUND = "39", "49"


class Look(NamedTuple):
    """The current style of the terminal; an empty field is the terminal's default."""

    attributes: frozenset[str] = frozenset()
    colour: str = ""
    ground: str = ""


BARE = Look()


def lean(text: str) -> str:
    """Equivalent output in fewer bytes; it begins and ends in the default style."""
    pieces = STYLE.split(text)
    if len(pieces) == 1:
        return text
    sent = [pieces[0]]
    shown, wanted = BARE, BARE
    for index in range(1, len(pieces), 2):
        wanted = _after(wanted, pieces[index])
        signs = pieces[index + 1]
        if MOVE.fullmatch(signs):  # moving the cursor neither needs nor changes the style
            sent.append(signs)
        elif signs:
            change, shown = _change(shown, wanted, signs.isspace() and signs.isprintable())
            sent += (change, signs)
    if shown != wanted:
        sent.append(_change(shown, wanted, False)[0])
    return "".join(sent)


@lru_cache(4096)
def _after(look: Look, codes: str) -> Look:
    """The style after applying a sequence of SGR codes."""
    attributes, colour, ground = look
    rest = iter(codes.split(";"))
    for code in rest:
        if code in ("", "0"):
            attributes, colour, ground = BARE
        elif code in ("38", "48"):
            whole = ";".join([code, *_colour(rest)])
            colour, ground = (whole, ground) if code == "38" else (colour, whole)
        elif code == DEFAULT_COLOUR or code[:-1] in ("3", "9"):
            colour = "" if code == DEFAULT_COLOUR else code
        elif code == DEFAULT_GROUND or code[:-1] in ("4", "10"):
            ground = "" if code == DEFAULT_GROUND else code
        else:
            attributes |= {code}
    return Look(attributes, colour, ground)


def _colour(rest: Iterable[str]) -> list[str]:
    """The parameters after 38 or 48: `5;n` or `2;r;g;b`."""
    codes = iter(rest)
    kind = next(codes, "")
    return [kind, *(next(codes, "0") for _ in range(3 if kind == "2" else 1))]


@lru_cache(4096)
def _change(shown: Look, wanted: Look, blanks: bool) -> tuple[str, Look]:
    """The sequence that turns the style `shown` into `wanted`, and the resulting style; for blanks only what is visible
    on them counts."""
    if blanks and not (shown.attributes | wanted.attributes) & DRAWN_ON_BLANKS:
        wanted = Look(shown.attributes, shown.colour, wanted.ground)
    if wanted == shown:
        return "", shown
    if wanted == BARE:
        return "\x1b[0m", BARE
    whole = ["0", *sorted(wanted.attributes), *filter(None, wanted[1:])]
    if shown.attributes - wanted.attributes:
        return f"\x1b[{';'.join(whole)}m", wanted
    codes = sorted(wanted.attributes - shown.attributes)
    if wanted.colour != shown.colour:
        codes.append(wanted.colour or DEFAULT_COLOUR)
    if wanted.ground != shown.ground:
        codes.append(wanted.ground or DEFAULT_GROUND)
    return f"\x1b[{';'.join(min(codes, whole, key=lambda each: len(';'.join(each))))}m", wanted
