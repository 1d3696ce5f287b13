"""Styled lines of text, and how text is wrapped.

Every character is one cell wide (packs are checked for it), so the length of a text is its width.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from functools import lru_cache

from explorer.report.tones import ASIDE, Tone
from explorer.words.frozen import frozen

PARAGRAPHS = re.compile(r"\n+")
UNIT, TIE = re.compile(r"(\d) ([%$€])"), "\u00a0"
"""A number and its unit, which stay on one line."""


@frozen
class Span:
    """Some text in one tone; `heading` marks the title of a part."""

    text: str
    tone: Tone = ""
    heading: bool = False


@frozen
class Line:
    """One line of the screen; `id` is that of its block, empty if it cannot be selected."""

    spans: tuple[Span, ...] = ()
    id: str = ""
    rule: bool = False
    """The title of a part: a screen fills the rest of the line with a rule."""
    choice: bool = False
    """Part of something that can be chosen: bold when the cursor is on it."""
    raised: bool = False
    """Part of a plate: a screen gives the whole line its own background."""

    @property
    def text(self) -> str:
        """The text without tones."""
        return "".join(span.text for span in self.spans)


def wrap(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Wrap text; `first` is put before the first line, `rest` before the others, both included in `width`."""
    return list(_wrapped(text, width, first, rest))


@lru_cache(2048)  # a pane is laid out anew whenever something on it changes, most of it as it was
def _wrapped(text: str, width: int, first: str, rest: str) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in PARAGRAPHS.split(text):
        if lines:
            lines.append("")
        before = rest if lines else first
        whole = UNIT.sub(f"\\1{TIE}\\2", " ".join(paragraph.split()))
        lines += textwrap.wrap(whole, width, initial_indent=before, subsequent_indent=rest, break_on_hyphens=False) or [
            before.rstrip()
        ]
    return tuple(line.replace(TIE, " ") for line in lines)


def aside_of(before: str, aside: str, width: int) -> list[Span]:
    """`aside` aligned to the right of a line that begins with `before`, at least two blanks between them."""
    if not aside:
        return []
    return [Span(" " * max(2, width - len(before) - len(aside))), Span(aside, ASIDE)]


def ends(left: str, right: str, width: int, tones: tuple[Tone, Tone] = (ASIDE, ASIDE)) -> Iterator[list[Span]]:
    """Two texts at the ends of one line; if they do not fit, on two lines, the second still aligned to the right."""
    if len(left) + len(right) + 3 <= width:
        yield [Span(left, tones[0]), Span(" " * (width - len(left) - len(right))), Span(right, tones[1])]
        return
    yield from ([Span(line, tones[0])] for line in wrap(left, width))
    yield from ([Span(line.rjust(width), tones[1])] for line in wrap(right, max(1, width - 4)))


Sign = tuple[str, Tone]
"""One cell of a drawing."""


def runs(cells: Iterable[Sign]) -> Iterator[Span]:
    """Cells as spans: consecutive cells of one tone form one span."""
    run: list[str] = []
    tone: Tone = ""
    for sign, each in cells:
        if run and each != tone:
            yield Span("".join(run), tone)
            run = []
        run.append(sign)
        tone = each
    if run:
        yield Span("".join(run), tone)
