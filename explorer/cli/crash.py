"""Handles an internal error: one line for the person, the traceback in the crash log."""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from pathlib import Path

from explorer.cli.output import complain
from explorer.words.translator import Translator

FAILED = 70
"""The exit code after an internal error."""
DEBUG = "EXPLORER_DEBUG"
"""An environment variable: if it is set, the traceback goes to standard error too."""


def failed(error: BaseException, tr: Translator, keep: bool) -> int:
    """Report an internal error and where its details are: in the state folder if `keep`. Returns the exit code.

    The details are the traceback without the values of variables, which could be answers.
    """
    words, details = tr.words.commands, "".join(traceback.format_exception(error))
    if os.environ.get(DEBUG):
        os.write(2, details.encode())
    path = _logged(details) if keep else None
    complain(tr(words.failed, path=path) if path else tr(words.failed_debug))
    return FAILED


def _logged(details: str) -> Path | None:
    """Write the crash log. Returns its path; None if it cannot be written."""
    from explorer.store.files import own_folder, replace
    from explorer.store.locations import crash_log

    with suppress(OSError):
        if path := crash_log():
            own_folder(path.parent)
            replace(path, details.encode("utf-8", "backslashreplace"), path.with_suffix(".part"), 0o600)
            return path
    return None
