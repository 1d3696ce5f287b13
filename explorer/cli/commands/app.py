"""The full-screen program."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from pathlib import Path

from explorer.cli import plain
from explorer.cli.arguments import ASCII, LANG, PACK, PLAIN, WATCH, Command, flag
from explorer.cli.input import DONE, pack_folder, translator_for
from explorer.cli.output import speaks_plainly

COMMAND = Command(
    lambda words: words.commands.app,
    (LANG, PACK, WATCH, flag("ephemeral", lambda words: words.commands.ephemeral), PLAIN, ASCII),
    lambda words: words.examples.app,
)


def run(args: Namespace) -> int:
    """Open the full-screen program, or go line by line where nothing can be drawn; returns the exit code."""
    from explorer.terminal.detect import possible, prepare, wipe

    if speaks_plainly(args) or not possible():
        return plain.run(args, translator_for(args))
    gc.disable()  # until the first screen stands
    tr = translator_for(args)
    terminal = prepare()
    from explorer.cli.resume import begin
    from explorer.loader.reader import built_in
    from explorer.store import locations
    from explorer.terminal.palettes import AUTO
    from explorer.tui.app import ExplorerApp
    from explorer.tui.settings import news, settings

    mine = settings(locations.settings())
    begun = begin(args, tr)
    app = ExplorerApp(
        tr.pack,
        begun.visit,
        args.ascii or mine.ascii,
        keeper=begun.keeper,
        news=[*begun.news, *news(mine, tr)],
        colours=terminal.colours if mine.colours == AUTO else mine.colours,
        signs=terminal.signs,
        table=mine.table,
    )
    if args.watch:
        app.watched = Path(str(pack_folder(args, args.pack) or built_in()))
    try:
        app.run()
    finally:
        if not terminal.forgets:
            wipe()
        begun.close()
    begun.farewell(args, app.pack, app.history.now)
    if app.failure:
        from explorer.cli.crash import failed
        from explorer.report.pack_translator import translator_of

        sys.stdout.flush()
        return failed(app.failure, translator_of(app.pack, app.history.now.language), keep=not args.ephemeral)
    return app.return_code or DONE
