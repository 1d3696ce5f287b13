"""Blocks on lines: nothing wider than asked for, nothing lost, at any width that a terminal can have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from explorer.report.document import (
    UNPOINTED,
    Axis,
    Block,
    Cell,
    Document,
    Gauge,
    Heading,
    Hours,
    HoursRow,
    Mark,
    Paragraph,
    Point,
    Step,
    Table,
    Views,
)
from explorer.report.layout import COLUMN, Line, axis_line, layout, wrap
from explorer.report.text import as_text
from explorer.words.ascii import as_ascii

WIDTHS = [20, 36, 46, 56, 76, 80, 100, 120]
"""36 are the columns of the page in the smallest window that shows anything, 46 and 76 those of the panes at 80."""

words = st.text("abcdefghijklmnñopqrstuvwxyzáéíóúABCXYZ0123456789.,;:¿?¡!«»()-", min_size=1, max_size=14)
texts = st.lists(words, min_size=1, max_size=15).map(" ".join)
short = st.lists(words.filter(lambda word: len(word) < 9), min_size=1, max_size=2).map(" ".join)
prose = st.lists(texts, min_size=1, max_size=3).map("\n\n".join)
notes = st.lists(texts, max_size=3).map(tuple)
ids = st.sampled_from(["", "a", "b"])
marks = st.builds(Mark, st.sampled_from(["KAM", "PM", ""]), st.floats(0, 1), st.just(""))
blocks: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, texts, st.integers(1, 3), ids, st.sampled_from(["", "12/24", "En tu mesa"]), notes),
    st.builds(Paragraph, prose, st.just(""), ids, notes),
    st.builds(
        Point, texts, ids, st.sampled_from(["•", "1", "", "24."]), st.sampled_from(["", "KAM +4,2"]), notes=notes
    ),
    st.builds(Views, short, texts, short, texts, ids, notes),
    st.builds(Axis, texts, texts, st.lists(marks, max_size=2).map(tuple), texts, texts, id=ids, notes=notes),
)


def said(block: Block, with_notes: bool = True) -> Iterator[str]:
    """All that a block says in words."""
    match block:
        case Heading():
            yield from (block.text, block.aside)
        case Paragraph():
            yield block.text
        case Point():
            yield from (block.tag, block.text)
        case Views():
            yield from (block.left_title, block.left, block.right_title, block.right)
        case Axis():
            yield from (block.title, block.aside, *(() if block.compact else (block.left, block.right)))
        case Gauge():
            yield from (block.label, block.word, str(block.value))
    if with_notes and not isinstance(block, UNPOINTED):
        yield from block.notes


def bare(text: str) -> str:
    """Text without any space."""
    return "".join(text.split())


def joined(lines: list[Line]) -> str:
    """All lines without spaces and without the bars beside views."""
    return bare(" ".join(line.text.removeprefix("│ ") for line in lines))


# --- the program's own pages -----------------------------------------------------------------------------------


def test_no_line_of_any_page_is_wider_than_asked_for(page: Document) -> None:
    widest = {width: max((line.text for line in layout(page, width)), key=len) for width in WIDTHS}
    assert {width: text for width, text in widest.items() if len(text) > width} == {}


def test_every_page_says_everything(page: Document) -> None:
    """Each text of each block stands in the lines in one piece; what is cut on purpose (brief) is said further down."""
    lines = joined(layout(page, 70))
    for block in page:
        if isinstance(block, Point) and block.brief:
            continue
        for text in said(block):
            for part in text.split("\n\n"):
                assert bare(part) in lines, part


def test_notes_show_for_what_is_unfolded_and_for_nothing_else(page: Document) -> None:
    folded = layout(page, 70, ())
    for block in page:
        if isinstance(block, UNPOINTED) or not block.notes or not block.id:
            continue
        unfolded = layout(page, 70, {block.id})
        own = sum(len(wrap(note, 70, "  └ ", "    ")) for note in block.notes)
        assert len(unfolded) >= len(folded) + own
        assert all(bare(note) in joined(unfolded) for note in block.notes)
        assert [line for line in unfolded if line.id == block.id][-own:][0].text.startswith("  └ ")
        break


def test_folding_hides_notes_only(page: Document) -> None:
    lines = joined(layout(page, 70, ()))
    for block in page:
        if not (isinstance(block, Point) and block.brief):
            assert all(bare(part) in lines for text in said(block, False) for part in text.split("\n\n"))


def test_what_can_be_pointed_at_has_lines(page: Document) -> None:
    lines = layout(page, 70, ())
    ids = {line.id for line in lines if line.id}
    assert ids == {block.id for block in page if not isinstance(block, UNPOINTED) and block.id}


def test_headings_are_marked_as_headings(page: Document) -> None:
    lines = layout(page, 70)
    for block in page:
        if isinstance(block, Heading):
            assert any(span.heading and bare(span.text) in bare(block.text) for line in lines for span in line.spans)


# --- any page --------------------------------------------------------------------------------------------------


@given(document=st.lists(blocks, max_size=3), width=st.integers(20, 120))
def test_no_line_is_wider_than_asked_for(document: list[Block], width: int) -> None:
    """Nor wider than prose may be."""
    for line in layout(document, width):
        assert len(line.text) <= min(width, COLUMN), line.text


@given(document=st.lists(blocks, max_size=3), width=st.integers(20, 120))
def test_no_letter_is_lost(document: list[Block], width: int) -> None:
    """Whatever is said is in the lines, letter for letter, at any width."""
    shown = Counter(bare(" ".join(line.text for line in layout(document, width))))
    wanted = Counter(bare(" ".join(text for block in document for text in said(block))))
    assert not wanted - shown


@given(text=texts, width=st.integers(20, 120))
def test_words_keep_their_order_and_are_not_broken(text: str, width: int) -> None:
    assert " ".join(wrap(text, width)).split() == text.split()
    assert all(0 < len(line) <= width for line in wrap(text, width))


@given(text=prose, width=st.integers(20, 120))
def test_an_empty_line_parts_paragraphs(text: str, width: int) -> None:
    parts = "\n".join(wrap(text, width)).split("\n\n")
    assert [part.split() for part in parts] == [part.split() for part in text.split("\n\n")]


@given(document=st.lists(blocks, max_size=3), width=st.integers(20, 120))
def test_a_text_ends_in_one_line_break_and_no_line_in_a_space(document: list[Block], width: int) -> None:
    text = as_text(document, width, colour=False)
    assert text.endswith("\n")
    assert all(line == line.rstrip() for line in text.splitlines())
    assert "\x1b" not in text


@given(document=st.lists(blocks, max_size=3))
def test_colour_changes_no_word(document: list[Block]) -> None:
    coloured = as_text(document, 80, colour=True)
    plain = "\n".join(line.rstrip() for line in re.sub(r"\x1b\[[0-9;]*m", "", coloured).splitlines())
    assert plain.split() == as_text(document, 80, colour=False).split()
    assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[")  # each colour ends where it began
    assert all(line.count("\x1b[") % 2 == 0 for line in coloured.splitlines())


# --- axes ------------------------------------------------------------------------------------------------------

places = st.floats(0, 1)


@given(first=places, second=places, width=st.integers(20, 76))
def test_an_axis_has_its_width_and_shows_both_roles(first: float, second: float, width: int) -> None:
    axis = Axis("left", "right", (Mark("KAM", first, "first"), Mark("PM", second, "second")))
    line = "".join(span.text for span in axis_line(axis, width))
    assert len(line) == width
    assert line.count("●") == 2
    assert "KAM" in line and "PM" in line


@given(first=places, second=places, width=st.integers(20, 76))
def test_the_role_nearer_the_left_end_stands_left(first: float, second: float, width: int) -> None:
    axis = Axis("left", "right", (Mark("KAM", first, "first"), Mark("PM", second, "second")))
    line = "".join(span.text for span in axis_line(axis, width))
    if abs(first - second) > 0.2:
        assert (line.index("KAM") < line.index("PM")) == (first < second)


@given(at=places, width=st.integers(20, 76))
def test_a_mark_stands_where_it_belongs(at: float, width: int) -> None:
    """The dot within one cell of its place, the label beside it."""
    line = "".join(span.text for span in axis_line(Axis("", "", (Mark("PM", at, "second"),)), width))
    assert abs(line.index("●") - at * (width - 1)) <= 1
    assert "● PM" in line or "PM ●" in line


@given(low=places, high=places, width=st.integers(20, 76))
def test_a_band_is_drawn_to_scale(low: float, high: float, width: int) -> None:
    low, high = sorted((low, high))
    line = "".join(span.text for span in axis_line(Axis("", "", (), span=(low, high)), width))
    assert len(line) == width
    first, last = round(low * (width - 1)), round(high * (width - 1))
    assert set(line[first : last + 1].replace("┼", "━")) == {"━"}, "the middle may show through"
    assert "━" not in line[:first] + line[last + 1 :]


@given(low=places, high=places, lean=places)
def test_a_band_and_its_lean_have_the_width(low: float, high: float, lean: float) -> None:
    axis = Axis("KAM", "PM", (Mark("", lean, "accent"),), span=(low, high))
    line = "".join(span.text for span in axis_line(axis, 60))
    assert len(line) == 60 and line.count("●") == 1


# --- ASCII -----------------------------------------------------------------------------------------------------


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_ascii_keeps_the_length(text: str) -> None:
    assert len(as_ascii(text)) == len(text)
    assert as_ascii(text).isascii()


def test_ascii_keeps_every_page_readable(page: Document) -> None:
    """Nothing that the program writes becomes a question mark: every sign has a letter of its own."""
    signs = {sign for line in layout(page, 70) for sign in line.text}
    assert {sign for sign in signs if as_ascii(sign) == "?"} <= {"?", "¿"}


# --- days side by side -----------------------------------------------------------------------------------------

HOURS = Hours(
    (("KAM", "first"), ("PM", "second")),
    (
        HoursRow("08:30", (Cell("A postscript"), Cell("Three paragraphs from the client")), shared=True),
        HoursRow("09:00", (Cell(""), Cell("···"))),
        HoursRow("09:30", (Cell("He skips hello", "strong", now=True), Cell(""))),
    ),
)


def test_days_stand_in_columns_with_a_sign_where_they_have_one_event() -> None:
    lines = [line.text.rstrip() for line in layout([HOURS], 66)]
    assert lines == [
        "        KAM                           PM",
        "08:30   A postscript                ─ Three paragraphs from the",
        "                                      client",
        "09:00                                 ···",
        "09:30 › He skips hello",
    ]


def test_where_there_is_no_room_for_columns_each_hour_has_its_line() -> None:
    lines = [line.text.rstrip() for line in layout([HOURS], 34)]
    assert lines[:2] == ["08:30 KAM: A postscript", "─ PM: Three paragraphs from the"]
    assert all(len(line) <= 34 for line in lines)


# --- tables ----------------------------------------------------------------------------------------------------

tables = st.integers(1, 5).flatmap(
    lambda columns: st.builds(
        Table,
        st.tuples(*[short] * columns),
        st.lists(st.tuples(*[texts] * columns), min_size=1, max_size=4).map(tuple),
        title=texts,
    )
)


@given(tables, st.integers(12, 120))
def test_a_table_keeps_its_width_and_its_words(table: Table, width: int) -> None:
    lines = layout([table], width)
    assert max(len(line.text) for line in lines) <= max(12, width)
    shown = Counter(bare(" ".join(line.text for line in lines)).replace(":", ""))
    for text in (table.title, *(cell for row in table.rows for cell in row)):
        assert not Counter(bare(text).replace(":", "")) - shown


def test_figures_stand_under_each_other() -> None:
    table = Table(("", "n"), (("some", "7"), ("others", "1.234")))
    assert [line.text for line in layout([table], 40)] == ["            n", "some        7", "others  1.234"]


def test_a_long_step_goes_on_below_and_its_name_never_touches_the_key() -> None:
    step = Step("1", "Vivre une journée entière", "s", "word " * 14 + "end", "16 min", room=25)
    for width in (60, 76):
        first, *below = (line.text for line in layout([step], width))
        assert first.startswith("1     Vivre une journée entière  s") and first.endswith("16 min")
        assert " ".join(" ".join(below).split()).endswith("word end")
