"""Every pane as a picture, and how much of a large window it uses.

    python benchmarks/pictures.py FOLDER [--only NAME]     needs pillow and DejaVu Sans Mono
    python benchmarks/pictures.py --room

With a folder: each place below in both languages at four sizes, in two palettes, and without colour and in ASCII; a
sheet for each place (all sizes and languages in one palette), single pictures beside it. With `--room`: at 120×40, the
part of the page's cells within the boxes from the first to the last sign of each column, at least 60 % being asked.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, product
from pathlib import Path

from rich.style import Style
from terminal import table

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.session.session import Session
from explorer.tui.app import ExplorerApp
from explorer.tui.grid import RULE_AT, STEP
from explorer.tui.theme import dress

SIZES = ((40, 15), (80, 24), (120, 40), (200, 60))
LANGUAGES = ("es", "en")
LARGE = (120, 40)
ASKED = 0.60
FRAME = 3
"""Lines of the frame: tabs, the next step, keys."""
Shot = list[list[tuple[str, Style]]]
"""A screen, cell by cell."""


@dataclass(frozen=True)
class Place:
    """Somewhere in the program: a pane, keys pressed there, and what was done before: `new` nothing, `begun` the test
    half answered and a day begun, `done` all of both."""

    name: str
    pane: str
    keys: tuple[str, ...] = ()
    visit: str = "done"


PLACES = (
    Place("opening", "opening", visit="new"),
    Place("opening-begun", "opening", visit="begun"),
    Place("profile", "profiles", visit="new"),
    Place("profile-other", "profiles", ("l",)),
    Place("profile-pay", "profiles", (*"nnnnnnnnn", "j", "w")),
    Place("differences", "diff", ("j",)),
    Place("differences-measured", "diff", ("pagedown",)),
    Place("days", "simulator", visit="new"),
    Place("hour", "simulator", ("enter",), "begun"),
    Place("rating", "simulator", ("enter", "1"), "begun"),
    Place("day-over", "simulator", ("enter",)),
    Place("both-days", "simulator", ("enter", "l")),
    Place("question", "test", visit="begun"),
    Place("review", "test", ("v",)),
    Place("result", "result"),
    Place("result-none", "result", visit="new"),
    Place("keys", "diff", ("question_mark",)),
    Place("export", "result", ("e",)),
)


def someone(pack: Pack, language: str, done: str) -> Visit:
    """Answers that lean, and the first day lived, as far as asked."""
    visit = Visit(language)
    if done == "new":
        return visit
    items = pack.questionnaire.items if done == "done" else pack.questionnaire.items[:7]
    for number, item in enumerate(items):
        answer = (5, 4, 4, 2)[number % 4]
        towards = item.left.role == pack.roles[0].id if item.kind == "pair" else item.role == pack.roles[0].id
        if item.kind == "likert":
            towards = towards != (item.keyed == "+")
        visit = answered(visit, item.id, 6 - answer if towards else answer)
    for role in [role.id for role in pack.roles] if done == "done" else [pack.roles[0].id]:
        while now := play(pack.day(role), visit.lived(role).choices).now:
            if done == "begun" and len(visit.lived(role).choices) == 4:
                break
            visit = chosen(visit, role, min(2, len(now.options)))
    return visit


async def shots(
    pack: Pack, place: Place, language: str, size: tuple[int, int], looks: Sequence[str], ascii: bool = False
) -> dict[str, Shot]:
    """The place in one language and size, in each look."""
    app = ExplorerApp(Session(pack, someone(pack, language, place.visit)), ascii)
    taken: dict[str, Shot] = {}
    async with app.run_test(size=size) as pilot:
        await pilot.pause(0.05)
        await app.switch_mode(place.pane)
        await pilot.pause(0.05)
        await pilot.press(*place.keys)
        for look in looks:
            dress(app, look)
            await pilot.pause(0.05)
            strips = app.screen._compositor.render_strips()
            taken[look] = [
                [(sign, segment.style or Style()) for segment in strip for sign in segment.text] for strip in strips
            ]
    return taken


def sheet(images: list, columns: int) -> object:  # type: ignore[type-arg]
    """Pictures below and beside each other."""
    from PIL import Image

    rows = [images[n : n + columns] for n in range(0, len(images), columns)]
    width = max(sum(image.width + 10 for image in row) for row in rows)
    whole = Image.new("RGB", (width, sum(max(image.height for image in row) + 10 for row in rows)), "#606060")
    top = 0
    for row in rows:
        left = 0
        for image in row:
            whole.paste(image, (left, top))
            left += image.width + 10
        top += max(image.height for image in row) + 10
    return whole


def used(shot: Shot) -> float:
    """The part of the page's cells that the boxes of its columns cover."""
    page = shot[1 : len(shot) - FRAME + 1]
    edges = [0, RULE_AT, RULE_AT + STEP]
    return sum(_box(page, left, right) for left, right in pairwise(edges)) / (len(page) * len(page[0]))


def _box(page: Shot, left: int, right: int) -> int:
    signs = [
        (y, x)
        for y, row in enumerate(page)
        for x in range(left, min(right, len(row)))
        if row[x][0] not in (" ", "│") or (row[x][0] == "│" and x != RULE_AT)
    ]
    if not signs:
        return 0
    down, across = (max(each) - min(each) + 1 for each in zip(*signs, strict=True))
    return down * across


async def room(pack: Pack) -> Iterator[list[str]]:
    """A line for each place: its name, and the part used in each language."""
    rows = []
    for place in PLACES:
        parts = [used((await shots(pack, place, language, LARGE, ("night",)))["night"]) for language in LANGUAGES]
        rows.append([place.name, *(f"{part:.0%}{'' if part >= ASKED else ' missed'}" for part in parts)])
    return iter(rows)


async def pictures(pack: Pack, folder: Path, only: str) -> None:
    """All pictures of the places whose name begins so."""
    from tests.tui.pictures import drawn

    for place in (each for each in PLACES if each.name.startswith(only)):
        night = []
        for size, language in product(SIZES, LANGUAGES):
            for look, shot in (await shots(pack, place, language, size, ("night", "day"))).items():
                image = drawn(shot, look)
                image.save(folder / f"{place.name}-{language}-{size[0]}x{size[1]}-{look}.png")
                night += [image] * (look == "night")
        sheet(night, 2).save(folder / f"sheet-{place.name}.png")  # type: ignore[attr-defined]
        poor = []
        for size, ascii in product(((80, 24), (40, 15)), (False, True)):
            poor += [
                drawn(shot, look) for look, shot in (await shots(pack, place, "es", size, ("plain",), ascii)).items()
            ]
        sheet(poor, 2).save(folder / f"poor-{place.name}.png")  # type: ignore[attr-defined]


def main() -> int:
    """Draw, or measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--only", default="")
    parser.add_argument("--room", action="store_true")
    asked = parser.parse_args()
    pack = read_pack()
    if asked.room:
        print(table(["place", *LANGUAGES], list(asyncio.run(room(pack)))))
    if asked.folder:
        asked.folder.mkdir(parents=True, exist_ok=True)
        asyncio.run(pictures(pack, asked.folder, asked.only))
    return 0


if __name__ == "__main__":
    sys.exit(main())
