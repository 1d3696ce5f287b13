"""How the questionnaire behaves on simulated people, beside other quizzes' rules.

Needs numpy, which the program itself does not: nothing outside this package imports it. Simulated people show what
the rules do with answers of known origin, not whether real people are helped.
"""

from __future__ import annotations

import zlib

import numpy as np

from explorer.pack.pack import Pack
from explorer.selftest.axes import axes_of_honest, axes_of_random, axes_twice
from explorer.selftest.exact import shifted, without_exception
from explorer.selftest.flags import Truths
from explorer.selftest.gates import BOUNDS, Measure, alpha, share
from explorer.selftest.lengths import lengths
from explorer.selftest.odds import Odds, agreeing, right_by_bound
from explorer.selftest.others import OTHERS
from explorer.selftest.people import (
    CARELESS,
    DEVELOPMENT,
    HONEST,
    TWO_POLES,
    Generator,
    at_random,
    careless,
    crowd,
    patterns,
    skipping,
    uniform,
)
from explorer.selftest.report import as_data, as_markdown, as_text
from explorer.selftest.result import Result, Rule
from explorer.selftest.rules import SILENT, UNINTERPRETABLE
from explorer.selftest.trial import Trial

__all__ = ["PEOPLE", "SEED", "Result", "as_data", "as_markdown", "as_text", "run", "too_short"]

PEOPLE, SEED = 20_000, 20261123
QUESTIONS = 2
"""Questions on the activities of each of the two roles at least: of one alone no agreement can be measured."""


def too_short(pack: Pack) -> bool:
    """Whether the questionnaire has too few questions to be put to simulated people."""
    asked = Trial.of(pack.questionnaire, [role.id for role in pack.roles]).scored
    return any(np.count_nonzero(asked.pole == pole) < QUESTIONS for pole in (0, 1))


def run(pack: Pack, people: int = PEOPLE, seed: int = SEED) -> Result:
    """Put the questionnaire of `pack` to `people` simulated people a cell. The same seed gives the same result."""
    trial = Trial.of(pack.questionnaire, [role.id for role in pack.roles])
    quick = _careless(trial, people, seed)
    measures = [*quick, *without_exception(trial, _chance(seed, "exact"))]
    odds: list[Odds] = []
    for generator in HONEST:
        found, right = _honest(trial, generator, people, seed)
        measures += found
        odds += [right] if generator.gated else []
    table = Odds.pooled(odds)
    measures += [*axes_twice(measures), agreeing(table)]
    order = list(BOUNDS)
    measures.sort(key=lambda measure: order.index(measure.name))
    failing = {(measure.name, measure.cell) for measure in quick if not measure.met}
    bites = {
        name: tuple(
            measure
            for measure in _careless(mutant, people, seed)
            if measure.gated and not measure.met and (measure.name, measure.cell) not in failing
        )
        for name, mutant in trial.mutants().items()
    }
    rules = [Rule.of_hits(name, rule(people, _chance(seed, name))) for name, rule in OTHERS.items()]
    longer = lengths(pack.questionnaire, trial.roles, people, seed)
    return Result(people, seed, tuple(measures), bites, tuple(rules), table, longer)


def _chance(seed: int, cell: str) -> np.random.Generator:
    """A cell's own chance: adding a cell changes no other."""
    return np.random.default_rng([seed, zlib.crc32(cell.encode())])


def _careless(trial: Trial, people: int, seed: int) -> list[Measure]:
    """Q1 to Q4, Q10 and R6: answers without a person behind them."""
    items = len(trial.asked.items)
    scores = trial.score(uniform(items, people, _chance(seed, "uniform")))
    measures = [
        share("random_clear", "uniform", scores.clear),
        share("random_any", "uniform", scores.any),
        share("random_silent", "uniform", np.isin(scores.verdict, SILENT), gated=False),
        *axes_of_random(scores),
        *(
            share("careless_clear", kind, trial.score(careless(kind, items, people, _chance(seed, kind))).clear)
            for kind in (*CARELESS, "sticky")
        ),
    ]
    for kind, sheets in patterns(items).items():
        whole = trial.score(sheets)
        skipped = trial.score(skipping(sheets, max(people // 10, 100), items // 4, _chance(seed, kind)))
        measures.append(share("pattern", kind, whole.verdict == UNINTERPRETABLE))
        measures.append(share("pattern", f"{kind}_skips", skipped.verdict == UNINTERPRETABLE))
        if kind == "straight":
            measures.append(share("zero", kind, whole.total == 0))
    return [*measures, shifted(trial, _chance(seed, "shifted"))]


def _honest(trial: Trial, generator: Generator, people: int, seed: int) -> tuple[list[Measure], Odds]:
    """Q5 to Q9, Q13, Q14, Q16 and R7 on one kind of honest people, and how often their side is right."""
    cell, chance = generator.name, _chance(seed, generator.name)
    come = crowd(generator, trial.asked, people, chance)
    once, twice = trial.score(come.answers), trial.score(come.again)
    right, same = once.lean * come.gap > 0, once.lean * twice.lean > 0
    slight = once.any & ~once.clear
    wide = trial.score(crowd(generator, trial.asked, people, chance, "wide").answers)
    tie = trial.score(crowd(generator, trial.asked, people, chance, "tie").answers)
    skipped = trial.score(np.where(_a_quarter(trial, people, chance), 0, come.answers).astype(np.int8))
    found = {
        "right_clear": right[once.clear],
        "right_slight": right[slight],
        "wide_clear": wide.clear,
        "wide_any": wide.any,
        "tie_clear": tie.clear,
        "tie_any": tie.any,
        "covered": np.abs(once.lean - come.true_lean) <= once.half,
        "flips": (twice.any & ~same)[once.clear],
        "keeps": (twice.any & same)[once.clear],
        "skip_right": (skipped.lean * come.gap > 0)[skipped.clear],
        "skip_wider": skipped.variance > once.variance,
        "flagged": once.verdict == UNINTERPRETABLE,
    }
    developed, poled = generator is DEVELOPMENT, generator is TWO_POLES
    gated = {name: developed or (BOUNDS[name].everywhere and generator.gated) for name in found}
    measures = [share(name, cell, hits, gated[name]) for name, hits in found.items()]
    if developed:
        signed = trial.scored.towards * (come.answers.astype(np.float64) - 3)
        measures.append(alpha("alpha_lean", cell, signed))
    if poled:
        for pole, name in enumerate(trial.roles):
            measures.append(alpha("alpha_liking", name, come.answers[:, trial.scored.pole == pole].astype(np.float64)))
    if developed or poled:
        measures += axes_of_honest(cell, once, twice, gated=poled)
    return measures, right_by_bound(once, right, once.verdict != UNINTERPRETABLE)


def _a_quarter(trial: Trial, people: int, chance: np.random.Generator) -> Truths:
    """A quarter of the items of each block, at random: as many as can be skipped and still have a verdict."""
    skipped = np.zeros((people, len(trial.asked.items)), np.bool_)
    for block in np.unique(trial.asked.role):
        places = np.flatnonzero(trial.asked.role == block)
        skipped[:, places] = at_random((people, len(places)), len(places) // 4, chance)
    return skipped
