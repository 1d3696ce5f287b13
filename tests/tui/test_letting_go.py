"""What was closed is let go of: an hour of opening and closing leaves nothing in memory."""

from __future__ import annotations

import gc
from collections import Counter

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.session.session import Session
from explorer.tui.app import ExplorerApp

KEPT = ("FilterLine", "Commands", "Export", "Notice", "Page", "StylesCache")


def alive() -> Counter[str]:
    gc.collect()
    return Counter(name for each in gc.get_objects() if (name := type(each).__name__) in KEPT)


async def test_dialogs_and_filters_leave_nothing_behind(pack: Pack) -> None:
    app = ExplorerApp(Session(pack, Visit("en")))
    async with app.run_test(size=(80, 24)) as pilot:

        async def open_and_close() -> None:
            await pilot.press("slash", "a", "escape", "question_mark", "escape", "colon", "escape", "e", "escape")

        await open_and_close()
        before = alive()
        for _ in range(3):
            await open_and_close()
        assert alive() == before
