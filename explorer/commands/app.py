"""The full-screen program."""

from __future__ import annotations

import gc
import sys
from argparse import Namespace
from pathlib import Path

from explorer.commands.asking import DONE, Unusable, pack_folder, voice_of
from explorer.commands.telling import say


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.tui.launch import possible, prepare, wipe

    gc.disable()  # until the first screen stands
    voice = voice_of(asked)
    if not possible():
        raise Unusable(voice(voice.words.commands.needs_terminal))
    terminal = prepare()
    from explorer.engine.code import encode
    from explorer.engine.visit import Visit
    from explorer.pack.reader import built_in
    from explorer.tui.app import ExplorerApp
    from explorer.tui.palettes import AUTO
    from explorer.tui.settings import news, place, settings

    mine = settings(place())
    app = ExplorerApp(
        voice.pack,
        Visit(voice.language),
        asked.ascii or mine.ascii,
        news=news(mine, voice),
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
    from explorer.report.voice import Voice

    visit = app.history.now
    if not visit.empty:
        told = Voice(app.pack, visit.language)
        say(told(told.words.dialogs.code_on_leaving, code=encode(app.pack, visit)) + "\n", asked)
        if visit.before:
            before = encode(app.pack, Visit(visit.language, visit.before))
            say(told(told.words.retake.code_before, code=before) + "\n", asked)
    if app.failure:
        from explorer.commands.failing import failed

        sys.stdout.flush()
        return failed(app.failure, Voice(app.pack, visit.language), keep=not asked.ephemeral)
    return app.return_code or DONE
