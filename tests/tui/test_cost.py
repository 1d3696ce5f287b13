"""What a key costs on the wire: over a slow line, a cursor move is two marks at the margin, not a page."""

from __future__ import annotations

import re
import subprocess
import sys

import pyte
import pytest
from textual.containers import Vertical
from textual.css.stylesheet import Stylesheet
from textual.drivers.headless_driver import HeadlessDriver

from explorer.pack.pack import Pack
from explorer.terminal.sgr import lean
from explorer.tui.page import CURSOR
from tests.tui.desk import LETTERS, Desk, desk, someone

pytestmark = pytest.mark.slow

ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-Z\\-_])")
MOST = 1024
"""Bytes that a cursor move within a list may cost."""
SPARE = 900
"""The same on the longest margin, so that a few words more do not break the bound."""
PANE = 8 * 1024
"""Bytes that another pane, or a dialog that comes or goes, may cost in a large window; 12 KB are allowed."""


class Wire:
    """What the program writes to its terminal."""

    def __init__(self) -> None:
        self.sent: list[str] = []

    @property
    def bytes(self) -> int:
        return len("".join(self.sent).encode())

    @property
    def cells(self) -> str:
        """The signs that were written to the screen, without any control."""
        return ESCAPE.sub("", "".join(self.sent)).replace("\n", "")


@pytest.fixture
def wire(monkeypatch: pytest.MonkeyPatch) -> Wire:
    """A headless terminal that is written to like a real one."""
    wire = Wire()
    monkeypatch.setattr(HeadlessDriver, "is_headless", property(lambda self: False))
    monkeypatch.setattr(HeadlessDriver, "write", lambda self, data: wire.sent.append(lean(data)))
    return wire


async def cost(here: Desk, wire: Wire, *keys: str) -> Wire:
    """What pressing the keys sends, once the screen is at rest before and after."""
    await here.settle()
    wire.sent.clear()
    await here.press(*keys)
    await here.settle()
    return wire


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("place", ["profiles", "diff", "result"])
async def test_a_cursor_move_repaints_two_marks_and_nothing_else(
    place: str, size: tuple[int, int], pack: Pack, wire: Wire
) -> None:
    async with desk(pack, visit=someone(pack, "slight"), size=size, pane=place) as here:
        await here.press("j", "j", "k")
        for key in ("j", "k"):
            top, old = here.page.top, here.cursor
            await cost(here, wire, key)
            assert here.page.top == top and here.cursor != old, "a move within what is seen"
            marks = sum(line.id in (old, here.cursor) for line in here.page.lines if line.id)
            if size[0] < 120:  # the margin may say more of where one is
                assert set(wire.cells) <= {CURSOR, " "}, wire.cells
                assert 2 <= len(wire.cells) <= marks
            assert wire.bytes <= MOST


async def test_the_first_screen_is_what_costs_more(pack: Pack, wire: Wire) -> None:
    """So that the other tests are known to measure something."""
    async with desk(pack) as here:
        await here.settle()
        assert wire.bytes > MOST
        assert pack.roles[0].name["en"] in wire.cells


async def test_an_answer_repaints_less_than_a_screen(pack: Pack, wire: Wire) -> None:
    async with desk(pack, pane="test") as here:
        await cost(here, wire, "4")
        assert 0 < len(wire.cells) < 80 * 24 / 2
        assert wire.bytes <= MOST


async def test_a_move_on_the_answers_and_an_answer_cost_little_in_a_large_window(pack: Pack, wire: Wire) -> None:
    async with desk(pack, "es", (120, 40), pane="test") as here:
        await cost(here, wire, "down")
        assert wire.cells and wire.bytes <= MOST
        for key in ("enter", "4"):
            await cost(here, wire, key)
            assert wire.cells and wire.bytes <= 1.5 * MOST


@pytest.mark.parametrize("language", ["es", "en"])
async def test_panes_and_the_list_of_keys_cost_what_they_change(language: str, built_in: Pack, wire: Wire) -> None:
    async with desk(built_in, language, (120, 40), visit=someone(built_in, "slight")) as here:
        for place in ("profiles", "diff", "simulator", "test", "result", "opening"):
            for key in (LETTERS[place], "question_mark", "escape"):
                await cost(here, wire, key)
                assert wire.bytes <= PANE, (place, key)
            assert here.place == place


async def test_a_dialog_sends_nothing_outside_its_own_rectangle(built_in: Pack, wire: Wire) -> None:
    async with desk(built_in, size=(120, 40), pane="diff") as here:
        await cost(here, wire, "question_mark")
        box = here.app.screen.query_one(Vertical).region
        places = [(int(x) - 1, int(y) - 1) for y, x in re.findall(r"\x1b\[(\d+);(\d+)H", "".join(wire.sent))]
        assert places and all(box.contains(*place) for place in places)
        assert len(wire.cells) <= box.area


@pytest.mark.parametrize("language", ["es", "en"])
async def test_a_move_in_the_differences_has_room_to_spare(language: str, built_in: Pack, wire: Wire) -> None:
    async with desk(built_in, language, (120, 40), pane="diff") as here:
        await here.press("g")
        moves = []
        for _ in range(14):
            top = here.page.top
            await cost(here, wire, "j")
            if here.page.top == top:
                moves.append(wire.bytes)
        assert len(moves) > 6 and max(moves) <= SPARE, moves


