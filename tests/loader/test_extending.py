"""A pack that extends another has all of it, and adds to it without changing a byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.authoring.starting import ExistingPack, extending_pack
from explorer.loader.faults import PackError
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack


@pytest.fixture
def folder(built_in: Pack, tmp_path: Path) -> Path:
    """A pack that adds a role to the built-in one."""
    roles, dimensions = (tuple(each.id for each in values) for values in (built_in.roles, built_in.dimensions))
    ground = ExistingPack(roles, (), dimensions, built_in.sections[0].id)
    for file, text in extending_pack("more", "baker", ground, "en").items():
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(text, "utf-8")
    return tmp_path


def faults(folder: Path) -> list[tuple[str, int, str]]:
    with pytest.raises(PackError) as caught:
        read_pack(folder)
    return [(each.file, each.line, each.kind) for each in caught.value.findings]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_it_has_all_that_the_other_has_first_and_then_its_own(built_in: Pack, folder: Path) -> None:
    more = read_pack(folder)
    assert more.id == "more" and more.languages == built_in.languages
    assert (more.sections, more.measures, more.shared, more.cast) == (
        built_in.sections,
        built_in.measures,
        built_in.shared,
        built_in.cast,
    )
    for name in ("roles", "sources", "days"):
        theirs, own = getattr(built_in, name), getattr(more, name)
        assert own[: len(theirs)] == theirs and len(own) == len(theirs) + 1
    theirs, own = built_in.questionnaire, more.questionnaire
    assert own.items[: len(theirs.items)] == theirs.items and len(own.items) > len(theirs.items)
    assert (own.lead, own.caveats) == (theirs.lead, theirs.caveats)


def test_a_fault_of_its_own_is_found_where_it_was_written(folder: Path) -> None:
    source = (folder / "sources.yaml").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(source, 1) if text.startswith("- id: "))
    edit(folder / "sources.yaml", "- id: BAKER-1", "- id: BAKER 1")
    assert faults(folder)[0] == ("sources.yaml", line, "string_pattern_mismatch")


def test_a_name_of_the_other_that_is_taken_again_is_found(built_in: Pack, folder: Path) -> None:
    taken = built_in.questionnaire.items[0].id
    questions = (folder / "questionnaire.yaml").read_text("utf-8").splitlines()
    line = next(n for n, text in enumerate(questions, 1) if "id: baker-" in text)
    edit(folder / "questionnaire.yaml", questions[line - 1].strip(), f"id: {taken}")
    assert faults(folder) == [("questionnaire.yaml", line, "name_twice")]


def test_it_may_say_anew_what_the_other_says_of_a_role(built_in: Pack, folder: Path) -> None:
    role = built_in.roles[0].id
    (folder / "roles" / f"{role}.yaml").write_text(
        (folder / "roles" / "baker.yaml").read_text("utf-8").replace("id: baker", f"id: {role}").replace("TODO", "Mine")
    )
    assert read_pack(folder).role(role).sentence["en"] == "Mine"


@pytest.mark.parametrize(
    ("new", "kind"),
    [("extends: nobody", "extends_unknown"), ("extends: built-in\nlanguages: [en]", "extends_languages")],
)
def test_what_it_cannot_extend_is_said_at_its_place(folder: Path, new: str, kind: str) -> None:
    edit(folder / "pack.yaml", "extends: built-in", new)
    text = (folder / "pack.yaml").read_text("utf-8").splitlines()
    key = "languages" if "languages" in new else "extends"
    line = next(n for n, each in enumerate(text, 1) if each.startswith(f"{key}:"))
    assert faults(folder) == [("pack.yaml", line, kind)]
