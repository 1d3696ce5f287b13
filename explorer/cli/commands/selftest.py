"""`explorer selftest`: how the questionnaire behaves on simulated people."""

from __future__ import annotations

import sys
from argparse import Namespace

from explorer.cli.arguments import OUTPUT, SPEAKING, Command, formats
from explorer.cli.input import DONE, FOUND, Unusable, translator_for
from explorer.cli.output import format_for, put

COMMAND = Command(lambda words: words.commands.selftest, (formats("text", "md", "json"), OUTPUT, *SPEAKING))


def run(args: Namespace) -> int:
    """Simulate people answering the questionnaire; returns 1 if a gate is not met. Raises Unusable if there are too few
    questions."""
    tr = translator_for(args)
    try:
        from explorer import selftest
    except ImportError:
        raise Unusable(tr(tr.words.commands.needs_extra, name="selftest", python=sys.executable)) from None
    from explorer.report.data import as_json

    format = format_for(args, tr, ("text", "md", "json"))
    if selftest.too_short(tr.pack):
        one, other, *_ = (tr(role.name) for role in tr.pack.roles)
        raise Unusable(tr(tr.words.commands.selftest_short, n=selftest.QUESTIONS, one=one, other=other))
    result = selftest.run(tr.pack)
    writers = {"text": selftest.as_text, "md": selftest.as_markdown}
    text = writers[format](result, tr) if format in writers else as_json(selftest.as_data(result))
    put(args, tr, text)
    return DONE if result.ok else FOUND
