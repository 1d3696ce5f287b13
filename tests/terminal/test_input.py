"""What of a typed line reaches the program."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual import events
from textual._xterm_parser import XTermParser

from explorer.terminal.input import AT_ONCE, KEYS_A_SECOND, PASTE, Budget, Inlet, PasteCut
from explorer.words.text import CONTROL

START, END = "\x1b[200~", "\x1b[201~"


def keys(line: Inlet, text: str) -> list[str]:
    return [event.key for event in line.feed(text) if isinstance(event, events.Key)]


def pasted(line: Inlet, *parts: str) -> list[str]:
    return [event.text for part in parts for event in line.feed(part) if isinstance(event, events.Paste)]


def test_keys_arrows_clicks_and_pastes_arrive() -> None:
    line = Inlet()
    assert keys(line, "añ\x1b[A\r\x1b[97;5u") == ["a", "ñ", "up", "enter", "ctrl+a"]
    (click,) = line.feed("\x1b[<0;5;7M")
    assert isinstance(click, events.MouseDown) and (click.x, click.y) == (4, 6)
    assert pasted(line, f"{START}two words{END}x") == ["two words"]
    assert keys(line, "b") == ["b"]


@pytest.mark.parametrize("report", ["\x1b[<35;5;5M", "\x1b[48;5000;5000;1;1t", "\x1b[?2048;2$y"])
def test_moves_and_window_sizes_that_are_typed_are_nothing(report: str) -> None:
    assert list(XTermParser().feed(report)) or "2048" in report
    line = Inlet()
    assert list(line.feed(report)) == []
    (click,) = line.feed("\x1b[<0;5;7M")
    assert isinstance(click, events.MouseDown) and (click.x, click.y) == (4, 6)


@pytest.mark.parametrize("report", ["\x1b[9999999u", "\x1b[1114112;1;1114112u", "\x1b[48;24;80;0;0t\x1b[<0;5;5M"])
def test_no_report_breaks_the_parser(report: str) -> None:
    with pytest.raises((ArithmeticError, ValueError)):
        list(XTermParser().feed(report))
    line = Inlet()
    assert not [event for event in line.feed(report) if isinstance(event, events.Key)]
    assert keys(line, "a") == ["a"]


def test_a_half_of_a_sign_is_no_key() -> None:
    assert [event.character for event in XTermParser().feed("\x1b[55296u") if isinstance(event, events.Key)] == [
        "\ud800"
    ]
    assert keys(Inlet(), "\x1b[97;1;55296ub") == ["b"]


@given(
    st.lists(st.text(st.characters(max_codepoint=0x2FF), max_size=40) | st.sampled_from([START, END, "\x1b", "\x1b["]))
)
def test_whatever_is_typed_the_line_goes_on(parts: list[str]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        now = 100.0
        patch.setattr(time, "monotonic", lambda: now)
        line = Inlet()
        for part in parts:
            for event in line.feed(part):
                assert not isinstance(event, (events.MouseMove, events.Resize))
                if isinstance(event, events.Paste):
                    assert len(event.text) <= PASTE and not CONTROL.search(event.text)
        now += 6
        list(line.tick())
        assert keys(line, "a") == ["a"]


def test_a_paste_is_cut_before_it_is_gathered_and_that_is_said() -> None:
    parts = [START + "x" * 1000, *["y" * 1000] * 100, "z" + END]
    taken = [event for line in [Inlet()] for part in parts for event in line.feed(part)]
    paste, cut = taken
    assert isinstance(paste, events.Paste) and paste.text == "x" * 1000 + "y" * (PASTE - 1000)
    assert isinstance(cut, PasteCut) and cut.taken == PASTE


def test_what_is_pasted_has_no_controls() -> None:
    assert pasted(Inlet(), f"{START}a\x1b]52;c;QQ==\x07\x9b2Jb\u202ec{END}", "x") == ["a ]52;c;QQ==  2Jb c"]


def test_more_than_a_hand_can_type_is_thinned_out(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    line = Inlet()
    assert len(keys(line, "a" * 1000)) == AT_ONCE and line.flooded
    assert keys(line, "a") == []
    now += 1
    assert len(keys(line, "a" * 1000)) == KEYS_A_SECOND
    now += 60
    assert len(keys(line, "a" * 1000)) == AT_ONCE
    now += 60
    assert keys(line, "abc") == ["a", "b", "c"] and not line.flooded


def test_a_budget_is_never_more_than_a_burst(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr(time, "monotonic", lambda: now)
    budget = Budget()
    now = 1e6
    assert sum(budget.spend() for _ in range(AT_ONCE * 2)) == AT_ONCE


@pytest.mark.parametrize("lock", ["\x1b[57441;2u", "\x1b[57442;5u", "\x1b[57443;3u", "\x1b[57358;65u", "\x1b[57360u"])
def test_a_modifier_alone_and_a_lock_are_no_keys(lock: str) -> None:
    """Shift, Ctrl and Alt held down, caps lock and num lock pressed, as the Kitty protocol reports them: "any key" is
    none of them."""
    line = Inlet()
    assert list(line.feed(lock)) == []
    assert keys(line, "\x1b[97;2u") == ["A"] or keys(line, "a") == ["a"]
