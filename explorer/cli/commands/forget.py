"""`explorer forget`: everything that the program saved on this machine is deleted."""

from __future__ import annotations

import os
from argparse import Namespace

from explorer.cli.arguments import SPEAKING, Command
from explorer.cli.input import DONE, FOUND, Unusable, translator_for
from explorer.cli.output import complain, say

COMMAND = Command(lambda words: words.commands.forget, SPEAKING)


def run(args: Namespace) -> int:
    """Delete it and say how much; 1 when a visit that is open elsewhere had to stay. Raises Unusable when something
    could not be deleted."""
    from explorer.store.forget import Forgotten, forget
    from explorer.store.locations import STATE, state

    tr = translator_for(args)
    words, folder = tr.words.keeping, state()
    try:
        done = forget(folder, keep_folder=bool(os.environ.get(STATE))) if folder else Forgotten()
    except OSError as error:
        raise Unusable(tr(words.cannot_forget, path=error.filename, reason=error.strerror or str(error))) from None
    if done.visits or done.others:
        say(tr(words.forgotten, path=folder, n=done.visits) + "\n", args)
    elif not done.still_open and not done.left:
        say(tr(words.nothing_kept) + "\n", args)
    if done.still_open:
        complain(tr(words.still_open, n=done.still_open))
    if done.left:
        first = done.left[0]
        raise Unusable(tr(words.cannot_forget, path=first.filename, reason=first.strerror or str(first)))
    return FOUND if done.still_open else DONE
