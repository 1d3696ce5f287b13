"""A host in a folder of its own, and visitors who come to it as OpenSSH brings them: by the stub, in a terminal."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.installed import installed
from tests.real_terminal.conftest import Terminal
from tests.serve.sshd import visits_of
from tests.waiting import PATIENCE, until

if TYPE_CHECKING:
    from tests.serve.site import Site

ROOT = Path(__file__).resolve().parents[2]
STUB = ROOT / "explorer" / "serve" / "stub.py"


class Host:
    """A running `explorer serve`."""

    def __init__(
        self, folder: Path, before: str = "", filed: bool = False, pack: Path | None = None, **settings: object
    ) -> None:
        self.folder = folder
        self.file = folder / "log" if filed else None
        """Where it logs to a file."""
        self.socket = folder / "socket"
        self.settings = folder / "settings.toml"
        self.state = folder / "state"
        """Where it says how it broke; there is none while it does not."""
        self.set(**settings)
        of_pack = ("--pack", str(pack)) if pack else ()
        program = ["-m", "explorer"]
        if before:  # something to go wrong in it
            program = ["-c", f"{before}\nimport sys\nfrom explorer.cli.main import run\nsys.exit(run(sys.argv[1:]))"]
        env = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        log = self.file.open("wb") if self.file else None
        self.process = subprocess.Popen(
            [sys.executable, *program, *of_pack, "serve", "--lang", "en", "--settings", str(self.settings)],
            env={**env, "PYTHONPATH": str(installed()), "LC_ALL": "C.UTF-8", "EXPLORER_STATE": str(self.state)},
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stderr=log or subprocess.PIPE,
        )
        if log:
            log.close()
        self.visitors: list[Terminal] = []
        self._log = b""

    def set(self, **settings: object) -> None:
        """Write the settings."""
        said = {"socket": str(self.socket), "ssh": "ssh explorer@there", "spare": 2, **settings}
        lines = [f"{name} = {value!r}\n" for name, value in said.items()]
        self.settings.write_text("".join(lines))

    @property
    def log(self) -> str:
        """What it has logged so far."""
        if self.file:
            return self.file.read_text()
        assert self.process.stderr
        os.set_blocking(self.process.stderr.fileno(), False)
        while data := self.process.stderr.read():
            self._log += data
        return self._log.decode()

    def ready(self) -> Host:
        """Wait until it serves."""
        until(lambda: "Serving" in self.log or self.process.poll() is not None, "the host's start")
        assert self.process.poll() is None, self.log
        return self

    def visit(self, *, size: tuple[int, int] = (80, 24), command: str = "", **env: str) -> Terminal:
        """A visitor in a terminal."""
        asked = {"SSH_ORIGINAL_COMMAND": command} if command else {}
        stub = (sys.executable, "-I", "-S", str(STUB))
        self.visitors.append(Terminal([str(self.socket)], *size, {**asked, **env}, self.folder, stub))
        return self.visitors[-1]

    def ask(self, command: str, **env: str) -> subprocess.CompletedProcess[str]:
        """What someone without a terminal is told."""
        return subprocess.run(
            [sys.executable, "-I", "-S", str(STUB), str(self.socket)],
            env={"SSH_ORIGINAL_COMMAND": command, "TERM": "xterm", **env},
            input="",
            capture_output=True,
            text=True,
            timeout=PATIENCE,
        )

    @property
    def children(self) -> list[int]:
        """The visits' processes."""
        return visits_of(self.process.pid)

    def child(self) -> int:
        """The process of the only visit."""
        until(lambda: len(self.children) == 1, "a child")
        return self.children[0]

    def alone(self) -> None:
        """Wait until no visit is left."""
        until(lambda: not self.children, "the end of all visits")

    def close(self) -> None:
        """End it and its visits."""
        for visitor in self.visitors:
            visitor.close()
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.process.stderr:
            self.process.stderr.close()


def growth(process: int) -> float:
    """Megabytes that are a process's own."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Private_Dirty:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no such line")


class Line:
    """A program in a terminal that nobody draws: bytes in, bytes counted."""

    def __init__(
        self, command: Sequence[str], size: tuple[int, int] = (80, 24), env: Mapping[str, str] = {}, **more: object
    ) -> None:
        self.keyboard, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.set_blocking(self.keyboard, False)
        base = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            command, stdin=line, stdout=line, stderr=line, env={**base, **env}, start_new_session=True, **more
        )  # type: ignore[call-overload]
        os.close(line)
        self.said = b""

    def listen(self, seconds: float) -> None:
        """Read what it says, until it is silent for so long."""
        while select.select([self.keyboard], [], [], seconds)[0]:
            try:
                self.said += os.read(self.keyboard, 1 << 16)
            except OSError:
                return

    def hear(self, word: bytes) -> None:
        """Read until it has said something."""
        end = time.monotonic() + PATIENCE
        while word not in self.said:
            assert time.monotonic() < end, self.said[-2000:]
            self.listen(0.05)

    def pour(self, data: bytes, seconds: float = 3.0) -> bytes:
        """Type, as fast as it goes and for so long at most, reading what is said; what is still to be typed."""
        end = time.monotonic() + seconds
        while data and time.monotonic() < end:
            readable, writable, _ = select.select([self.keyboard], [self.keyboard], [], 0.1)
            try:
                if readable:
                    self.said += os.read(self.keyboard, 1 << 16)
                if writable:
                    data = data[os.write(self.keyboard, data) :]
            except OSError:
                break
        return data

    def ends(self, within: float = PATIENCE) -> bool:
        """Whether it ends by itself within so many seconds."""
        end = time.monotonic() + within
        while self.process.poll() is None and time.monotonic() < end:
            self.listen(0.02)
        self.listen(0.02)  # what it said last
        return self.process.poll() is not None

    def close(self) -> None:
        """End it."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self.keyboard >= 0:
            os.close(self.keyboard)
            self.keyboard = -1


Hosts = Callable[..., Host]


@pytest.fixture(scope="session")
def _shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
    if sys.platform != "linux":
        pytest.skip("serve works on Linux only")
    shared = Host(tmp_path_factory.mktemp("host")).ready()
    yield shared
    shared.close()


@pytest.fixture
def here(_shared: Host) -> Iterator[Host]:
    """A host as it comes, for tests that leave it as they find it: no visitor stays."""
    yield _shared
    for visitor in _shared.visitors:
        visitor.close()
    _shared.visitors.clear()
    _shared.alone()


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Hosts]:
    """Starts a host with these settings; `before`: Python that it runs first."""
    if sys.platform != "linux":
        pytest.skip("serve works on Linux only")
    opened: list[Host] = []

    def start(**settings: object) -> Host:
        folder = tmp_path / str(len(opened))
        folder.mkdir()
        opened.append(Host(folder, **settings))  # type: ignore[arg-type]
        return opened[-1].ready()

    yield start
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    pytest.importorskip("textual_serve", reason="career-explorer[web] is not installed")
    from tests.serve.site import Site

    running = Site(tmp_path_factory.mktemp("web"))
    yield running
    running.close()


@pytest.fixture
def site(_site: Site) -> Site:
    """A host for browsers as it comes, with room for a few; nobody of a test before is there any more."""
    until(lambda: _site.visits == 0, "the end of all visits")
    return _site
