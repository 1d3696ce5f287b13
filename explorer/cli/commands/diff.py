"""`explorer diff`: the comparison of two roles."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.arguments import WHY, WRITING, Argument, Command, role
from explorer.cli.input import Unusable, role_of, translator_for
from explorer.cli.output import deliver

COMMAND = Command(
    lambda words: words.commands.diff,
    (
        role("first"),
        role("second"),
        Argument(("--only",), lambda words: words.commands.only, ("different", "shared")),
        WHY,
        *WRITING,
    ),
    lambda words: words.examples.diff,
)


def run(args: Namespace) -> int:
    """Write the comparison of two roles; returns the exit code."""
    from explorer.report.diff import diff
    from explorer.report.document import Document

    tr = translator_for(args)
    first, second = role_of(tr, args.first), role_of(tr, args.second)
    if first == second:
        raise Unusable(tr(tr.words.commands.one_role))

    def data() -> object:
        from explorer.report.data import diff_data

        return diff_data(tr.pack, first, second, tr.language, args.only)

    def document() -> Document:
        return diff(tr.pack, first, second, tr.language, args.only, listed=True, under=args.why)

    return deliver(args, tr, document, data)
