"""Which kinds of hours were liked: counts alone, and a difference only where chance would seldom show it."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from explorer.engine.day import Hour, play
from explorer.engine.work import ENOUGH, SURE, Kind, by_chance, kinds, leans
from explorer.pack.days import Activity
from explorer.pack.pack import Pack


@st.composite
def tables(draw: st.DrawFn) -> tuple[Kind, Kind]:
    """Two kinds of hours, with how many were rated and liked."""
    rated = draw(st.tuples(st.integers(1, 12), st.integers(1, 12)))
    return Kind("a", draw(st.integers(0, rated[0])), rated[0]), Kind("b", draw(st.integers(0, rated[1])), rated[1])


def kind(name: str, liked: int, rated: int) -> Kind:
    return Kind(name, liked, rated)


def hour_with(pack: Pack, company: str | None) -> Hour:
    """An hour of a day, spent with somebody."""
    scene = pack.days[0].scenes[0]
    work = TypeAdapter(Activity).validate_python({"with": company, "doing": "plan"}) if company else None
    now = play(pack.days[0], []).now
    assert now
    return replace(now, scene=replace(scene, hour=work))


def test_hours_are_counted_by_kind_most_first_and_what_is_not_rated_or_no_work_is_left_out(small: Pack) -> None:
    said = [("team", 5), ("client", 4), ("team", 3), ("team", 0), (None, 5), ("client", 1), ("alone", 2)]
    hours = [(hour_with(small, company), liking) for company, liking in said]
    assert kinds(hours, "company") == (kind("client", 1, 2), kind("team", 1, 2), kind("alone", 0, 1))
    assert kinds(hours, "doing") == (kind("plan", 2, 5),)


def test_an_hour_counts_as_what_was_chosen_in_it(small: Pack) -> None:
    """Whoever leaves the client's call to help the team has spent the hour with the team."""
    now = hour_with(small, "client")
    other = TypeAdapter(Activity).validate_python({"with": "team", "doing": "repair"})
    hour = replace(now, options=(replace(now.options[0], hour=other), *now.options[1:]))
    assert kinds([(hour, 4)], "company") == (kind("client", 1, 1),)
    left, stayed = replace(hour, choice=1), replace(hour, choice=2)
    assert kinds([(left, 4), (stayed, 2)], "company") == (kind("client", 0, 1), kind("team", 1, 1))
    assert kinds([(left, 4)], "doing") == (kind("repair", 1, 1),)


@given(tables())
def test_the_chance_of_a_table_is_fishers(table: tuple[Kind, Kind]) -> None:
    """Of all ways to spread as many likings over as many hours, those as seldom as this one or more."""
    one, other = table
    ways = {
        (first, second): comb(one.rated, first) * comb(other.rated, second)
        for first, second in product(range(one.rated + 1), range(other.rated + 1))
        if first + second == one.liked + other.liked
    }
    expected = sum(way for way in ways.values() if way <= ways[one.liked, other.liked]) / sum(ways.values())
    assert by_chance(one, other) == pytest.approx(expected)


@given(tables())
def test_a_difference_is_told_the_right_way_round_and_only_where_chance_would_seldom_show_it(
    table: tuple[Kind, Kind],
) -> None:
    one, other = table
    found = leans([one, other])
    sure = min(one.rated, other.rated) >= ENOUGH and by_chance(one, other) <= SURE
    assert (found is not None) == sure
    if found:
        more, less = found
        assert more.liked / more.rated > less.liked / less.rated
        assert leans([other, one]) == found


def test_of_several_differences_the_least_likely_is_told() -> None:
    strong, weak, none = kind("a", 9, 9), kind("b", 2, 9), kind("c", 0, 9)
    assert leans([weak, strong, none]) == (strong, none)
    assert leans([strong, kind("d", 0, 2)]) is None and leans([]) is None
