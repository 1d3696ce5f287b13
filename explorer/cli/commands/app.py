"""The full-screen program."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from pathlib import Path

from explorer.cli import plain
from explorer.cli.input import DONE, pack_folder, translator_for
from explorer.cli.output import speaks_plainly


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.terminal.detect import possible, prepare, wipe

    if speaks_plainly(asked) or not possible():
        return plain.run(asked, translator_for(asked))
    gc.disable()  # until the first screen stands
    tr = translator_for(asked)
    terminal = prepare()
    from explorer.cli.resume import begin
    from explorer.loader.reader import built_in
    from explorer.store import locations
    from explorer.terminal.palettes import AUTO
    from explorer.tui.app import ExplorerApp
    from explorer.tui.settings import news, settings

    mine = settings(locations.settings())
    begun = begin(asked, tr)
    app = ExplorerApp(
        tr.pack,
        begun.visit,
        asked.ascii or mine.ascii,
        keeper=begun.keeper,
        news=[*begun.news, *news(mine, tr)],
        colours=terminal.colours if mine.colours == AUTO else mine.colours,
        signs=terminal.signs,
        table=mine.table,
    )
    if asked.watch:
        app.watched = Path(str(pack_folder(asked, asked.pack) or built_in()))
    try:
        app.run()
    finally:
        if not terminal.forgets:
            wipe()
        begun.close()
    begun.farewell(asked, app.pack, app.history.now)
    if app.failure:
        from explorer.cli.crash import failed
        from explorer.report.pack_translator import translator_of

        sys.stdout.flush()
        return failed(app.failure, translator_of(app.pack, app.history.now.language), keep=not asked.ephemeral)
    return app.return_code or DONE
