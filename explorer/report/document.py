"""The document model: blocks of a few kinds, in one language, that every renderer can show.

A block with an `id` can be selected on the screen. `notes` explain it: on a screen they are unfolded on request, in a
text they are always included.
"""

from __future__ import annotations

from explorer.report.drawings import (
    Axis,
    Cell,
    Drawing,
    Gauge,
    Hours,
    HoursRow,
    Mark,
    Plate,
    PlateLine,
    Range,
    RangeRow,
    Ribbon,
    RibbonHour,
    Share,
    Shares,
    SharesRow,
    Ticks,
    TickState,
)
from explorer.report.tones import TONES_OF_ROLES, Tone
from explorer.words.frozen import frozen

__all__ = [
    "TONES_OF_ROLES",
    "UNPOINTED",
    "Axis",
    "Block",
    "Cell",
    "Document",
    "Drawing",
    "Gauge",
    "Heading",
    "Hours",
    "HoursRow",
    "Mark",
    "Paragraph",
    "Plate",
    "PlateLine",
    "Point",
    "Range",
    "RangeRow",
    "Ribbon",
    "RibbonHour",
    "Room",
    "Share",
    "Shares",
    "SharesRow",
    "Step",
    "Table",
    "TickState",
    "Ticks",
    "Tone",
    "Views",
]


@frozen
class Heading:
    """A title; `level` 1 for the document, 2 for a part, 3 within a part."""

    text: str
    level: int = 2
    id: str = ""
    aside: str = ""
    """Secondary text at the end of its line: a count, a state."""
    notes: tuple[str, ...] = ()
    folded: bool = False
    """Whether a page may keep the part closed until someone opens it."""
    sheet: bool = False
    """Whether its part begins a new sheet of paper."""
    plain: bool = False
    """Whether a screen draws no rule after it: a heading within a page, not the title of a part."""


@frozen
class Paragraph:
    """Prose; an empty line in `text` separates paragraphs."""

    text: str
    tone: Tone = ""
    id: str = ""
    notes: tuple[str, ...] = ()
    quoted: bool = False
    """On a screen: a thin vertical line before each of its lines, for delayed effects and for sentences of a text."""


@frozen
class Point:
    """One entry of a list. `mark` comes first, then `tag` (short) in its own tone, then the text."""

    text: str
    id: str = ""
    mark: str = "•"
    tag: str = ""
    tone: Tone = ""
    tag_tone: Tone = "strong"
    notes: tuple[str, ...] = ()
    starred: bool = False
    tail: str = ""
    """Text after a colon, which is never cut."""
    brief: bool = False
    """On a screen: one line, cut if it is too long."""
    room: int = 0
    """On a screen: width of the tag, the same for a whole list, so that its texts are aligned."""
    choice: bool = False
    """Whether it can be chosen: it is emphasised when the cursor is on it."""

    @property
    def label(self) -> str:
        """The tag as text before the entry, for renderers without a column for it."""
        return f"{self.tag}:" if self.room and self.tag[-1:].isalnum() else self.tag


@frozen
class Views:
    """Two views of one thing, side by side where there is room."""

    left_title: str
    left: str
    right_title: str
    right: str
    id: str = ""
    notes: tuple[str, ...] = ()
    tones: tuple[Tone, Tone] = ("strong", "strong")


@frozen
class Step:
    """A step of the way through the program: `tick` is its progress (`✓`, `7/24`, or its number), `key` opens it."""

    tick: str
    name: str
    key: str
    text: str
    """Its description; left out if there is no room."""
    aside: str = ""
    """How long it takes."""
    id: str = ""
    notes: tuple[str, ...] = ()
    room: int = 0
    """Width of the names of all steps, so that the descriptions are aligned."""


@frozen
class Table:
    """Rows below a header; the first cell of a row names it. All rows have as many cells as the header."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    """What the table shows, if no heading has just said it."""


@frozen
class Room:
    """Blank lines to write on by hand."""

    lines: int


Block = Heading | Paragraph | Point | Views | Step | Table | Room | Drawing
UNPOINTED = Table | Room
"""Blocks that cannot be selected: they have no `id` and no `notes`."""
Document = tuple[Block, ...]
