"""`explorer` without a command: the full-screen program."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from pathlib import Path

from explorer.cli import plain
from explorer.cli.arguments import ASCII, COUNTRY, LANG, PACK, PLAIN, WATCH, Command, flag
from explorer.cli.input import DONE, country_asked, pack_folder, translator_for
from explorer.cli.output import speaks_plainly

COMMAND = Command(
    lambda words: words.commands.app,
    (LANG, PACK, WATCH, flag("ephemeral", lambda words: words.commands.ephemeral), COUNTRY, PLAIN, ASCII),
    lambda words: words.examples.app,
)


def run(args: Namespace) -> int:
    """Run the full-screen program, or the visit line by line if that is not possible; returns the exit code."""
    from explorer.terminal.detect import possible, prepare, wipe

    if speaks_plainly(args) or not possible():
        return plain.run(args, translator_for(args))
    gc.disable()  # until the first screen is shown
    tr = translator_for(args)
    terminal = prepare()
    from explorer.cli.resume import begin, leave
    from explorer.loader.reader import built_in
    from explorer.store import locations
    from explorer.terminal.palettes import AUTO
    from explorer.tui.app import ExplorerApp
    from explorer.tui.settings import news, settings

    mine = settings(locations.settings())
    session = begin(args, tr)
    session.home = country_asked(args, tr) if args.country else mine.country or country_asked(args, tr)
    session.news = [*session.news, *news(mine, tr)]
    app = ExplorerApp(
        session,
        args.ascii or mine.ascii,
        colours=terminal.colours if mine.colours == AUTO else mine.colours,
        signs=terminal.signs,
        keys=mine.table,
        watched=Path(str(pack_folder(args, args.pack) or built_in())) if args.watch else None,
    )
    try:
        app.run(mouse=mine.mouse)
    finally:
        if not terminal.forgets:
            wipe()
        session.close()
    leave(args, session)
    if app.failure:
        from explorer.cli.crash import failed

        sys.stdout.flush()
        return failed(app.failure, session.tr, keep=not args.ephemeral)
    return app.return_code or DONE
