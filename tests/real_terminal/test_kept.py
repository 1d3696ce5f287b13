"""A visit outlives the program, however that ends: in a real terminal, with a real kill."""

from __future__ import annotations

import random
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.store.folder import read, saved_visits
from tests.first import PACK

Open = Callable[..., Any]


def answers(state: Path) -> list[dict[str, int]]:
    """The answers of every visit that is kept."""
    found = []
    for paths in saved_visits(state / "visits" / PACK.id):
        record, fault = read(paths)
        assert fault is None
        found.append(dict(record.visit.answers) if record else {})
    return found


def told(tty: Any) -> int:
    """How many answers the tab of the test says there are; none where it says nothing."""
    tally = re.search(r"t Test (\d+)/24", tty.words)
    return int(tally[1]) if tally else 0


def test_the_next_start_goes_on_and_one_key_starts_afresh(terminal: Open) -> None:
    tty = terminal("--lang", "en", size=(100, 30))
    tty.ask("", "steps, about")
    tty.ask("t", "Question 1 of 24")
    tty.ask("52", "Question 3 of 24")
    tty.press("q")
    assert tty.end() == 0
    assert "Your visit is saved" in tty.afterwards
    again = terminal("--lang", "es", size=(100, 30))
    again.until(lambda: "2 de 24 preguntas respondidas" in again.page)
    again.ask("A", "u la devuelve")
    again.until("pasos, unos")
    again.press("q")
    assert again.end() == 0


def test_a_second_window_says_so_and_starts_apart(terminal: Open, state: Path) -> None:
    first = terminal("--lang", "en", size=(100, 30))
    first.ask("", "steps, about")
    first.ask("t", "Question 1 of 24")
    first.ask("5", "Question 2 of 24")
    second = terminal("--lang", "en", size=(100, 30))
    second.until(lambda: "open in another window" in second.page)
    second.ask("t", "Question 1 of 24")
    second.ask("11", "Question 3 of 24")
    first.ask("4", "Question 3 of 24")
    for tty in (second, first):
        tty.press("q")
        assert tty.end() == 0
    items = [item.id for item in PACK.questionnaire.items[:2]]
    assert sorted(map(tuple, (visit.values() for visit in answers(state)))) == [(1, 1), (5, 4)]
    assert all(list(visit) == items for visit in answers(state))


def test_ephemeral_leaves_nothing(terminal: Open, state: Path) -> None:
    tty = terminal("--lang", "en", "--ephemeral")
    tty.until("steps, about")
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    tty.ask("q", "Leave?")
    tty.press("q")
    assert tty.end() == 0
    assert not state.exists()


def test_a_kill_at_any_moment_loses_at_most_the_act_under_way(terminal: Open, state: Path) -> None:
    """Keys are sent without waiting; the kill comes at a moment that chance chooses, ten times over one visit."""
    chance = random.Random(7)
    given: list[int] = []
    for _ in range(10):
        tty = terminal("--lang", "en", size=(100, 30))
        tty.until("p Profiles")
        tty.ask("t", lambda tty=tty: re.search(r"Question \d+ of 24", tty.words))
        seen = told(tty)
        assert seen == len(given), "the next start has what the kill left"
        if f"Question {seen + 1} of 24" not in tty.words:
            tty.ask("n", f"Question {seen + 1} of 24")
        more = [chance.randint(1, 5) for _ in range(2)]
        for answer in more:
            tty.press(str(answer))
            if chance.random() < 0.5:
                tty.until(lambda tty=tty, seen=seen: told(tty) in (seen + 1, seen + 2))
        confirmed = told(tty)
        tty.send(signal.SIGKILL)
        tty.end()
        (kept,) = answers(state) or [{}]
        assert len(kept) >= confirmed
        given = list(kept.values())
    assert given


@pytest.mark.parametrize("language", ["es", "en"])
def test_forget_deletes_all_and_says_how_much(terminal: Open, state: Path, language: str) -> None:
    tty = terminal("--lang", "en")
    tty.until("steps, about")
    tty.ask("t", "Question 1 of 24")
    tty.ask("5", "Question 2 of 24")
    words = PACK.interface.keeping
    done = forget(language)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"explorer: {words.still_open.fill(language, n=1)}\n"
    tty.press("q")
    assert tty.end() == 0
    done = forget(language)
    assert (done.returncode, done.stdout) == (2, ""), "nobody is there to agree"
    assert done.stderr == f"explorer: {words.forget_asks[language]}\n"
    assert len(answers(state)) == 1
    done = forget(language, "--yes")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == words.forgotten.fill(language, n=1, path=state) + "\n"
    assert state.exists() and not list(state.iterdir())
    assert forget(language).stdout == words.nothing_kept[language] + "\n"


def forget(language: str, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "explorer", "forget", "--lang", language, *more],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
