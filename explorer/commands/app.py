"""The full-screen program."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from pathlib import Path

from explorer.commands.asking import DONE, pack_folder, voice_of
from explorer.commands.telling import plain


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.tui.launch import possible, prepare, wipe

    if plain(asked) or not possible():
        from explorer.commands import line

        return line.run(asked, voice_of(asked))
    gc.disable()  # until the first screen stands
    voice = voice_of(asked)
    terminal = prepare()
    from explorer.commands.keeping import begin
    from explorer.pack.reader import built_in
    from explorer.tui.app import ExplorerApp
    from explorer.tui.palettes import AUTO
    from explorer.tui.settings import news, place, settings

    mine = settings(place())
    begun = begin(asked, voice)
    app = ExplorerApp(
        voice.pack,
        begun.visit,
        asked.ascii or mine.ascii,
        keeper=begun.keeper,
        news=[*begun.news, *news(mine, voice)],
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
        from explorer.commands.failing import failed
        from explorer.report.voice import Voice

        sys.stdout.flush()
        return failed(app.failure, Voice(app.pack, app.history.now.language), keep=not asked.ephemeral)
    return app.return_code or DONE
