"""All that is kept on this machine, deleted."""

from __future__ import annotations

from argparse import Namespace

from explorer.commands.asking import DONE, FOUND, Unusable, voice_of
from explorer.commands.telling import complain, say


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code: 1 when a visit that is open elsewhere had to stay."""
    from explorer.keep.paths import visits
    from explorer.keep.shelf import forget

    voice = voice_of(asked)
    words, folder = voice.words.keeping, visits()
    try:
        gone, still_open = forget(folder) if folder else (0, 0)
    except OSError as error:
        raise Unusable(voice(words.cannot_forget, path=folder, reason=error.strerror or str(error))) from None
    if gone:
        say(voice(words.forgotten, path=folder, n=gone) + "\n", asked)
    elif not still_open:
        say(voice(words.nothing_kept) + "\n", asked)
    if still_open:
        complain(voice(words.still_open, n=still_open))
    return FOUND if still_open else DONE
