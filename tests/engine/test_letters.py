"""Letters between two chairs: read as they were written, refused when mistyped, taken in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine import letters
from explorer.engine.adapted import adapted_to
from explorer.engine.letters import Letter, LetterError, of_day, read, received, written
from explorer.engine.messages import choose_and_hear, coda, coda_elsewhere, day_as_lived, other_day, others
from explorer.engine.signs import SIGNS
from explorer.engine.visit import Told, Visit, with_told
from explorer.pack.pack import Pack
from explorer.store.record import Record, dump, load
from tests.engine.test_messages import pack, two_chairs

__all__ = ["pack", "two_chairs"]

Schedule = list[tuple[int, int, bool]]
schedules = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.booleans()), max_size=24)
"""Whose hour is next, which option is taken in it, and whether the other's letter is read before."""
places = st.floats(0, 1, exclude_max=True)
"""Which of all letters, as a part of them."""


def letter_at(pack: Pack, part: float) -> Letter:
    form = letters.Form.of(pack)
    return form.letter(int(part * form.letters))


def two(pack: Pack, schedule: Schedule) -> list[Visit]:
    """Two people who live one day, each in one chair, by letter."""
    roles = [day.role for day in pack.days]
    visits = [with_told(Visit("en"), roles[1], Told()), with_told(Visit("es"), roles[0], Told())]
    for who, option, reads in schedule:
        if reads:
            visits[who], _ = received(
                pack, visits[who], roles[who], written(pack, of_day(pack, visits[1 - who], roles[1 - who]))
            )
        if now := day_as_lived(pack, visits[who], roles[who]).now:
            visits[who] = choose_and_hear(pack, visits[who], roles[who], 1 + option % len(now.options))
    return visits


@given(places)
def test_a_letter_is_read_as_it_was_written(pack: Pack, part: float) -> None:
    letter = letter_at(pack, part)
    text = written(pack, letter)
    assert read(pack, text) == letter
    assert read(pack, f" «{text.lower().replace('-', ' ')}». ") == letter
    assert len(text.replace("-", "")) % 5 == 0 and all(len(group) == 5 for group in text.split("-"))


def test_each_place_is_one_letter_and_each_letter_one_place(pack: Pack) -> None:
    form = letters.Form.of(pack)
    chance = Random(1)
    for place in [0, 1, form.letters - 1, *(chance.randrange(form.letters) for _ in range(3000))]:
        assert form.place(form.letter(place)) == place
    with pytest.raises(IndexError):
        form.letter(form.letters)


def _one(text: str, chance: Random) -> str:
    return _some(text, chance, 1)


def _some(text: str, chance: Random, count: int) -> str:
    signs = list(text)
    for place in chance.sample(range(len(signs)), count):
        signs[place] = chance.choice([each for each in SIGNS if each != signs[place]])
    return "".join(signs)


def _swapped(text: str, chance: Random) -> str:
    one, other = chance.sample(range(len(text)), 2)
    signs = list(text)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def _moved(text: str, chance: Random) -> str:
    place = chance.randrange(len(text))
    rest = text[:place] + text[place + 1 :]
    there = chance.randrange(len(text))
    return rest[:there] + text[place] + rest[there:]


