"""Two roles side by side: the rows do not depend on which role is named first."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.comparison import Comparison, Position, Row, compare, stand
from explorer.pack.pack import Pack
from tests.first import PACK

KAM, PM = (role.id for role in PACK.roles)
places = st.builds(
    lambda total, n: max(Fraction(-3), min(Fraction(3), Fraction(total, n))), st.integers(-30, 30), st.integers(1, 10)
)


@pytest.fixture(params=["built-in", "small"])
def both_ways(request: pytest.FixtureRequest, small: Pack) -> tuple[Pack, Comparison, Comparison]:
    """A pack with the comparison of its two roles, and the same with the roles swapped."""
    pack = PACK if request.param == "built-in" else small
    first, second = (role.id for role in pack.roles)
    return pack, compare(pack, first, second), compare(pack, second, first)


def row(first: Fraction, second: Fraction) -> Row:
    return Row(PACK.dimensions[0], Position("a", first), Position("b", second), Fraction(-3), Fraction(3))


def test_swapping_the_roles_swaps_the_ends_of_every_row_and_nothing_else(
    both_ways: tuple[Pack, Comparison, Comparison],
) -> None:
    _, one, other = both_ways
    assert other.roles == one.roles[::-1]
    assert [each.about.id for each in other.rows] == [each.about.id for each in one.rows]
    for there, back in zip(one.rows, other.rows, strict=True):
        assert (back.first, back.second) == (there.second, there.first)
        assert (back.gap, back.size) == (there.gap, there.size)
        if there.gap:
            assert (back.left, back.right) == (there.left, there.right)


def test_every_dimension_and_measure_has_one_row_in_its_own_group(
    both_ways: tuple[Pack, Comparison, Comparison],
) -> None:
    pack, one, _ = both_ways
    assert sorted(each.about.id for each in one.rows) == sorted(
        [axis.id for axis in pack.dimensions] + [measure.id for measure in pack.measures]
    )
    assert {each.about.group for each in one.focus} == {"focus"}
    assert {each.about.group for each in one.interaction} == {"interaction"}
    assert len(one.rows) == len(one.interaction) + len(one.focus)


def test_the_axes_come_first_the_largest_difference_of_both_groups_above(
    both_ways: tuple[Pack, Comparison, Comparison],
) -> None:
    pack, one, _ = both_ways
    assert {row.about.id for row in one.rows[: len(one.axes)]} == {axis.id for axis in pack.dimensions}
    assert [row.part for row in one.axes] == sorted((row.part for row in one.axes), reverse=True)
    assert one.rows[len(one.axes) :] == (*one.measured("interaction"), *one.measured("focus"))


def test_the_largest_difference_of_a_group_comes_first(both_ways: tuple[Pack, Comparison, Comparison]) -> None:
    _, one, _ = both_ways
    for group in (one.focus, one.interaction):
        assert [each.part for each in group] == sorted((each.part for each in group), reverse=True)


def test_equal_differences_keep_the_order_of_the_dimensions() -> None:
    same = replace(PACK.role(KAM), id="twin")
    pack = replace(
        PACK,
        roles=(*PACK.roles, same),
        shared=tuple(replace(each, roles=(*each.roles, "twin")) for each in PACK.shared),
    )
    alike = compare(pack, KAM, "twin")
    assert [each.about.id for each in alike.rows if each.gap or each.size != "same"] == []
    for group, rows in (("focus", alike.focus), ("interaction", alike.interaction)):
        assert [each.about.id for each in rows] == [axis.id for axis in pack.dimensions if axis.group == group]


def test_a_role_stands_at_the_mean_of_what_its_claims_say_a_contested_one_at_half_its_weight(small: Pack) -> None:
    assert (stand(small, "ant", "pace").at, stand(small, "bee", "pace").at) == (Fraction(-2), Fraction(2))
    assert [claim.id for claim in stand(small, "ant", "pace").claims] == ["ant-carries", "ant-queues"]


def test_claims_of_several_roles_count_for_each(small: Pack) -> None:
    assert (stand(small, "ant", "care").at, stand(small, "bee", "care").at) == (Fraction(-1), Fraction(1))
    assert [claim.id for claim in stand(small, "bee", "care").claims] == ["bee-pollinates", "both-feed"]


def test_a_role_of_which_nothing_is_said_stands_in_the_middle(small: Pack) -> None:
    silent = replace(small, shared=())
    assert stand(silent, "ant", "care") == Position("ant", Fraction(0), ())


@pytest.mark.parametrize(("first", "second"), [("kam", "nobody"), ("nobody", "pm")])
def test_a_role_that_the_pack_has_not_is_a_key_error(first: str, second: str) -> None:
    with pytest.raises(KeyError):
        compare(PACK, first, second)


@given(places, places)
def test_a_gap_is_0_to_6_steps_whichever_role_is_first(first: Fraction, second: Fraction) -> None:
    there, back = row(first, second), row(second, first)
    assert 0 <= there.gap <= 6
    assert (there.gap, there.size) == (back.gap, back.size)


@given(places, places)
def test_the_left_role_is_never_nearer_to_the_right_pole(first: Fraction, second: Fraction) -> None:
    there = row(first, second)
    assert there.left.at <= there.right.at
    assert {there.left.role, there.right.role} == {"a", "b"}
    assert there.right.at - there.left.at == there.gap


def test_of_two_roles_in_one_place_the_first_stands_left() -> None:
    assert (row(Fraction(1), Fraction(1)).left.role, row(Fraction(1), Fraction(1)).right.role) == ("a", "b")


@pytest.mark.parametrize(
    ("gap", "size"),
    [
        ("0", "same"),
        ("0.53", "same"),
        ("0.54", "small"),
        ("1.99", "small"),
        ("2", "medium"),
        ("3.49", "medium"),
        ("3.5", "large"),
        ("6", "large"),
    ],
)
def test_a_gap_is_said_as_a_word(gap: str, size: str) -> None:
    assert row(Fraction(-3), Fraction(-3) + Fraction(gap)).size == size


def test_the_built_in_roles_differ_in_a_large_way_somewhere_in_both_groups() -> None:
    comparison = compare(PACK, KAM, PM)
    assert comparison.focus[0].size == comparison.interaction[0].size == "large"
