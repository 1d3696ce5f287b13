"""How the questionnaire behaves on simulated people."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.arguments import FORMAT, OUTPUT, SPEAKING, Command
from explorer.cli.input import DONE, FOUND, Unusable, translator_for
from explorer.cli.output import put

COMMAND = Command(lambda words: words.commands.selftest, (FORMAT, OUTPUT, *SPEAKING))


def run(args: Namespace) -> int:
    """Put the questionnaire to simulated people; returns 1 where a gate is not met."""
    tr = translator_for(args)
    try:
        from explorer.selftest import as_data, as_markdown, as_text, run
    except ImportError:
        raise Unusable(tr(tr.words.commands.needs_extra, name="selftest")) from None
    from explorer.report.data import as_json

    result = run(tr.pack)
    writers = {"text": as_text, "md": as_markdown}
    said = writers[args.format](result, tr.words, tr.language) if args.format in writers else as_json(as_data(result))
    put(args, tr, said)
    return DONE if result.ok else FOUND
