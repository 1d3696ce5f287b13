"""A visit line by line: `explorer --plain`, and whenever the full screen is not possible."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.cli.input import DONE, country_asked
from explorer.cli.output import asker, columns, say

if TYPE_CHECKING:
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator


def run(args: Namespace, tr: PackTranslator) -> int:
    """Run a visit line by line; returns the exit code. If it is interrupted, it is still saved and its code printed."""
    from explorer.cli.resume import begin, leave
    from explorer.plain.desk import Desk
    from explorer.plain.menu import Menu
    from explorer.report.screen_reader import as_spoken

    session = begin(args, tr)
    session.home = country_asked(args, tr)

    def tell(blocks: Sequence[Block]) -> None:
        say("\n" + as_spoken(session.tr, blocks, columns()) + "\n", args, flush=True)

    broken_off = True
    try:
        words = session.tr.words.plain
        Menu(
            session, Desk(tell, asker(args), lambda least, most: session.tr(words.wrong, least=least, most=most))
        ).run()
        broken_off = False
    finally:
        session.close()
        if broken_off:  # the visit is saved, and its code printed all the same
            sys.stdout.write("\n")
        leave(args, session)
    return DONE
