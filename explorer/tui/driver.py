"""Terminal drivers that survive what a line can bring: bytes that are no UTF-8, and the end of input.

Textual 8.2's own die of the first with a traceback and spin for ever on the second.
"""

from __future__ import annotations

import codecs
import functools
import os
import types
from collections.abc import Callable

from textual.driver import Driver
from textual.drivers import linux_driver, linux_inline_driver
from textual.drivers.linux_driver import LinuxDriver
from textual.drivers.linux_inline_driver import LinuxInlineDriver

HANGUP = 129
"""The exit code of a program whose terminal has gone, 128 + SIGHUP."""
CLEAR, HOME = "\x1b[2J", "\x1b[H"


def _read(handle: int, most: int) -> bytes:
    if data := os.read(handle, most):
        return data
    raise EOFError


def _decoder(encoding: str) -> object:
    return functools.partial(codecs.getincrementaldecoder(encoding), errors="replace")


def _steadily(driver: Driver, module: types.ModuleType, loop: Callable[[], None]) -> None:
    """Run the loop of `module` that reads keys, until the terminal goes."""
    names = {name: getattr(os, name) for name in dir(os) if not name.startswith("__")}
    patched = vars(module)  # the loop takes both from its module
    patched["os"] = types.SimpleNamespace(**{**names, "read": _read})
    patched["getincrementaldecoder"] = _decoder
    try:
        loop()
    except (EOFError, OSError):
        driver._app.call_later(driver._app.exit, None, HANGUP)


class SteadyDriver(LinuxDriver):
    """Undecodable bytes become replacement characters; the end of input ends the program."""

    def run_input_thread(self) -> None:
        """Read keys until the terminal goes."""
        _steadily(self, linux_driver, super().run_input_thread)


class SteadyInlineDriver(LinuxInlineDriver):
    """The same under a prompt."""

    def run_input_thread(self) -> None:
        """Read keys until the terminal goes."""
        _steadily(self, linux_inline_driver, super().run_input_thread)

    def write(self, data: str) -> None:
        """Write; a window that was cleared because its size changed is drawn in from its top, not from within."""
        super().write(HOME + data if data == CLEAR else data)
