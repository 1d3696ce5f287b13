"""An SSH server without OpenSSH and without root, for a workshop: the same parent, visits and limits.

Anybody who can connect is admitted; they get nothing but a visit, `result CODE` and the other commands of `wire`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from pathlib import Path

import asyncssh
from asyncssh.connection import SSHConnection

from explorer.report.pack_translator import PackTranslator
from explorer.serve.bridge import Bridge, ask
from explorer.serve.port import handed_on
from explorer.serve.settings import Settings
from explorer.serve.unused import Unused
from explorer.serve.wire import UNUSABLE, Arrival

LOGIN, ALIVE, MISSED = 20, 15, 2
"""Seconds to log in; seconds between two keep-alive requests, and how many may go unanswered."""

UNUSED, AFTERWARDS = 30, 5
"""Seconds that a connection may last without a session, and after one."""


class Door(asyncssh.SSHServer):
    """Admits everyone, for nothing but a session: asyncssh refuses forwarding of any kind by default."""

    def __init__(self, settings: Settings, unused: Unused[SSHConnection]) -> None:
        self.settings, self.unused = settings, unused
        self.connection: asyncssh.SSHServerConnection | None = None

    def connection_made(self, conn: asyncssh.SSHServerConnection) -> None:
        """A client has connected."""
        self.connection = conn
        self.unused.came(conn, _address(conn) if self.settings.per_address else "")

    def connection_lost(self, exc: Exception | None) -> None:
        """A client has disconnected."""
        if self.connection:
            self.unused.left(self.connection)

    def begin_auth(self, username: str) -> bool:
        """False: no authentication is needed."""
        return False


def _address(connection: SSHConnection) -> str:
    peer = connection.get_extra_info("peername")
    return str(peer[0]) if peer else ""


def host_key(settings: Settings) -> asyncssh.SSHKey:
    """The host key in the configured file, created if it does not exist; without a file, a key for this run."""
    made = asyncssh.generate_private_key("ssh-ed25519")
    if not settings.host_key:
        return made
    path = Path(settings.host_key)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(made.export_private_key())
    return asyncssh.read_private_key(path)


async def _visit(settings: Settings, process: asyncssh.SSHServerProcess[bytes]) -> None:
    address = _address(process.channel.get_connection())
    command = process.command or (process.subsystem and f"-s {process.subsystem}") or ""
    if command or not process.term_type:
        who = Arrival("ssh", process.term_type or "", address, command)
        code, given, answer = await ask(settings.socket, who)
        ends = b"\r\n" if process.term_type else b"\n"  # without a pseudo-terminal nothing else converts line ends
        process.stdout.write(given.replace(b"\n", ends))
        process.stderr.write(answer.encode().replace(b"\n", ends))
        process.exit(code)
        return
    columns, lines, _, _ = process.term_size
    bridge = Bridge(settings.socket, Arrival("ssh", process.term_type, address, ""), columns, lines)
    typing = asyncio.ensure_future(_typing(process, bridge))
    try:
        async for data in bridge.output():
            process.stdout.write(data)
            await process.stdout.drain()
        process.exit(bridge.code)
    except (BrokenPipeError, ConnectionError):
        pass
    finally:
        typing.cancel()
        bridge.close()


async def _typing(process: asyncssh.SSHServerProcess[bytes], bridge: Bridge) -> None:
    try:
        while True:
            try:
                data = await process.stdin.read(1024)
            except asyncssh.TerminalSizeChanged as size:
                bridge.resize(size.width, size.height)
            except (asyncssh.BreakReceived, asyncssh.SignalReceived):
                continue
            else:
                if not data:
                    return
                await bridge.write(data)
    except (asyncssh.Error, OSError):  # disconnected
        return
    finally:
        bridge.hang_up()


async def _serve(settings: Settings, tr: PackTranslator) -> None:
    key, unused = host_key(settings), Unused(UNUSED, SSHConnection.abort)

    async def visit(process: asyncssh.SSHServerProcess[bytes]) -> None:
        connection = process.channel.get_connection()
        if not unused.left(connection):  # the connection has, or had, a session
            process.exit(UNUSABLE)
            return
        try:
            with contextlib.suppress(asyncssh.Error, OSError):
                await _visit(settings, process)
        finally:  # give the client time to receive the exit code
            asyncio.get_running_loop().call_later(AFTERWARDS, connection.close)

    server = await asyncssh.listen(
        sock=handed_on(),
        server_factory=lambda: Door(settings, unused),
        server_host_keys=[key],
        process_factory=visit,
        encoding=None,
        line_editor=False,
        allow_scp=False,
        x11_forwarding=False,
        agent_forwarding=False,
        login_timeout=LOGIN,
        keepalive_interval=ALIVE,
        keepalive_count_max=MISSED,
        server_version="explorer",
    )
    line = tr(tr.words.serve.at_port, bind=settings.bind, port=settings.port, key=key.get_fingerprint())
    os.write(2, (line + "\n").encode())
    ended = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, ended.set)
    await ended.wait()
    server.close()


def serve(settings: Settings, tr: PackTranslator) -> int:
    """Serve until told to stop; returns the exit code."""
    asyncssh.set_log_level("ERROR")
    asyncio.run(_serve(settings, tr))
    return 0
