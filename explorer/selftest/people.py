"""Simulated people: honest ones of several kinds, and careless ones.

Honest people have an interest in each of two roles (standard normal, correlated) and answer from it with an error of
their own for every item. The development generator is the one that `benchmarks/design_sem.py` draws from and the only
one anything was tuned on: graded-response probit, thresholds evenly spaced and jittered (Samejima 1969). All others
change one thing of it. People are spread evenly over QUESTIONNAIRES sets of drawn loadings and thresholds, so that no
single lucky draw decides.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Literal

import numpy as np

from explorer.selftest.flags import Answers, Counts, Truths
from explorer.selftest.rules import Layout, Numbers
from explorer.words.frozen import frozen

QUESTIONNAIRES = 20
"""Sets of loadings and thresholds that a cell's people are spread over."""
THRESHOLDS, JITTER = (-1, -1 / 3, 1 / 3, 1), 0.15
"""Where an answer passes into the next, in SD of the underlying liking, and the SD of each one's place."""

Gaps = Literal["all", "tie", "wide"]
"""Whose interests differ how: as they come; not at all; by more than one SD of the difference."""


@frozen
class Generator:
    """How honest people of a kind answer. SDs are of the underlying liking, itself of SD 1."""

    name: str
    loadings: tuple[float, float] = (0.45, 0.75)
    correlation: float = 0.2
    """Of the interests in the two roles."""
    acquiescence: float = 0.35
    """SD of a person's own leaning to yes, whatever the activity."""
    logistic: bool = False
    ideal: tuple[float, float] | None = None
    """Where activities lie, in SD from the middle: interest beyond an activity lowers its liking (unfolding)."""
    style: tuple[float, float] | None = None
    """By how much a person's thresholds are drawn together: below 1 is an extreme style."""
    agreement: float = 1.0
    """Correlation of what drives comparisons with the difference of the interests that drive single activities."""
    comparing_counts: bool = True
    """Whether what drives comparisons alone is an interest too, part of the true gap and lean, or only error."""
    desirability: float = 0.0
    """SD over items of how much more liked everybody says to find them than they do."""
    poles: bool = False
    """Whether activities go together by the role whose they are, whichever role's fit they are keyed for: liking those
    of one role is then no dislike of the other's, as on real people."""
    tilt: float = 0.0
    """How much more everybody likes what speaks for the first role."""
    honest_until: int | None = None
    """From this item on answers are random."""

    @property
    def gated(self) -> bool:
        """Whether the gates that hold everywhere hold for these people: not where what drives them is no interest."""
        return self.honest_until is None and self.comparing_counts and not self.tilt


DEVELOPMENT = Generator("development")
TWO_POLES = Generator("two_poles", correlation=0.27, acquiescence=0.4, desirability=0.38, poles=True)
"""Correlation of the poles, spread of a person's liking of everything and of what is popular: as on 8,855 real people
who answered 48 activities. Nothing was tuned on it."""
HONEST = (
    DEVELOPMENT,
    Generator("logistic", logistic=True),
    Generator("ideal_point", ideal=(1.0, 2.0)),
    Generator("extreme_style", style=(0.4, 0.8)),
    Generator("acquiescence", acquiescence=0.8),
    Generator("weak_items", loadings=(0.30, 0.55)),
    Generator("roles_alike", correlation=0.6),
    Generator("roles_opposed", correlation=-0.3),
    Generator("two_methods", agreement=0.7),
    Generator("two_methods_strict", agreement=0.7, comparing_counts=False),
    Generator("desirability", desirability=0.4),
    TWO_POLES,
    Generator("tilted", correlation=0.27, acquiescence=0.4, desirability=0.38, poles=True, tilt=0.25),
    Generator("half_random", honest_until=12),
)


@frozen
class Crowd:
    """People of one kind. `gap`: their true difference of interests, in its SDs, positive towards the first role.

    `true_lean`: the lean to expect of the person's interests, over all chance and style, in points.
    `answers` and `again`: what they answer on two occasions, with fresh chance.
    """

    gap: Numbers
    true_lean: Numbers
    answers: Answers
    again: Answers


