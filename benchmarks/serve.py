"""What a host holds: real `ssh` clients against a real OpenSSH server with the configuration of deploy/, on loopback.

    python benchmarks/serve.py                       the table: 1, 25, 100 and 200 visitors, beside a fresh Python each
    python benchmarks/serve.py --together            25 at the same instant, beside OpenSSH that says one word
    python benchmarks/serve.py --rude                what 25 visitors feel of four who flood, freeze, claim and crash
    python benchmarks/serve.py --soak 1000           so many visits, a third of them killed; what is left behind
    python benchmarks/serve.py --all --write         all of it, and what it said put into deploy/README.md: 12 minutes

Clients, servers and measurer share the processors. Times in milliseconds: first paint from the start of the client to
the first words on its screen; a key from its press to the first byte that answers it. Memory: what is a visit's own,
the proportional share (PSS) of its process, in megabytes; processor: of a visit's process, for each key. Each table
says how busy the machine was with other things: on a busy one the times say nothing.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import random
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from explorer import __version__  # noqa: E402
from tests.serve.sshd import Sshd, descendants, spares_of, stub_command, stub_in_python, visits_of  # noqa: E402

PAINTED = b"Perfiles"
"""What stands on the first screen, in Spanish, the host's language here."""
QUICK = ("-o", "KexAlgorithms=curve25519-sha256")
"""How clients agree on keys: the exchange that resists quantum computers takes a client 50 ms of processor, which
visitors spend on machines of their own."""
TICK = os.sysconf("SC_CLK_TCK")
RATE = 5
"""Visitors that arrive a second, where more than `TOGETHER` come."""
TOGETHER = 25
SPARE = 25
"""Processes that a host has ready for who comes."""

NOBODY = "nobody"
"""Who is rude when nobody is."""


class Visitor:
    """An `ssh` client in a terminal of its own."""

    def __init__(self, command: Sequence[str], size: tuple[int, int] = (80, 24)) -> None:
        self.handle, line = pty.openpty()
        fcntl.ioctl(line, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TERM": "xterm-256color"}
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=line, stdout=line, stderr=line, env=env, start_new_session=True, close_fds=True
        )
        os.close(line)
        os.set_blocking(self.handle, False)
        self.tail, self.first = b"", 0.0
        self.pressed, self.next, self.down = 0.0, 0.0, True
        self.waits: list[float] = []
        self.open = True

    def read(self) -> None:
        """Take what it says; note when it first painted, and when it answered a key."""
        try:
            data = os.read(self.handle, 1 << 16)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        now = time.perf_counter()
        if not data:
            self.open = False
            return
        if not self.first:
            self.tail = (self.tail + data)[-1 << 15 :]
            if PAINTED in self.tail:
                self.first = (now - self.began) * 1000
        if self.pressed:
            self.waits.append((now - self.pressed) * 1000)
            self.pressed = 0.0

    def type(self, keys: bytes) -> None:
        """Press keys."""
        try:
            os.write(self.handle, keys)
        except OSError:
            self.open = self.open and self.process.poll() is None

    def end(self) -> None:
        """Hang up."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        os.close(self.handle)


TOLD: list[str] = []
"""What was told so far."""


def tell(line: str) -> None:
    """Say it now, and keep it for the page that quotes it."""
    print(line, flush=True)
    TOLD.append(line)


def quote(path: Path) -> None:
    """Put what was told where the page has its figures."""
    text = path.read_text(encoding="utf-8")
    start, end = "<!-- figures: output of python benchmarks/serve.py -->", "<!-- /figures -->"
    before, _, rest = text.partition(start)
    _, _, after = rest.partition(end)
    said = "\n".join(TOLD).strip()
    path.write_text(f"{before}{start}\n\n{said}\n\n{end}{after}", encoding="utf-8")


def never() -> bool:
    """What is never so."""
    return False


def pump(
    visitors: Sequence[Visitor], until: Callable[[], bool], seconds: float, each: Callable[[], None] = lambda: None
) -> None:
    """Read from all of them until something is so, for so long at most."""
    end = time.perf_counter() + seconds
    poll = select.poll()
    by = {visitor.handle: visitor for visitor in visitors if visitor.open}
    for handle in by:
        poll.register(handle, select.POLLIN)
    while not until() and time.perf_counter() < end:
        for handle, _ in poll.poll(5):
            by[handle].read()
            if not by[handle].open:
                poll.unregister(handle)
        each()


def keys(visitors: Sequence[Visitor], seconds: float) -> None:
    """A key a second from each, at times of their own."""
    start = time.perf_counter()
    for visitor in visitors:
        visitor.next, visitor.waits = start + random.random(), []

    def press() -> None:
        now = time.perf_counter()
        for visitor in visitors:
            if visitor.open and now >= visitor.next:
                visitor.type(b"j" if visitor.down else b"k")
                visitor.down = not visitor.down
                visitor.pressed = visitor.pressed or now
                visitor.next += 1.0

    pump(visitors, never, seconds, press)


@dataclass
class Server:
    """What serves: by a warm parent, or by a fresh Python for each visitor."""

    name: str
    sshd: Sshd
    parent: subprocess.Popen[bytes] | None
    folder: Path
    log: Path = field(default=Path())

    @property
    def visits(self) -> list[int]:
        """The processes of visits."""
        if self.parent:
            return visits_of(self.parent.pid)
        return [each for each in descendants(self.sshd.process.pid) if b"explorer\0--ephemeral" in line_of(each)]


def line_of(process: int) -> bytes:
    """A process's command line; empty when it has gone."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""


