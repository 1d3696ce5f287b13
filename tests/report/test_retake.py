"""Two times compared, in every rendering alike."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.band import lean_in_words
from explorer.report.data import as_json, summary_data
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.report.text import as_text
from tests.tui.desk import fit_of, someone


@pytest.mark.parametrize("language", ["es", "en"])
def test_both_leans_and_what_chance_may_do_are_said_alike_as_text_markdown_and_data(language: str, pack: Pack) -> None:
    first, second = someone(pack, "clear", language), someone(pack, "slight", language, -1)
    summary = summarise(pack, replace(second, before=first.answers))
    assert summary.retake
    data = json.loads(as_json(summary_data(summary)))["retake"]
    assert data["change"] == summary_data(summary)["lean"] - data["earlier"]["lean"]
    assert data["differs"] is (abs(data["change"]) > data["least"])
    tr, document = summary.tr, summary_document(summary)
    words = pack.interface.retake
    change = tr(words.change, change=tr.decimal(-data["change"]), least=tr.decimal(data["least"]))
    before = tr(words.earlier, reading=lean_in_words(tr, fit_of(pack, first)))
    for said in (as_markdown(document), as_text(document, 100, colour=False)):
        for sentence in (change, before, words.title[language]):
            assert sentence in " ".join(said.replace("\\", "").split())


def test_other_answers_can_be_given_to_compare_with(pack: Pack) -> None:
    first, second = someone(pack, "clear"), someone(pack, "slight", turn=-1)
    given = summarise(pack, second, first.answers)
    assert given.retake
    assert given.retake == summarise(pack, replace(second, before=first.answers)).retake
    assert summarise(pack, replace(second, before=first.answers), second.answers).retake != given.retake


def test_without_an_earlier_time_or_one_that_can_be_read_nothing_is_compared(pack: Pack) -> None:
    second = someone(pack, "slight")
    for before in (Visit("en"), someone(pack, "incomplete"), someone(pack, "uninterpretable")):
        summary = summarise(pack, replace(second, before=before.answers))
        assert summary.retake is None
        assert summary_data(summary)["retake"] is None
        assert pack.interface.retake.title["en"] not in as_markdown(summary_document(summary))
