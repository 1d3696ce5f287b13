"""What the panes and dialogs look like, kept as texts that can be read in a review (`tests/tui/cells.py` says how).

The frame (tabs and hints) is one text of all panes in a size; a pane's page and a dialog are one each, without it. What
changes in the frame, say another tab, so changes the frame's texts alone. They are of the pack of the tests: none
changes with the content.

One text holds for all colours, and is checked in each. `UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py` writes
them anew; `python -m tests.tui.pictures` turns them into pictures.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from explorer.engine.visit import Visit, starred
from explorer.pack.pack import Pack
from explorer.report.layout import Line
from explorer.terminal.palettes import NAMES, PALETTES
from explorer.tui.frame import OneLine
from explorer.tui.page import Page
from explorer.tui.panes.table import IDS, pane
from explorer.tui.theme import dress
from tests.tui.cells import Picture, frame_rows, page_rows, picture, same_without_colour
from tests.tui.desk import Desk, desk, lived, someone

pytestmark = pytest.mark.slow

FOLDER = Path(__file__).parent / "screens"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))
LANGUAGES = ("es", "en")
SIZES = ((40, 15), (80, 24), (120, 40))
DIALOGS = {
    "help": ("question_mark",), "palette": ("colon",), "leave": ("q",), "code": ("y",), "plan": ("P",),
    "filter": ("slash", "c", "a"), "nothing": ("slash", "x", "y", "z"),
}  # fmt: skip
"""Dialogs and the keys that open them in the diff."""
DIALOG_SIZES = ((40, 15), (80, 24))


def name_of(what: str, language: str, size: tuple[int, int]) -> str:
    return f"{what}-{language}-{size[0]}x{size[1]}"


def same(name: str, shown: str) -> str:
    """The picture that was reviewed, after comparing it with what is shown."""
    path = FOLDER / f"{name}.txt"
    if UPDATE:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no snapshot {path.name}: UPDATE_SNAPSHOTS=1 writes it"
    reviewed = path.read_text(encoding="utf-8")
    assert shown.splitlines() == reviewed.splitlines()
    return reviewed


def visitor(pack: Pack, language: str) -> Visit:
    """Someone who answered most of the test, is in the middle of a day and starred a row."""
    visit = someone(pack, "slight", language)
    answers = dict(list(visit.answers.items())[:-2])
    visit = Visit(language, answers)
    return starred(lived(pack, visit, pack.days[0].role, hours=2), pack.dimensions[1].id)


def in_colours(here: Desk, name: str, colours: str) -> None:
    """Whether the page is what was reviewed, in one palette or without any."""
    part = page_rows(here)
    if colours == NAMES[0]:
        same(name, picture(here, colours, part))
    elif colours in PALETTES:
        assert picture(here, colours, part) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), colours
    else:
        same_without_colour(here, (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), part)


async def in_all_colours(here: Desk, name: str) -> None:
    """Whether the page is what was reviewed, in each palette and without any."""
    for colours in NAMES:
        if colours != NAMES[0]:
            dress(here.app, colours)
        await here.settle()
        in_colours(here, name, colours)


@pytest.mark.parametrize("place", IDS)
@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_pane_looks_as_it_was_reviewed(language: str, size: tuple[int, int], place: str, pack: Pack) -> None:
    async with desk(pack, size=size, visit=visitor(pack, language)) as here:
        await here.go(place)
        await here.press(*pane(place).pose)
        await here.settle()
        uncut(here)
        await in_all_colours(here, name_of(place, language, size))


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_frame_of_all_panes_looks_as_it_was_reviewed(
    language: str, size: tuple[int, int], pack: Pack
) -> None:
    name = name_of("frame", language, size)
    async with desk(pack, size=size, visit=visitor(pack, language)) as here:
        taken = {colours: Picture(size[0]) for colours in PALETTES}
        for number, place in enumerate(IDS):
            await here.go(place)
            await here.press(*pane(place).pose)
            here.page.show(lambda width: [Line()] * 100, top=0)  # how much more there is says nothing of the page
            here.pane.frame()
            for colours in NAMES:
                dress(here.app, colours)
                await here.settle()
                if colours in PALETTES:
                    taken[colours].add(here, colours, frame_rows(here))
                elif not UPDATE:  # what is written now is looked at next time
                    reviewed = (FOLDER / f"{name}.txt").read_text(encoding="utf-8")
                    same_without_colour(here, reviewed, frame_rows(here), begin=2 * number)
        for each in taken.values():
            same(name, each.text)


def uncut(here: Desk) -> None:
    """Whether every line is as wide as what it stands in at most, and none ends in dots but where the rest is a key
    away: in the test, which asks each question whole, and in the result, where `w` says it all."""
    for page in here.pane.query(Page):
        assert not page.display or all(len(line.text) <= page.column for line in page.lines), page.id
    for line in here.pane.query(OneLine):
        assert sum(len(text) for text, _ in (*line.words, *line.right)) <= line.size.width, line.id
    if here.place not in ("test", "result"):
        assert not [line.text for line in here.page.lines if "…" in line.text]


@pytest.mark.parametrize("size", DIALOG_SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", LANGUAGES)
async def test_each_dialog_looks_as_it_was_reviewed(language: str, size: tuple[int, int], pack: Pack) -> None:
    async with desk(pack, language, size, pane="diff") as here:
        here.app.session.change(visitor(pack, language))
        for colours in NAMES if language == LANGUAGES[0] else NAMES[:1]:  # words have no colours of their own
            dress(here.app, colours)
            await here.settle()
            for name, keys in DIALOGS.items():
                await here.press("g")
                await here.settle()  # what is behind a dialog is drawn once
                await here.press(*keys)
                await here.settle()
                in_colours(here, name_of(name, language, size), colours)
                await here.press("escape")
                await here.until(lambda: here.place == "diff" and not here.pane.query("FilterLine"))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_first_screen_looks_as_it_was_reviewed(language: str, pack: Pack) -> None:
    async with desk(pack, language, pane=IDS[0]) as here:
        await here.settle()
        assert not here.page.more and "↓" not in here.hints, "the opening page fits"
        same(name_of("first", language, (80, 24)), picture(here, here.app.theme, page_rows(here)))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_window_too_small_looks_as_it_was_reviewed(language: str, pack: Pack) -> None:
    async with desk(pack, language, (39, 14)) as here:
        await here.settle()
        await in_all_colours(here, name_of("small", language, (39, 14)))


def test_no_snapshot_is_left_over() -> None:
    wanted = {name_of(place, language, size) for place in IDS for language in LANGUAGES for size in SIZES}
    wanted |= {name_of("frame", language, size) for language in LANGUAGES for size in SIZES}
    wanted |= {name_of(name, language, size) for name in DIALOGS for language in LANGUAGES for size in DIALOG_SIZES}
    wanted |= {name_of("first", language, (80, 24)) for language in LANGUAGES}
    wanted |= {name_of("small", language, (39, 14)) for language in LANGUAGES}
    assert {path.stem for path in FOLDER.glob("*.txt")} == wanted
