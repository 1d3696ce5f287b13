"""The process of one visit: its session and descriptors, its resource limits, and its standard streams."""

from __future__ import annotations

import fcntl
import os
import resource
import signal
import socket
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, TextIO

from explorer.serve.log import logged
from explorer.serve.settings import Settings
from explorer.serve.wire import BROKEN, ending

FRONT, LOG, PARENT = 3, 4, 5
"""Descriptors of a child besides its terminal: the socket to the front end, the log, and the socket to the parent,
which brings the visitor and carries the messages of rooms."""
GRACE = 3
"""Extra seconds of processor time for saying goodbye, after a visit has used up its limit."""
OPEN_AT_MOST = 24
"""The most descriptors that a visit may have open; it needs a handful."""


def leave_parent(parent: int, log: int) -> None:
    """Detach a forked process from the parent: new process session, default signal handlers, a clean environment, and
    no descriptors but two. The standard streams and `FRONT` lead to /dev/null until a visitor connects.

    The descriptors `parent` and `log` become `PARENT` and `LOG`.
    """
    for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_DFL)
    signal.set_wakeup_fd(-1)
    nothing = os.open(os.devnull, os.O_RDWR)
    _in_order((nothing, nothing, nothing, nothing, log, parent))
    os.closerange(PARENT + 1, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    os.environ.clear()
    os.environ.update({"LANG": "C.UTF-8", "HOME": "/", "ESCDELAY": "300"})
    os.setsid()


def take_terminal(handles: Sequence[int]) -> None:
    """Install a visitor's terminal (standard input, output, error) and the socket to the front end (`FRONT`)."""
    _in_order(handles)
    for each in handles:
        os.close(each)


def _in_order(handles: Sequence[int]) -> None:
    """Duplicate the descriptors to 0, 1, 2…; none is overwritten before it has been copied."""
    high = [fcntl.fcntl(each, fcntl.F_DUPFD, len(handles)) for each in handles]
    for number, each in enumerate(high):
        os.dup2(each, number, inheritable=number < FRONT)
        os.close(each)


def standard_streams() -> None:
    """Open Python's standard streams as UTF-8. Their descriptors are the parent's until `take_terminal` replaces
    them."""
    reader = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    vars(sys).update(__stdin__=reader, __stdout__=_writer(1), __stderr__=_writer(2))


def own_streams() -> None:
    """Send what is printed to the visitor, and Python's own error output to the log."""
    vars(sys).update(stdin=sys.__stdin__, stdout=sys.__stdout__, stderr=_writer(LOG))


def memory() -> int:
    """The size of this process's data segment in bytes, whether or not it is in memory."""
    return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()


def _writer(handle: int) -> TextIO:
    return open(handle, "w", encoding="utf-8", errors="replace", closefd=False)


def bound(settings: Settings, shared: int) -> None:
    """Set the resource limits of a visit; `shared` is the memory in bytes that it begins with."""
    for what, most in (
        (resource.RLIMIT_DATA, shared + (settings.memory << 20)),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_AT_MOST),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (settings.cpu, settings.cpu + GRACE))


def note(name: str, text: str) -> None:
    """Write lines to the log, each with the name of the visit."""
    for line in text.rstrip().splitlines():
        logged(LOG, f"{name}: {line}\n")


def say(text: str) -> None:
    """Write to the visitor's standard output."""
    with _writer(1) as out:
        out.write(text)


def broken(name: str) -> NoReturn:
    """Log the current exception and exit at once; the front end prints the last words it was sent."""
    try:
        note(name, traceback.format_exc())
    finally:
        os._exit(BROKEN)


def finish(line: socket.socket, code: int, message: str) -> NoReturn:
    """Send the exit code and message to the front end, and exit at once, without unwinding anything of the parent's."""
    try:
        line.settimeout(1)
        line.send(ending(code, message))
    except OSError:
        pass
    os._exit(code)
