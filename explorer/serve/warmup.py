"""A simulated visit at start-up: what it loads and computes is then shared by all forked visits."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from textual.pilot import Pilot

from explorer.engine.visit import Visit, answered
from explorer.loader.compiled import whole
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.session.session import Session
from explorer.tui.app import ExplorerApp
from explorer.tui.panes.table import IDS

ROOMS = ("words", "pack", "engine", "store", "report", "session", "plain", "terminal", "tui")
"""The subpackages of which a visit may need any module."""


def load_all() -> None:
    """Import every module that a visit may need, so that an upgrade of the installed files cannot affect a running
    server."""
    for room in ROOMS:
        package = import_module(f"explorer.{room}")
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            import_module(module.name)


def rehearse(pack: Pack, language: str) -> None:
    """Open every pane with all questions answered, quit, and render the summary."""
    load_all()
    whole(pack)
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
