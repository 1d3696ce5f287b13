"""Styles are sent by what changes: a terminal shows the same, for fewer bytes."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from explorer.terminal.sgr import lean

COLUMNS, LINES = 40, 6
colours = st.sampled_from([None, "default", "red", "bright_blue", "color(130)", "#14181f", "#e4e7ec", "#7fd3c4"])
styles = st.builds(
    Style,
    color=colours,
    bgcolor=colours,
    bold=st.booleans(),
    italic=st.booleans(),
    underline=st.booleans(),
    reverse=st.booleans(),
)
words = st.sampled_from(["KAM", " ", "     ", "ñandú", "│", "\r\n", "\x1b[2;3H", "a b", ""])
runs = st.lists(st.tuples(styles, words, st.sampled_from([ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT])), max_size=20)


def written(runs: list[tuple[Style, str, ColorSystem]]) -> str:
    """As Rich writes them: each run between its style and a reset; controls without one."""
    parts = [
        words if words.startswith(("\x1b", "\r")) else style.render(words, color_system=system)
        for style, words, system in runs
    ]
    return "".join(parts)


def seen(text: str) -> list[list[object]]:
    """Each cell with what can be seen of its style; on a blank neither its colour nor its weight can."""
    screen = pyte.Screen(COLUMNS, LINES)
    pyte.Stream(screen).feed(text)
    cells: list[list[object]] = []
    for y in range(LINES):
        for x in range(COLUMNS):
            cell = screen.buffer[y][x]
            drawn = cell.reverse or cell.underscore
            blank = cell.data == " " and not drawn
            cells.append([cell.data, cell.bg, cell.reverse, cell.underscore])
            cells[-1] += [] if blank else [cell.fg, cell.bold, cell.italics]
    return cells


@given(runs)
def test_a_terminal_shows_the_same(runs: list[tuple[Style, str, ColorSystem]]) -> None:
    text = written(runs)
    assert seen(lean(text)) == seen(text)


@given(runs)
def test_it_is_never_longer_and_twice_lean_is_as_lean(
    runs: list[tuple[Style, str, ColorSystem]],
) -> None:
    text = written(runs)
    assert len(lean(text)) <= len(text)
    assert lean(lean(text)) == lean(text)


@given(runs, runs)
def test_what_follows_begins_in_the_terminals_own_style(
    first: list[tuple[Style, str, ColorSystem]], second: list[tuple[Style, str, ColorSystem]]
) -> None:
    one, other = written(first), written(second)
    assert seen(lean(one) + lean(other)) == seen(one + other)


def test_a_style_outlasts_a_move_of_the_cursor() -> None:
    text = "\x1b[1;38;2;1;2;3mA\x1b[0m\x1b[2;3H\x1b[1;38;2;1;2;3mB\x1b[0m"
    assert lean(text) == "\x1b[1;38;2;1;2;3mA\x1b[2;3HB\x1b[0m"


def test_text_without_styles_is_left_alone() -> None:
    assert lean("\x1b[?2026h\x1b[1;1Hplain\x1b[?25l") == "\x1b[?2026h\x1b[1;1Hplain\x1b[?25l"


def test_one_colour_that_changes_on_one_ground_is_all_that_is_sent() -> None:
    text = "\x1b[38;2;1;2;3;48;2;9;9;9mA\x1b[0m\x1b[48;2;9;9;9m  \x1b[0m\x1b[38;2;4;5;6;48;2;9;9;9mB\x1b[0m"
    assert lean(text) == "\x1b[38;2;1;2;3;48;2;9;9;9mA  \x1b[38;2;4;5;6mB\x1b[0m"
