"""`explorer day ROLE --letter` and `--heard`: one shared day between two prompts."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engine.test_messages import two_chairs

__all__ = ["two_chairs"]

Explorer = Callable[..., Any]
FIRST, SECOND = "ant", "bee"
ONES, TWOS = "1,1,1,1,1,1,1,1", "2,2,2,2,2,2,2,2"


class Two:
    """Two prompts at the same pack."""

    def __init__(self, explorer: Explorer, folder: Path) -> None:
        self.explorer, self.folder = explorer, folder

    def day(self, role: str, choices: str, *flags: str) -> Any:
        """What a day comes to."""
        return self.explorer("day", role, "--choices", choices, *flags, "--pack", str(self.folder))

    def letter(self, role: str, choices: str, *heard: str) -> str:
        """The letter of a day, which stands alone on a line."""
        said = self.day(role, choices, *heard_from(*heard), "--letter")
        assert (said.code, said.err) == (0, "")
        assert re.fullmatch(r"[2-9A-Z]{5}(-[2-9A-Z]{5})+\n", said.out)
        return str(said.out).strip()


def heard_from(*letters: str) -> list[str]:
    return [part for each in letters for part in ("--heard", each)]


@pytest.fixture
def two(explorer: Explorer, two_chairs: Path) -> Two:
    return Two(explorer, two_chairs)


def test_what_is_heard_is_what_the_letter_says_and_the_rest_a_stand_ins(two: Two) -> None:
    sent = two.letter(SECOND, "2,1,2")
    by_letter = two.day(FIRST, TWOS, "--heard", sent, "--format", "json").json
    by_choices = two.day(FIRST, TWOS, "--other", "2,1,2", "--format", "json").json
    assert by_letter["heard"] == by_choices["heard"] and by_letter["lived"] == by_choices["lived"]


def test_letters_may_be_given_in_any_order(two: Two) -> None:
    sent = [two.letter(SECOND, TWOS[: 2 * hours - 1]) for hours in (1, 5, 8)]
    orders = (sent, sent[::-1], sent[-1:])
    assert len({two.day(FIRST, ONES, *heard_from(*order)).out for order in orders}) == 1


def test_the_letter_at_the_end_says_what_was_heard(two: Two) -> None:
    assert two.letter(FIRST, ONES, two.letter(SECOND, TWOS)) != two.letter(FIRST, ONES)


@pytest.mark.parametrize("language", ["es", "en"])
def test_what_cannot_be_taken_is_one_line_and_exit_2(two: Two, language: str) -> None:
    for flags in (
        ["--heard", two.letter(FIRST, "1")],
        ["--heard", "AAAAA-AAAAA"],
        ["--heard", "AAAAA"],
        ["--heard", "01234"],
        ["--heard", two.letter(SECOND, "1"), "--other", "1"],
    ):
        assert two.day(FIRST, "1", *flags, "--lang", language).complaint


def test_a_day_that_tells_nothing_has_no_letter(explorer: Explorer) -> None:
    assert "kam" in explorer("day", "kam", "--choices", "1", "--letter", "--lang", "en").complaint
