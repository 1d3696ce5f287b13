"""How the questionnaire behaves on simulated people."""

from __future__ import annotations

from argparse import Namespace

from explorer.commands.asking import DONE, FOUND, Unusable, voice_of
from explorer.commands.telling import put


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    voice = voice_of(asked)
    try:
        from explorer.selftest import as_data, as_markdown, as_text, run
    except ImportError:
        raise Unusable(voice(voice.words.commands.needs_extra, name="selftest")) from None
    from explorer.report.data import as_json

    result = run(voice.pack)
    writers = {"text": as_text, "md": as_markdown}
    said = (
        writers[asked.format](result, voice.words, voice.language)
        if asked.format in writers
        else as_json(as_data(result))
    )
    put(asked, voice, said)
    return DONE if result.ok else FOUND
