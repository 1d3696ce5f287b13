"""A day lived line by line, or replayed."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.commands.asking import DONE, Unusable, role_of, voice_of
from explorer.commands.telling import deliver, desk_of, say

if TYPE_CHECKING:
    from explorer.report.voice import Voice


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.engine.day import NoSuchChoice, play
    from explorer.report import day as told
    from explorer.report.data import day_data

    voice = voice_of(asked)
    words = voice.words.commands
    role = role_of(voice, asked.role)
    if all(day.role != role for day in voice.pack.days):
        raise Unusable(voice(words.no_day, role=role))
    if asked.choices is None and sys.stdin.isatty() and asked.format == "text" and not asked.output:
        return _live(asked, voice, role)
    try:
        choices = [int(choice) for choice in asked.choices.split(",")] if (asked.choices or "").strip() else []
    except ValueError:
        raise Unusable(voice(words.bad_choices, found=asked.choices)) from None
    try:
        played = play(voice.pack.day(role), choices)
    except NoSuchChoice as error:
        if not error.offered:
            raise Unusable(voice(words.too_many_choices, n=error.place - 1)) from None
        said = voice(words.bad_choice, place=error.place, choice=error.choice, offered=error.offered)
        raise Unusable(said) from None

    return deliver(asked, voice, lambda: told.replay_document(voice, played), lambda: day_data(played, voice))


def _live(asked: Namespace, voice: Voice, role: str) -> int:
    from explorer.engine.code import encode
    from explorer.engine.visit import Visit
    from explorer.plain.prompt import live

    try:
        visit = live(voice.pack, Visit(voice.language), role, desk_of(asked, voice))
    except EOFError:
        print()
        return DONE
    say(voice(voice.words.dialogs.code_on_leaving, code=encode(voice.pack, visit)) + "\n", asked)
    return DONE
