"""From answers to a verdict: what holds for every person, and the rules of the fit specification computed again."""

from __future__ import annotations

import itertools
import statistics
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.fit import DESIGN_SEM, Instrument
from explorer.pack.pack import Pack
from explorer.pack.schema import Alternative, Caveat, Item, Likert, Pair, QuestionnaireFile
from explorer.words.text import Text
from tests.first import PACK

KAM, PM = (role.id for role in PACK.roles)
ITEMS = PACK.questionnaire.items
INSTRUMENT = Instrument(PACK.questionnaire, (KAM, PM))

Answers = dict[str, int]


def taken(sheet: list[int]) -> Answers:
    """A sheet of 0 (skipped) to 5, one for each item in order, as answers."""
    return {item.id: answer for item, answer in zip(ITEMS, sheet, strict=True) if answer}


def signed(item: Item, answer: int, first: str = KAM) -> int:
    """-2 to 2, positive towards role `first`: the rule of the specification, written a second time."""
    if isinstance(item, Pair):
        return (3 - answer) * (1 if item.left.role == first else -1)
    return (answer - 3) * (1 if item.keyed == "+" else -1) * (1 if item.role == first else -1)


def block_of(item: Item) -> str:
    """The role whose activity it is, or `pair` for a comparison."""
    return item.role if isinstance(item, Likert) else "pair"


def answering(item: Item, towards: int) -> int:
    """The answer to `item` that counts `towards` (-2 to 2) for the KAM."""
    return next(answer for answer in range(1, 6) if signed(item, answer) == towards)


uniform = st.lists(st.integers(1, 5), min_size=24, max_size=24)
sheets = st.lists(st.integers(0, 5), min_size=24, max_size=24)
"""Any answers, many of them skipped."""


@st.composite
def inclined(draw: st.DrawFn) -> list[int]:
    """Someone who leans to a role, more or less, with a few skips."""
    wishes = st.sampled_from(draw(st.sampled_from([(-2, -1), (-2, -1, 0, 1), (-1, 0, 1), (-1, 0, 1, 2), (1, 2)])))
    sheet = [answering(item, draw(wishes)) for item in ITEMS]
    for skip in draw(st.sets(st.integers(0, 23), max_size=5)):
        sheet[skip] = 0
    return sheet


people = st.one_of(sheets, uniform, inclined()).map(taken)
whole = st.one_of(uniform, inclined().filter(lambda sheet: 0 not in sheet)).map(taken)


def words(text: str) -> Text:
    return Text({"en": text})


def questionnaire(items: list[Item]) -> QuestionnaireFile:
    scale = tuple(words(str(n)) for n in range(1, 6))
    assert len(scale) == 5
    return QuestionnaireFile(
        lead=words("?"),
        likert=scale,
        pair=scale,
        items=tuple(items),
        caveats=(Caveat(text=words("a guide")),),
        questions=(words("?"),),
    )


def compared(n: int, left: str, right: str) -> Pair:
    sides = (Alternative(role=role, text=words(role)) for role in (left, right))
    return Pair(kind="pair", id=f"{left}-{right}-{n}", dimension="x", left=next(sides), right=next(sides))


def activity(n: int, role: str, keyed: Literal["+", "-"] = "+") -> Likert:
    text = Text({"en": "do"})
    return Likert(kind="likert", id=f"{role}-{n}", dimension="x", role=role, keyed=keyed, text=text)


# --- the numbers -----------------------------------------------------------------------------------------------


