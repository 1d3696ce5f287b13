"""How tests wait: for what is to happen, for as long as a slow and busy machine may take, and never for a time that
should be enough. What happens is seen at once, so the patience costs nothing but where a test fails."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 60.0
"""Seconds until what does not happen fails a test."""
LOOKS_EVERY = 0.01
"""Seconds between two looks at what nobody tells of."""


def until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait for something that happens outside of this process; `what` it is, for the failure."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, f"{what} did not happen within {patience:g} s"
        time.sleep(LOOKS_EVERY)
