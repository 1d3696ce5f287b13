"""Two hosts behind a real HAProxy with the configuration that is shipped: one is killed, the other serves."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest

from tests.real_terminal.conftest import Terminal
from tests.serve.conftest import ROOT, Host, Hosts
from tests.serve.sshd import MISSING, Sshd, descendants, free_port, key, stub_command, with_signal
from tests.waiting import PATIENCE, until

HAPROXY = shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin:/usr/bin")
WHY = MISSING or ("" if HAPROXY else "no HAProxy here (Debian: haproxy)")
pytestmark = pytest.mark.skipif(bool(WHY), reason=WHY)


CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{1,4})+")


class Balancer:
    """`deploy/haproxy.cfg` with the addresses of a test."""

    def __init__(self, folder: Path, servers: list[Sshd]) -> None:
        self.port = free_port()
        config = (ROOT / "deploy" / "haproxy.cfg").read_text()
        config = config.replace("bind :22", f"bind 127.0.0.1:{self.port}")
        ports = iter(servers)
        config = re.sub(r"192\.0\.2\.1\d:2222", lambda _: f"127.0.0.1:{next(ports).port}", config)
        file = folder / "haproxy.cfg"
        file.write_text(config)
        assert HAPROXY
        self.process = subprocess.Popen([HAPROXY, "-db", "-q", "-f", file], stderr=subprocess.DEVNULL)
        until(self._serves, "the balancer's start")

    def _serves(self) -> bool:
        assert self.process.poll() is None
        with socket.socket() as line:
            line.settimeout(2)
            if line.connect_ex(("127.0.0.1", self.port)):
                return False
            try:
                return line.recv(4) == b"SSH-"
            except OSError:
                return False

    def close(self) -> None:
        self.process.kill()
        self.process.wait()


def test_a_host_is_killed_and_its_visitor_comes_back_to_the_other_with_the_code(host: Hosts, tmp_path: Path) -> None:
    shared = key(tmp_path / "shared")
    hosts = [host(per_address=0) for _ in range(2)]
    servers = [Sshd(tmp_path / f"sshd{n}", stub_command(each.socket), host_key=shared) for n, each in enumerate(hosts)]
    for each in servers[1:]:  # the visitor is the same person
        (each.folder / "authorized").write_text((servers[0].folder / "user.pub").read_text())
    balancer = Balancer(tmp_path, servers)
    command = servers[0].ssh(port=balancer.port)
    command[command.index("StrictHostKeyChecking=no")] = "StrictHostKeyChecking=accept-new"
    visitors: list[Terminal] = []

    def come() -> Terminal:
        visitors.append(Terminal([], 80, 24, {}, tmp_path, command))
        visitors[-1].until("steps, about")
        return visitors[-1]

    try:
        tty = come()
        here = next(n for n, each in enumerate(hosts) if each.children)
        other = come()
        assert [len(each.children) for each in hosts] == [1, 1], "one each"
        tty.ask("t", "Question 1 of 24")
        tty.ask("5", "Question 2 of 24")
        tty.ask("y", lambda: bool(CODE.search(tty.words)))
        code = CODE.search(tty.words)
        assert code
        _kill(hosts[here], servers[here])
        assert tty.process.wait(PATIENCE) == 255
        other.ask("d", "Who with")
        come().ask("d", "Who with")
        fetched = subprocess.run(
            [*command, "result", code[0]], stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
        )
        assert fetched.returncode == 0 and code[0] in fetched.stdout, fetched.stderr
    finally:
        for tty in visitors:
            tty.close()
        balancer.close()
        for each in servers:
            each.close()


def _kill(host: Host, server: Sshd) -> None:
    """All of one machine, at once."""
    for process in [server.process.pid, *descendants(server.process.pid), host.process.pid, *host.children]:
        with_signal(process, signal.SIGKILL)
    host.process.wait()
