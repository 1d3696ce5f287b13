"""Drawings: the figures that a picture is drawn from, together with the words that say the same.

Each is a frozen record. A figure that does not fit its own scale raises ValueError when the record is made, so that no
rendering can draw beside its axis. `id` and `notes` are those of every block (see `document`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from explorer.report.tones import Tone
from explorer.words.frozen import frozen

LETTERS = "abcdefgh"
"""What near jobs are called on an axis, in their order: a mark with such a label is drawn as the letter alone."""
STEPS = (1, 2, 2.5, 5)
"""Distances between the ticks of a scale, and ten, a hundred… times as much."""


@frozen
class Mark:
    """Something on an axis: `at` 0 (left end) to 1 (right end)."""

    label: str
    at: float
    tone: Tone

    def __post_init__(self) -> None:
        _within(self.at, 0, 1)


@frozen
class Axis:
    """A line between two ends with marks on it, and, where `span` is given, the stretch of it that is meant.

    `compact`: for many below each other, name, line and reading on one line, marks by their first letters.
    """

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
    compact: bool = False
    room: int = 16
    """Columns of the name, where `compact`: the same for all that stand below each other."""
    close: bool = False
    """No line is left free between it and an axis before it."""
    tones: tuple[Tone, Tone] = ("quiet", "quiet")
    """Of the two ends: a role's own where an end is a role."""
    said: str = ""
    """The reading as it is said where nothing is drawn; empty: as it is."""

    def __post_init__(self) -> None:
        for at in self.span or ():
            _within(at, 0, 1)

    @property
    def reading(self) -> str:
        """What the axis says, where nothing is drawn."""
        return self.said or self.aside


@frozen
class PlateLine:
    """A line of a plate: a name in its tone, and what is said of it. `text` follows the name as it stands."""

    name: str
    text: str
    tone: Tone = ""


@frozen
class Plate:
    """The question on the cover and the answer on the last page: the one raised place of a page.

    Its edge has the tone of the leader, or none (`quiet`) where there is no leader.
    """

    title: str
    axis: Axis | None = None
    reading: str = ""
    lines: tuple[PlateLine, ...] = ()
    tone: Tone = "quiet"
    level: int = 1
    """As a heading, where there are headings."""
    legend: tuple[str, ...] = ()
    """What the ends and the signs of the axis stand for; said where they are drawn only."""
    id: str = ""
    notes: tuple[str, ...] = ()


@frozen
class RangeRow:
    """Figures of one kind: a range, with or without its middle; a lone maximum, minimum or mean. `words` say them."""

    label: str
    words: str
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    tag: str = ""
    """Whose they are: a role's short name, in `tone`."""
    tone: Tone = ""

    @property
    def figures(self) -> tuple[float, ...]:
        """Those that are known, in order of size."""
        return tuple(each for each in (self.low, self.middle, self.high) if each is not None)

    def __post_init__(self) -> None:
        if not self.figures or list(self.figures) != sorted(self.figures):
            raise ValueError(f"no range: {self.figures}")


@frozen
class Range:
    """Ranges on one scale, which runs from the first of `ticks` (figure, what is written there) to the last."""

    rows: tuple[RangeRow, ...]
    ticks: tuple[tuple[float, str], ...]
    title: str = ""
    """What is measured, in which unit."""
    legend: str = ""
    """What the signs stand for; said where they are drawn only."""
    id: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.ticks) < 2 or [at for at, _ in self.ticks] != sorted({at for at, _ in self.ticks}):
            raise ValueError(f"no scale: {self.ticks}")
        for figure in (figure for row in self.rows for figure in row.figures):
            _within(figure, self.ticks[0][0], self.ticks[-1][0])


@frozen
class Share:
    """`count` of `of`, and the words for it: "7 of 11"."""

    count: int
    of: int
    words: str

    def __post_init__(self) -> None:
        _within(self.count, 0, self.of)


