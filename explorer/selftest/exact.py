"""What must hold without exception, asked of the exact rules of `explorer.engine`."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from explorer.engine.fit import Fit, Instrument
from explorer.engine.sensitivity import leaving, turning
from explorer.pack.schema import Item
from explorer.selftest.flags import Answers
from explorer.selftest.gates import Measure, checks
from explorer.selftest.people import DEVELOPMENT, crowd, skipping, uniform
from explorer.selftest.rules import INCOMPLETE, VERDICTS
from explorer.selftest.trial import Trial
from explorer.words.text import Text

SHEETS, STEPPED, LEANERS = 250, 12, 8
"""How many sheets of answers are checked for Q10, Q11 and the sums; for every step of Q12; by brute force for Q15."""
MOST = 3
"""Changed answers up to which brute force tries them all."""


def without_exception(trial: Trial, chance: np.random.Generator) -> list[Measure]:
    """Q10, Q11, Q12 and Q15."""
    items = len(trial.asked.items)
    full = uniform(items, SHEETS, chance)
    partly = np.concatenate([full[: SHEETS // 2], skipping(full, SHEETS // 2, items // 4, chance)])
    fits = [trial.instrument.score(trial.taken(row)) for row in partly]
    return [
        *_told_otherwise(trial, [trial.taken(row) for row in partly], chance),
        checks("step", "exact", _steps(trial, partly[-STEPPED:])),
        checks("sums", "exact", [sum(fit.contributions.values()) == fit.lean for fit in fits]),
        checks("smallest", "exact", _smallest(trial, chance)),
    ]


def shifted(trial: Trial, chance: np.random.Generator) -> Measure:
    """Q10: with everything answered, one category more everywhere leaves the lean as it is."""
    sheets = np.minimum(uniform(len(trial.asked.items), SHEETS, chance), 4)
    score = trial.instrument.score
    return checks(
        "shifted", "exact", [score(trial.taken(row)).lean == score(trial.taken(row + 1)).lean for row in sheets]
    )


def _told_otherwise(trial: Trial, people: list[dict[str, int]], chance: np.random.Generator) -> list[Measure]:
    """Q11: the roles the other way round, the texts in other languages, the items in another order."""
    plain, first, second = trial.instrument, *trial.roles
    swapped = Instrument(trial.questionnaire, (second, first))
    items = trial.questionnaire.items
    languages = Instrument(
        replace(trial.questionnaire, items=tuple(_in_other_words(item) for item in items)), trial.roles
    )
    order = [items[index] for index in chance.permutation(len(items))]
    ordered = Instrument(replace(trial.questionnaire, items=tuple(order)), trial.roles)
    held: dict[str, list[bool]] = {"swapped": [], "translated": [], "reordered": []}
    for answers in people:
        fit, mirror, other = plain.score(answers), swapped.score(answers), ordered.score(answers)
        held["swapped"].append(
            mirror.lean == -fit.lean
            and mirror.contributions == {item: -part for item, part in fit.contributions.items()}
            and (mirror.verdict, mirror.leader, mirror.variance) == (fit.verdict, fit.leader, fit.variance)
            and (mirror.liking, mirror.liked, mirror.flags) == (fit.liking, fit.liked, fit.flags)
        )
        held["translated"].append(languages.score(answers) == fit)
        held["reordered"].append(
            (other.lean, other.variance, other.liking, other.contributions)
            == (fit.lean, fit.variance, fit.liking, fit.contributions)
            and (other.flags != fit.flags or other.verdict == fit.verdict)  # only flags look at the order
        )
    return [checks(name, "exact", each) for name, each in held.items()]


def _in_other_words(item: Item) -> Item:
    """The item with the texts of its languages passed on by one."""
    if item.kind == "likert":
        return replace(item, text=_passed_on(item.text))
    left, right = (replace(side, text=_passed_on(side.text)) for side in (item.left, item.right))
    return replace(item, left=left, right=right)


def _passed_on(text: Text) -> Text:
    languages = list(text.root)
    return Text({language: text[languages[index - 1]] for index, language in enumerate(languages)})


def _steps(trial: Trial, sheets: Answers) -> list[bool]:
    """Q12: every step from an answer to the next, of every item, on every sheet."""
    instrument, (first, second) = trial.instrument, trial.roles
    held = []
    for row in sheets:
        for index, towards in enumerate(trial.scored.towards):
            fits = []
            for answer in range(1, 6):
                changed = row.copy()
                changed[index] = answer
                fits.append(instrument.score(trial.taken(changed)))
            for before, after in itertools.pairwise(fits if towards > 0 else fits[::-1]):
                held.append(
                    after.lean >= before.lean
                    and not _lower(after.liking[first], before.liking[first])
                    and not _lower(before.liking[second], after.liking[second])
                )
    return held


def _lower(one: object, other: object) -> bool:
    return one is not None and other is not None and bool(one < other)  # type: ignore[operator]


def _smallest(trial: Trial, chance: np.random.Generator) -> list[bool]:
    """Q15: that the smallest changes do what they say, and that brute force finds none smaller."""
    instrument, held = trial.instrument, []
    people = crowd(DEVELOPMENT, trial.asked, 100, chance).answers
    for row in people[trial.score(people).any][:LEANERS]:
        answers = trial.taken(row)
        fit, left, turned = instrument.score(answers), leaving(instrument, answers), turning(instrument, answers)
        fewest = _fewest(trial, row, fit)
        for name, found in (("leave", left), ("turn", turned)):
            if found is None:
                held.append(fewest[name] is None)
                continue
            after = instrument.score({**answers, **found})
            turns = after.leader not in (None, fit.leader)
            does = turns or (name == "leave" and after.verdict in _weaker(fit))
            held.append(does and fewest[name] == (len(found) if len(found) <= MOST else None))
    return held


def _weaker(fit: Fit) -> tuple[str, ...]:
    """The verdicts that say less than `fit` does. Answers that cannot be read are not among them."""
    return VERDICTS[VERDICTS.index(fit.verdict) + 1 : INCOMPLETE]


def _fewest(trial: Trial, row: Answers, fit: Fit) -> Mapping[str, int | None]:
    """The fewest changed answers that weaken the verdict, and that turn it round; None above MOST. Tries them all."""
    fewest: dict[str, int | None] = {"leave": None, "turn": None}
    sign = 1 if fit.leader == trial.roles[0] else -1
    weaker = [VERDICTS.index(verdict) for verdict in _weaker(fit)]
    others = np.array([[answer for answer in range(1, 6) if answer != given] for given in row], np.int8)
    total = abs(int(trial.score(row[None]).total[0]))
    for count in range(1, MOST + 1):
        if fewest["leave"] is not None and total - 4 * count >= 0:  # an answer moves the sum by 4 at most: no turn yet
            continue
        chosen = np.array(list(itertools.combinations(range(len(row)), count)))
        ways = np.array(list(itertools.product(range(4), repeat=count)))
        sheets = np.repeat(row[None], len(chosen) * len(ways), axis=0)
        places, way = np.repeat(chosen, len(ways), axis=0), np.tile(ways, (len(chosen), 1))
        np.put_along_axis(sheets, places, others[places, way], axis=1)
        scores = trial.score(sheets)
        turned = scores.any & (sign * scores.total < 0)
        left = np.isin(scores.verdict, weaker) | turned
        for name, found in (("leave", left), ("turn", turned)):
            if fewest[name] is None and found.any():
                fewest[name] = count
    return fewest
