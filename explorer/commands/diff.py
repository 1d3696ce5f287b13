"""The comparison of two roles."""

from __future__ import annotations

from argparse import Namespace

from explorer.commands.asking import Unusable, role_of, voice_of
from explorer.commands.telling import deliver


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.report.diff import diff

    voice = voice_of(asked)
    first, second = role_of(voice, asked.first), role_of(voice, asked.second)
    if first == second:
        raise Unusable(voice(voice.words.commands.one_role))

    def data() -> object:
        from explorer.report.data import diff_data

        return diff_data(voice.pack, first, second, voice.language, asked.only)

    return deliver(asked, voice, lambda: diff(voice.pack, first, second, voice.language, asked.only, listed=True), data)
