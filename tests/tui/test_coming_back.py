"""Panes that one comes back to: drawn anew where the visit went on meanwhile, and only there."""

from __future__ import annotations

from collections import Counter

import pytest

from explorer.pack.pack import Pack
from explorer.tui.page import Page
from explorer.tui.panes.table import PANES
from tests.tui.desk import desk, someone


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often the page of each pane was given lines."""
    counts: Counter[str] = Counter()
    show = Page.show

    def counted(page: Page, *args: object) -> None:
        if page.id == "page":
            counts[page.screen.spec.id] += 1  # type: ignore[attr-defined]
        show(page, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Page, "show", counted)
    return counts


async def test_a_pane_that_nothing_changed_for_is_not_drawn_anew(small: Pack, drawn: Counter[str]) -> None:
    async with desk(small, visit=someone(small, "clear")) as here:
        for _ in range(2):  # the first time marks what was seen
            for pane in PANES:
                await here.go(pane.id)
        before = Counter(drawn)
        texts = []
        for pane in PANES:
            await here.go(pane.id)
            texts.append(here.text)
        assert drawn == before
        assert len(set(texts)) == len(PANES)  # and each shows its own


async def test_a_pane_shows_what_was_done_in_another(small: Pack) -> None:
    async with desk(small, visit=someone(small, "clear")) as here:
        await here.go("result")
        before = here.prose
        await here.go("test")
        for _ in range(3):
            await here.press("3", "down")
        await here.go("result")
        assert here.prose != before
