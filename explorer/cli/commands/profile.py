"""`explorer profile`: one role's profile."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.arguments import WRITING, Command, role
from explorer.cli.input import role_of, translator_for
from explorer.cli.output import deliver

COMMAND = Command(
    lambda words: words.commands.profile,
    (role(), *WRITING),
    lambda words: words.examples.profile,
)


def run(args: Namespace) -> int:
    """Write the profile of a role; returns the exit code."""
    from explorer.report.profile import profile

    tr = translator_for(args)
    role = role_of(tr, args.role)

    def data() -> object:
        from explorer.report.data import profile_data

        return profile_data(tr.pack, role, tr.language)

    return deliver(args, tr, lambda: profile(tr.pack, role, tr.language, listed=True), data)
