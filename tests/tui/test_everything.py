"""Search over everything on the screen: where it opens, where Enter goes, and how it is left."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

import pytest

from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.tui.panes.profiles import Profiles
from tests.tui.desk import Desk, desk

SYNONYMS = (
    {"es": ("estrés", "presión", "tensión"), "en": ("stress", "pressure")},
    {"es": ("sueldo", "salario"), "en": ("salary", "pay")},
    {"es": ("teletrabajo", "remoto", "oficina"), "en": ("remote", "office")},
)


@pytest.fixture
def pack(pack: Pack) -> Pack:
    """The pack of the tests with words that people type, and today's glossary."""
    return replace(pack, synonyms=SYNONYMS, glossary=read_pack().glossary)


def place(here: Desk) -> str:
    return here.place


@pytest.mark.parametrize("size", [(40, 15), (80, 24), (120, 40), (200, 60)])
async def test_from_the_opening_page_a_word_leads_to_where_it_is_said_and_esc_back(
    size: tuple[int, int], pack: Pack
) -> None:
    async with desk(pack, "es", pane="opening", size=size) as here:
        await here.press("/")
        await here.until(lambda: place(here) == "Everything", "the search")
        assert pack.interface.search.lead["es"].split()[0] in here.text
        await here.write("estrés")
        assert "KAM" in here.text and pack.interface.panes.profiles["es"] in here.text
        await here.press("enter")
        await here.until(lambda: place(here) == "profiles", "where it is said")
        assert here.marked
        await here.press("escape")
        await here.until(lambda: place(here) == "opening", "back again")


async def test_down_moves_among_all_that_was_found_and_enter_goes_there(pack: Pack) -> None:
    async with desk(pack, "es", pane="result", size=(80, 40)) as here:
        await here.press("F")
        await here.until(lambda: place(here) == "Everything", "the search")
        await here.write("presión")
        while not here.text.split("▌")[2].startswith(" Presión por competir"):
            await here.press("down")
        await here.press("enter")
        await here.until(lambda: place(here) == "diff", "the row")
        assert here.cursor == "competition"


async def test_a_filter_that_finds_nothing_says_where_it_is_and_enter_goes_there(pack: Pack) -> None:
    words = pack.interface.search
    async with desk(pack, "es", pane="test", size=(80, 24)) as here:
        await here.press("/")
        await here.write("teletrabajo")
        assert "perfiles (" in here.prose
        await here.press("enter")
        await here.until(lambda: place(here) == "Everything", "the search")
        assert "teletrabajo" in here.text and words.also.fill("es", words="remoto, oficina") in here.text
        await here.press("escape")
        await here.until(lambda: place(here) == "test", "the test")
        assert "teletrabajo" not in here.text, "and the filter is gone"


async def test_a_second_slash_searches_everything(pack: Pack) -> None:
    async with desk(pack, "en", pane="diff", size=(80, 24)) as here:
        await here.press("/", "/")
        await here.until(lambda: place(here) == "Everything", "the search")


async def test_where_nothing_is_found_words_to_try_are_and_enter_searches_one(pack: Pack) -> None:
    async with desk(pack, "en", pane="opening", size=(80, 24)) as here:
        await here.press("/")
        await here.write("slary")
        assert pack.interface.search.nothing.fill("en", text="slary") in here.text
        await here.press("enter")
        assert "salary" in here.rows[1] and "KAM" in here.text
        await here.press("escape")


async def test_a_word_of_the_trade_opens_the_glossary_at_it(pack: Pack) -> None:
    async with desk(pack, "en", pane="profiles", size=(80, 40)) as here:
        await here.press("F")
        await here.write("critical path")
        for _ in range(60):
            if any("▌" in row and "Critical path" in row for row in here.rows[2:]):
                break
            await here.press("down")
        await here.press("enter")
        await here.until(lambda: place(here) == "Glossary", "the glossary")
        assert "Critical path" in here.dialog


async def test_a_click_selects_and_a_second_one_goes_there(pack: Pack) -> None:
    async with desk(pack, "es", pane="opening", size=(80, 24)) as here:
        await here.press("/")
        await here.write("sueldo")
        row = next(n for n, text in enumerate(here.rows) if text.startswith("  PM"))
        for _ in range(2):
            await here.pilot.click(offset=(30, row))
            await here.settle()
        await here.until(lambda: place(here) == "profiles", "where it is said")
        assert cast("Profiles", here.pane).role == pack.roles[1].id
