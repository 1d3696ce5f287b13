"""Two people in one day on a host: how a key feels while many pairs play, and what is left when one of them is gone.

    python benchmarks/two.py --pairs 50     keys of 50 pairs in rooms, one a second each, beside as many visitors alone
    python benchmarks/two.py --cut 200      so many pairs, one of whom (or the host) is killed at any moment

Pairs come by real `ssh` clients to a real OpenSSH server; the limit of visits is raised to 1,000. What is killed is the
client, its connection, the other visit's process, or the parent, in turn. Figures mean little on a busy machine: what
others take of it is said.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from multiprocessing import Pool
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pytest  # noqa: E402

from benchmarks.serve import QUICK, Server, Visitor, calm, leave, never, percentiles, pump, served  # noqa: E402
from explorer.loader.reader import read_pack  # noqa: E402
from tests.checks.conftest import whole_pack_in  # noqa: E402
from tests.checks.thursday import Thursday  # noqa: E402
from tests.serve.conftest import Host  # noqa: E402
from tests.serve.pair import Person  # noqa: E402

SIGNS = re.compile(rb"(?<![0-9A-Za-z])([2-9A-HJKMNP-Z]{6})(?![0-9A-Za-z;])")
DAY, OPEN = (b"1", b"0", b"\r"), b"\r"
"""An hour: choose, say nothing of it, go on; and the key that opens one that waits, where no other does anything."""
WAITS = b"a stand-in speaks"
"""Of what stands on the page of an hour that waits."""
ARRIVE = 5
"""Visitors that arrive a second."""
CUTS = ("client", "hang up", "child", "parent")
DAY_TAKES, SHARE = 5.0, 8
"""Seconds within which somebody is killed, of about as many that the two days take; pairs that share a host."""


class Player(Visitor):
    """An `ssh` client who remembers what was said since the last key, and presses the keys of a day."""

    place = 0

    def read(self) -> None:
        """Take what it says, and keep it."""
        first, self.first = self.first, 0.0
        super().read()
        self.first = first or self.first

    def say(self, keys: bytes, others: list[Player], seconds: float = 0.6) -> bytes:
        """Press keys one after the other; what is shown then."""
        for key in (keys[n : n + 1] for n in range(len(keys))):
            self.first, self.tail = 0.0, b""
            self.type(key)
            pump(others, never, seconds / 3)
        return self.tail


def pairs_of(server: Server, number: int, rooms: bool) -> list[Player]:
    """So many pairs, each in a day, in a room where `rooms` says so."""
    players: list[Player] = []
    command = server.sshd.ssh("-tt", *QUICK)
    for _ in range(2 * number):
        players.append(Player(command))
        pump(players, never, 1 / ARRIVE)
    pump(players, lambda: all(each.first or not each.open for each in players), 60)
    for one, other in zip(players[::2], players[1::2], strict=True):
        one.say(b"s1", players)
        if not rooms:
            other.say(b"s2", players)
            continue
        found = SIGNS.findall(one.say(b"m", players))
        one.say(b"\x1b", players)
        other.say(b"sm", players)
        other.say((found[-1].lower() if found else b"") + b"\r", players, 0.2)
    return players


def play(players: list[Player], seconds: float) -> list[float]:
    """A key a second from each; how long each waited for what answered it, in milliseconds."""
    start = time.perf_counter()
    for player in players:
        player.next, player.waits, player.pressed, player.first = start + random.random(), [], 0.0, 1.0

    def press() -> None:
        now = time.perf_counter()
        for player in players:
            if player.open and now >= player.next:
                waits = WAITS in player.tail
                player.tail = b""
                player.type(OPEN if waits else DAY[player.place % len(DAY)])
                player.place += not waits
                player.pressed = now
                player.next += 1.0

    pump(players, never, seconds, press)
    return [wait for each in players for wait in each.waits]


def feel(number: int, seconds: float) -> None:
    """Keys of pairs in rooms, and of as many visitors alone."""
    print("| pairs | | key p50 | p95 | p99 | machine |\n|---|---|---|---|---|---|")
    for rooms in (False, True):
        noise = calm()
        with served(True) as server:
            players = pairs_of(server, number, rooms)
            waits = play(players, seconds)
            leave(players)
        print(f"| {number} | {'in rooms' if rooms else 'alone'} | {percentiles(waits)} | {noise} |", flush=True)


class Hosted:
    """A host of a pack with two days of eight hours; another one once it was killed."""

    def __init__(self, folder: Path) -> None:
        thursday = Thursday(whole_pack_in(folder / "pack"))
        thursday.write()
        self.source, self.folder, self.started = thursday.desk.folder, folder, 0
        self.pack = read_pack(self.source)
        self.host = self.another()

    def another(self) -> Host:
        """A new one, in a folder of its own."""
        self.started += 1
        place = self.folder / f"host-{self.started}"
        place.mkdir()
        self.host = Host(place, pack=self.source).ready()
        return self.host

    @property
    def left(self) -> list[str]:
        """Files that a visit could have left."""
        own = {"settings.toml", "socket"}
        return [str(path) for path in self.host.folder.rglob("*") if path.is_file() and path.name not in own]


def strike(victim: str, host: Host, mine: int, theirs: Person) -> None:
    """Kill one of the two visits, or the parent; `mine`: the process of the visit that goes on."""
    process = theirs.terminal.process
    with suppress(OSError, StopIteration):
        if victim == "parent":
            host.process.kill()
        elif victim == "child":
            os.kill(next(child for child in host.children if child != mine), signal.SIGKILL)
        else:
            process.send_signal(signal.SIGKILL if victim == "client" else signal.SIGHUP)


def cut_once(hosted: Hosted, turn: int, chance: random.Random) -> str:
    """A pair, of which one or the parent is killed at any moment; what went wrong, empty where nothing did."""
    victim = CUTS[turn % len(CUTS)]
    host = hosted.another() if hosted.host.process.poll() is not None else hosted.host
    try:
        first = Person(host.visit(size=(40, 15)), hosted.pack, "es")
        mine = host.child()
        people = first, Person(host.visit(size=(40, 15)), hosted.pack, "en")
        people[0].begin()
        people[1].begin()
        people[1].enter_room(people[0].make_room(1))
        killer = threading.Timer(chance.uniform(0.0, DAY_TAKES), strike, (victim, host, mine, people[1]))
        killer.start()
        for _ in range(120):
            if people[1].terminal.process.poll() is None:
                with suppress(pytest.fail.Exception, OSError):
                    people[1].step(patient=False)
            if people[0].step(patient=False) == "over":
                break
        killer.join()
        people[0].terminal.press("qq")
        code = people[0].terminal.end()
        return "" if code == 0 and not hosted.left else f"exit {code}, left {hosted.left}"
    except (pytest.fail.Exception, AssertionError) as error:
        return str(error)[:2000] or "failed"
    finally:
        for visitor in host.visitors:
            visitor.close()
        host.visitors.clear()
        if victim == "parent":  # also where the day was over before
            host.close()
        else:
            host.alone()


def cut_some(turns: range) -> list[tuple[int, str]]:
    """Some pairs, one after the other, and what went wrong in each."""
    folder = Path(tempfile.mkdtemp(prefix="explorer-two-"))
    hosted = Hosted(folder)
    try:
        return [(turn, cut_once(hosted, turn, random.Random(turn))) for turn in turns]
    finally:
        hosted.host.close()
        shutil.rmtree(folder, ignore_errors=True)


def cut(number: int) -> None:
    """So many pairs, two at a time."""
    well: Counter[str] = Counter()
    done = 0
    shares = [range(first, min(first + SHARE, number)) for first in range(0, number, SHARE)]
    with Pool(2) as pool:
        for found in pool.imap_unordered(cut_some, shares):
            for turn, wrong in found:
                well[CUTS[turn % len(CUTS)]] += not wrong
                if wrong:
                    print(f"{turn} {CUTS[turn % len(CUTS)]}: {wrong}", flush=True)
            done += len(found)
            print(f"{done}: {sum(well.values())} days of the other ended well", flush=True)
    print(f"{sum(well.values())} of {number} ended well, with nothing left: {dict(well)}")


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--pairs", type=int, default=0)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--cut", type=int, default=0)
    asked = parser.parse_args()
    if asked.pairs:
        feel(asked.pairs, asked.seconds)
    if asked.cut:
        cut(asked.cut)


if __name__ == "__main__":
    main()
