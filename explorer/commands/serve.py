"""Hosting for many visitors."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.commands.asking import DONE, Unusable, voice_of

if TYPE_CHECKING:
    from explorer.report.voice import Voice
    from explorer.serve.settings import Settings


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in ("LINES", "COLUMNS", "NO_COLOR")]:
        del os.environ[name]  # textual reads them when it is imported
    os.environ.update(TEXTUAL_ANIMATIONS="none", ESCDELAY="300")
    voice = voice_of(asked)
    if sys.platform != "linux":
        raise Unusable(voice(voice.words.serve.linux_only))
    settings = _settings(asked, voice)
    from explorer.serve.parent import HANDED_ON, Parent, warm

    if os.environ.get(HANDED_ON) == "trial":
        warm(voice.pack, settings)
        return DONE
    try:
        parent = Parent(voice.pack, settings)
    except (OSError, KeyError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unusable(voice(voice.words.serve.cannot_listen, socket=settings.socket, reason=reason)) from None
    warm(voice.pack, settings)
    parent.run()
    return DONE


def _settings(asked: Namespace, voice: Voice) -> Settings:
    """The settings that were asked for; an option goes before the file."""
    from explorer.serve.settings import BadSettings, read_settings

    try:
        settings = read_settings(Path(asked.settings) if asked.settings else None)
    except BadSettings as error:
        where = f"{asked.settings}: {error.where}" if error.where else asked.settings
        raise Unusable(voice(voice.words.serve.bad_settings, where=where, why=error.why)) from None
    if asked.lang:
        settings = settings.model_copy(update={"language": voice.language})
    return settings
