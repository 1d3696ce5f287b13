"""The rules of `explorer.engine.fit`, for many people at once, in whole numbers.

Each bound is compared with both of its sides multiplied out, so that no answer falls on another side of it than in
the exact rules; `tests/selftest` holds the two against each other. Answers are an array, people by items in the order
asked: 1 to 5, 0 for a skip.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from explorer.engine.fit import (
    BAND,
    BOTH_FROM,
    CLEAR,
    DESIGN_SEM,
    ENOUGH,
    NEITHER_TO,
    SLIGHT,
    Verdict,
    signed_answer,
)
from explorer.pack.schema import Likert, QuestionnaireFile
from explorer.selftest.flags import Answers, Counts, Sheet, Truths, flagged

VERDICTS: tuple[str, ...] = get_args(Verdict)
CLEAR_LEAN, SLIGHT_LEAN = VERDICTS.index("clear"), VERDICTS.index("slight")
INCOMPLETE, UNINTERPRETABLE = VERDICTS.index("incomplete"), VERDICTS.index("uninterpretable")
SILENT = (VERDICTS.index("undecided"), UNINTERPRETABLE)
"""The verdicts on whole sheets that read nothing into them."""

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Layout:
    """The items that compare the first two roles of a pack, in the order asked.

    `towards`: 1 where a higher answer speaks for the first role, -1 for the second.
    `role`: 0 or 1, whose activity it is; -1 for a comparison. `key`: 1 or -1 as keyed; 0 for a comparison.
    """

    items: tuple[str, ...]
    towards: Counts
    role: Counts
    key: Counts

    @classmethod
    def of(cls, questionnaire: QuestionnaireFile, roles: Sequence[str]) -> Layout:
        """The layout of `questionnaire` for the first two of `roles`."""
        first, second = roles[:2]
        asked = [
            item
            for item in questionnaire.items
            if ({item.role} if isinstance(item, Likert) else {item.left.role, item.right.role}) <= {first, second}
        ]
        return cls(
            items=tuple(item.id for item in asked),
            towards=np.array([signed_answer(item, 4, first) for item in asked], np.int64),
            role=np.array([(first, second).index(item.role) if isinstance(item, Likert) else -1 for item in asked]),
            key=np.array([(1 if item.keyed == "+" else -1) if isinstance(item, Likert) else 0 for item in asked]),
        )

    @property
    def likert(self) -> Truths:
        """Which items are activities, not comparisons."""
        likert: Truths = self.role >= 0
        return likert


@dataclass(frozen=True)
class Scores:
    """What the rules say of each person. `total`: the sum of signed answers; `n`: how many there are.

    `verdict`: an index of `VERDICTS`. `variance`: of the lean, in squared points.
    """

    total: Counts
    n: Counts
    variance: Numbers
    verdict: NDArray[np.int8]

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
    given = sheet > 0
    signed = np.where(given, layout.towards[:, None].astype(np.int16) * (sheet - 3), np.int16(0))
    total, n = signed.sum(axis=0), given.sum(axis=0)
    spread = _spread(signed, n) if own_error else np.zeros_like(total)
    verdict = np.full(len(answers), VERDICTS.index("undecided"), np.int8)
    fits = [_keyed(layout, sheet, given, role) for role in (0, 1)]
    low = np.logical_and.reduce([(k > 0) & (100 * (s - k) <= NEITHER_TO * 4 * k) for s, k in fits])
    high = np.logical_and.reduce([(k > 0) & (100 * (s - k) >= BOTH_FROM * 4 * k) for s, k in fits])
    verdict[low] = VERDICTS.index("neither")
    verdict[high] = VERDICTS.index("both")
    verdict[_beyond(SLIGHT.numerator, SLIGHT.denominator, total, n, spread, len(sheet))] = SLIGHT_LEAN
    verdict[_beyond(CLEAR.numerator, CLEAR.denominator, total, n, spread, len(sheet))] = CLEAR_LEAN
    verdict[_too_few(layout, given)] = INCOMPLETE
    verdict[flagged(layout.likert, layout.role, layout.key, sheet)] = UNINTERPRETABLE
    some, items = np.maximum(n, 1), len(sheet)
    own = 2500.0 * spread / (max(1, items * (items - 1)) * some)
    design = float(DESIGN_SEM**2) * items / some
    return Scores(total, n, np.maximum(design, own), verdict)


def _spread(signed: Sheet, n: Counts) -> Counts:
    """Items * squares - sum^2 of the signed answers, what is skipped at the ends that make it largest."""
    items, total = len(signed), np.abs(signed.sum(axis=0))
    missing = items - n
    rest = (total - 2 * missing) % 4
    least = np.where(total >= 2 * missing, total - 2 * missing, np.minimum(rest, 4 - rest))
    spread: Counts = items * ((signed * signed).sum(axis=0) + 4 * missing) - least * least
    return spread


def _beyond(over: int, under: int, total: Counts, n: Counts, spread: Counts, items: int) -> Truths:
    """Whether |lean| exceeds `over / under` standard errors, of either kind.

    lean^2 = 2500 total^2 / n^2, design variance = DESIGN_SEM^2 items / n,
    own variance = 2500 spread / (items (items - 1) n).
    """
    sem_over, sem_under = DESIGN_SEM.numerator, DESIGN_SEM.denominator
    left = under * under * total * total
    design = 2500 * left * sem_under**2 > over * over * sem_over**2 * items * n
    own = left * items * (items - 1) > over * over * spread * n
    beyond: Truths = design & (own | (items < 2))
    return beyond


def _keyed(layout: Layout, sheet: Sheet, given: Truths, role: int) -> tuple[Counts, Counts]:
    """The sum of a role's keyed answers (1 to 5) and their number."""
    mine = layout.role == role
    key = layout.key[mine][:, None].astype(np.int16)
    keyed = np.where(given[mine], 3 + key * (sheet[mine] - 3), np.int16(0))
    return keyed.sum(axis=0), given[mine].sum(axis=0)


def _too_few(layout: Layout, given: Truths) -> Truths:
    """Who answered less than ENOUGH of all items or of a block of them."""
    few: Truths = ENOUGH.denominator * given.sum(axis=0) < ENOUGH.numerator * len(given)
    for block in np.unique(layout.role):
        mine = layout.role == block
        few |= ENOUGH.denominator * given[mine].sum(axis=0) < ENOUGH.numerator * int(mine.sum())
    return few
