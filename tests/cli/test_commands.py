"""What every command has in common: formats, languages, files, and refusing in one line what cannot be used."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.cli import commands
from explorer.cli.commands import COMMANDS, PROGRAM
from explorer.cli.parser import declared, named, parse
from explorer.engine.code import encode
from explorer.engine.visit import Visit, answered
from explorer.pack.pack import Pack
from tests.first import PACK

KAM, PM = (role.id for role in PACK.roles)
VISIT = Visit("es")
for place, item in enumerate(PACK.questionnaire.items):
    VISIT = answered(VISIT, item.id, (place * 7 + place // 3) % 5 + 1)
CODE = encode(PACK, VISIT)

Explorer = Callable[..., Any]
DOCUMENTS = {
    "profile": ["profile", KAM],
    "diff": ["diff", KAM, PM],
    "only different": ["diff", KAM, PM, "--only", "different"],
    "only shared": ["diff", KAM, PM, "--only", "shared"],
    "first scene": ["day", PM, "--choices", ""],
    "a whole day": ["day", KAM, "--choices", ",".join("1" * 11)],
    "questionnaire": ["fit", "--print"],
    "answers": ["fit", "--answers", CODE],
    "result": ["result", CODE],
}
documents = pytest.mark.parametrize("command", DOCUMENTS.values(), ids=DOCUMENTS)
languages = pytest.mark.parametrize("language", PACK.languages)


@documents
@languages
class TestEveryCommand:
    """Each command, in both languages."""

    def test_writes_text_of_at_most_80_columns(self, explorer: Explorer, command: list[str], language: str) -> None:
        said = explorer(*command, "--lang", language, "--format", "text")
        assert said.code == 0 and said.err == ""
        assert said.out.strip() and said.out.endswith("\n") and not said.out.endswith("\n\n")
        assert max(map(len, said.out.splitlines())) <= 80
        assert all(line == line.rstrip() for line in said.out.splitlines())

    def test_writes_markdown(self, explorer: Explorer, command: list[str], language: str) -> None:
        said = explorer(*command, "--lang", language, "--format", "md")
        assert said.code == 0 and said.err == ""
        assert said.out.startswith("---\npack: " if command[0] == "result" else "# ")

    def test_writes_json(self, explorer: Explorer, command: list[str], language: str) -> None:
        said = explorer(*command, "--lang", language, "--format", "json")
        assert said.code == 0 and said.err == ""
        assert isinstance(said.json, dict) and said.out.endswith("}\n")

    @pytest.mark.parametrize("format", ["text", "md", "json"])
    def test_writes_no_escape_where_no_terminal_reads(
        self, explorer: Explorer, command: list[str], language: str, format: str
    ) -> None:
        assert "\x1b" not in explorer(*command, "--lang", language, "--format", format).out

    @pytest.mark.parametrize("format", ["text", "md", "json"])
    def test_writes_the_same_to_a_file(
        self, explorer: Explorer, tmp_path: Path, command: list[str], language: str, format: str
    ) -> None:
        file = tmp_path / "out"
        shown = explorer(*command, "--lang", language, "--format", format)
        kept = explorer(*command, "--lang", language, "--format", format, "-o", file)
        assert kept.code == 0 and kept.out == ""
        assert str(file) in kept.err and len(kept.err.splitlines()) == 1
        assert file.read_text(encoding="utf-8") == shown.out
        assert list(tmp_path.iterdir()) == [file]

    def test_can_keep_to_ascii(self, explorer: Explorer, command: list[str], language: str) -> None:
        said = explorer(*command, "--lang", language, "--format", "text", "--ascii")
        assert said.code == 0 and said.out.isascii()


# --- languages -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "es"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en"}, "en"),
        ({"LANG": "es_ES.UTF-8"}, "es"),
        ({"LC_ALL": "en_US.UTF-8", "LANG": "es_ES.UTF-8"}, "en"),
        ({"LC_ALL": "es_ES.UTF-8", "LANG": "en_US.UTF-8"}, "es"),
        ({"LC_MESSAGES": "en_US.UTF-8", "LANG": "es_ES.UTF-8"}, "en"),
        ({"LC_ALL": "", "LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "ca_ES.UTF-8@valencia"}, "es"),
        ({"LANG": "eu"}, "es"),
        ({"LANG": "en-US"}, "en"),
        ({"LANG": "es_MX.UTF-8", "LANGUAGE": "en:es"}, "en"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "fr:es"}, "es"),
        ({"LANG": "C"}, "es"),
        ({"LANG": "C.UTF-8"}, "es"),
        ({"LANG": "POSIX"}, "es"),
    ],
    ids=str,
)
def test_the_language_is_the_environments_english_for_others_spanish_for_none(
    explorer: Explorer, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    monkeypatch.delenv("LC_ALL")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert explorer("profile", KAM).out == explorer("profile", KAM, "--lang", language).out
    assert explorer("--help").out == explorer("--help", "--lang", language).out


def test_the_languages_differ(explorer: Explorer) -> None:
    spanish, english = (explorer("profile", KAM, "--lang", language).out for language in ("es", "en"))
    assert PACK.role(KAM).claims[0].text["es"].split()[0] in spanish
    assert PACK.role(KAM).claims[0].text["en"][:20] in english
    assert spanish != english


def test_options_of_every_command_may_stand_before_it(explorer: Explorer) -> None:
    assert explorer("--lang", "en", "profile", KAM) == explorer("profile", KAM, "--lang", "en")


def test_a_role_is_named_by_its_id_or_its_short_name_in_any_case(explorer: Explorer) -> None:
    assert explorer("profile", "KAM") == explorer("profile", "kam")
    assert explorer("diff", "Kam", "PM") == explorer("diff", "kam", "pm")


# --- what a profile and a diff hold ----------------------------------------------------------------------------


@languages
@pytest.mark.parametrize("role", [KAM, PM])
def test_a_profile_holds_every_claim_with_its_strength_and_sources(
    explorer: Explorer, role: str, language: str
) -> None:
    data = explorer("profile", role, "--format", "json", "--lang", language).json
    assert (data["role"], data["name"]) == (role, PACK.role(role).name[language])
    told = {claim["id"]: claim for section in data["sections"] for claim in section["claims"]}
    assert set(told) == {claim.id for claim in PACK.claims(role)}
    for claim in PACK.claims(role):
        assert told[claim.id]["text"] == claim.text[language]
        assert told[claim.id]["strength"] == claim.strength
        assert told[claim.id]["sources"] == list(claim.sources)
        assert ("other" in told[claim.id]) == (claim.strength == "contested")


def axis(row: dict[str, Any]) -> str:
    """What a row of a diff is about: a dimension, or a measure."""
    return str(row.get("dimension") or row["measure"])


def test_a_diff_has_every_axis_once_and_the_largest_difference_first(explorer: Explorer) -> None:
    """Dimensions and measures together, each group ordered by the part of the axis that lies between the roles."""
    data = explorer("diff", KAM, PM, "--format", "json").json
    assert data["roles"] == [KAM, PM]
    rows = data["interaction"] + data["focus"]
    wanted = [dimension.id for dimension in PACK.dimensions] + [measure.id for measure in PACK.measures]
    assert sorted(axis(row) for row in rows) == sorted(wanted)
    for group in ("interaction", "focus"):
        parts = [row["part"] for row in data[group]]
        assert parts == sorted(parts, reverse=True)
    for row in rows:
        assert row["gap"] == pytest.approx(abs(row["at"][KAM] - row["at"][PM]))
        assert row["part"] == pytest.approx(row["gap"] / (row["high"] - row["low"]))
        assert all(row["low"] <= place <= row["high"] for place in row["at"].values())
        assert "dimension" not in row or all(row["claims"].values())


def test_only_splits_a_diff_in_two(explorer: Explorer) -> None:
    """What is different and what is shared: together all, in common nothing."""

    def rows(*only: str) -> set[str]:
        data = explorer("diff", KAM, PM, *only, "--format", "json").json
        return {axis(row) for row in data["interaction"] + data["focus"]}

    assert rows("--only", "different") | rows("--only", "shared") == rows()
    assert rows("--only", "different") & rows("--only", "shared") == set()
    assert explorer("diff", KAM, PM, "--only", "different", "--format", "json").json["shared"] == []
    shared = explorer("diff", KAM, PM, "--only", "shared", "--format", "json").json["shared"]
    assert {claim["id"] for claim in shared} == {claim.id for claim in PACK.shared}


def test_a_diff_is_symmetric(explorer: Explorer) -> None:
    one, other = (explorer("diff", *pair, "--format", "json").json for pair in ((KAM, PM), (PM, KAM)))
    for group in ("interaction", "focus"):
        assert [(axis(row), row["at"], row["gap"]) for row in one[group]] == [
            (axis(row), row["at"], row["gap"]) for row in other[group]
        ]


# --- files -----------------------------------------------------------------------------------------------------


def test_a_file_that_stood_there_is_replaced_whole(explorer: Explorer, tmp_path: Path) -> None:
    file = tmp_path / "kam.md"
    file.write_text("x" * 1_000_000)
    assert explorer("profile", KAM, "--format", "md", "-o", file).code == 0
    assert file.read_text(encoding="utf-8") == explorer("profile", KAM, "--format", "md").out


@pytest.mark.parametrize("place", ["file.txt/below.md", "missing/kam.md", ".", "/dev/full"])
def test_a_place_that_cannot_be_written_is_said_in_one_line(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    if place == "/dev/full" and not Path(place).exists():
        pytest.skip("this system has no /dev/full")
    monkeypatch.chdir(tmp_path)
    Path("file.txt").write_text("mine")
    assert place in explorer("profile", KAM, "--lang", "en", "-o", place).complaint
    assert [each.name for each in tmp_path.iterdir()] == ["file.txt"]
    assert Path("file.txt").read_text() == "mine"


def test_a_file_that_stood_there_survives_a_failure(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full half way: the old file stays whole and nothing else is left behind."""
    file = tmp_path / "kam.md"
    file.write_text("mine")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    assert "No space left" in explorer("profile", KAM, "--lang", "en", "-o", file).complaint
    assert file.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [file]


