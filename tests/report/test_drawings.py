"""Drawings: nothing out of range, no label on another, and one reading in every rendering, at any width of a page."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from fractions import Fraction
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.loader.reader import read_pack
from explorer.report.document import (
    Axis,
    Block,
    Drawing,
    Gauge,
    Mark,
    Plate,
    PlateLine,
    Range,
    RangeRow,
    Ribbon,
    RibbonHour,
    Share,
    Shares,
    SharesRow,
    Step,
    Ticks,
)
from explorer.report.drawings import scale
from explorer.report.drawn.rows import bar, in_short
from explorer.report.html import as_html
from explorer.report.layout import axis_line, layout
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import translator_of
from explorer.report.readings import Read, readings
from explorer.report.screen_reader import as_spoken, heard
from explorer.report.svg import as_svg
from explorer.words.ascii import as_ascii

PACK = read_pack(Path(__file__).parents[1] / "packs" / "small")
TRANSLATOR = translator_of(PACK, PACK.languages[0])
WIDTHS = st.integers(36, 160)
"""From the smallest window that shows anything to the widest."""

word = st.text("abcdeñóKPM", min_size=1, max_size=9)
label = st.lists(word, min_size=1, max_size=3).map(" ".join)
sentence = st.lists(word, min_size=1, max_size=14).map(" ".join)
place = st.floats(0, 1)
roles = st.permutations(["KAM", "PM"])
axes = st.builds(
    Axis,
    label,
    label,
    roles.flatmap(lambda names: st.tuples(*(st.builds(Mark, st.just(name), place, st.just("")) for name in names))),
    label,
    label,
    st.one_of(st.none(), st.tuples(place, place)),
    compact=st.booleans(),
)
plates = st.builds(
    Plate,
    sentence,
    st.one_of(st.none(), axes.map(lambda axis: Axis("KAM", "PM", axis.marks[:1], span=axis.span))),
    sentence,
    st.lists(st.builds(PlateLine, label, sentence.map(": {}".format)), max_size=2).map(tuple),
)


@st.composite
def range_rows(draw: st.DrawFn) -> RangeRow:
    figures = sorted(draw(st.lists(st.integers(0, 100_000), min_size=3, max_size=3)))
    shown = draw(st.sampled_from([(0, 1, 2), (0, 2), (0,), (1,), (2,)]))
    low, middle, high = (figures[n] if n in shown else None for n in range(3))
    words = ", ".join(str(figures[n]) for n in shown)
    return RangeRow(draw(label), words, low, middle, high, draw(st.sampled_from(["", "KAM", "PM"])))


def ranged(rows: list[RangeRow], title: str) -> Range:
    ticks = scale([figure for row in rows for figure in row.figures])
    return Range(tuple(rows), tuple((at, f"{at:g}") for at in ticks), title)


def shared(counts: list[tuple[str, int, int]], of: int) -> Shares:
    rows = (
        SharesRow(kind, tuple(Share(min(n, of), of, f"{min(n, of)} de {of}") for n in both)) for kind, *both in counts
    )
    return Shares((("KAM", "first"), ("PM", "second")), tuple(rows))


hours = st.lists(
    st.builds(
        RibbonHour,
        st.integers(7, 20).map("{:02}:30".format),
        st.sampled_from(["past", "now", "to come"]),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=17,
).map(tuple)
rows: list[st.SearchStrategy[Read]] = [
    st.builds(ranged, st.lists(range_rows(), min_size=1, max_size=5), st.one_of(st.just(""), label)),
    st.builds(
        shared, st.lists(st.tuples(label, st.integers(0, 40), st.integers(0, 40)), min_size=1), st.integers(1, 40)
    ),
    st.builds(Ribbon, hours, sentence, st.one_of(st.just(""), label), st.booleans()),
    st.builds(
        Gauge,
        label,
        st.integers(0, 10),
        st.just(10),
        label,
        change=st.integers(-3, 3),
        cells=st.sampled_from([0, 20, 40]),
        middle=st.booleans(),
        ends=st.sampled_from([None, ("poco", "a medias", "mucho")]),
    ),
    st.builds(
        Ticks,
        st.lists(st.sampled_from(["done", "skipped", "here", "open"]), min_size=1, max_size=48).map(tuple),
        sentence,
    ),
]
reads = st.one_of(*rows)
drawings: st.SearchStrategy[Drawing] = st.one_of(axes, plates, *rows)


def text(block: Block, width: int) -> list[str]:
    return [line.text for line in layout([block], width)]


def bare(said: str) -> str:
    return "".join(said.split())


# --- nothing out of range --------------------------------------------------------------------------------------


@given(block=drawings, width=st.integers(20, 160))
def test_no_drawing_is_wider_than_its_column(block: Drawing, width: int) -> None:
    for line in text(block, width):
        assert len(line) <= min(width, 76), line


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Mark("KAM", 1.2, "first"),
        lambda: Axis("a", "b", (), span=(-0.1, 0.5)),
        lambda: Gauge("Client", 11, 10, "good"),
        lambda: Share(12, 11, "12 of 11"),
        lambda: RibbonHour("08:30", "past", 6),
        lambda: RangeRow("pay", "none"),
        lambda: RangeRow("pay", "from 60 to 40", 60, None, 40),
        lambda: Range((RangeRow("pay", "80", high=80),), ((20, "20"), (70, "70"))),
    ],
)
def test_a_figure_outside_its_scale_is_refused(wrong: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        wrong()


@given(figures=st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8), most=st.integers(3, 12))
def test_a_scale_encloses_its_figures_with_round_ticks(figures: list[float], most: int) -> None:
    ticks = scale(figures, most)
    assert 2 <= len(ticks) <= most
    assert ticks[0] <= min(figures) + 1e-9
    assert ticks[-1] >= max(figures) - 1e-9
    assert list(ticks) == sorted(set(ticks))


@given(value=st.integers(0, 100), cells=st.integers(2, 60))
def test_a_bar_is_full_or_empty_only_where_that_is_so(value: int, cells: int) -> None:
    full = sum(sign == "█" for sign, _ in bar(value, 100, cells, "first"))
    assert (full == 0) == (value == 0)
    assert (full == cells) == (value == 100)
    assert abs(Fraction(full, cells) - Fraction(value, 100)) < Fraction(1, cells)


@given(rows=st.lists(range_rows(), min_size=1, max_size=4), width=WIDTHS)
def test_a_range_stands_within_a_cell_of_its_figures(rows: list[RangeRow], width: int) -> None:
    block = ranged([RangeRow("x", "w", row.low, row.middle, row.high) for row in rows], "")
    low, high = block.ticks[0][0], block.ticks[-1][0]
    lines = text(block, width)
    drawn = lines[1:] if min(width, 76) >= 60 else lines[2::2]
    start, cells = (3, min(width, 76) - 6) if min(width, 76) >= 60 else (0, width)
    assert len(drawn) == len(rows)
    for row, line in zip(rows, drawn, strict=True):
        line = line[start : start + cells].ljust(cells)
        for sign, figure in (("├", row.low), ("●", row.middle), ("┤", row.high)):
            if figure is not None and sign in line:
                assert abs(line.index(sign) - (figure - low) / (high - low) * (cells - 1)) <= 0.5 + 1e-9
        assert any(sign in line for sign in "├●┤")


# --- no label on another ---------------------------------------------------------------------------------------


@given(marks=st.lists(st.builds(Mark, st.text("ABCKPM", min_size=1, max_size=5), place, st.just("")), max_size=5))
def test_no_label_covers_another(marks: list[Mark]) -> None:
    """At any width every mark keeps its dot, and a whole label where there is room for all."""
    for width in (20, 36, 76):
        line = "".join(span.text for span in axis_line(Axis("", "", tuple(marks)), width))
        assert len(line) == width
        assert line.count("●") == len(marks)
        if all(len(mark.label) + 2 <= width // len(marks) for mark in marks):
            assert sorted(re.findall(r"[A-Z]+", line)) == sorted(mark.label for mark in marks)


@given(rows=st.lists(range_rows(), min_size=1, max_size=4), width=WIDTHS)
def test_the_figures_of_a_scale_never_touch(rows: list[RangeRow], width: int) -> None:
    """Each is written whole, or left out."""
    block = ranged(rows, "")
    written = text(block, width)[0].split()
    said = [tick for _, tick in block.ticks]
    assert written[0] == said[0]
    assert set(written) <= set(said)


@given(near=st.lists(place, min_size=3, max_size=3).map(tuple), other=place, width=WIDTHS)
def test_no_letter_of_a_near_job_is_lost(near: tuple[float, ...], other: float, width: int) -> None:
    letters = (Mark(letter, at, "first") for letter, at in zip("abc", near, strict=True))
    block = Axis("0", "9", (*letters, Mark("PM", other, "second")), "x", "y", compact=True)
    line = next(line for line in text(block, width) if "├" in line or "┤" in line or "─" in line)
    assert {"a", "b", "c", "P"} <= set(line) and "●" not in line


# --- one reading in every rendering ----------------------------------------------------------------------------


@given(block=reads, width=WIDTHS)
def test_every_rendering_says_the_same(block: Read, width: int) -> None:
    """What a row says in words stands in Markdown and in what is heard; on the screen its name and its words."""
    markdown, spoken = bare(as_markdown([block])), bare(as_spoken(TRANSLATOR, [block], width))
    cells = bare(" ".join(text(block, width)))
    for row in readings(block):
        if not isinstance(block, Gauge):
            assert bare(row.words) in markdown.replace("\\", "")
            assert bare(heard(TRANSLATOR, row.words)) in spoken
    for said in on_the_screen(block):
        assert bare(said) in cells, said


def on_the_screen(block: Read) -> list[str]:
    match block:
        case Range():
            return [block.title, *(part for row in block.rows for part in (row.label, row.words, row.tag))]
        case Gauge():
            return [block.label, str(block.value)]
        case Ribbon():
            return [block.aside]
        case Shares():
            return [part for row in block.rows for part in (row.label, *(share.words for share in row.shares))]
        case Ticks():
            return []


@given(block=axes, width=WIDTHS)
def test_an_axis_says_its_name_and_its_reading_at_any_width(block: Axis, width: int) -> None:
    cells = bare(" ".join(text(block, width)))
    for said in (block.title, block.aside, *(() if block.compact else (block.left, block.right))):
        assert all(bare(word) in cells for word in said.split())


@given(block=plates, width=WIDTHS)
def test_a_plate_says_everything_and_is_raised_whole(block: Plate, width: int) -> None:
    lines = layout([block], width)
    assert all(line.raised for line in lines)
    cells = bare(" ".join(line.text.removeprefix("█") for line in lines))
    for said in (block.title, block.reading, *(f"{line.name}{line.text}" for line in block.lines)):
        assert bare(said) in cells
        assert bare(said) in bare(as_markdown([block])).replace("\\", "")
        assert bare(heard(TRANSLATOR, said)) in bare(as_spoken(TRANSLATOR, [block], width))


@given(block=plates, width=WIDTHS)
def test_the_text_of_a_plate_keeps_off_its_edges(block: Plate, width: int) -> None:
    """Two columns at either side wherever it has an edge; below, where it has none, it is a line as any other."""
    for line in layout([block], width):
        inner = line.text.removeprefix("█")
        if line.text.startswith("█"):
            assert not inner.strip() or inner.startswith("  ")
            assert len(line.text) <= min(width, 76) - 2


@given(block=drawings, width=WIDTHS)
def test_a_picture_has_what_the_screen_has(block: Drawing, width: int) -> None:
    """The words of the lines, in their order, as text; dots and bars as shapes; nothing from elsewhere."""
    tree = ET.fromstring(as_svg(block, width, "«words» & more"))
    space = "{http://www.w3.org/2000/svg}"
    lines = layout([block], width, ())
    drawn = "─━│┼├┤●○·█"
    said = [sign for line in lines for sign in line.text if sign not in drawn and sign != " "]
    assert [sign for each in tree.iter(f"{space}text") for sign in (each.text or "") if sign != " "] == said
    dots = sum(line.text.count(sign) for line in lines for sign in "●○·")
    assert len(list(tree.iter(f"{space}circle"))) == dots
    assert tree.findtext(f"{space}title") == "«words» & more"
    right, bottom = (float(each) for each in tree.attrib["viewBox"].split()[2:])
    for each in tree.iter(f"{space}line"):
        assert all(0 <= float(each.attrib[x]) <= right for x in ("x1", "x2"))
        assert all(0 <= float(each.attrib[y]) <= bottom for y in ("y1", "y2"))


@given(block=drawings)
def test_a_page_of_html_says_what_the_drawing_says(block: Drawing) -> None:
    page = bare(unescape(as_html([block], "es")))
    if isinstance(block, Axis):
        said = [block.title, block.aside]
    elif isinstance(block, Plate):
        said = [block.title, block.reading, *(line.name + line.text for line in block.lines)]
    elif isinstance(block, Read):
        said = [row.words for row in readings(block) if not isinstance(block, Gauge)]
    assert all(bare(each) in page for each in said)


@given(block=drawings, width=WIDTHS)
def test_every_sign_of_a_drawing_has_a_letter_of_its_own(block: Drawing, width: int) -> None:
    for line in text(block, width):
        assert len(as_ascii(line)) == len(line)
        assert "?" not in as_ascii(line)


# --- as drawn --------------------------------------------------------------------------------------------------


def test_poles_stand_above_the_ends_and_the_name_between_them() -> None:
    axis = Axis(
        "el cliente",
        "el equipo",
        (Mark("KAM", 0.19, "first"), Mark("PM", 0.77, "second")),
        "Con quién",
        "muy distinto",
    )
    assert text(axis, 76) == [
        "el cliente                Con quién · muy distinto                 el equipo",
        "├─────────KAM ●───────────────────────┼───────────────────● PM─────────────┤",
    ]


def test_many_axes_stand_close_in_three_columns() -> None:
    marks = (Mark("KAM", 0.19, "first"), Mark("PM", 0.77, "second"))
    both = [
        Axis("", "", marks, name, "con el equipo", (0.6, 0.8), compact=True) for name in ("Con quién", "Qué aprieta")
    ]
    assert [line.text.rstrip() for line in layout(both, 76)] == [
        "Con quién       ├────K●──────────┼──━━━━━●P──────┤  con el equipo",
        "Qué aprieta     ├────K●──────────┼──━━━━━●P──────┤  con el equipo",
    ]


def test_a_ribbon_says_what_is_past_and_what_is_to_come() -> None:
    ratings = (2, 3, 5, 0, 4, 1, 4)
    times = ["08:30", "09:30", "10:30", "11:20", "11:45", "12:40", "13:45", "15:15", "16:15", "17:00", "17:45"]
    past = [RibbonHour(time, "past", rating) for time, rating in zip(times, ratings, strict=False)]
    day = (*past, RibbonHour(times[7], "now"), *(RibbonHour(time, "to come") for time in times[8:]))
    assert text(Ribbon(day, ""), 76) == ["2─3─5─·─4─1─4─●·○·○·○"]
    assert text(Ribbon(day, "", times=True), 76) == [
        " ".join(times),
        "  2─────3─────5─────·─────4─────1─────4─────●·····○·····○·····○",
    ]


def test_gauges_have_a_number_a_word_and_what_moved() -> None:
    home = Gauge("En casa", 3, 10, "gastado", 9, -2)
    assert text(home, 36) == ["En casa   ███·······  3 gastado -2"]
    liking = Gauge("KAM", 41, 100, "de 100", 4, cells=40, middle=True, tone="first")
    assert text(liking, 76) == ["KAM  ████████████████····│···················  41 de 100"]
    assert "".join(span.text for span in in_short([Gauge("Cliente", 6, 10, "x"), home])) == "Cliente 6  En casa 3 -2"


def test_a_range_has_its_ends_its_middle_or_dots_where_an_end_is_not_known() -> None:
    rows = (
        RangeRow("ventas, cercano", "45, 56, 68", 45, 56, 68, "KAM", "first"),
        RangeRow("logística, 2022", "hasta 70", high=70, tag="KAM", tone="first"),
        RangeRow("TI, 2021", "unos 58", middle=58, tag="PM", tone="second"),
    )
    block = Range(rows, tuple((n, str(n)) for n in range(20, 90, 10)))
    assert [line.rstrip() for line in text(block, 76)] == [
        "                      20     30     40    50     60     70    80",
        "KAM  ventas, cercano                   ├━━━━━━━●━━━━━━━┤          45, 56, 68",
        "KAM  logística, 2022  ··································┤         hasta 70",
        "PM   TI, 2021                                   ●                 unos 58",
    ]


def test_a_plate_has_air_where_there_is_room() -> None:
    block = Plate("You lean to PM", Axis("KAM", "PM", (Mark("", 0.7, "accent"),)), "Of 100, 93 did.", tone="second")
    assert [line.rstrip() for line in text(block, 76)] == [
        "█",
        "█  You lean to PM",
        "█",
        "█  KAM ├──────────────────────────────┼───────────●─────────────────┤ PM",
        "█  Of 100, 93 did.",
        "█",
    ]
    assert text(block, 36) == ["You lean to PM", "KAM ├─────────────┼─────●───────┤ PM", "Of 100, 93 did."]


def test_a_step_leaves_out_what_it_is_where_there_is_no_room() -> None:
    step = Step("7/24", "Responder", "t", "24 preguntas; puede salir «no se sabe»", "faltan 4 min")
    assert text(step, 76) == ["7/24  Responder     t  24 preguntas; puede salir «no se sabe»   faltan 4 min"]
    assert text(step, 36) == ["7/24  Responder     t   faltan 4 min"]


@given(words=st.tuples(label, label, label), cells=st.sampled_from([20, 40]))
def test_words_under_a_bar_are_not_read_as_one(words: tuple[str, str, str], cells: int) -> None:
    under = text(Gauge("x", 5, 10, "y", cells=cells, ends=words), 76)[-1].strip()
    assert re.split(r" {2,}", under) in ([*words], [words[0], words[2]], [words[0][:cells].strip()])
