"""What a host bears: logs that nobody reads, connections that ask for nothing, names that are not its own, and an
installation that is taken away under its visits."""

from __future__ import annotations

import json
import os
import selectors
import shutil
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from explorer.pack.pack import Pack
from explorer.serve.log import logged
from explorer.serve.parent import Parent
from explorer.serve.settings import Settings
from explorer.serve.warmup import ROOMS
from tests.installed import copied, installed
from tests.serve.conftest import Host, Hosts
from tests.serve.sshd import free_port
from tests.waiting import PATIENCE, until

ROOT = Path(__file__).resolve().parents[2]


def test_a_log_that_nobody_reads_is_not_waited_for() -> None:
    reader, writer = os.pipe()
    taken = 0
    while logged(writer, "x" * 1000 + "\n"):
        taken += 1
    assert taken > 10
    os.read(reader, 1 << 20)
    assert logged(writer, "again\n")
    os.close(reader)
    assert logged(writer, "nobody\n")  # there is nothing to wait for
    os.close(writer)


def test_a_host_whose_log_is_full_goes_on_serving(host: Hosts) -> None:
    here = host()
    assert here.process.stderr
    until(lambda: "xplorer" in here.log or here.log, "its start")
    fill = os.open(f"/proc/{here.process.pid}/fd/2", os.O_WRONLY | os.O_NONBLOCK)
    with suppress(BlockingIOError):
        while True:
            os.write(fill, b"x" * 4096)
    os.close(fill)
    for _ in range(3):
        here.visit().until("steps, about")


def test_an_arrival_that_was_cut_short_is_told_so(here: Host) -> None:
    visitor = here.visit(TERM="x" * 5000)
    assert visitor.end() == 2


@pytest.mark.parametrize("megabytes", [16, 24, 31])
def test_memory_with_which_no_visit_can_begin_is_refused(megabytes: int) -> None:
    with pytest.raises(ValueError, match="memory"):
        Settings(memory=megabytes)
    assert Settings(memory=32).memory == 32


def started(*options: str, settings: str = "", folder: Path) -> subprocess.CompletedProcess[str]:
    """What a start that cannot be comes to."""
    (folder / "settings.toml").write_text(f"socket = '{folder / 'socket'}'\n{settings}", encoding="utf-8-sig")
    always = ("--lang", "en", "--settings", str(folder / "settings.toml"))
    return subprocess.run(
        [sys.executable, "-m", "explorer", "serve", *options, *always],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        env={**os.environ, "PYTHONPATH": str(installed())},
    )


