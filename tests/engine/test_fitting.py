"""A visit saved by an older version of the pack: what it can still show, and no more."""

from __future__ import annotations

from explorer.engine.fitting import fitting
from explorer.engine.visit import Visit, answered, chosen, starred
from explorer.pack.pack import Pack


def test_a_visit_that_fits_is_the_same_value(pack: Pack) -> None:
    visit = starred(chosen(answered(Visit("en"), pack.questionnaire.items[0].id, 3), pack.days[0].role, 1), "pace")
    assert fitting(pack, visit) is visit


def test_questions_days_and_languages_that_are_not_there_are_left_out(pack: Pack) -> None:
    role, item = pack.days[0].role, pack.questionnaire.items[0].id
    odd = chosen(chosen(answered(answered(Visit("fr"), "gone", 3), item, 3), role, 4), "nobody", 1)
    assert fitting(pack, odd) == answered(Visit(pack.languages[0]), item, 3)
