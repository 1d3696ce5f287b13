"""A real OpenSSH server on a port of the loopback, with the configuration that is shipped, and real clients of it."""

from __future__ import annotations

import getpass
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from itertools import cycle
from pathlib import Path

from tests.waiting import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]
STUB = ROOT / "explorer" / "serve" / "stub.py"
SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
MISSING = "" if SSHD and shutil.which("ssh") else "no OpenSSH server here (Debian: openssh-server)"
"""Why there is none; empty where there is one."""
COMPILER = shutil.which("cc")
NO_COMPILER = "" if COMPILER else "no C compiler here (Debian: gcc, libc6-dev)"
"""Why the stub in C is not tried; empty where it is."""


PORTS = cycle(range(10_000, 32_000))
"""Those below the ones that systems give to clients."""
for _ in range(os.getpid() * 101 % 22_000):  # workers begin in different places
    next(PORTS)


def free_port() -> int:
    """A port of the loopback that nobody listens at, and that no other test is told soon."""
    while True:
        port = next(PORTS)
        with socket.socket() as each, suppress(OSError):
            each.bind(("127.0.0.1", port))
            return port


def connects(port: int) -> bool:
    """Whether somebody listens at a port of the loopback."""
    with socket.socket() as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def key(path: Path) -> Path:
    """A new key."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", path], check=True)
    return path


class Sshd:
    """`deploy/sshd_config` with what a test cannot have replaced: port, host key, user, how the user is known; or
    another `file`, without a `command`."""

    def __init__(
        self,
        folder: Path,
        command: str,
        host_key: Path | None = None,
        file: Path = ROOT / "deploy" / "sshd_config",
        **changed: str,
    ) -> None:
        folder.mkdir(exist_ok=True, parents=True)
        self.folder, self.port, self.user = folder, free_port(), getpass.getuser()
        self.key = folder / "user"
        if not self.key.exists():
            key(self.key)
        (folder / "authorized").write_text((folder / "user.pub").read_text())
        home = host_key or key(folder / "host")
        config = re.sub(r"(?m)^Include .*$", "", file.read_text())
        replaced = {
            "Port": str(self.port),
            "ListenAddress": "127.0.0.1",
            "HostKey": str(home),
            "AllowUsers": self.user,
            **({"ForceCommand": command} if command else {}),
            "AuthenticationMethods": "publickey",
            "PermitEmptyPasswords": "no",
            "PubkeyAuthentication": "yes",
            "AuthorizedKeysFile": str(folder / "authorized"),
            "PermitRootLogin": "yes" if os.geteuid() == 0 else "no",
            "StrictModes": "no",  # a folder of all users, as /tmp is
            "SetEnv": "SHLVL=2",  # a tester's bash would read its .bashrc first; the shell of the shipped user is sh
            **changed,
        }
        for name, value in replaced.items():
            line = f"{name} {value}"
            config, found = re.subn(rf"^{name} .*$", lambda _, line=line: line, config, flags=re.M)  # type: ignore[misc]
            config = config if found else f"{line}\n{config}"
        self.config = folder / "sshd_config"
        self.config.write_text(config)
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        self.log = (folder / "sshd.log").open("wb")
        assert SSHD
        self.process = subprocess.Popen(
            [SSHD, "-D", "-e", "-f", self.config], stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log
        )
        until(lambda: self.process.poll() is not None or connects(self.port), "sshd's start")
        assert self.process.poll() is None, (folder / "sshd.log").read_text()

    def ssh(self, *options: str, program: str = "ssh", port: int | None = None, user: str | None = None) -> list[str]:
        """The command line of a client that knows the user's key and believes the host's."""
        said = {
            "IdentityFile": str(self.key),
            "IdentitiesOnly": "yes",
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": str(self.folder / "known"),
            "GlobalKnownHostsFile": "/dev/null",
            "LogLevel": "ERROR",
            "BatchMode": "yes",
            "PreferredAuthentications": "publickey",
        }
        flags = [part for name, value in said.items() for part in ("-o", f"{name}={value}")]
        where = [] if program != "ssh" else [f"{user or self.user}@127.0.0.1"]
        at = ["-p" if program == "ssh" else "-P", str(port or self.port)]
        return [program, "-F", "/dev/null", *at, *flags, *options, *where]

    def close(self) -> None:
        """End it, and the connections that are left."""
        for process in descendants(self.process.pid):
            with_signal(process, signal.SIGTERM)
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.log.close()


def compiled(folder: Path) -> Path:
    """The stub in C, compiled as deploy/README.md says."""
    program = folder / "stub"
    if not program.exists():
        assert COMPILER
        subprocess.run([COMPILER, "-O2", "-o", program, STUB.with_suffix(".c")], check=True)
    return program


def stub_command(path: Path) -> str:
    """The ForceCommand of a host that listens at `path`: the stub in C where there is a compiler."""
    return stub_in_python(path) if NO_COMPILER else f"exec {compiled(path.parent)} {path}"


def stub_in_python(path: Path) -> str:
    """The same, where there is no compiler."""
    return f"exec {sys.executable} -I -S {STUB} {path}"


def descendants(process: int) -> list[int]:
    """All processes that descend from one."""
    found: list[int] = []
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for child in task.read_text().split():
                found += [int(child), *descendants(int(child))]
        except OSError:  # it has ended meanwhile
            continue
    return found


def visits_of(parent: int) -> list[int]:
    """The processes of visits: they have a line to a front."""
    return [each for each in _forked_by(parent) if _front_of(each).startswith("socket:")]


def spares_of(parent: int) -> list[int]:
    """The processes that a host has ready for who comes: their line to a front leads nowhere yet."""
    return [each for each in _forked_by(parent) if _front_of(each) == os.devnull]


def _forked_by(parent: int) -> list[int]:
    """Those that have come apart from their parent; what it started as another program is none of them."""
    found = []
    with suppress(OSError):  # it has ended
        for child in map(int, Path(f"/proc/{parent}/task/{parent}/children").read_text().split()):
            with suppress(OSError):
                if os.getsid(child) == child and not _is_other(child):
                    found.append(child)
    return found


def _is_other(process: int) -> bool:
    program = Path(f"/proc/{process}/comm").read_text().strip()
    return program == "cat" or b"EXPLORER_SERVE_FRONT" in Path(f"/proc/{process}/environ").read_bytes()


def _front_of(process: int) -> str:
    """Where the line to the front leads."""
    try:
        return str(Path(f"/proc/{process}/fd/3").readlink())
    except OSError:  # it has ended
        return ""


def with_signal(process: int, number: signal.Signals) -> None:
    """Send a signal, to a process that may have ended."""
    try:
        os.kill(process, number)
    except ProcessLookupError:
        return
