"""The first pane needs only the front of the pack; the rest is there before anything else can be opened."""

from __future__ import annotations

from explorer.engine.visit import Visit
from explorer.pack.reader import read_pack
from explorer.tui.app import ExplorerApp


async def test_another_pane_finds_the_whole_pack() -> None:
    front = read_pack(front=True)
    assert not front.days and not front.measures
    app = ExplorerApp(front, Visit("en"), rest=read_pack)
    async with app.run_test(size=(80, 24)) as pilot:
        await app.switch_mode("simulator")
        await pilot.pause()
        assert app.pack == read_pack()
        assert app.rest is None
