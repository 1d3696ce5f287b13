"""When a day shows a pattern: a pole taken three times at least, four times in five of those it was offered."""

from __future__ import annotations

import pytest

from explorer.engine.day import Tendency, clear


@pytest.mark.parametrize(
    ("taken", "offered", "pattern"),
    [
        (0, 0, False),
        (2, 2, False),  # too few choices to say anything
        (3, 3, True),
        (3, 4, False),  # three in four
        (4, 5, True),  # four in five, exactly
        (7, 9, False),
        (8, 10, True),
    ],
)
def test_a_pattern_is_four_in_five_of_at_least_three(taken: int, offered: int, pattern: bool) -> None:
    assert clear(taken, offered) is pattern


@pytest.mark.parametrize(
    ("left", "right", "side"),
    [
        ((3, 3), (0, 9), "left"),
        ((0, 4), (8, 10), "right"),
        ((4, 5), (1, 8), "left"),
        ((3, 4), (1, 4), None),
        ((3, 3), (3, 3), None),  # both whenever they were offered: neither
    ],
)
def test_the_pole_that_is_told_is_the_one_that_alone_shows_a_pattern(
    left: tuple[int, int], right: tuple[int, int], side: str | None
) -> None:
    assert Tendency({"left": left[0], "right": right[0]}, {"left": left[1], "right": right[1]}).side == side
