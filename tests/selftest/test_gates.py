"""A whole run: its gates at their bounds, the faults that it must notice, and what is printed of it."""

from __future__ import annotations

import json
import math
import subprocess
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from explorer import selftest
from explorer.pack.pack import Pack
from explorer.selftest import Result, as_data, as_markdown, as_text, run
from explorer.selftest.exact import _smallest
from explorer.selftest.gates import BOUNDS, Measure, share, wilson
from explorer.selftest.people import HONEST
from explorer.selftest.trial import Trial
from explorer.words.translator import Translator

PEOPLE = 4_000
GATES = [*(f"Q{number}" for number in range(1, 17)), "R6", "R7"]
OF_GATE = {gate: [name for name, bound in BOUNDS.items() if bound.gate == gate and not bound.wish] for gate in GATES}


@pytest.fixture(scope="module")
def result(pack: Pack) -> Result:
    return run(pack, PEOPLE)


@pytest.mark.parametrize("gate", GATES)
def test_the_gate_is_met_wherever_it_holds(result: Result, gate: str) -> None:
    """The estimate keeps the bound; the command, with 20,000 people, asks it of the whole interval."""
    measures = [measure for measure in result.measures if measure.bound.gate == gate and measure.gated]
    assert {measure.name for measure in measures} == set(OF_GATE[gate])
    for measure in measures:
        assert measure.of > 0
        assert measure.bound.least <= measure.value <= measure.bound.most, measure


@pytest.mark.parametrize("fault", ["key_flipped", "no_own_error", "one_sided"])
def test_a_fault_built_in_is_noticed(result: Result, fault: str) -> None:
    assert result.bites[fault]
    assert all(measure.value > measure.bound.most or measure.value < measure.bound.least
               for measure in result.bites[fault])  # fmt: skip


def test_every_cell_is_measured_whether_its_gate_holds_for_it_or_not(result: Result) -> None:
    cells = Counter(measure.name for measure in result.measures)
    for name in ("right_clear", "wide_any", "tie_clear", "covered", "keeps", "skip_wider", "flagged"):
        assert cells[name] == len(HONEST)
    assert set(cells) == set(BOUNDS)
    keys = [(measure.name, measure.cell) for measure in result.measures]
    assert len(set(keys)) == len(keys)


def told(result: Result, pack: Pack, language: str = "en") -> str:
    """The run as text."""
    return as_text(result, Translator(pack.interface, language))


def test_the_worst_cell_is_the_headline(result: Result, pack: Pack) -> None:
    worst = result.worst
    others = [m for m in result.measures if not m.bound.exact and not m.bound.wish and m.of]
    assert worst.bound.exact or all(worst.slack <= other.slack for other in others)
    assert pack.interface.selftest[worst.name]["en"] in told(result, pack).split("\n\n")[1].replace("\n", " ")


def test_others_read_something_into_nearly_everybodys_random_answers(result: Result) -> None:
    """88.5, 94, 87 and 100 % where measured on the originals."""
    said = {rule.name: rule.value for rule in result.others}
    assert said["skills_service"] == pytest.approx(0.885, abs=0.03)
    assert said["five_traits"] == pytest.approx(0.94, abs=0.01)
    assert said["interest_profiler"] == pytest.approx(0.87, abs=0.02)
    assert said["most_letters"] == 1


