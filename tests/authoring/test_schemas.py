"""The schemas that editors use say of a file what the program says of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from explorer.authoring.schemas import FILES, schema, schema_files
from explorer.loader.reader import built_in

CONTENT = Path(str(built_in()))


def kind_of(file: Path) -> str:
    """Which schema a file of a pack has."""
    if file.parent.name == "roles":
        return "role"
    return "day" if file.parent.name == "days" and file.stem not in FILES else file.stem


WRITTEN = "earlier.yaml"
"""The file that the program writes itself, and no author."""
PAIRS = sorted(
    (str(file.relative_to(CONTENT)), kind_of(file)) for file in CONTENT.rglob("*.yaml") if file.name != WRITTEN
)


@pytest.fixture(scope="module")
def validators() -> dict[str, Draft202012Validator]:
    return {name: Draft202012Validator(schema(name)) for name in FILES}


def loaded(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@pytest.mark.parametrize(("file", "kind"), PAIRS)
def test_the_built_in_files_are_sound_by_them(validators: dict[str, Any], file: str, kind: str) -> None:
    data = loaded((CONTENT / file).read_text("utf-8"))
    assert [f"{list(error.path)}: {error.message}" for error in validators[kind].iter_errors(data)] == []


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("role", "id: a\nname: {en: A}\nshort: {en: A}\nsentense: {en: A}\nclaims: []"),
        ("role", "id: Big"),
        ("pack", "id: a\nversion: one\nroles: [a, b]"),
        ("sources", "- {id: A, titel: B}"),
        ("questionnaire", "items: [{kind: pear}]"),
        ("day", "scenes: [{when: ['no condition']}]"),
        ("interface", "panes: {dif: {en: A}}"),
    ],
)
def test_what_the_program_refuses_they_refuse(validators: dict[str, Any], kind: str, text: str) -> None:
    assert list(validators[kind].iter_errors(loaded(text))) != []


@pytest.mark.parametrize("made", [[], ["--role", "baker"]], ids=["own", "extending"])
def test_every_file_of_a_new_pack_names_its_schema_and_is_sound_by_it(
    validators: dict[str, Any], tmp_path: Path, made: list[str]
) -> None:
    from explorer.cli.main import run

    run(["new", str(tmp_path / "pack"), *made])
    for file in (tmp_path / "pack").rglob("*.yaml"):
        text = file.read_text("utf-8")
        named = text.splitlines()[0].removeprefix("# yaml-language-server: $schema=")
        assert (file.parent / named).resolve() == (tmp_path / "pack" / "schemas" / f"{kind_of(file)}.json").resolve()
        assert list(validators[kind_of(file)].iter_errors(loaded(text))) == []


def test_the_files_are_json_and_can_be_written_anew(tmp_path: Path) -> None:
    from explorer.cli.main import run

    assert run(["new", str(tmp_path), "--schemas"]) == 0
    written = {f"schemas/{file.name}": file.read_text("utf-8") for file in (tmp_path / "schemas").iterdir()}
    assert written == schema_files()
    assert all(json.loads(text)["$schema"] for text in written.values())
