"""Texts in ASCII, sign for sign, for terminals that show nothing else."""

from __future__ import annotations

import unicodedata

SIGNS = str.maketrans(
    {
        "─": "-", "━": "=", "│": "|", "┼": "+", "├": "|", "┤": "|", "●": "*", "○": "o", "•": "*", "·": ".", "›": ">",
        "▌": ">", "█": "#", "◄": "<", "►": ">", "└": "`", "«": '"', "»": '"', "“": '"', "”": '"', "’": "'",
        "–": "-", "…": ".", "€": "E", "¿": "?", "¡": "!", "↓": "v", "↑": "^", "←": "<", "→": ">", "╭": "+", "╮": "+",
        "╰": "+", "╯": "+", "\u00a0": " ", "\u202f": " ", "ß": "s", "×": "x", "✓": "+", "°": "*", "£": "L", "≠": "!",
    }
)  # fmt: skip
CONSOLE = str.maketrans(
    {"●": "•", "○": "o", "━": "═", "›": ">", "╭": "┌", "╮": "┐", "╰": "└", "╯": "┘", "…": ".", "’": "'", "“": '"',
     "”": '"', "–": "-", "—": "-", "€": "E", "✓": "√", "≠": "!"}
)  # fmt: skip
"""What the fonts of a bare Linux console lack, by what code page 437 has."""


def as_ascii(text: str) -> str:
    """The same number of signs, each in ASCII: accents go, drawings become letters, what is unknown becomes `?`."""
    if text.isascii():
        return text
    bare = (unicodedata.normalize("NFD", sign)[0] for sign in text.translate(SIGNS))
    return "".join(sign if sign.isascii() else "?" for sign in bare)


def as_console(text: str) -> str:
    """The same number of signs, each in the font of a bare Linux console."""
    return text.translate(CONSOLE)
