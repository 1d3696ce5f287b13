"""The answer code: a visit's answers and days in letters short enough to write on paper.

A code has a part for the answers; one for each further set of questions up to the last with an answer; and, when a
day was begun, one for each of the pack's days. Each part has two check signs (signs.py), and a code of more than one
part ends with four signs over the pack's id, its version and all signs before, so that parts that were moved,
swapped, reversed, lost or added are refused. Stars, language, guess, plan and country are not in it.

Answers are digits of base 6 (0: skipped), followed by the pack's version and a fingerprint of the questionnaire; a
further set has a fingerprint of its own. A day has a digit for each of its scenes: 0 where it did not come, else the
option and, where it is rated, the liking of 0-5; then comes what was heard. Format 1, of program 0.1.0, had digits for
the hours that were lived only (base 24) followed by how many there are, and neither sets, messages nor closing signs;
its codes are known by the fingerprint.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from types import MappingProxyType
from typing import Literal

from explorer.engine import signs
from explorer.engine.day import Played, play
from explorer.engine.published import versions
from explorer.engine.visit import Lived, OldDay, Visit
from explorer.pack.pack import Pack
from explorer.pack.published import Published, PublishedDay, PublishedScene
from explorer.words.frozen import frozen

FINGERPRINT, SET_FINGERPRINT, VERSIONS = 2**19, 2**9, 2**8
"""Number of possible values: of a questionnaire's fingerprint, of a further set's, and of a pack's version."""
ANSWERS, OPTIONS, LIKINGS = 6, 4, 6

Reason = Literal["sign", "length", "check", "pack", "version", "day"]


