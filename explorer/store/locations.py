"""Every path that the program chooses itself: saved visits, the crash log, the settings; and a path as people type it.

Visits and the crash log lie in one folder, the state folder: the system's own, or the one that `EXPLORER_STATE` names.
What is given on the command line (a pack, a file of answers) is not among them, nor is the compiled pack, which lies
beside Python's own compiled modules (loader/compiled.py).
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Literal

NAME = "career-explorer"
STATE, SETTINGS = "EXPLORER_STATE", "EXPLORER_SETTINGS"
"""The environment variables that name another state folder and another settings file."""
VISITS, CRASH_LOG, SETTINGS_FILE = "visits", "failure.log", "settings.toml"


def state() -> Path | None:
    """The state folder; None without a home. Raises OSError when `EXPLORER_STATE` names a folder that cannot be."""
    named = os.environ.get(STATE)
    return typed(named) if named else _system_folder("state")


def visits() -> Path | None:
    """The folder that holds a folder of visits for each pack; None without a home. Raises OSError as `state` does."""
    folder = state()
    return folder / VISITS if folder else None


def crash_log() -> Path | None:
    """The file with the details of the last crash; None without a home. Raises OSError as `state` does."""
    folder = state()
    return folder / CRASH_LOG if folder else None


def settings() -> Path | None:
    """The file of a person's settings; None without a home. Raises OSError when `EXPLORER_SETTINGS` names one that
    cannot be."""
    if named := os.environ.get(SETTINGS):
        return typed(named)
    folder = _system_folder("config")
    return folder / SETTINGS_FILE if folder else None


def _system_folder(kind: Literal["state", "config"]) -> Path | None:
    """Where the system keeps such files of a program; None without a home."""
    import platformdirs

    of_user = platformdirs.user_state_dir if kind == "state" else platformdirs.user_config_dir
    try:
        folder = Path(of_user(NAME, appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
    return folder if folder.is_absolute() else None  # "~" that leads nowhere


def typed(name: str) -> Path:
    """The full path that a person means by `name`: `~` is a home, and what is no full path lies in the working folder.

    Raises OSError, with `name` as its file: the home of a user that is not known, a working folder that was deleted.
    """
    try:
        return Path(name).expanduser().absolute()
    except RuntimeError:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None


def working_folder() -> Path | None:
    """The folder that the program was started in; None when it was deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        return None
