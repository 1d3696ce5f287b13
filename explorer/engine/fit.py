"""From answers to a verdict, in exact arithmetic, by rules that fit on one page.

Every role has its own activities (Likert items) and every two roles have comparisons between them.

- keyed answer: `a` for an item keyed +, `6 - a` for one keyed -          (1 to 5, 5 speaks for the role)
- fit of a role: 100 * (mean of its keyed answers - 1) / 4                 (0 to 100)
- signed item: the keyed answer - 3, its sign turned for the second role   (-2 to 2, + is the first role)
- lean: 100 * mean(signed) / 2                                             (-100 to 100)
- SE: the larger of DESIGN_SEM * sqrt(items / n), wider the fewer are answered,
  and 100 * sd / (2 * sqrt(n))                                             (sample standard deviation)
  sd is that of the signed items; where some are skipped, the largest that any answers to them could give: what was
  skipped could have been anything, so no band is narrower for skipping than it is for any way of answering
- verdict: clear when |lean| > 2.2 SE, slight when > 1.28 SE, else both, neither or undecided by the two fits

The constants and gates come from this project's fit specification; 1.28 and 1.645 are the normal distribution's
two-sided 80 % and 90 % points.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby
from typing import Literal

from explorer.pack.schema import Item, Likert, QuestionnaireFile

DESIGN_SEM = Fraction(11)
"""Points of lean: the measurement error of 24 items on simulated people, not normed on real ones.

