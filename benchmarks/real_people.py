"""The rule on real people: gates R1 to R12, and what verdicts people get.

FILE is what Open Psychometrics publishes as its Holland code test: a line a person, columns R1 to R8, I1 to I8, and so
on through A, S, E and C (48 activities, "how much would you like to perform this", 1 Dislike to 5 Enjoy), accuracy (how
well they say they answered, 0 to 100) and elapse (seconds). Parted by commas or tabs, gzipped or not. Its licence does
not let us ship it.

What stands for what. A contrast is two Holland letters against two others: 45 of them. Each letter gives four of its
eight activities as single ones, eight a pole; the other four only inside comparisons. A comparison is the difference of
two real answers, halved away from zero, as -2 to 2. Which four are single ones is dealt in all 70 ways for R1 and R3,
and alternately (1, 3, 5, 7) for the rest. Items go to eight axes in turn. "Honest": all 48 answered, accuracy 80 or
more, 90 seconds or more. What the rule says is computed by `explorer.selftest.rules`, tested against the exact rules.

Needs numpy: pip install -e ".[dev]"; python benchmarks/real_people.py FILE
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from explorer.engine.fit import BAND, CLEAR, DESIGN_SEM
from explorer.selftest.flags import Answers
from explorer.selftest.gates import alpha
from explorer.selftest.people import TWO_POLES, crowd
from explorer.selftest.rules import UNINTERPRETABLE, VERDICTS, Layout, Numbers, Scores, score

LETTERS, EACH, ITEMS = "RIASEC", 8, 24
SURE, SECONDS = 80, 90
LOW, HIGH, MID = 2.4, 3.6, 3.0
"""Mean answers to the activities of a pole: disliking it, liking it, "it depends"."""
SEED, HALVES, EVEN = 20261123, 20, (0, 2, 4, 6)
NEITHER, BOTH = VERDICTS.index("neither"), VERDICTS.index("both")

MAIN = ((3, 4), (0, 5))
"""People (S, E) against things and records (R, C): the contrast most like the two roles of the built-in pack."""

Contrast = tuple[tuple[int, ...], tuple[int, ...]]
Whole = NDArray[np.int64]


def main() -> None:
    """Print the gates and the verdicts."""
    if len(sys.argv) != 2:
        sys.exit("real_people.py FILE: the Holland code test's data of Open Psychometrics")
    every, honest = read(Path(sys.argv[1]))
    print(f"{len(every)} people, {len(honest)} of them honest; {len(contrasts())} contrasts\n")
    verdicts(honest)
    gates(honest)


def read(path: Path) -> tuple[Whole, Whole]:
    """The answers (people by 48; 0: none) of everybody, and of the honest."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as file:
        head = file.readline()
        parted = "\t" if "\t" in head else ","
        rows = list(csv.DictReader(file, [name.strip(' "\n') for name in head.split(parted)], delimiter=parted))
    columns = [f"{letter}{number}" for letter in LETTERS for number in range(1, EACH + 1)]
    answers = np.array([[max(0, int(row[column] or 0)) for column in columns] for row in rows])
    sure, seconds = (np.array([float(row[name] or -1) for row in rows]) for name in ("accuracy", "elapse"))
    honest = (answers > 0).all(axis=1) & (sure >= SURE) & (sure <= 100) & (seconds >= SECONDS)
    return answers, answers[honest]


def contrasts() -> list[Contrast]:
    """Two letters against two others, each once."""
    twos = list(combinations(range(len(LETTERS)), 2))
    return [(first, second) for first, second in combinations(twos, 2) if not set(first) & set(second)]


def named(contrast: Contrast) -> str:
    """The letters of both poles."""
    return "-".join("".join(LETTERS[letter] for letter in pole) for pole in contrast)


def columns(pole: Sequence[int], numbers: Sequence[int]) -> list[int]:
    """The columns of those activities of each letter of a pole."""
    return [EACH * letter + number for letter in pole for number in numbers]


def layout() -> Layout:
    """8 activities of the first pole, 8 of the second, 8 comparisons, the first pole left and right in turn. Four of
    each pole's activities are keyed - for the other role, as in the built-in questionnaire."""
    pole = np.repeat([0, 1, -1], 8)
    mine = np.tile([True, False], 4)  # keyed + for its own role, or - for the other
    key = np.concatenate([np.where(mine, 1, -1), np.where(mine, 1, -1), np.zeros(8, np.int64)])
    role = np.concatenate([np.where(mine, 0, 1), np.where(mine, 1, 0), np.full(8, -1)])
    towards = np.concatenate([np.ones(8, np.int64), -np.ones(8, np.int64), np.where(np.arange(8) % 2, 1, -1)])
    items = tuple(f"item-{number}" for number in range(ITEMS))
    return Layout(items, towards, role, key, pole, np.tile(np.arange(8), 3), np.zeros(ITEMS, np.int64))


