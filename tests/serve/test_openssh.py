"""A host behind a real OpenSSH server with the configuration that is shipped, and real clients that try everything."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.real_terminal.conftest import Terminal
from tests.serve.conftest import Host, Line
from tests.serve.fronts import in_and_home
from tests.serve.sshd import MISSING, SSHD, Sshd, connects, descendants, free_port, stub_command
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


@pytest.fixture(scope="session")
def server(_shared: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """An OpenSSH server before the host as it comes."""
    running = Sshd(tmp_path_factory.mktemp("sshd"), stub_command(_shared.socket))
    yield running
    running.close()


STOCK = Path("/usr/share/openssh/sshd_config")
"""The configuration that Debian ships."""


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """A server as Debian ships it, in which the doors are known to stand open."""
    if not STOCK.exists():
        pytest.skip(f"no {STOCK} here (Debian: openssh-server)")
    running = Sshd(tmp_path_factory.mktemp("stock"), "", file=STOCK, UsePAM="no")
    yield running
    running.close()


def told(
    server: Sshd, *command: str, options: tuple[str, ...] = (), **more: object
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # type: ignore[call-overload, no-any-return]
        [*server.ssh(*options), *command],
        **{"stdin": subprocess.DEVNULL, "capture_output": True, "text": True, "timeout": PATIENCE, **more},
    )


def test_in_and_home_with_the_result(here: Host, server: Sshd, tmp_path: Path) -> None:
    in_and_home(server.ssh(), tmp_path)


def test_14_a_server_as_it_comes_lets_all_of_it_in(stock: Sshd, tmp_path: Path) -> None:
    assert "uid=" in told(stock, "id").stdout
    (tmp_path / "mine").write_text("x")
    for how in ([], ["-O"]):
        copy = [*stock.ssh(program="scp"), *how, "mine", f"{stock.user}@127.0.0.1:{tmp_path}/theirs{len(how)}"]
        assert subprocess.run(copy, cwd=tmp_path, capture_output=True, timeout=PATIENCE).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "theirs0", "theirs1"]
    with socket.create_server(("127.0.0.1", 0)) as target:
        target.settimeout(PATIENCE)
        to = f"127.0.0.1:{target.getsockname()[1]}"
        client = subprocess.Popen(stock.ssh("-W", to), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
        target.accept()[0].close()
        client.communicate(timeout=PATIENCE)
    said = told(stock, "env", options=("-o", "SendEnv=LC_*"), env={**os.environ, "LC_ALL": "C"}).stdout
    assert "LC_ALL=C" in said.splitlines()


@pytest.mark.parametrize(
    "command", [("id",), ("sh", "-i"), ("result", "A;", "id"), ("rsync", "--server", ".")], ids=str
)
def test_14_no_other_command_is_carried_out(command: tuple[str, ...], here: Host, server: Sshd) -> None:
    refused = told(server, *command)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert len(refused.stderr.splitlines()) == 1 and "is accepted here" in refused.stderr


def test_14_no_sftp_and_no_scp(here: Host, server: Sshd, tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("x")
    sftp = subprocess.run(
        [*server.ssh(program="sftp"), "-b", "-", f"{server.user}@127.0.0.1"],
        input="put mine\nls\n", capture_output=True, text=True, cwd=tmp_path, timeout=PATIENCE,
    )  # fmt: skip
    assert sftp.returncode != 0 and "subsystem request failed" in sftp.stderr
    for old in ([], ["-O"]):
        scp = subprocess.run(
            [*server.ssh(program="scp"), *old, "mine", f"{server.user}@127.0.0.1:{tmp_path}/theirs"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=tmp_path, timeout=PATIENCE,
        )  # fmt: skip
        assert scp.returncode != 0
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_14_nothing_is_forwarded(here: Host, server: Sshd) -> None:
    """-L and -D are accepted by the client and refused when used; -R, -W and -w at once."""
    local, dynamic = free_port(), free_port()
    target = socket.create_server(("127.0.0.1", 0))
    to = target.getsockname()[1]
    options = ("-N", "-L", f"{local}:127.0.0.1:{to}", "-D", str(dynamic), "-o", "ExitOnForwardFailure=yes")
    client = subprocess.Popen(server.ssh(*options), stderr=subprocess.PIPE, stdin=subprocess.DEVNULL)
    try:
        for port, hello in ((local, b""), (dynamic, b"\x05\x01\x00")):
            until(lambda port=port: connects(port), "the client's own listening")  # type: ignore[misc]
            with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
                line.sendall(hello)
                if hello:
                    line.recv(2)
                    line.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x01" + to.to_bytes(2, "big"))
                    assert line.recv(10)[1:2] != b"\x00"
                else:
                    assert line.recv(10) == b""
        target.settimeout(0.2)
        with pytest.raises(TimeoutError):
            target.accept()
    finally:
        client.kill()
        client.communicate()
        target.close()
    strict = ("-N", "-o", "ExitOnForwardFailure=yes")
    refused = told(server, options=(*strict, "-R", f"{free_port()}:127.0.0.1:{to}"))
    assert refused.returncode != 0 and "forwarding failed" in refused.stderr
    refused = told(server, options=("-W", f"127.0.0.1:{to}"))
    assert refused.returncode != 0 and "forwarding failed" in refused.stderr
    refused = told(server, options=("-w", "any:any", "-o", "ExitOnForwardFailure=yes"))
    assert refused.returncode != 0


def test_14_no_agent_no_x11_and_no_environment(here: Host, server: Sshd, tmp_path: Path) -> None:
    client = None
    agent = subprocess.Popen(["ssh-agent", "-D", "-a", str(tmp_path / "agent")], stdout=subprocess.DEVNULL)
    try:
        until((tmp_path / "agent").exists, "the agent")
        env = {**os.environ, "SSH_AUTH_SOCK": str(tmp_path / "agent"), "DISPLAY": ":7", "LC_ALL": "C", "LINES": "300"}
        sent = ("-A", "-X", "-tt", "-o", "SendEnv=LC_* LINES TEXTUAL_*", "-o", "SetEnv=BROWSER=x PYTHONPATH=/tmp")
        client = Line(server.ssh(*sent), env={**env, "TEXTUAL_SCREENSHOT": "1"})
        client.hear(b"steps, about")
        said = [Path(f"/proc/{each}/environ").read_bytes() for each in descendants(server.process.pid)]
        stub = next(text for text in said if b"SSH_CONNECTION" in text)
        names = {pair.partition(b"=")[0].decode() for pair in stub.split(b"\0")}
        assert "TERM" in names
        assert not names & {
            "SSH_AUTH_SOCK",
            "DISPLAY",
            "LC_ALL",
            "LINES",
            "BROWSER",
            "PYTHONPATH",
            "TEXTUAL_SCREENSHOT",
        }
    finally:
        if client:
            client.close()
        agent.kill()
        agent.wait()


def test_14_no_other_user_comes_in(here: Host, server: Sshd) -> None:
    for user in ("daemon", "nobody", "admin"):
        refused = subprocess.run(
            server.ssh(user=user), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
        )
        assert refused.returncode == 255 and "Permission denied" in refused.stderr


def test_15_connections_that_do_nothing_are_closed(stock: Sshd, tmp_path: Path) -> None:
    """With a second for the times of the configuration."""
    ours = Sshd(tmp_path / "sshd", "exec true", LoginGraceTime="1", UnusedConnectionTimeout="1")
    try:
        lines = [socket.create_connection(("127.0.0.1", each.port), PATIENCE) for each in (ours, stock)]
        clients = [subprocess.Popen(each.ssh("-N"), stdin=subprocess.DEVNULL) for each in (ours, stock)]
        assert clients[0].wait(PATIENCE) == 255
        while lines[0].recv(4096):  # its greeting, and then the end
            pass
        assert clients[1].poll() is None
        assert lines[1].recv(4096).startswith(b"SSH-2.0")
        lines[1].settimeout(0.2)
        with pytest.raises(TimeoutError):
            lines[1].recv(4096)
    finally:
        for client in clients:
            client.kill()
            client.wait()
        for line in lines:
            line.close()
        ours.close()


def test_15_what_the_server_is_told_about_idle_connections(server: Sshd) -> None:
    """As the server itself says its settings; the times are not waited for."""
    assert SSHD
    said = subprocess.run([SSHD, "-T", "-f", server.config], capture_output=True, text=True, check=True).stdout
    settings = dict(line.split(" ", 1) for line in said.splitlines() if " " in line)
    expected = {
        "logingracetime": "20", "unusedconnectiontimeout": "30", "clientaliveinterval": "15", "maxsessions": "1",
        "clientalivecountmax": "2", "disableforwarding": "yes", "permituserrc": "no", "persourcemaxstartups": "50",
        "x11forwarding": "no", "permittunnel": "no", "permituserenvironment": "no",
    }  # fmt: skip
    assert {name: settings.get(name) for name in expected} == expected
    assert not {"acceptenv", "subsystem"} & set(settings) and settings.get("channeltimeout", "none") == "none"


def test_a_client_that_is_killed_or_stops_leaves_no_process_behind(here: Host, server: Sshd) -> None:
    clients = [Line(server.ssh("-tt")) for _ in range(3)]
    try:
        for client in clients:
            client.hear(b"steps, about")
        assert len(here.children) == 3
        clients[0].process.kill()
        clients[1].process.send_signal(signal.SIGHUP)
        clients[2].process.send_signal(signal.SIGTERM)
        here.alone()
        until(lambda: len(descendants(server.process.pid)) == 0, "the end of sshd's processes")
    finally:
        for client in clients:
            client.close()


def test_a_visitor_who_breaks_in_half_has_a_usable_terminal(here: Host, server: Sshd, tmp_path: Path) -> None:
    tty = Terminal([], 80, 24, {}, tmp_path, server.ssh())
    try:
        tty.until("steps, about")
        os.kill(here.child(), signal.SIGKILL)
        assert tty.end() == 70 and tty.left_on == [] and "Something broke on our side" in tty.afterwards
    finally:
        tty.close()
