"""Killed at random moments: python -m benchmarks.kill [HOW OFTEN, 200 unless said]

One visit in a real terminal: a person answers, skips, takes back, does again, starts another visit; at a moment
that chance chooses, between keys or in the middle of one, `kill -9`. The next start must go on with all that had been
seen on the screen (at most the act under way is lost), and no file may be broken. Needs pyte, and runs on POSIX only.
"""

from __future__ import annotations

import re
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from explorer.loader.reader import read_pack
from explorer.store.folder import read, saved_visits
from tests.real_terminal.conftest import Terminal

PACK = read_pack()
ITEMS = len(PACK.questionnaire.items)
COMPLETE = PACK.interface.test.complete["en"].split(".")[0]
LONGEST = 0.25
"""Seconds from one key to the next, at most; and from the last key to the kill."""
KEYS = ("1", "2", "3", "4", "5") * 6 + ("u", "0", "\x12", "n")
COUNT = re.compile(rf"(\d+) (?:of|de) {ITEMS} (?:answered|respondidas)")


def seen(tty: Terminal) -> int | None:
    """How many answers the screen says there are; None where it does not say."""
    found = COUNT.search(tty.words)
    return int(found[1]) if found else ITEMS if COMPLETE in tty.words else None


def kept(state: Path) -> tuple[int, int]:
    """How many answers the visit that was open last has, and how many files cannot be read."""
    broken, last = 0, None
    for visit in saved_visits(state / "visits" / PACK.id):
        record, fault = read(visit)
        broken += fault is not None
        if last is None and record:
            last = len(record.visit.answers)
    return last or 0, broken


def watch(tty: Terminal, seconds: float) -> None:
    """Look at the screen for so long."""
    end = time.monotonic() + seconds
    while tty._read(end):
        pass


def once(state: Path, folder: Path, chance: Random) -> tuple[int, int, int]:
    """One start and one kill: answers seen on the screen at the end, answers kept, files broken."""
    tty = Terminal(["--lang", "en"], 100, 30, {"EXPLORER_STATE": str(state)}, folder)
    try:
        tty.until("p Profiles")
        tty.ask("t", lambda: seen(tty) is not None)
        if seen(tty) == ITEMS:
            tty.ask("A", lambda: seen(tty) == 0)
        tty.ask("n", lambda: seen(tty) is not None)
        for _ in range(chance.randint(0, 8)):
            tty.press(chance.choice(KEYS))
            watch(tty, chance.uniform(0, LONGEST) if chance.random() < 0.7 else 0)
        watch(tty, chance.uniform(0, LONGEST) if chance.random() < 0.7 else 0)
        tty.send(signal.SIGKILL)
        shown = seen(tty)
        tty.end()
    finally:
        tty.close()
    return shown or 0, *kept(state)


def main() -> int:
    """Print what was lost; 1 when that was more than one act, or a file was broken."""
    times, chance = int(sys.argv[1]) if len(sys.argv) > 1 else 200, Random(20261124)
    differences: Counter[int] = Counter()
    broken = 0
    with tempfile.TemporaryDirectory() as folder:
        state = Path(folder) / "state"
        for number in range(times):
            shown, there, bad = once(state, Path(folder), chance)
            differences[there - shown] += 1
            broken += bad
            print(f"\r{number + 1} of {times}", end="", file=sys.stderr)
        left = sorted(path.suffix for path in state.rglob("*") if path.is_file())
    print("\n| answers kept less answers seen | kills |\n| ---: | ---: |")
    for difference, count in sorted(differences.items()):
        print(f"| {difference:+d} | {count} |")
    print(f"\n{times} kills, files broken: {broken}; files left: {dict(Counter(left))}")
    return 1 if broken or min(differences) < -1 else 0


if __name__ == "__main__":
    sys.exit(main())
