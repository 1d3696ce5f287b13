"""Hosting for many visitors."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from explorer.cli.input import DONE, Unusable, locale_language, translator_for

if TYPE_CHECKING:
    from explorer.report.pack_translator import PackTranslator
    from explorer.serve.settings import Settings

OF_A_TERMINAL = ("LINES", "COLUMNS", "NO_COLOR", "COLORTERM", "COLORFGBG")
"""Variables that tell of the administrator's terminal."""
FRONT = "EXPLORER_SERVE_FRONT"
"""Set in the environment where the command is to be a front."""
OWN = "EXPLORER_SERVE_SOCKET"
"""The socket in a folder of its own, where there is no other: from one start of a host to the next."""


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in OF_A_TERMINAL]:
        del os.environ[name]  # textual reads them when it is imported
    os.environ.update(TERM="xterm-256color", ESCDELAY="300")
    tr = translator_for(asked)
    if sys.platform != "linux":
        raise Unusable(tr(tr.words.serve.linux_only))
    settings = _settings(asked, tr)
    if os.environ.pop(FRONT, ""):
        return _front(asked.front)(settings, tr)
    from explorer.terminal.detect import prepare

    prepare()
    from explorer.serve.parent import HANDED_ON, Parent
    from explorer.serve.settings import language_of
    from explorer.serve.warmup import rehearse

    if asked.front:
        _front(asked.front)  # is it there?
    if os.environ.get(HANDED_ON) == "trial":
        rehearse(tr.pack, language_of(tr.pack, settings))
        return DONE
    _log_by_pipe()
    try:
        parent = Parent(tr.pack, settings, _started if asked.front else None)
    except (OSError, KeyError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Unusable(tr(tr.words.serve.cannot_listen, socket=settings.socket, reason=reason)) from None
    from explorer.serve.prefork import Stage

    rehearse(tr.pack, language_of(tr.pack, settings))
    Stage(parent).serve()
    if OWN in os.environ:
        Path(os.environ[OWN]).parent.rmdir()
    return DONE


def _log_by_pipe() -> None:
    """Where the log is a file, another process writes it: visits write no file, and what they note is in it."""
    if stat.S_ISREG(os.fstat(2).st_mode):
        scribe = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=2, start_new_session=True)  # noqa: S607
        assert scribe.stdin
        os.dup2(scribe.stdin.fileno(), 2)
        scribe.stdin.close()


def _front(name: str) -> Callable[[Settings, PackTranslator], int]:
    """What brings visitors where OpenSSH does not. Raises Unusable where what it needs is not installed."""
    from explorer.loader.reader import built_in_interface

    try:
        module = import_module(f"explorer.serve.{name}")
    except ImportError:
        words = built_in_interface()
        language = locale_language() if locale_language() in words.languages() else words.languages()[0]
        raise Unusable(words.commands.needs_extra.fill(language, name=name)) from None
    run: Callable[[Settings, PackTranslator], int] = module.serve
    return run


def _started() -> int:
    """The same command in a process of its own, as a front; its process."""
    env = {**os.environ, FRONT: "1"}
    again = [sys.executable, *sys.orig_argv[1:]]
    return subprocess.Popen(again, stdin=subprocess.DEVNULL, env=env, start_new_session=True).pid  # noqa: S603


def _settings(asked: Namespace, tr: PackTranslator) -> Settings:
    """The settings that were asked for; an option goes before the file."""
    from explorer.serve.settings import SOCKET, BadSettings, completed, read_settings

    try:
        settings = read_settings(Path(asked.settings) if asked.settings else None)
    except BadSettings as error:
        where = f"{asked.settings}: {error.where}" if error.where else asked.settings
        raise Unusable(tr(tr.words.serve.bad_settings, where=where, why=error.why)) from None
    if settings.language not in ("", *tr.pack.languages):
        languages = ", ".join(tr.pack.languages)
        raise Unusable(tr(tr.words.commands.unknown_language, language=settings.language, languages=languages))
    changed: dict[str, object] = {}
    if asked.lang:
        changed["language"] = tr.language
    if asked.bind:
        changed["bind"] = asked.bind
    if asked.port:
        if not asked.port.isdecimal() or not 0 < int(asked.port) < 1 << 16:
            raise Unusable(tr(tr.words.serve.bad_settings, where="--port", why=asked.port))
        changed["port"] = int(asked.port)
    if asked.front and settings.socket == SOCKET:
        if OWN not in os.environ:
            os.environ[OWN] = str(Path(mkdtemp(prefix="explorer-")) / "socket")
        changed["socket"] = os.environ[OWN]
    return completed(settings.model_copy(update=changed), asked.front)