def test_an_empty_file_name_is_refused(explorer: Explorer) -> None:
    assert explorer("profile", KAM, "-o", "").complaint


# --- unusable input --------------------------------------------------------------------------------------------

MISUSES = {
    "no such command": ["profil", KAM],
    "no such role": ["profile", "nobody"],
    "no role": ["profile"],
    "no second role": ["diff", KAM],
    "one role twice": ["diff", KAM, KAM],
    "one role in two writings": ["diff", KAM, "Kam"],
    "a role too many": ["profile", KAM, PM],
    "no such format": ["profile", KAM, "--format", "xml"],
    "no such option": ["profile", KAM, "--bogus"],
    "an option of another command": ["profile", KAM, "--choices", "1"],
    "no such option of the program": ["--bogus"],
    "an option without its value": ["profile", KAM, "--lang"],
    "no such language": ["profile", KAM, "--lang", "xx"],
    "no such part": ["diff", KAM, PM, "--only", "all"],
    "a day of nobody": ["day", "nobody"],
    "no such choice": ["day", KAM, "--choices", "9"],
    "choice nought": ["day", KAM, "--choices", "0"],
    "a negative choice": ["day", KAM, "--choices=-1"],
    "choices that are words": ["day", KAM, "--choices", "1,first"],
    "choices without commas": ["day", KAM, "--choices", "111"],
    "too many choices": ["day", KAM, "--choices", ",".join("1" * 30)],
    "no code": ["result"],
    "an empty code": ["result", ""],
    "half a code": ["result", CODE[:9]],
    "a code with a wrong letter": ["result", CODE[:-1] + ("A" if CODE[-1] != "A" else "B")],
    "a code with a sign that no code has": ["result", "0" + CODE[1:]],
    "a pack that is not there": ["--pack", "/nonexistent", "profile", KAM],
    "the questionnaire without a terminal": ["fit"],
    "answers that are not there": ["fit", "--answers", "nowhere.json"],
    "answers that are a folder": ["fit", "--answers", "."],
}


