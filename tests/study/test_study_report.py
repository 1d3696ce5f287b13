"""What a study says, and the norms that a pack takes from it."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.engine.code import encode
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.report.pack_translator import translator_of
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.report.text import as_text
from explorer.study.classroom import overview
from explorer.study.statistics import study
from explorer.study.study_report import norms_text, study_data, study_document
from tests.cli.conftest import explorer as explorer  # the fixture
from tests.study.conftest import class_of

Explorer = Callable[..., Any]


@pytest.mark.parametrize("language", ["es", "en"])
def test_it_says_its_figures_with_their_intervals_and_what_they_cannot_tell(pack: Pack, language: str) -> None:
    visits = class_of(60)
    found, tr = study(pack, [visits[:30], visits[30:]]), translator_of(pack, language)
    page = as_text(study_document(tr, found, overview(pack, visits), 60), 80, False)
    assert found and tr.decimal(found.alpha.value, 2) in page and tr.decimal(found.sem.high, 1) in page
    assert "72" in page and "42" in page
    data = study_data(tr, found, overview(pack, visits))
    assert data["study"]["complete"] == 60 and len(data["study"]["items"]) == 24
    assert "products" not in json.dumps(data)


def test_with_too_few_it_says_so(pack: Pack) -> None:
    page = as_text(study_document(translator_of(pack, "en"), None, overview(pack, []), 4), 80, False)
    assert "10" in page and "4" in page


def test_norms_go_into_a_pack_and_the_result_says_where_one_stands(
    pack: Pack, tmp_path: Path, small_folder: Path
) -> None:
    folder = tmp_path / "small"
    shutil.copytree(small_folder, folder)
    small = read_pack(folder)
    visits = class_of(40, 2, small)
    found = study(small, [visits])
    assert found
    (folder / "norms.yaml").write_text(norms_text(small, found, "people of a meadow", "2026-11"), encoding="utf-8")
    normed = read_pack(folder)
    assert normed.norms and normed.norms.people == 40
    said = [as_text(summary_document(summarise(each, visits[0])), 200, False) for each in (normed, small)]
    pattern = r"people of a meadow"
    if summarise(normed, visits[0]).readable and summarise(normed, visits[0]).fit.side:
        assert re.search(pattern, said[0])
    assert not re.search(pattern, said[1])


def test_norms_need_thirty_people_and_a_word_on_who_they_are(explorer: Explorer, pack: Pack, tmp_path: Path) -> None:
    def codes(people: int) -> str:
        return "\n".join(encode(pack, visit) for visit in class_of(people))

    out = tmp_path / "norms.yaml"
    assert "30" in explorer("study", "-", "--norms", out, "--who", "us", typed=codes(29)).complaint
    assert "--who" in explorer("study", "-", "--norms", out, typed=codes(30)).complaint
    assert explorer("study", "-", "--norms", out, "--who", 'us: "all"', typed=codes(30)).code == 0
    assert "people: 30" in out.read_text("utf-8")
