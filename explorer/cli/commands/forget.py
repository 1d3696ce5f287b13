"""All that is kept on this machine, deleted."""

from __future__ import annotations

from argparse import Namespace

from explorer.cli.input import DONE, FOUND, Unusable, translator_for
from explorer.cli.output import complain, say


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code: 1 when a visit that is open elsewhere had to stay."""
    from explorer.store.folder import forget
    from explorer.store.locations import visits

    tr = translator_for(asked)
    words, folder = tr.words.keeping, visits()
    try:
        gone, still_open = forget(folder) if folder else (0, 0)
    except OSError as error:
        raise Unusable(tr(words.cannot_forget, path=folder, reason=error.strerror or str(error))) from None
    if gone:
        say(tr(words.forgotten, path=folder, n=gone) + "\n", asked)
    elif not still_open:
        say(tr(words.nothing_kept) + "\n", asked)
    if still_open:
        complain(tr(words.still_open, n=still_open))
    return FOUND if still_open else DONE
