"""What all panes share."""

from __future__ import annotations

from dataclasses import field

from explorer.engine.way import with_day
from explorer.session.session import Session
from explorer.tui.keys import KEYS, Key
from explorer.words.frozen import frozen


@frozen
class Context:
    """What every pane receives: the session, and the table of keys with the user's changes."""

    session: Session
    keys: tuple[Key, ...] = KEYS
    trail: list[tuple[str, str]] = field(default_factory=list)
    """The places from which links were followed, the latest last: (pane id, id under the cursor)."""

    @property
    def idle(self) -> frozenset[str]:
        """Ids of keys without use in this pack: `language` if it has one language, `other_chair` if it has one day."""
        pack = self.session.pack
        alone = (("language", len(pack.languages)), ("other_chair", len(with_day(pack))))
        return frozenset(id for id, count in alone if count < 2)