def crowd(generator: Generator, layout: Layout, people: int, chance: np.random.Generator, gaps: Gaps = "all") -> Crowd:
    """Draw people who answer `layout`."""
    g, items, likert = generator, len(layout.items), layout.likert
    difference, own = _gaps(people, chance, gaps), chance.standard_normal(people)
    own *= not (g.comparing_counts and gaps == "tie")
    between = g.agreement * difference + math.sqrt(1 - g.agreement**2) * own
    apart, middle = math.sqrt(2 * (1 - g.correlation)), math.sqrt((1 + g.correlation) / 2)
    common = middle * chance.standard_normal(people)
    interests = np.stack([common + apart * difference / 2, common - apart * difference / 2])
    which = np.arange(people) * QUESTIONNAIRES // people
    loading = chance.uniform(*g.loadings, (items, QUESTIONNAIRES))[:, which]
    cuts = np.array(THRESHOLDS)[:, None, None] + chance.normal(0, JITTER, (4, items, QUESTIONNAIRES))
    cuts = np.sort(cuts, axis=0)[:, :, which]
    tilt = g.desirability * chance.standard_normal((items, QUESTIONNAIRES))[:, which]
    ideal = chance.uniform(*g.ideal, (items, QUESTIONNAIRES))[:, which] if g.ideal else np.full((items, people), np.inf)
    whose, key = (layout.pole, np.abs(layout.key)) if g.poles else (layout.role, layout.key)
    trait = np.where(
        likert[:, None],
        _unfold(key[:, None] * interests[np.maximum(whose, 0)], ideal),
        layout.towards[:, None]
        * (between if not g.ideal else (_unfold(interests[0], ideal) - _unfold(interests[1], ideal)) / apart),
    )
    pull = loading * trait + tilt + g.tilt * layout.towards[:, None]
    noise = np.sqrt(1 - loading**2)
    yes = np.where(likert[:, None], g.acquiescence * chance.standard_normal(people), 0.0)
    style = chance.uniform(*g.style, people) if g.style else np.ones(people)

    def answered() -> Answers:
        liking = pull + yes + noise * _errors(g, noise.shape, chance)
        sheet = 1 + sum((liking > style * cut).astype(np.int8) for cut in cuts)
        if g.honest_until is not None:
            sheet[g.honest_until :] = chance.integers(1, 6, sheet[g.honest_until :].shape)
        return np.ascontiguousarray(sheet.T, np.int8)

    chance_alone = np.where(likert, g.acquiescence, 0.0)[:, None]
    known, counted = pull, between
    if not g.comparing_counts:
        error = loading * math.sqrt(1 - g.agreement**2)
        chance_alone = np.where(likert[:, None], chance_alone, error)
        known = pull - np.where(likert[:, None], 0.0, layout.towards[:, None] * error * own)
        counted = difference
    expected = layout.towards[:, None] * (_expected(g, known, noise, cuts, chance_alone) - 3)
    if g.honest_until is not None:
        expected[g.honest_until :] = 0
    weight, agreement = likert.mean(), g.agreement if g.comparing_counts else 1.0
    both = weight * difference + (1 - weight) * counted
    spread = math.sqrt(weight**2 + (1 - weight) ** 2 + 2 * weight * (1 - weight) * agreement)
    return Crowd(both / spread, 50 * expected.mean(axis=0), answered(), answered())


def _errors(generator: Generator, shape: tuple[int, ...], chance: np.random.Generator) -> Numbers:
    """Chance of standard deviation 1, of the kind that a generator has."""
    if generator.logistic:
        return chance.logistic(0, math.sqrt(3) / math.pi, shape)
    return chance.standard_normal(shape)


def _gaps(people: int, chance: np.random.Generator, gaps: Gaps) -> Numbers:
    """Differences of interests in their SDs."""
    if gaps == "tie":
        return np.zeros(people)
    drawn = chance.standard_normal(people)
    while gaps == "wide" and (narrow := np.flatnonzero(np.abs(drawn) <= 1)).size:
        drawn[narrow] = chance.standard_normal(narrow.size)
    return drawn


def _unfold(interest: Numbers, ideal: Numbers) -> Numbers:
    """Interest up to an activity's place raises its liking, interest beyond lowers it alike."""
    liking: Numbers = np.where(interest > ideal, 2 * np.where(np.isinf(ideal), 0.0, ideal) - interest, interest)
    return liking


