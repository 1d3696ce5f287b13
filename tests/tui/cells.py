"""The screen as a text that can be read in a review: its rows, and below them the tones of each row.

A tone is a letter; what stands out from the page, bars and dialogs, has the capital. `4s20q` are four strong cells and
twenty quiet ones. The same text holds for every palette: which colour a tone has is the palette's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from rich.style import Style

from explorer.terminal.palettes import PALETTES, PLAIN
from explorer.tui.theme import BarTone, bar_styles, styles
from tests.tui.desk import Desk

LETTERS: dict[str, BarTone] = {
    "p": "", "s": "strong", "q": "quiet", "a": "accent", "f": "first", "o": "second", "d": "third", "u": "fourth",
    "w": "warn",
}  # fmt: skip
"""The tones of words: plain, strong, quiet, accent, the roles from first to fourth, warning."""
FRAME, TYPED, PROMPT, POINT = "b", "t", "h", "c"
"""In dialogs: their border, what is typed, what is proposed before it is, and where the next letter goes."""
RUN = re.compile(r"(\d*)([A-Za-z])")
HEAVY = Style(bold=True)


def looks(theme: str) -> dict[str, Style]:
    """The style of each letter in a palette, or in `plain`."""
    page, bar = styles(theme), bar_styles(theme)
    found = {letter: page[tone] for letter, tone in LETTERS.items()}
    found |= {letter.upper(): bar[tone] for letter, tone in LETTERS.items()}
    found["H"] = bar["here"]
    palette = PALETTES.get(theme)
    if palette:
        found[FRAME] = Style(color=palette.accent, bgcolor=palette.bar)
        found[POINT] = Style(color=palette.bar, bgcolor=palette.words)
    return found


def _key(style: Style) -> tuple[object, ...]:
    colours = (style.color.name if style.color else None, style.bgcolor.name if style.bgcolor else None)
    return (*colours, bool(style.bold), bool(style.underline), bool(style.reverse))


def frame_rows(here: Desk) -> list[int]:
    """The rows that frame every pane: tabs and hints."""
    return [0, here.app.size.height - 1]


def page_rows(here: Desk) -> list[int]:
    """The rows between them: a pane's own, and dialogs above it."""
    return list(range(1, here.app.size.height - 1))


def tones(here: Desk, theme: str, part: list[int]) -> Iterator[list[tuple[int, str]]]:
    """Of each row of a part the runs of cells, as (how many, letter); blanks count as plain on their ground."""
    named = {_key(style): letter for letter, style in reversed(looks(theme).items())}
    grounds = {_key(Style(bgcolor=looks(theme)[letter].bgcolor))[1]: letter for letter in ("P", "p")}
    strips = here.app.screen._compositor.render_strips()
    for y in part:
        cells: list[str] = []
        strip = strips[y]
        for segment in strip:
            style = segment.style or Style()
            letter = named.get(_key(style)) or named.get(_key(style + HEAVY))
            if not segment.text.strip() and not style.reverse and not style.underline:
                letter = grounds.get(_key(style)[1], letter)
            letter = "H" if letter == "a" and not y else letter  # on the tabs' line it is the tab one is in
            assert letter, f"{segment.text!r} is {style}, which is no tone of {theme}"
            cells += [letter] * len(segment.text)
        yield [(len(list(run)), letter) for letter, run in groupby(cells)]


def rows(here: Desk, part: list[int]) -> list[str]:
    """The rows of a part, without the blanks at their ends."""
    strips = here.app.screen._compositor.render_strips()
    return ["".join(segment.text for segment in strips[y]).rstrip() for y in part]


@dataclass
class Picture:
    """Rows of one screen or of several, and their tones."""

    width: int
    rows: list[str] = field(default_factory=list)
    tones: list[str] = field(default_factory=list)

    def add(self, here: Desk, theme: str, part: list[int]) -> None:
        """A part of what is on the screen now."""
        self.rows += rows(here, part)
        self.tones += [
            "".join(f"{n if n > 1 else ''}{letter}" for n, letter in row) for row in tones(here, theme, part)
        ]

    @property
    def text(self) -> str:
        """Rows, a bar, tones."""
        return "\n".join([*self.rows, "=" * self.width, *self.tones]) + "\n"


def picture(here: Desk, theme: str, part: list[int]) -> str:
    """A part of the screen as a text."""
    taken = Picture(here.app.size.width)
    taken.add(here, theme, part)
    return taken.text


def read(text: str) -> tuple[list[str], list[str]]:
    """From a picture its rows, and of each row the letter of every cell."""
    lines = text.splitlines()
    bar = next(n for n, line in enumerate(lines) if line and set(line) == {"="})
    unrolled = ["".join(letter * int(n or 1) for n, letter in RUN.findall(line)) for line in lines[bar + 1 :]]
    return lines[:bar], unrolled


def attributes(here: Desk, part: list[int]) -> Iterator[list[tuple[str, Style]]]:
    """Of each row of a part its cells with their styles: for `plain`, where tones cannot be told apart."""
    strips = here.app.screen._compositor.render_strips()
    for y in part:
        yield [(sign, segment.style or Style()) for segment in strips[y] for sign in segment.text]


def same_without_colour(here: Desk, text: str, part: list[int], begin: int = 0) -> None:
    """Whether a part of the screen in `plain` says the same as a picture from its row `begin` on, by attributes
    alone."""
    plain = looks(PLAIN)
    said, letters = (rows[begin:] for rows in read(text))
    for y, text_row in enumerate(rows(here, part)):
        assert text_row == said[y], f"row {y}: {text_row!r} is not {said[y]!r}"
    for y, row in enumerate(attributes(here, part)):
        for x, (sign, style) in enumerate(row):
            letter = letters[y][x]
            colours = {each.name for each in (style.color, style.bgcolor) if each} - {"default"}
            if letter == POINT:
                continue
            assert not colours, f"row {y}, column {x}, {sign!r}: {style}"
            if sign.strip() and letter in plain:
                wanted = plain[letter]
                alike = bool(style.reverse) == bool(wanted.reverse) and bool(style.underline) == bool(wanted.underline)
                assert alike and (style.bold or not wanted.bold), f"row {y}, column {x}, {sign!r}, {letter}: {style}"
