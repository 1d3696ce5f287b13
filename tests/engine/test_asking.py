"""With more than two roles every activity is asked, and then the comparisons of the two that lead."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.questionnaire import asked, instrument, progress
from explorer.pack.pack import Pack
from explorer.pack.schema import Likert
from tests.first import PACK


def liking(pack: Pack, liked: Mapping[str, int]) -> dict[str, int]:
    """Answers that say of each role how much (1-5) its activities are liked."""
    singles = (item for item in pack.questionnaire.items if isinstance(item, Likert) and item.role in liked)
    return {item.id: liked[item.role] if item.keyed == "+" else 6 - liked[item.role] for item in singles}


def compared(pack: Pack, answers: Mapping[str, int]) -> set[frozenset[str]]:
    items = asked(pack, answers)
    return {frozenset((item.left.role, item.right.role)) for item in items if not isinstance(item, Likert)}


@given(st.dictionaries(st.sampled_from([item.id for item in PACK.questionnaire.items]), st.integers(1, 5)))
def test_of_two_roles_everything_is_asked_in_the_order_of_the_file(answers: dict[str, int]) -> None:
    assert asked(PACK, answers) == PACK.questionnaire.items
    assert progress(PACK, answers) == (len(answers), len(PACK.questionnaire.items))


def test_of_three_roles_the_activities_come_first_and_one_set_of_comparisons(three: Pack) -> None:
    items = asked(three, {})
    singles = [item for item in three.questionnaire.items if isinstance(item, Likert)]
    assert list(items[: len(singles)]) == singles
    assert not any(isinstance(item, Likert) for item in items[len(singles) :])
    assert len(items) == len(singles) + len(three.dimensions)


def test_the_comparisons_are_those_of_the_two_roles_in_the_lead(three: Pack) -> None:
    first, second, third = (role.id for role in three.roles)
    for low, pair in ((third, {first, second}), (second, {first, third}), (first, {second, third})):
        answers = liking(three, {role: 2 if role == low else 4 for role in (first, second, third)})
        assert compared(three, answers) == {frozenset(pair)}
        assert set(instrument(three).score(answers).pair) == pair


def test_a_pattern_is_seen_in_the_order_in_which_the_questions_were_asked(three: Pack) -> None:
    for period in ((1, 5), (2, 4, 3), (1, 2, 3, 4, 5, 4, 3, 2)):
        answers: dict[str, int] = {}
        for place in range(len(asked(three, {}))):
            item = asked(three, answers)[place]
            answers[item.id] = period[place % len(period)]
        assert instrument(three).score(answers).verdict == "uninterpretable"


def test_answers_to_comparisons_that_no_longer_count_are_not_progress(three: Pack) -> None:
    first, second, third = (role.id for role in three.roles)
    answers = liking(three, {first: 4, second: 4, third: 2})
    answers |= {item.id: 3 for item in asked(three, answers) if not isinstance(item, Likert)}
    whole = progress(three, answers)
    assert whole[0] == whole[1]
    answers |= liking(three, {first: 1})
    assert progress(three, answers) == (whole[1] - len(three.dimensions), whole[1])