`benchmarks/design_sem.py` gives 10.7 (10.2 to 11.3 over 50 drawn questionnaires); rounded up, the cautious way."""
CLEAR, SLIGHT, BAND = Fraction(22, 10), Fraction(128, 100), Fraction(1645, 1000)
"""Multiples of SE: a clear lean, a slight lean, half of the 90 % band."""
BOTH_FROM, NEITHER_TO = 60, 40
"""Fits (0-100) that count as high and as low where there is no lean."""
ENOUGH = Fraction(3, 4)
"""The part of all items, and of each block of them, that must be answered."""
RUN, INCONSISTENCY, LEAST_SD = 9, Fraction(45, 100), Fraction(35, 100)
"""Validity: answers alike in a row; how far + and - items of a role disagree, as a part of the scale, once agreeing in
general is taken away (one role alone can reach .5; with .60 of the raw gap 6 in 100 honest people would be flagged, and
32 of those who tend to agree, though the keys cancel that); spread in scale points."""
LONGEST_PERIOD = 8
"""Answers repeating with a period up to this (1-2-3-4-5-4-3-2 has eight) are a pattern, not answers."""

Verdict = Literal["clear", "slight", "both", "neither", "undecided", "incomplete", "uninterpretable"]
Flag = Literal["straight", "run", "inconsistent", "flat", "pattern"]


@dataclass(frozen=True)
class Fit:
    """What the answers say. Numbers are exact; `se` alone is a square root.

    `pair`: the two roles compared, in the pack's order. `lean` is positive towards the first.
    `contributions`: answered item to its part of the lean; they sum to it. `missing`: items without an answer.
    """

    verdict: Verdict
    pair: tuple[str, str]
    leader: str | None
    lean: Fraction
    variance: Fraction
    """The square of SE."""
    fits: Mapping[str, Fraction | None]
    contributions: Mapping[str, Fraction]
    answered: int
    missing: tuple[str, ...]
    flags: tuple[Flag, ...]
    flagged: tuple[str, ...]
    """The answered items that the flags are about, in the order asked."""

    @property
    def readable(self) -> bool:
        """Whether the answers are enough, and sound enough, for their numbers to be shown."""
        return self.verdict not in ("incomplete", "uninterpretable")

    @property
    def se(self) -> float:
        """The standard error of the lean, in its points."""
        return math.sqrt(self.variance)

    @property
    def band(self) -> tuple[float, float]:
        """The 90 % band of the lean, within -100 to 100."""
        half = float(BAND) * self.se
        return max(-100.0, float(self.lean) - half), min(100.0, float(self.lean) + half)

    @property
    def side(self) -> str | None:
        """The role that the lean points to, however uncertain; None at exactly zero."""
        return None if self.lean == 0 else self.pair[0] if self.lean > 0 else self.pair[1]


class Instrument:
    """A questionnaire made ready to score many people."""

    def __init__(self, questionnaire: QuestionnaireFile, roles: Sequence[str]) -> None:
        if len(roles) < 2:
            raise ValueError("a comparison needs two roles")
        self.roles = tuple(roles)
        self.items: Mapping[str, Item] = {item.id: item for item in questionnaire.items}

    def score(self, answers: Mapping[str, int]) -> Fit:
        """The fit of `answers` (item id to 1-5, skipped items absent). Answers of unknown items do not count."""
        fits = {role: self._fit(role, answers) for role in self.roles}
        pair = self._pair(fits)
        asked = [item for item in self.items.values() if _speaks_for(item) <= set(pair)]
        signed = {item.id: signed_answer(item, answers[item.id], pair[0]) for item in asked if item.id in answers}
        n, total = len(signed), sum(signed.values())
        lean = Fraction(50 * total, n) if n else Fraction(0)
        variance = _variance(len(asked), list(signed.values()))
        flags = _flags(asked, answers, pair)
        if "pattern" not in flags and self._patterned(pair, answers):
            flags = (*flags, "pattern")
        verdict = self._verdict(lean, variance, asked, answers, [fits[role] for role in pair], flags)
        leader = pair[0] if lean > 0 else pair[1]
        return Fit(
            verdict=verdict,
            pair=pair,
            leader=leader if verdict in ("clear", "slight") else None,
            lean=lean,
            variance=variance,
            fits=fits,
            contributions={item: Fraction(50 * value, n) for item, value in signed.items()},
            answered=n,
            missing=tuple(item.id for item in asked if item.id not in answers),
            flags=flags,
            flagged=_flagged(asked, answers, pair, flags),
        )

    def presented(self, pair: tuple[str, str]) -> tuple[Item, ...]:
        """The items in the order in which they are asked: of two roles all, as they stand; of more, every single
        activity and then the comparisons of `pair`, since no others count."""
        items = tuple(self.items.values())
        if len(self.roles) <= 2:
            return items
        single = (item for item in items if isinstance(item, Likert))
        return (*single, *(item for item in items if not isinstance(item, Likert) and _speaks_for(item) == set(pair)))

    def _patterned(self, pair: tuple[str, str], answers: Mapping[str, int]) -> bool:
        """Whether answers about more roles than the two that count repeat in the order in which they were asked."""
        shown = [(place, item) for place, item in enumerate(self.presented(pair)) if item.id in answers]
        about = {role for _, item in shown for role in _speaks_for(item)}
        return about > set(pair) and _periodic([(place, answers[item.id]) for place, item in shown])

    def _fit(self, role: str, answers: Mapping[str, int]) -> Fraction | None:
        keyed = [
            _keyed(item, answers[item.id])
            for item in self.items.values()
            if isinstance(item, Likert) and item.role == role and item.id in answers
        ]
        return Fraction(100 * (sum(keyed) - len(keyed)), 4 * len(keyed)) if keyed else None

    def _pair(self, fits: Mapping[str, Fraction | None]) -> tuple[str, str]:
        """The two leading roles, in the pack's order."""
        leading = sorted(self.roles, key=lambda role: (-(fits[role] or 0), self.roles.index(role)))[:2]
        first, second = sorted(leading, key=self.roles.index)
        return first, second

    @staticmethod
    def _verdict(
        lean: Fraction,
        variance: Fraction,
        asked: Sequence[Item],
        answers: Mapping[str, int],
        fits: Sequence[Fraction | None],
        flags: tuple[Flag, ...],
    ) -> Verdict:
        if flags:
            return "uninterpretable"
        blocks: dict[str, list[bool]] = {}
        for item in asked:
            block = f"role {item.role}" if isinstance(item, Likert) else "pairs"
            blocks.setdefault(block, []).append(item.id in answers)
        blocks["all"] = [item.id in answers for item in asked]
        if any(sum(block) < ENOUGH * len(block) for block in blocks.values()):
            return "incomplete"
        if lean * lean > CLEAR * CLEAR * variance:
            return "clear"
        if lean * lean > SLIGHT * SLIGHT * variance:
            return "slight"
        if all(fit is not None and fit >= BOTH_FROM for fit in fits):
            return "both"
        if all(fit is not None and fit <= NEITHER_TO for fit in fits):
            return "neither"
        return "undecided"


