"""Answer codes with slips in them: python benchmarks/codes.py [HOW MANY, 10,000,000 unless said] [--first]

Slips of ten kinds in the codes of people who answered at random, some with further sets of questions and days. A code
is only ever taken when all its parts hold their checks; that is asked of all slips at once, as numbers, and what passes
is put to the decoder. `--first`: codes of format 1, as program 0.1.0 made them.
"""

from __future__ import annotations

import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from random import Random
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from explorer.engine.code import CodeError, Codes, Shape
from explorer.engine.day import play
from explorer.engine.signs import BASE, GROUP, ROOTS, SIGNS
from explorer.engine.visit import Lived, Visit, answered, chosen, liked
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack

NEVER = ("a wrong sign", "two neighbours swapped")
"""Slips of which none may pass, in any format."""
BATCH = 200_000
DIGITS = np.full(128, 255, np.uint8)
DIGITS[[ord(sign) for sign in SIGNS]] = range(BASE)


def someone(pack: Pack, chance: Random) -> Visit:
    """Any answers, to further sets in half of the cases, and in two of three cases days lived as far as chance goes."""
    visit, questions = Visit("en"), pack.questionnaire
    for item in questions.every if chance.random() < 0.5 else questions.items:
        if answer := chance.randint(0, 5):
            visit = answered(visit, item.id, answer)
    for day in pack.days if chance.random() < 2 / 3 else ():
        for hour in range(chance.randint(0, 18)):
            now = play(day, visit.lived(day.role).choices).now
            if now is None:
                break
            visit = chosen(visit, day.role, chance.randint(1, len(now.options)))
            visit = liked(visit, day.role, hour, chance.randint(0, 5))
    return visit


def someone_then(codes: Codes, chance: Random) -> Visit:
    """The same of the first version, whose days are not here to be played."""
    version = next(layout.version for layout in codes.layouts if layout.format == 1)
    answers = {item: answer for item in version.items if (answer := chance.randint(0, 5))}
    days = {}
    for day in version.days if chance.random() < 2 / 3 else ():
        hours = chance.randint(0, len(day.scenes))
        choices = tuple(chance.randint(1, scene.options) for scene in day.scenes[:hours])
        if hours:
            days[day.role] = Lived(choices, tuple(chance.randint(0, 5) for _ in choices))
    return Visit("en", MappingProxyType(answers), MappingProxyType(days))


# --- ten kinds of slips ----------------------------------------------------------------------------------------


def wrong_sign(code: str, chance: Random) -> str:
    """One sign replaced by another."""
    place = int(chance.random() * len(code))
    sign = SIGNS[int(chance.random() * BASE)]
    return code[:place] + sign + code[place + 1 :]


def swapped(code: str, chance: Random) -> str:
    """Two neighbours in each other's place."""
    place = int(chance.random() * (len(code) - 1))
    return code[:place] + code[place + 1] + code[place] + code[place + 2 :]


def two_wrong(code: str, chance: Random) -> str:
    """Two signs replaced."""
    return wrong_sign(wrong_sign(code, chance), chance)


def left_out(code: str, chance: Random) -> str:
    """A sign left out here, one added there."""
    place, other = int(chance.random() * len(code)), int(chance.random() * len(code))
    shorter = code[:place] + code[place + 1 :]
    return shorter[:other] + SIGNS[int(chance.random() * BASE)] + shorter[other:]


def groups(code: str) -> list[str]:
    """A code in groups of four signs."""
    return [code[at : at + GROUP] for at in range(0, len(code), GROUP)]


def groups_swapped(code: str, chance: Random) -> str:
    """Two groups of four in each other's place."""
    found = groups(code)
    one, other = int(chance.random() * len(found)), int(chance.random() * len(found))
    found[one], found[other] = found[other], found[one]
    return "".join(found)


def group_moved(code: str, chance: Random) -> str:
    """A group written in another place."""
    found = groups(code)
    found.insert(int(chance.random() * len(found)), found.pop(int(chance.random() * len(found))))
    return "".join(found)


def groups_reversed(code: str, chance: Random) -> str:
    """Some groups after each other, in the other order."""
    found = groups(code)
    one, other = sorted((int(chance.random() * len(found)), int(chance.random() * len(found)) + 1))
    found[one:other] = found[one:other][::-1]
    return "".join(found)


def blank_moved(code: str, chance: Random) -> str:
    """A group lost here, and one of the sign for nothing written there."""
    found = groups(code)
    del found[int(chance.random() * len(found))]
    found.insert(int(chance.random() * (len(found) + 1)), SIGNS[0] * GROUP)
    return "".join(found)


