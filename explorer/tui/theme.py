"""How tones look: palettes as data, each text of them at 4.5:1 or more on its ground.

`night` and `day` tell the first two roles apart by blue and orange, which all common kinds of colour vision can;
`sharp` is for projectors and tired eyes; `plain` uses the terminal's own colours and attributes alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rich.style import Style
from textual.theme import Theme

from explorer.report.document import Tone


@dataclass(frozen=True)
class Palette:
    """Colours as #rrggbb, one for each tone, for the ground and for the two lines of the frame."""

    ground: str
    bar: str
    words: str
    quiet: str
    accent: str
    first: str
    second: str
    third: str
    fourth: str
    warn: str
    dark: bool


PALETTES: Mapping[str, Palette] = {
    "night": Palette(
        "#14181f", "#212936", "#e4e7ec", "#a3adbc", "#7fd3c4",
        "#78b4ff", "#ffab5e", "#d6a8ff", "#b9d86a", "#ffd479", True,
    ),
    "day": Palette(
        "#fcfaf5", "#ebe6da", "#1f2530", "#515b6d", "#07594f",
        "#0b4fa5", "#8f4200", "#6d2f9c", "#3f5f00", "#7d4b00", False,
    ),
    "sharp": Palette(
        "#000000", "#1c1c1c", "#ffffff", "#d0d0d0", "#8ffff0",
        "#9ecbff", "#ffc890", "#e3c4ff", "#d2ec8f", "#ffe9a0", True,
    ),
}  # fmt: skip
PLAIN = "plain"
NAMES = (*PALETTES, PLAIN)

_ATTRIBUTES: Mapping[Tone, Style] = {
    "": Style(),
    "strong": Style(bold=True),
    "quiet": Style(),
    "accent": Style(bold=True),
    "first": Style(bold=True),
    "second": Style(bold=True, underline=True),
    "third": Style(bold=True, italic=True),
    "fourth": Style(italic=True, underline=True),
    "warn": Style(bold=True, reverse=True),
}


def themes() -> list[Theme]:
    """The palettes as Textual themes; `plain` stands on Textual's own `ansi-dark`."""
    return [
        Theme(
            name=name,
            primary=palette.accent,
            secondary=palette.first,
            accent=palette.accent,
            foreground=palette.words,
            background=palette.ground,
            surface=palette.ground,
            panel=palette.ground,
            warning=palette.warn,
            error=palette.warn,
            success=palette.accent,
            dark=palette.dark,
        )
        for name, palette in PALETTES.items()
    ]


@cache
def styles(name: str) -> Mapping[Tone, Style]:
    """Each tone as a style; in `plain`, by attributes alone."""
    palette = PALETTES.get(name)
    return _on(palette, palette.ground) if palette else _ATTRIBUTES


@cache
def bar_styles(name: str) -> Mapping[Tone, Style]:
    """Each tone as a style on the lines of the frame."""
    palette = PALETTES.get(name)
    return _on(palette, palette.bar) if palette else _ATTRIBUTES


def _on(palette: Palette, ground: str) -> Mapping[Tone, Style]:
    return {
        "": Style(color=palette.words, bgcolor=ground),
        "strong": Style(color=palette.words, bgcolor=ground, bold=True),
        "quiet": Style(color=palette.quiet, bgcolor=ground),
        "accent": Style(color=palette.accent, bgcolor=ground, bold=True),
        "first": Style(color=palette.first, bgcolor=ground, bold=True),
        "second": Style(color=palette.second, bgcolor=ground, bold=True),
        "third": Style(color=palette.third, bgcolor=ground, bold=True),
        "fourth": Style(color=palette.fourth, bgcolor=ground, bold=True),
        "warn": Style(color=palette.warn, bgcolor=ground, bold=True),
    }
