"""Whether a pole of an axis is named for more than chance."""

from __future__ import annotations

import numpy as np

from explorer.selftest.gates import Measure, checks, share
from explorer.selftest.rules import Scores


def axes_of_random(scores: Scores) -> list[Measure]:
    """R6 on answers given at random: the share of axes that are named, and of people who have one named at all."""
    named = scores.named != 0
    return [share("axes_named", "uniform", named.ravel()), share("axes_some", "uniform", named.any(axis=0))]


def axes_of_honest(cell: str, once: Scores, twice: Scores, gated: bool) -> list[Measure]:
    """R7, and how many axes are named: whether those named lean to the same side when the same people answer again."""
    named = once.named != 0
    again = (once.named * twice.axes)[named]
    return [
        share("axes_named", cell, named.ravel(), False),
        share("axes_same", cell, again > 0, gated),
        share("axes_other", cell, again < 0, gated),
    ]


def axes_twice(measures: list[Measure]) -> list[Measure]:
    """R6: whether every kind of gated honest people has at least twice as many axes named as answers at random have."""
    named = {measure.cell: measure.value for measure in measures if measure.name == "axes_named"}
    random = named.pop("uniform")
    return [
        checks("axes_twice", cell, [bool(value >= 2 * random) or bool(np.isnan(value))])
        for cell, value in named.items()
    ]
