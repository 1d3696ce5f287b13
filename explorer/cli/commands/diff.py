"""The comparison of two roles."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.input import Unusable, role_of, translator_for
from explorer.cli.output import deliver


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.report.diff import diff

    tr = translator_for(asked)
    first, second = role_of(tr, asked.first), role_of(tr, asked.second)
    if first == second:
        raise Unusable(tr(tr.words.commands.one_role))

    def data() -> object:
        from explorer.report.data import diff_data

        return diff_data(tr.pack, first, second, tr.language, asked.only)

    return deliver(asked, tr, lambda: diff(tr.pack, first, second, tr.language, asked.only, listed=True), data)
