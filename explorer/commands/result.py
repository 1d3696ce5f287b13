"""The whole summary of an answer code."""

from __future__ import annotations

from argparse import Namespace

from explorer.commands.asking import decoded, voice_of
from explorer.commands.telling import deliver


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.report.data import summary_data
    from explorer.report.summary import summarise, summary_document

    voice = voice_of(asked)
    summary = summarise(voice.pack, decoded(voice, asked.code))
    return deliver(asked, voice, lambda: summary_document(summary), lambda: summary_data(summary))
