"""What the panes look like, kept as texts that can be read in a review: the rows, and below them the tone of each run.

`UPDATE_SNAPSHOTS=1 pytest tests/tui/test_snapshots.py` writes them anew.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rich.style import Style

from explorer.engine.visit import Visit, starred
from explorer.pack.pack import Pack
from explorer.tui.keys import PANES
from explorer.tui.theme import PALETTES, PLAIN, bar_styles, styles
from tests.tui.desk import Desk, desk, lived, someone

FOLDER = Path(__file__).parent / "snapshots"
UPDATE = bool(os.environ.get("UPDATE_SNAPSHOTS"))


def _tone(style: Style | None, looks: list[tuple[str, Style]]) -> str:
    style = style or Style()
    for name, look in looks:
        same = (style.color, style.bgcolor) == (look.color, look.bgcolor)
        if same and (bool(style.bold), bool(style.reverse), bool(style.underline)) == (
            bool(look.bold), bool(look.reverse), bool(look.underline)
        ):  # fmt: skip
            return name
    return str(style)


def picture(here: Desk, theme: str) -> str:
    """The rows between bars, then for each row its runs of cells: how many, in which tone."""
    looks: list[tuple[str, Style]] = []
    for look, kind in ((styles(theme), ""), (bar_styles(theme), "bar ")):
        for each, style in look.items():
            name = f"{kind}{each or 'words'}"
            looks += [(name, style), (f"{name}+", style + Style(bold=True))]
    if palette := PALETTES.get(theme):
        looks.append(("ground", Style(bgcolor=palette.ground)))
        looks.append(("frame", Style(color=palette.accent, bgcolor=palette.ground)))
    if theme == PLAIN:
        looks = [("plain", Style())]  # what has attributes is named by them
    rows, runs = [], []
    for strip in here.app.screen._compositor.render_strips():
        rows.append("".join(segment.text for segment in strip).rstrip())
        line: list[tuple[str, int]] = []
        for segment in strip:
            tone = _tone(segment.style, looks)
            if line and line[-1][0] == tone:
                line[-1] = (tone, line[-1][1] + len(segment.text))
            else:
                line.append((tone, len(segment.text)))
        runs.append(" · ".join(f"{length} {tone}" for tone, length in line))
    bar = "=" * here.app.size.width
    numbered = [f"{number:>2}  {run}" for number, run in enumerate(runs, 1)]
    return "\n".join([bar, *rows, bar, *numbered]) + "\n"


def same(name: str, shown: str) -> None:
    path = FOLDER / f"{name}.txt"
    if UPDATE:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.exists(), f"no snapshot {path.name}: UPDATE_SNAPSHOTS=1 writes it"
    assert shown.splitlines() == path.read_text(encoding="utf-8").splitlines()


def visitor(pack: Pack, language: str) -> Visit:
    """Someone who answered most of the test, is in the middle of a day and starred a row."""
    visit = someone(pack, "slight", language)
    answers = dict(list(visit.answers.items())[:-2])
    visit = Visit(language, answers)
    return starred(lived(pack, visit, pack.days[0].role, hours=2), pack.dimensions[1].id)


async def stand(here: Desk, place: str) -> None:
    """Each pane where it has most to show."""
    await here.go(place)
    await here.press(*{"profiles": "njw", "diff": "nn", "simulator": "1v", "test": "n", "result": "n"}[place])
    await here.pilot.pause(0.02)


@pytest.mark.parametrize("place", PANES)
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("language", ["es", "en"])
async def test_each_pane_looks_as_it_was_reviewed(language: str, size: tuple[int, int], place: str, pack: Pack) -> None:
    async with desk(pack, size=size, visit=visitor(pack, language)) as here:
        await stand(here, place)
        same(f"{place}-{language}-{size[0]}x{size[1]}", picture(here, here.app.theme))


@pytest.mark.parametrize("place", PANES)
@pytest.mark.parametrize("size", [(80, 24), (40, 15)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_each_pane_without_colour_looks_as_it_was_reviewed(
    size: tuple[int, int], place: str, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk(
        pack, size=size, visit=visitor(pack, "es"), after=lambda app: setattr(app, "theme", "ansi-dark")
    ) as here:
        await stand(here, place)
        shown = picture(here, PLAIN)
        assert "#" not in shown.split("=" * size[0])[2], "a colour"
        same(f"{place}-plain-{size[0]}x{size[1]}", shown)


MATRIX = [
    (place, language, mode, size)
    for place in ("profiles", "diff")
    for language in ("es", "en")
    for mode, sizes in (
        ("night", ((40, 15), (200, 60))),
        (PLAIN, ((40, 15), (80, 24), (120, 40), (200, 60))),
    )
    for size in sizes
    if (mode, language, size) not in ((PLAIN, "es", (80, 24)), (PLAIN, "es", (40, 15)))
]
"""What the two panes to read are looked at in beside the above; `plain` is NO_COLOR and terminals of 16 colours."""


@pytest.mark.parametrize(("place", "language", "mode", "size"), MATRIX)
async def test_what_is_read_looks_as_it_was_reviewed_in_every_size(
    place: str, language: str, mode: str, size: tuple[int, int], pack: Pack
) -> None:
    theme = "ansi-dark" if mode == PLAIN else mode
    async with desk(
        pack, size=size, visit=visitor(pack, language), after=lambda app: setattr(app, "theme", theme)
    ) as here:
        await stand(here, place)
        assert all(len(line.text) <= size[0] - 4 for line in here.page.lines), "cut"
        same(f"{place}-{language}-{mode}-{size[0]}x{size[1]}", picture(here, mode))


@pytest.mark.parametrize("language", ["es", "en"])
async def test_the_first_screen_looks_as_it_was_reviewed(language: str, pack: Pack) -> None:
    async with desk(pack, language) as here:
        await here.pilot.pause(0.02)
        same(f"first-{language}-80x24", picture(here, here.app.theme))


@pytest.mark.parametrize(("name", "key"), [("help", "question_mark"), ("palette", "colon"), ("leave", "q")])
async def test_each_dialog_looks_as_it_was_reviewed(name: str, key: str, pack: Pack) -> None:
    async with desk(pack, "es", pane="diff") as here:
        here.app.change(visitor(pack, "es"))
        await here.press(key)
        await here.until(lambda: here.place in ("Commands", "Leave"))
        await here.settle()
        await here.pilot.pause(0.02)
        same(f"{name}-es-80x24", picture(here, here.app.theme))


def test_no_snapshot_is_left_over() -> None:
    wanted = {
        f"{place}-{language}-{size}" for place in PANES for language in ("es", "en") for size in ("80x24", "120x40")
    }
    wanted |= {f"{place}-plain-{size}" for place in PANES for size in ("80x24", "40x15")}
    wanted |= {f"{place}-{language}-{mode}-{size[0]}x{size[1]}" for place, language, mode, size in MATRIX}
    wanted |= {"first-es-80x24", "first-en-80x24", "help-es-80x24", "palette-es-80x24", "leave-es-80x24"}
    assert {path.stem for path in FOLDER.glob("*.txt")} == wanted
