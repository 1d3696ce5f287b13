"""`explorer serve ssh`: a host without OpenSSH, tried with OpenSSH's real client."""

from __future__ import annotations

import select
import socket
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from explorer.serve.unused import MOST_OF_ADDRESS
from tests.serve.conftest import Line
from tests.serve.fronts import Front, in_and_home
from tests.serve.sshd import MISSING, free_port
from tests.waiting import PATIENCE, until

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


class Workshop(Front):
    """A running `explorer serve ssh`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, "ssh", "SSH at", host_key=str(folder / "key"), visits=2)

    def ssh(self, *options: str) -> list[str]:
        known = ["-o", f"UserKnownHostsFile={self.folder / 'known'}", "-o", "StrictHostKeyChecking=accept-new"]
        quiet = ["-F", "/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes"]
        return ["ssh", *quiet, *known, "-p", str(self.port), *options, "anyone@127.0.0.1"]


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    pytest.importorskip("asyncssh", reason="career-explorer[ssh] is not installed")
    running = Workshop(tmp_path_factory.mktemp("workshop"))
    yield running
    running.close()


def test_a_visit_a_resize_and_the_result(workshop: Workshop, tmp_path: Path) -> None:
    in_and_home(workshop.ssh(), tmp_path)


@pytest.mark.parametrize("asked", [["id"], ["sh", "-i"], ["scp", "-t", "x"]], ids=str)
def test_14_no_other_command_is_carried_out(asked: list[str], workshop: Workshop) -> None:
    refused = subprocess.run([*workshop.ssh(), *asked], capture_output=True, text=True, timeout=PATIENCE)
    assert (refused.returncode, refused.stdout) == (2, "") and len(refused.stderr.splitlines()) == 1


def test_14_no_subsystem_and_nothing_forwarded(workshop: Workshop) -> None:
    sftp = subprocess.run([*workshop.ssh("-s"), "sftp"], capture_output=True, text=True, timeout=PATIENCE)
    assert sftp.returncode != 0 and sftp.stdout == ""
    for options in (
        ["-W", "127.0.0.1:22"],
        ["-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{free_port()}:127.0.0.1:1"],
    ):
        refused = subprocess.run(workshop.ssh(*options), capture_output=True, text=True, timeout=PATIENCE)
        assert refused.returncode != 0, options


def test_the_same_limits_hold_and_a_killed_client_leaves_nothing(workshop: Workshop) -> None:
    clients = [Line(workshop.ssh("-tt")) for _ in range(2)]
    try:
        for client in clients:
            client.hear(b"steps, about")
        clients.append(Line(workshop.ssh("-tt")))
        clients[-1].hear(b"places are taken")
        assert clients[-1].ends() and clients[-1].process.returncode == 69
        assert workshop.visits == 2
    finally:
        for client in clients:
            client.close()
    until(lambda: workshop.visits == 0, "the end of the visits")


def test_no_subsystem_is_a_visit_and_a_connection_has_one_session(workshop: Workshop, tmp_path: Path) -> None:
    asked = subprocess.run([*workshop.ssh("-tt", "-s"), "anything"], capture_output=True, text=True, timeout=PATIENCE)
    assert asked.returncode == 2 and "steps, about" not in asked.stdout
    shared = ["-o", "ControlMaster=auto", "-o", f"ControlPath={tmp_path}/c", "-o", "ControlPersist=no"]
    first = Line(workshop.ssh("-tt", *shared))
    first.hear(b"steps, about")
    second = subprocess.run(
        workshop.ssh("-tt", *shared), capture_output=True, text=True, timeout=PATIENCE, stdin=subprocess.DEVNULL
    )
    assert second.returncode == 2 and "steps, about" not in second.stdout
    first.close()
    until(lambda: workshop.visits == 0, "the end of the visit")


def test_one_address_has_so_many_connections_without_a_session(workshop: Workshop) -> None:
    idle = [socket.create_connection(("127.0.0.1", workshop.port), PATIENCE) for _ in range(MOST_OF_ADDRESS + 5)]
    try:
        ended = set[int]()
        until(lambda: len(gone(idle, ended)) >= 5, "an end of those that are too many")
        assert len(gone(idle, ended)) == 5
    finally:
        for each in idle:
            each.close()
    fetched = subprocess.run([*workshop.ssh(), "help"], capture_output=True, text=True, timeout=PATIENCE)
    assert fetched.returncode == 0


def gone(lines: Sequence[socket.socket], ended: set[int]) -> set[int]:
    """Those of which nothing more comes, added to those of before."""
    open_ = [line for place, line in enumerate(lines) if place not in ended]
    for line in select.select(open_, [], [], 0)[0]:
        try:
            over = not line.recv(1000)
        except ConnectionError:
            over = True
        if over:
            ended.add(lines.index(line))
    return ended


def test_input_that_ends_is_no_fault_of_the_host(workshop: Workshop) -> None:
    """As `ssh -tt … </dev/null`: the visit ends in order, without a number to report."""
    said = subprocess.run(
        workshop.ssh("-tt"), stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE
    )
    assert "Something broke" not in said.stdout + said.stderr
    until(lambda: workshop.visits == 0, "the end of the visit")


def test_what_is_told_without_a_visit_reaches_a_terminal_with_whole_line_ends(workshop: Workshop) -> None:
    said = subprocess.run(
        [*workshop.ssh("-tt"), "help"], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE
    )
    assert said.returncode == 0 and said.stdout.count(b"\n") == said.stdout.count(b"\r\n") > 2


def test_its_key_stays_and_is_its_owners_alone(workshop: Workshop) -> None:
    assert (workshop.folder / "key").stat().st_mode & 0o077 == 0
