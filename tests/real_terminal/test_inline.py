"""The questionnaire drawn under the prompt: what stood there stays, and so does the result."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.engine.code import decode
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.pack.schema import Likert
from explorer.report.summary import summarise
from tests.first import FIRST as PACKED
from tests.first import PACK

ITEMS = PACK.questionnaire.items
FIRST = PACK.roles[0].id
Open = Callable[..., Any]


def towards(answer: int, n: int) -> int:
    """The answer to the `n`-th item that speaks for the first role as much as `answer` (1-5) does."""
    item = ITEMS[n]
    if isinstance(item, Likert):
        return answer if (item.keyed == "+") == (item.role == FIRST) else 6 - answer
    return 6 - answer if item.left.role == FIRST else answer


ANSWERS = {item.id: towards((5, 4, 4, 3, 5, 2)[n % 6], n) for n, item in enumerate(ITEMS)}


def explorer(*arguments: str) -> Any:
    """What a command says on its standard output, as data."""
    done = subprocess.run(
        [sys.executable, "-m", "explorer", *arguments, "--pack", str(PACKED)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def code_in(tty: Any) -> str:
    found = re.search(r"([2-9A-Z]{4}(?:-[2-9A-Z]{4})+)", tty.raw)
    assert found
    return found[1]


@pytest.mark.parametrize("language", PACK.languages)
def test_the_questions_are_asked_under_the_prompt_and_leave_the_result_there(
    terminal: Open, language: str, pack: Pack
) -> None:
    tty = terminal("fit", "--lang", language, size=(80, 24))
    words, summary = pack.interface.test, summarise(PACK, Visit(language, ANSWERS))
    assert (summary.fit.verdict, summary.fit.leader) == ("clear", FIRST)
    for n, item in enumerate(ITEMS, 1):
        tty.ask("", words.title.fill(language, n=n, of=len(ITEMS)))
        tty.press(str(ANSWERS[item.id]))
    tty.ask("", words.complete[language])
    assert "\x1b[?1049h" not in tty.raw, "the window was not taken away"
    tty.press("r")
    assert tty.end() == 0
    assert tty.left_on == []
    assert words.complete[language] not in tty.text, "the questions are gone"
    assert summary.verdict in tty.words
    assert summary.lean_in_words in tty.words
    assert dict(decode(PACK, code_in(tty), language).answers) == ANSWERS
    told = tty.raw.rpartition("\x1b[?2004l")[2]
    assert told.index(summary.verdict) < told.index(pack.questionnaire.questions[0][language])


def test_skips_going_back_undo_and_change_work_there_and_what_is_missing_is_said_with_its_key(terminal: Open) -> None:
    tty = terminal("fit", "--lang", "en", size=(80, 24))
    tty.ask("", "Question 1 of 24")
    tty.ask("4", "Question 2 of 24")
    tty.ask("0", "Skipped: 2. Without them")
    tty.until("Question 3 of 24")
    tty.ask("5", "Question 4 of 24")
    tty.ask("u", "Question 3 of 24")
    tty.ask("2", "Question 4 of 24")
    tty.ask("\x7f\x7f\x7f", "Question 1 of 24")
    tty.ask("1", "Question 2 of 24")
    tty.ask("v", "Review: 2 of 24 answered")
    tty.ask("\x1b", "Question 2 of 24")
    tty.press("q")
    assert tty.end() == 0
    assert "Not enough answers yet" in tty.words
    assert dict(decode(PACK, code_in(tty), "en").answers) == {ITEMS[0].id: 1, ITEMS[2].id: 2}


def test_what_stood_above_stays_and_a_smaller_window_still_asks(terminal: Open) -> None:
    tty = terminal("fit", "--lang", "en", size=(100, 30))
    tty.ask("333", "Question 4 of 24")
    tty.resize(60, 18)
    tty.until(lambda: "Question 4 of 24" in tty.words and "r result" in tty.words)
    assert tty.words.count("Question 4 of 24") == 1
    tty.ask("3", "Question 5 of 24")
    tty.press("\x03")
    assert tty.end() == 0
    assert tty.left_on == []
    assert dict(decode(PACK, code_in(tty), "en").answers) == {item.id: 3 for item in ITEMS[:4]}


def test_a_dropped_line_ends_it_without_a_traceback(terminal: Open, hang_up: int) -> None:
    tty = terminal("fit", "--lang", "en")
    tty.ask("4", "Question 2 of 24")
    tty.send(hang_up)
    assert tty.end() == 128 + hang_up
    assert "Traceback" not in tty.raw
    assert tty.left_on == []


@pytest.mark.parametrize("how", [{"TERM": "dumb"}, {"size": (39, 24)}, {"size": (80, 14)}])
def test_a_terminal_too_poor_or_too_small_is_asked_line_by_line(terminal: Open, how: dict[str, Any]) -> None:
    tty = terminal("fit", "--lang", "en", **how)
    tty.until("1-5 (0: skip, u: back, q: stop):")


def test_app_answers_code_and_markdown_agree_to_the_digit(terminal: Open, tmp_path: Path) -> None:
    """The same 24 answers typed into the app, exported, and scored from the code and from a file."""
    tty = terminal("--lang", "en", size=(80, 50))
    tty.ask("t", "Question 1 of 24")
    summary = summarise(PACK, Visit("en", ANSWERS))
    tty.ask("".join(str(ANSWERS[item.id]) for item in ITEMS), summary.odds)
    tty.until(PACK.interface.result.likings["en"])
    drawn = [re.search(rf"^ +{role.short['en']} .* (\d+) of 100$", tty.text, re.MULTILINE) for role in PACK.roles]
    likings = {role.id: int(row[1]) for role, row in zip(PACK.roles, drawn, strict=True) if row}
    tty.ask("e", "Export the summary")
    tty.ask("\r", "Saved as")
    markdown = next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
    tty.press("q")
    assert tty.end() == 0
    code = code_in(tty)
    file = tmp_path / "answers.json"
    file.write_text(json.dumps({"answers": ANSWERS}))
    by_code, by_file = (json.loads(explorer("fit", "--answers", given)) for given in (code, str(file)))
    whole = json.loads(explorer("result", code, "--format", "json"))
    assert by_code == by_file
    assert {key: whole[key] for key in by_code} == by_code
    assert by_code["lean"] == float(summary.fit.lean) == sum(by_code["contributions"].values())
    assert by_code["band"] == list(summary.fit.band)
    assert {role: round(liking) for role, liking in by_code["liking"].items()} == likings
    assert summary.lean_in_words in " ".join(markdown.split())
    assert explorer("result", code, "--lang", "en", "--format", "md") == markdown
