"""What other quizzes' rules say to people who answer at random. Re-implementations, not the originals.

Only the rule by which each decides what to show is re-implemented, from its public source code or manual; none of its
words are here. Random answers make the texts and keys of items matter nothing.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from explorer.selftest.flags import Truths

_L, _DR, _DO, _O, _H, _A, _C, _I = range(8)
_CATEGORIES: tuple[frozenset[int], ...] = tuple(
    frozenset(traits)
    for traits in (
        *[{_L, _DR}, {_DR, _DO}, {_DR, _A, _O}, {_L, _H, _O}, {_DR, _O, _DO}, {_A, _C}, {_H}, {_H, _A, _DO}],
        *[{_L, _H, _DO}, {_DR, _C}, {_H, _O, _DO}, {_A, _O}, {_O}, {_O, _DO}, {_DO}, {_A, _C, _DO}, {_I, _H}],
    )
)
"""Each different set of traits that one or more of the 25 job categories asks for."""


def skills_service(people: int, chance: np.random.Generator) -> Truths:
    """Who is shown at least one job category by a rule like that of the National Careers Service, UK.

    40 statements, five to each of eight traits, scored -2 to 2. A trait counts when its sum is above 0; a category is
    shown when all of its one to three traits count. (The service's open source, short assessment of 2018-2019; the
    division of statements over traits is assumed to be even.)
    """
    counts = chance.integers(-2, 3, (people, 8, 5), np.int8).sum(axis=2) > 0
    shown: Truths = np.logical_or.reduce([counts[:, sorted(traits)].all(axis=1) for traits in _CATEGORIES])
    return shown


def five_traits(people: int, chance: np.random.Generator) -> Truths:
    """For each person and trait, whether it is labelled high or low, by a rule like bigfive-web's.

    120 items, 24 to each of five traits, 1 to 5; the mean above 3 is high, below 3 low, exactly 3 neutral.
    """
    sums = chance.integers(1, 6, (people, 5, 24), np.int8).sum(axis=2)
    labelled: Truths = np.ravel(sums != 72)
    return labelled


def interest_profiler(people: int, chance: np.random.Generator) -> Truths:
    """Who is given a single top interest by the rule of the O*NET Interest Profiler short form.

    60 activities, ten to each of six interests, 0 to 4; the highest sum is the top interest unless shared.
    """
    sums = np.sort(chance.integers(0, 5, (people, 6, 10), np.int8).sum(axis=2), axis=1)
    single: Truths = sums[:, -1] > sums[:, -2]
    return single


def most_letters(people: int, chance: np.random.Generator) -> Truths:
    """Who is given a role by "most A's or most B's" over eleven questions: an odd number knows no draw."""
    letters = chance.integers(0, 2, (people, 11), np.int8).sum(axis=1)
    named: Truths = 2 * letters != 11
    return named


OTHERS: dict[str, Callable[[int, np.random.Generator], Truths]] = {
    "skills_service": skills_service,
    "five_traits": five_traits,
    "interest_profiler": interest_profiler,
    "most_letters": most_letters,
}
