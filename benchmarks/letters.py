"""How many mistyped letters are read as another: ten kinds of mistakes, made at random in letters of the built-in pack.

    python benchmarks/letters.py [--each 1000000]

Prints for each kind how many were made, how many were refused and why, and how many were read as a letter that was not
written; the last number has to be 0. A million of each take four minutes of processor.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from functools import cache
from multiprocessing import Pool
from random import Random

from explorer.engine.letters import Form, LetterError, read, written
from explorer.engine.signs import SIGNS
from explorer.loader.reader import read_pack

the_pack = cache(read_pack)
"""The built-in pack, once a process."""
BATCH, TIMES = 25_000, 10
"""Mistakes at a time, and how many are made in one letter."""


def wrong(text: str, chance: Random, count: int) -> str:
    """So many signs replaced by others."""
    signs = list(text)
    for place in chance.sample(range(len(signs)), count):
        signs[place] = chance.choice([each for each in SIGNS if each != signs[place]])
    return "".join(signs)


def swapped(text: str, chance: Random) -> str:
    """Two signs in each other's place."""
    one, other = chance.sample(range(len(text)), 2)
    signs = list(text)
    signs[one], signs[other] = signs[other], signs[one]
    return "".join(signs)


def moved(text: str, chance: Random) -> str:
    """One sign somewhere else."""
    place, there = chance.randrange(len(text)), chance.randrange(len(text))
    rest = text[:place] + text[place + 1 :]
    return rest[:there] + text[place] + rest[there:]


def mixed(text: str, chance: Random, other: str) -> str:
    """The beginning of one letter and the end of another."""
    at = chance.randrange(1, len(text))
    return text[:at] + other[at:]


Mistake = Callable[[str, Random, str], str]
KINDS: dict[str, Mistake] = {
    "one wrong sign": lambda text, chance, other: wrong(text, chance, 1),
    "two wrong signs": lambda text, chance, other: wrong(text, chance, 2),
    "three wrong signs": lambda text, chance, other: wrong(text, chance, 3),
    "four wrong signs": lambda text, chance, other: wrong(text, chance, 4),
    "two signs swapped": lambda text, chance, other: swapped(text, chance),
    "a sign moved": lambda text, chance, other: moved(text, chance),
    "groups swapped": lambda text, chance, other: text[5:] + text[:5],
    "shifted or turned round": lambda text, chance, other: chance.choice(
        [text[::-1], text[(at := chance.randrange(1, len(text))) :] + text[:at]]
    ),
    "two letters mixed": mixed,
    "any ten signs": lambda text, chance, other: "".join(chance.choices(SIGNS, k=len(text))),
}


def batch(job: tuple[str, int]) -> Counter[str]:
    """What became of a batch of mistakes of one kind."""
    kind, seed = job
    pack = the_pack()
    form, chance, found = Form.of(pack), Random(seed), Counter[str]()
    for _ in range(BATCH // TIMES):
        one, other = (written(pack, form.letter(chance.randrange(form.letters))).replace("-", "") for _ in range(2))
        for _ in range(TIMES):
            given = KINDS[kind](one, chance, other)
            if given in (one, other):
                found["the same letter"] += 1
                continue
            try:
                read(pack, given)
            except LetterError as error:
                found[error.reason] += 1
            else:
                found["MISREAD"] += 1
    return found


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--each", type=int, default=1_000_000)
    each = parser.parse_args().each
    total: Counter[str] = Counter()
    with Pool(2) as pool:
        for number, kind in enumerate(KINDS):
            jobs = [(kind, 1000 * number + n) for n in range(max(1, each // BATCH))]
            found: Counter[str] = sum(pool.imap_unordered(batch, jobs), Counter())
            total += found
            print(f"{kind:24} {sum(found.values()):>9,}  {dict(sorted(found.items()))}", flush=True)
    print(f"{'all':24} {sum(total.values()):>9,}  misread: {total['MISREAD']}")


if __name__ == "__main__":
    main()
