"""Packs that others installed, found by name."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from explorer.loader import installed as packs

Explorer = Callable[..., Any]


@pytest.fixture
def meadow(small_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The small pack as others install one: a package with an entry point of the group."""
    package = tmp_path / "site" / "meadow_pack"
    for file in small_folder.rglob("*.yaml"):
        target = package / file.relative_to(small_folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.read_bytes())
    (package / "__init__.py").write_text("")
    info = tmp_path / "site" / "meadow_pack-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: meadow-pack\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[{packs.GROUP}]\nmeadow = meadow_pack\nlost = no_such_package\n")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    yield "meadow"
    sys.modules.pop("meadow_pack", None)


def test_an_installed_pack_is_found_by_its_name(explorer: Explorer, meadow: str) -> None:
    assert packs.names() == [packs.BUILT_IN, "lost", meadow]
    said = explorer("--pack", meadow, "profile", "ant", "--format", "json")
    assert (said.code, json.loads(said.out)["role"]) == (0, "ant")
    assert explorer("check", meadow, "--lang", "en").code == 1  # three items are no balanced questionnaire


def test_a_name_that_nobody_has_is_answered_with_those_there_are(explorer: Explorer, meadow: str) -> None:
    complaint = explorer("--pack", "medow", "profile", "ant", "--lang", "en").complaint
    assert "medow" in complaint and f"{packs.BUILT_IN}, lost, {meadow}" in complaint


def test_a_package_that_cannot_be_imported_is_named(explorer: Explorer, meadow: str) -> None:
    assert "no_such_package" in explorer("--pack", "lost", "profile", "ant", "--lang", "en").complaint


def test_an_installed_pack_can_be_extended_but_not_one_that_extends_another(
    explorer: Explorer, meadow: str, tmp_path: Path
) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "pack.yaml").write_text(f"id: mine\nextends: {meadow}\nversion: 1\nroles: []\n", "utf-8")
    assert explorer("--pack", mine, "profile", "ant", "--format", "json").code == 0
    chained = tmp_path / "site" / "meadow_pack" / "pack.yaml"
    chained.write_text(f"extends: built-in\n{chained.read_text('utf-8')}", "utf-8")
    assert f"{mine}/pack.yaml:2:10: error: extends: " in explorer("check", mine, "--lang", "en").out


def test_the_code_names_the_way_back_to_its_pack(explorer: Explorer, small_folder: Path) -> None:
    said = explorer("--pack", small_folder, "fit", "--plain", "--lang", "en", typed="4\n" * 40)
    assert f"--pack {small_folder} result CODE" in said.out
    code = said.out.splitlines()[-1]
    assert explorer("--pack", small_folder, "result", code).code == 0
    assert "another pack" in explorer("result", code, "--lang", "en").complaint
