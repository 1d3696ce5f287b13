"""Creates the session of a command, and prints the goodbye when it ends."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

from explorer.cli.output import columns, complain, say, typed_command

if TYPE_CHECKING:
    from explorer.report.pack_translator import PackTranslator
    from explorer.session.session import Session


def begin(args: Namespace, tr: PackTranslator) -> Session:
    """The session to resume, or a new one; with `--ephemeral` nothing is read or written."""
    if args.ephemeral:
        return unsaved(tr)
    from explorer.session.resume import resumed

    return resumed(tr.pack, tr.language, insisted=bool(args.lang))


def unsaved(tr: PackTranslator) -> Session:
    """A session with a new visit that is not saved."""
    from explorer.engine.visit import Visit
    from explorer.session.session import Session

    return Session(tr.pack, Visit(tr.language))


def leave(args: Namespace, session: Session) -> None:
    """Print the code, and whether the visit is saved, with the command to resume it in this pack."""
    if lines := session.farewell(typed_command(args.pack), columns()):
        say("".join(f"{line}\n" for line in lines), args)
        if session.complaint:
            complain(session.complaint)
