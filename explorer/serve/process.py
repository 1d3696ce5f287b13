"""The process of one visit: a session and descriptors of its own, limits, and streams that lead to the visitor."""

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
"""Descriptors of a child beside its terminal: the line to whoever brought the visitor, the log, and the line to the
parent, which says who comes, and what goes on in rooms."""
GRACE = 3
"""Seconds of processor time to say why a visit ends that has used up its own."""
OPEN_AT_MOST = 24
"""Descriptors that a visit may have: it opens a handful."""


def leave_parent(parent: int, log: int) -> None:
    """Make a forked process one of its own, with nothing of the parent's but two lines to it: a session, signals, the
    environment. Its standard streams and `FRONT` lead nowhere until somebody comes.

    `parent` and `log`, descriptors, become `PARENT` and `LOG`.
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
    """Put a visitor's terminal (standard input, output, error) and the line to whoever brought them (`FRONT`) where
    nothing was."""
    _in_order(handles)
    for each in handles:
        os.close(each)


def _in_order(handles: Sequence[int]) -> None:
    """Have descriptors as 0, 1, 2…: none is overwritten before it has been moved."""
    high = [fcntl.fcntl(each, fcntl.F_DUPFD, len(handles)) for each in handles]
    for number, each in enumerate(high):
        os.dup2(each, number, inheritable=number < FRONT)
        os.close(each)


def standard_streams() -> None:
    """Make Python's streams fit for any visitor; below them is what the parent has until others are put there."""
    reader = open(0, encoding="utf-8", errors="replace", closefd=False)  # noqa: SIM115
    vars(sys).update(__stdin__=reader, __stdout__=_writer(1), __stderr__=_writer(2))


def own_streams() -> None:
    """What is printed is for the visitor; what Python itself says when something goes wrong is not."""
    vars(sys).update(stdin=sys.__stdin__, stdout=sys.__stdout__, stderr=_writer(LOG))


def memory() -> int:
    """Bytes of data that this process has, in memory or not."""
    return int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()


def _writer(handle: int) -> TextIO:
    return open(handle, "w", encoding="utf-8", errors="replace", closefd=False)


def bound(settings: Settings, shared: int) -> None:
    """What a visit may take of the machine; `shared`: bytes of memory that it begins with."""
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
    """Lines for the log, each with the visit that it is about."""
    for line in text.rstrip().splitlines():
        logged(LOG, f"{name}: {line}\n")


def say(text: str) -> None:
    """To the visitor, on standard output."""
    with _writer(1) as out:
        out.write(text)


def broken(name: str) -> NoReturn:
    """Note what has just gone wrong, and be gone: the last words are said."""
    try:
        note(name, traceback.format_exc())
    finally:
        os._exit(BROKEN)


def finish(line: socket.socket, code: int, message: str) -> NoReturn:
    """Say how it ended, and be gone: nothing of the parent's is unwound."""
    try:
        line.settimeout(1)
        line.send(ending(code, message))
    except OSError:
        pass
    os._exit(code)
