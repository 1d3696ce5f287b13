"""How far answers alone move the lean: the origin of `explorer.engine.fit.DESIGN_SEM`.

Simulated people answer the built-in questionnaire twice over, with the same interests and fresh chance. They come from
the development generator of `explorer/selftest/people.py`: graded-response probit, loadings uniform from .45 to .75,
evenly spaced and jittered thresholds, the two roles' interests correlated .2, acquiescence with a standard deviation of
.35. Half the variance of the difference between the two leans is the error variance of one; its root is the design SEM,
in points of lean. Simulated, not normed on people.

Needs numpy: pip install -e ".[dev]"; python benchmarks/design_sem.py
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.loader.reader import read_pack
from explorer.pack.schema import Likert

PEOPLE, QUESTIONNAIRES, SEED = 2_000, 50, 20261123
LOADINGS, CORRELATION, ACQUIESCENCE = (0.45, 0.75), 0.2, 0.35
THRESHOLDS, JITTER = (-1, -1 / 3, 1 / 3, 1), 0.15

Numbers = NDArray[np.float64]


def main() -> None:
    """Print the design SEM, with its range over questionnaires drawn anew."""
    chance = np.random.default_rng(SEED)
    sems = np.array([_sem(chance) for _ in range(QUESTIONNAIRES)])
    overall = float(np.sqrt(np.mean(sems**2)))
    print("| people | questionnaires | design SEM (points of lean) | lowest | highest |")
    print("|---|---|---|---|---|")
    print(f"| {PEOPLE} | {QUESTIONNAIRES} | {overall:.2f} | {sems.min():.2f} | {sems.max():.2f} |")


def _sem(chance: np.random.Generator) -> float:
    """The error of the lean for one drawn set of loadings and thresholds."""
    pack = read_pack()
    roles = [role.id for role in pack.roles]
    spread = np.array([[1, CORRELATION], [CORRELATION, 1]])
    interests = chance.multivariate_normal([0, 0], spread, PEOPLE)
    between = (interests[:, 0] - interests[:, 1]) / np.sqrt(2 * (1 - CORRELATION))
    leans = np.zeros((2, PEOPLE))
    for item in pack.questionnaire.items:
        loading = chance.uniform(*LOADINGS)
        cuts = np.sort(np.array(THRESHOLDS) + chance.normal(0, JITTER, len(THRESHOLDS)))
        if isinstance(item, Likert):
            key = 1 if item.keyed == "+" else -1
            towards = key if item.role == roles[0] else -key
            trait, yes = key * interests[:, roles.index(item.role)], ACQUIESCENCE
        else:
            towards = -1 if item.left.role == roles[0] else 1
            trait, yes = towards * between, 0.0
        agreeing = chance.normal(0, 1, PEOPLE) * yes
        for time in range(2):
            noise = chance.normal(0, np.sqrt(1 - loading**2), PEOPLE)
            answers: Numbers = np.searchsorted(cuts, loading * trait + agreeing + noise).astype(float) + 1
            leans[time] += towards * (answers - 3)
    leans *= 50 / len(pack.questionnaire.items)
    return float(np.std(leans[0] - leans[1]) / np.sqrt(2))


if __name__ == "__main__":
    main()
