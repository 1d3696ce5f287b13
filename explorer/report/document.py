"""A document: blocks of few kinds, in one language, that every rendering can show.

A block with an `id` can be pointed at on the screen. `notes` are what it answers when asked why: unfolded on
request on a screen, always said in a text.
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
    """`level` 1 for the document, 2 for a part, 3 within it."""

    text: str
    level: int = 2
    id: str = ""
    aside: str = ""
    """Said at the end of its line, quietly: a count, a state."""
    notes: tuple[str, ...] = ()
    folded: bool = False
    """Whether a page may keep the part folded until someone opens it."""
    sheet: bool = False
    """Whether its part begins a sheet of paper of its own."""
    plain: bool = False
    """Whether a screen draws no line after it: a heading within a page, not the title of a part."""


@frozen
class Paragraph:
    """Prose; an empty line in `text` parts paragraphs."""

    text: str
    tone: Tone = ""
    id: str = ""
    notes: tuple[str, ...] = ()
    quoted: bool = False
    """On a screen: a thin line before each of its lines, for what comes back from before."""


@frozen
class Point:
    """One entry of a list. `mark` stands before it, `tag` (short) before its text in its own tone."""

    text: str
    id: str = ""
    mark: str = "•"
    tag: str = ""
    tone: Tone = ""
    tag_tone: Tone = "strong"
    notes: tuple[str, ...] = ()
    starred: bool = False
    tail: str = ""
    """What follows the text after a colon, and is never cut."""
    brief: bool = False
    """On a screen: one line, the text cut where it is too long for it."""
    room: int = 0
    """On a screen: columns of the tag, the same for a whole list, so that its texts begin below each other."""
    choice: bool = False
    """Whether it can be chosen: it stands out where the cursor is on it."""

    @property
    def label(self) -> str:
        """The tag as it stands before its text where there is no column for it."""
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
    """A part of the way through: `tick` says how far it is done (`✓`, `7/24`, or its number), `key` opens it."""

    tick: str
    name: str
    key: str
    text: str
    """What it is; left out where there is no room."""
    aside: str = ""
    """How long it takes."""
    id: str = ""
    notes: tuple[str, ...] = ()
    room: int = 0
    """Columns of the names of all the steps, so that what follows stands in one column."""


@frozen
class Table:
    """Rows under a head; the first cell of a row names it. All rows have as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    """What the table is of, where no heading has just said it."""


@frozen
class Room:
    """Free lines to write on by hand."""

    lines: int


Block = Heading | Paragraph | Point | Views | Step | Table | Room | Drawing
UNPOINTED = Table | Room
"""Blocks that a cursor passes by: they have no `id` and no `notes`."""
Document = tuple[Block, ...]
