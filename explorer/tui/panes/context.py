"""What all panes share beside the screen."""

from __future__ import annotations

from dataclasses import field

from explorer.engine.way import with_day
from explorer.session.session import Session
from explorer.tui.keys import KEYS, Key
from explorer.words.frozen import frozen


@frozen
class Context:
    """What a pane is given: the session, and the keys as the person set them."""

    session: Session
    keys: tuple[Key, ...] = KEYS
    trail: list[tuple[str, str]] = field(default_factory=list)
    """Where links were followed, the last one last: the pane and what the cursor stood on."""

    @property
    def idle(self) -> frozenset[str]:
        """Ids of keys without use in this pack: `language` if it has one language, `other_chair` if it has one day."""
        pack = self.session.pack
        alone = (("language", len(pack.languages)), ("other_chair", len(with_day(pack))))
        return frozenset(id for id, count in alone if count < 2)
