"""A terminal driver that survives what a line can bring: bytes that are no UTF-8, and the end of input.

Textual 8.2's own dies of the first with a traceback and spins for ever on the second.
"""

from __future__ import annotations

import codecs
import functools
import os
import types

from textual.drivers import linux_driver
from textual.drivers.linux_driver import LinuxDriver

HANGUP = 129
"""The exit code of a program whose terminal has gone, 128 + SIGHUP."""


def _read(handle: int, most: int) -> bytes:
    if data := os.read(handle, most):
        return data
    raise EOFError


def _decoder(encoding: str) -> object:
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


class SteadyDriver(LinuxDriver):
    """Undecodable bytes become replacement characters; the end of input ends the program."""

    def run_input_thread(self) -> None:
        """Read keys until the terminal goes."""
        names = {name: getattr(os, name) for name in dir(os) if not name.startswith("__")}
        patched = vars(linux_driver)  # the loop takes both from its module
        patched["os"] = types.SimpleNamespace(**{**names, "read": _read})
        patched["getincrementaldecoder"] = _decoder
        try:
            super().run_input_thread()
        except (EOFError, OSError):
            self._app.call_later(self._app.exit, None, HANGUP)
