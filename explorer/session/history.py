"""The undo history of a visit."""

from __future__ import annotations

from collections.abc import Callable

from explorer.engine.visit import Visit, speaking
from explorer.words.frozen import frozen


@frozen
class History:
    """`now` is the current visit, `past` the earlier states, oldest first, `future` the undone ones, next first."""

    now: Visit
    past: tuple[Visit, ...] = ()
    future: tuple[Visit, ...] = ()

    def then(self, visit: Visit) -> History:
        """Add a new state and clear the redo list; the history unchanged if the visit is the same."""
        return self if visit == self.now else History(visit, (*self.past, self.now))

    def undone(self) -> History:
        """One step back, keeping the current language; unchanged when there is nothing to undo."""
        if not self.past:
            return self
        before = speaking(self.past[-1], self.now.language)
        return History(before, self.past[:-1], (self.now, *self.future))

    def redone(self) -> History:
        """One step forward, keeping the current language; unchanged when there is nothing to redo."""
        if not self.future:
            return self
        after = speaking(self.future[0], self.now.language)
        return History(after, (*self.past, self.now), self.future[1:])

    def each(self, change: Callable[[Visit], Visit]) -> History:
        """The history with `change` applied to every state in it."""
        return History(change(self.now), tuple(map(change, self.past)), tuple(map(change, self.future)))
