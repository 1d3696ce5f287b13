"""Flags for answers that are hard to interpret. They inform and never accuse.

Disliking everything is not flagged: on real people a run of equal answers is in four of five cases "dislike", so runs
as such are not flagged either (`benchmarks/real_people.py` prints how many honest people each rule would silence).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Literal

from explorer.pack.schema import Item, Likert

INCONSISTENCY, LEAST_SD = Fraction(45, 100), Fraction(35, 100)
"""Bounds of two flags. INCONSISTENCY: half the difference between the roles' gaps (`_gap`), as a part of the scale;
one role alone can make .5. The difference cancels a tendency to agree: a bound of .60 on one gap would flag 6 of 100
honest people, and 32 of 100 who tend to agree. LEAST_SD: the least standard deviation of all answers, in points."""
LONGEST_PERIOD = 8
"""The longest period of repeating answers that counts as a pattern (1-2-3-4-5-4-3-2 has eight)."""

Flag = Literal["straight", "inconsistent", "flat", "pattern"]
Placed = Sequence[tuple[int, Item]]
"""Items, each with its index (from 0) in the order asked."""


def flags_of(asked: Placed, answers: Mapping[str, int], pair: tuple[str, str]) -> tuple[Flag, ...]:
    """The flags for `answers` to the items `asked` about `pair`; none before half of these are answered."""
    placed = [(index, answers[item.id]) for index, item in asked if item.id in answers]
    given = [answer for _, answer in placed]
    if 2 * len(given) < len(asked) or len(given) < 2:
        return ()
    items = [item for _, item in asked if item.id in answers]
    activities = {answers[item.id] for item in items if isinstance(item, Likert)}
    comparisons = {answers[item.id] for item in items if not isinstance(item, Likert)}
    flags: list[Flag] = []
    if len(set(given)) == 1 or (len(activities) == 1 and len(comparisons) == 1):
        flags.append("straight")
    gaps = [_gap(items, answers, role) for role in pair]
    if abs(gaps[0] - gaps[1]) > 2 * INCONSISTENCY:
        flags.append("inconsistent")
    n, total = len(given), sum(given)
    if n * sum(a * a for a in given) - total * total < LEAST_SD**2 * n * (n - 1):
        flags.append("flat")
    if periodic(placed) or periodic(list(enumerate(given))):
        flags.append("pattern")
    return tuple(flags)


def flagged(
    given: Sequence[Item], answers: Mapping[str, int], pair: tuple[str, str], flags: tuple[Flag, ...]
) -> tuple[str, ...]:
    """The ids of the items that the flags are about: for a contradiction, the activities of the role with the larger
    one; for the other flags, all of `given`."""
    if not flags:
        return ()
    if {"straight", "flat", "pattern"} & set(flags):
        return tuple(item.id for item in given)
    role = max(pair, key=lambda role: abs(_gap(given, answers, role)))
    return tuple(item.id for item in given if isinstance(item, Likert) and item.role == role)


def _gap(given: Sequence[Item], answers: Mapping[str, int], role: str) -> Fraction:
    """How much more a role's + items speak for it than its - items do, as a part of the scale, -1 to 1.

    Whoever tends to agree has the same gap in both roles; half the difference of the two is free of it.
    """
    sides: dict[str, list[int]] = {"+": [], "-": []}
    for item in given:
        if isinstance(item, Likert) and item.role == role:
            sides[item.keyed].append(answers[item.id] if item.keyed == "+" else 6 - answers[item.id])
    plus, minus = sides["+"], sides["-"]
    if len(plus) < 2 or len(minus) < 2:
        return Fraction(0)
    return (Fraction(sum(plus), len(plus)) - Fraction(sum(minus), len(minus))) / 4


def periodic(placed: Sequence[tuple[int, int]]) -> bool:
    """Whether answers at their places repeat with a short period, each phase of it seen at least twice."""
    for period in range(1, LONGEST_PERIOD + 1):
        phases: dict[int, int] = {}
        alike = all(phases.setdefault(index % period, answer) == answer for index, answer in placed)
        if alike and len(placed) >= 2 * period:
            return True
    return False