SHEET = layout()
ORDER = np.arange(ITEMS).reshape(3, 8).T.ravel()
"""One of each kind in turn, as they would be asked."""


def sheets(answers: Whole, contrast: Contrast, singles: Sequence[int] = EVEN) -> tuple[Answers, Whole, Whole]:
    """People's 24 answers, and their answers to the activities of either pole that stand only inside comparisons."""
    others = [number for number in range(EACH) if number not in singles]
    (one, two), (one_held, two_held) = (
        [answers[:, columns(pole, numbers)] for pole in contrast] for numbers in (singles, others)
    )
    apart = one_held - two_held
    towards = np.sign(apart) * ((np.abs(apart) + 1) // 2)
    pairs = 3 + towards * SHEET.towards[16:]
    return np.concatenate([one, two, pairs], axis=1).astype(np.int8), one_held, two_held


def asked(layout: Layout) -> Layout:
    """The same in the order asked: flags look at it."""
    return Layout(
        tuple(layout.items[place] for place in ORDER),
        *(getattr(layout, name)[ORDER] for name in ("towards", "role", "key", "pole", "axis", "further")),
    )


def scored(sheet: Answers) -> Scores:
    """What the rule says of 24 answers a person."""
    return score(asked(SHEET), sheet[:, ORDER])


def verdicts(honest: Whole) -> None:
    """The share of each verdict: over the contrasts, and simulated people beside them."""
    shares = np.array(
        [[(scored(sheets(honest, c)[0]).verdict == v).mean() for v in range(len(VERDICTS))] for c in contrasts()]
    )
    people = crowd(TWO_POLES, SHEET, 20_000, np.random.default_rng(SEED)).answers
    simulated = [(scored(people).verdict == v).mean() for v in range(len(VERDICTS))]
    print("| verdict, % | median of 45 | lowest | highest | simulated, two poles |\n|---|---|---|---|---|")
    for place, verdict in enumerate(VERDICTS):
        share = 100 * shares[:, place]
        figures = (np.median(share), share.min(), share.max(), 100 * simulated[place])
        print(f"| {verdict} | " + " | ".join(f"{figure:.1f}" for figure in figures) + " |")


@dataclass(frozen=True)
class Row:
    """A measure with its bound, both as shares; told only, where it has none."""

    gate: str
    measure: str
    value: float
    least: float = 0.0
    most: float = 1.0

    def __str__(self) -> str:
        said = f"{self.value:.2f}" if self.gate == "R11" else f"{100 * self.value:.1f} %"
        least = f"{self.least:.2f}" if self.gate == "R11" else f"{100 * self.least:g} %"
        bounds = [f"≥ {least}"] * (self.least > 0) + [f"≤ {100 * self.most:g} %"] * (self.most < 1)
        met = ("met" if self.least <= self.value <= self.most else "MISSED") if bounds else "told only"
        return f"| {self.gate} | {self.measure} | {said} | {', '.join(bounds)} | {met} |"


def gates(honest: Whole) -> None:
    """R1 to R5 and R8 to R12; R6 and R7 need simulated people: `explorer selftest` prints them."""
    chance = np.random.default_rng(SEED)
    mixed, across = chance.permuted(honest, axis=1), chance.permuted(honest, axis=0)
    every = contrasts()
    levels = np.median([_levels(honest, contrast) for contrast in every], axis=0)
    plain = np.array([_plain(honest, contrast) for contrast in every])
    halves = np.array([_halves(honest, contrast) for contrast in every])
    shuffled = np.array([scored(sheets(mixed, contrast)[0]).clear.mean() for contrast in every])
    popular = np.array([_popular(honest, across, contrast) for contrast in every])
    middle = np.median(plain, axis=0)
    rows = [
        Row("R1", "told neither, of those who dislike both poles", levels[0], least=0.55),
        Row("R1", "told neither or the lesser evil, of the same", levels[1]),
        Row("R1", "both below the middle, of those told neither", levels[2], least=0.90),
        Row("R2", "cannot be interpreted, of those who dislike both", levels[3], most=0.01),
        Row("R3", "told both, of those who like both poles", levels[4], least=0.45),
        Row("R3", "both above the middle, of those told both", levels[5], least=0.75),
        Row("R4", "leader disliked and not told so, of clear leans, worst", plain[:, 0].max(), most=0.0),
        Row("R5", "flagged, median", middle[1], most=0.01),
        Row("R5", "flagged, worst", plain[:, 1].max(), most=0.02),
        Row("R8", "other half's sign, of clear halves, median", float(np.median(halves[:, 0])), least=0.90),
        Row("R9", "clear, own answers shuffled over the activities, worst", shuffled.max(), most=0.05),
        Row("R10", "band covers the other half, lowest", halves[:, 1].min(), 0.88, 0.97),
        Row("R10", "band covers the other half, highest", halves[:, 1].max(), 0.88, 0.97),
        Row("R11", f"alpha of liking a pole, the lower in {named(MAIN)}", _plain(honest, MAIN)[2], least=0.70),
        Row("R11", "the same, median of the contrasts", middle[2]),
        Row("R12", "clear, answers shuffled across people, no norms, median", float(np.median(popular[:, 0]))),
        Row("R12", f"the same in {named(MAIN)}", _popular(honest, across, MAIN)[0]),
        Row("R12", "clear, shuffled, with norms of the group, worst", popular[:, 1].max(), most=0.05),
        Row("clear", "a clear lean, median", middle[3], least=0.24),
    ]
    print("\n| gate | measure | value | bound | |\n|---|---|---|---|---|")
    print("\n".join(map(str, rows)))
    low, middle_, high = (float(figure) for figure in np.quantile(halves[:, 2], (0, 0.5, 1)))
    print(
        f"\nThe error of a lean, by halves: {middle_:.1f} points, {low:.1f} to {high:.1f}; the rule has {DESIGN_SEM}."
    )


def _levels(honest: Whole, contrast: Contrast) -> Numbers:
    """R1 to R3 of a contrast, the mean over all ways of dealing."""
    dealt = []
    for singles in combinations(range(EACH), EACH // 2):
        sheet, one_held, two_held = sheets(honest, contrast, singles)
        scores, one, two = scored(sheet), one_held.mean(axis=1), two_held.mean(axis=1)
        disliked, liked = (one <= LOW) & (two <= LOW), (one >= HIGH) & (two >= HIGH)
        neither, both = scores.verdict == NEITHER, scores.verdict == BOTH
        low, high = (one < MID) & (two < MID), (one > MID) & (two > MID)
        evil, silent = neither | (scores.liked == -1) & scores.clear, scores.verdict == UNINTERPRETABLE
        hits = [neither[disliked], evil[disliked], low[neither], silent[disliked], both[liked], high[both]]
        dealt.append([hit.mean() for hit in hits])
    levels: Numbers = np.mean(np.array(dealt), axis=0)
    return levels


def _plain(honest: Whole, contrast: Contrast) -> Numbers:
    """Of a contrast: clear leans whose leader is disliked and not told so, flagged, alpha of liking, clear."""
    sheet = sheets(honest, contrast)[0]
    scores = scored(sheet)
    raw = np.stack([sheet[:, SHEET.pole == each].mean(axis=1) for each in (0, 1)])
    leader = np.where(scores.total > 0, raw[0], raw[1])
    unsaid = scores.clear & (leader < MID) & (scores.liked != -1)
    alphas = [alpha("alpha_liking", "", sheet[:, SHEET.pole == each].astype(float)).value for each in (0, 1)]
    silent = scores.verdict == UNINTERPRETABLE
    return np.array([unsaid[scores.clear].mean(), silent.mean(), min(alphas), scores.clear.mean()])


def _halves(honest: Whole, contrast: Contrast) -> Numbers:
    """R8, R10 and the error of a lean: twelve items against the other twelve, the mean of HALVES ways.

    Half the spread of the difference of two halves is the error of the whole.
    """
    chance, dealt = np.random.default_rng(SEED), []
    signed = SHEET.towards * (sheets(honest, contrast)[0].astype(float) - MID)
    for _ in range(HALVES):
        half = np.concatenate([np.isin(np.arange(8), chance.permutation(8)[:4]) for _ in range(3)])
        (lean, error), (other, other_error) = _lean(signed[:, half]), _lean(signed[:, ~half])
        clear = np.abs(lean) > float(CLEAR) * error
        covered = np.abs(lean - other) <= float(BAND) * np.hypot(error, other_error)
        dealt.append([(lean * other > 0)[clear].mean(), covered.mean(), (lean - other).std() / 2])
    halves: Numbers = np.mean(np.array(dealt), axis=0)
    return halves


def _lean(signed: Numbers) -> tuple[Numbers, Numbers]:
    """The lean and its standard error, from people by signed items."""
    n = signed.shape[1]
    own = 100 * signed.std(axis=1, ddof=1) / (2 * np.sqrt(n))
    return 50 * signed.mean(axis=1), np.maximum(float(DESIGN_SEM) * np.sqrt(ITEMS / n), own)


def _popular(honest: Whole, across: Whole, contrast: Contrast) -> Numbers:
    """R12: clear leans when every activity's answers are shuffled across people, without and with norms of the group:
    each signed item counted from the group's mean."""
    sheet = sheets(across, contrast)[0]
    signed = SHEET.towards * (sheet.astype(float) - MID)
    usual = (SHEET.towards * (sheets(honest, contrast)[0].astype(float) - MID)).mean(axis=0)
    lean, error = _lean(signed - usual)
    return np.array([scored(sheet).clear.mean(), (np.abs(lean) > float(CLEAR) * error).mean()])


if __name__ == "__main__":
    main()
