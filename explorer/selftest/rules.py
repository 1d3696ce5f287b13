"""The rules of `explorer.engine.fit`, for many people at once, in whole numbers.

Each bound is compared with both of its sides multiplied out, so that no answer falls on another side of it than in
the exact rules; `tests/selftest` holds the two against each other. Answers are an array, people by items in the order
asked: 1 to 5, 0 for a skip.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from explorer.engine.fit import (
    BAND,
    BOTH_FROM,
    CLEAR,
    DESIGN_SEM,
    ENOUGH,
    MIDDLE,
    NAMED,
    NEITHER_TO,
    SLIGHT,
    Instrument,
    Verdict,
    signed_answer,
    speaks_for,
)
from explorer.pack.schema import Likert, QuestionnaireFile
from explorer.selftest.flags import Answers, Counts, Sheet, Truths, flagged
from explorer.words.frozen import frozen

VERDICTS: tuple[str, ...] = get_args(Verdict)
CLEAR_LEAN, SLIGHT_LEAN = VERDICTS.index("clear"), VERDICTS.index("slight")
INCOMPLETE, UNINTERPRETABLE = VERDICTS.index("incomplete"), VERDICTS.index("uninterpretable")
SILENT = (VERDICTS.index("undecided"), UNINTERPRETABLE)
"""The verdicts on whole sheets that read nothing into them."""

Numbers = NDArray[np.float64]


@frozen
class Layout:
    """The items that compare the first two roles of a pack, in the order asked.

    `towards`: 1 where a higher answer speaks for the first role, -1 for the second.
    `role`: 0 or 1, whose item it is; -1 for a comparison. `key`: 1 or -1 as keyed; 0 for a comparison.
    `pole`: 0 or 1, whose activity it is; -1 for nobody's and for a comparison. `axis`: a number for each dimension.
    `further`: 0 for what everybody is asked, else the number of its set.
    """

    items: tuple[str, ...]
    towards: Counts
    role: Counts
    key: Counts
    pole: Counts
    axis: Counts
    further: Counts

    @classmethod
    def of(cls, questionnaire: QuestionnaireFile, roles: Sequence[str]) -> Layout:
        """The layout of `questionnaire` for the first two of `roles`."""
        first, second = pair = roles[0], roles[1]
        instrument = Instrument(questionnaire, roles)
        sets = [[item for item in questionnaire.items if speaks_for(item) <= set(pair)], *instrument.further(pair)]
        asked = [item for each in sets for item in each]
        axes = list(dict.fromkeys(item.dimension for item in asked))
        return cls(
            items=tuple(item.id for item in asked),
            towards=np.array([signed_answer(item, 4, first) for item in asked], np.int64),
            role=np.array([pair.index(item.role) if isinstance(item, Likert) else -1 for item in asked]),
            key=np.array([(1 if item.keyed == "+" else -1) if isinstance(item, Likert) else 0 for item in asked]),
            pole=np.array([{first: 0, second: 1}.get(instrument.pole(item.id) or "", -1) for item in asked]),
            axis=np.array([axes.index(item.dimension) for item in asked]),
            further=np.array([number for number, each in enumerate(sets) for _ in each]),
        )

    @property
    def likert(self) -> Truths:
        """Which items are activities, not comparisons."""
        likert: Truths = self.role >= 0
        return likert


@frozen
class Scores:
    """What the rules say of each person. `total`: the sum of signed answers; `n`: how many there are.

    `verdict`: an index of `VERDICTS`. `variance`: of the lean, in squared points.
    `axes`: axes by people, the sum of the signed answers on each; `named`: 1 or -1 where a pole of it is named, for the
    first role or the second, else 0.
    """

    total: Counts
    n: Counts
    variance: Numbers
    verdict: NDArray[np.int8]
    axes: Counts
    named: Counts
    liked: Counts
    """1 where the leader is liked, at the middle or above; -1 where it is not; 0 without a leader."""

    @property
    def lean(self) -> Numbers:
        """-100 to 100, positive towards the first role."""
        mean: Numbers = 50.0 * self.total / np.maximum(self.n, 1)
        return mean

    @property
    def clear(self) -> Truths:
        """Who is told of a clear lean."""
        clear: Truths = self.verdict == CLEAR_LEAN
        return clear

    @property
    def any(self) -> Truths:
        """Who is told of a lean, clear or slight."""
        leaning: Truths = self.clear | (self.verdict == SLIGHT_LEAN)
        return leaning

    @property
    def half(self) -> Numbers:
        """Half of the 90 % band, in points of lean."""
        width: Numbers = float(BAND) * np.sqrt(self.variance)
        return width


def score(layout: Layout, answers: Answers, own_error: bool = True) -> Scores:
    """Score everybody. Without `own_error` the design SEM alone counts: a mutation that the gates must catch."""
    sheet = np.ascontiguousarray(answers.T).astype(np.int16)
    counts = _counting(layout, sheet > 0)
    sheet = np.where(counts, sheet, np.int16(0))
    given, asked = sheet > 0, counts.sum(axis=0)
    first = int((layout.further == 0).sum())
    signed = np.where(given, layout.towards[:, None].astype(np.int16) * (sheet - 3), np.int16(0))
    total, n = signed.sum(axis=0, dtype=np.int64), given.sum(axis=0)
    spread = _spread(signed, n, asked) if own_error else np.zeros_like(total)
    verdict = _verdicts(layout, sheet, [_beyond(k, total, n, spread, asked, first) for k in (SLIGHT, CLEAR)])
    verdict[_too_few(layout, given, asked)] = INCOMPLETE
    verdict[flagged(layout.likert, layout.role, layout.key, sheet, asked)] = UNINTERPRETABLE
    some = np.maximum(n, 1)
    own = 2500.0 * spread / (np.maximum(1, asked * (asked - 1)) * some)
    design = float(DESIGN_SEM**2) * first / some
    axes, named = _named(layout, signed, given, total, n)
    named[:, np.isin(verdict, (INCOMPLETE, UNINTERPRETABLE))] = 0
    return Scores(total, n, np.maximum(design, own), verdict, axes, named, _liked(layout, sheet, total, verdict))


def _counting(layout: Layout, given: Truths) -> Truths:
    """Items by people: which items count. Those of a further set do when ENOUGH of it is answered."""
    counts = np.ones_like(given)
    for number in range(1, int(layout.further.max(initial=0)) + 1):
        mine = layout.further == number
        counts[mine] = ~_short(given[mine].sum(axis=0), int(mine.sum()))
    return counts


def _short(answered: Counts, of: Counts | int) -> Truths:
    """Whose answers are less than ENOUGH."""
    short: Truths = ENOUGH.denominator * answered < ENOUGH.numerator * of
    return short


def _verdicts(layout: Layout, sheet: Sheet, beyond: Sequence[Truths]) -> NDArray[np.int8]:
    """The verdicts of sound and sufficient answers; `beyond`: whose lean is beyond slight, and beyond clear."""
    low, high = np.ones(sheet.shape[1], np.bool_), np.ones(sheet.shape[1], np.bool_)
    for role in (0, 1):
        own = sheet[layout.pole == role]
        k, s = (own > 0).sum(axis=0), own.sum(axis=0, dtype=np.int64)
        low &= (k > 0) & (25 * (s - k) * _under(NEITHER_TO) <= _over(NEITHER_TO) * k)
        high &= (k > 0) & (25 * (s - k) * _under(BOTH_FROM) >= _over(BOTH_FROM) * k)
    verdict = np.full(sheet.shape[1], VERDICTS.index("undecided"), np.int8)
    verdict[beyond[0]] = SLIGHT_LEAN
    verdict[high] = VERDICTS.index("both")
    verdict[low] = VERDICTS.index("neither")
    verdict[beyond[1]] = CLEAR_LEAN
    return verdict


def _liked(layout: Layout, sheet: Sheet, total: Counts, verdict: NDArray[np.int8]) -> Counts:
    """Whether the leader's own activities are liked."""
    liked = np.zeros_like(total)
    for role, side in ((0, total > 0), (1, total < 0)):
        own = sheet[layout.pole == role]
        enough = 25 * own.sum(axis=0, dtype=np.int64) >= (25 + MIDDLE) * np.maximum(1, (own > 0).sum(axis=0))
        liked[side] = np.where(enough, 1, -1)[side]
    return np.where(np.isin(verdict, (CLEAR_LEAN, SLIGHT_LEAN)), liked, 0)


