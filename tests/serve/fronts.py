"""Hosts that bring their visitors themselves, and a visit from a client's start to the summary at home."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.installed import installed
from tests.real_terminal.conftest import Terminal
from tests.serve.sshd import free_port, visits_of
from tests.waiting import PATIENCE, until

CODE = re.compile(r"result ([\w-]+) > result.md")


class Front:
    """A running `explorer serve ssh` or `explorer serve web`; `started` is what it logs when it listens."""

    def __init__(
        self, folder: Path, name: str, started: str, arguments: Sequence[str] = (), **settings: object
    ) -> None:
        self.port, self.folder, self.log = free_port(), folder, folder / "log"
        said = {"socket": str(folder / "socket"), "spare": 2, **settings}
        lines = [f"{key} = {value!r}\n" for key, value in said.items()]
        (folder / "settings.toml").write_text("".join(lines))
        asked = [
            "serve",
            name,
            "--lang",
            "en",
            "--port",
            str(self.port),
            "--settings",
            str(folder / "settings.toml"),
            *arguments,
        ]
        with self.log.open("wb") as log:
            env = {**os.environ, "PYTHONPATH": str(installed()), "EXPLORER_STATE": str(folder / "state")}
            command = [sys.executable, "-m", "explorer", *asked]
            self.process = subprocess.Popen(command, stderr=log, cwd=folder, env=env)
        try:
            until(lambda: started in self.log.read_text() or self.process.poll() is not None, "the start")
            assert self.process.poll() is None, self.log.read_text()
        except AssertionError:
            self.close()
            raise

    @property
    def visits(self) -> int:
        """Visits under way."""
        return len(visits_of(self.process.pid))

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(PATIENCE)


def in_and_home(client: Sequence[str], folder: Path) -> None:
    """A visit in a window that changes, left with an answer; the code left on the screen fetches the summary."""
    tty = Terminal([], 80, 24, {}, folder, client)
    try:
        tty.until("steps, about")
        tty.resize(100, 30)
        tty.until(lambda: "keys" in tty.screen.display[29])
        tty.ask("t", "Question 1 of 24")
        tty.ask("5", "Question 2 of 24")
        tty.ask("q", "Leave?")
        tty.press("q")
        assert tty.end() == 0
        assert tty.left_on == [] and "# KAM or PM? My summary" in tty.afterwards
        code = CODE.search(tty.afterwards)
    finally:
        tty.close()
    assert code
    asked = [*client, "result", code[1]]
    fetched = subprocess.run(asked, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE)
    assert (fetched.returncode, fetched.stderr) == (0, "")
    assert fetched.stdout.startswith("# KAM or PM? My summary") and code[1] in fetched.stdout
