"""The program line by line."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.commands.asking import DONE
from explorer.commands.telling import asker, columns, say

if TYPE_CHECKING:
    from explorer.engine.visit import Visit
    from explorer.report.document import Block
    from explorer.report.voice import Voice


def run(asked: Namespace, voice: Voice) -> int:
    """Carry it out; returns the exit code."""
    from explorer.commands.keeping import begin
    from explorer.plain.prompt import Desk
    from explorer.plain.session import Session
    from explorer.report.spoken import as_spoken

    begun = begin(asked, voice)
    session: Session

    def tell(blocks: Sequence[Block]) -> None:
        say("\n" + as_spoken(session.voice, blocks, columns()) + "\n", asked, flush=True)

    session = Session(
        voice.pack,
        begun.visit,
        Desk(tell, asker(asked)),
        begun.keep if begun.keeper else None,
        begun.earlier,
    )
    visit: Visit | None = None
    try:
        visit = session.run(begun.news)
    finally:
        begun.close()
        if visit is None:  # broken off: what was done is kept, and the code is told all the same
            sys.stdout.write("\n")
        begun.farewell(asked, session.pack, session.visit)
    return DONE
