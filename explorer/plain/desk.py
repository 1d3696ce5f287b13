"""The input and output of the line-by-line interface, and the prompt for a number."""

from __future__ import annotations

from collections.abc import Callable

from explorer.report.document import Block, Paragraph
from explorer.words.frozen import frozen

AGAIN = "?"
"""The input that repeats a list."""
OTHER = -1
"""The result of `number` for the extra letter it was given."""


class Left(EOFError):
    """The person typed `q` to leave the current question; the end of input does the same."""


@frozen
class Desk:
    """Input and output as functions: `tell` prints blocks, `ask` prints a prompt and returns the line typed. `ask`
    raises EOFError at the end of input."""

    tell: Callable[[list[Block]], None]
    ask: Callable[[str], str]
    wrong: Callable[[int, int], str] = lambda least, most: ""
    """The message for an invalid number, given the least and the largest one allowed; empty: none."""


def number(
    desk: Desk,
    prompt: str,
    most: int,
    least: int = 1,
    empty: bool = False,
    other: str = "",
    again: Callable[[], None] | None = None,
) -> int | None:
    """Ask for a number from `least` to `most` until a valid one is typed. Returns None for `u`, 0 for an empty line if
    `empty` is true, and -1 for the letter `other`. `?` calls `again` to repeat the list. Raises Left for `q`."""
    while True:
        typed = desk.ask(f"{prompt}: ").strip().lower()
        if typed == "q":
            raise Left
        if typed == "u":
            return None
        if other and typed == other:
            return OTHER
        if empty and not typed:
            return 0
        if typed.isdecimal() and least <= int(typed) <= most:
            return int(typed)
        if again and typed == AGAIN:
            again()
        elif message := desk.wrong(least, most):
            desk.tell([Paragraph(message, "warn")])