def parts_swapped(code: str, chance: Random) -> str:
    """A stretch of five groups in the place of another."""
    found = groups(code)
    if len(found) < 10:
        return groups_swapped(code, chance)
    at = int(chance.random() * (len(found) - 9))
    found[at : at + 10] = [*found[at + 5 : at + 10], *found[at : at + 5]]
    return "".join(found)


def lost_or_doubled(code: str, chance: Random) -> str:
    """A group left out, or written twice."""
    found = groups(code)
    place = int(chance.random() * len(found))
    found[place : place + 1] = [] if chance.random() < 0.5 else [found[place]] * 2
    return "".join(found)


SLIPS: dict[str, Callable[[str, Random], str]] = {
    "a wrong sign": wrong_sign,
    "two neighbours swapped": swapped,
    "two wrong signs": two_wrong,
    "a sign lost, another added": left_out,
    "two groups swapped": groups_swapped,
    "a group moved": group_moved,
    "groups in the other order": groups_reversed,
    "a group lost, a blank one added": blank_moved,
    "five groups swapped with five": parts_swapped,
    "a group lost or doubled": lost_or_doubled,
}


# --- which of them hold all their checks -----------------------------------------------------------------------


def holding(codes: Codes, slips: list[str]) -> NDArray[np.bool_]:
    """Of slips of one length, those whose parts hold the checks of some version and make-up."""
    signs = DIGITS[np.frombuffer("".join(slips).encode(), np.uint8).reshape(len(slips), -1)].astype(np.int64)
    found = np.zeros(len(slips), bool)
    for layout in codes.layouts:
        for shape in layout.shapes():
            if sum(shape.widths) == signs.shape[1]:
                found |= _holding(signs, shape, layout.format)
    return found


def _holding(signs: NDArray[np.int64], shape: Shape, format: int) -> NDArray[np.bool_]:
    widths = shape.widths[:-1] if format > 1 and len(shape.widths) > 1 else shape.widths
    hold, at = np.ones(len(signs), bool), 0
    for width in widths:
        part, places = signs[:, at : at + width], range(width)
        if format == 1:
            sums = (part.sum(1), part @ np.arange(1, width + 1)), 0
        else:
            sums = tuple(part @ np.array([pow(root, place, BASE) for place in places]) for root in ROOTS), 1
        for each in sums[0]:
            hold &= each % BASE == sums[1]
        at += width
    return hold


def main() -> int:
    """Print the table; 1 when a slip passed that must not, or anything but a refusal came of one."""
    numbers = [word for word in sys.argv[1:] if not word.startswith("-")]
    total, first = int((numbers or ["10,000,000"])[0].replace(",", "")), "--first" in sys.argv
    pack, chance, began = read_pack(), Random(20261128), time.perf_counter()
    codes = Codes(pack)
    writer = next(layout for layout in codes.layouts if layout.format == (1 if first else 2))
    visits = [someone_then(codes, chance) if first else someone(pack, chance) for _ in range(5_000)]
    people = [writer.written(visit) for visit in visits]
    known, tried, taken = set(people), Counter[str](), Counter[str]()
    while sum(tried.values()) < total:
        batch: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for name, slip in SLIPS.items():
            for _ in range(BATCH // len(SLIPS)):
                code = people[int(chance.random() * len(people))]
                if (wrong := slip(code, chance)) not in known:
                    batch[len(wrong)].append((name, wrong))
                    tried[name] += 1
        for pairs in batch.values():
            hold = holding(codes, [wrong for _, wrong in pairs])
            for place in [*np.flatnonzero(hold), *range(0, len(pairs), 5_000)]:  # and some that do not
                try:
                    codes.opened(pairs[place][1], "en")
                except CodeError:
                    continue
                taken[pairs[place][0]] += 1
                assert hold[place], "taken without its checks"
    print("| slip | tried | taken for a code |\n| --- | ---: | ---: |")
    for name in SLIPS:
        print(f"| {name} | {tried[name]:,} | {taken[name]:,} |")
    lengths = sorted({len(code) for code in people})
    print(f"\n{sum(tried.values()):,} slips in codes of format {writer.format}, {lengths} signs", end="")
    print(f": {sum(taken.values()):,} taken for a code; {time.perf_counter() - began:.0f} s")
    return 1 if any(taken[name] for name in NEVER) or (taken and not first) else 0


if __name__ == "__main__":
    sys.exit(main())
