"""One profile."""

from __future__ import annotations

from argparse import Namespace

from explorer.commands.asking import role_of, voice_of
from explorer.commands.telling import deliver


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.report.profile import profile

    voice = voice_of(asked)
    role = role_of(voice, asked.role)

    def data() -> object:
        from explorer.report.data import profile_data

        return profile_data(voice.pack, role, voice.language)

    return deliver(asked, voice, lambda: profile(voice.pack, role, voice.language, listed=True), data)