@pytest.mark.parametrize(
    ("front", "bind"),
    [("ssh", "127.0.0.1"), ("web", "127.0.0.1"), ("ssh", "203.0.113.7"), ("web", "no such name")],
)
def test_a_place_where_it_cannot_listen_is_named(front: str, bind: str, tmp_path: Path) -> None:
    """A port that is taken, an address that is another machine's, a name that is none; a byte order mark in the
    settings is passed over."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = started(front, "--port", str(port), "--bind", bind, folder=tmp_path)
    assert said.returncode == 2 and len(said.stderr.splitlines()) == 1, said.stderr
    assert f"{bind}:{port}" in said.stderr and "output" not in said.stderr


@pytest.mark.slow
def test_of_two_that_start_at_once_at_one_port_one_is_told_in_one_line(tmp_path: Path) -> None:
    port, hosts = str(free_port()), []
    for name in ("one", "other"):
        (tmp_path / name).write_text(f"socket = '{tmp_path / name}.socket'\n")
        command = [sys.executable, "-m", "explorer", "serve", "web", "--port", port, "--lang", "en"]
        env = {**os.environ, "PYTHONPATH": str(installed())}
        hosts.append(
            subprocess.Popen([*command, "--settings", str(tmp_path / name)], stderr=subprocess.PIPE, text=True, env=env)
        )
    try:
        until(lambda: any(host.poll() is not None for host in hosts), "the end of one")
        ended, running = sorted(hosts, key=lambda host: host.poll() is None)
        assert ended.stderr and running.stderr and running.poll() is None
        lines = ended.stderr.read().splitlines()
        assert ended.returncode == 2 and len(lines) == 1 and f"127.0.0.1:{port}" in lines[0], lines
        assert any(f":{port}" in line for line in iter(running.stderr.readline, ""))
    finally:
        for host in hosts:
            host.terminate()
            host.communicate(timeout=PATIENCE)


@pytest.mark.parametrize("text", ["", "no key"])
def test_a_host_key_that_is_none_is_named(text: str, tmp_path: Path) -> None:
    (tmp_path / "key").write_text(text)
    said = started("ssh", "--port", str(free_port()), settings=f"host_key = '{tmp_path / 'key'}'\n", folder=tmp_path)
    assert said.returncode == 2 and len(said.stderr.splitlines()) == 1, said.stderr
    assert str(tmp_path / "key") in said.stderr


def test_a_socket_file_that_was_taken_away_is_made_again(host: Hosts) -> None:
    here = host()
    here.socket.unlink()
    assert here.visit().end() == 69
    here.process.send_signal(signal.SIGHUP)
    until(here.socket.exists, "the socket")
    here.visit().until("steps, about")


def test_a_walk_through_everything_loads_nothing_that_was_not_loaded_before(tmp_path: Path) -> None:
    """The package is moved away under a running visit, and every pane, dialog and kind of terminal goes on."""
    away = tmp_path / "there"
    copied(away)
    shutil.copytree(ROOT / "content", away / "content")
    script = tmp_path / "walk.py"
    script.write_text(WALK)
    done = subprocess.run(
        [sys.executable, str(script), str(away), str(ROOT / "tests" / "packs" / "first")],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(away)},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["late"] == [] and len(said["loaded"]) > 50 and set(ROOMS) <= set(said["rooms"])


WALK = """
import asyncio, json, os, sys
from pathlib import Path
away, pack = Path(sys.argv[1]), Path(sys.argv[2])
from explorer.loader.reader import read_pack
from explorer.serve.warmup import rehearse
from explorer.session.session import Session
from explorer.engine.visit import Visit
pack = read_pack(pack)
rehearse(pack, "en")
loaded = {name for name in sys.modules if name.startswith("explorer.")}
away.rename(away.with_name("gone"))
from explorer.tui.app import ExplorerApp
from explorer.tui.panes.table import IDS
from explorer.terminal.detect import POOR

async def walk(pilot):
    for pane in IDS:
        await pilot.app.switch_mode(pane)
        await pilot.pause()
        for key in ("question_mark", "escape", "colon", "escape", "slash", "a", "escape", "Y", "escape", "e", "escape",
                    "y", "escape", "down", "enter", "escape", "3", "L", "w", "escape", "u", "q", "escape"):
            await pilot.press(key)
    pilot.app.exit()

for signs in ("all", "ascii"):
    app = ExplorerApp(Session(pack, Visit("en")), ascii=signs == "ascii")
    app.run(headless=True, size=(100, 40), auto_pilot=walk)
    if app.failure:
        raise app.failure
late = sorted(name for name in sys.modules if name.startswith("explorer.") and name not in loaded)
rooms = sorted({name.split(".")[1] for name in loaded})
print(json.dumps({"late": late, "loaded": sorted(loaded), "rooms": rooms}))
"""


def test_two_who_leave_a_room_in_the_same_moment_end_no_host(tmp_path: Path, small: Pack) -> None:
    """What the first one's leaving closes is not asked for again."""
    parent = Parent(small, Settings(socket=str(tmp_path / "socket")))
    pairs = {process: socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for process in (1, 2)}
    for process, (ours, theirs) in pairs.items():
        parent.room_lines[process] = ours
        parent.selector.register(ours, selectors.EVENT_READ, process)
        theirs.close()
    seen = [key.data for key, _ in parent.selector.select(1)]
    parent._close_room_line(2)
    for process in seen:
        parent._hand_on(process)
    assert sorted(seen) == [1, 2] and parent.room_lines == {}
    for each in (parent.listener, parent.awake, parent.wake):
        each.close()
    parent.selector.close()
