"""A day and the questionnaire under the prompt of a shell: line by line, to the end, in a real terminal."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from explorer.engine.code import decode
from explorer.engine.day import play
from tests.first import PACK

KAM = PACK.roles[0].id
Open = Callable[..., Any]


def test_a_day_is_played_to_its_debrief(terminal: Open) -> None:
    tty = terminal("day", KAM, "--lang", "en", size=(100, 60), NO_COLOR="1")
    day, lived = PACK.day(KAM), 0
    tty.until(" ".join(day.premise["en"].split())[:60])
    while (now := play(day, [1] * lived).now) is not None:
        tty.until(now.options[0].text["en"])
        tty.ask("", f"Choose 1-{len(now.options)} (u: back, q: stop):")
        lived += 1
        came = " ".join(play(day, [1] * lived).lived[-1].outcome[0]["en"].split())
        tty.ask("1\n", "More hours like this one? 1-5, or Enter:")
        assert came not in " ".join(tty.raw.split()), "an hour is rated before anything is known of what came of it"
        tty.screen.reset()
        tty.ask("4\n", lambda came=came: came in " ".join(tty.raw.split()))
    ending = play(day, [1] * lived).ending
    assert ending
    assert tty.end() == 0
    assert ending.title["en"] in tty.raw
    assert PACK.interface.debrief.timeline.fill("en", role="KAM") in tty.raw
    assert PACK.interface.debrief.beside["en"] in " ".join(tty.raw.split())
    assert "\x1b" not in tty.raw


def test_what_is_no_number_is_asked_again_and_u_takes_a_scene_back(terminal: Open) -> None:
    tty = terminal("day", KAM, "--lang", "en", size=(100, 60))
    first, second = PACK.day(KAM).scenes[:2]
    tty.until("Choose 1-3 (u: back, q: stop):")
    for wrong in ("9", "x", "", "-1", "²"):
        tty.screen.reset()
        tty.ask(f"{wrong}\n", "Choose 1-3 (u: back, q: stop):")
    tty.ask("1\n", "More hours like this one?")
    tty.screen.reset()
    tty.ask("u\n", first.title["en"])
    tty.ask("1\n", "More hours like this one?")
    tty.screen.reset()
    tty.ask("\n", second.title["en"])
    tty.screen.reset()
    tty.ask("u\n", first.title["en"])


def test_the_end_of_input_leaves_a_day_in_order(terminal: Open) -> None:
    tty = terminal("day", KAM, "--lang", "en")
    tty.ask("", "Choose 1-3 (u: back, q: stop):")
    tty.press("\x04")
    assert tty.end() == 0
    assert "Traceback" not in tty.raw
    assert tty.left_on == []


@pytest.mark.parametrize("arguments", [["day", KAM], ["fit", "--plain"]])
def test_ctrl_c_leaves_the_prompt_without_a_traceback(terminal: Open, arguments: list[str]) -> None:
    tty = terminal(*arguments, "--lang", "en")
    tty.until("Choose 1-3 (u: back, q: stop):" if arguments[0] == "day" else "1-5 (0: skip, u: back, q: stop):")
    tty.ask("\x03", "^C")
    tty.press("\n")  # Python notices a signal that came between its prompt and its read only when the read returns
    assert tty.end() == 130
    assert "Traceback" not in tty.raw


def test_the_questionnaire_is_answered_to_its_result(terminal: Open) -> None:
    """24 questions, one skipped, one taken back; the result and its code."""
    tty = terminal("fit", "--plain", "--lang", "en", size=(100, 60), NO_COLOR="1")
    items = PACK.questionnaire.items
    given = {item.id: (place * 7 + place // 3) % 5 + 1 for place, item in enumerate(items)}
    skipped = items[5].id
    tty.until("24 questions, about 5 minutes")
    for number, item in enumerate(items, 1):
        tty.until(f"Question {number} of 24")
        tty.until("1-5 (0: skip, u: back, q: stop):")
        tty.screen.reset()
        if number == 3:
            tty.ask("u\n", "Question 2 of 24")
            tty.screen.reset()
            tty.ask(f"{given[items[1].id]}\n", "Question 3 of 24")
            tty.screen.reset()
        tty.press("0\n" if item.id == skipped else f"{given[item.id]}\n")
    assert tty.end() == 0
    code = re.search(r"Your code .*:\s+(\S+)", tty.raw)
    assert code
    del given[skipped]
    assert dict(decode(PACK, code[1], "en").answers) == given


def test_the_end_of_input_ends_the_questions_and_keeps_the_answers(terminal: Open) -> None:
    tty = terminal("fit", "--plain", "--lang", "en", size=(100, 60))
    tty.ask("", "Question 1 of 24")
    tty.ask("4\n", "Question 2 of 24")
    tty.press("\x04")
    assert tty.end() == 0
    code = re.search(r"Your code .*:\s+(\S+)", tty.raw)
    assert code
    assert dict(decode(PACK, code[1], "en").answers) == {PACK.questionnaire.items[0].id: 4}
