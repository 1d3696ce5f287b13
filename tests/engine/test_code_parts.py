"""A code of several parts: further sets of questions, days with messages, and the signs that close it."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine import signs
from explorer.engine.code import CodeError, Codes, _Layout
from explorer.engine.published import published
from explorer.engine.visit import Lived, Visit
from explorer.pack.published import Published, PublishedScene
from tests.first import PACK

SETS = tuple(tuple(f"set-{n}-{m}" for m in range(8)) for n in range(3))
HEARD = (3, 3, 2, 3, 3, 3, 2)
"""Seven messages of two or three values each, as many as a code is meant for."""


def wide(hours: int = 13, written: int = 3) -> Published:
    """The frozen pack with three further sets of eight questions, and days of so many hours of three options and
    four of two, in which so many sentences are written, with messages."""
    now = published(PACK)
    scenes = [PublishedScene(id=f"hour-{n}", options=3 if n < hours else 2) for n in range(hours + 4)]
    scenes += [PublishedScene(id=f"line-{n}", options=4, rated=False) for n in range(written)]
    days = tuple(replace(day, scenes=tuple(scenes), messages=HEARD) for day in now.days)
    return replace(now, sets=SETS, days=days)


CODES = Codes(PACK, [wide()])
LAYOUT = CODES.layouts[0]
ITEMS = (LAYOUT.version.items, *SETS)


@st.composite
def visits(draw: st.DrawFn) -> Visit:
    items = [item for sheet in ITEMS[: 1 + draw(st.integers(0, 3))] for item in sheet]
    answers = draw(st.dictionaries(st.sampled_from(items), st.integers(1, 5)))
    days = {}
    for day in LAYOUT.version.days:
        places = sorted(draw(st.sets(st.integers(0, len(day.scenes) - 1))))
        choices = [draw(st.integers(1, day.scenes[place].options)) for place in places]
        likes = [draw(st.integers(0, 5 if day.scenes[place].rated else 0)) for place in places]
        heard = draw(st.lists(st.integers(0, 3), max_size=len(HEARD)))
        if places:
            days[day.role] = Lived(tuple(choices), tuple(likes), tuple(heard))
            PLACES[id(days[day.role])] = tuple(places)
    return Visit("en", MappingProxyType(answers), MappingProxyType(days))


PLACES: dict[int, tuple[int, ...]] = {}
"""The scenes in which the choices of each day that was drawn were made."""


def written(layout: _Layout, visit: Visit) -> str:
    """The signs of a visit's code."""
    return layout.written(visit, {role: PLACES[id(lived)] for role, lived in visit.days.items()})


@given(visits())
def test_sets_and_days_are_read_back_and_no_day_takes_more_than_24_signs(visit: Visit) -> None:
    code = written(LAYOUT, visit)
    answers, days = LAYOUT.read(code)
    assert (answers, {role: read.lived for role, read in days.items()}) == (visit.answers, visit.days)
    assert all(read.places == PLACES[id(visit.days[role])] for role, read in days.items())
    sets = max((n for n, items in enumerate(ITEMS) if any(item in visit.answers for item in items)), default=0)
    parts = 20 + 8 * sets + (48 if visit.days else 0)
    assert len(code) == parts + (4 if parts > 20 else 0)


def test_a_day_of_eleven_hours_and_seven_messages_takes_20_signs() -> None:
    assert Codes(PACK, [wide(11, 0)]).layouts[0].days == [20, 20]
    assert LAYOUT.days == [24, 24]


def test_answers_to_the_first_questions_alone_take_20_signs_as_ever() -> None:
    assert len(written(LAYOUT, Visit("en", MappingProxyType({LAYOUT.version.items[0]: 3})))) == 20


@given(visits(), st.data())
def test_parts_that_were_moved_swapped_lost_or_added_are_refused(visit: Visit, data: st.DataObject) -> None:
    code = written(LAYOUT, visit)
    groups = [code[at : at + 4] for at in range(0, len(code), 4)]
    kind = data.draw(st.sampled_from(["swap", "move", "lose", "double", "reverse", "zeros"]))
    one, other = data.draw(st.integers(0, len(groups) - 1)), data.draw(st.integers(0, len(groups) - 1))
    slipped = list(groups)
    if kind == "swap":
        slipped[one], slipped[other] = slipped[other], slipped[one]
    elif kind == "move":
        slipped.insert(other, slipped.pop(one))
    elif kind == "lose":
        del slipped[one]
    elif kind == "double":
        slipped.insert(one, slipped[one])
    elif kind == "reverse":
        slipped.reverse()
    else:
        slipped.insert(one, "2222")
        del slipped[other]
    if slipped == groups:
        return
    with pytest.raises(CodeError):
        CODES.opened("-".join(slipped), "en")


@pytest.mark.parametrize(("id", "version"), [("other", 1), (PACK.id, 9)])
def test_the_closing_signs_are_of_one_pack_and_one_version(id: str, version: int) -> None:
    other = Codes(replace(PACK, id=id, version=version), [replace(wide(), version=version)]).layouts[0]
    visit = Visit("en", MappingProxyType({SETS[0][0]: 3}))
    assert written(other, visit)[-4:] != written(LAYOUT, visit)[-4:]


# --- the checks of a part --------------------------------------------------------------------------------------


@given(st.integers(0, 31**18 - 1), st.data())
def test_one_or_two_wrong_signs_in_a_part_are_always_found(number: int, data: st.DataObject) -> None:
    part = signs.part(number, 20, 2)
    assert signs.number(part, 2) == number
    places = data.draw(st.lists(st.integers(0, 19), min_size=1, max_size=2, unique=True))
    wrong = list(part)
    for place in places:
        wrong[place] = data.draw(st.sampled_from(signs.SIGNS.replace(part[place], "")))
    assert signs.number("".join(wrong), 2) is None


@given(st.integers(0, 31**14 - 1), st.integers(1, 4))
def test_a_part_that_moved_is_found_where_the_first_format_took_it(number: int, by: int) -> None:
    zero = signs.SIGNS[0]
    old, new = (signs.part(number, 20, format) for format in (1, 2))
    moved = {format: part[by:] + zero * by for format, part in ((1, old), (2, new))}
    if old.startswith(zero * by):
        assert signs.number(moved[1], 1) is not None or number == 0
    assert signs.number(moved[2], 2) is None or not new.startswith(zero * by)


@given(st.text(max_size=40))
def test_any_text_is_cleaned_to_signs_or_to_one_that_is_named(text: str) -> None:
    found, wrong = signs.cleaned(text)
    assert wrong or set(found) <= set(signs.SIGNS)
    assert wrong.isascii() and wrong.isprintable()
