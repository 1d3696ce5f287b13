"""One profile."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.input import role_of, translator_for
from explorer.cli.output import deliver


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    from explorer.report.profile import profile

    tr = translator_for(asked)
    role = role_of(tr, asked.role)

    def data() -> object:
        from explorer.report.data import profile_data

        return profile_data(tr.pack, role, tr.language)

    return deliver(asked, tr, lambda: profile(tr.pack, role, tr.language, listed=True), data)
