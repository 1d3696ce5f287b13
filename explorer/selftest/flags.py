"""The validity flags of `explorer.engine.validity`, for many people at once.

Here a sheet is items by people, 0 a skip.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from explorer.engine.validity import INCONSISTENCY, LEAST_SD, LONGEST_PERIOD

Answers = NDArray[np.int8]
Counts = NDArray[np.int64]
Sheet = NDArray[np.int16]
"""Items by people: narrow, so that millions of answers are quick to go through."""
Truths = NDArray[np.bool_]


def flagged(likert: Truths, role: Counts, key: Counts, sheet: Sheet, asked: Counts) -> Truths:
    """Whose answers raise at least one flag; nobody's before half of the items `asked` of them (how many) are answered.
    Answers that do not count are 0 in `sheet`."""
    given = sheet > 0
    n = given.sum(axis=0)
    flags: Truths = (_alike(sheet[likert]) & _alike(sheet[~likert])) | _alike(sheet) | _flat(sheet, n)
    (gap, of), (gap_too, of_too) = (_gap(key[role == each], sheet[role == each]) for each in (0, 1))
    apart = np.abs(gap * of_too - gap_too * of)
    flags |= INCONSISTENCY.denominator * apart > 2 * INCONSISTENCY.numerator * of * of_too
    flags |= _periodic(sheet, n)
    skippers = np.flatnonzero(n < len(sheet))
    if len(skippers):
        part = sheet[:, skippers]
        closed = np.take_along_axis(part, np.argsort(part == 0, axis=0, kind="stable"), axis=0)
        flags[skippers] |= _periodic(closed, n[skippers])
    enough: Truths = (2 * n >= asked) & (n >= 2)
    return flags & enough


def _alike(sheet: Sheet) -> Truths:
    """Whose answers, of which there are some, are all the same."""
    if not len(sheet):
        return np.zeros(sheet.shape[1], np.bool_)
    most = sheet.max(axis=0)
    least = np.where(sheet > 0, sheet, 9).min(axis=0)
    alike: Truths = most == least
    return alike


def _flat(sheet: Sheet, n: Counts) -> Truths:
    """Whose answers have a sample standard deviation below LEAST_SD."""
    total = sheet.sum(axis=0)
    spread = n * (sheet * sheet).sum(axis=0) - total * total
    bound = LEAST_SD**2
    flat: Truths = bound.denominator * spread < bound.numerator * n * (n - 1)
    return flat


def _gap(key: Counts, sheet: Sheet) -> tuple[Counts, Counts]:
    """How much more a role's + items speak for it than its - items, and what that is a part of: the whole scale."""
    sums, counts = [], []
    for sign in (1, -1):
        mine = sheet[key == sign]
        counts.append((mine > 0).sum(axis=0))
        sums.append(np.where(mine > 0, 3 + sign * (mine - 3), 0).sum(axis=0))
    (plus, minus), (p, m) = sums, counts
    both = (p >= 2) & (m >= 2)
    return np.where(both, plus * m - minus * p, 0), np.where(both, 4 * p * m, 1)


def _periodic(sheet: Sheet, n: Counts) -> Truths:
    """Whose answers repeat, at their places, with a period up to LONGEST_PERIOD."""
    periodic = np.zeros(sheet.shape[1], np.bool_)
    least = np.where(sheet > 0, sheet, 9)
    for period in range(1, LONGEST_PERIOD + 1):
        left = np.flatnonzero(n >= 2 * period)  # those who may still have this period: few after the first phase
        for phase in range(period):
            if not len(left):
                break
            most, few = sheet[phase::period, left], least[phase::period, left]
            if len(most):
                left = left[most.max(axis=0) <= few.min(axis=0)]
        periodic[left] = True
    return periodic
