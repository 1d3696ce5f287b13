"""How many random answers any rule on the answers could be silent about: the origin of a figure of docs/evidence.md.

The most powerful test there is between two known origins is the ratio of their likelihoods (Neyman and Pearson 1933).
Here it parts answers at random, every answer as likely as any other, from the development generator of
`explorer/selftest/people.py` (loadings at their mean, thresholds evenly spaced). Whoever is told a lean, both or
neither, and looks more random than the cut, would be told nothing instead; the cut lets 2 in 100 honest people be
silenced (gate Q14), either of the development generator alone or of every honest generator.

Needs numpy: pip install -e ".[dev]"; python benchmarks/telling_random.py
"""

from __future__ import annotations

import math
import zlib

import numpy as np
from numpy.typing import NDArray

from explorer.loader.reader import read_pack
from explorer.selftest.people import DEVELOPMENT, HONEST, THRESHOLDS, crowd, uniform
from explorer.selftest.rules import SILENT
from explorer.selftest.trial import Trial

PEOPLE, SEED, FLAGGED = 20_000, 20261123, 0.02
LOADING = sum(DEVELOPMENT.loadings) / 2
POINTS = 15
"""Places of each interest that the likelihood is summed over (Gauss-Hermite)."""

Numbers = NDArray[np.float64]


def main() -> None:
    """Print what is left of the random answers that are told something, at each cut."""
    pack = read_pack()
    trial = Trial.of(pack.questionnaire, [role.id for role in pack.roles])
    table, weights = _likelihoods(trial)
    sheets = uniform(len(trial.asked.items), PEOPLE, _chance("uniform"))
    told = ~np.isin(trial.score(sheets).verdict, SILENT)
    random = _log_ratio(sheets, table, weights)
    print("| 2 % silenced of | at random: told something | with the test |")
    print("| --- | --- | --- |")
    left = []
    for generator in HONEST:
        honest = crowd(generator, trial.asked, PEOPLE, _chance(generator.name)).answers
        ratio = _log_ratio(honest, table, weights)
        ratio = np.sort(ratio[~np.isin(trial.score(honest).verdict, SILENT)])
        cut = ratio[int(FLAGGED * PEOPLE)]
        left.append(float((told & (random >= cut)).mean()))
        print(f"| {generator.name} | {100 * told.mean():.1f} % | {100 * left[-1]:.1f} % |")
    print(f"| every one of them | {100 * told.mean():.1f} % | {100 * max(left):.1f} % |")


def _chance(cell: str) -> np.random.Generator:
    return np.random.default_rng([SEED, zlib.crc32(cell.encode())])


def _likelihoods(trial: Trial) -> tuple[Numbers, Numbers]:
    """The log probability of each item's each answer at each place of the interests, and the places' weights."""
    g, asked = DEVELOPMENT, trial.asked
    at, weight = np.polynomial.hermite_e.hermegauss(POINTS)
    difference, common, yes = (axis.ravel() for axis in np.meshgrid(at, at, at, indexing="ij"))
    weights = np.prod(np.meshgrid(weight, weight, weight, indexing="ij"), axis=0).ravel()
    apart, middle = math.sqrt(2 * (1 - g.correlation)), math.sqrt((1 + g.correlation) / 2)
    interests = [middle * common + side * apart * difference / 2 for side in (1, -1)]
    normal = np.vectorize(lambda x: (1 + math.erf(x / math.sqrt(2))) / 2)
    table = np.empty((len(asked.items), 5, len(weights)))
    for place, (role, key, towards) in enumerate(zip(asked.role, asked.key, asked.towards, strict=True)):
        liking = LOADING * (key * interests[role] if role >= 0 else towards * difference)
        liking += g.acquiescence * yes * (role >= 0)
        below = [normal((cut - liking) / math.sqrt(1 - LOADING**2)) for cut in THRESHOLDS]
        table[place] = np.log(np.diff([np.zeros_like(liking), *below, np.ones_like(liking)], axis=0).clip(1e-12))
    return table.reshape(-1, len(weights)), weights / weights.sum()


def _log_ratio(sheets: NDArray[np.int8], table: Numbers, weights: Numbers) -> Numbers:
    """How much likelier each sheet is from an honest person than at random, as a logarithm."""
    found = []
    for part in np.array_split(sheets, 20):
        given = (part[:, :, None] == np.arange(1, 6)).reshape(len(part), -1).astype(np.float64)
        logs = given @ table
        most = logs.max(axis=1)
        found.append(np.log(np.exp(logs - most[:, None]) @ weights) + most + sheets.shape[1] * math.log(5))
    return np.concatenate(found)


if __name__ == "__main__":
    main()
