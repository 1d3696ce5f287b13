"""`explorer manual`: the technical manual of the questionnaire."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.arguments import WRITING, Command
from explorer.cli.input import translator_for
from explorer.cli.output import deliver

COMMAND = Command(lambda words: words.commands.manual, WRITING, lambda words: words.examples.manual)


def run(args: Namespace) -> int:
    """Write the manual; returns the exit code."""
    from explorer.study.manual import manual_data, manual_document

    tr = translator_for(args)
    return deliver(args, tr, lambda: manual_document(tr), lambda: manual_data(tr))
