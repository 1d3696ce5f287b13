"""What terminals send is read by its form: no key is made of an answer, and nothing makes the keyboard dead."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.input import ANSWERS, After, a_sequence, problems
from explorer.terminal.grammar import ALONE, ESC, LONGEST, PASTE, PASTE_END, PASTE_START, SILENCE, Grammar, Token

KEYS = [("\x1b[A", "sequence"), ("\x1bOP", "sequence"), ("\x1b[97;5u", "sequence"), ("\x1bx", "alt"), ("ñ", "key")]


def tokens(grammar: Grammar, *pieces: str, now: float = 0.0) -> list[Token]:
    return [token for piece in pieces for token in grammar.feed(piece, now)]


def after(grammar: Grammar, seconds: float) -> list[Token]:
    return list(grammar.tick(seconds))


@pytest.mark.parametrize("answer", ANSWERS)
def test_an_answer_is_dropped_whole_however_it_comes(answer: str) -> None:
    for pieces in ([answer], list(answer), [answer[:5], answer[5:]]):
        grammar = Grammar()
        assert [token for token in tokens(grammar, *pieces) if token.kind != "sequence"] == []
        assert tokens(grammar, "a") == [Token("key", "a")]
        assert not grammar.waiting


@pytest.mark.parametrize(("text", "kind"), KEYS)
def test_a_key_is_one_token_however_it_comes(text: str, kind: str) -> None:
    for pieces in ([text], list(text)):
        assert [(token.kind, token.text) for token in tokens(Grammar(), *pieces)] == [
            (kind, text.removeprefix(ESC) if kind == "alt" else text)
        ]


def test_an_escape_is_the_key_when_nothing_follows() -> None:
    grammar = Grammar()
    assert tokens(grammar, ESC) == [] and grammar.waiting
    assert after(grammar, ALONE / 2) == []
    assert after(grammar, ALONE) == [Token("key", ESC)] and not grammar.waiting
    assert tokens(grammar, ESC + ESC + "[A") == [Token("key", ESC), Token("sequence", "\x1b[A")]


@pytest.mark.parametrize(
    "begun", ["\x1b[", "\x1b[1;", "\x1bO", "\x1b]", "\x1b]11;rgb:ff", "\x1bP>|x", "\x1b_G", "\x1b[M", "\x1b[Mab"]
)
def test_what_is_begun_and_never_ended_is_dropped_after_a_silence(begun: str) -> None:
    grammar = Grammar()
    assert tokens(grammar, begun) == []
    assert after(grammar, SILENCE) == [] and not grammar.waiting
    assert tokens(grammar, "a", now=SILENCE) == [Token("key", "a")]


def test_an_answer_that_never_ends_is_not_waited_for_for_ever() -> None:
    grammar = Grammar()
    for tenth in range(int(LONGEST * 10) + 1):
        tokens(grammar, "\x1b]11;" if tenth == 0 else "f", now=tenth / 10)
    assert tokens(grammar, "a", now=LONGEST + 0.2) == [Token("key", "a")]


@pytest.mark.parametrize("interrupt", ["\x03", "\x1b[99;5u"])
@pytest.mark.parametrize("piecewise", [True, False])
def test_ctrl_c_ends_a_paste_whose_end_was_lost(interrupt: str, piecewise: bool) -> None:
    grammar = Grammar()
    assert tokens(grammar, PASTE_START, "hello", "q", now=0) == []
    said = tokens(grammar, *(list(interrupt) if piecewise else [interrupt]), now=0.2)
    assert said == [Token("paste", "helloq")]
    assert tokens(grammar, "q", now=0.3) == [Token("key", "q")]


def test_a_silence_ends_a_paste_whose_end_was_lost() -> None:
    grammar = Grammar()
    tokens(grammar, PASTE_START + "hello")
    assert after(grammar, SILENCE / 2) == []
    assert after(grammar, SILENCE) == [Token("paste", "hello")]
    assert tokens(grammar, PASTE_END + "q", now=2) == [Token("key", "q")]


def test_a_control_within_a_paste_ends_nothing() -> None:
    assert tokens(Grammar(), f"{PASTE_START}a\x03b{PASTE_END}c") == [Token("paste", "a b"), Token("key", "c")]


@given(
    st.lists(st.sampled_from(["a", "\x1b", "[", "[20", "0~", "1~", "[A", PASTE_START, PASTE_END]), max_size=30),
    st.data(),
)
def test_where_a_line_is_parted_makes_no_difference(words: list[str], data: st.DataObject) -> None:
    text = "".join(words) + PASTE_END
    grammar, parted, rest = Grammar(), [], text
    while rest:
        size = data.draw(st.integers(1, len(rest)))
        parted += tokens(grammar, rest[:size])
        rest = rest[size:]
    assert parted == tokens(Grammar(), text)


@given(st.integers(0, 3 * PASTE), st.integers(1, 3000))
def test_a_long_paste_is_cut_and_says_so(length: int, piece: int) -> None:
    text = PASTE_START + "x" * length + PASTE_END
    pieces = [text[at : at + piece] for at in range(0, len(text), piece)]
    assert tokens(Grammar(), *pieces) == [Token("paste", "x" * min(length, PASTE), length > PASTE)]


@pytest.mark.slow
def test_after_any_sequence_and_any_prefix_of_it_the_keyboard_works() -> None:
    """`python benchmarks/input.py` tries a million."""
    chance = Random(7)
    known: dict[object, After] = {}
    for _ in range(10_000):
        sequence = a_sequence(chance)
        assert list(problems(sequence, known)) == [], sequence


@pytest.mark.parametrize(("fault", "wrong"), [("held", "after it"), ("keys", "keys")])
def test_the_fuzzer_notices_a_grammar_that_has_a_fault(fault: str, wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that never lets go of an answer that was cut off, and one that takes the text of an answer for keys."""
    if fault == "held":
        monkeypatch.setattr(Grammar, "tick", lambda self, now: iter(()))
        monkeypatch.setattr("explorer.terminal.grammar.LONGEST", 1e9)
    else:
        monkeypatch.setattr(Grammar, "_in_string", Grammar._fresh)
    found = [what for answer in ANSWERS for _, what in problems(answer)]
    assert any(what.startswith(wrong) for what in found)
