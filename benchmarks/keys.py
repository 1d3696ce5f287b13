"""What a key costs: time to its answer, bytes sent, CPU, and what is sent while nobody types.

    python benchmarks/keys.py [--budget] [--ssh]

Drives every pane in both languages at 80×24 and 120×40 and prints a Markdown table; medians with ranges. `--ssh` goes
through a real `ssh` to a server started for it on this machine (needs OpenSSH), which leaves 256 colours; `--budget`
ends with exit code 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from terminal import Answer, Run, explorer, spread, table, wait_for_calm

ROOT = Path(__file__).resolve().parents[1]
SIZES = ((80, 24), (120, 40))
LANGUAGES = ("es", "en")
DOWN, TAB = b"j", b"\t"
VISIT: tuple[tuple[str, bytes, tuple[bytes, ...]], ...] = (
    ("cursor in Profiles", b"p", (DOWN,) * 12),
    ("cursor in Diff", b"d", (DOWN,) * 12),
    ("choosing in Simulator", b"s", (b"1", b"2", b"4", b"1", b"5", b"3", b"2")),
    ("answering in Test", b"t", (b"4", b"2", b"5", b"3", b"1", b"4", b"2", b"5", b"4", b"3", b"2", b"4")),
    ("cursor in Result", b"r", (DOWN,) * 12),
    ("change of pane", b"p", (b"d", b"s", b"t", b"r", b"p", b"d", b"s", b"t", b"r", b"p")),
)
"""What is measured: a name, the pane to go to first, the keys."""
BOUNDS = {"cursor": 1024, "answering": 1536, "change": 12 * 1024}
"""The most bytes that the median key of a kind may send."""
LATENCY, CPU = 5.0, 5.0
"""The most milliseconds to the first byte and of CPU that a key may take, median over the visit."""


@dataclass
class Cost:
    """What the keys of one kind drew."""

    answers: list[Answer] = field(default_factory=list)
    unanswered: int = 0
    cpu: float = 0.0


def drive(run: Run) -> tuple[dict[str, Cost], float]:
    """The whole visit; each kind's costs, and the bytes a second sent while nothing is pressed."""
    run.until_stable()
    found: dict[str, Cost] = {}
    for name, pane, keys in VISIT:
        run.press(pane)
        cost, before = found.setdefault(name, Cost()), run.footprint().cpu
        for key in keys:
            answer = run.press(key)
            if answer:
                cost.answers.append(answer)
            else:
                cost.unanswered += 1
        cost.cpu = (run.footprint().cpu - before) / len(keys)
    run.settle()
    total, idle = run.total, 2.0
    run.settle(quiet=idle, limit=idle)
    return found, (run.total - total) / idle


@contextmanager
def over_ssh(command: Sequence[str]) -> Iterator[list[str]]:
    """The command line of a real `ssh` to a server on this machine that starts `command` for whoever comes in."""
    sys.path.insert(0, str(ROOT))
    from tests.serve.sshd import Sshd

    with tempfile.TemporaryDirectory(prefix="explorer-ssh-") as folder:
        server = Sshd(Path(folder), f"cd {ROOT} && exec {shlex.join(command)}")
        try:
            name, *rest = server.ssh("-tt")
            yield [shutil.which(name) or name, *rest]
        finally:
            server.close()


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ssh", action="store_true")
    parser.add_argument("--budget", action="store_true")
    asked = parser.parse_args()
    rows, missed, latencies, cpus = [], [], [], []
    for columns, lines in SIZES:
        for language in LANGUAGES:
            wait_for_calm()
            command = explorer("--lang", language, "--ephemeral")
            way = over_ssh(command) if asked.ssh else nullcontext(command)
            with way as started, Run(started, (columns, lines)) as run:
                found, idle = drive(run)
            for name, cost in found.items():
                sizes = [float(answer.size) for answer in cost.answers]
                latencies += [answer.first for answer in cost.answers]
                cpus.append(cost.cpu)
                first, last = ([getattr(each, end) for each in cost.answers] for end in ("first", "last"))
                where = f"{language} {columns}×{lines}"
                cells = [
                    spread(first, 1),
                    spread(last, 1),
                    spread(sizes),
                    "–" if asked.ssh else f"{cost.cpu:.1f}",
                    str(cost.unanswered),
                ]
                rows.append([name, where, *cells])
                bound = BOUNDS.get(name.split()[0])
                if bound and statistics.median(sizes) > bound:
                    missed.append(f"{name}, {where}: {statistics.median(sizes):.0f} bytes, at most {bound}")
            rows.append(
                ["nothing pressed", f"{language} {columns}×{lines}", "–", "–", f"{idle:.0f} a second", "–", "–"]
            )
            if idle:
                missed.append(f"{idle:.0f} bytes a second while nothing is pressed")
    head = ["key", "where", "ms to first byte", "ms to last", "bytes", "CPU ms", "unanswered"]
    print(table(head, rows))
    latency, cpu = statistics.median(latencies), statistics.median(cpus)
    spent = "" if asked.ssh else f", {cpu:.1f} ms of CPU a key"
    print(f"\nOver the whole visit, median: {latency:.1f} ms to the first byte{spent}.")
    missed += [f"{latency:.1f} ms, at most {LATENCY}"] * (latency > LATENCY)
    missed += [f"{cpu:.1f} ms of CPU, at most {CPU}"] * (cpu > CPU)
    for each in missed:
        print(f"missed: {each}")
    return 1 if asked.budget and missed else 0


if __name__ == "__main__":
    sys.exit(main())
