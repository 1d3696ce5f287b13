"""From how many choices, and how many of them, a day shows a pattern: four in five of at least three."""

from __future__ import annotations

import pytest

from explorer.engine.day import clear_side


@pytest.mark.parametrize(
    ("left", "right", "side"),
    [
        (0, 0, None),
        (2, 0, None),  # too few choices to say anything
        (3, 0, "left"),
        (0, 3, "right"),
        (3, 1, None),  # three in four
        (4, 1, "left"),  # four in five, exactly
        (1, 4, "right"),
        (7, 2, None),
        (8, 2, "left"),
        (3, 3, None),
    ],
)
def test_a_pattern_is_four_in_five_of_at_least_three(left: int, right: int, side: str | None) -> None:
    assert clear_side({"left": left, "right": right}) == side