def _expected(g: Generator, pull: Numbers, noise: Numbers, cuts: Numbers, yes: Numbers) -> Numbers:
    """The mean answer (1 to 5) to each item, given the interests, over chance, style and leanings of SD `yes`."""
    styles, weights = np.polynomial.legendre.leggauss(5) if g.style else (np.zeros(1), np.array([2.0]))
    low, high = g.style or (1.0, 1.0)
    leanings, shares = np.polynomial.hermite_e.hermegauss(7) if g.logistic else (np.zeros(1), np.ones(1))
    spread = noise * math.sqrt(3) / math.pi if g.logistic else np.sqrt(noise**2 + yes**2)
    mean = np.ones_like(pull)
    for style, weight in zip((low + high) / 2 + styles * (high - low) / 2, weights / 2, strict=True):
        for leaning, share in zip(leanings, shares / shares.sum(), strict=True):
            for cut in cuts:
                beyond = (pull + yes * leaning - style * cut) / spread
                mean += weight * share * (1 / (1 + np.exp(-beyond)) if g.logistic else _normal(beyond))
    return mean


_GRID = np.linspace(-8, 8, 8193)
_NORMAL = np.array([(1 + math.erf(x / math.sqrt(2))) / 2 for x in _GRID])


def _normal(x: Numbers) -> Numbers:
    """The normal distribution function, to about one in ten million."""
    share: Numbers = np.interp(x, _GRID, _NORMAL)
    return share


# --- careless --------------------------------------------------------------------------------------------------

CARELESS: dict[str, tuple[float, ...]] = {
    "mid_heavy": (0.05, 0.20, 0.50, 0.20, 0.05),
    "extreme": (0.40, 0.07, 0.06, 0.07, 0.40),
    "yea_right": (0.05, 0.10, 0.20, 0.30, 0.35),
}
"""How often each answer, 1 to 5, is given without reading; the last one agrees and takes the right side."""
STICKY = 0.5
"""With this probability the answer before is given again, else a random one."""


def uniform(items: int, people: int, chance: np.random.Generator) -> Answers:
    """Every answer as likely as any other."""
    return chance.integers(1, 6, (people, items), np.int8)


def careless(kind: str, items: int, people: int, chance: np.random.Generator) -> Answers:
    """Answers of one of the kinds of CARELESS, or "sticky"."""
    if kind == "sticky":
        sheet = uniform(items, people, chance)
        again = chance.random((people, items)) < STICKY
        for item in range(1, items):
            sheet[:, item] = np.where(again[:, item], sheet[:, item - 1], sheet[:, item])
        return sheet
    return chance.choice(np.arange(1, 6, dtype=np.int8), (people, items), p=CARELESS[kind])


def patterns(items: int) -> dict[str, Answers]:
    """Every straight line, alternation, zig-zag and diagonal over any stretch of the scale, begun anywhere."""
    sheets_by_name: dict[str, set[tuple[int, ...]]] = {
        "straight": set(),
        "alternating": set(),
        "zigzag": set(),
        "diagonal": set(),
    }
    for low in range(1, 6):
        sheets_by_name["straight"].add((low,) * items)
        for high in range(low + 1, 6):
            up, down = list(range(low, high + 1)), list(range(high, low - 1, -1))
            sheets_by_name["alternating"].update(_begun_anywhere([low, high], items))
            if high - low > 1:
                sheets_by_name["zigzag"].update(_begun_anywhere(up + down[1:-1], items))
                sheets_by_name["diagonal"].update([*_begun_anywhere(up, items), *_begun_anywhere(down, items)])
    return {name: np.array(sorted(sheets), np.int8) for name, sheets in sheets_by_name.items()}


def _begun_anywhere(cycle: list[int], items: int) -> Iterator[tuple[int, ...]]:
    for start in range(len(cycle)):
        yield tuple(cycle[(start + index) % len(cycle)] for index in range(items))


def skipping(sheets: Answers, people: int, most: int, chance: np.random.Generator) -> Answers:
    """`people` of the patterns in `sheets` with 1 to `most` skips: half leave holes, half go on where they stopped."""
    picked = sheets[chance.integers(0, len(sheets), people)]
    skipped = at_random(picked.shape, chance.integers(1, most + 1, people), chance)
    holes = np.where(skipped, 0, picked).astype(np.int8)
    index = np.maximum(np.cumsum(~skipped, axis=1) - 1, 0)
    going_on = np.where(skipped, 0, np.take_along_axis(picked, index, axis=1)).astype(np.int8)
    half = people // 2
    return np.concatenate([holes[:half], going_on[half:]])


def at_random(shape: tuple[int, ...], counts: Counts | int, chance: np.random.Generator) -> Truths:
    """Truths with `counts` trues at random places of each row."""
    rank = np.argsort(np.argsort(chance.random(shape), axis=1), axis=1)
    chosen: Truths = rank < np.broadcast_to(np.asarray(counts), shape[:1])[:, None]
    return chosen
