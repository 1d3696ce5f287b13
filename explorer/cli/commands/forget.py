"""`explorer forget`: deletes everything that the program has saved on this machine."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.arguments import SPEAKING, Command, flag
from explorer.cli.input import DONE, FOUND, Unusable, translator_for
from explorer.cli.output import complain, say

if TYPE_CHECKING:
    from explorer.report.pack_translator import PackTranslator
    from explorer.store.forget import Forgotten

COMMAND = Command(
    lambda words: words.commands.forget,
    (
        flag("yes", lambda words: words.commands.forget_yes),
        flag("dry-run", lambda words: words.commands.forget_dry_run),
        *SPEAKING,
    ),
)


def run(args: Namespace) -> int:
    """Ask, delete, and report how much; returns 1 if a visit that is open in another program was kept. Raises Unusable
    if nobody can be asked, or something could not be deleted."""
    from explorer.store.files import reason_of
    from explorer.store.forget import Forgotten, forget
    from explorer.store.locations import STATE, state

    tr = translator_for(args)
    words, folder = tr.words.keeping, state()
    keep_folder = bool(os.environ.get(STATE))
    try:
        there = forget(folder, keep_folder, delete=False) if folder else Forgotten()
        if args.dry_run or not _agreed(args, tr, there, folder):
            if args.dry_run:
                say(tr(words.would_forget, path=folder, n=there.visits, others=there.others) + "\n", args)
            return DONE
        done = forget(folder, keep_folder) if folder else Forgotten()
    except OSError as error:
        raise Unusable(tr(words.cannot_forget, path=error.filename, reason=reason_of(error))) from None
    if done.visits or done.others:
        say(tr(words.forgotten, path=folder, n=done.visits) + "\n", args)
    elif not done.still_open and not done.left:
        say(tr(words.nothing_kept) + "\n", args)
    if done.still_open:
        complain(tr(words.still_open, n=done.still_open))
    if done.left:
        first = done.left[0]
        raise Unusable(tr(words.cannot_forget, path=first.filename, reason=reason_of(first)))
    return FOUND if done.still_open else DONE


def _agreed(args: Namespace, tr: PackTranslator, there: Forgotten, folder: Path | None) -> bool:
    """Whether to delete: by `--yes`, by the answer, or because there is nothing to delete. Raises Unusable."""
    words = tr.words.keeping
    if args.yes or not (there.visits or there.others):
        return True
    if not sys.stdin.isatty():
        raise Unusable(tr(words.forget_asks))
    say(tr(words.forget_question, path=folder, n=there.visits) + " ", args, flush=True)
    if tr.agrees(sys.stdin.readline()):
        return True
    say(tr(words.not_forgotten) + "\n", args)
    return False
