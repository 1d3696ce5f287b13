"""Drawings: the data of a picture, together with the words that say the same.

Each is a frozen value. A figure outside its own scale raises ValueError when the value is created, so that no renderer
can draw outside the axis. `id` and `notes` are those of every block (see `document`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from explorer.report.tones import Tone
from explorer.words.frozen import frozen

LETTERS = "abcdefgh"
"""Letters for similar jobs on an axis, in order: a mark with such a label is drawn as the letter alone."""
STEPS = (1, 2, 2.5, 5)
"""Possible distances between the ticks of a scale, times a power of ten."""


@frozen
class Mark:
    """A mark on an axis; `at` is 0 (left end) to 1 (right end)."""

    label: str
    at: float
    tone: Tone

    def __post_init__(self) -> None:
        _within(self.at, 0, 1)


@frozen
class Axis:
    """A line between two ends with marks on it, and optionally an interval (`span`). `compact`: for many axes below
    each other, the name, line and reading on one line, with marks as first letters."""

    left: str
    right: str
    marks: tuple[Mark, ...]
    title: str = ""
    aside: str = ""
    """The reading in words, so that no information is only in the picture."""
    span: tuple[float, float] | None = None
    id: str = ""
    notes: tuple[str, ...] = ()
    starred: bool = False
    compact: bool = False
    room: int = 16
    """Width of the name if `compact`: the same for all axes below each other."""
    close: bool = False
    """No blank line between it and an axis before it."""
    tones: tuple[Tone, Tone] = ("quiet", "quiet")
    """The tones of the two ends: a role's own if an end is a role."""
    said: str = ""
    """The reading for renderers that draw nothing; empty: the same."""

    def __post_init__(self) -> None:
        for at in self.span or ():
            _within(at, 0, 1)

    @property
    def reading(self) -> str:
        """The reading in words, for renderers that draw nothing."""
        return self.said or self.aside


@frozen
class PlateLine:
    """A line of a plate: a name in its tone, followed directly by `text`."""

    name: str
    text: str
    tone: Tone = ""


@frozen
class Plate:
    """A framed box for the main message of a page: the question on the opening page, the verdict on the result. Its
    border has the tone of the leading role, or `quiet` without one."""

    title: str
    axis: Axis | None = None
    reading: str = ""
    lines: tuple[PlateLine, ...] = ()
    tone: Tone = "quiet"
    level: int = 1
    """Its level as a heading, in renderers with headings."""
    legend: tuple[str, ...] = ()
    """The explanation of the axis' ends and signs; only shown where they are drawn."""
    id: str = ""
    notes: tuple[str, ...] = ()


@frozen
class RangeRow:
    """A row of figures: a range with or without a middle, or a single maximum, minimum or mean. `words` say them."""

    label: str
    words: str
    low: float | None = None
    middle: float | None = None
    high: float | None = None
    tag: str = ""
    """A role's short name, in `tone`."""
    tone: Tone = ""

    @property
    def figures(self) -> tuple[float, ...]:
        """The known figures in ascending order."""
        return tuple(each for each in (self.low, self.middle, self.high) if each is not None)

    def __post_init__(self) -> None:
        if not self.figures or list(self.figures) != sorted(self.figures):
            raise ValueError(f"no range: {self.figures}")


@frozen
class Range:
    """Ranges on a common scale, from the first of `ticks` (figure, label) to the last."""

    rows: tuple[RangeRow, ...]
    ticks: tuple[tuple[float, str], ...]
    title: str = ""
    """What is measured, and in which unit."""
    legend: str = ""
    """The explanation of the signs; only shown where they are drawn."""
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
    """A kind, and its share for each role, in the order of the roles."""

    label: str
    shares: tuple[Share, ...]


@frozen
class Shares:
    """The share of each kind for each of the `roles` (name, tone), as bars on a common scale."""

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
    """A quantity of at most `most` as word, number and bar; consecutive gauges are aligned in columns, `room` wide for
    the label."""

    label: str
    value: int
    most: int
    word: str
    room: int = 0
    change: int = 0
    """The last change; 0: none."""
    cells: int = 0
    """Width of the bar; 0: as many cells as `most`."""
    columns: int = 0
    """Width reserved for the bars of a list if they differ in length."""
    middle: bool = False
    """Whether to draw a line at half of `most`."""
    tone: Tone = "accent"
    label_tone: Tone = ""
    short: str = ""
    """The label used when several share a line."""
    ends: tuple[str, str, str] | None = None
    """Labels below the bar's beginning, middle and end."""
    id: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _within(self.value, 0, self.most)


When = Literal["past", "now", "to come"]


@frozen
class RibbonHour:
    """An hour of a day; `rating` 1 to 5, or 0 without one."""

    time: str
    when: When
    rating: int = 0

    def __post_init__(self) -> None:
        _within(self.rating, 0, 5)


@frozen
class Ribbon:
    """A day on one line: the ratings of past hours, the current hour, and the hours to come."""

    hours: tuple[RibbonHour, ...]
    words: str
    """The position in the day and the ratings, for renderers that draw nothing."""
    aside: str = ""
    """Text next to the drawing."""
    times: bool = False
    """Whether to write the hours' times above, if there is room."""
    gauges: tuple[Gauge, ...] = ()
    """Short gauges next to the drawing, or below it if there is no room."""
    id: str = ""
    notes: tuple[str, ...] = ()


TickState = Literal["done", "skipped", "here", "open"]


@frozen
class Ticks:
    """The progress of many similar things, one sign each, and the current one; `words` say it."""

    states: tuple[TickState, ...]
    words: str
    id: str = ""
    notes: tuple[str, ...] = ()


@frozen
class Cell:
    """What a day shows at some time; `now`: it is the current hour."""

    text: str
    tone: Tone = ""
    now: bool = False


@frozen
class HoursRow:
    """A time, and what each day shows then; `shared`: it is one event, seen from several roles."""

    time: str
    cells: tuple[Cell, ...]
    shared: bool = False

    @property
    def sign(self) -> str:
        """The sign between the days: a line that connects one event, or nothing."""
        return "─" if self.shared else ""


@frozen
class Hours:
    """Days side by side by the clock: their names in their tones, and a row for each time."""

    days: tuple[tuple[str, Tone], ...]
    rows: tuple[HoursRow, ...]
    id: str = ""
    notes: tuple[str, ...] = ()


Drawing = Plate | Range | Shares | Axis | Ribbon | Gauge | Ticks | Hours


def scale(figures: Sequence[float], most: int = 8) -> tuple[float, ...]:
    """Round figures at equal distances, 2 to `most` (3 or more) of them, that enclose all `figures` (one or more)."""
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
