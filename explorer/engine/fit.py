"""Scores the questionnaire: from answers to a verdict, in exact arithmetic, by rules that fit on one page.

An activity (Likert item) belongs to a role; every two roles have comparisons between their activities. With more than
two roles, two lead (those whose keyed answers have the highest mean) and are compared.

- liking of a role: 100 * (mean raw answer to its activities - 1) / 4       (0 to 100; 50 is "it depends")
- signed item: the answer - 3, turned so that + is the pair's first role    (-2 to 2)
- lean: 100 * mean(signed) / 2                                              (-100 to 100)
- SE: the larger of DESIGN_SEM * sqrt(first / n), first the items that everybody is asked,
  and 100 * sd / (2 * sqrt(n))                                              (sample standard deviation)
  sd is that of the signed items; where some are skipped, the largest that any answers to them could give: what was
  skipped could have been anything, so no band is narrower for skipping than it is for any way of answering
- verdict: clear when |lean| > 2.2 SE; else neither when both likings are low; slight when |lean| > 1.28 SE and not both
  are high; both when they are; else undecided. A lean whose leader is liked below the middle is told as the lesser evil
- axis: of the n signed items on a dimension, mean / 2 (-1 to 1); a pole is named when |sum| > 2.1 * sd * sqrt(n) and
  |sum| >= n, sd over all signed items of the person

Further items come in sets. A set counts when three quarters of it are answered; before that nothing of it does.

The constants were set so that the gates of `explorer selftest` hold; 1.28 and 1.645 are the normal distribution's
two-sided 80 % and 90 % points.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Literal

from explorer.engine.validity import Flag, flagged, flags_of, periodic
from explorer.pack.schema import Item, Likert, QuestionnaireFile
from explorer.words.frozen import frozen

DESIGN_SEM = Fraction(11)
"""Points of lean: the measurement error of the items that everybody is asked (24 in the built-in questionnaire).

`benchmarks/design_sem.py` gives 10.7 on simulated people (10.2 to 11.3 over 50 drawn questionnaires), rounded up. Real
answers to like questions have 9.7 to 11.4 (`benchmarks/real_people.py`)."""
CLEAR, SLIGHT, BAND = Fraction(22, 10), Fraction(128, 100), Fraction(1645, 1000)
"""Multiples of SE: the threshold of a clear lean, that of a slight lean, and half the width of the 90 % band."""
BOTH_FROM, NEITHER_TO, MIDDLE = Fraction(125, 2), 35, 50
"""Likings (0-100) that count as high (a mean answer of 3.5) and as low (2.4), and "it depends".

