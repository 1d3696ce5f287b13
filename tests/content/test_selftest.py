"""The built-in questionnaire on simulated people: its gates, and what its further questions bring."""

from __future__ import annotations

import itertools

import pytest

from explorer.pack.pack import Pack
from explorer.selftest import Result, as_data, as_markdown, as_text, run
from explorer.words.translator import Translator

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def result(pack: Pack) -> Result:
    return run(pack, 4_000)


def test_every_estimate_keeps_its_gate(result: Result) -> None:
    missed = [m for m in result.measures if m.gated and not m.bound.least <= m.value <= m.bound.most]
    assert missed == []
    assert all(result.bites.values())


def test_each_further_set_narrows_the_band_and_makes_more_leans_clear(result: Result) -> None:
    whole = [each for each in result.lengths if not each.going_on]
    assert [each.items for each in whole] == [24, 32, 40, 48]
    for before, after in itertools.pairwise(whole):
        assert after.se < before.se
        assert after.shares["clear"] > before.shares["clear"]
        assert after.shares["undecided"] < before.shares["undecided"]
    for each in whole:
        assert sum(each.shares.values()) == pytest.approx(1)
        assert 0.88 <= each.covered <= 0.97
        assert each.tie_clear <= 0.03 and each.random_clear <= 0.05


def test_going_on_until_it_is_clear_is_told_with_what_it_costs(result: Result) -> None:
    *whole, going_on = result.lengths
    assert going_on.going_on
    assert going_on.shares["undecided"] < whole[-1].shares["undecided"]
    assert going_on.tie_clear > whole[0].tie_clear


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_table_of_lengths_is_printed_within_80_columns(result: Result, pack: Pack, language: str) -> None:
    tr = Translator(pack.interface, language)
    text, title = as_text(result, tr), tr(tr.words.selftest.lengths_title)
    assert title in text and max(map(len, text.splitlines())) <= 80
    assert title in as_markdown(result, tr)
    assert len(as_data(result)["lengths"]) == 5
