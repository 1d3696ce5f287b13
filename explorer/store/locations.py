"""The paths that the program chooses: saved visits, the crash log, the settings; and the parsing of a typed path.

Visits and the crash log are in the state folder: the system's standard one, or the one in `EXPLORER_STATE`. Paths given
on the command line (a pack, a file of answers) are not among them, nor is the compiled pack, which is stored next to
Python's own compiled modules (loader/compiled.py).
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import Literal

NAME = "career-explorer"
STATE, SETTINGS = "EXPLORER_STATE", "EXPLORER_SETTINGS"
"""Environment variables that set another state folder and another settings file."""
VISITS, CRASH_LOG, SETTINGS_FILE = "visits", "failure.log", "settings.toml"


def state() -> Path | None:
    """The state folder; None without a home folder. Raises OSError if `EXPLORER_STATE` is not a usable path."""
    named = os.environ.get(STATE)
    return typed(named) if named else _system_folder("state")


def visits() -> Path | None:
    """The folder with a subfolder of visits for each pack; None without a home folder. Raises OSError as `state`
    does."""
    folder = state()
    return folder / VISITS if folder else None


def crash_log() -> Path | None:
    """The file with the details of the last crash; None without a home folder. Raises OSError as `state` does."""
    folder = state()
    return folder / CRASH_LOG if folder else None


def settings() -> Path | None:
    """The settings file; None without a home folder. Raises OSError if `EXPLORER_SETTINGS` is not a usable path."""
    if named := os.environ.get(SETTINGS):
        return typed(named)
    folder = _system_folder("config")
    return folder / SETTINGS_FILE if folder else None


def _system_folder(kind: Literal["state", "config"]) -> Path | None:
    """The system's folder for such files; None without a home folder."""
    import platformdirs

    of_user = platformdirs.user_state_dir if kind == "state" else platformdirs.user_config_dir
    try:
        folder = Path(of_user(NAME, appauthor=False))
    except (OSError, RuntimeError, KeyError):
        return None
    return folder if folder.is_absolute() else None  # an unexpanded "~"


def typed(name: str) -> Path:
    """The absolute path for a `name` that a person typed: `~` is expanded, a relative path is in the working folder.

    Raises OSError, with `name` as its file, if the user of `~user` is unknown or the working folder was deleted.
    """
    try:
        return Path(name).expanduser().absolute()
    except RuntimeError:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), name) from None
    except OSError as error:
        raise OSError(error.errno, error.strerror, name) from None


def working_folder() -> Path | None:
    """The working folder; None if it was deleted meanwhile."""
    try:
        return Path.cwd()
    except OSError:
        return None
