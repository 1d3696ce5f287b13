"""Replaces characters by others of the same width, for terminals that can only show ASCII or few characters."""

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
"""Characters missing from the fonts of the Linux console, with replacements from code page 437."""


def as_ascii(text: str) -> str:
    """A text of the same length in ASCII: accents are removed, drawing characters replaced, unknown ones become `?`."""
    if text.isascii():
        return text
    bare = (unicodedata.normalize("NFD", sign)[0] for sign in text.translate(SIGNS))
    return "".join(sign if sign.isascii() else "?" for sign in bare)


def as_console(text: str) -> str:
    """A text of the same length with only the characters of the Linux console's fonts."""
    return text.translate(CONSOLE)
