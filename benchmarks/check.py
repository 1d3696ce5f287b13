"""How long an author waits for `explorer check`: for the first one, for one when nothing has changed, and for one after
an edit of words, on the built-in pack and on one that extends it; and how long after such an edit `check --watch` says
what is soon found, and all.

    python benchmarks/check.py [--rounds 3]

Seconds of the processor, the least of the rounds; the pack is copied, and what was proved before is kept apart.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from explorer.checks.content import check
from explorer.checks.days import Proving
from explorer.checks.days.memory import Memory
from explorer.loader.reader import built_in, read_located, uncollected

EXTENDING = "extends: built-in\nid: our-own\nversion: 1\n"


def edited(file: Path) -> None:
    """One more word in the day's premise."""
    words = file.read_text("utf-8")
    file.write_text(words.replace("Jueves", "Jueves hoy", 1), "utf-8")


def checked(folder: Path, memory: Memory) -> None:
    """All that `explorer check` finds out."""
    pack, located = read_located(folder)
    Proving(pack, located, f"--pack {folder} ", memory).proofs()
    list(check(pack, located))
    memory.save()


def watched(folder: Path, memory: Memory) -> tuple[float, float]:
    """The same after an edit while it watches: until what is soon found could be said, and until all could."""
    start = time.process_time()
    pack, located = read_located(folder)
    proving = Proving(pack, located, f"--pack {folder} ", memory)
    proving.first_faults()
    early = time.process_time() - start
    proving.proofs()
    list(check(pack, located))
    memory.save()
    return early, time.process_time() - start


def spent(work: Callable[[], object]) -> float:
    """Seconds of the processor that some work takes."""
    with uncollected():
        start = time.process_time()
        work()
        return time.process_time() - start


def measured(folder: Path, kept: Path, rounds: int) -> dict[str, float]:
    """The least time of each kind of check."""
    least: dict[str, float] = {}
    day = folder / "days" / "kam.yaml"
    for _ in range(rounds):
        kept.unlink(missing_ok=True)
        found = {"cold": spent(lambda: checked(folder, Memory(kept)))}
        found["unchanged"] = spent(lambda: checked(folder, Memory(kept)))
        edited(day)
        found["after an edit"] = spent(lambda: checked(folder, Memory(kept)))
        watching = Memory(kept)
        checked(folder, watching)
        edited(day)
        with uncollected():
            found["watching: first faults"], found["watching: all"] = watched(folder, watching)
        least = {name: min(took, least.get(name, took)) for name, took in found.items()}
    return least


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        own = shutil.copytree(Path(str(built_in())), Path(folder) / "own")
        extending = Path(folder) / "extending"
        (extending / "days").mkdir(parents=True)
        (extending / "pack.yaml").write_text(EXTENDING, "utf-8")
        shutil.copy(own / "days" / "kam.yaml", extending / "days" / "kam.yaml")
        for name, pack in (("a pack with all of its files", own), ("a pack that extends the built-in one", extending)):
            print(name)
            for kind, took in measured(pack, Path(folder) / "proved", args.rounds).items():
                print(f"  {kind:24} {took:5.2f} s")


if __name__ == "__main__":
    main()