@languages
@pytest.mark.parametrize("arguments", MISUSES.values(), ids=MISUSES)
def test_unusable_input_is_refused_in_one_line(explorer: Explorer, arguments: list[str], language: str) -> None:
    """Exit code 2, one line on standard error, nothing on standard output."""
    assert explorer(*arguments, *([] if "--lang" in arguments else ["--lang", language])).complaint


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["profile", "nobody"], f"{KAM}, {PM}"),
        (["profile", KAM, "--lang", "xx"], "es, en"),
        (["profile", KAM, "--format", "xml"], "text, md, json"),
        (["profile"], "explorer profile --help"),
        (["profile"], "ROL"),
        (["diff", KAM], "ROL"),
        (["profil", KAM], "«profile»? Mira «explorer --help»"),
        (["profile", KAM, "--formt", "md"], "«--format»? Mira «explorer profile --help»"),
        (["profile", KAM, "--format", "mdd"], "«md»?"),
        (["profile", KAM, "--ascii=3"], "--ascii no lleva valor"),
        (["profile", KAM, "--lang"], "--lang necesita un valor"),
        (["serve", "wep"], "«web»?"),
        (["day", KAM, "--choices", "9"], "1 a 3"),
        (["day", KAM, "--choices", ",".join("1" * 30)], "12"),
        (["day", KAM, "--choices", "1,x"], "1,3,2"),
    ],
)
def test_a_refusal_says_what_there_is(explorer: Explorer, arguments: list[str], said: str) -> None:
    assert said in explorer(*arguments).complaint


