"""Random pairs of days, lived side by side in one visit, written as a code, read again and replayed: is the end the
same?

    python benchmarks/pairs.py [--pack DIR] [--pairs 10000]

Each pair lives its days hour by hour in a random order, takes hours back now and then, and stops where chance says.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from explorer.engine.code import decode, encode
from explorer.engine.messages import choose_and_hear, coda, day_as_lived, others, take_back_hour
from explorer.engine.visit import Visit, liked
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack


def lived(pack: Pack, chance: random.Random) -> Visit:
    """A visit in which chance lived the days of a pack."""
    visit = Visit(pack.languages[0])
    for _ in range(chance.randint(1, 2 * sum(len(day.scenes) for day in pack.days))):
        role = chance.choice(pack.days).role
        if chance.random() < 0.1 and visit.lived(role).choices:
            visit = take_back_hour(pack, visit, role)
        elif now := day_as_lived(pack, visit, role).now:
            visit = choose_and_hear(pack, visit, role, chance.randint(1, len(now.options)))
            if now.scene.rated:
                visit = liked(visit, role, len(visit.lived(role).choices) - 1, chance.randint(0, 5))
    return visit


def same(pack: Pack, visit: Visit) -> bool:
    """Whether a visit and what its code holds are the same, hour by hour and to what comes of them."""
    again = decode(pack, encode(pack, visit), visit.language)
    for day in pack.days:
        one, other = (day_as_lived(pack, each, day.role) for each in (visit, again))
        ends = [coda(pack, day_as_lived(pack, each, day.role), others(pack, each, day.role)) for each in (visit, again)]
        if one != other or ends[0] != ends[1]:
            return False
    return visit.days == again.days


def main() -> None:
    """Live the pairs and print how many came out the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pack", type=Path)
    parser.add_argument("--pairs", type=int, default=10_000)
    args = parser.parse_args()
    pack, chance = read_pack(args.pack), random.Random(17)  # reproducible, no secret
    visits = [lived(pack, chance) for _ in range(args.pairs)]
    alike = sum(same(pack, visit) for visit in visits)
    heard = sum(len(day.heard) for visit in visits for day in visit.days.values())
    ended = sum(day_as_lived(pack, visit, day.role).ending is not None for visit in visits for day in pack.days)
    print(
        f"{alike} of {args.pairs} pairs replay to the identical end; {ended} days lived to it, {heard} messages heard"
    )


if __name__ == "__main__":
    main()