@frozen
class SharesRow:
    """A kind, and the share that it has with each role, in the order of the roles."""

    label: str
    shares: tuple[Share, ...]


@frozen
class Shares:
    """How much of each kind there is with each of the `roles` (name, tone): a bar each, all on one scale."""

    roles: tuple[tuple[str, Tone], ...]
    rows: tuple[SharesRow, ...]
    title: str = ""
    id: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if any(len(row.shares) != len(self.roles) for row in self.rows):
            raise ValueError("a share for each role")


@frozen
class Gauge:
    """A quantity of `most` as word, number and bar; gauges that follow each other stand in columns of `room` for the
    label."""

    label: str
    value: int
    most: int
    word: str
    room: int = 0
    change: int = 0
    """By how much it moved last; 0: it did not."""
    cells: int = 0
    """Of the bar; 0: as many as `most`."""
    columns: int = 0
    """That the bars of a list take, where they are not all as long."""
    middle: bool = False
    """Draw a line at half of `most`."""
    tone: Tone = "accent"
    label_tone: Tone = ""
    short: str = ""
    """The label where several share a line."""
    ends: tuple[str, str, str] | None = None
    """Written under the bar's beginning, middle and end."""
    id: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _within(self.value, 0, self.most)


When = Literal["past", "now", "to come"]


@frozen
class RibbonHour:
    """An hour of a day; `rating` 1 to 5, or 0 where none was given."""

    time: str
    when: When
    rating: int = 0

    def __post_init__(self) -> None:
        _within(self.rating, 0, 5)


@frozen
class Ribbon:
    """A day as one line: the rating of each hour that is past, where one is, what is to come."""

    hours: tuple[RibbonHour, ...]
    words: str
    """Where one is and the ratings, as they are said where nothing is drawn."""
    aside: str = ""
    """Said beside the drawing."""
    times: bool = False
    """Draw the hours' times above, where there is room."""
    gauges: tuple[Gauge, ...] = ()
    """Said in short beside the drawing, below it where there is no room."""
    id: str = ""
    notes: tuple[str, ...] = ()


TickState = Literal["done", "skipped", "here", "open"]


@frozen
class Ticks:
    """What is done of many things alike, one sign each, and where one is; `words` say it."""

    states: tuple[TickState, ...]
    words: str
    id: str = ""
    notes: tuple[str, ...] = ()


@frozen
class Cell:
    """What a day is at, at some time; `now`: the hour that waits."""

    text: str
    tone: Tone = ""
    now: bool = False


@frozen
class HoursRow:
    """A time, and what each day is at then; `shared`: one event, seen from several chairs."""

    time: str
    cells: tuple[Cell, ...]
    shared: bool = False

    @property
    def sign(self) -> str:
        """What stands between the days: a line that joins one event, or nothing."""
        return "─" if self.shared else ""


@frozen
class Hours:
    """Days side by side by the clock: the days' names in their tones, and a row for each time."""

    days: tuple[tuple[str, Tone], ...]
    rows: tuple[HoursRow, ...]
    id: str = ""
    notes: tuple[str, ...] = ()


Drawing = Plate | Range | Shares | Axis | Ribbon | Gauge | Ticks | Hours


def scale(figures: Sequence[float], most: int = 8) -> tuple[float, ...]:
    """Round figures at even distances that enclose `figures` (one at least): 2 to `most` of them (3 at least)."""
    least, greatest = min(figures), max(figures)
    width = max(greatest - least, abs(greatest) / 10, 1e-6)
    power = 10.0
    while power > width / most:
        power /= 10
    while True:
        for step in (each * power for each in STEPS):
            first, last = int(least // step), -int(-greatest // step)
            last = max(last, first + 1)
            if last - first < most:
                return tuple(round(each * step, 9) for each in range(first, last + 1))
        power *= 10


def _within(figure: float, low: float, high: float) -> None:
    if not low <= figure <= high:
        raise ValueError(f"{figure} is not within {low} to {high}")
