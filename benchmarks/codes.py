"""Answer codes with slips in them: python benchmarks/codes.py [HOW MANY, 1,000,000 unless said]

A single wrong sign and a swap of two different neighbours must never be taken for a code; other slips are refused by
chance (two check signs of 31 let about one in 961 pass). Nothing may end in anything but a refusal with its reason.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from random import Random

from explorer.engine.code import CodeError, decode, encode
from explorer.engine.day import play
from explorer.engine.signs import SIGNS
from explorer.engine.visit import Visit, answered, chosen, liked
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack

MUST = ("a wrong sign", "neighbours swapped")
"""Slips of which none may pass."""


def someone(pack: Pack, chance: Random) -> Visit:
    """Any answers, and in two of three cases days lived as far as chance goes."""
    visit = Visit("en")
    for item in pack.questionnaire.items:
        if answer := chance.randint(0, 5):
            visit = answered(visit, item.id, answer)
    for day in pack.days if chance.random() < 2 / 3 else ():
        for hour in range(chance.randint(0, 16)):
            now = play(day, visit.lived(day.role).choices).now
            if now is None:
                break
            visit = chosen(visit, day.role, chance.randint(1, len(now.options)))
            visit = liked(visit, day.role, hour, chance.randint(0, 5))
    return visit


def wrong_sign(code: str, chance: Random) -> str:
    """One sign replaced by another."""
    place = chance.randrange(len(code))
    return code[:place] + chance.choice(SIGNS.replace(code[place], "")) + code[place + 1 :]


def swapped(code: str, chance: Random) -> str:
    """Two different neighbours in each other's place."""
    different = [place for place in range(len(code) - 1) if code[place] != code[place + 1]]
    if not different:
        return wrong_sign(code, chance)
    place = chance.choice(different)
    return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


def two_wrong(code: str, chance: Random) -> str:
    """Two signs replaced."""
    one, other = chance.sample(range(len(code)), 2)
    signs = list(code)
    for place in (one, other):
        signs[place] = chance.choice(SIGNS.replace(signs[place], ""))
    return "".join(signs)


def left_out(code: str, chance: Random) -> str:
    """A sign left out."""
    place = chance.randrange(len(code))
    return code[:place] + code[place + 1 :]


def doubled(code: str, chance: Random) -> str:
    """A sign written twice."""
    place = chance.randrange(len(code))
    return code[:place] + code[place] + code[place:]


def groups_swapped(code: str, chance: Random) -> str:
    """Two groups of four in each other's place."""
    groups = [code[at : at + 4] for at in range(0, len(code), 4)]
    one, other = chance.sample(range(len(groups)), 2)
    groups[one], groups[other] = groups[other], groups[one]
    return "".join(groups)


def noise(code: str, chance: Random) -> str:
    """Any signs of a keyboard, as many as a code has."""
    return "".join(chance.choice("abcxyzABCXYZ0189-_ .,;ñ¿€😀\x00\x1b\n") for _ in code)


def random_signs(code: str, chance: Random) -> str:
    """The right number of the right signs."""
    return "".join(chance.choice(SIGNS) for _ in code)


SLIPS: dict[str, Callable[[str, Random], str]] = {
    "a wrong sign": wrong_sign,
    "neighbours swapped": swapped,
    "two wrong signs": two_wrong,
    "a sign left out": left_out,
    "a sign doubled": doubled,
    "groups swapped": groups_swapped,
    "the right signs at random": random_signs,
    "any signs": noise,
}
SHARES = (4, 4, 1, 1, 1, 1, 1, 1)


def main() -> int:
    """Print the table; 1 when a slip passed that must not, or anything but a refusal came of one."""
    total = int(sys.argv[1].replace(",", "")) if len(sys.argv) > 1 else 1_000_000
    pack, chance, began = read_pack(), Random(20261124), time.perf_counter()
    people = [encode(pack, someone(pack, chance)).replace("-", "") for _ in range(2000)]
    tried: Counter[str] = Counter()
    passed: Counter[str] = Counter()
    broke: Counter[str] = Counter()
    while sum(tried.values()) < total:
        (name,) = chance.choices(list(SLIPS), SHARES)
        right = chance.choice(people)
        slip = SLIPS[name](right, chance)
        if slip == right:
            continue
        tried[name] += 1
        try:
            decode(pack, slip, "en")
        except CodeError:
            pass
        except Exception as error:
            broke[name] += 1
            print(f"{name}: {type(error).__name__} of {slip!r}", file=sys.stderr)
        else:
            passed[name] += 1
    print("| slip | tried | taken for a code | ended in an error |\n| --- | ---: | ---: | ---: |")
    for name in SLIPS:
        print(f"| {name} | {tried[name]:,} | {passed[name]:,} | {broke[name]:,} |")
    lengths = sorted({len(code) for code in people})
    print(f"\n{sum(tried.values()):,} codes of {lengths} signs in {time.perf_counter() - began:.0f} s")
    return 1 if any(passed[name] for name in MUST) or broke else 0


if __name__ == "__main__":
    sys.exit(main())
