"""Whether memory stays flat over an hour of use: thousands of driven acts, every pane and dialog opened and closed.

    python benchmarks/memory.py [--acts 10000] [--budget]

One visit in one terminal; after each tenth of the acts its memory (PSS) is taken. Prints a Markdown table. `--budget`
ends with exit code 1 when more than MOST MiB were added between the first and the last tenth.
"""

from __future__ import annotations

import argparse
import random
import sys

from terminal import Run, explorer, table

MOST = 2.0
"""MiB that may be added over all acts after the first tenth, in which every pane is opened for the first time."""
SEED = 20261124
ROUND: tuple[tuple[bytes, ...], ...] = (
    (b"p", b"j", b"j", b"l", b"n", b"w", b"w", b"/", b"a", b"\x1b"),
    (b"d", b"j", b"n", b" ", b"=", b"=", b"w", b"w", b" "),
    (b"s", b"1", b"2", b"4", b"v", b"v", b"x", b"x", b"u", b"h"),
    (b"t", b"1", b"5", b"3", b"0", b"\r", b"\r", b"u", b"\x12"),
    (b"r", b"j", b"x", b"4", b"x", b"n", b"N"),
    (b"?", b"\x1b", b":", b"t", b"e", b"\x1b", b"e", b"\x1b", b"y", b" ", b"L", b"C"),
)
"""What people do, a group at a time: reading, living an hour, answering, asking what if, the dialogs."""
PAUSE = 0.005
"""Seconds of silence after which the next key follows; an Esc waits for its own end (0.1 s in Textual)."""


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--budget", action="store_true")
    asked = parser.parse_args()
    chance = random.Random(SEED)
    rows, seen, acts = [], [], 0
    with Run(explorer("--ephemeral"), (100, 30)) as run:
        run.until_stable()
        while acts < asked.acts:
            for key in chance.choice(ROUND):
                run.type(key)
                run.settle(0.12 if key == b"\x1b" else PAUSE)
                acts += 1
            run.chunks.clear()
            if acts >= (len(seen) + 1) * asked.acts / 10:
                now = run.footprint()
                seen.append(now.pss)
                rows.append([f"{acts:,}", f"{now.rss:.1f}", f"{now.pss:.1f}", f"{now.cpu / acts:.1f}"])
    print(table(["acts", "RSS MiB", "PSS MiB", "CPU ms an act"], rows))
    added = seen[-1] - seen[0]
    print(f"\n{added:+.1f} MiB from the first tenth to the last, at most {MOST}.")
    return 1 if asked.budget and added > MOST else 0


if __name__ == "__main__":
    sys.exit(main())
