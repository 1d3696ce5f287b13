"""The visit line by line: `explorer --plain`, and wherever nothing can be drawn."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.cli.input import DONE
from explorer.cli.output import asker, columns, say

if TYPE_CHECKING:
    from explorer.engine.visit import Visit
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator


def run(args: Namespace, tr: PackTranslator) -> int:
    """Go through a visit line by line; returns the exit code. A visit that is broken off is saved and its code told."""
    from explorer.cli.resume import begin
    from explorer.plain.prompt import Desk
    from explorer.plain.session import Session
    from explorer.report.screen_reader import as_spoken

    begun = begin(args, tr)
    session: Session

    def tell(blocks: Sequence[Block]) -> None:
        say("\n" + as_spoken(session.tr, blocks, columns()) + "\n", args, flush=True)

    session = Session(
        tr.pack,
        begun.visit,
        Desk(tell, asker(args)),
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
        begun.farewell(args, session.pack, session.visit)
    return DONE