async def test_the_screen_is_sent_whole_when_it_is_asked_for(pack: Pack, wire: Wire) -> None:
    async with desk(pack, size=(100, 30)) as here:
        await cost(here, wire, "ctrl+l")
        assert len(wire.cells) == 100 * 30


@pytest.mark.parametrize("language", ["es", "en"])
async def test_an_hour_is_chosen_and_rated_for_little_in_a_large_window(
    language: str, built_in: Pack, wire: Wire
) -> None:
    """What happens stays; only what is asked and the numbers beside it change."""
    async with desk(built_in, language, size=(120, 40), pane="simulator") as here:
        await here.press("1")
        for _ in range(4):
            await cost(here, wire, "down")
            assert wire.cells and wire.bytes <= MOST
            await cost(here, wire, "enter")
            assert wire.cells and wire.bytes <= 1.5 * MOST
            await here.press("4", "enter")


KEYS_OF_A_PANE = {
    "opening": "jk",
    "profiles": "jlwhn G",
    "diff": "jjnwk=v",
    "simulator": ("1", "down", "2", "4", "enter"),
    "test": ("4", "down", "enter", "0", "left", "v"),
    "result": "jnwx",
}
"""Keys that change the page, what stands beside it, and the frame around both."""


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
@pytest.mark.parametrize("place", KEYS_OF_A_PANE)
async def test_a_key_paints_once_page_margin_and_frame(
    place: str, size: tuple[int, int], built_in: Pack, wire: Wire
) -> None:
    async with desk(built_in, size=size, visit=someone(built_in, "slight"), pane=place) as here:
        for key in KEYS_OF_A_PANE[place]:
            await cost(here, wire, "space" if key == " " else key)
            assert len(wire.sent) <= 1, (key, [ESCAPE.sub("", each)[:80] for each in wire.sent])
            assert here.place == place


@pytest.mark.parametrize(("size", "ascii"), [((40, 15), False), ((80, 24), True), ((120, 40), False)])
async def test_what_was_sent_key_by_key_is_what_stands(
    size: tuple[int, int], ascii: bool, built_in: Pack, wire: Wire
) -> None:
    """Most keys are painted without Textual's compositor, which is asked here what should stand."""
    screen = pyte.Screen(*size)
    stream = pyte.Stream(screen)
    async with desk(built_in, "es", size, visit=someone(built_in, "slight"), ascii=ascii) as here:
        await cost(here, wire, "ctrl+l")
        for place, keys in KEYS_OF_A_PANE.items():
            for key in (LETTERS[place], *keys, "question_mark", "down", "escape", "z", "down", "z", "C"):
                stream.feed("".join(wire.sent))
                assert [row.rstrip() for row in screen.display] == here.rows, (place, key)
                await cost(here, wire, "space" if key == " " else key)


@pytest.mark.parametrize("size", [(120, 40), (100, 30), (60, 20)])
async def test_another_size_is_painted_once(size: tuple[int, int], pack: Pack, wire: Wire) -> None:
    """Painting is held back for some milliseconds; a machine that stands still for longer paints twice, so of three
    changes of size one must cost no more than its cells."""
    cells = size[0] * size[1]
    async with desk(pack) as here:
        painted = []
        for _ in range(3):
            await here.resize(90, 25)
            await here.settle()
            wire.sent.clear()
            await here.resize(*size)
            await here.settle()
            painted.append(len(wire.cells))
        assert cells <= min(painted) <= 1.1 * cells, painted
        assert f"↓ {here.page.more}" in here.rows[-1]


async def test_the_size_there_is_already_costs_nothing(pack: Pack, wire: Wire) -> None:
    async with desk(pack, size=(90, 25)) as here:
        await here.settle()
        wire.sent.clear()
        await here.resize(90, 25)
        await here.settle()
        assert not wire.cells


async def test_nothing_is_sent_while_nobody_presses_a_key(pack: Pack, wire: Wire) -> None:
    async with desk(pack) as here:
        await cost(here, wire)
        assert not wire.cells
        await here.press("slash")
        await cost(here, wire)
        assert not wire.cells


async def test_a_start_and_a_new_pane_read_no_style_twice(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    again: list[Stylesheet] = []
    monkeypatch.setattr(Stylesheet, "reparse", again.append)
    async with desk(pack) as here:
        for key in "pdt":
            await here.press(key)
    assert not again


def test_a_start_loads_nothing_that_its_first_screen_does_not_need() -> None:
    started = (
        "import sys, explorer.cli.main, explorer.cli.commands.app, explorer.session.resume, explorer.tui.settings\n"
        "import explorer.tui.app\n"
        "from explorer.tui.panes.table import PANES\n"
        "PANES[0].load()\n"
        "late = {'pydantic', 'yaml', 'json', 'tomllib', 'hashlib', 'importlib.metadata', 'explorer.engine.code'}\n"
        "print(*(late & {*sys.modules}), end='')"
    )
    run = subprocess.run([sys.executable, "-c", started], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
