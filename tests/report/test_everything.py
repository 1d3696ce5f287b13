"""Search over everything: people's own words find it, no search ends in nothing, and only what was lived is found."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.report.everything import Entry, entries, popular, search_in
from explorer.report.pack_translator import translator_of
from tests.tui.desk import lived, someone

PACK = read_pack()


@cache
def all_entries(language: str) -> tuple[Entry, ...]:
    """All that can be searched for in a visit in which nothing was done."""
    return entries(translator_of(PACK, language), Visit(language))


@pytest.mark.parametrize(
    ("language", "typed"),
    [
        ("es", "estrés"),
        ("es", "ESTRES"),
        ("es", "sueldo"),
        ("es", "ganan"),
        ("es", "teletrabajo"),
        ("es", "estudiar"),
        ("es", "IA"),
        ("es", "viajar"),
        ("en", "stress"),
        ("en", "salary"),
        ("en", "working from home"),
        ("en", "study"),
        ("en", "AI"),
    ],
)
def test_what_people_type_is_found_in_both_profiles_and_in_the_differences(language: str, typed: str) -> None:
    result = search_in(translator_of(PACK, language), all_entries(language), typed)
    if typed != "working from home":
        assert result.group("diff"), typed
    assert {place.names[0] for place in result.group("profiles")} == {role.id for role in PACK.roles}


@pytest.mark.parametrize("language", PACK.languages)
def test_every_word_that_is_offered_finds_something(language: str) -> None:
    tr = translator_of(PACK, language)
    for word in popular(tr):
        assert search_in(tr, all_entries(language), word).entries, word


@given(st.text(max_size=40), st.sampled_from(PACK.languages))
def test_no_search_ends_in_nothing(typed: str, language: str) -> None:
    tr = translator_of(PACK, language)
    result = search_in(tr, all_entries(language), typed)
    assert result.entries or result.instead


def test_a_word_with_a_slip_is_offered_first() -> None:
    tr = translator_of(PACK, "es")
    assert search_in(tr, all_entries("es"), "estrse").instead[0] == "estrés"


def test_where_the_word_itself_stands_comes_before_where_another_word_for_it_does() -> None:
    tr = translator_of(PACK, "es")
    said = ["estres" in place.said for place in search_in(tr, all_entries("es"), "estrés").entries]
    assert said == sorted(said, reverse=True) and len(set(said)) == 2


def test_of_the_days_only_hours_that_were_lived_are_found() -> None:
    tr, day = translator_of(PACK, "es"), PACK.days[0]
    visit = lived(PACK, Visit("es"), day.role, hours=2)
    hours = [place for place in entries(tr, visit) if place.group == "simulator"]
    assert [place.names for place in hours] == [(day.role, scene.id) for scene in day.scenes[:2]]
    assert not any(place.group == "simulator" for place in all_entries("es"))
    found = search_in(tr, hours, tr(day.scenes[0].title).split()[-1])
    assert found.entries[0].names == (day.role, day.scenes[0].id)


def test_a_result_is_searched_once_there_is_one() -> None:
    tr = translator_of(PACK, "en")
    every = entries(tr, someone(PACK, "clear"))
    assert any(place.group == "result" for place in every)
    assert not any(place.group == "result" for place in all_entries("en"))


def test_a_pack_without_synonyms_is_searched_for_its_own_words(small: Pack) -> None:
    tr = translator_of(small, small.languages[0])
    assert not small.synonyms
    every = entries(tr, Visit(small.languages[0]))
    for word in popular(tr):
        assert search_in(tr, every, word).entries
    assert search_in(tr, every, "qqqq").instead == popular(tr)
