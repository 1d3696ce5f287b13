"""Adding a third role changes no byte of what is said of the first two."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest

from explorer.engine.day import play
from explorer.engine.questionnaire import instrument
from explorer.pack.pack import Pack
from explorer.report.data import as_json, day_data, diff_data, fit_data, profile_data
from explorer.report.diff import diff
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import translator_of
from explorer.report.profile import profile


@pytest.mark.parametrize("language", ["es", "en"])
def test_profiles_and_the_comparison_are_the_same(built_in: Pack, three: Pack, language: str) -> None:
    first, second = (role.id for role in built_in.roles)
    for role in (first, second):
        assert as_json(profile_data(three, role, language)) == as_json(profile_data(built_in, role, language))
        assert as_markdown(profile(three, role, language, True)) == as_markdown(profile(built_in, role, language, True))
    assert as_json(diff_data(three, first, second, language)) == as_json(diff_data(built_in, first, second, language))
    documents = (diff(each, first, second, language, listed=True) for each in (built_in, three))
    assert len({as_markdown(document) for document in documents}) == 1


def test_the_days_are_the_same(built_in: Pack, three: Pack) -> None:
    chance = Random(7)
    for role in (role.id for role in built_in.roles):
        choices: list[int] = []
        while scene := play(built_in.day(role), choices).now:
            choices.append(chance.randint(1, len(scene.options)))
            told = [
                as_json(day_data(play(each.day(role), choices), translator_of(each, "es")))
                for each in (built_in, three)
            ]
            assert told[0] == told[1]


def test_who_answers_only_what_speaks_of_the_two_has_the_same_result(built_in: Pack, three: Pack) -> None:
    """To the byte, whatever the answers, but for the fit of the third role, which nobody knows."""
    chance, items = Random(8), [item.id for item in built_in.questionnaire.items]
    third = three.roles[2].id
    for turn in range(400):
        answers = {item: chance.randint(1, 5) for item in items if turn % 4 or chance.random() < 0.8}
        two, more = instrument(built_in).score(answers), instrument(three).score(answers)
        assert more.liking[third] is None
        known = {role: value for role, value in more.liking.items() if role != third}
        assert json.dumps(fit_data(replace(more, liking=known), "")) == json.dumps(fit_data(two, ""))
