"""`explorer profile`: one role's profile."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.arguments import COUNTRY, WHOLE, WHY, WRITING, Command, role
from explorer.cli.input import country_asked, role_of, translator_for
from explorer.cli.output import deliver

COMMAND = Command(
    lambda words: words.commands.profile,
    (role(), COUNTRY, WHOLE, WHY, *WRITING),
    lambda words: words.examples.profile,
)


def run(args: Namespace) -> int:
    """Write the profile of a role; returns the exit code."""
    from explorer.report.document import Document
    from explorer.report.profile import profile

    tr = translator_for(args)
    role, country = role_of(tr, args.role), country_asked(args, tr)

    def data() -> object:
        from explorer.report.data import profile_data

        return profile_data(tr.pack, role, tr.language, country)

    def document() -> Document:
        opened = None if args.all or args.format == "html" else ()  # HTML folds them itself
        return profile(tr.pack, role, tr.language, True, country, args.why, opened)

    return deliver(args, tr, document, data)
