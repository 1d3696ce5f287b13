"""The rules for many people at once say what the exact rules say, on every kind of answers and at every bound."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from explorer.engine.fit import Instrument
from explorer.pack.pack import Pack
from explorer.pack.schema import Alternative, Item, Likert, Pair, QuestionnaireFile
from explorer.selftest.flags import Answers, Counts
from explorer.selftest.people import CARELESS, HONEST, careless, crowd, patterns, skipping, uniform
from explorer.selftest.rules import VERDICTS, Layout, score
from explorer.selftest.trial import Trial
from explorer.words.text import Text
from tests.first import PACK

TRIAL = Trial.of(PACK.questionnaire, [role.id for role in PACK.roles])
ITEMS = len(TRIAL.asked.items)


def agree(trial: Trial, sheets: Answers) -> set[str]:
    """Assert that both say the same of every sheet; returns the verdicts that came up."""
    instrument, scores = trial.instrument, trial.score(sheets)
    leans, variances = scores.lean, scores.variance
    for place, row in enumerate(sheets):
        fit = instrument.score(trial.taken(row))
        assert fit.verdict == VERDICTS[scores.verdict[place]], (row, fit)
        assert fit.lean == Fraction(50 * int(scores.total[place]), int(max(scores.n[place], 1)))
        assert fit.answered == scores.n[place]
        assert leans[place] == pytest.approx(float(fit.lean))
        assert variances[place] == pytest.approx(float(fit.variance))
        assert scores.liked[place] == {None: 0, True: 1, False: -1}[fit.liked]
        assert axes_named(scores.named[:, place], trial) == {a: s.named for a, s in fit.axes.items() if s.named}
        side = np.sign(scores.total[place])
        assert fit.side == (None if side == 0 else trial.roles[0] if side > 0 else trial.roles[1])
    return {VERDICTS[verdict] for verdict in scores.verdict}


def axes_named(named: Counts, trial: Trial) -> dict[str, str]:
    """The role named on each axis, of those that are."""
    axes = list(dict.fromkeys(item.dimension for item in trial.questionnaire.every))
    return {axis: trial.roles[0 if side > 0 else 1] for axis, side in zip(axes, named, strict=True) if side}


def chance(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_on_random_answers() -> None:
    assert agree(TRIAL, uniform(ITEMS, 2000, chance(1))) >= {"clear", "slight", "undecided", "uninterpretable"}


@pytest.mark.parametrize("most", [2, 6, ITEMS])
def test_on_random_answers_with_skips(most: int) -> None:
    verdicts = agree(TRIAL, skipping(uniform(ITEMS, 1000, chance(2)), 1200, most, chance(most)))
    assert ("incomplete" in verdicts) == (most > 2)


@pytest.mark.parametrize("kind", [*CARELESS, "sticky"])
def test_on_careless_answers(kind: str) -> None:
    sheets = careless(kind, ITEMS, 400, chance(3))
    agree(TRIAL, np.concatenate([sheets, skipping(sheets, 200, 8, chance(4))]))


@pytest.mark.parametrize("kind", patterns(ITEMS))
def test_on_patterns_with_and_without_skips(kind: str) -> None:
    sheets = patterns(ITEMS)[kind]
    verdicts = agree(TRIAL, np.concatenate([sheets[:400], skipping(sheets, 400, ITEMS - 1, chance(5))]))
    assert "uninterpretable" in verdicts


@pytest.mark.parametrize("generator", HONEST, ids=lambda generator: generator.name)
def test_on_honest_people(generator: object) -> None:
    found = crowd(next(each for each in HONEST if each is generator), TRIAL.asked, 200, chance(6))
    agree(TRIAL, np.concatenate([found.answers, found.again]))


def test_on_people_who_like_both_roles_or_neither() -> None:
    """Likings of exactly 62.5 and about 35, and just beside them, some with a few skips."""
    likert, random = TRIAL.asked.likert, chance(7)
    sheets = random.choice(np.array([2, 3, 4], np.int8), (600, ITEMS))
    sheets[:300] = np.where(likert, random.choice([3, 4], (300, ITEMS)), sheets[:300])
    sheets[300:] = np.where(likert, random.choice([2, 3], (300, ITEMS), p=[0.6, 0.4]), sheets[300:])
    assert agree(TRIAL, sheets) >= {"both", "neither", "undecided"}
    assert agree(TRIAL, skipping(sheets, 600, 4, chance(8))) >= {"both", "neither", "undecided"}


def test_on_nobody_and_on_hardly_any_answers() -> None:
    sheets = np.zeros((1 + 5 * ITEMS, ITEMS), np.int8)
    for place in range(5 * ITEMS):
        sheets[1 + place, place % ITEMS] = 1 + place // ITEMS
    assert agree(TRIAL, sheets) == {"incomplete"}


def questionnaire(items: list[Item]) -> QuestionnaireFile:
    return replace(PACK.questionnaire, items=tuple(items))


def text(words: str) -> Text:
    return Text({"es": words, "en": words})


@pytest.mark.parametrize(
    ("comparisons", "speaking", "verdict"),
    [(250, 121, "slight"), (250, 122, "clear"), (625, 176, "undecided"), (625, 177, "slight")],
)
def test_a_lean_of_exactly_the_bound_is_not_beyond_it(comparisons: int, speaking: int, verdict: str) -> None:
    """121 of 250 steps towards a role are 24.2 points, 2.2 times the design SEM; 176 of 625 are 1.28 times."""
    left, right = Alternative(role="ant", text=text("a")), Alternative(role="bee", text=text("b"))
    items: list[Item] = [
        Pair(kind="pair", id=f"item-{n}", dimension="d", left=left, right=right) for n in range(comparisons)
    ]
    trial = Trial.of(questionnaire(items), ("ant", "bee"))
    row = np.where(np.arange(comparisons) < speaking, 2, 3).astype(np.int8)[None]
    assert agree(trial, np.concatenate([row, 6 - row])) == {verdict}


def test_of_the_persons_own_error_the_bound_is_exact_too() -> None:
    """Every sum and sum of squares that 24 answers can have, once."""
    random = chance(8)
    sheets = uniform(ITEMS, 40_000, random)
    tilt = random.random((40_000, 1)) < 0.5
    sheets = np.where(tilt & (random.random(sheets.shape) < 0.4), 3 + TRIAL.asked.towards, sheets).astype(np.int8)
    signed = TRIAL.asked.towards * (sheets.astype(int) - 3)
    _, first = np.unique(np.stack([signed.sum(axis=1), (signed**2).sum(axis=1)]), axis=1, return_index=True)
    assert len(first) > 800
    agree(TRIAL, sheets[first])


def test_the_layout_leaves_out_what_does_not_compare_the_first_two_roles(small: Pack) -> None:
    roles = [role.id for role in small.roles]
    extra: Item = Likert(kind="likert", id="other", dimension="pace", role="wasp", keyed="+", text=text("c"))
    asked = replace(small.questionnaire, items=(*small.questionnaire.items, extra))
    layout = Layout.of(asked, [*roles, "wasp"])
    assert layout.items == tuple(item.id for item in small.questionnaire.items)
    sheets = np.array(np.meshgrid(*[range(6)] * 3), np.int8).reshape(3, -1).T
    trial = Trial.of(asked, [*roles, "wasp"])
    agree(trial, sheets)
    assert (score(layout, sheets).verdict == trial.score(sheets).verdict).all()


@pytest.mark.parametrize("roles", [[], ["one"], ["no", "such"]])
def test_without_two_roles_to_compare_there_is_no_trial(roles: list[str]) -> None:
    with pytest.raises(ValueError, match="role"):
        Trial.of(PACK.questionnaire, roles)


def test_the_exact_instrument_of_a_trial_is_the_packs_own() -> None:
    own = Instrument(PACK.questionnaire, [role.id for role in PACK.roles])
    answers = TRIAL.taken(uniform(ITEMS, 1, chance(9))[0])
    assert TRIAL.instrument.score(answers) == own.score(answers)
