"""One grid: text begins at one left edge in every pane, window and language; what shows it stands at its right."""

from __future__ import annotations

import pytest

from explorer.engine.visit import Visit, chosen
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.report.layout import COLUMN
from explorer.tui import grid
from explorer.tui.margin import RULE
from explorer.tui.page import CURSOR
from explorer.tui.panes.table import IDS, PANES
from tests.tui.desk import Desk, desk, someone

LANGUAGES = read_pack().languages
SIZES = [(40, 15), (60, 20), (79, 24), (80, 24), (100, 30), (119, 40), (120, 40), (159, 45), (160, 50), (200, 60)]


def busy(pack: Pack, language: str) -> Visit:
    """Somebody who answered, and began a day."""
    visit = someone(pack, "slight", language)
    return chosen(visit, pack.days[0].role, 1)


def within(here: Desk) -> list[str]:
    """The lines between tabs and hints, without that of the next step."""
    return here.rows[1:-2] if any(line.display for line in here.pane.query("#way")) else here.rows[1:-1]


def at_the_edge(here: Desk, width: int) -> None:
    left = grid.edge(width)
    begins = left + grid.LEFT
    for row in within(here):
        assert row[:begins].strip() in ("", CURSOR), row
        assert CURSOR not in row[:left] + row[left + 1 : begins], row
    assert any(row[begins : begins + 1].strip() for row in within(here)), "text stands at the edge"


def right_of_it(here: Desk, width: int) -> None:
    left, column = grid.edge(width), grid.column(width)
    gutter = [row.ljust(width)[left + grid.LEFT + column : left + grid.RULE_AT] for row in within(here)]
    assert not any(each.strip() for each in gutter), "no text in the gutter"
    for number in range(grid.margins(width)):
        at = left + grid.RULE_AT + number * grid.STEP
        rules = {row.ljust(width)[at] for row in within(here)[1:]}
        assert rules in ({RULE}, {" "}), rules


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_text_begins_at_one_left_edge_in_every_pane(size: tuple[int, int], language: str, pack: Pack) -> None:
    """Also once more of a pane is shown, and while something is filtered for."""
    async with desk(pack, language, size, visit=busy(pack, language)) as here:
        for pane in PANES:
            await here.go(pane.id)
            at_the_edge(here, size[0])
            right_of_it(here, size[0])
            await here.press(*pane.pose)
            at_the_edge(here, size[0])
            right_of_it(here, size[0])


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_wider_window_breaks_no_line_elsewhere(language: str, pack: Pack) -> None:
    """From 80 columns on the column is the same, so what a margin adds moves nothing."""
    async with desk(pack, language, (80, 40), visit=busy(pack, language)) as here:
        for place in IDS:
            await here.resize(80, 40)
            await here.go(place)
            narrow = {line.text.rstrip() for line in here.page.lines}
            for width in (119, 120, 160, 240):
                await here.resize(width, 40)
                wide = {line.text.rstrip() for line in here.page.lines}
                assert wide <= narrow, wide - narrow


@pytest.mark.parametrize(("window", "column"), [(40, 36), (79, 75), (80, 76), (120, 76), (300, 76)])
def test_the_column_is_the_window_less_four_and_never_wider_than_76(window: int, column: int) -> None:
    assert grid.column(window) == column <= COLUMN


def test_margins_and_edge_fit_the_window() -> None:
    for window in range(40, 400):
        taken = grid.edge(window) + (grid.RULE_AT if grid.margins(window) else 0) + grid.margins(window) * grid.STEP
        assert taken <= window
        assert grid.margins(window) == (0 if window < 120 else 1 if window < 160 else 2)
        assert abs(grid.edge(window) - max(0, window - 160) / 2) < 1


async def test_why_at_120_columns_opens_in_the_margin_and_the_page_stands_still(pack: Pack) -> None:
    async with desk(pack, size=(120, 40)) as here:
        await here.press("j", "j")
        before, line = [row[:78] for row in within(here)], here.page.cursor
        await here.press("w")
        assert [row[:78] for row in within(here)] == before and here.cursor == line
        margin = "\n".join(row[80:] for row in within(here))
        assert pack.interface.why.whence["en"] in margin
        await here.press("w")
        assert pack.interface.why.whence["en"] not in here.text
