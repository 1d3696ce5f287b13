"""How the questionnaire behaves on simulated people."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.input import DONE, FOUND, Unusable, translator_for
from explorer.cli.output import put


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    tr = translator_for(asked)
    try:
        from explorer.selftest import as_data, as_markdown, as_text, run
    except ImportError:
        raise Unusable(tr(tr.words.commands.needs_extra, name="selftest")) from None
    from explorer.report.data import as_json

    result = run(tr.pack)
    writers = {"text": as_text, "md": as_markdown}
    said = writers[asked.format](result, tr.words, tr.language) if asked.format in writers else as_json(as_data(result))
    put(asked, tr, said)
    return DONE if result.ok else FOUND
