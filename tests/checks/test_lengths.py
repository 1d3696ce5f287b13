"""The longest and the shortest day are what living every day comes to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.checks.days.lengths import _Words, count, counts, played
from explorer.checks.days.model import Model
from explorer.checks.days.result import Days
from explorer.checks.days.shown import PLAYED
from explorer.engine.day import Played, play
from explorer.pack.days import DayFile, Option, Scene
from explorer.pack.pack import Pack
from explorer.pack.world import Passage, WorldFile
from explorer.words.text import Text
from tests.checks.test_sets import days


def every_day(day: DayFile) -> Iterator[Played]:
    """Every finished day, whatever the other chairs send."""
    for heard in product(*(range(1, 4) for _ in day.hears)):
        waiting: list[tuple[int, ...]] = [()]
        while waiting:
            here = play(day, choices := waiting.pop(), heard)
            if here.now is None:
                yield here
            else:
                waiting += [(*choices, n) for n in range(1, len(here.now.options) + 1)]


def read(day: Played, language: str) -> int:
    """The words that are read in a finished day."""
    said = [day.day.premise, *day.ending_text]
    for hour in day.lived:
        said += [echo.say for echo in hour.echoes]
        said += [*hour.text, *(option.text for option in hour.options), *hour.outcome]
    return count(said, language)


def worded(day: DayFile, lengths: list[int]) -> DayFile:
    """The day with outcomes of so many words, one after the other, and one more for a fed ant."""
    left = iter(lengths * 12)

    def option(each: Option) -> Option:
        said = [Passage(say=Text({"es": "a " * n, "en": "a " * n})) for n in (next(left), next(left))]
        fed = Passage(**{**said[1].__dict__, "when": each.when})
        return Option(**{**each.__dict__, "outcome": (said[0], fed)})

    def scene(each: Scene) -> Scene:
        return Scene(**{**each.__dict__, "options": tuple(map(option, each.options))})

    return DayFile(**{**day.__dict__, "scenes": tuple(map(scene, day.scenes))})


@given(days, st.lists(st.integers(1, 60), min_size=8, max_size=24))
@settings(max_examples=8, deadline=None)
def test_the_longest_day_and_the_shortest_are_those_of_all(day: DayFile, lengths: list[int]) -> None:
    day = worded(day, lengths)
    pack = Pack.__new__(Pack)
    pack.__dict__.update(languages=("en",), days=(day,), world=WorldFile())
    case = Days(pack).case(day.role, PLAYED)
    words = [read(each, "en") for each in every_day(day)]
    assert played(case, _Words(case, counts(Model(day), "en"))) == (min(words), max(words))