def _variance(items: int, signed: Sequence[int]) -> Fraction:
    """The square of SE, from the signed items (-2 to 2) that were answered of `items`.

    A spread is largest with what is missing at the ends of its range: some at 2, the rest at -2.
    """
    n, total, missing = len(signed), sum(signed), items - len(signed)
    design = DESIGN_SEM**2 * items / max(1, n)
    if items < 2:
        return design
    squares = sum(value * value for value in signed) + 4 * missing
    least = min(abs(total + 2 * (2 * high - missing)) for high in range(missing + 1))
    return max(design, Fraction(2500 * (items * squares - least * least), items * (items - 1) * max(1, n)))


def _speaks_for(item: Item) -> set[str]:
    return {item.role} if isinstance(item, Likert) else {item.left.role, item.right.role}


def _keyed(item: Likert, answer: int) -> int:
    return answer if item.keyed == "+" else 6 - answer


def signed_answer(item: Item, answer: int, first: str) -> int:
    """An answer (1-5) as -2 to 2, positive towards role `first`."""
    if isinstance(item, Likert):
        towards = _keyed(item, answer) - 3
        return towards if item.role == first else -towards
    return 3 - answer if item.left.role == first else answer - 3


def answer_signed(item: Item, signed: int, first: str) -> int:
    """The answer (1-5) whose signed value is `signed`: the inverse of `signed_answer`."""
    return next(answer for answer in range(1, 6) if signed_answer(item, answer, first) == signed)


def _flags(asked: Sequence[Item], answers: Mapping[str, int], pair: tuple[str, str]) -> tuple[Flag, ...]:
    """What makes answers hard to read. Nothing is said before half of the items are answered."""
    places = [(place, answers[item.id]) for place, item in enumerate(asked) if item.id in answers]
    given = [answer for _, answer in places]
    if 2 * len(given) < len(asked) or len(given) < 2:
        return ()
    column = [answers[item.id] for item in asked if isinstance(item, Likert) and item.id in answers]
    flags: list[Flag] = []
    if len(set(column)) == 1 or len(set(given)) == 1:
        flags.append("straight")
    if max((len(list(alike)) for _, alike in groupby(column)), default=0) >= RUN:
        flags.append("run")
    gaps = [_gap(asked, answers, role) for role in pair]
    if abs(gaps[0] - gaps[1]) > 2 * INCONSISTENCY:
        flags.append("inconsistent")
    n, total = len(given), sum(given)
    if n * sum(a * a for a in given) - total * total < LEAST_SD**2 * n * (n - 1):
        flags.append("flat")
    if _periodic(places) or _periodic(list(enumerate(given))):
        flags.append("pattern")
    return tuple(flags)


def _flagged(
    asked: Sequence[Item], answers: Mapping[str, int], pair: tuple[str, str], flags: tuple[Flag, ...]
) -> tuple[str, ...]:
    """The items that flags are about: a run its own, a contradiction the role that contradicts itself more, and
    whatever lies in all answers all of them."""
    given = [item for item in asked if item.id in answers]
    column = [item for item in given if isinstance(item, Likert)]
    about: set[str] = set()
    if {"straight", "flat", "pattern"} & set(flags):
        about |= {item.id for item in given}
    if "run" in flags:
        for _, alike in groupby(column, key=lambda item: answers[item.id]):
            run = [item.id for item in alike]
            about |= set(run) if len(run) >= RUN else set()
    if "inconsistent" in flags:
        role = max(pair, key=lambda role: abs(_gap(asked, answers, role)))
        about |= {item.id for item in column if item.role == role}
    return tuple(item.id for item in given if item.id in about)


def _gap(asked: Sequence[Item], answers: Mapping[str, int], role: str) -> Fraction:
    """How much more a role's + items speak for it than its - items do, as a part of the scale, -1 to 1.

    Whoever tends to agree has the same gap in both roles; half the difference of the two is free of it.
    """
    sides: dict[str, list[int]] = {"+": [], "-": []}
    for item in asked:
        if isinstance(item, Likert) and item.role == role and item.id in answers:
            sides[item.keyed].append(_keyed(item, answers[item.id]))
    plus, minus = sides["+"], sides["-"]
    if len(plus) < 2 or len(minus) < 2:
        return Fraction(0)
    return (Fraction(sum(plus), len(plus)) - Fraction(sum(minus), len(minus))) / 4


def _periodic(places: Sequence[tuple[int, int]]) -> bool:
    """Whether the answers at their places repeat with a short period, each phase of it seen at least twice."""
    for period in range(1, LONGEST_PERIOD + 1):
        phases: dict[int, int] = {}
        alike = all(phases.setdefault(place % period, answer) == answer for place, answer in places)
        if alike and len(places) >= 2 * period:
            return True
    return False
