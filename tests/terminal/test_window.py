"""Only the cells that differ are sent, and a terminal shows what it would show if all were."""

from __future__ import annotations

import pyte
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from explorer.terminal.diff import Lean, Window, cells

COLUMNS, LINES = 30, 4
CONSOLE = Console(force_terminal=True, color_system="truecolor", width=COLUMNS)
styles = st.sampled_from(
    [
        Style(),
        Style(color="#e4e7ec", bgcolor="#14181f"),
        Style(color="#7fd3c4", bgcolor="#14181f", bold=True),
        Style(color="#7fd3c4", bgcolor="#272c34"),
        Style(underline=True),
        Style(reverse=True),
    ]
)
segments = st.lists(st.tuples(st.text("ab ñ─日", max_size=9), styles), max_size=5)
lines = segments.map(
    lambda runs: Strip([Segment(text, style) for text, style in runs]).adjust_cell_length(COLUMNS, Style())
)
pictures = st.lists(lines, min_size=LINES, max_size=LINES)


def whole(picture: list[Strip]) -> LayoutUpdate:
    """A picture as Textual sends it: the window, line by line."""
    return LayoutUpdate([[strip] for strip in picture], Region(0, 0, COLUMNS, LINES))


def seen(*sent: str) -> list[tuple[str, str, str, bool, bool]]:
    """What a terminal shows; of a blank, its ground."""
    screen = pyte.Screen(COLUMNS, LINES)
    stream = pyte.Stream(screen)
    for text in sent:
        stream.feed(text)
    found = []
    for y in range(LINES):
        for x in range(COLUMNS):
            cell = screen.buffer[y][x]
            plain = cell.data == " " and not (cell.reverse or cell.underscore)
            found.append((cell.data, "" if plain else cell.fg, cell.bg, cell.reverse, cell.underscore))
    return found


@given(st.lists(pictures, min_size=1, max_size=4))
def test_pictures_one_after_the_other_look_as_the_last_one_alone(drawn: list[list[Strip]]) -> None:
    window = Window()
    sent = [Lean(whole(picture), window).render_segments(CONSOLE) for picture in drawn]
    assert seen(*sent) == seen(whole(drawn[-1]).render_segments(CONSOLE).replace("\n", ""))


@given(pictures)
def test_what_stands_is_not_sent_again_until_it_is_forgotten(picture: list[Strip]) -> None:
    window = Window()
    first = Lean(whole(picture), window).render_segments(CONSOLE)
    assert first and not Lean(whole(picture), window).render_segments(CONSOLE)
    window.forget()
    assert Lean(whole(picture), window).render_segments(CONSOLE) == first


def test_two_words_far_apart_are_sent_without_what_stands_between() -> None:
    window = Window()
    before = Strip([Segment("one " + "." * 30 + " two")])
    list(window.differing(0, 0, before))
    parts = list(window.differing(0, 0, Strip([Segment("ONE " + "." * 30 + " TWO")])))
    assert [(x, "".join(sign for sign, _ in part)) for x, part in parts] == [(0, "ONE"), (35, "TWO")]


def test_the_weight_of_a_blank_is_not_seen() -> None:
    bold, plain = Style(bold=True, bgcolor="red"), Style(bgcolor="red")
    assert cells([Segment("a ", bold)]) == cells([Segment("a", bold), Segment(" ", plain)])
    assert cells([Segment("a ", plain)]) != cells([Segment("a ", bold)])
