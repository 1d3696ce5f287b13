"""Where a visit line by line is told and asked, and how a number is asked for."""

from __future__ import annotations

from collections.abc import Callable

from explorer.report.document import Block, Paragraph
from explorer.words.frozen import frozen

AGAIN = "?"
"""What is typed to hear a list once more."""
OTHER = -1
"""What was typed instead of a number, where something else was on offer."""


class Left(EOFError):
    """The person leaves what is being asked: `q`, where the end of input would leave it too."""


@frozen
class Desk:
    """Where lines go to and come from. `tell` writes blocks, `ask` returns what was typed; it raises EOFError."""

    tell: Callable[[list[Block]], None]
    ask: Callable[[str], str]
    wrong: Callable[[int, int], str] = lambda least, most: ""
    """What is said of something that is no answer, where a number between the two was asked for; empty: nothing."""


def number(
    desk: Desk,
    prompt: str,
    most: int,
    least: int = 1,
    empty: bool = False,
    other: str = "",
    again: Callable[[], None] | None = None,
) -> int | None:
    """A number from `least` to `most`, asked until it is one; None for `u`; 0 for nothing where `empty` allows it;
    -1 for the letter `other`, where there is one. `?` has `again` tell what is asked. Raises Left for `q`."""
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
