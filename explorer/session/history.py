"""A visit with the ones before and after it, for undo and redo."""

from __future__ import annotations

from collections.abc import Callable

from explorer.engine.visit import Visit, speaking
from explorer.words.frozen import frozen


@frozen
class History:
    """`now` is the visit as it is, `past` what it was, the oldest first, `future` what was undone, the next first."""

    now: Visit
    past: tuple[Visit, ...] = ()
    future: tuple[Visit, ...] = ()

    def then(self, visit: Visit) -> History:
        """One act further; an act that changes nothing is none, and a new act ends what could be redone."""
        return self if visit == self.now else History(visit, (*self.past, self.now))

    def undone(self) -> History:
        """One act back, in the language spoken now; the same when there is none."""
        if not self.past:
            return self
        before = speaking(self.past[-1], self.now.language)
        return History(before, self.past[:-1], (self.now, *self.future))

    def redone(self) -> History:
        """One act forward again, in the language spoken now; the same when there is none."""
        if not self.future:
            return self
        after = speaking(self.future[0], self.now.language)
        return History(after, (*self.past, self.now), self.future[1:])

    def each(self, change: Callable[[Visit], Visit]) -> History:
        """The same change made to every visit of it."""
        return History(change(self.now), tuple(map(change, self.past)), tuple(map(change, self.future)))
