"""What is around the program: workflows that are pinned, hooks that call what CI calls, files of a size to read."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

import explorer

ROOT = Path(__file__).resolve().parents[1]
PROGRAM = Path(explorer.__file__).parent
FILES = sorted(PROGRAM.rglob("*.py"))
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
LONGEST_FILE, LONGEST_FUNCTION = 400, 50
"""Lines."""


def project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda file: file.name)
def test_actions_of_others_are_pinned_to_a_commit_and_say_which_version_that_is(file: Path) -> None:
    used = re.findall(r"uses: *(.*)", file.read_text(encoding="utf-8"))
    assert used
    assert [each for each in used if not re.fullmatch(r"[\w./-]+@[0-9a-f]{40} # v[\d.]+", each)] == []


def test_the_workflow_runs_what_is_run_by_hand_on_every_python_from_the_first(request: pytest.FixtureRequest) -> None:
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "ci.yml").read_text(encoding="utf-8"))["jobs"]
    pythons = jobs["linux"]["strategy"]["matrix"]["python"]
    assert project()["project"]["requires-python"] == f">={pythons[0]}" and len(pythons) == 4
    scripts = {step["run"].split()[0] for job in jobs.values() for step in job["steps"] if "run" in step}
    for script in (each for each in scripts if each.startswith(".ci/")):
        assert (ROOT / script).stat().st_mode & 0o111, script
    assert {".ci/run", ".ci/coverage"} <= scripts


def test_a_hook_before_a_commit_calls_nothing_that_ci_does_not() -> None:
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    tools = {hook["entry"].split()[0] for hook in hooks} - {".venv/bin/python"}
    assert tools and [tool for tool in tools if tool not in ci] == []


def test_the_coverage_of_the_rules_and_the_store_has_a_floor() -> None:
    assert project()["tool"]["coverage"]["run"]["branch"] is True
    assert project()["tool"]["coverage"]["report"]["fail_under"] >= 95
    said = (ROOT / ".ci" / "coverage").read_text(encoding="utf-8")
    assert "for layer in engine store" in said and '--cov="explorer.$layer"' in said, "each by itself"


def test_others_can_check_types_against_it() -> None:
    assert (PROGRAM / "py.typed").exists()


def test_no_file_and_no_function_is_longer_than_can_be_read_at_once() -> None:
    long = []
    for file in FILES:
        text, name = file.read_text(encoding="utf-8"), file.relative_to(PROGRAM)
        if (lines := len(text.splitlines())) > LONGEST_FILE:
            long.append(f"{name}: {lines}")
        functions = (n for n in ast.walk(ast.parse(text)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
        lengths = [(node.name, (node.end_lineno or 0) - node.lineno + 1) for node in functions]
        long += [f"{name}, {each}: {lines}" for each, lines in lengths if lines > LONGEST_FUNCTION]
    assert long == []


@pytest.mark.parametrize("file", sorted((ROOT / "docs" / "decisions").glob("0*.md")), ids=lambda file: file.stem)
def test_a_decision_says_what_was_measured_and_what_would_change_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    parts = re.findall(r"^## (.*)$", text, re.M)
    assert parts == ["What was to be decided", "Decision", "Measured", "What it costs", "What would change it"]
    assert re.search(r"\d", text.partition("## Measured")[2].partition("## What it costs")[0])
    assert f"({file.name})" in (file.parent / "README.md").read_text(encoding="utf-8")
