"""The figures of the manual: each is read from what a command prints, and changes with it."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import translator_of
from explorer.study.manual import manual_document
from tests.content.test_manual import ROOT, copied

DATA = Path(__file__).with_name("data")


@pytest.fixture(scope="module")
def evidence() -> ModuleType:
    """benchmarks/evidence.py."""
    spec = spec_from_file_location("evidence", ROOT / "benchmarks" / "evidence.py")
    assert spec and spec.loader
    made = module_from_spec(spec)
    sys.modules["evidence"] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def outputs(evidence: ModuleType) -> dict[str, str]:
    """What the commands printed when content/evidence.yaml was written; of the self-test the measures that are used."""
    files = {evidence.SELFTEST: "selftest.json", evidence.REAL: "real_people.txt", evidence.STUDY: "study_errors.txt"}
    return {command: (DATA / file).read_text("utf-8") for command, file in files.items()}


def test_every_figure_is_one_that_a_command_printed(evidence: ModuleType, outputs: dict[str, str], pack: Pack) -> None:
    written = (ROOT / "content" / "evidence.yaml").read_text("utf-8")
    assert evidence.written(evidence.measured(outputs)) == written
    assert {name for each in pack.evidence for name in each.figures} == {
        name for found in evidence.FIGURES.values() for name in found
    }


@pytest.mark.slow
def test_a_command_that_prints_another_figure_changes_the_manual(
    evidence: ModuleType, outputs: dict[str, str], tmp_path: Path
) -> None:
    """For each figure: another one in its place is what the manual then says, and every other figure stays."""
    folder, before = copied(tmp_path), evidence.measured(outputs)
    printed = {
        "neither-told": (evidence.REAL, "both poles | 62.9 %", "both poles | 61.7 %", "61.7"),
        "sem-real": (evidence.REAL, "halves: 10.7 points", "halves: 12.3 points", "12.3"),
        "key-found-50": (evidence.STUDY, "  0.72  ", "  0.66  ", "66"),
        "tie-clear-worst": (evidence.SELFTEST, '"value": 0.134', '"value": 0.179', "17.9"),
    }
    for name, (command, was, now, said) in printed.items():
        assert was in outputs[command], name
        found = evidence.measured({**outputs, command: outputs[command].replace(was, now)})
        changed = {each for each, value in found[command].items() if value != before[command][each]}
        assert changed == {name}, name
        (folder / "evidence.yaml").write_text(evidence.written(found), "utf-8")
        manual = as_markdown(manual_document(translator_of(read_pack(folder), "en")))
        assert said in manual, name
