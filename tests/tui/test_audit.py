"""Audits over what is shown: contrast as painted, signs of one width, no word of another language, nothing cut."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import wcwidth
from rich.color import ColorSystem
from rich.style import Style

from explorer.pack.pack import Pack
from explorer.terminal.palettes import NAMES, PALETTES
from explorer.tui.panes.table import IDS, pane
from explorer.tui.theme import dress
from explorer.words.ascii import as_ascii, as_console
from explorer.words.model import Named
from explorer.words.text import Text
from tests.tui.cells import read
from tests.tui.desk import Desk, desk, lived, someone
from tests.tui.test_snapshots import FOLDER, visitor
from tests.tui.test_theme import ENOUGH, contrast

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[2]

# --- contrast --------------------------------------------------------------------------------------------------


def painted(here: Desk) -> Iterator[tuple[str, Style]]:
    """The signs on the screen with the styles they are painted in; blanks left out."""
    for strip in here.app.screen._compositor.render_strips():
        for segment in strip:
            if segment.text.strip():
                yield segment.text.strip(), segment.style or Style()


def faint(here: Desk, palette: str) -> list[str]:
    """What has too little contrast, in true colour or in the 256 of most distant terminals."""
    found = []
    ground = PALETTES[palette].ground
    for text, style in {(text, style) for text, style in painted(here)}:
        assert style.color, f"{text!r} has no colour in {palette}"
        for system in (ColorSystem.TRUECOLOR, ColorSystem.EIGHT_BIT):
            ink = style.color.downgrade(system).get_truecolor().hex
            under = style.bgcolor.downgrade(system).get_truecolor().hex if style.bgcolor else ground
            if contrast(ink, under) < ENOUGH or style.dim:
                found.append(f"{text!r}: {ink} on {under} ({system.name})")
    return found


VIEWS = {
    "opening": ("j",), "profiles": ("njw",), "diff": ("nn", "w", "/"), "simulator": ("", "1", "1", "x", "v"),
    "test": ("n", "\r", "/"), "result": ("n", "w", "x"),
}  # fmt: skip
"""Each pane's states, one after the other."""
DIALOGS = ("question_mark", "colon", "e", "y", "P", "q")


@pytest.mark.parametrize("palette", PALETTES)
async def test_all_that_is_painted_has_contrast_enough(palette: str, pack: Pack) -> None:
    visit = lived(pack, visitor(pack, "es"), pack.days[1].role)
    async with desk(pack, visit=visit) as here:
        dress(here.app, palette)
        for place in IDS:
            await here.go(place)
            for keys in VIEWS[place]:
                await here.press(*("enter" if key == "\r" else key for key in keys))
                await here.settle()
                assert not faint(here, palette), (place, keys)
                if here.pane.query("FilterLine"):
                    await here.press("escape")
        for key in DIALOGS:
            await here.press(key)
            await here.settle()
            assert not faint(here, palette), key
            await here.press("escape")


def test_the_audit_of_contrast_can_fail() -> None:
    assert contrast("#777777", "#888888") < ENOUGH < contrast("#000000", "#ffffff")


# --- widths ----------------------------------------------------------------------------------------------------

EMOJI_BLOCKS = ((0x2600, 0x27BF), (0x2B00, 0x2BFF), (0x1F000, 0x1FAFF))
EMOJI = set("©®‼⁉™ℹ↔↕↖↗↘↙↩↪⌚⌛⌨⏏⏩⏪⏫⏬⏭⏮⏯⏰⏱⏲⏳⏸⏹⏺Ⓜ▪▫▶◀◻◼◽◾")
"""Signs that phones draw as pictures, some of them two cells wide."""
NO_PICTURES = {"®", "✓", "☐"}
"""Signs among those that are text everywhere: Unicode has no picture of ✓ and ☐ (it has of ✔ and ☑)."""


@cache
def signs() -> dict[str, str]:
    """Every sign that can be printed, with a file that has it: the content, and the words of the program."""
    found: dict[str, str] = {}
    for folder, kind in (("content", "*.yaml"), ("explorer", "*.py")):
        for path in (ROOT / folder).rglob(kind):
            for sign in set(path.read_text(encoding="utf-8")):
                found.setdefault(sign, str(path.relative_to(ROOT)))
    return found