def test_the_same_seed_gives_the_same_result_and_another_one_does_not(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("explorer.selftest.exact.LEANERS", 1)
    monkeypatch.setattr("explorer.selftest.exact.STEPPED", 1)
    first, again, other = run(pack, 100, 5), run(pack, 100, 5), run(pack, 100, 6)
    assert told(first, pack) == told(again, pack)
    assert told(first, pack).replace("seed 5", "") != told(other, pack).replace("seed 6", "")


def test_brute_force_notices_a_smallest_change_that_is_not_the_smallest(
    pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial = Trial.of(pack.questionnaire, [role.id for role in pack.roles])
    monkeypatch.setattr("explorer.selftest.exact.LEANERS", 2)
    assert all(_smallest(trial, np.random.default_rng(1)))
    monkeypatch.setattr(
        "explorer.selftest.exact.leaving",
        lambda instrument, answers: {item: 6 - answer for item, answer in answers.items()},
    )
    assert not all(_smallest(trial, np.random.default_rng(1)))


# --- intervals -------------------------------------------------------------------------------------------------


def test_wilson_intervals() -> None:
    assert wilson(0, 0) == (0, 1)
    assert wilson(10, 100) == pytest.approx((0.0552, 0.1744), abs=1e-4)
    assert wilson(0, 100) == pytest.approx((0, 0.0370), abs=1e-4)
    assert wilson(100, 100) == pytest.approx((0.9630, 1), abs=1e-4)


def test_a_gate_is_met_by_the_whole_interval_not_by_the_estimate() -> None:
    assert not Measure("random_clear", "c", 0.049, 0.045, 0.053, 9).met
    assert Measure("random_clear", "c", 0.045, 0.040, 0.050, 9).met
    assert Measure("random_clear", "c", 0.02, 0.015, 0.025, 9).stretch_met
    assert not Measure("covered", "c", 0.965, 0.96, 0.971, 9).met
    assert Measure("covered", "c", 0.965, 0.96, 0.97, 9).stretch_met is False
    assert Measure("sums", "c", 1, 1, 1, 9).stretch_met is None


def test_one_exception_breaks_what_must_always_hold_and_nobody_shows_nothing() -> None:
    held = np.ones(1000, np.bool_)
    assert share("sums", "c", held).met
    held[7] = False
    assert not share("sums", "c", held).met
    empty = share("right_clear", "c", held[:0])
    assert not empty.met and math.isnan(empty.value)


# --- what is printed -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["es", "en"])
def test_the_text_keeps_within_80_columns_and_every_word_is_there(result: Result, pack: Pack, language: str) -> None:
    text = told(result, pack, language)
    assert max(map(len, text.splitlines())) <= 80
    assert "_" not in text and "{" not in text
    assert text.endswith("\n") and not any(line != line.rstrip() for line in text.splitlines())


@pytest.mark.parametrize("language", ["es", "en"])
def test_markdown_has_a_row_for_every_measure_rule_and_fault(result: Result, pack: Pack, language: str) -> None:
    lines = as_markdown(result, Translator(pack.interface, language)).splitlines()
    rows = [line for line in lines if line.startswith("|")]
    assert len(rows) == len(result.measures) + len(result.odds.rows) + len(result.others) + 2 + len(result.bites) + 8
    assert "_" not in "".join(lines)


def test_data_are_plain_json(result: Result) -> None:
    data = json.loads(json.dumps(as_data(result), allow_nan=False))
    assert len(data["measures"]) == len(result.measures)
    assert data["ok"] == result.ok
    assert data["people"] == PEOPLE


def test_every_name_that_stands_in_a_table_has_a_word_and_every_word_has_a_place(result: Result, pack: Pack) -> None:
    cells = {measure.cell for measure in result.measures} - {role.id for role in pack.roles}
    names = {*BOUNDS, *cells, *result.bites, *(rule.name for rule in result.others), "ours_clear", "ours_any"}
    words = pack.interface.selftest
    assert names <= set(words)
    files = Path(selftest.__file__).parent.glob("*.py")
    code = "\n".join(file.read_text(encoding="utf-8") for file in files).replace("'", '"')
    said = {name for name in words if f'"{name}"' in code}
    assert set(words) == names | said


def test_what_is_wanted_but_no_gate_is_told_with_its_figure_and_fails_nothing(result: Result, pack: Pack) -> None:
    (wish,) = result.wished
    assert wish not in result.failed
    assert wish.value < 0.95
    for language in ("es", "en"):
        head = told(result, pack, language).split("Q1  ")[0]
        assert f"{100 * wish.value:.1f}".replace(".", pack.interface.numbers.decimal[language]) in head
        assert pack.interface.selftest.wish_missed[language] in head


def test_the_program_starts_without_numpy() -> None:
    code = "import sys, explorer.__main__, explorer.cli.main, explorer.cli.parser; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "False\n"
