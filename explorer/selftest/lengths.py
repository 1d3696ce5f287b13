"""What further questions bring: verdicts and errors after each set of them, and after going on until it is clear."""

from __future__ import annotations

import numpy as np

from explorer.pack.schema import QuestionnaireFile
from explorer.selftest.flags import Answers, Truths
from explorer.selftest.people import TWO_POLES, crowd, uniform
from explorer.selftest.rules import VERDICTS, Scores
from explorer.selftest.trial import Trial
from explorer.words.frozen import frozen

OPEN = (VERDICTS.index("slight"), VERDICTS.index("undecided"))
"""The verdicts after which more questions are offered first of all."""


@frozen
class Length:
    """After so many `items`: the share of each verdict among honest people (of the kind made like real ones), their
    mean SE in points of lean, how often the 90 % band covers their true lean, and clear leans at a true tie and at
    random.

    `going_on`: whether people answered on only while their result was slight or undecided, instead of all alike.
    """

    items: int
    going_on: bool
    shares: dict[str, float]
    se: float
    covered: float
    tie_clear: float
    random_clear: float


def lengths(questionnaire: QuestionnaireFile, roles: tuple[str, str], people: int, seed: int) -> tuple[Length, ...]:
    """After the questions that everybody is asked, after each further set, and for people who go on while it is open;
    nothing for a questionnaire without further sets that compare these roles."""
    trial = Trial.of(questionnaire, roles, len(questionnaire.more))
    most = int(trial.asked.further.max())
    if not most:
        return ()
    chance = np.random.default_rng([seed, most])
    come = crowd(TWO_POLES, trial.asked, people, chance)
    tie = crowd(TWO_POLES, trial.asked, people, chance, "tie").answers
    random = uniform(len(trial.asked.items), people, chance)
    rows = []
    for going_on, sets in [*((False, sets) for sets in range(most + 1)), (True, most)]:
        once, tied, careless = (_scored(trial, sheet, sets, going_on) for sheet in (come.answers, tie, random))
        covered = np.abs(once.lean - come.true_lean) <= once.half
        rows.append(
            Length(
                items=int((trial.asked.further <= sets).sum()),
                going_on=going_on,
                shares={name: float((once.verdict == index).mean()) for index, name in enumerate(VERDICTS)},
                se=float(np.sqrt(once.variance).mean()),
                covered=float(covered.mean()),
                tie_clear=float(tied.clear.mean()),
                random_clear=float(careless.clear.mean()),
            )
        )
    return tuple(rows)


def _scored(trial: Trial, sheet: Answers, sets: int, going_on: bool) -> Scores:
    """People's results after that many further sets; of people `going_on`, after the one at which they stopped."""
    last = np.full(len(sheet), sets)
    if going_on:
        last[:] = 0
        for number in range(1, sets + 1):
            still = np.isin(trial.score(_up_to(trial, sheet, last)).verdict, OPEN) & (last == number - 1)
            last[still] = number
    return trial.score(_up_to(trial, sheet, last))


def _up_to(trial: Trial, sheet: Answers, last: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Answers:
    """Each person's answers up to their `last` further set."""
    answered: Truths = trial.asked.further[None] <= last[:, None]
    return np.where(answered, sheet, 0).astype(np.int8)
