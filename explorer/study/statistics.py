"""What the answers of many people show about the questionnaire: reliability, items, differences between groups.

Only people who answered every item count. All intervals are 95 %.

- alpha: k / (k - 1) * (1 - sum of item variances / variance of the sum), Cronbach 1951;
  interval: 1 - (1 - alpha) * exp(+- z * sqrt(2k / ((k - 1)(n - 2)))), Bonett 2002
- SEM: SD of the lean * sqrt(1 - alpha), in points of the lean, with the ends of alpha's interval
- item-rest: correlation of a signed item with the sum of the others; interval by Fisher's z, 1 / sqrt(n - 3)
- differential item functioning: the coefficient of the group in a least squares regression of the signed item on the
  sum of the others and the group (the uniform DIF of a linear model, Mellenbergh 1994), in steps of the scale

An item is accused when its whole interval lies below zero: its key may be the wrong way round. With 24 items one in
forty of those whose true correlation is zero is accused by chance.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from explorer.engine.fit import signed_answer, speaks_for
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.pack.schema import Item
from explorer.words.frozen import frozen

Z = 1.959964
"""The normal distribution's two-sided 95 % point."""
LEAST = 10
"""Complete sheets below which nothing is reckoned."""
NORMED_FROM = 30
"""Complete sheets from which their means may stand as norms in a pack."""


@frozen
class Estimate:
    """A value with its 95 % interval."""

    value: float
    low: float
    high: float


@frozen
class ItemStudy:
    """An item: mean and SD of the raw answers (1 to 5), and its correlation with the rest."""

    item: str
    mean: Estimate
    sd: float
    rest: Estimate

    @property
    def accused(self) -> bool:
        """Whether its key seems to be the wrong way round, beyond chance."""
        return self.rest.high < 0


@frozen
class Differing:
    """How much more an item speaks for the first role in the second group than in the first, the rest being equal; in
    steps of the scale."""

    item: str
    by: Estimate

    @property
    def accused(self) -> bool:
        """Whether that is beyond chance."""
        return self.by.low > 0 or self.by.high < 0


@frozen
class Study:
    """`people`: all; `complete`: those with every item answered, of whom everything else is told."""

    people: int
    complete: int
    groups: tuple[int, ...]
    """Complete sheets of each list."""
    alpha: Estimate
    sem: Estimate
    lean: Estimate
    """The mean lean: where what people like in general pulls everybody."""
    lean_sd: float
    items: tuple[ItemStudy, ...]
    differing: tuple[Differing, ...]
    """Of two lists, the items by how the second differs from the first."""


def study(pack: Pack, groups: Sequence[Sequence[Visit]]) -> Study | None:
    """What the people of one or more lists show; None with fewer than LEAST complete sheets."""
    first, second = (role.id for role in pack.roles[:2])
    items = [item for item in pack.questionnaire.items if speaks_for(item) <= {first, second}]
    sheets = [[visit for visit in group if all(item.id in visit.answers for item in items)] for group in groups]
    everyone = [visit for group in sheets for visit in group]
    if len(everyone) < LEAST or len(items) < 2:
        return None
    signed = [[signed_answer(item, visit.answers[item.id], first) for item in items] for visit in everyone]
    sums = [sum(row) for row in signed]
    leans = [50 * each / len(items) for each in sums]
    reliability = alpha(signed)
    deviation = _sd(leans)
    two = [len(group) for group in sheets if len(group) >= LEAST]
    return Study(
        people=sum(map(len, groups)),
        complete=len(everyone),
        groups=tuple(map(len, sheets)),
        alpha=reliability,
        sem=_sem(deviation, reliability),
        lean=_mean(leans),
        lean_sd=deviation,
        items=tuple(
            ItemStudy(
                item.id,
                _mean([visit.answers[item.id] for visit in everyone]),
                _sd([visit.answers[item.id] for visit in everyone]),
                _correlation(column, [whole - own for whole, own in zip(sums, column, strict=True)]),
            )
            for item, column in zip(items, zip(*signed, strict=True), strict=True)
        ),
        differing=tuple(_differing(items, signed, len(sheets[0]))) if len(groups) == 2 == len(two) else (),
    )


def alpha(rows: Sequence[Sequence[float]]) -> Estimate:
    """Cronbach's alpha of people by items, with Bonett's interval. ValueError with fewer than three people."""
    n, k = len(rows), len(rows[0])
    if n < 3 or k < 2:
        raise ValueError("alpha needs three people and two items")
    total = _sd([sum(row) for row in rows]) ** 2
    own = sum(_sd([row[index] for row in rows]) ** 2 for index in range(k))
    value = k / (k - 1) * (1 - own / total) if total else 0.0
    half = Z * math.sqrt(2 * k / ((k - 1) * (n - 2)))
    return Estimate(value, *(1 - (1 - value) * math.exp(side * half) for side in (1, -1)))


def _sem(deviation: float, reliability: Estimate) -> Estimate:
    """The standard error of measurement: the more reliable, the smaller."""
    value, low, high = (
        deviation * math.sqrt(max(0.0, 1 - each)) for each in (reliability.value, reliability.high, reliability.low)
    )
    return Estimate(value, low, high)


def _mean(values: Sequence[float]) -> Estimate:
    middle, half = sum(values) / len(values), Z * _sd(values) / math.sqrt(len(values))
    return Estimate(middle, middle - half, middle + half)


def _sd(values: Sequence[float]) -> float:
    middle = sum(values) / len(values)
    return math.sqrt(sum((value - middle) ** 2 for value in values) / (len(values) - 1))


def _correlation(one: Sequence[float], other: Sequence[float]) -> Estimate:
    """Pearson's r; of something that does not vary 0, with everything open."""
    if not _sd(one) or not _sd(other):
        return Estimate(0.0, -1.0, 1.0)
    middle = sum(one) / len(one), sum(other) / len(other)
    product = sum((a - middle[0]) * (b - middle[1]) for a, b in zip(one, other, strict=True))
    r = max(-0.999999, min(0.999999, product / ((len(one) - 1) * _sd(one) * _sd(other))))
    half = Z / math.sqrt(len(one) - 3)
    return Estimate(r, math.tanh(math.atanh(r) - half), math.tanh(math.atanh(r) + half))


def _differing(items: Sequence[Item], signed: Sequence[Sequence[int]], first: int) -> Sequence[Differing]:
    """Each item regressed on the rest and the group: what the group adds."""
    group = [0.0 if index < first else 1.0 for index in range(len(signed))]
    rows = []
    for index, item in enumerate(items):
        own = [float(row[index]) for row in signed]
        rest = [float(sum(row) - row[index]) for row in signed]
        left, by = _without(own, rest), _without(group, rest)
        spread = sum(value * value for value in by)
        if not spread:
            continue
        slope = sum(a * b for a, b in zip(by, left, strict=True)) / spread
        error = sum((a - slope * b) ** 2 for a, b in zip(left, by, strict=True)) / (len(own) - 3)
        half = Z * math.sqrt(error / spread)
        rows.append(Differing(item.id, Estimate(slope, slope - half, slope + half)))
    return rows


def _without(values: Sequence[float], by: Sequence[float]) -> list[float]:
    """What is left of `values` once a straight line on `by` is taken away (Frisch and Waugh 1933)."""
    middle, other = sum(values) / len(values), sum(by) / len(by)
    spread = sum((b - other) ** 2 for b in by)
    slope = sum((v - middle) * (b - other) for v, b in zip(values, by, strict=True)) / spread if spread else 0.0
    return [v - middle - slope * (b - other) for v, b in zip(values, by, strict=True)]
