"""What all panes share beside the screen."""

from __future__ import annotations

from dataclasses import dataclass, field

from explorer.session.session import Session
from explorer.tui.keys import KEYS, Key


@dataclass(frozen=True)
class Context:
    """What a pane is given: the session, and the keys as the person set them."""

    session: Session
    keys: tuple[Key, ...] = KEYS
    trail: list[tuple[str, str]] = field(default_factory=list)
    """Where links were followed, the last one last: the pane and what the cursor stood on."""
