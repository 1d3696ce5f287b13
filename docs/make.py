"""Makes what README shows from the program itself: its pictures, and its table of keys. Run: python docs/make.py"""

from __future__ import annotations

import asyncio
import os
import re
from pathlib import Path

os.environ["TEXTUAL_ANIMATIONS"] = "none"
os.environ["TEXTUAL_COLOR_SYSTEM"] = "truecolor"

from explorer.engine.fit import Instrument
from explorer.engine.visit import Visit, answered, chosen
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.session.session import Session
from explorer.tui.app import ExplorerApp
from explorer.tui.keys import KEYS, shown
from explorer.tui.panes.table import IDS, PANES
from explorer.tui.theme import dress

HERE = Path(__file__).resolve().parent
README = HERE.parent / "README.md"
BEGIN, END = "<!-- keys: made by docs/make.py -->", "<!-- /keys -->"
SIZE = (100, 30)
PALETTES_SHOWN = ("day", "blue")
"""Palettes that the last pane is shown in, too."""


def key_table(pack: Pack, language: str) -> str:
    """The keys as a Markdown table, a row for each place where they hold."""
    words = pack.interface
    rows = ["| where | keys |", "| --- | --- |"]
    for place in ("everywhere", *IDS):
        where = "everywhere" if place == "everywhere" else words.panes[place][language]
        acts: dict[str, str] = {}
        for key in KEYS:
            if key.where == place:
                keys = " ".join(f"`{name}`" for name in shown(key).split())
                acts.setdefault(key.id, f"{keys} {words.keys[key.id][language]}")
        rows.append(f"| {where} | {' · '.join(acts.values())} |")
    return "\n".join(rows)


def with_keys(readme: str, table: str) -> str:
    """README with its table of keys replaced."""
    return re.sub(f"{BEGIN}.*{END}", lambda _: f"{BEGIN}\n\n{table}\n\n{END}", readme, flags=re.S)


def visit_of_someone(pack: Pack) -> Visit:
    """Answers that lean a little, found by their verdict, and a day begun."""
    visit = Visit("en")
    for number, item in enumerate(pack.questionnaire.items):
        for_first = [5, 4, 4, 3][number % 4]
        towards = item.kind == "pair" and item.left.role == pack.roles[0].id
        if item.kind == "likert":
            towards = (item.role == pack.roles[0].id) != (item.keyed == "+")
        visit = answered(visit, item.id, 6 - for_first if towards else for_first)
    assert Instrument(pack.questionnaire, [role.id for role in pack.roles]).score(visit.answers).leader
    return chosen(visit, pack.roles[0].id, 2)


async def take_pictures(pack: Pack) -> None:
    """A picture of each pane."""
    app = ExplorerApp(Session(pack, visit_of_someone(pack)))
    async with app.run_test(size=SIZE) as pilot:
        for pane in PANES:
            await app.switch_mode(pane.id)
            await pilot.pause()
            await pilot.press(*pane.pose)
            await pilot.pause()
            save(app, pane.id)
        for palette in PALETTES_SHOWN:
            dress(app, palette)
            await pilot.pause(0.1)
            save(app, palette)


def save(app: ExplorerApp, name: str) -> None:
    """What is on the screen, as a picture."""
    svg = app.export_screenshot(title="explorer")
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.S)  # fonts from elsewhere
    (HERE / f"{name}.svg").write_text(svg, encoding="utf-8")


def main() -> None:
    """Make everything."""
    pack = read_pack()
    README.write_text(with_keys(README.read_text(encoding="utf-8"), key_table(pack, "en")), encoding="utf-8")
    asyncio.run(take_pictures(pack))


if __name__ == "__main__":
    main()