MISTAKES: dict[str, Callable[[str, Random], str]] = {
    "one wrong sign": _one,
    "two": lambda text, chance: _some(text, chance, 2),
    "three": lambda text, chance: _some(text, chance, 3),
    "two changed places": _swapped,
    "one moved": _moved,
    "groups changed places": lambda text, chance: text[5:] + text[:5],
    "turned round": lambda text, chance: text[::-1],
    "a part turned": lambda text, chance: text[: (at := chance.randrange(1, len(text)))] + text[at:][::-1],
    "shifted": lambda text, chance: text[(by := chance.randrange(1, len(text))) :] + text[:by],
    "one lost, another added": lambda text, chance: _moved(text, chance)[1:] + chance.choice(SIGNS),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistyped_letter_is_never_read_as_another(pack: Pack, mistake: str) -> None:
    chance = Random(mistake)
    form = letters.Form.of(pack)
    for _ in range(1500):
        letter = form.letter(chance.randrange(form.letters))
        text = written(pack, letter).replace("-", "")
        wrong = MISTAKES[mistake](text, chance)
        if wrong == text:
            continue
        with pytest.raises(LetterError):
            read(pack, wrong)


def test_what_is_wrong_with_a_letter_is_said(pack: Pack) -> None:
    letter = letter_at(pack, 0.3)
    text = written(pack, letter)
    width = str(len(text.replace("-", "")))
    for given_, reason, detail in (
        ("0" + text[1:], "sign", "0"),
        (text[:-1], "length", width),
        ("", "length", width),
        (_one(text.replace("-", ""), Random(3)), "check", ""),
    ):
        with pytest.raises(LetterError) as caught:
            read(pack, given_)
        assert (caught.value.reason, caught.value.detail) == (reason, detail)
    with pytest.raises(LetterError, match="own"):
        received(pack, Visit("en"), letter.role, text)


@given(places, st.booleans())
def test_a_letter_of_another_pack_or_version_is_told_as_such(pack: Pack, part: float, version: bool) -> None:
    other = replace(pack, version=pack.version + 1) if version else replace(pack, id="elsewhere")
    with pytest.raises(LetterError, match="pack"):
        read(pack, written(other, letter_at(other, part)))


@given(schedules)
def test_letters_may_come_in_any_order_late_twice_or_not_at_all_but_for_the_last(
    pack: Pack, schedule: Schedule
) -> None:
    """What is known after all of them is what is known after the last alone."""
    role, mine = (day.role for day in pack.days)
    sent = []
    visit = Visit("en")
    for _, option, _ in schedule:
        if now := day_as_lived(pack, visit, role).now:
            visit = choose_and_hear(pack, visit, role, 1 + option % len(now.options))
            sent.append(written(pack, of_day(pack, visit, role)))
    mixed = [*sent, *sent[:3]]
    Random(len(sent)).shuffle(mixed)
    here = Visit("es")
    for text in mixed:
        here, _ = received(pack, here, mine, text)
    assert not sent or here.told == received(pack, Visit("es"), mine, sent[-1])[0].told


@given(schedules)
def test_a_letter_changes_no_hour_that_was_lived_and_the_visit_resumes(pack: Pack, schedule: Schedule) -> None:
    one, other = two(pack, schedule)
    first, second = (day.role for day in pack.days)
    after, _ = received(pack, one, first, written(pack, of_day(pack, other, second)))
    assert day_as_lived(pack, after, first).lived == day_as_lived(pack, one, first).lived
    again = load(dump(Record(pack.id, pack.version, 0, 0, 1, after))).visit
    assert again == after == adapted_to(pack, after, pack.version)
    assert day_as_lived(pack, again, first) == day_as_lived(pack, after, first)


def whole(pack: Pack, schedule: Schedule) -> list[Visit]:
    """The same to the end of both days, and each has read the other's last letter."""
    rest = [(who, 1, False) for day in pack.days for who in (0, 1) for _ in day.scenes]
    visits = two(pack, [*schedule, *rest])
    roles = [day.role for day in pack.days]
    last = [written(pack, of_day(pack, visit, role)) for visit, role in zip(visits, roles, strict=True)]
    return [received(pack, visits[n], roles[n], last[1 - n])[0] for n in (0, 1)]


@pytest.mark.slow
@given(schedules)
def test_from_a_letter_is_told_what_the_other_reads_at_the_end(pack: Pack, schedule: Schedule) -> None:
    visits = whole(pack, schedule)
    roles = [day.role for day in pack.days]
    played = [day_as_lived(pack, visit, role) for visit, role in zip(visits, roles, strict=True)]
    for n in (0, 1):
        theirs = coda_elsewhere(pack, other_day(pack, roles[1 - n], visits[n].told[roles[1 - n]]), played[n])
        assert theirs is not None
        assert theirs[0] == coda(pack, played[1 - n], others(pack, visits[1 - n], roles[1 - n]))


def test_who_hears_everything_by_letter_reads_one_and_the_same_end(pack: Pack) -> None:
    turns = [(who, (n + who) % 2, True) for n in range(8) for who in (0, 1)]
    visits = whole(pack, turns)
    ends = [coda(pack, day_as_lived(pack, v, d.role), others(pack, v, d.role)) for v, d in zip(visits, pack.days)]  # noqa: B905
    assert ends[0] == ends[1]


def test_an_hour_taken_back_over_there_replaces_what_was_known(pack: Pack) -> None:
    role, mine = (day.role for day in pack.days)
    first, second = (choose_and_hear(pack, Visit("en"), role, option) for option in (1, 2))
    here, _ = received(pack, Visit("es"), mine, written(pack, of_day(pack, first, role)))
    here = choose_and_hear(pack, choose_and_hear(pack, here, mine, 1), mine, 1)
    lived = day_as_lived(pack, here, mine).lived
    here, _ = received(pack, here, mine, written(pack, of_day(pack, second, role)))
    assert here.told[role].values[0] == 2
    assert day_as_lived(pack, here, mine).lived == lived


def test_what_another_pack_cannot_know_is_dropped(pack: Pack, small: Pack) -> None:
    visit = with_told(Visit("en"), "ant", Told((1, 2), (1,)))
    assert adapted_to(pack, visit).told == visit.told
    assert not adapted_to(pack, with_told(Visit("en"), "ant", Told((9,)))).told
    assert not adapted_to(pack, with_told(Visit("en"), "wasp", Told((1,)))).told
    assert not adapted_to(pack, visit, pack.version + 1).told
