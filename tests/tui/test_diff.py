"""The Diff pane: both roles on one axis each, the largest difference first, equal ones folded, stars taken home."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace

import pytest

from explorer.engine.comparison import Row, compare
from explorer.pack.pack import Pack
from explorer.pack.schema import Dimension
from explorer.report.drawings import LETTERS
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.tui.panes.diff import Diff
from tests.first import PACK
from tests.tui.desk import Desk, desk, with_equal_rows


def rows_of(pack: Pack) -> tuple[list[Row], list[Row]]:
    """The rows on which the roles differ, in the order of the comparison, and those on which they do not."""
    rows = compare(pack, *(role.id for role in pack.roles[:2])).rows
    return [row for row in rows if row.size != "same"], [row for row in rows if row.size == "same"]


def shown_rows(here: Desk, pack: Pack) -> list[str]:
    wanted = {row.about.id for rows in rows_of(pack) for row in rows}
    return [id for id, _ in itertools.groupby(line.id for line in here.page.lines) if id in wanted]


@pytest.fixture(scope="module")
def whole() -> Pack:
    """The pack of the tests as it is."""
    return PACK


@pytest.fixture(scope="module")
def pack() -> Pack:
    """The same with two axes on which its roles are equal."""
    return with_equal_rows(PACK)


def beside(here: Desk, pack: Pack) -> bool:
    """Whether what the roles claim of an axis stands in two columns."""
    ids = [line.id for line in here.page.lines]
    rows = [n for n, id in enumerate(ids) if id in {dimension.id for dimension in pack.dimensions}]
    return any(" │ " in line.text for line in here.page.lines[rows[0] : rows[-1]])


def titled(here: Desk) -> list[str]:
    """The headings and rows of the page, from top to bottom."""
    return [id for id, _ in itertools.groupby(line.id for line in here.page.lines) if id]


async def test_axes_stand_by_size_and_what_was_measured_by_size_within_each_group(pack: Pack) -> None:
    async with desk(pack, pane="diff") as here:
        order = titled(here)
        groups = [f"group {name}" for name in ("interaction", "focus")]
        assert [id for id in order if id.startswith("group")] == groups
        gaps = {row.about.id: row.part for row in rows_of(pack)[0]}
        axes = {dimension.id for dimension in pack.dimensions}
        for start, end, wanted in ((0, groups[0], axes), (groups[0], groups[1], ()), (groups[1], "equal", ())):
            first = start if isinstance(start, int) else order.index(start)
            part = [id for id in order[first : order.index(end)] if id in gaps]
            assert part
            assert [gaps[id] for id in part] == sorted((gaps[id] for id in part), reverse=True)
            assert set(part) <= axes if wanted else not set(part) & axes


@pytest.mark.parametrize("language", ["es", "en"])
async def test_all_axes_are_seen_at_once_two_lines_each(language: str, built_in: Pack) -> None:
    """As they are drawn: the short poles above the ends, the name and how far apart between them."""
    async with desk(built_in, language, (80, 24), pane="diff") as here:
        axes = [row for row in compare(built_in, *(role.id for role in built_in.roles)).axes if row.size != "same"]
        assert len(axes) == 8
        for row in axes:
            (n, title), (last, line) = (
                (n, each.text) for n, each in enumerate(here.page.lines) if each.id == row.about.id
            )
            assert last == n + 1 < here.page.size.height
            assert isinstance(row.about, Dimension) and row.about.brief
            assert title.startswith(row.about.brief.left[language]) and title.endswith(row.about.brief.right[language])
            assert f"{row.about.name[language]} · {built_in.interface.apart[row.size][language]}" in title
            assert set(line) <= set("├─┼┤● AKMP")
    async with desk(built_in, language, (40, 15), pane="diff") as here:
        for row in axes:
            texts = [each.text for each in here.page.lines if each.id == row.about.id]
            assert len(texts) <= 4 and isinstance(row.about, Dimension) and row.about.brief
            assert all(pole[language] in " ".join(texts) for pole in (row.about.brief.left, row.about.brief.right))


@pytest.mark.parametrize("language", ["es", "en"])
async def test_the_margin_cuts_no_sentence(language: str, built_in: Pack) -> None:
    async with desk(built_in, language, (120, 40), pane="diff") as here:
        for row in compare(built_in, *(role.id for role in built_in.roles)).axes:
            here.page.point(row.about.id)
            await here.settle()
            assert "…" not in here.beside
            for stand in (row.first, row.second):
                first = stand.claims[0].text[language].split(". ")[0].rstrip(".")
                assert first in " ".join(here.beside.split())


async def test_every_row_has_both_roles_on_its_axis_and_says_the_difference_in_words(pack: Pack) -> None:
    first, second = (role.short["es"] for role in pack.roles[:2])
    async with desk(pack, "es", (100, 40), pane="diff") as here:
        for row in rows_of(pack)[0]:
            text = "\n".join(line.text for line in here.page.lines if line.id == row.about.id)
            axis = next(line for line in text.splitlines() if "─" in line)
            if isinstance(row.about, Dimension):
                assert axis.count("●") == 2 and first in axis and second in axis
                assert row.about.poles.left["es"].split()[0] in text
                assert pack.interface.apart[row.size]["es"] in text
            else:
                drawn = axis[axis.index("├") : axis.rindex("┤")] if "┤" in axis else axis
                near = sum(len(stand.readings) for stand in (row.first, row.second))
                assert len(re.findall(r"[a-hA-Z]", drawn)) in (2, near)
                assert pack.interface.ahead[row.size]["es"] in text


async def test_n_and_capital_n_stop_at_every_difference_and_nowhere_else(pack: Pack) -> None:
    differing = [row.about.id for row in rows_of(pack)[0]]
    async with desk(pack, pane="diff") as here:
        seen = [here.cursor]
        for _ in differing[1:]:
            await here.press("n")
            seen.append(here.cursor)
            assert here.marked
        assert seen == differing
        await here.press("n")
        assert here.cursor == differing[-1]
        await here.press("N")
        assert here.cursor == differing[-2]


async def test_equal_rows_are_folded_and_counted_and_the_equals_sign_opens_them(pack: Pack) -> None:
    differing, equal = ([row.about.id for row in rows] for rows in rows_of(pack))
    assert len(equal) >= 2
    async with desk(pack, pane="diff") as here:
        assert shown_rows(here, pack) == differing
        folded = pack.interface.diff.equal_folded.fill("en", n=len(equal))
        assert folded in [line.text for line in here.page.lines]
        await here.press("equals_sign")
        assert shown_rows(here, pack) == differing + equal
        assert here.cursor == "equal"
        await here.press("o")
        assert shown_rows(here, pack) == differing


async def test_the_equals_sign_leaves_the_cursor_alone_where_no_row_is_equal(whole: Pack) -> None:
    whole = replace(whole, measures=())
    if rows_of(whole)[1]:
        pytest.skip("this needs a pack whose roles are equal nowhere")
    async with desk(whole, pane="diff") as here:
        await here.press("n", "n")
        before = here.cursor
        await here.press("equals_sign")
        assert here.cursor == before


async def test_v_sets_what_each_role_claims_side_by_side_and_back(pack: Pack) -> None:
    async with desk(pack, pane="diff", size=(120, 40)) as here:
        stacked = [line.text for line in here.page.lines]
        assert not beside(here, pack)
        await here.press("v")
        assert [line.text for line in here.page.lines] != stacked and beside(here, pack)
        await here.press("v")
        assert [line.text for line in here.page.lines] == stacked


async def test_the_margin_says_more_of_the_row_under_the_cursor(pack: Pack) -> None:
    async with desk(pack, pane="diff", size=(120, 40)) as here:
        for _ in range(2):
            await here.press("n")
            names = {row.about.id: row.about.name["en"] for rows in rows_of(pack) for row in rows}
            assert here.beside.startswith(names[here.cursor])
            page = here.rows
            await here.press("tab", "j", "k")  # into the margin, and what can be followed there
            assert [row[:78] for row in here.rows[2:-2]] != [row[:78] for row in page[2:-2]], "the mark went along"
            await here.press("escape")
            assert [row[:78] for row in here.rows[:-1]] == [row[:78] for row in page[:-1]]


async def test_space_stars_a_row_and_the_star_is_in_the_summary(pack: Pack) -> None:
    row = rows_of(pack)[0][0]
    async with desk(pack, pane="diff") as here:
        await here.press("space")
        assert here.visit_now.stars == {row.about.id}
        assert " * " in f" {here.marked[0]}"
        assert pack.interface.dialogs.starred["en"] in here.hints
        taken = as_markdown(summary_document(summarise(pack, here.visit_now)))
        assert pack.interface.result.stars["en"] in taken and row.about.name["en"] in taken
        await here.press("space")
        assert not here.visit_now.stars and " * " not in f" {here.marked[0]}"
        assert pack.interface.dialogs.unstarred["en"] in here.hints
        assert pack.interface.result.stars["en"] not in as_markdown(summary_document(summarise(pack, here.visit_now)))


async def test_only_rows_can_be_starred(pack: Pack) -> None:
    async with desk(pack, pane="diff") as here:
        here.page.point("equal")
        await here.press("space")
        assert not here.visit_now.stars


async def test_w_tells_what_puts_the_roles_there(pack: Pack) -> None:
    row = rows_of(pack)[0][0]
    async with desk(pack, pane="diff") as here:
        before = len(here.page.lines)
        await here.press("w")
        assert len(here.page.lines) > before
        told = " ".join(" ".join(line.text for line in here.page.lines).split())
        assert row.first.claims[0].text["en"][:40] in told and row.second.claims[0].text["en"][:40] in told
        await here.press("w")
        assert len(here.page.lines) == before


async def test_a_filter_looks_through_the_equal_rows_too(pack: Pack) -> None:
    row = rows_of(pack)[1][0]
    async with desk(pack, "es", pane="diff") as here:
        await here.press("slash")
        await here.write(row.about.name["es"])
        assert row.about.id in shown_rows(here, pack)
        await here.press("escape")
        assert row.about.id not in shown_rows(here, pack)


@pytest.mark.parametrize("language", ["es", "en"])
async def test_which_role_is_meant_is_said_by_words_never_by_colour_alone(language: str, pack: Pack) -> None:
    async with desk(pack, language, pane="diff") as here:
        names = {role.short[language] for role in pack.roles[:2]} | set(LETTERS)
        names |= {role.short[language][0] for role in pack.roles[:2]}
        for line in here.page.lines:
            for span in line.spans:
                if span.tone in ("first", "second") and span.text.strip():
                    assert any(name in span.text for name in names), span


async def test_the_pane_takes_the_first_two_roles_of_the_pack(small: Pack) -> None:
    async with desk(small, pane="diff") as here:
        assert isinstance(here.pane, Diff)
        assert here.pane.pair == tuple(role.id for role in small.roles[:2])
        assert all(role.short["en"] in here.prose for role in small.roles[:2])


@pytest.mark.parametrize("keys", [("G",), ("w",), ("pagedown",) * 20])
async def test_the_comparison_is_seen_when_it_was_read_to_its_end_or_asked_for_more(
    keys: tuple[str, ...], built_in: Pack
) -> None:
    """Not because all axes happen to stand on one screen."""
    async with desk(built_in, size=(120, 40), pane="diff") as here:
        await here.press("j")
        assert "compare" not in here.visit_now.seen
        await here.press(*keys)
        assert "compare" in here.visit_now.seen