def own(process: int) -> float:
    """Megabytes, proportional share."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1024


def spent(processes: Sequence[int]) -> float:
    """Milliseconds of processor that they have taken."""
    total = 0
    for each in processes:
        try:
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total * 1000 / TICK


@contextmanager
def served(warm: bool, stub: Callable[[Path], str] = stub_command, **limits: object) -> Iterator[Server]:
    """A server, for as long as it is needed; `stub`: what brings visitors to a warm parent, from its socket."""
    with tempfile.TemporaryDirectory(prefix="explorer-serve-") as name:
        folder = Path(name)
        (folder / "tmp").mkdir()
        command = f"exec {sys.executable} -m explorer --ephemeral --lang es"
        parent, log = None, folder / "log"
        if warm:
            settings = {"socket": str(folder / "socket"), "visits": 1000, "per_address": 0, "spare": SPARE, **limits}
            lines = [f"{key} = {value!r}\n" for key, value in settings.items()]
            (folder / "settings.toml").write_text("".join(lines))
            with log.open("wb") as out:
                parent = subprocess.Popen(
                    [sys.executable, "-m", "explorer", "serve", "--lang", "es", "--settings", folder / "settings.toml"],
                    stderr=out, stdin=subprocess.DEVNULL, cwd=ROOT, env={**os.environ, "TMPDIR": str(folder / "tmp")},
                )  # fmt: skip
            while b"Sirviendo" not in log.read_bytes():
                if parent.poll() is not None:
                    sys.exit(log.read_text())
                time.sleep(0.05)
            command = stub(folder / "socket")
        many = {"MaxStartups": "1000", "PerSourceMaxStartups": "none"}
        sshd = Sshd(folder / "sshd", command, **many)
        try:
            yield Server("warm parent" if warm else "fresh Python", sshd, parent, folder, log)
        finally:
            sshd.close()
            if parent and parent.poll() is None:
                parent.send_signal(signal.SIGINT)
                parent.wait(20)


def arrive(server: Server, number: int, size: tuple[int, int] = (80, 24), rest: float = 1) -> list[Visitor]:
    """So many visitors, together or `RATE` a second; returns `rest` seconds after all have painted, or after 60."""
    visitors: list[Visitor] = []
    command = server.sshd.ssh("-tt", *QUICK)
    for _ in range(number):
        visitors.append(Visitor(command, size))
        if number > TOGETHER:
            pump(visitors, never, 1 / RATE)
    pump(visitors, lambda: all(each.first or not each.open for each in visitors), 60)
    pump(visitors, never, rest)
    return visitors


def percentiles(values: Sequence[float]) -> str:
    """p50, p95 and p99, as a table says them."""
    if len(values) < 2:
        return " – | – | –" if not values else f"{values[0]:.0f} | – | –"
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return f"{cuts[49]:.0f} | {cuts[94]:.0f} | {cuts[98]:.0f}"


def leave(visitors: Sequence[Visitor]) -> None:
    """All of them hang up."""
    for visitor in visitors:
        visitor.end()


def busy() -> tuple[float, float]:
    """Seconds of processor spent by all and in all."""
    fields = [int(each) for each in Path("/proc/stat").read_text().split("\n")[0].split()[1:9]]
    return (sum(fields) - fields[3] - fields[4]) / TICK, sum(fields) / TICK


def calm() -> str:
    """How busy the machine is with other things, now, over two seconds."""
    before, total = busy()
    time.sleep(2)
    after, whole = busy()
    share = 100 * (after - before) / (whole - total)
    return f"others take {share:.0f} % of {os.cpu_count()} processors; load {os.getloadavg()[0]:.1f}"


def table(numbers: Sequence[int], seconds: float) -> None:
    """The figures, of both kinds of server in turn."""
    heads = (
        "visitors | host | first paint p50 | p95 | p99 | key p50 | p95 | p99 | own MB | CPU a key | refused | machine"
    )
    tell(f"| {heads} |\n{'|---' * 12}|")
    for number in numbers:
        for warm in (True, False):
            noise = calm()
            with served(warm) as server:
                visitors = arrive(server, number)
                visits = server.visits
                keys(visitors, 3)  # whatever is made once is made
                before = spent(visits)
                keys(visitors, seconds)
                waits = [wait for each in visitors for wait in each.waits]
                cost = (spent(visits) - before) / max(1, len(waits))
                memory = [own(each) for each in visits]
                first = [each.first for each in visitors if each.first]
                leave(visitors)
            tell(
                f"| {number} | {server.name} | {percentiles(first)} | {percentiles(waits)} | "
                f"{statistics.mean(memory or [0]):.1f} | {cost:.1f} | {number - len(first)} | {noise} |"
            )


def together(rounds: int = 5) -> None:
    """How soon 25 who arrive at the same instant see something: what of it is OpenSSH, and what the window costs."""
    tell(f"\n{calm()}; {rounds} times {TOGETHER} arrivals at the same instant, {TOGETHER} at a time\n")
    tell("| host | window | first paint p50 | p95 | p99 | processor of all an arrival, ms |")
    tell("|---|---|---|---|---|---|")

    def word(_: Path) -> str:
        return f"printf {PAINTED.decode()}; exec sleep 60"

    for name, size, warm, stub, limits in (
        ("OpenSSH that says one word, and no more", (80, 24), True, word, {}),
        ("warm parent", (80, 24), True, stub_command, {}),
        ("warm parent", (120, 40), True, stub_command, {}),
        ("warm parent, no process ready before", (80, 24), True, stub_command, {"spare": 0}),
        ("warm parent, stub in Python", (80, 24), True, stub_in_python, {}),
        ("fresh Python", (80, 24), False, stub_command, {}),
    ):
        first, cost = [], []
        with served(warm, stub, **limits) as server:
            for _ in range(rounds):
                before, _ = busy()
                visitors = arrive(server, TOGETHER, size, rest=0)
                cost.append((busy()[0] - before) * 1000 / TOGETHER)
                first += [each.first for each in visitors if each.first]
                leave(visitors)
                time.sleep(1)
        window = f"{size[0]}×{size[1]}"
        tell(f"| {name} | {window} | {percentiles(first)} | {statistics.median(cost):.0f} |")


def rude(seconds: float) -> None:
    """What 25 visitors feel of four who mean no good."""
    tell(f"\n{calm()}\n")
    measured: list[tuple[str, list[float]]] = []
    with served(True) as server:
        visitors = arrive(server, 25)
        keys(visitors, 3)
        for name, trouble in (
            (NOBODY, None),
            ("one who floods", flood),
            ("one who reads nothing", freeze),
            ("one who claims 5000×5000", claim),
            ("one after the other whose visits crash", crash),
            (NOBODY, None),
        ):
            guests = trouble(server) if trouble else []
            with troubling(server, trouble):
                keys(visitors, seconds)
            measured.append((name, [wait for each in visitors for wait in each.waits]))
            leave(guests)
        leave(visitors)
    alone = late([wait for name, waits in measured if name == NOBODY for wait in waits])
    tell("| 25 visitors and | key p50 | p95 | p99 | p95, times that with nobody, before and after |")
    tell("|---|---|---|---|---|")
    for name, waits in measured:
        tell(f"| {name} | {percentiles(waits)} | {late(waits) / alone:.2f} |")


def late(waits: Sequence[float]) -> float:
    """What 95 of 100 do not exceed."""
    return statistics.quantiles(waits, n=100, method="inclusive")[94]


def flood(server: Server) -> list[Visitor]:
    """A visitor who types without end: a helper process does, so that measuring goes on."""
    return [Visitor(["sh", "-c", f"yes jkjkjkjkdpdpt5u | {' '.join(server.sshd.ssh('-tt'))} >/dev/null"])]


def freeze(server: Server) -> list[Visitor]:
    """A visitor who asks for much and reads nothing."""
    (visitor,) = arrive(server, 1)
    visitor.type(b"dpdpdpdp" * 20)
    visitor.process.send_signal(signal.SIGSTOP)
    return [visitor]


def claim(server: Server) -> list[Visitor]:
    """A visitor with a window of any size."""
    return arrive(server, 1, (5000, 5000))


def crash(server: Server) -> list[Visitor]:
    """A visitor whose visit is about to break."""
    return arrive(server, 1)


@contextmanager
def troubling(server: Server, trouble: Callable[[Server], list[Visitor]] | None) -> Iterator[None]:
    """What goes on while the others are measured: visits that crash do so now, one after the other."""
    if trouble is not crash:
        yield
        return
    victims = server.visits[-1:]
    pid = os.fork()
    if not pid:
        for _ in range(60):
            for victim in victims:
                with suppress(OSError):
                    os.kill(victim, signal.SIGSEGV)
            client = Visitor(server.sshd.ssh("-tt", *QUICK))
            pump([client], lambda: bool(client.first), 5)  # noqa: B023
            victims = server.visits[-1:]
            time.sleep(0.5)
        os._exit(0)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)


def soak(number: int) -> None:
    """So many visits, 20 at a time, a third of them cut off; what is left behind."""
    tell(f"\n{calm()}")
    with served(True) as server:
        assert server.parent
        parent = server.parent.pid

        def left() -> dict[str, int]:
            return {
                "processes of visits": len(server.visits),
                "processes that wait for one": len(spares_of(parent)),
                "processes of sshd": len(descendants(server.sshd.process.pid)),
                "descriptors of the parent": len(list(Path(f"/proc/{parent}/fd").iterdir())),
                "Unix sockets there": Path("/proc/net/unix").read_text().count(str(server.folder)),
                "files there": sum(1 for each in server.folder.rglob("*") if each.is_file()),
                "files in its temporary folder": len(list((server.folder / "tmp").iterdir())),
            }

        def at_rest() -> None:
            end = time.perf_counter() + 15
            busy = True
            while busy and time.perf_counter() < end:
                time.sleep(0.1)
                busy = bool(server.visits or descendants(server.sshd.process.pid)) or len(spares_of(parent)) < SPARE

        leave(arrive(server, 5))
        at_rest()
        before, memory = left(), own(parent)
        done = killed = painted = 0
        start = time.perf_counter()
        while done < number:
            batch = [Visitor(server.sshd.ssh("-tt", *QUICK)) for _ in range(min(20, number - done))]
            pump(batch, lambda: all(each.first or not each.open for each in batch), 60)  # noqa: B023
            painted += sum(bool(each.first) for each in batch)
            for n, visitor in enumerate(batch):
                visitor.type(b"dpt5" if n % 2 else b"jk")
            pump(batch, never, 0.3)
            for n, visitor in enumerate(batch):
                if n % 3 == 0:
                    visitor.process.kill()
                    killed += 1
                else:
                    visitor.type(b"qq")
            leaving = [each for n, each in enumerate(batch) if n % 3]
            pump(leaving, lambda: all(each.process.poll() is not None for each in leaving), 30)  # noqa: B023
            leave(batch)
            done += len(batch)
        at_rest()
        after = left()
        tell(f"{done} visits in {time.perf_counter() - start:.0f} s, {painted} painted, {killed} killed\n")
        tell("| left behind | before | after |\n|---|---|---|")
        for name in before:
            tell(f"| {name} | {before[name]} | {after[name]} |")
        tell(f"| memory of the parent, MB | {memory:.1f} | {own(parent):.1f} |")


def result(times: int = 10) -> None:
    """How long fetching a summary takes, beside `ssh` doing nothing."""
    from explorer.engine.code import encode
    from explorer.engine.visit import Visit, answered
    from explorer.loader.reader import read_pack

    pack = read_pack()
    code = encode(pack, answered(Visit("es"), pack.questionnaire.items[0].id, 5))
    with served(True) as server:
        took = []
        for _ in range(times):
            start = time.perf_counter()
            subprocess.run([*server.sshd.ssh(*QUICK), "result", code], stdout=subprocess.DEVNULL, check=True)
            took.append((time.perf_counter() - start) * 1000)
    tell(f"\n`result CODE`: {statistics.median(took):.0f} ms, median of {times}")


def main() -> None:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visitors", default="1,25,100,200")
    parser.add_argument("--seconds", type=float, default=20, help="how long keys are pressed")
    parser.add_argument("--soak", type=int, default=0)
    parser.add_argument("--together", action="store_true")
    parser.add_argument("--rude", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--write", action="store_true", help="put what is said into deploy/README.md")
    asked = parser.parse_args()
    random.seed(1)
    if asked.write:
        tell(f"Measured with version {__version__}.\n")
    if asked.all or not (asked.soak or asked.rude or asked.together):
        table([int(each) for each in asked.visitors.split(",")], asked.seconds)
        result()
    if asked.all or asked.together:
        together()
    if asked.all or asked.rude:
        rude(asked.seconds)
    if asked.all or asked.soak:
        soak(asked.soak or 1000)
    if asked.write:
        quote(ROOT / "deploy" / "README.md")


if __name__ == "__main__":
    main()