@pytest.mark.parametrize("word", ["two\nlines", "\x1b[31mred", "bell\x07", "\x9b31m"], ids=ascii)
def test_a_refusal_is_one_line_and_harmless_whatever_was_typed(explorer: Explorer, word: str) -> None:
    """What is quoted back cannot draw on the terminal, nor begin a line that the program never wrote."""
    for arguments in (["profile", word], ["result", word], ["day", KAM, "--choices", word], ["profile", KAM, word]):
        complaint = explorer(*arguments).complaint
        assert not re.search(r"[\x00-\x1f\x7f-\x9f]", complaint), (arguments, complaint)


def test_a_language_that_there_is_not_is_refused_everywhere(explorer: Explorer) -> None:
    for arguments in (["check"], ["fit", "--print"], ["result", CODE], ["day", KAM, "--choices", ""]):
        assert "xx" in explorer(*arguments, "--lang", "xx").complaint, arguments


def test_a_refusal_is_in_the_language_asked_for(explorer: Explorer) -> None:
    """Also the reason why a command line cannot be read."""
    spanish = explorer("profile", KAM, "--bogus", "--lang", "es").complaint
    english = explorer("profile", KAM, "--bogus", "--lang", "en").complaint
    assert "not understood" in english
    assert "no se entiende" in spanish


# --- help ------------------------------------------------------------------------------------------------------