Set on real people: 2,342 who answered 48 activities with the same question on the same scale, every contrast of two
Holland letters against two. Judged by activities left out of the questionnaire: the bound 35 finds 64 % of those who
like neither pole, and 91 % of those it finds are right; 62.5 finds 58 % of those who like both, and 77 % are right.
`benchmarks/real_people.py` prints these figures. Frozen since."""
LIKING_SEM = 9
"""Points of liking, 0 to 100: its measurement error on the same people."""
ENOUGH = Fraction(3, 4)
"""The fraction that must be answered: of all items, of each block, and of each further set."""
NAMED = Fraction(21, 10)
"""The threshold, in standard errors of an axis (from the person's own spread), above which a pole is named."""
ODDS: tuple[tuple[Fraction, int], ...] = (
    (Fraction(1, 4), 56),
    (Fraction(1, 2), 65),
    (Fraction(3, 4), 74),
    (Fraction(1), 82),
    (Fraction(128, 100), 88),
    (Fraction(1645, 1000), 93),
    (Fraction(22, 10), 97),
    (Fraction(3), 99),
)
"""How many of 100 people truly lean to the side that their answers lean to, by |lean| / SE up to each bound; beyond the
last as many as up to it. From simulated honest people of every kind; `explorer selftest` prints the table and holds
these figures to it."""

Verdict = Literal["clear", "slight", "both", "neither", "undecided", "incomplete", "uninterpretable"]


@frozen
class Standing:
    """A person's position on one dimension: `at` and `band` from -1 to 1, positive towards the pair's first role.
    `named`: the role whose pole is named, None if chance alone could explain the position."""

    at: Fraction
    band: tuple[float, float]
    named: str | None


@frozen
class Fit:
    """What the answers say. Numbers are exact; `se` and bands alone are square roots.

    `pair`: the two roles compared, in the pack's order. `lean` is positive towards the first.
    `liked`: whether the leader's own activities are liked, at the middle or above; None without a leader.
    `liking`: each role's, 0 to 100; None before any of its activities is answered. `axes`: by dimension.
    `contributions`: answered item to its part of the lean; they sum to it. `missing`: items without an answer.
    `answered`: answers that count, those to sets that do not count yet left out.
    """

    verdict: Verdict
    pair: tuple[str, str]
    leader: str | None
    liked: bool | None
    lean: Fraction
    variance: Fraction
    """The square of SE."""
    liking: Mapping[str, Fraction | None]
    axes: Mapping[str, Standing]
    contributions: Mapping[str, Fraction]
    answered: int
    missing: tuple[str, ...]
    flags: tuple[Flag, ...]
    flagged: tuple[str, ...]
    """The answered items that the validity flags are about, in the order asked."""

    @property
    def readable(self) -> bool:
        """Whether the answers are sufficient and consistent enough for the numbers to be shown."""
        return self.verdict not in ("incomplete", "uninterpretable")

    @property
    def se(self) -> float:
        """The standard error of the lean, in the same units."""
        return math.sqrt(self.variance)

    @property
    def band(self) -> tuple[float, float]:
        """The 90 % band of the lean, within -100 to 100."""
        half = float(BAND) * self.se
        return max(-100.0, float(self.lean) - half), min(100.0, float(self.lean) + half)

    @property
    def across(self) -> bool:
        """Whether the 90 % band reaches to both sides of the middle; one that ends at it does not."""
        return self.lean * self.lean < BAND * BAND * self.variance

    @property
    def side(self) -> str | None:
        """The role that the lean points to, however uncertain; None at exactly zero."""
        return None if self.lean == 0 else self.pair[0] if self.lean > 0 else self.pair[1]

    @property
    def right(self) -> int:
        """Of 100 simulated people with such a lean and error, how many truly lean to its side; 50 at exactly zero."""
        if self.lean == 0:
            return 50
        square = self.lean * self.lean
        return next((of for bound, of in ODDS if square <= bound * bound * self.variance), ODDS[-1][1])


CLEARLY = next((of for bound, of in ODDS if bound > CLEAR), ODDS[-1][1])
"""The least number of 100 people with a clear lean who truly lean to that side."""


class Instrument:
    """A questionnaire prepared for scoring many people."""

    def __init__(self, questionnaire: QuestionnaireFile, roles: Sequence[str]) -> None:
        if len(roles) < 2:
            raise ValueError("a comparison needs two roles")
        self.roles = tuple(roles)
        self.questionnaire = questionnaire
        self.items: Mapping[str, Item] = {item.id: item for item in questionnaire.every}
        self._poles = {item.id: self._pole(item) for item in questionnaire.every}
        self._about: dict[tuple[str, str], tuple[tuple[Item, ...], tuple[tuple[Item, ...], ...]]] = {}

    def score(self, answers: Mapping[str, int]) -> Fit:
        """The fit of `answers` (item id to 1-5, skipped items absent). Answers of unknown items do not count."""
        pair = self.pair(answers)
        first, further = self._asked(pair)
        placed = _counted(first, further, answers)
        asked = [item for _, item in placed]
        given = [item for item in asked if item.id in answers]
        signed = {item.id: signed_answer(item, answers[item.id], pair[0]) for item in given}
        n, total = len(signed), sum(signed.values())
        parts = {value: Fraction(50 * value, n) for value in set(signed.values())}
        lean = Fraction(50 * total, n) if n else Fraction(0)
        variance = _variance(len(first), len(asked), list(signed.values()))
        flags = flags_of(placed, answers, pair)
        if "pattern" not in flags and self._patterned(pair, answers):
            flags = (*flags, "pattern")
        by_role = {role: given if role in pair else self.items.values() for role in self.roles}
        liking = {role: self._liking(role, items, answers) for role, items in by_role.items()}
        verdict = _verdict(lean, variance, [liking[role] for role in pair])
        if flags or _too_few(first, asked, answers):
            verdict = "uninterpretable" if flags else "incomplete"
        leader = (pair[0] if lean > 0 else pair[1]) if verdict in ("clear", "slight") else None
        return Fit(
            verdict=verdict,
            pair=pair,
            leader=leader,
            liked=None if leader is None else (liking[leader] or 0) >= MIDDLE,
            lean=lean,
            variance=variance,
            liking=liking,
            axes=_axes(given, signed, pair, verdict),
            contributions={item: parts[value] for item, value in signed.items()},
            answered=n,
            missing=tuple(item.id for item in asked if item.id not in answers),
            flags=flags,
            flagged=flagged(given, answers, pair, flags),
        )

    def pair(self, answers: Mapping[str, int]) -> tuple[str, str]:
        """The two leading roles by the mean of their keyed answers, in the pack's order."""
        if len(self.roles) == 2:
            return self.roles[0], self.roles[1]
        means: dict[str, Fraction] = {}
        for role in self.roles:
            own = (item for item in self.questionnaire.items if isinstance(item, Likert) and item.role == role)
            keyed = [_keyed(item, answers[item.id]) for item in own if item.id in answers]
            means[role] = Fraction(sum(keyed), len(keyed)) if keyed else Fraction(0)
        leading = sorted(self.roles, key=lambda role: (-means[role], self.roles.index(role)))[:2]
        first, second = sorted(leading, key=self.roles.index)
        return first, second

    def presented(self, pair: tuple[str, str]) -> tuple[Item, ...]:
        """The items that everybody is asked, in order: with two roles, all as they stand; with more, every single
        activity and then the comparisons of `pair`, since no others count."""
        items = self.questionnaire.items
        if len(self.roles) <= 2:
            return items
        single = (item for item in items if isinstance(item, Likert))
        return (*single, *(item for item in items if not isinstance(item, Likert) and speaks_for(item) == set(pair)))

    def further(self, pair: tuple[str, str]) -> tuple[tuple[Item, ...], ...]:
        """The sets of further items that are only about `pair`, in the order in which they are offered."""
        return self._asked(pair)[1]

    def pole(self, item: str) -> str | None:
        """The role that an item's activity belongs to; None if it has none, and for a comparison."""
        return self._poles[item]

    def _pole(self, item: Item) -> str | None:
        if not isinstance(item, Likert):
            return None
        if item.of or item.keyed == "+":
            return item.of or item.role
        return next(role for role in self.roles if role != item.role) if len(self.roles) == 2 else None

    def _asked(self, pair: tuple[str, str]) -> tuple[tuple[Item, ...], tuple[tuple[Item, ...], ...]]:
        """The items asked about `pair`: those for everybody, and the further sets. Cached."""
        if pair not in self._about:
            of_pair = [
                tuple(item for item in each if speaks_for(item) <= set(pair))
                for each in (self.questionnaire.items, *self.questionnaire.more)
            ]
            whole = zip(self.questionnaire.more, of_pair[1:], strict=True)
            self._about[pair] = of_pair[0], tuple(items for every, items in whole if len(items) == len(every))
        return self._about[pair]

    def _patterned(self, pair: tuple[str, str], answers: Mapping[str, int]) -> bool:
        """Whether answers about more roles than the pair repeat with a short period, in the order asked; False with two
        roles."""
        if len(self.roles) <= 2:
            return False
        shown = [(index, item) for index, item in enumerate(self.presented(pair)) if item.id in answers]
        about = {role for _, item in shown for role in speaks_for(item)}
        return about > set(pair) and periodic([(index, answers[item.id]) for index, item in shown])

    def _liking(self, role: str, items: Iterable[Item], answers: Mapping[str, int]) -> Fraction | None:
        own = [answers[item.id] for item in items if self._poles[item.id] == role and item.id in answers]
        return Fraction(25 * (sum(own) - len(own)), len(own)) if own else None


def _counted(
    first: Sequence[Item], further: Iterable[Sequence[Item]], answers: Mapping[str, int]
) -> list[tuple[int, Item]]:
    """The items that count, each with its index among all that can be asked: `first`, and the further sets that are
    sufficiently answered."""
    placed, offset = list(enumerate(first)), len(first)
    for each in further:
        if any(item.id in answers for item in each) and not _short([item.id in answers for item in each]):
            placed += enumerate(each, offset)
        offset += len(each)
    return placed


def _verdict(lean: Fraction, variance: Fraction, likings: Sequence[Fraction | None]) -> Verdict:
    """The verdict, given sufficient and consistent answers."""
    low, high = (
        all(liking is not None and liking <= NEITHER_TO for liking in likings),
        all(liking is not None and liking >= BOTH_FROM for liking in likings),
    )
    if lean * lean > CLEAR * CLEAR * variance:
        return "clear"
    if low or high:
        return "neither" if low else "both"
    return "slight" if lean * lean > SLIGHT * SLIGHT * variance else "undecided"


def _too_few(first: Sequence[Item], asked: Sequence[Item], answers: Mapping[str, int]) -> bool:
    """Whether less than ENOUGH is answered of the items for everybody, of a block of them, or of all."""
    if all(item.id in answers for item in asked):
        return False
    blocks: dict[str, list[bool]] = {"first": [], "all": [item.id in answers for item in asked]}
    for item in first:
        block = f"role {item.role}" if isinstance(item, Likert) else "pairs"
        for name in ("first", block):
            blocks.setdefault(name, []).append(item.id in answers)
    return any(_short(block) for block in blocks.values())


def _short(answered: Sequence[bool]) -> bool:
    """Whether less than ENOUGH of these items is answered."""
    return sum(answered) * ENOUGH.denominator < ENOUGH.numerator * len(answered)


def _variance(first: int, items: int, signed: Sequence[int]) -> Fraction:
    """The square of SE, from the signed answers (-2 to 2) to some of `items`; everybody is asked `first` of these. For
    missing answers the largest possible spread is assumed: some of them at 2, the rest at -2."""
    n, total, missing = len(signed), sum(signed), items - len(signed)
    design = DESIGN_SEM**2 * first / max(1, n)
    if items < 2:
        return design
    squares = sum(value * value for value in signed) + 4 * missing
    least = min(abs(total + 2 * (2 * high - missing)) for high in range(missing + 1))
    return max(design, Fraction(2500 * (items * squares - least * least), items * (items - 1) * max(1, n)))


def _axes(
    given: Sequence[Item], signed: Mapping[str, int], pair: tuple[str, str], verdict: Verdict
) -> dict[str, Standing]:
    """The position on each dimension that the answers are about, empty for fewer than two answers; no pole is named if
    the result is not readable."""
    by_axis: dict[str, list[int]] = {}
    for item in given:
        by_axis.setdefault(item.dimension, []).append(signed[item.id])
    n, total = len(signed), sum(signed.values())
    if n < 2:
        return {}
    freedom = n * (n - 1)
    spread = n * sum(value * value for value in signed.values()) - total * total
    sd = math.sqrt(spread / freedom)
    named = pair if verdict not in ("incomplete", "uninterpretable") else None
    return {axis: _standing(values, spread, freedom, sd, named) for axis, values in by_axis.items()}


def _standing(values: Sequence[int], spread: int, freedom: int, sd: float, pair: tuple[str, str] | None) -> Standing:
    """`spread` / `freedom` is the sample variance of all signed items, `sd` its root; `pair`: who may be named."""
    n, total = len(values), sum(values)
    over, under = NAMED.numerator, NAMED.denominator
    beyond = abs(total) >= n and total * total * freedom * under * under > over * over * n * spread
    at, half = Fraction(total, 2 * n), over / under * sd / math.sqrt(n) / 2
    named = pair[0 if total > 0 else 1] if pair and beyond else None
    return Standing(at, (max(-1.0, float(at) - half), min(1.0, float(at) + half)), named)


def speaks_for(item: Item) -> set[str]:
    """The roles that an answer to an item can count for."""
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
