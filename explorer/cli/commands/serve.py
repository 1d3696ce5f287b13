"""`explorer serve`: the server for many visitors."""

from __future__ import annotations

import os
import stat
import sys
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.cli.arguments import SPEAKING, Argument, Command, flag, option, path_option
from explorer.cli.input import DONE, Unusable, translator_for
from explorer.store.files import reason_of

if TYPE_CHECKING:
    from socket import socket

    from explorer.report.pack_translator import PackTranslator
    from explorer.serve.settings import Settings

OF_A_TERMINAL = ("LINES", "COLUMNS", "NO_COLOR", "COLORTERM", "COLORFGBG")
"""Environment variables that describe the administrator's terminal; they are removed."""
FRONT = "EXPLORER_SERVE_FRONT"
"""An environment variable that makes the command run as a front end of a server."""
OWN_SOCKET = "EXPLORER_SERVE_SOCKET"
"""An environment variable with the path of the socket in a temporary folder, passed on when the server restarts
itself."""

COMMAND = Command(
    lambda words: words.commands.serve,
    (
        Argument(("front",), lambda words: words.commands.front, ("ssh", "web"), many="?"),
        path_option("settings", lambda words: words.commands.settings, lambda words: words.commands.file),
        option("bind", lambda words: words.commands.bind),
        option("port", lambda words: words.commands.port, lambda words: words.commands.number),
        flag("ephemeral", lambda words: words.commands.serve_ephemeral),
        *SPEAKING,
    ),
    lambda words: words.examples.serve,
)


def run(args: Namespace) -> int:
    """Serve until a signal ends it, or run as the front end of a server; returns the exit code."""
    for name in [name for name in os.environ if name.startswith("TEXTUAL") or name in OF_A_TERMINAL]:
        del os.environ[name]  # textual reads them when it is imported
    os.environ.update(TERM="xterm-256color", ESCDELAY="300")
    tr = translator_for(args)
    if sys.platform != "linux":
        raise Unusable(tr(tr.words.serve.linux_only))
    settings = _settings(args, tr)
    if os.environ.pop(FRONT, ""):
        return _front(args.front, tr)(settings, tr)
    from explorer.terminal.detect import prepare

    prepare()
    from explorer.serve.parent import HANDED_ON, Parent
    from explorer.serve.settings import language_of
    from explorer.serve.warmup import rehearse

    line = None
    if args.front:
        _front(args.front, tr)  # raises if it is not installed
        if HANDED_ON not in os.environ:
            line = _bound(args.front, settings, tr)
    if os.environ.get(HANDED_ON) == "trial":
        rehearse(tr.pack, language_of(tr.pack, settings))
        return DONE
    _log_by_pipe()
    try:
        parent = Parent(tr.pack, settings, partial(_started, line) if args.front else None)
    except (OSError, KeyError) as error:
        raise Unusable(tr(tr.words.serve.cannot_listen, socket=settings.socket, reason=reason_of(error))) from None
    from explorer.serve.prefork import Stage

    rehearse(tr.pack, language_of(tr.pack, settings))
    Stage(parent).serve()
    if OWN_SOCKET in os.environ:
        Path(os.environ[OWN_SOCKET]).parent.rmdir()
    return DONE


def _log_by_pipe() -> None:
    """If standard error is a file, pipe it through another process, because visits are not allowed to write files."""
    import subprocess

    if stat.S_ISREG(os.fstat(2).st_mode):
        scribe = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=2, start_new_session=True)  # noqa: S607
        assert scribe.stdin
        os.dup2(scribe.stdin.fileno(), 2)
        scribe.stdin.close()


def _front(name: str, tr: PackTranslator) -> Callable[[Settings, PackTranslator], int]:
    """The `serve` function of a front end. Raises Unusable if its dependencies are not installed."""
    try:
        module = import_module(f"explorer.serve.{name}")
    except ImportError:
        raise Unusable(tr(tr.words.commands.needs_extra, name=name, python=sys.executable)) from None
    run: Callable[[Settings, PackTranslator], int] = module.serve
    return run


def _bound(front: str, settings: Settings, tr: PackTranslator) -> socket:
    """The listening socket for a front end; the host key is checked too. Raises Unusable."""
    from explorer.serve.port import bound

    where = f"{settings.bind}:{settings.port}"
    try:
        line = bound(settings)
    except (OSError, UnicodeError) as error:
        raise Unusable(tr(tr.words.commands.cannot_use, path=where, reason=reason_of(error))) from None
    if front == "ssh" and settings.host_key:
        from explorer.serve.ssh import host_key

        try:
            host_key(settings)
        except (OSError, ValueError) as error:
            raise Unusable(tr(tr.words.commands.cannot_read, path=settings.host_key, reason=reason_of(error))) from None
    return line


def _started(line: socket | None) -> int:
    """Start the same command in a new process, as a front end that listens on the socket; returns its process id."""
    import subprocess

    from explorer.serve.port import LISTENING

    assert line
    env = {**os.environ, FRONT: "1", LISTENING: str(line.fileno())}
    again = [sys.executable, *sys.orig_argv[1:]]
    with line:
        started = subprocess.Popen(  # noqa: S603
            again, stdin=subprocess.DEVNULL, env=env, start_new_session=True, pass_fds=[line.fileno()]
        )
    return started.pid


def _settings(args: Namespace, tr: PackTranslator) -> Settings:
    """The settings from the file, overridden by the options. Raises Unusable."""
    from explorer.serve.settings import SOCKET, BadSettings, completed, read_settings

    try:
        settings = read_settings(Path(args.settings) if args.settings else None)
    except BadSettings as error:
        where = f"{args.settings}: {error.where}" if error.where else args.settings
        raise Unusable(tr(tr.words.serve.bad_settings, where=where, why=error.why)) from None
    if settings.language not in ("", *tr.pack.languages):
        languages = ", ".join(tr.pack.languages)
        raise Unusable(tr(tr.words.commands.unknown_language, language=settings.language, languages=languages))
    changed: dict[str, object] = {}
    if args.lang:
        changed["language"] = tr.language
    if args.ephemeral:
        changed["keep_in_page"] = False
    if args.bind:
        changed["bind"] = args.bind
    if args.port:
        if not args.port.isdecimal() or not 0 < int(args.port) < 1 << 16:
            raise Unusable(tr(tr.words.serve.bad_settings, where="--port", why=args.port))
        changed["port"] = int(args.port)
    if args.front and settings.socket == SOCKET:
        if OWN_SOCKET not in os.environ:
            from tempfile import mkdtemp

            os.environ[OWN_SOCKET] = str(Path(mkdtemp(prefix="explorer-")) / "socket")
        changed["socket"] = os.environ[OWN_SOCKET]
    return completed(settings.model_copy(update=changed), args.front)
