"""How soon the program stands on the screen, beside a bare Textual app started in the same rounds.

    python benchmarks/start.py [--rounds 9] [--peers] [--budget]

Prints first paint, stable screen, bytes and memory for each language and size, and how long text commands take beside
`python -c pass`; medians with ranges, ratios taken within a round. `--peers` installs other terminal programs into an
environment of their own and measures them in the same way; `--budget` ends with exit code 1 when a bound is missed.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from terminal import Run, bare, explorer, spread, table, wait_for_calm

SIZES = ((80, 24), (120, 40))
LANGUAGES = ("es", "en")
PEERS = {"frogmouth": ["frogmouth"], "posting": ["posting"], "harlequin": ["harlequin"], "toolong": ["tl", "{file}"]}
"""Other programs made with Textual, and how they are started."""
MENDED = {"posting": ["tree-sitter==0.25.2"]}
"""What has to be of another version than the package index gives: posting 2.11.1 with tree-sitter 0.26 dies at once."""
BOUNDS = {"frame": 1.2, "stable": 1.25, "memory": 1.2, "profile kam": 8.0, "--help": 5.0}
"""The most that each may be, as a multiple of the bare app or of `python -c pass`."""


@dataclass(frozen=True)
class Start:
    """One start: ms to the first sign and to the stable screen, ms of processor and bytes until then, MiB of memory
    (RSS). Processor says something on a busy machine, too."""

    frame: float
    stable: float
    cpu: float
    size: float
    memory: float


def start(command: Sequence[str], size: tuple[int, int]) -> Start:
    """Start it once."""
    wait_for_calm()
    with Run(command, size) as run:
        run.until_stable()
        taken = run.footprint()
        painted = run.painted()
        assert painted is not None
        return Start(painted * 1000, run.chunks[-1][0] * 1000, taken.cpu, run.total, taken.rss)


def finish(command: Sequence[str]) -> float:
    """Milliseconds that a command takes from its start to its end."""
    wait_for_calm()
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return (time.perf_counter() - began) * 1000


def starts(cases: dict[str, tuple[list[str], tuple[int, int]]], rounds: int) -> dict[str, list[tuple[Start, Start]]]:
    """Each case `rounds` times, interleaved, each with a bare app of the same size started just before it."""
    found: dict[str, list[tuple[Start, Start]]] = {name: [] for name in cases}
    for round in range(rounds + 1):
        for name, (command, size) in cases.items():
            pair = start(bare(), size), start(command, size)
            if round:  # the first one warms the caches of the system
                found[name].append(pair)
    return found


def report(found: dict[str, list[tuple[Start, Start]]]) -> tuple[str, dict[str, float]]:
    """The table, and the worst median ratio of each bound."""
    rows, worst = [], {"frame": 0.0, "stable": 0.0, "cpu": 0.0, "memory": 0.0}
    for name, pairs in found.items():
        cells = []
        for field in ("frame", "stable", "cpu", "memory"):
            ratios = [getattr(ours, field) / getattr(theirs, field) for theirs, ours in pairs]
            cells += [spread([getattr(ours, field) for _, ours in pairs]), f"{statistics.median(ratios):.2f}"]
            if name.startswith("explorer"):
                worst[field] = max(worst[field], statistics.median(ratios))
        rows.append([name, *cells[:6], spread([ours.size for _, ours in pairs]), *cells[6:]])
        bare_ones = [theirs for theirs, _ in pairs]
    rows.append(
        [
            "bare Textual app",
            *(spread([one.frame for one in bare_ones]), "1", spread([one.stable for one in bare_ones]), "1"),
            *(spread([one.cpu for one in bare_ones]), "1"),
            *(spread([one.size for one in bare_ones]), spread([one.memory for one in bare_ones]), "1"),
        ]
    )
    head = ["start", "first paint ms", "× bare", "stable ms", "× bare"]
    head += ["processor ms", "× bare", "bytes", "memory MiB", "× bare"]
    return table(head, rows), worst


def commands(rounds: int) -> tuple[str, dict[str, float]]:
    """How long text commands take, beside a Python that does nothing."""
    cases = {"--help": explorer("--help"), "profile kam": explorer("profile", "kam"), "check": explorer("check")}
    nothing = [sys.executable, "-c", "pass"]
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for round in range(rounds + 1):
        for name, command in cases.items():
            pair = finish(nothing), finish(command)
            if round:
                found[name].append(pair)
    rows, worst = [], {}
    for name, pairs in found.items():
        worst[name] = statistics.median(ours / theirs for theirs, ours in pairs)
        rows.append([f"`explorer {name}`", spread([ours for _, ours in pairs]), f"{worst[name]:.1f}"])
    rows.append(["`python -c pass`", spread([theirs for theirs, _ in pairs]), "1"])
    return table(["command", "ms", "× python"], rows), worst


def peers(install: Callable[[str, Path], None], folder: Path) -> dict[str, list[str]]:
    """Other programs, installed each in an environment of its own below `folder`."""
    text = folder / "lines.txt"
    text.write_text("a line\n" * 1000)
    found = {}
    for name, command in PEERS.items():
        install(name, folder / name)
        found[name] = [str(folder / name / "bin" / command[0]), *(each.format(file=text) for each in command[1:])]
    return found


def install(name: str, folder: Path) -> None:
    """`name` from the package index, in an environment in `folder`."""
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    subprocess.run([folder / "bin/pip", "install", "--quiet", name, *MENDED.get(name, ())], check=True)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--budget", action="store_true")
    asked = parser.parse_args()
    cases = {
        f"explorer {language} {columns}×{lines}": (explorer("--lang", language), (columns, lines))
        for language in LANGUAGES
        for columns, lines in SIZES
    }
    with tempfile.TemporaryDirectory(prefix="explorer-peers-") as folder:
        if asked.peers:
            cases |= {name: (command, SIZES[1]) for name, command in peers(install, Path(folder)).items()}
        said, worst = report(starts(cases, asked.rounds))
    print(said, end="\n\n")
    said, slowest = commands(asked.rounds)
    print(said)
    missed = {name: value for name, value in (worst | slowest).items() if value > BOUNDS.get(name, value)}
    for name, value in missed.items():
        print(f"\nmissed: {name} {value:.2f}, at most {BOUNDS[name]}")
    return 1 if asked.budget and missed else 0


if __name__ == "__main__":
    sys.exit(main())
