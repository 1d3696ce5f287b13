"""The lesson of the docs with 25 simulated pupils: they answer line by line, their codes become overview and sheets."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from explorer.cli.parser import named, parse
from explorer.engine.code import decode
from explorer.pack.pack import Pack
from tests.cli.conftest import explorer as explorer  # the fixture
from tests.study.conftest import someone

ROOT = Path(__file__).resolve().parents[2]
PUPILS = 25
Explorer = Callable[..., Any]


@pytest.mark.parametrize("page", ["lesson.md", "leccion.md"])
def test_the_commands_of_the_lesson_can_be_typed(page: str) -> None:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    lines = [line.partition("#")[0] for line in text.splitlines() if line.startswith(".venv/bin/explorer")]
    assert len(lines) >= 5
    for line in lines:
        command, rest = named(line.split()[1:])
        assert parse(command, rest).command == command


@pytest.mark.slow
def test_25_pupils_answer_at_the_prompt_and_the_class_has_an_overview(
    explorer: Explorer, pack: Pack, tmp_path: Path
) -> None:
    chance, codes = Random(7), []
    for _ in range(PUPILS):
        visit = someone(chance, pack)
        typed = "\n".join(str(visit.answers[item.id]) for item in pack.questionnaire.items)
        said = explorer("fit", "--plain", typed=f"{typed}\n")
        code = re.findall(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){4}", said.out)[-1]
        assert decode(pack, code, "es").answers == visit.answers
        codes.append(code)
    listed = tmp_path / "codes.csv"
    listed.write_text("".join(f"P{n},{code}\n" for n, code in enumerate(codes, 1)), encoding="utf-8")
    assert explorer("class", listed, "--format", "json").json["people"] == PUPILS
    assert explorer("class", listed, "-o", tmp_path / "class.html").code == 0
    assert explorer("class", listed, "--handouts", tmp_path / "sheets").code == 0
    assert len(list((tmp_path / "sheets").iterdir())) == PUPILS


@pytest.mark.slow
def test_the_lesson_is_held_with_pupils_over_ssh_and_in_the_browser(tmp_path: Path) -> None:
    """The benchmark that holds it with 25, with three: each leaves with a code, and the host with nothing."""
    pytest.importorskip("asyncssh", reason="career-explorer[ssh] is not installed")
    pytest.importorskip("textual_serve", reason="career-explorer[web] is not installed")
    if not shutil.which("ssh"):
        pytest.skip("no ssh here")
    held = [sys.executable, str(ROOT / "benchmarks" / "lesson.py"), "--pupils", "3", "--rest", "0.4", "--port", "8794"]
    said = subprocess.run(held, cwd=tmp_path, capture_output=True, text=True, timeout=200)
    assert said.returncode == 0, said.stderr
    assert "\n3 codes\n" in said.stdout and "sheets: 3; kept by the hosts: 0 files" in said.stdout
