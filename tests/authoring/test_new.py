"""`explorer new`: what it writes can be used at once, and all that is still to be written is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.checks.content import check
from explorer.loader.reader import built_in as built_in_folder
from explorer.loader.reader import read_located, read_pack

pytestmark = pytest.mark.slow

New = Callable[..., Any]


@pytest.fixture
def new(capsys: pytest.CaptureFixture[str]) -> New:
    """`new(FOLDER, ...)`: its exit code and what it says."""
    from explorer.cli.main import run

    def start(*arguments: str | Path) -> tuple[int, str]:
        code = run(["new", *map(str, arguments), "--lang", "en"])
        said = capsys.readouterr()
        return code, said.out + said.err

    return start


def findings(folder: Path) -> set[str]:
    return {finding.kind for finding in check(*read_located(folder))}


def texts(folder: Path) -> dict[str, str]:
    return {str(path.relative_to(folder)): path.read_text("utf-8") for path in folder.rglob("*.yaml")}


def test_a_new_pack_can_be_used_and_only_words_are_missing(new: New, tmp_path: Path) -> None:
    code, said = new(tmp_path / "meadow")
    assert code == 0 and "explorer check" in said
    pack = read_pack(tmp_path / "meadow")
    assert pack.id == "meadow"
    assert len(pack.roles) == 2 and len(pack.days) == 2
    assert findings(tmp_path / "meadow") == {"unwritten"}


def test_a_role_in_an_empty_place_extends_the_built_in_pack(new: New, tmp_path: Path) -> None:
    assert new(tmp_path / "mine", "--role", "data-analyst")[0] == 0
    pack, built_in = read_pack(tmp_path / "mine"), read_pack()
    assert [role.id for role in pack.roles] == [*(role.id for role in built_in.roles), "data-analyst"]
    assert pack.roles[:2] == built_in.roles
    of_its_own = findings(tmp_path / "mine") - findings(Path(str(built_in_folder())))
    assert of_its_own == {"unwritten"}


@pytest.mark.parametrize("first", [[], ["--role", "data-analyst"]], ids=["own", "extending"])
def test_a_role_is_added_to_a_pack_and_nothing_else_in_it_changes(new: New, tmp_path: Path, first: list[str]) -> None:
    folder = tmp_path / "pack"
    new(folder, *first)
    before, roles = texts(folder), [role.id for role in read_pack(folder).roles]
    assert new(folder, "--role", "baker")[0] == 0
    assert [role.id for role in read_pack(folder).roles] == [*roles, "baker"]
    assert findings(folder) == {"unwritten"}
    for file, text in before.items():
        now = texts(folder)[file]
        if file == "pack.yaml":
            assert now.replace(", baker", "") == text
        else:
            assert now.startswith(text.rstrip("\n")), file


def test_a_role_is_added_to_a_pack_written_by_hand(new: New, small_folder: Path, tmp_path: Path) -> None:
    """Its items stand before other fields, its roles in a list with hyphens, its last line has no end."""
    folder = Path(shutil.copytree(small_folder, tmp_path / "small"))
    head = (
        (folder / "pack.yaml").read_text("utf-8").replace("roles: [ant, bee]", "roles:\n  - ant  # six legs\n  - bee")
    )
    (folder / "pack.yaml").write_text(head, "utf-8")
    sources = (folder / "sources.yaml").read_text("utf-8").rstrip("\n")
    (folder / "sources.yaml").write_text(sources, "utf-8")
    was = read_pack(folder)
    assert new(folder, "--role", "wasp")[0] == 0
    pack = read_pack(folder)
    assert [role.id for role in pack.roles] == ["ant", "bee", "wasp"]
    assert pack.roles[:2] == was.roles and pack.questionnaire.caveats == was.questionnaire.caveats
    assert pack.questionnaire.items[: len(was.questionnaire.items)] == was.questionnaire.items
    assert "# six legs" in (folder / "pack.yaml").read_text("utf-8")


def test_comments_are_in_the_persons_language(tmp_path: Path) -> None:
    from explorer.cli.main import run

    for language, word in (("es", "Cambia cada TODO"), ("en", "Replace every TODO")):
        assert run(["new", str(tmp_path / language), "--lang", language]) == 0
        said = (tmp_path / language / "pack.yaml").read_text("utf-8")
        assert word in said and "#es" not in said and "#en" not in said


@pytest.mark.parametrize(
    "role",
    ["Data analyst", "9lives", "año", "", "../../evil", "a b"],
    ids=["capital", "digit", "accent", "empty", "path", "blank"],
)
def test_a_name_that_no_role_can_have_is_refused_and_nothing_is_written(new: New, tmp_path: Path, role: str) -> None:
    code, said = new(tmp_path / "pack", "--role", role)
    assert code == 2 and "data-analyst" in said
    assert not (tmp_path / "pack").exists()


def test_what_is_there_is_never_written_over(new: New, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "notes.txt").write_text("mine", "utf-8")
    assert new(full)[0] == new(full, "--role", "baker")[0] == 2
    assert [path.name for path in full.iterdir()] == ["notes.txt"]
    new(tmp_path / "pack", "--role", "baker")
    before = texts(tmp_path / "pack")
    assert new(tmp_path / "pack")[0] == new(tmp_path / "pack", "--role", "baker")[0] == 2
    assert texts(tmp_path / "pack") == before


def test_a_list_that_cannot_be_added_to_safely_is_left_alone(new: New, small_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_folder, tmp_path / "small"))
    (folder / "sources.yaml").write_text("[{id: A1, title: Book}, {id: B2, title: Other}]\n", "utf-8")
    before = texts(folder)
    code, said = new(folder, "--role", "wasp")
    assert code == 2 and "sources.yaml" in said
    assert texts(folder) == before


def test_a_pack_that_cannot_be_read_gets_no_role(new: New, small_folder: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(small_folder, tmp_path / "small"))
    (folder / "dimensions.yaml").unlink()
    code, said = new(folder, "--role", "wasp")
    assert code == 2 and "dimensions.yaml:1:1" in said


def test_a_pack_can_be_begun_in_other_languages_and_with_its_own_roles(new: New, tmp_path: Path) -> None:
    assert new(tmp_path / "pack", "--languages", "fr,en", "--roles", "vente,chantier")[0] == 0
    pack = read_pack(tmp_path / "pack")
    assert (pack.languages, tuple(role.id for role in pack.roles)) == (("fr", "en"), ("vente", "chantier"))
    assert findings(tmp_path / "pack") == {"unwritten", "words_missing"}
    assert pack.sections[0].title["fr"] == f"TODO {pack.sections[0].title['en']}"


def test_a_word_that_is_translated_is_counted_and_said(new: New, tmp_path: Path) -> None:
    new(tmp_path / "pack", "--languages", "fr")
    file = tmp_path / "pack" / "interface.yaml"

    def missing() -> int:
        found = [each for each in check(*read_located(tmp_path / "pack")) if each.kind == "words_missing"]
        return int(found[0].values["n"])

    before = missing()
    lines = file.read_text("utf-8").splitlines(keepends=True)
    place = lines.index("#panes:\n")
    lines[place : place + 2] = ["panes:\n", '  profiles: {fr: "Profils"}\n']
    file.write_text("".join(lines), "utf-8")
    assert missing() == before - 1
    assert read_pack(tmp_path / "pack").interface.panes.profiles["fr"] == "Profils"


@pytest.mark.parametrize(
    "wrong", [["--roles", "only-one"], ["--roles", "a,a"], ["--languages", "French"], ["--role", "x", "--roles", "a,b"]]
)
def test_what_cannot_be_begun_is_one_line_and_writes_nothing(new: New, tmp_path: Path, wrong: list[str]) -> None:
    code, said = new(tmp_path / "pack", *wrong)
    assert code == 2 and len(said.splitlines()) == 1
    assert not (tmp_path / "pack").exists()


def test_a_role_that_is_added_never_has_the_short_name_of_another(new: New, tmp_path: Path) -> None:
    taken = {role.short["en"] for role in read_pack().roles}
    words = next(role.name["en"] for role in read_pack().roles if len(role.name["en"].split()) == 2)
    letters = [word[0].lower() for word in words.split()]
    assert new(tmp_path / "mine", "--role", f"{letters[0]}astry-{letters[1]}aker")[0] == 0
    added = read_pack(tmp_path / "mine").roles[-1].short["en"].removeprefix("TODO ")
    assert added not in taken and added.casefold() != "".join(letters)


def test_the_file_of_a_role_says_which_sections_and_axes_there_are(new: New, tmp_path: Path) -> None:
    new(tmp_path / "mine", "--role", "data-analyst")
    written, pack = (tmp_path / "mine" / "roles" / "data-analyst.yaml").read_text("utf-8"), read_pack()
    for section in pack.sections:
        assert f"#   {section.id}: {section.title['en']}\n" in written
    for axis in pack.dimensions:
        assert f"#   {axis.id}: -3 {axis.poles.left['en']} … 3 {axis.poles.right['en']}\n" in written


def test_a_pack_is_begun_in_a_language_that_the_program_does_not_speak(new: New, tmp_path: Path) -> None:
    """Words that visitors read stand first, and `--lang` names the option that is meant."""
    assert new(tmp_path / "mon", "--languages", "fr", "--roles", "vente,chantier")[0] == 0
    words = (tmp_path / "mon" / "interface.yaml").read_text("utf-8")
    order = [words.index(f"{part}:\n") for part in ("panes", "opening", "test", "result", "faults", "selftest")]
    assert order[3] < min(order[4:]) and max(order[:4]) < min(order[4:])
    assert findings(tmp_path / "mon") == {"unwritten", "words_missing"}