def _over(bound: Fraction | int) -> int:
    return Fraction(bound).numerator


def _under(bound: Fraction | int) -> int:
    return Fraction(bound).denominator


def _spread(signed: Sheet, n: Counts, items: Counts) -> Counts:
    """Items * squares - sum^2 of the signed answers, what is skipped at the ends that make it largest."""
    total = np.abs(signed.sum(axis=0, dtype=np.int64))
    missing = items - n
    rest = (total - 2 * missing) % 4
    least = np.where(total >= 2 * missing, total - 2 * missing, np.minimum(rest, 4 - rest))
    spread: Counts = items * ((signed * signed).sum(axis=0, dtype=np.int64) + 4 * missing) - least * least
    return spread


def _beyond(bound: Fraction, total: Counts, n: Counts, spread: Counts, items: Counts, first: int) -> Truths:
    """Whether |lean| exceeds `bound` standard errors, of either kind.

    lean^2 = 2500 total^2 / n^2, design variance = DESIGN_SEM^2 first / n,
    own variance = 2500 spread / (items (items - 1) n).
    """
    over, under = bound.numerator, bound.denominator
    sem_over, sem_under = DESIGN_SEM.numerator, DESIGN_SEM.denominator
    left = under * under * total * total
    design = 2500 * left * sem_under**2 > over * over * sem_over**2 * first * n
    own = left * items * (items - 1) > over * over * spread * n
    beyond: Truths = design & (own | (items < 2))
    return beyond


def _named(layout: Layout, signed: Sheet, given: Truths, total: Counts, n: Counts) -> tuple[Counts, Counts]:
    """The sum on each axis, and 1 or -1 where it is beyond NAMED standard errors of the person's own spread."""
    axes = int(layout.axis.max(initial=-1)) + 1
    sums = np.stack([signed[layout.axis == axis].sum(axis=0, dtype=np.int64) for axis in range(axes)])
    of = np.stack([given[layout.axis == axis].sum(axis=0) for axis in range(axes)])
    spread = n * (signed * signed).sum(axis=0, dtype=np.int64) - total * total
    beyond = NAMED.denominator**2 * sums * sums * n * (n - 1) > NAMED.numerator**2 * of * spread
    return sums, np.where(beyond & (np.abs(sums) >= np.maximum(of, 1)) & (n > 1), np.sign(sums), 0)


def _too_few(layout: Layout, given: Truths, asked: Counts) -> Truths:
    """Who answered less than ENOUGH of what counts, of what everybody is asked, or of a block of that."""
    everybody = layout.further == 0
    few = _short(given.sum(axis=0), asked) | _short(given[everybody].sum(axis=0), int(everybody.sum()))
    for block in np.unique(layout.role):
        mine = everybody & (layout.role == block)
        few |= _short(given[mine].sum(axis=0), int(mine.sum()))
    return few
