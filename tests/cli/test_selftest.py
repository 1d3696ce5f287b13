"""`explorer selftest` at the prompt: its three formats, and what it says without numpy."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

import explorer.selftest
from explorer.pack.pack import Pack
from explorer.selftest import Result, run

Explorer = Callable[..., Any]


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run with few people, to be quick, and the same one for every format."""
    results: list[Result] = []

    def quick(pack: Pack) -> Result:
        if not results:
            results.append(run(pack, 300))
        return results[0]

    monkeypatch.setattr(explorer.selftest, "run", quick)


@pytest.mark.slow
def test_it_says_its_gates_in_every_format_and_ends_with_whether_they_are_met(explorer: Explorer, few: None) -> None:
    said = explorer("selftest", "--lang", "es")
    assert said.code == 1, "Q13 is missed, so there are findings"
    assert "Q16" in said.out and "Q13" in said.out.split("Q1 ")[0]
    page = explorer("selftest", "--format", "md", "--lang", "en").out
    assert page.startswith("# ") and "| Q16 |" in page
    assert explorer("selftest", "--format", "json").json


def test_without_numpy_it_says_what_to_install(explorer: Explorer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in sys.modules if name.startswith("explorer.selftest")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delattr("explorer.selftest")
    monkeypatch.setitem(sys.modules, "numpy", None)
    said = explorer("selftest", "--lang", "en")
    assert said.code == 2 and '-m pip install ".[selftest]"' in said.complaint


def test_of_a_questionnaire_that_is_too_short_it_says_so(explorer: Explorer) -> None:
    run = explorer("selftest", "--pack", "tests/packs/small", "--lang", "en")
    assert run.code == 2
    assert "the questionnaire is too short to be tried: it takes 2 questions or more" in run.err
