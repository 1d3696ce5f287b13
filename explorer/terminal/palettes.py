"""The palettes, as data. All text has a contrast of at least 4.5:1 against its background, in 256 colours too.

`night` and `day` use blue and orange for the first two roles, which all common types of colour vision can tell apart;
`blue` uses only those two and yellow; `sharp` has high contrast, for projectors and tired eyes; `plain` uses the
terminal's own colours and text attributes only.

A colour means one of five things: accent, that something can be pressed or is selected; first and second (third,
fourth), which role, always with its name next to it; warn, a loss or a caution, with its sign or word; quiet, what may
be skipped.
"""

from __future__ import annotations

from collections.abc import Mapping

from explorer.words.frozen import frozen


@frozen
class Palette:
    """Colours as #rrggbb: one for each tone, `ground` for the page, and `bar` for the bars and dialogs."""

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
        "#14181f", "#272c34", "#e4e7ec", "#a3adbc", "#7fd3c4",
        "#78b4ff", "#ffab5e", "#d6a8ff", "#b9d86a", "#ffd479", True,
    ),
    "day": Palette(
        "#fcfaf5", "#ebe9e6", "#1f2530", "#515b6d", "#07594f",
        "#0b4fa5", "#8a3f00", "#6d2f9c", "#3f5f00", "#704300", False,
    ),
    "blue": Palette(
        "#101418", "#24272b", "#dce1e8", "#aab4c0", "#f4ea6e",
        "#6cc0f5", "#f0a72c", "#c4e2f7", "#f7d9a0", "#ffffff", True,
    ),
    "sharp": Palette(
        "#000000", "#1c1c1c", "#ffffff", "#d0d0d0", "#8ffff0",
        "#9ecbff", "#ffc890", "#e3c4ff", "#d2ec8f", "#ffe9a0", True,
    ),
}  # fmt: skip
PLAIN = "plain"
NAMES = (*PALETTES, PLAIN)
DARK, LIGHT = "night", "day"
"""What `auto` uses on a dark and on a light background."""
AUTO = "auto"
