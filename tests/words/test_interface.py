"""The words of the program: one file that has them, one stub that names them, one value that cannot be changed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest
import yaml

from explorer.loader.reader import built_in, built_in_interface
from explorer.words.stub import CONTENT, STUB, stub
from explorer.words.translator import Translator

WORDS = built_in_interface()


def test_the_stub_is_made_from_the_words() -> None:
    assert Path(str(built_in())) == CONTENT.parent
    made = stub(yaml.safe_load(CONTENT.read_text(encoding="utf-8")))
    assert STUB.read_text(encoding="utf-8") == made, "run: python -m explorer.words.stub"


def test_a_word_is_found_by_its_name_both_ways() -> None:
    assert WORDS.panes.diff == WORDS["panes"]["diff"]
    assert "diff" in WORDS.panes and "nothing" not in WORDS.panes
    assert {"panes", "numbers"} <= set(WORDS) and set(WORDS.panes) == set(vars(WORDS.panes))


def test_a_word_that_there_is_not_is_an_error() -> None:
    with pytest.raises(AttributeError):
        assert WORDS.panes.nothing  # type: ignore[attr-defined]
    with pytest.raises(KeyError):
        WORDS.panes["nothing"]


def test_no_word_can_be_changed() -> None:
    with pytest.raises(AttributeError):
        WORDS.panes.diff = WORDS.panes.test
    with pytest.raises(AttributeError):
        del WORDS.panes


def test_the_same_words_are_equal_also_after_they_were_kept() -> None:
    again = pickle.loads(pickle.dumps(WORDS))
    assert again == WORDS and again is not WORDS
    assert WORDS.panes != WORDS and WORDS.faults != WORDS.mends


def test_they_say_in_which_languages_they_are() -> None:
    assert WORDS.languages() == ("es", "en")
    for language in WORDS.languages():
        tr = Translator(WORDS, language)
        assert tr(WORDS.panes.diff) == WORDS.panes.diff[language]
