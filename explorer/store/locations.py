"""Where visits are kept: nothing else in the program knows."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "career-explorer"
ELSEWHERE = "EXPLORER_STATE"
"""The environment variable that names another folder."""


def state() -> Path | None:
    """The folder of this program's state, by the system's custom or as `EXPLORER_STATE` says; None without a home."""
    if named := os.environ.get(ELSEWHERE):
        return Path(named).expanduser().absolute()
    import platformdirs

    try:
        folder = Path(platformdirs.user_state_dir(NAME, appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
    return folder if folder.is_absolute() else None  # "~" that leads nowhere


def visits() -> Path | None:
    """The folder that holds a folder of visits for each pack; None without a home."""
    folder = state()
    return folder / "visits" if folder else None
