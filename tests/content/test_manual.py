"""The manual of the built-in questionnaire: every figure comes from the pack or from what a command measured."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import translator_of
from explorer.report.summary import summarise
from explorer.study.manual import SAMPLES, manual_data, manual_document, sample

ROOT = Path(__file__).resolve().parents[2]
NAMES = {"1", "5", "50", "200", "1.000", "1,000", "90", "45"}
"""Numbers that name what was measured: an end of the scale, a class of so many, the 90 % band, the 45 contrasts."""
FILES = {"en": "manual.md", "es": "manual.es.md"}


@pytest.mark.parametrize("language", FILES)
def test_the_manual_in_the_docs_is_what_the_command_writes(pack: Pack, language: str) -> None:
    """Made anew by `explorer manual --lang en -o docs/manual.md`, and `--lang es -o docs/manual.es.md`."""
    written = (ROOT / "docs" / FILES[language]).read_text(encoding="utf-8")
    assert written == as_markdown(manual_document(translator_of(pack, language)))


def copied(folder: Path) -> Path:
    """A copy of the built-in pack to change."""
    return Path(shutil.copytree(ROOT / "content", folder / "content"))


def test_a_figure_that_changes_changes_the_manual(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    evidence = folder / "evidence.yaml"
    evidence.write_text(evidence.read_text("utf-8").replace("tie-clear-worst: 13.4", "tie-clear-worst: 17.9"), "utf-8")
    said = as_markdown(manual_document(translator_of(read_pack(folder), "en")))
    assert "17.9%" in said and "13.4%" not in said


def test_a_figure_that_nobody_measured_is_told_as_none(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    (folder / "evidence.yaml").unlink()
    said = as_markdown(manual_document(translator_of(read_pack(folder), "en")))
    assert "no information% are told a clear lean" in said


def test_every_figure_that_a_text_names_is_known_and_every_one_measured_is_used(pack: Pack) -> None:
    named = {
        name
        for section in pack.manual
        for row in section.rows
        for text in row.said.root.values()
        for name in re.findall(r"{([\w-]+)}", text)
    }
    measured = {name for each in pack.evidence for name in each.figures}
    data = manual_data(translator_of(pack, "en"))
    assert named <= set(data["figures"])
    assert measured <= named


def test_no_number_stands_in_its_texts_but_as_a_figure(pack: Pack) -> None:
    """Numbers of people, of the scale and of the band are names of what is measured."""
    for section in pack.manual:
        for row in section.rows:
            for text in row.said.root.values():
                bare = re.sub(r"{[\w-]+}", "", text)
                assert set(re.findall(r"\d[\d.,]*", bare)) <= {
                    "1",
                    "5",
                    "50",
                    "200",
                    "1.000",
                    "1,000",
                    "90",
                    "45",
                    "5,",
                    "1,",
                }


def test_three_sample_reports_tell_three_things(pack: Pack) -> None:
    fits = [summarise(pack, sample(translator_of(pack, "en"), sign)).fit for sign in SAMPLES]
    assert [fit.verdict for fit in fits[:2]] == ["clear", "clear"]
    assert {fit.leader for fit in fits[:2]} == {role.id for role in pack.roles}
    assert fits[2].verdict not in ("clear", "uninterpretable", "incomplete")


def test_a_pack_without_a_manual_says_so(small: Pack) -> None:
    assert len(manual_document(translator_of(small, "en"))) == 2
