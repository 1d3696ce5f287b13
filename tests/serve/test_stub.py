"""What OpenSSH starts for a visitor, in Python and in C: the same to the parent and to the visitor."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import termios
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from explorer.serve.stub import OUT_OF_SERVICE, RESET
from explorer.serve.wire import LAST_WORDS, LONGEST, RESIZED, Arrival, arrival, ending
from tests.serve.conftest import Line
from tests.serve.sshd import NO_COMPILER, STUB, compiled
from tests.waiting import PATIENCE, until

if sys.platform != "linux":
    pytest.skip("serve works on Linux only", allow_module_level=True)

STUBS = {"python": (sys.executable, "-I", "-S", str(STUB)), "c": ()}


@pytest.fixture(params=[*STUBS])
def stub(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, ...]:
    """The command, without the socket."""
    if request.param == "c":
        if NO_COMPILER:
            pytest.skip(NO_COMPILER)
        return (str(compiled(tmp_path_factory.getbasetemp())),)
    return STUBS[str(request.param)]


class Parent:
    """Someone who listens where the parent would, and takes one visitor."""

    def __init__(self, path: Path) -> None:
        self.listener = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.listener.bind(str(path))
        self.listener.listen()
        self.listener.settimeout(PATIENCE)
        self.handles: list[int] = []
        self.open = [self.listener]

    def take(self) -> Arrival | None:
        """Wait for a visitor; who it is."""
        self.line, _ = self.listener.accept()
        self.open.append(self.line)
        self.line.settimeout(PATIENCE)
        message, self.handles, _, _ = socket.recv_fds(self.line, 2 * LONGEST, 8)
        assert len(message) <= LONGEST
        return arrival(message)

    def close(self) -> None:
        """Let go of everything."""
        for handle in self.handles:
            os.close(handle)
        for each in self.open:
            each.close()


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[Parent]:
    """One who listens at `socket`."""
    listening = Parent(tmp_path / "socket")
    yield listening
    listening.close()


Visit = Callable[..., Line]


@pytest.fixture
def visit(stub: tuple[str, ...], tmp_path: Path) -> Iterator[Visit]:
    """Starts the stub in a terminal."""
    opened: list[Line] = []

    def start(**env: str) -> Line:
        opened.append(Line([*stub, str(tmp_path / "socket")], env=env))
        return opened[-1]

    yield start
    for each in opened:
        each.close()


def settings(line: Line) -> list[object]:
    """How the terminal is set."""
    return termios.tcgetattr(line.keyboard)


def test_says_who_comes_and_hands_over_the_terminal(parent: Parent, visit: Visit) -> None:
    came = {"SSH_CONNECTION": "203.0.113.9 4711 203.0.113.1 22", "SSH_ORIGINAL_COMMAND": "result ABC", "TERM": "foot"}
    visit(**came)
    assert parent.take() == Arrival("ssh", "foot", "203.0.113.9", "result ABC")
    assert len(parent.handles) == 3 and all(os.isatty(handle) for handle in parent.handles)
    assert len({os.fstat(handle).st_rdev for handle in parent.handles}) == 1


def test_who_says_nothing_of_themselves_comes_too(parent: Parent, visit: Visit) -> None:
    visit(TERM="")
    assert parent.take() == Arrival("ssh", "", "", "")


def test_what_is_asked_for_is_cut_to_a_message(parent: Parent, visit: Visit) -> None:
    visit(SSH_ORIGINAL_COMMAND="x" * 3 * LONGEST)
    who = parent.take()
    assert who and set(who.command) == {"x"} and len(who.packed()) == LONGEST


def test_tells_that_the_window_has_changed(parent: Parent, visit: Visit) -> None:
    line = visit()
    parent.take()
    until(lambda: _catches(line.process.pid, signal.SIGWINCH), "its ear for changes")
    for _ in range(3):
        line.process.send_signal(signal.SIGWINCH)
        assert parent.line.recv(16) == RESIZED


def _catches(process: int, number: int) -> bool:
    status = Path(f"/proc/{process}/status").read_text()
    caught = next(line for line in status.splitlines() if line.startswith("SigCgt"))
    return bool(int(caught.split()[1], 16) >> (number - 1) & 1)


@pytest.mark.parametrize(("code", "reset"), [(0, False), (2, False), (69, False), (70, True), (75, True), (143, True)])
def test_says_what_the_parent_says_and_ends_as_the_visit(parent: Parent, visit: Visit, code: int, reset: bool) -> None:
    line = visit()
    parent.take()
    before = settings(line)
    raw = termios.tcgetattr(parent.handles[0])
    raw[3] &= ~(termios.ICANON | termios.ECHO)
    termios.tcsetattr(parent.handles[0], termios.TCSANOW, raw)
    assert settings(line) != before
    parent.line.send(LAST_WORDS + b"not this")
    parent.line.send(ending(code, "that is all: ñ\n"))
    parent.line.close()
    assert line.ends() and line.process.returncode == code
    assert line.said == (RESET.encode() if reset else b"") + "that is all: ñ\r\n".encode()
    assert settings(line) == before


def test_what_a_visitor_did_not_read_does_not_keep_the_last_words_from_them(parent: Parent, visit: Visit) -> None:
    """The terminal is full of what the visit painted: it is dropped, and the stub ends at once with its words."""
    line = visit()
    parent.take()
    os.set_blocking(parent.handles[1], False)
    with suppress(BlockingIOError):
        while True:
            os.write(parent.handles[1], b"painted " * 64)
    os.set_blocking(parent.handles[1], True)
    parent.line.send(ending(75, "that is all"))
    parent.line.close()
    assert line.process.wait(PATIENCE) == 75
    line.listen(0.1)
    assert line.said.endswith(RESET.encode() + b"that is all")


def test_a_visit_that_vanishes_has_its_last_words(parent: Parent, visit: Visit) -> None:
    line = visit()
    parent.take()
    parent.line.send(LAST_WORDS + b"something broke: 7\n")
    parent.line.close()
    assert line.ends() and line.process.returncode == 70
    assert line.said == RESET.encode() + b"something broke: 7\r\n"


def test_where_nobody_listens_it_says_so(visit: Visit) -> None:
    line = visit()
    assert line.ends() and line.process.returncode == 69
    assert line.said == OUT_OF_SERVICE.replace("\n", "\r\n").encode()


def test_without_a_terminal_it_says_so_on_standard_error(stub: tuple[str, ...], tmp_path: Path) -> None:
    said = subprocess.run(
        [*stub, str(tmp_path / "none")], stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE
    )
    assert (said.returncode, said.stdout, said.stderr) == (69, b"", OUT_OF_SERVICE.encode())


def test_control_c_before_the_visit_shows_nothing_of_the_inside(parent: Parent, visit: Visit) -> None:
    line = visit()
    parent.take()
    line.process.send_signal(signal.SIGINT)  # as the terminal does before the visit has taken the keys
    assert line.ends() and line.process.returncode == -signal.SIGINT
    assert line.said == b""