class CodeError(ValueError):
    """A text that is not a valid code of this pack. `reason` says why; `detail` is the wrong character or the other
    version."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        self.reason, self.detail = reason, detail
        super().__init__(f"{reason} {detail}".strip())


@frozen
class Opened:
    """A decoded code: the visit adapted to today's pack, the version of the pack that the code was made with, and how
    many of its answers were to questions that are no longer asked."""

    visit: Visit
    version: int
    dropped: int = 0


def encode(pack: Pack, visit: Visit) -> str:
    """The code of a visit, in groups of four characters."""
    return Codes(pack).encode(visit)


def decode(pack: Pack, code: str, language: str) -> Visit:
    """The visit in `code`, in `language`; characters around a code are ignored. Raises CodeError."""
    return Codes(pack).opened(code, language).visit


def opened(pack: Pack, code: str, language: str) -> Opened:
    """The same, with the version that the code was made with and the number of answers lost. Raises CodeError."""
    return Codes(pack).opened(code, language)


class Codes:
    """Encodes and decodes the codes of one pack; worth keeping when there are many."""

    def __init__(self, pack: Pack, all_versions: Iterable[Published] = ()) -> None:
        """`all_versions`: the versions that codes may have been made with, today's first; by default all that the pack
        knows."""
        self.pack = pack
        self.layouts = [_Layout(pack.id, version) for version in all_versions or versions(pack)]

    def encode(self, visit: Visit) -> str:
        """The code of a visit, in groups of four characters."""
        days = ((role, play(self.pack.day(role), each.choices, each.heard)) for role, each in visit.days.items())
        return signs.grouped(self.layouts[0].written(visit, {role: _places(played) for role, played in days}))

    def opened(self, code: str, language: str) -> Opened:
        """Decode `code`. Raises CodeError."""
        given, wrong = signs.cleaned(code)
        if wrong:
            raise CodeError("sign", wrong)
        layout = self._layout(given)
        answers, days = layout.read(given)
        today = self.layouts[0].version
        asked = {*today.items, *(item for items in today.sets for item in items)}
        kept = {item: answer for item, answer in answers.items() if item in asked}
        now, old = self._lived(layout, days)
        visit = Visit(language, MappingProxyType(kept), MappingProxyType(now), old_days=MappingProxyType(old))
        return Opened(visit, layout.version.version, len(answers) - len(kept))

    def _layout(self, given: str) -> _Layout:
        """The layout of the version that made the code. Raises CodeError."""
        faults: list[CodeError] = []
        for layout in self.layouts:
            try:
                if layout.begins(given):
                    return layout
            except CodeError as error:
                faults.append(error)
        for reason in ("version", "pack"):
            for fault in faults:
                if fault.reason == reason:
                    raise fault
        fits = any(len(given) == sum(shape.widths) for layout in self.layouts for shape in layout.shapes())
        raise CodeError("check" if fits else "length")

    def _lived(self, layout: _Layout, days: dict[str, _Read]) -> tuple[dict[str, Lived], dict[str, OldDay]]:
        """Split the days in a code into those that are the same in today's pack, and those that are not: choices are
        numbers that are only meaningful in the day in which they were made."""
        today = {day.role: day for day in self.layouts[0].version.days}
        now: dict[str, Lived] = {}
        old: dict[str, OldDay] = {}
        for day in layout.version.days:
            if (read := days.get(day.role)) is None:
                continue
            lived = read.lived
            if today.get(day.role) != day:
                old[day.role] = OldDay(layout.version.version, lived)
                continue
            try:
                played = play(self.pack.day(day.role), lived.choices, lived.heard)
            except ValueError:  # a choice or a message that the day does not have
                raise CodeError("day") from None
            if read.places and read.places != _places(played):
                raise CodeError("day")
            now[day.role] = lived
        return now, old


@frozen
class _Read:
    """A day in a code; `places`: the indices of the scenes in which its choices were made, if the code has them."""

    lived: Lived
    places: tuple[int, ...] = ()


@frozen
class Shape:
    """The parts of a code: how many further sets, whether there are days; and their widths, including the closing
    characters."""

    sets: int
    days: bool
    widths: tuple[int, ...]


class _Layout:
    """The layout of the codes of one version of a pack."""

    def __init__(self, pack: str, version: Published) -> None:
        self.pack, self.version = pack, version
        self.format: signs.Format = 1 if version.code == 1 else 2
        mark = () if version.code == 1 else ("2",)
        self.fingerprint = signs.fingerprint(*mark, pack, *version.items, below=FINGERPRINT)
        self.first = signs.width(int(ANSWERS ** len(version.items)) * VERSIONS * FINGERPRINT)
        self.sets = [signs.width(int(ANSWERS ** len(items)) * SET_FINGERPRINT) for items in version.sets]
        self.days = [signs.width((_bound_1 if self.format == 1 else _bound)(day)) for day in version.days]

    def shapes(self) -> Iterator[Shape]:
        """All possible shapes of a code."""
        for count in range(len(self.sets) + 1):
            for lived in (False, True) if self.days else (False,):
                widths = (self.first, *self.sets[:count], *(self.days if lived else ()))
                closed = self.format > 1 and len(widths) > 1
                yield Shape(count, lived, (*widths, signs.GROUP) if closed else widths)

    def written(self, visit: Visit, places: Mapping[str, tuple[int, ...]]) -> str:
        """The characters of a visit's code; `places`: by role, the indices of the scenes in which the choices were
        made."""
        number = _sheet(self.version.items, visit) * VERSIONS + self.version.version
        parts = [signs.part(number * FINGERPRINT + self.fingerprint, self.first, self.format)]
        last = max((n for n, items in enumerate(self.version.sets, 1) if _sheet(items, visit)), default=0)
        for items, width in zip(self.version.sets[:last], self.sets, strict=False):
            number = _sheet(items, visit) * SET_FINGERPRINT + self._set_mark(items)
            parts.append(signs.part(number, width, self.format))
        if visit.days:
            for day, width in zip(self.version.days, self.days, strict=True):
                number = _hours(day, visit.lived(day.role), places.get(day.role, ()))
                parts.append(signs.part(number, width, self.format))
        return "".join([*parts, self._closing(parts)] if self.format > 1 and len(parts) > 1 else parts)

    def begins(self, given: str) -> bool:
        """Whether the first part of a code fits this version. Raises CodeError if it fits another version or another
        pack."""
        number = signs.number(given[: self.first], self.format) if len(given) >= self.first else None
        if number is None:
            return False
        rest, fingerprint = divmod(number, FINGERPRINT)
        if fingerprint != self.fingerprint:
            raise CodeError("pack")
        if (version := rest % VERSIONS) != self.version.version:
            raise CodeError("version", str(version))
        return True

    def read(self, given: str) -> tuple[dict[str, int], dict[str, _Read]]:
        """The answers and days in a code whose first part fits this version. Raises CodeError."""
        shapes = [shape for shape in self.shapes() if sum(shape.widths) == len(given)]
        for shape in shapes:
            ends = list(accumulate(shape.widths))
            parts = [given[end - width : end] for end, width in zip(ends, shape.widths, strict=True)]
            if self.format > 1 and len(parts) > 1 and parts.pop() != self._closing(parts):
                continue
            numbers = [number for part in parts if (number := signs.number(part, self.format)) is not None]
            if len(numbers) == len(parts):
                return self._visited(shape, numbers)
        raise CodeError("check" if shapes else "length")

    def _visited(self, shape: Shape, numbers: Sequence[int]) -> tuple[dict[str, int], dict[str, _Read]]:
        answers = _answers(self.version.items, numbers[0] // (FINGERPRINT * VERSIONS))
        for items, number in zip(self.version.sets[: shape.sets], numbers[1:], strict=False):
            rest, mark = divmod(number, SET_FINGERPRINT)
            if mark != self._set_mark(items):
                raise CodeError("pack")
            answers |= _answers(items, rest)
        of_days = zip(self.version.days, numbers[1 + shape.sets :], strict=True) if shape.days else ()
        days = {day.role: (_lived_1 if self.format == 1 else _lived)(day, number) for day, number in of_days}
        return answers, {role: read for role, read in days.items() if read.lived.choices}

    def _closing(self, parts: Sequence[str]) -> str:
        return signs.closing(f"{self.pack} {self.version.version} {'-'.join(parts)}")

    def _set_mark(self, items: Sequence[str]) -> int:
        return signs.fingerprint(self.pack, *items, below=SET_FINGERPRINT)


def _sheet(items: Sequence[str], visit: Visit) -> int:
    """Encode the answers to some items as one number."""
    number = 0
    for item in items:
        number = number * ANSWERS + visit.answers.get(item, 0)
    return number


def _answers(items: Sequence[str], number: int) -> dict[str, int]:
    """Decode the answers from a number; skipped items are absent. Raises CodeError."""
    answers: dict[str, int] = {}
    for item in reversed(items):
        number, answer = divmod(number, ANSWERS)
        if answer:
            answers[item] = answer
    if number:
        raise CodeError("check")
    return answers


def _places(played: Played) -> tuple[int, ...]:
    """The indices of the scenes that were lived."""
    scenes = played.day.scenes
    return tuple(scenes.index(hour.scene) for hour in played.lived)


def _hours(day: PublishedDay, lived: Lived, places: Sequence[int]) -> int:
    """Encode a lived day as one number: what was done in each scene, and what was heard."""
    made = dict(zip(places, zip(lived.choices, lived.likes, strict=True), strict=True))
    number = 0
    for index, scene in enumerate(day.scenes):
        choice, liking = made.get(index, (0, 0))
        likings = _likings(scene)
        number = number * _ways(scene) + (1 + (choice - 1) * likings + liking % likings if choice else 0)
    heard = 0
    for value in lived.heard:
        heard = heard * _values(day) + value
    return number * _all_heard(day, len(day.messages)) + _all_heard(day, len(lived.heard) - 1) + heard


def _lived(day: PublishedDay, number: int) -> _Read:
    """Decode a day from a number. Raises CodeError."""
    number, heard = divmod(number, _all_heard(day, len(day.messages)))
    made: list[tuple[int, int, int]] = []
    for index in reversed(range(len(day.scenes))):
        scene = day.scenes[index]
        number, digit = divmod(number, _ways(scene))
        if digit:
            made.append((index, *divmod(digit - 1, _likings(scene))))
    if number:
        raise CodeError("check")
    made.reverse()
    choices, likes = tuple(choice + 1 for _, choice, _ in made), tuple(liking for _, _, liking in made)
    return _Read(Lived(choices, likes, _heard(day, heard)), tuple(index for index, _, _ in made))


def _heard(day: PublishedDay, number: int) -> tuple[int, ...]:
    """Decode what was heard from a number."""
    count = next(n for n in range(len(day.messages) + 1) if number < _all_heard(day, n))
    number -= _all_heard(day, count - 1)
    values = []
    for _ in range(count):
        number, value = divmod(number, _values(day))
        values.append(value)
    return tuple(values[::-1])


def _bound(day: PublishedDay) -> int:
    """The number of possible encodings of a day."""
    return math.prod(map(_ways, day.scenes)) * _all_heard(day, len(day.messages))


def _likings(scene: PublishedScene) -> int:
    return LIKINGS if scene.rated else 1


def _ways(scene: PublishedScene) -> int:
    """The number of possibilities in a scene: not reached, or an option with a rating."""
    return 1 + scene.options * _likings(scene)


def _lived_1(day: PublishedDay, number: int) -> _Read:
    """Decode a day of format 1 from a number. Raises CodeError."""
    number, hours = divmod(number, len(day.scenes) + 1)
    digits = []
    for _ in range(hours):
        number, digit = divmod(number, OPTIONS * LIKINGS)
        digits.append(divmod(digit, LIKINGS))
    if number:
        raise CodeError("check")
    hour_by_hour = digits[::-1]
    return _Read(Lived(tuple(choice + 1 for choice, _ in hour_by_hour), tuple(liking for _, liking in hour_by_hour)))


def _bound_1(day: PublishedDay) -> int:
    return int((OPTIONS * LIKINGS) ** len(day.scenes)) * (len(day.scenes) + 1)


def _values(day: PublishedDay) -> int:
    """The number of values that a message can have; 0 is that of the stand-in."""
    return max(day.messages, default=0) + 1


def _all_heard(day: PublishedDay, most: int) -> int:
    """The number of lists of what was heard with at most `most` values (-1: none at all)."""
    return sum(int(_values(day) ** length) for length in range(most + 1))
