"""`explorer serve ssh`: a host without OpenSSH, tried with OpenSSH's real client."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.conftest import ROOT, Line, until
from tests.serve.sshd import MISSING, descendants, free_port
from tests.terminal.conftest import Terminal

pytestmark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


class Workshop:
    """A running `explorer serve ssh`."""

    def __init__(self, folder: Path) -> None:
        self.port, self.folder = free_port(), folder
        (folder / "settings.toml").write_text(
            f'host_key = "{folder / "key"}"\nvisits = 2\nssh = "ssh explorer@there"\n'
        )
        asked = ["serve", "ssh", "--lang", "en", "--port", str(self.port), "--settings", str(folder / "settings.toml")]
        with (folder / "log").open("wb") as log:
            self.process = subprocess.Popen([sys.executable, "-m", "explorer", *asked], stderr=log, cwd=ROOT)
        until(lambda: "SSH at" in (folder / "log").read_text() or self.process.poll() is not None, "the start")
        assert self.process.poll() is None, (folder / "log").read_text()

    def ssh(self, *options: str) -> list[str]:
        known = ["-o", f"UserKnownHostsFile={self.folder / 'known'}", "-o", "StrictHostKeyChecking=accept-new"]
        quiet = ["-F", "/dev/null", "-o", "LogLevel=ERROR", "-o", "BatchMode=yes"]
        return ["ssh", *quiet, *known, "-p", str(self.port), *options, "anyone@127.0.0.1"]

    @property
    def visits(self) -> int:
        return len(descendants(self.process.pid)) - 1

    def close(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    pytest.importorskip("asyncssh", reason="career-explorer[ssh] is not installed")
    running = Workshop(tmp_path_factory.mktemp("workshop"))
    yield running
    running.close()


def test_a_visit_a_resize_and_the_result(workshop: Workshop, tmp_path: Path) -> None:
    tty = Terminal([], 80, 24, {}, tmp_path, workshop.ssh())
    try:
        tty.until("Start anywhere")
        tty.resize(100, 30)
        tty.until(lambda: "keys" in tty.screen.display[29])
        tty.ask("t", "Question 1 of 24")
        tty.ask("5", "Question 2 of 24")
        tty.ask("q", "Leave?")
        tty.press("q")
        assert tty.end() == 0 and tty.left_on == []
        code = re.search(r"result ([\w-]+) > result.md", tty.afterwards)
    finally:
        tty.close()
    assert code
    fetched = subprocess.run([*workshop.ssh(), "result", code[1]], capture_output=True, text=True, timeout=20)
    assert fetched.returncode == 0 and fetched.stdout.startswith("# KAM or PM?")


@pytest.mark.parametrize("asked", [["id"], ["sh", "-i"], ["scp", "-t", "x"]], ids=str)
def test_14_no_other_command_is_carried_out(asked: list[str], workshop: Workshop) -> None:
    refused = subprocess.run([*workshop.ssh(), *asked], capture_output=True, text=True, timeout=20)
    assert (refused.returncode, refused.stdout) == (2, "") and len(refused.stderr.splitlines()) == 1


def test_14_no_subsystem_and_nothing_forwarded(workshop: Workshop) -> None:
    sftp = subprocess.run([*workshop.ssh("-s"), "sftp"], capture_output=True, text=True, timeout=20)
    assert sftp.returncode != 0 and sftp.stdout == ""
    for options in (
        ["-W", "127.0.0.1:22"],
        ["-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{free_port()}:127.0.0.1:1"],
    ):
        refused = subprocess.run(workshop.ssh(*options), capture_output=True, text=True, timeout=20)
        assert refused.returncode != 0, options


def test_the_same_limits_hold_and_a_killed_client_leaves_nothing(workshop: Workshop) -> None:
    clients = [Line(workshop.ssh("-tt")) for _ in range(2)]
    for client in clients:
        client.hear(b"tart anywhere")
    third = Line(workshop.ssh("-tt"))
    third.hear(b"places are taken")
    assert third.ends(10) and third.process.returncode == 69
    assert workshop.visits == 2
    for client in (*clients, third):
        client.close()
    until(lambda: workshop.visits == 0, "the end of the visits")


def test_its_key_stays_and_is_its_owners_alone(workshop: Workshop) -> None:
    assert (workshop.folder / "key").stat().st_mode & 0o077 == 0
