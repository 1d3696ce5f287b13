"""Two chairs: what one sends the other hears in a strictly later hour, and what was heard stays heard."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.code import decode, encode
from explorer.engine.day import Played, play
from explorer.engine.messages import (
    arriving,
    choose_and_hear,
    coda,
    day_as_lived,
    others,
    play_together,
    sent,
    take_back_hour,
)
from explorer.engine.visit import Told, Visit, liked, restarted
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from tests.checks.conftest import whole_pack_in
from tests.checks.thursday import Thursday

Acts = list[tuple[int, int]]
acts = st.lists(st.tuples(st.integers(0, 1), st.integers(0, 3)), max_size=24)
"""In which chair, and which option; 3 takes the last hour back."""


@pytest.fixture(scope="module")
def two_chairs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a pack with two days of eight hours that hear each other."""
    thursday = Thursday(whole_pack_in(tmp_path_factory.mktemp("two") / "pack"))
    thursday.write()
    return thursday.desk.folder


@pytest.fixture(scope="module")
def pack(two_chairs: Path) -> Pack:
    """The same, read."""
    return read_pack(two_chairs)


def acted(pack: Pack, acts: Acts) -> Visit:
    visit = Visit("en")
    for chair, act in acts:
        visit = after(pack, visit, pack.days[chair].role, act)
    return visit


def after(pack: Pack, visit: Visit, role: str, act: int) -> Visit:
    if act == 3:
        return take_back_hour(pack, visit, role) if visit.lived(role).choices else visit
    now = day_as_lived(pack, visit, role).now
    return choose_and_hear(pack, visit, role, 1 + act % len(now.options)) if now else visit


def heard(played: Played) -> dict[str, tuple[str, bool]]:
    return {each.message.fact: (each.value, each.stand_in) for each in played.heard}


@given(first=st.lists(st.integers(1, 2), min_size=8, max_size=8), second=st.lists(st.integers(1, 2), max_size=8))
def test_the_first_chair_hears_the_stand_in_and_the_second_what_was_done(
    pack: Pack, first: list[int], second: list[int]
) -> None:
    visit = Visit("en")
    for choice in first:
        visit = choose_and_hear(pack, visit, "ant", choice)
    assert all(each == ("up", True) for each in heard(day_as_lived(pack, visit, "ant")).values())
    for choice in second:
        visit = choose_and_hear(pack, visit, "bee", choice)
    told = heard(day_as_lived(pack, visit, "bee"))
    names = {fact.id: fact.values for fact in pack.world.facts}
    assert told == {f"ant-{n}": (names[f"ant-{n}"][first[n] - 1], False) for n in range(min(5, len(second)))}


@given(acts, acts)
def test_no_act_in_one_chair_changes_an_hour_that_was_lived_in_the_other(pack: Pack, before: Acts, later: Acts) -> None:
    visit = acted(pack, before)
    lived = day_as_lived(pack, visit, "ant").lived
    for _, act in later:
        visit = after(pack, visit, "bee", act)
    assert day_as_lived(pack, visit, "ant").lived == lived
    assert day_as_lived(pack, restarted(visit, "bee"), "ant").lived == lived


@given(acts)
def test_an_hour_taken_back_and_lived_again_is_the_same_visit(pack: Pack, acts: Acts) -> None:
    visit = acted(pack, acts)
    for day in pack.days:
        if now := day_as_lived(pack, visit, day.role).now:
            there = choose_and_hear(pack, visit, day.role, len(now.options))
            assert take_back_hour(pack, there, day.role) == visit
            assert len(there.lived(day.role).heard) == len(visit.lived(day.role).heard) + len(
                arriving(pack, visit, day.role)
            )


@given(acts, st.data())
def test_pairs_replay_to_the_identical_end_through_the_code(pack: Pack, acts: Acts, data: st.DataObject) -> None:
    visit = acted(pack, acts)
    for day in pack.days:
        for hour in range(len(visit.lived(day.role).choices)):
            visit = liked(visit, day.role, hour, data.draw(st.integers(0, 5)))
    again = decode(pack, encode(pack, visit), "en")
    assert again == visit
    for day in pack.days:
        one, other = day_as_lived(pack, visit, day.role), day_as_lived(pack, again, day.role)
        assert (one.lived, one.now, one.facts, one.heard, one.ending) == (
            other.lived, other.now, other.facts, other.heard, other.ending,
        )  # fmt: skip
        assert coda(pack, one, others(pack, visit, day.role)) == coda(pack, other, others(pack, again, day.role))


@given(st.lists(st.integers(1, 2), max_size=8), st.lists(st.integers(1, 2), max_size=8))
def test_a_pair_by_its_lists_hears_what_two_people_by_the_clock_hear(
    pack: Pack, ant: list[int], bee: list[int]
) -> None:
    """Hour by hour in turns, both hear all; from the lists alone it is the same."""
    visit = Visit("en")
    for n in range(max(len(ant), len(bee))):
        for role, choices in (("ant", ant), ("bee", bee)):
            if n < len(choices):
                visit = choose_and_hear(pack, visit, role, choices[n])
    played = play_together(pack, {"ant": ant, "bee": bee})
    for role, shorter in (("ant", bee), ("bee", ant)):
        if len(shorter) >= len(ant if role == "ant" else bee) - 1:
            assert played[role].lived == day_as_lived(pack, visit, role).lived


def test_who_heard_all_of_each_other_reads_the_same_coda_and_else_the_stand_in_speaks(pack: Pack) -> None:
    ant, bee = (2, 1, 2, 1, 2, 1, 2, 1), (1, 1, 2, 2, 1, 1, 2, 1)
    played = play_together(pack, {"ant": ant, "bee": bee})
    one = coda(pack, played["ant"], {"bee": played["bee"]})
    assert one == coda(pack, played["bee"], {"ant": played["ant"]})
    alone = play(pack.day("ant"), ant)
    assert coda(pack, alone, {})[1] == 2  # type: ignore[index]  # nobody said how the bee's day went
    assert coda(pack, play(pack.day("ant"), ant[:3]), {}) is None
    assert sent(played["ant"])["ant-0"] == 2
    assert coda(pack, alone, {"bee": played["bee"]}) == coda(pack, alone, {})  # it did not hear what the bee did


def test_a_letter_comes_before_what_was_lived_here(pack: Pack) -> None:
    visit = choose_and_hear(pack, Visit("en"), "bee", 1)
    visit = Visit("en", days=visit.days, told={"bee": Told((2, 0, 0, 0, 0))})
    visit = choose_and_hear(pack, visit, "ant", 1)
    assert heard(day_as_lived(pack, visit, "ant")) == {"bee-0": ("down", False)}


def test_a_pack_without_shared_facts_has_no_coda_and_hears_nothing(small: Pack) -> None:
    played = play(small.days[0], [])
    assert (played.heard, sent(played), coda(small, played, {})) == ((), {}, None)
