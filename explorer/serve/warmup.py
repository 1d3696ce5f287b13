"""A visit without a visitor: what it loads and works out once, all that come later share."""

from __future__ import annotations

from textual.pilot import Pilot

from explorer.engine.visit import Visit, answered
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.session.session import Session
from explorer.tui.app import ExplorerApp
from explorer.tui.dialogs import commands, export, leave, notice  # noqa: F401  # so that they are loaded
from explorer.tui.dialogs.filter import FilterLine  # noqa: F401
from explorer.tui.panes.table import IDS


def rehearse(pack: Pack, language: str) -> None:
    """Open every pane with all questions answered, leave, and write the summary."""
    visit = Visit(language)
    for item in pack.questionnaire.items:
        visit = answered(visit, item.id, 4)

    async def walk(pilot: Pilot[object]) -> None:
        for pane in IDS:
            await app.switch_mode(pane)
            await pilot.pause()
        for key in ("question_mark", "escape", "e", "escape", "q", "escape"):
            await pilot.press(key)
        app.exit()

    session = Session(pack, visit)
    session.take_home = lambda code, language: (code, language)
    app = ExplorerApp(session)
    app.run(headless=True, size=(120, 40), auto_pilot=walk)
    if app.failure:
        raise app.failure
    as_markdown(summary_document(summarise(pack, visit)))
