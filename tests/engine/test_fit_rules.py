"""From answers to a verdict: what holds for every person, and the rules of `explorer/engine/fit.py` computed again."""

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
    """-2 to 2, positive towards role `first`: the rule, written a second time."""
    if isinstance(item, Pair):
        return (3 - answer) * (1 if item.left.role == first else -1)
    return (answer - 3) * (1 if item.keyed == "+" else -1) * (1 if item.role == first else -1)


def block_of(item: Item) -> str:
    """The role whose activity it is, or `pair` for a comparison."""
    return item.role if isinstance(item, Likert) else "pair"


def answering(item: Item, towards: int) -> int:
    """The answer to `item` that counts `towards` (-2 to 2) for the KAM."""
    return next(answer for answer in range(1, 6) if signed(item, answer) == towards)


def whose(item: Item) -> str | None:
    """The role whose activity it is: keyed + its own role's, keyed - the other's; None for a comparison."""
    if isinstance(item, Pair):
        return None
    return item.role if item.keyed == "+" else KAM if item.role == PM else PM


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
def test_a_liking_is_the_mean_of_the_answers_to_the_roles_own_activities_from_0_to_100(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    for role in (KAM, PM):
        own = [Fraction(answers[item.id]) for item in ITEMS if whose(item) == role and item.id in answers]
        said = fit.liking[role]
        assert said == (100 * (statistics.mean(own) - 1) / 4 if own else None)
        assert said is None or 0 <= said <= 100


@given(people, st.integers(1, 4))
def test_liking_everything_more_raises_both_likings_and_leaves_the_lean(answers: Answers, most: int) -> None:
    sheet = {item.id: min(answers.get(item.id, most), most) for item in ITEMS}
    before, after = INSTRUMENT.score(sheet), INSTRUMENT.score({item: answer + 1 for item, answer in sheet.items()})
    assert before.lean == after.lean
    assert [(after.liking[role] or 0) - (before.liking[role] or 0) for role in (KAM, PM)] == [25, 25]


@given(people)
def test_an_axis_is_named_only_beyond_its_band_and_by_a_step_an_answer(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    values = {item.id: Fraction(signed(item, answers[item.id])) for item in ITEMS if item.id in answers}
    assert set(fit.axes) == ({item.dimension for item in ITEMS if item.id in answers} if len(values) > 1 else set())
    for axis, standing in fit.axes.items():
        own = [values[item.id] for item in ITEMS if item.dimension == axis and item.id in values]
        total = sum(own, Fraction(0))
        assert standing.at == total / len(own) / 2
        beyond = total**2 > Fraction("2.1") ** 2 * len(own) * statistics.variance(values.values())
        leader = KAM if total > 0 else PM
        named = beyond and abs(total) >= len(own) and fit.readable
        assert standing.named == (leader if named else None)
        low, high = standing.band
        assert -1 <= low <= float(standing.at) <= high <= 1
        if standing.named:
            assert low > 0 or high < 0


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
    same = ("verdict", "leader", "liked", "variance", "liking", "flags", "missing", "side", "right", "across")
    assert [getattr(mirrored, name) for name in same] == [getattr(fit, name) for name in same]


@given(people, st.permutations(ITEMS))
def test_the_order_of_answering_does_not_matter(answers: Answers, items: list[Item]) -> None:
    in_that_order = {item.id: answers[item.id] for item in items if item.id in answers}
    assert INSTRUMENT.score(in_that_order) == INSTRUMENT.score(answers)


@given(people, st.permutations(ITEMS))
def test_the_order_of_the_items_changes_no_number(answers: Answers, items: list[Item]) -> None:
    asked = replace(PACK.questionnaire, items=tuple(items))
    other, fit = Instrument(asked, (KAM, PM)).score(answers), INSTRUMENT.score(answers)
    numbers = ("lean", "variance", "liking", "axes", "contributions", "answered")
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
def test_one_step_towards_a_role_never_lowers_its_liking_or_the_lean_towards_it(
    answers: Answers, item: Item, from_: int
) -> None:
    before = INSTRUMENT.score({**answers, item.id: answering(item, from_)})
    after = INSTRUMENT.score({**answers, item.id: answering(item, from_ + 1)})
    assert after.lean > before.lean
    for role, rises in ((KAM, True), (PM, False)):
        was, is_ = before.liking[role], after.liking[role]
        assert (was is None) == (is_ is None)
        if was is not None and is_ is not None:
            assert is_ >= was if rises else is_ <= was


def test_a_skip_is_not_the_middle() -> None:
    sheet = [answering(item, 1) for item in ITEMS]
    skipped, middling = [0, *sheet[1:]], [3, *sheet[1:]]
    assert INSTRUMENT.score(taken(skipped)).lean == 50
    assert INSTRUMENT.score(taken(middling)).lean == Fraction(50 * 23, 24)
    assert INSTRUMENT.score(taken(skipped)).liking != INSTRUMENT.score(taken(middling)).liking


# --- the verdict -----------------------------------------------------------------------------------------------


def expected(answers: Mapping[str, int], lean: Fraction, variance: Fraction, likings: list[Fraction | None]) -> str:
    """The verdict of answers that raise no flag, by the rules as the module words them."""
    blocks = Counter(block_of(item) for item in ITEMS if item.id in answers)
    if len(answers) < 18 or any(blocks[block] < 6 for block in (KAM, PM, "pair")):
        return "incomplete"
    if lean**2 > Fraction("2.2") ** 2 * variance:
        return "clear"
    if all(liking is not None and liking >= Fraction("62.5") for liking in likings):
        return "both"
    if all(liking is not None and liking <= 35 for liking in likings):
        return "neither"
    return "slight" if lean**2 > Fraction("1.28") ** 2 * variance else "undecided"


@given(people)
def test_the_verdict_follows_the_lean_the_error_and_the_likings(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    unflagged = expected(answers, fit.lean, fit.variance, [fit.liking[KAM], fit.liking[PM]])
    assert fit.verdict == ("uninterpretable" if fit.flags else unflagged)


@given(people)
def test_a_lean_says_whether_the_leader_is_liked_and_how_often_it_is_right(answers: Answers) -> None:
    fit = INSTRUMENT.score(answers)
    assert fit.liked == (None if fit.leader is None else (fit.liking[fit.leader] or 0) >= 50)
    assert fit.right == 50 if fit.lean == 0 else 50 < fit.right < 100
    assert fit.across == (fit.band[0] < 0 < fit.band[1])
    if fit.verdict == "clear":
        assert fit.right == 99 and not fit.across


@pytest.mark.parametrize(("answer", "liked"), [(1, False), (2, True)])
def test_a_clear_lean_to_what_is_liked_below_the_middle_is_told_as_the_lesser_evil(answer: int, liked: bool) -> None:
    """The other role's activities are hated; the leader's are "not much", or liked by as many as are disliked."""
    own = iter([2] * 8 if answer == 1 else [2, 4] * 4)
    comparisons = {item.id: answering(item, 2) for item in ITEMS if isinstance(item, Pair)}
    singles = {i.id: 1 if whose(i) == PM else next(own) for i in ITEMS if isinstance(i, Likert)}
    fit = INSTRUMENT.score({**singles, **comparisons})
    assert (fit.verdict, fit.leader, fit.liked) == ("clear", KAM, liked)


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
    assert fit.liking == {role: 100, PM if role == KAM else KAM: 0}
    assert fit.liked and all(axis.named == role for axis in fit.axes.values())


@pytest.mark.parametrize(
    ("kam", "pm", "verdict"),
    [
        ((4, 3), (4, 3), "both"),  # both 62.5: the bound itself counts
        ((4, 3), (3, 3), "undecided"),
        ((2, 3), (2, 3), "undecided"),  # 37.5
        ((2, 2), (2, 2), "neither"),
        ((2, 2), (2, 3), "undecided"),
    ],
)
def test_both_and_neither_are_what_is_liked_where_no_lean_is_clear(
    kam: tuple[int, int], pm: tuple[int, int], verdict: str
) -> None:
    """What each role's activities are answered, in turns; the comparisons say one, then the other."""
    answers: Answers = {}
    turns = Counter[object]()
    for item in ITEMS:
        turn = turns[whose(item)] % 2
        turns[whose(item)] += 1
        answers[item.id] = (3, 4)[turn] if isinstance(item, Pair) else (kam if whose(item) == KAM else pm)[turn]
    fit = INSTRUMENT.score(answers)
    assert (fit.flags, fit.verdict, fit.leader, fit.liked) == ((), verdict, None, None)


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
    assert (fit.liking, fit.axes) == ({KAM: None, PM: None}, {})
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
def test_of_three_roles_the_two_whose_keyed_answers_are_highest_are_compared(
    liked: tuple[int, int, int], pair: tuple[str, str]
) -> None:
    answers = {f"{role}-{n}": answer - n % 2 or 2 for role, answer in zip(THREE, liked, strict=True) for n in range(8)}
    fit = Instrument(questionnaire(TRIO), THREE).score(answers)
    assert fit.pair == pair
    assert set(fit.liking) == set(THREE)
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
