"""The built-in questionnaire is balanced: nothing but a person's own answers can tip it to one role."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from explorer.engine.fit import Instrument
from explorer.pack.pack import Pack
from explorer.pack.schema import Item, Likert, Pair
from explorer.words.text import Text

MOST_WORDS = 16


def likerts(pack: Pack) -> list[Likert]:
    return [item for item in pack.questionnaire.items if isinstance(item, Likert)]


def pairs(pack: Pack) -> list[Pair]:
    return [item for item in pack.questionnaire.items if isinstance(item, Pair)]


def said(item: Item) -> list[Text]:
    return [item.text] if isinstance(item, Likert) else [item.left.text, item.right.text]


def test_eight_dimensions_have_three_items_each(pack: Pack) -> None:
    assert Counter(item.dimension for item in pack.questionnaire.items) == {axis.id: 3 for axis in pack.dimensions}
    assert len(pack.dimensions) == 8


def test_every_dimension_asks_once_for_each_role_and_compares_them_once(pack: Pack) -> None:
    roles = {role.id for role in pack.roles}
    for axis in pack.dimensions:
        assert sorted(item.role for item in likerts(pack) if item.dimension == axis.id) == sorted(roles)
        (pair,) = (item for item in pairs(pack) if item.dimension == axis.id)
        assert {pair.left.role, pair.right.role} == roles


def test_half_of_each_roles_activities_speak_against_it(pack: Pack) -> None:
    keyed = Counter((item.role, item.keyed) for item in likerts(pack))
    assert keyed == {(role.id, key): 4 for role in pack.roles for key in "+-"}


def test_each_role_stands_left_in_half_of_the_comparisons(pack: Pack) -> None:
    assert Counter(item.left.role for item in pairs(pack)) == {role.id: 4 for role in pack.roles}


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_item_has_at_most_sixteen_words(pack: Pack, language: str) -> None:
    lengths = {item.id: len(text[language].split()) for item in pack.questionnaire.every for text in said(item)}
    assert {item: length for item, length in lengths.items() if length > MOST_WORDS} == {}


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_item_names_a_role(pack: Pack, language: str) -> None:
    names = [name[language] for role in pack.roles for name in (role.name, role.short)]
    named = re.compile(rf"\b({'|'.join(map(re.escape, [*names, 'account manager', 'project manager']))})\b", re.I)
    items = [item.id for item in pack.questionnaire.every if any(named.search(text[language]) for text in said(item))]
    assert items == []


def test_the_further_items_are_three_sets_of_eight_with_one_on_each_axis(pack: Pack) -> None:
    assert [Counter(item.dimension for item in each) for each in pack.questionnaire.more] == [
        dict.fromkeys((axis.id for axis in pack.dimensions), 1)
    ] * 3


def test_together_the_further_items_are_balanced_as_the_first_are(pack: Pack) -> None:
    further = [item for each in pack.questionnaire.more for item in each]
    kinds = {(item.dimension, item.role if isinstance(item, Likert) else "pair") for item in further}
    assert len(kinds) == len(further) == 24
    singles = Counter((item.role, item.keyed) for item in further if isinstance(item, Likert))
    assert singles == {(role.id, key): 4 for role in pack.roles for key in "+-"}
    assert Counter(item.left.role for item in further if isinstance(item, Pair)) == {role.id: 4 for role in pack.roles}


def test_in_every_set_as_many_activities_are_one_roles_as_the_others(pack: Pack) -> None:
    instrument = Instrument(pack.questionnaire, [role.id for role in pack.roles])
    for each in (pack.questionnaire.items, *pack.questionnaire.more):
        poles = Counter(instrument.pole(item.id) for item in each if isinstance(item, Likert))
        assert len({poles[role.id] for role in pack.roles}) == 1
        left = Counter(item.left.role for item in each if isinstance(item, Pair))
        assert len({left[role.id] for role in pack.roles}) == 1


def test_the_middle_of_both_scales_says_that_it_depends(pack: Pack) -> None:
    for scale in (pack.questionnaire.likert, pack.questionnaire.pair):
        assert scale[2].root == {"es": "depende", "en": "it depends"}


def test_a_result_always_comes_with_its_limits_and_five_questions_to_ask(pack: Pack) -> None:
    assert len(pack.questionnaire.caveats) == 4
    assert len(pack.questionnaire.questions) == 5
    assert pack.questionnaire.needed_in_both
