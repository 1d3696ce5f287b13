"""The end of a program that broke: one line for the person, the traceback in the crash log."""

from __future__ import annotations

import os
import traceback
from contextlib import suppress
from pathlib import Path

from explorer.cli.output import complain
from explorer.words.translator import Translator

FAILED = 70
"""The exit code of a program that broke."""
DEBUG = "EXPLORER_DEBUG"
"""Set in the environment, the details go to standard error instead."""


def failed(error: BaseException, tr: Translator, keep: bool) -> int:
    """Say that it broke, and where the details are: in the state folder if `keep`; returns the exit code.

    The details are the traceback without the values of variables, which could be answers.
    """
    words, details = tr.words.commands, "".join(traceback.format_exception(error))
    if os.environ.get(DEBUG):
        os.write(2, details.encode())
    path = _logged(details) if keep else None
    complain(tr(words.failed, path=path) if path else tr(words.failed_debug))
    return FAILED


def _logged(details: str) -> Path | None:
    """Where the details were written; None where nothing can be."""
    from explorer.store.files import own_folder, replace
    from explorer.store.locations import crash_log

    with suppress(OSError):
        if path := crash_log():
            own_folder(path.parent)
            replace(path, details.encode("utf-8", "backslashreplace"), path.with_suffix(".part"), 0o600)
            return path
    return None
