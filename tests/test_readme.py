"""README says what is so."""

from __future__ import annotations

import importlib.util
import re
import subprocess
from pathlib import Path
from types import ModuleType

from explorer.pack.pack import Pack

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def maker() -> ModuleType:
    """`docs/make.py`, which is no part of the package."""
    spec = importlib.util.spec_from_file_location("make", ROOT / "docs" / "make.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_its_table_of_keys_is_the_one_of_the_program(pack: Pack) -> None:
    make = maker()
    assert make.with_keys(README, make.key_table(pack, "en")) == README, "run python docs/make.py"


def test_its_pictures_and_links_exist() -> None:
    named = [name for name in re.findall(r"\]\(([^)#]+)\)", README) if not name.startswith("http")]
    assert len(named) > 8
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_its_test_command_is_the_one_that_ci_runs() -> None:
    steps = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    taken = next(line for line in steps if line.startswith("command=$("))
    script = f'{taken}\necho "$command"'
    found = subprocess.run(["bash", "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert [line for line in README.splitlines() if line.endswith("-m pytest")] == found.splitlines()
    assert 'bash -c "$command"' in steps
