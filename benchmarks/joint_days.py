"""Days lived by two in a room of a host, at random, and the same days by letter: they have to be the same.

    python benchmarks/joint_days.py [--days 10000]

Each joint day has its own order of acts and its own patience at hours whose message has not come. Compared are both
visits, every hour with its texts and meters, what was heard, the endings and what comes of the day in either chair.
"""

from __future__ import annotations

import argparse
import sys
from functools import cache
from multiprocessing import Pool
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from explorer.engine.messages import coda, coda_elsewhere, day_as_lived, other_day, others
from explorer.loader.reader import read_pack
from tests.serve.lobby import JointDay, Lobby

the_pack = cache(read_pack)
"""The built-in pack, once a process."""
BATCH = 50


def batch(first: int) -> tuple[int, int, int]:
    """Of some joint days: how many were the same, how many ended alike in both chairs, and in how many what the other
    reads at the end was told from their letter as they read it."""
    pack = the_pack()
    same = alike = told = 0
    for seed in range(first, first + BATCH):
        day = JointDay(Lobby(pack, seed=seed), Random(seed), patience=(seed % 5) / 4)
        day.live()
        equal, ends = True, []
        for who, by_hand in enumerate(day.by_letter()):
            visit, role = day.sessions[who].visit, day.roles[who]
            one, other = day_as_lived(pack, visit, role), day_as_lived(pack, by_hand, role)
            ends.append(coda(pack, one, others(pack, visit, role)))
            equal &= visit.days == by_hand.days and visit.told == by_hand.told
            equal &= (one.lived, one.heard, one.ending) == (other.lived, other.heard, other.ending)
            equal &= ends[-1] == coda(pack, other, others(pack, by_hand, role))
        same += equal
        alike += ends[0] == ends[1]
        visit, (mine, theirs) = day.sessions[0].visit, day.roles
        there = coda_elsewhere(pack, other_day(pack, theirs, visit.told[theirs]), day_as_lived(pack, visit, mine))
        told += there is not None and there[0] == ends[1]
    return same, alike, told


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--days", type=int, default=10_000)
    days = parser.parse_args().days // BATCH * BATCH
    sums = [0, 0, 0]
    with Pool(2) as pool:
        for found in pool.imap_unordered(batch, range(0, days, BATCH)):
            sums = [a + b for a, b in zip(sums, found, strict=True)]
    print(f"{sums[0]:,} of {days:,} joint days are the same by letter and in a room")
    print(f"{sums[1]:,} end alike in both chairs; in {sums[2]:,} the letter tells what the other reads at the end")


if __name__ == "__main__":
    main()
