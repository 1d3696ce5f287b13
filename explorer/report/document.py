"""A document: blocks of few kinds, in one language, that every rendering can show.

A block with an `id` can be pointed at on the screen. `notes` are what it answers when asked why: unfolded on
request on a screen, always said in a text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Tone = Literal["", "strong", "quiet", "accent", "first", "second", "third", "fourth", "warn"]
"""How words are said: `first` to `fourth` are the roles' own colours, never without their names."""

TONES_OF_ROLES: tuple[Tone, ...] = ("first", "second", "third", "fourth")
"""In the order of the pack's roles; a fifth has the first's again."""


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Paragraph:
    """Prose; an empty line in `text` parts paragraphs."""

    text: str
    tone: Tone = ""
    id: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Point:
    """One entry of a list. `mark` stands before it, `tag` (short) before its text in its own tone."""

    text: str
    id: str = ""
    mark: str = "•"
    tag: str = ""
    tone: Tone = ""
    tag_tone: Tone = "accent"
    notes: tuple[str, ...] = ()
    starred: bool = False
    tail: str = ""
    """What follows the text after a colon, and is never cut."""
    brief: bool = False
    """On a screen: one line, the text cut where it is too long for it."""


@dataclass(frozen=True)
class Views:
    """Two views of one thing, side by side where there is room."""

    left_title: str
    left: str
    right_title: str
    right: str
    id: str = ""
    notes: tuple[str, ...] = ()
    tones: tuple[Tone, Tone] = ("strong", "strong")


@dataclass(frozen=True)
class Mark:
    """Something on an axis: `at` 0 (left end) to 1 (right end)."""

    label: str
    at: float
    tone: Tone


@dataclass(frozen=True)
class Axis:
    """A line between two ends with marks on it, and, where `span` is given, the stretch of it that is meant."""

    left: str
    right: str
    marks: tuple[Mark, ...]
    title: str = ""
    aside: str = ""
    """The reading in words, so that nothing is said by the picture alone."""
    span: tuple[float, float] | None = None
    id: str = ""
    notes: tuple[str, ...] = ()
    starred: bool = False


@dataclass(frozen=True)
class Gauge:
    """A quantity as word, number and bar; gauges that follow each other stand in columns of `room` for the label."""

    label: str
    value: int
    most: int
    word: str
    room: int = 0


@dataclass(frozen=True)
class Cell:
    """What a day is at, at some time; `now`: the hour that waits."""

    text: str
    tone: Tone = ""
    now: bool = False


@dataclass(frozen=True)
class HoursRow:
    """A time, and what each day is at then; `shared`: one event, seen from several chairs."""

    time: str
    cells: tuple[Cell, ...]
    shared: bool = False


@dataclass(frozen=True)
class Hours:
    """Days side by side by the clock: the days' names in their tones, and a row for each time."""

    days: tuple[tuple[str, Tone], ...]
    rows: tuple[HoursRow, ...]


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first cell of a row names it. All rows have as many cells as the head."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str = ""
    """What the table is of, where no heading has just said it."""


@dataclass(frozen=True)
class Room:
    """Free lines to write on by hand."""

    lines: int


Block = Heading | Paragraph | Point | Views | Axis | Gauge | Hours | Table | Room
UNPOINTED = Gauge | Hours | Table | Room
"""Blocks that a cursor passes by: they have no `id` and no `notes`."""
Document = tuple[Block, ...]