@languages
def test_the_help_names_every_command_and_option(explorer: Explorer, language: str) -> None:
    said = explorer("--help", "--lang", language)
    assert said.code == 0 and said.err == ""
    for word in ("profile", "diff", "day", "fit", "result", "check", "--lang", "--pack", "--ephemeral", "--ascii"):
        assert re.search(rf"^  {word}\s+\S", said.out, re.MULTILINE), word


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("profile", ["--format", "--output", "--lang"]),
        ("diff", ["--format", "--output", "--only", "--lang"]),
        ("day", ["--choices", "--format", "--output"]),
        ("fit", ["--answers", "--print", "--format", "--output"]),
        ("result", ["--format", "--output"]),
        ("check", ["--lang"]),
    ],
)
def test_each_command_has_its_own_help(explorer: Explorer, command: str, options: list[str]) -> None:
    said = explorer(command, "--help")
    assert said.code == 0
    assert f"explorer {command}" in said.out
    assert all(option in said.out for option in options)
    assert explorer(command, "-h") == said


@languages
@pytest.mark.parametrize("command", [*COMMANDS, PROGRAM])
def test_the_help_of_a_command_fits_a_terminal_and_names_all_that_it_declares(
    explorer: Explorer, command: str, language: str
) -> None:
    said = explorer(*([] if command == PROGRAM else [command]), "--help", "--lang", language)
    assert said.code == 0 and max(map(len, said.out.splitlines())) <= 80
    for argument in declared(command).arguments:
        shown = [*(argument.names if argument.option else ()), *argument.choices]
        assert [name for name in shown if name not in said.out] == []
    with_help = ["help"] if command == PROGRAM else ["help", command]
    assert explorer(*with_help, "--lang", language) == said


def test_every_file_of_a_command_is_in_the_table_of_commands() -> None:
    files = {file.stem.removesuffix("_") for file in Path(commands.__file__).parent.glob("[a-z]*.py")}
    assert files == {*COMMANDS, PROGRAM} and len(COMMANDS) == len(set(COMMANDS))


def test_the_lines_of_the_examples_can_be_read(pack: Pack) -> None:
    """As far as the parser: what they name may not be there."""
    examples = pack.interface.examples
    shown = {name: declared(name).examples for name in (*COMMANDS, PROGRAM)}
    for name, says in shown.items():
        for text in says(pack.interface).root.values() if says else ():
            for line in text.strip().splitlines():
                typed = re.search(r"\bexplorer\b([^#()<>|]*)", line)  # what a shell does with it stands around it
                assert typed, line
                command, rest = named(typed[1].split())
                assert command == name and parse(command, rest)
    assert {name.rstrip("_") for name in examples} == {name for name, says in shown.items() if says}


def test_options_may_stand_between_what_a_command_takes(explorer: Explorer) -> None:
    assert explorer("diff", KAM, "--lang", "en", PM) == explorer("--lang=en", "diff", KAM, PM)


def test_the_value_of_an_option_is_no_command(explorer: Explorer) -> None:
    assert "day" in explorer("--pack", "day").complaint


def test_what_the_system_refuses_is_said_in_the_language_asked_for(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "file"
    file.touch()
    monkeypatch.setenv("EXPLORER_STATE", str(file))
    for language, said in (("en", "cannot use"), ("es", "no se puede usar")):
        complaint = explorer("history", "--lang", language).complaint
        assert said in complaint and str(file) in complaint


def test_a_program_that_breaks_says_so_in_one_line(
    explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setenv("EXPLORER_STATE", str(tmp_path / "career-explorer"))

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("explorer.cli.commands.profile.run", broken)
    said = explorer("profile", KAM, "--lang", "en")
    assert (said.code, said.out) == (70, "") and len(said.err.splitlines()) == 1
    assert "the program failed" in said.err and "a fault of ours" not in said.err


def test_the_version_is_said(explorer: Explorer) -> None:
    from explorer import __version__

    assert explorer("--version").out == explorer("-V").out == f"explorer {__version__}\n"


def test_json_is_readable_by_people(explorer: Explorer) -> None:
    """Letters as letters, one field a line."""
    said = explorer("profile", KAM, "--format", "json").out
    assert "\\u00" not in said and len(said.splitlines()) > 100
    assert json.loads(said)