def test_every_sign_is_one_cell_wide_in_every_terminal() -> None:
    """Unicode calls frames and even accented letters ambiguous: one cell but where a CJK locale says two, and there
    the program keeps to ASCII. What is wide, joined, invisible or an emoji is never printed."""
    odd = []
    for sign, file in signs().items():
        if sign in "\n":
            continue
        emoji = sign in EMOJI or any(low <= ord(sign) <= high for low, high in EMOJI_BLOCKS)
        wide = wcwidth.wcwidth(sign) != 1 or unicodedata.east_asian_width(sign) in "WF"
        if (emoji and sign not in NO_PICTURES) or (wide and sign not in "\x1b\x07"):
            odd.append(f"U+{ord(sign):04X} in {file}")
    assert not odd


def test_every_sign_has_one_in_ascii_and_one_on_a_bare_console() -> None:
    for sign in signs():
        assert len(as_ascii(sign)) == len(as_console(sign)) == 1
    drawn = "─━│┼├┤●○•·›▌█↓↑←→◄►└╭╮╰╯…"
    assert "?" not in as_ascii(drawn)
    turned = as_console(drawn).translate(dict.fromkeys(map(ord, "•↓↑←→◄►")))  # which the page has, as controls
    turned.encode("cp437")


# --- language --------------------------------------------------------------------------------------------------


def said(pack: Pack, language: str, other: str) -> dict[str, str]:
    """What the program says in `language` and not in `other`: each run of words between placeholders, and its place."""

    theirs = " ".join(text[other] for _, text in texts(pack.interface))
    found = {
        " ".join(run.split()): place
        for place, text in texts(pack.interface)
        if text[language] != text[other]
        for run in re.split(r"\{\w+\}", text[language])
    }
    return {run: place for run, place in found.items() if len(run) > 3 and run not in theirs}


def texts(value: object, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of the interface with its place."""
    if isinstance(value, Text):
        yield place, value
    elif isinstance(value, Named):
        for name in value:
            yield from texts(value[name], f"{place}.{name}")


def leftovers(text: str, words: dict[str, str]) -> list[str]:
    """Which of `words` stand in a text, as whole words."""
    flat = " ".join(text.split())
    there = {run: place for run, place in words.items() if run in flat}
    return [f"{run!r} ({place})" for run, place in there.items() if re.search(rf"(?<!\w){re.escape(run)}(?!\w)", flat)]


@pytest.mark.parametrize(("language", "other"), [("es", "en"), ("en", "es")])
def test_no_picture_has_words_of_the_other_language(language: str, other: str, pack: Pack) -> None:
    foreign = said(pack, other, language)
    assert len(foreign) > 200
    for path in FOLDER.glob(f"*-{language}-*.txt"):
        rows, _ = read(path.read_text(encoding="utf-8"))
        assert not leftovers("\n".join(rows), foreign), path.name


@pytest.mark.parametrize("place", IDS)
async def test_a_language_switched_live_leaves_nothing_of_the_other(
    place: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")  # the export names the folder, whose name may be a word of any language
    foreign = said(pack, "en", "es")
    async with desk(pack, visit=someone(pack, "slight", "en"), pane=place) as here:
        await here.press(*pane(place).pose)
        assert leftovers(here.text, foreign), "the audit can fail"
        await here.press("L")
        await here.settle()
        assert not leftovers(here.text, foreign)
        for key in DIALOGS:
            await here.press(key)
            await here.settle()
            assert not leftovers(here.text, foreign), key
            await here.press("escape")


def test_one_name_for_each_palette() -> None:
    assert len(set(NAMES)) == len(NAMES) == 5


# --- nothing cut -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(40, 15), (80, 24)])
@pytest.mark.parametrize("language", ["es", "en"])
async def test_no_line_of_a_result_is_cut(language: str, size: tuple[int, int], pack: Pack) -> None:
    for verdict in ("clear", "uninterpretable"):
        visit = someone(pack, verdict, language)
        async with desk(pack, size=size, visit=visit, pane="result") as here:
            assert len(here.page.lines) > 20 and not [line.text for line in here.page.lines if "…" in line.text]
