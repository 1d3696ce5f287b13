"""How often `explorer study` is right about a questionnaire: simulated classes, sound and with a wrong key.

    python benchmarks/study_errors.py [STUDIES]

Prints, for classes of 25 to 1,000 people of the development generator: alpha and the share of its intervals that hold
the value of a crowd of 20,000; the share of studies that find a planted wrong key; sound items accused, of 100; and
the same for people who answer at random, whose alpha is 0.
"""

from __future__ import annotations

import sys

import numpy as np

from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.selftest.people import DEVELOPMENT, crowd, uniform
from explorer.selftest.rules import Layout
from explorer.study.statistics import study

PACK = read_pack()
LAYOUT = Layout.of(PACK.questionnaire, [role.id for role in PACK.roles])
ITEMS = [item.id for item in PACK.questionnaire.items]
SIZES = (25, 50, 100, 200, 1000)


def people(number: int, seed: int, random: bool = False) -> list[Visit]:
    """Honest people, or people who answer at random."""
    chance = np.random.default_rng(seed)
    sheets = (
        uniform(len(LAYOUT.items), number, chance) if random else crowd(DEVELOPMENT, LAYOUT, number, chance).answers
    )
    return [Visit("es", dict(zip(LAYOUT.items, map(int, row), strict=True))) for row in sheets]


def main(studies: int) -> None:
    """Print the table."""
    whole = study(PACK, [people(20_000, 999)])
    assert whole
    print(f"alpha of 20,000: {whole.alpha.value:.3f}; {studies} studies of each size")
    print("people  alpha  interval holds  key found  sound accused, %  random: accused, %")
    for size in SIZES:
        alphas, held, found, accused, chance = [], 0, 0, 0, 0
        for seed in range(studies):
            visits, item = people(size, seed), ITEMS[seed % len(ITEMS)]
            sound = study(PACK, [visits])
            wrong = study(PACK, [[Visit("es", {**v.answers, item: 6 - v.answers[item]}) for v in visits]])
            none = study(PACK, [people(size, seed, random=True)])
            assert sound and wrong and none
            alphas.append(sound.alpha.value)
            held += sound.alpha.low <= whole.alpha.value <= sound.alpha.high
            found += item in {each.item for each in wrong.items if each.accused}
            accused += sum(each.accused for each in sound.items)
            chance += sum(each.accused for each in none.items)
        of = studies * len(ITEMS)
        print(
            f"{size:6}  {np.mean(alphas):.3f}  {held / studies:14.2f}  {found / studies:9.2f}"
            f"  {100 * accused / of:16.2f}  {100 * chance / of:18.2f}"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