@given(people)
def test_the_contributions_sum_exactly_to_the_lean(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    assert sum(fit.contributions.values(), Fraction(0)) == fit.lean
    assert set(fit.contributions) == set(answers)


@given(people)
def test_the_lean_is_the_mean_of_the_signed_answers_from_minus_to_plus_100(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    values = [Fraction(signed(item, answers[item.id])) for item in ITEMS if item.id in answers]
    assert fit.lean == (100 * statistics.mean(values) / 2 if values else 0)
    assert -100 <= fit.lean <= 100


@given(people)
def test_a_fit_is_the_mean_of_the_roles_keyed_answers_from_0_to_100(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    for role in (KAM, PM):
        keyed = [
            Fraction(answers[item.id] if item.keyed == "+" else 6 - answers[item.id])
            for item in ITEMS
            if isinstance(item, Likert) and item.role == role and item.id in answers
        ]
        said = fit.fits[role]
        assert said == (100 * (statistics.mean(keyed) - 1) / 4 if keyed else None)
        assert said is None or 0 <= said <= 100


@given(people)
def test_the_error_is_the_persons_own_but_never_below_the_instruments(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    values = [Fraction(signed(item, answers[item.id])) for item in ITEMS if item.id in answers]
    n, missing = max(1, len(values)), len(ITEMS) - len(values)
    ends = ([Fraction(2)] * high + [Fraction(-2)] * (missing - high) for high in range(missing + 1))
    own = 2500 * max(statistics.variance(values + end) for end in ends) / n
    assert fit.variance == max(DESIGN_SEM**2 * len(ITEMS) / n, own)
    assert fit.se >= DESIGN_SEM
    assert fit.se == pytest.approx(float(fit.variance) ** 0.5)


@given(uniform, st.sets(st.integers(0, 23), min_size=1), st.sets(st.integers(0, 23)))
def test_whoever_skips_has_a_wider_band_than_with_any_answers_to_what_was_skipped(
    whole: list[int], skipped: set[int], also: set[int]
) -> None:
    """`whole` stands for all the ways in which the skipped items could have been answered."""
    fewer = taken([0 if n in skipped | also else answer for n, answer in enumerate(whole)])
    some = taken([0 if n in skipped else answer for n, answer in enumerate(whole)])
    wider, wide, full = (INSTRUMENT.score(answers).variance for answers in (fewer, some, taken(whole)))
    assert full < wide
    assert wide <= wider
    assert (wide < wider) is not (also <= skipped)


@given(uniform, st.sets(st.integers(0, 23), min_size=1, max_size=4))
def test_what_was_skipped_counts_as_the_answers_that_would_spread_most(whole: list[int], skipped: set[int]) -> None:
    answers = taken([0 if n in skipped else answer for n, answer in enumerate(whole)])
    values = [signed(item, answers[item.id]) for item in ITEMS if item.id in answers]
    n, items = len(values), len(ITEMS)

    def spread(others: tuple[int, ...]) -> int:
        every = [*values, *others]
        return items * sum(value * value for value in every) - sum(every) ** 2

    most = max(map(spread, itertools.product(range(-2, 3), repeat=len(skipped))))
    assert INSTRUMENT.score(answers).variance == max(
        DESIGN_SEM**2 * items / n, Fraction(2500 * most, items * (items - 1) * n)
    )


@given(people)
def test_the_band_is_1645_errors_on_either_side_of_the_lean_within_the_scale(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    low, high = fit.band
    assert low == pytest.approx(max(-100, float(fit.lean) - 1.645 * fit.se))
    assert high == pytest.approx(min(100, float(fit.lean) + 1.645 * fit.se))
    assert -100 <= low <= fit.lean <= high <= 100


@given(people)
def test_what_was_answered_and_what_is_missing_are_all_of_the_items(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    assert fit.answered == len(answers)
    assert fit.missing == tuple(item.id for item in ITEMS if item.id not in answers)


# --- what must not matter --------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 4), min_size=24, max_size=24))
def test_answering_everything_one_category_higher_leaves_the_lean_unchanged(sheet: list[int]) -> None:
    higher = INSTRUMENT.score(taken([answer + 1 for answer in sheet]))
    assert higher.lean == INSTRUMENT.score(taken(sheet)).lean


@given(people)
def test_swapping_the_roles_mirrors_the_result_exactly(answers: Answers) -> None:
    fit, mirrored = INSTRUMENT.score(answers), Instrument(PACK.questionnaire, (PM, KAM)).score(answers)
    assert mirrored.lean == -fit.lean
    assert mirrored.band == (-fit.band[1], -fit.band[0])
    assert mirrored.contributions == {item: -part for item, part in fit.contributions.items()}
    assert mirrored.pair == (PM, KAM)
    same = ("verdict", "leader", "variance", "fits", "flags", "missing", "side")
    assert [getattr(mirrored, name) for name in same] == [getattr(fit, name) for name in same]


@given(people, st.permutations(ITEMS))
def test_the_order_of_answering_does_not_matter(answers: Answers, items: list[Item]) -> None:
    in_that_order = {item.id: answers[item.id] for item in items if item.id in answers}
    assert INSTRUMENT.score(in_that_order) == INSTRUMENT.score(answers)


@given(people, st.permutations(ITEMS))
def test_the_order_of_the_items_changes_no_number(answers: Answers, items: list[Item]) -> None:
    asked = replace(PACK.questionnaire, items=tuple(items))
    other, fit = Instrument(asked, (KAM, PM)).score(answers), INSTRUMENT.score(answers)
    numbers = ("lean", "variance", "fits", "contributions", "answered")
    assert [getattr(other, name) for name in numbers] == [getattr(fit, name) for name in numbers]


@given(people)
def test_answers_to_items_that_do_not_exist_do_not_count(answers: Answers) -> None:
    assert INSTRUMENT.score({**answers, "no-such-item": 5}) == INSTRUMENT.score(answers)


@given(people)
def test_scoring_leaves_the_answers_as_they_were(answers: Answers) -> None:
    before = dict(answers)
    assert INSTRUMENT.score(answers) == INSTRUMENT.score(answers)
    assert answers == before


@given(people, st.sampled_from(ITEMS), st.integers(-2, 1))
def test_one_step_towards_a_role_never_lowers_its_fit_or_the_lean_towards_it(
    answers: Answers, item: Item, from_: int
) -> None:
    before = INSTRUMENT.score({**answers, item.id: answering(item, from_)})
    after = INSTRUMENT.score({**answers, item.id: answering(item, from_ + 1)})
    assert after.lean > before.lean
    for role, rises in ((KAM, True), (PM, False)):
        was, is_ = before.fits[role], after.fits[role]
        assert (was is None) == (is_ is None)
        if was is not None and is_ is not None:
            assert is_ >= was if rises else is_ <= was


def test_a_skip_is_not_the_middle() -> None:
    sheet = [answering(item, 1) for item in ITEMS]
    skipped, middling = [0, *sheet[1:]], [3, *sheet[1:]]
    assert INSTRUMENT.score(taken(skipped)).lean == 50
    assert INSTRUMENT.score(taken(middling)).lean == Fraction(50 * 23, 24)
    assert INSTRUMENT.score(taken(skipped)).fits != INSTRUMENT.score(taken(middling)).fits


# --- the verdict -----------------------------------------------------------------------------------------------


def expected(answers: Mapping[str, int], lean: Fraction, variance: Fraction, fits: list[Fraction | None]) -> str:
    """The verdict of answers that raise no flag, by the rules as the specification words them."""
    blocks = Counter(block_of(item) for item in ITEMS if item.id in answers)
    if len(answers) < 18 or any(blocks[block] < 6 for block in (KAM, PM, "pair")):
        return "incomplete"
    if lean**2 > Fraction("2.2") ** 2 * variance:
        return "clear"
    if lean**2 > Fraction("1.28") ** 2 * variance:
        return "slight"
    if all(fit is not None and fit >= 60 for fit in fits):
        return "both"
    if all(fit is not None and fit <= 40 for fit in fits):
        return "neither"
    return "undecided"


@given(people)
def test_the_verdict_follows_the_lean_the_error_and_the_fits(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    unflagged = expected(answers, fit.lean, fit.variance, [fit.fits[KAM], fit.fits[PM]])
    assert fit.verdict == ("uninterpretable" if fit.flags else unflagged)


@given(people)
def test_only_a_clear_or_slight_lean_has_a_leader_and_it_is_the_side_of_the_lean(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    assert fit.side == (None if fit.lean == 0 else KAM if fit.lean > 0 else PM)
    assert fit.leader == (fit.side if fit.verdict in ("clear", "slight") else None)


@pytest.mark.parametrize(
    ("comparisons", "towards_first", "verdict"),
    [
        (250, 121, "slight"),  # the lean is 24.2, exactly 2.2 times the instrument's error of 11
        (250, 122, "clear"),
        (625, 176, "undecided"),  # the lean is 14.08, exactly 1.28 times the error
        (625, 177, "slight"),
    ],
)
@pytest.mark.parametrize("leader", ["ant", "bee"])
def test_a_lean_of_exactly_the_bound_is_not_beyond_it(
    comparisons: int, towards_first: int, verdict: str, leader: str
) -> None:
    other = "bee" if leader == "ant" else "ant"
    items: list[Item] = [compared(n, leader, other) for n in range(comparisons)]
    answers = {item.id: 2 if n < towards_first else 3 for n, item in enumerate(items)}
    fit = Instrument(questionnaire(items), ("ant", "bee")).score(answers)
    assert fit.variance == 121
    assert fit.verdict == verdict
    assert fit.leader == (None if verdict == "undecided" else leader)


@pytest.mark.parametrize(("role", "sign"), [(KAM, 1), (PM, -1)])
def test_the_ideal_person_for_a_role_leans_to_it_clearly_and_wholly(role: str, sign: int) -> None:
    fit = INSTRUMENT.score({item.id: answering(item, 2 * sign) for item in ITEMS})
    assert (fit.verdict, fit.leader, fit.flags) == ("clear", role, ())
    assert fit.lean == 100 * sign
    assert fit.fits == {role: 100, PM if role == KAM else KAM: 0}


@pytest.mark.parametrize(("keyed", "verdict"), [(4, "both"), (2, "neither")])
def test_liking_both_roles_alike_is_both_and_disliking_both_is_neither(keyed: int, verdict: str) -> None:
    answers: Answers = {}
    for item in ITEMS:
        if isinstance(item, Likert):
            answers[item.id] = keyed if item.keyed == "+" else 6 - keyed
        else:
            answers[item.id] = 3
    fit = INSTRUMENT.score(answers)
    assert fit.lean == 0
    assert (fit.verdict, fit.leader, fit.side) == (verdict, None, None)


@pytest.mark.parametrize(
    ("keyed", "comparisons"),
    [
        ({KAM: (4, 4), PM: (3, 3)}, (-1, 0)),
        ({KAM: (3, 3), PM: (4, 4)}, (1, 0)),
        ({KAM: (2, 2), PM: (3, 3)}, (1, 0)),
        ({KAM: (4, 2), PM: (2, 4)}, (1, -1)),
    ],
)
def test_no_lean_and_fits_that_are_neither_both_high_nor_both_low_are_undecided(
    keyed: dict[str, tuple[int, int]], comparisons: tuple[int, int]
) -> None:
    """Each role's keyed answers, in turns, and what the comparisons say, in turns: 1 for the KAM, -1 for the PM."""
    answers: Answers = {}
    turns = Counter[str]()
    for item in ITEMS:
        block = block_of(item)
        turn = turns[block] % 2
        turns[block] += 1
        if isinstance(item, Likert):
            towards = keyed[item.role][turn]
            answers[item.id] = towards if item.keyed == "+" else 6 - towards
        else:
            answers[item.id] = answering(item, comparisons[turn])
    fit = INSTRUMENT.score(answers)
    assert (fit.verdict, fit.leader, fit.flags) == ("undecided", None, ())
    assert abs(fit.lean) < Fraction("14.08")


# --- too few answers -------------------------------------------------------------------------------------------


@given(inclined(), st.data())
def test_fewer_than_18_answers_are_never_a_verdict(sheet: list[int], data: st.DataObject) -> None:
    kept = data.draw(st.sets(st.integers(0, 23), max_size=17))
    fit = INSTRUMENT.score(taken([answer if n in kept else 0 for n, answer in enumerate(sheet)]))
    assert fit.verdict in ("incomplete", "uninterpretable")
    assert fit.leader is None


@pytest.mark.parametrize("block", [KAM, PM, "pair"])
@pytest.mark.parametrize(("skips", "verdict"), [(2, "clear"), (3, "incomplete")])
def test_six_of_the_eight_items_of_each_block_are_enough_and_five_are_not(block: str, skips: int, verdict: str) -> None:
    answers = {item.id: answering(item, 2) for item in ITEMS}
    of_block = [item.id for item in ITEMS if block_of(item) == block]
    assert len(of_block) == 8
    for item in of_block[:skips]:
        del answers[item]
    assert INSTRUMENT.score(answers).verdict == verdict


def test_no_answers_at_all_are_incomplete_and_lean_nowhere() -> None:
    fit = INSTRUMENT.score({})
    assert fit.lean == 0
    assert (fit.verdict, fit.answered, fit.flags) == ("incomplete", 0, ())
    assert fit.fits == {KAM: None, PM: None}
    assert fit.contributions == {}


# --- any number of roles ---------------------------------------------------------------------------------------

THREE = ("ant", "bee", "cricket")
TRIO: list[Item] = [
    *(activity(n, role) for role in THREE for n in range(8)),
    *(compared(n, left, right) for left, right in (THREE[:2], THREE[1:], THREE[::2]) for n in range(8)),
]


@pytest.mark.parametrize(
    ("liked", "pair"), [((5, 4, 1), ("ant", "bee")), ((4, 1, 5), ("ant", "cricket")), ((1, 4, 5), ("bee", "cricket"))]
)
def test_of_three_roles_the_two_with_the_highest_fits_are_compared(
    liked: tuple[int, int, int], pair: tuple[str, str]
) -> None:
    answers = {f"{role}-{n}": answer - n % 2 or 2 for role, answer in zip(THREE, liked, strict=True) for n in range(8)}
    fit = Instrument(questionnaire(TRIO), THREE).score(answers)
    assert fit.pair == pair
    assert set(fit.fits) == set(THREE)
    compared_items = {f"{pair[0]}-{pair[1]}-{n}" for n in range(8)}
    assert set(fit.missing) == compared_items
    assert set(fit.contributions) == {f"{role}-{n}" for role in pair for n in range(8)}


def test_comparisons_with_a_role_that_does_not_lead_do_not_count() -> None:
    answers = {f"{role}-{n}": answer for role, answer in (("ant", 5), ("bee", 4), ("cricket", 1)) for n in range(8)}
    instrument = Instrument(questionnaire(TRIO), THREE)
    assert instrument.score({**answers, "bee-cricket-0": 5}).lean == instrument.score(answers).lean


def test_a_comparison_needs_two_roles(pack: Pack) -> None:
    with pytest.raises(ValueError, match="two roles"):
        Instrument(pack.questionnaire, (KAM,))
