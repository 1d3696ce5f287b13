"""`explorer check`, and packs that are not whole."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.loader.reader import built_in_interface
from explorer.report.faults import as_findings_json, as_github, as_sarif
from explorer.words.translator import Translator
from tests.checks.conftest import whole_pack_in
from tests.checks.thursday import Thursday

Explorer = Callable[..., Any]
PLACE = re.compile(r"^(.+?\.yaml):(\d+):(\d+): (.+)$")


@pytest.fixture
def folder(small_folder: Path, tmp_path: Path) -> Path:
    """A copy of the small pack to break."""
    return shutil.copytree(small_folder, tmp_path / "pack")


def broken(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")


@pytest.mark.slow
def test_the_built_in_pack_is_clean(explorer: Explorer) -> None:
    said = explorer("check", "--lang", "en")
    assert (said.code, said.err) == (0, "")
    lines = said.out.splitlines()
    assert re.search(r"\d", lines[-1])
    assert not any(PLACE.match(line) or line.startswith("!") for line in lines)


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_bound_of_whole_days_stands_there_and_none_is_marked(
    explorer: Explorer, tmp_path: Path, language: str
) -> None:
    thursday = Thursday(whole_pack_in(tmp_path / "pack"))
    thursday.write()
    said = explorer("check", thursday.desk.folder, "--lang", language)
    assert said.err == ""
    lines = said.out.splitlines()
    assert not any("days/" in line for line in lines if PLACE.match(line))
    assert not any(line.startswith("!") for line in lines if re.match(r"!? +\d+ \S", line))
    assert {int(line[:5]) for line in lines if re.match(r" +\d+ \S", line)} == set(range(1, 27))


def test_the_folder_may_be_named_either_way(explorer: Explorer, folder: Path) -> None:
    assert explorer("check", folder) == explorer("--pack", folder, "check")


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_fault_is_a_line_an_editor_can_open(explorer: Explorer, folder: Path, language: str) -> None:
    """Exit code 1: file:line:column of each fault, all at once."""
    broken(folder, "pack.yaml", "version: ", "versoin: ")
    said = explorer("check", folder, "--lang", language)
    assert said.code == 1
    lines = said.out[: said.out.index("\n\n")].splitlines()
    assert lines
    for line in lines:
        found = PLACE.match(line)
        assert found, line
        file, number, column, why = found.groups()
        assert Path(file).is_file()
        assert 1 <= int(number) <= len(Path(file).read_text(encoding="utf-8").splitlines()) and int(column) >= 1
        assert why.strip()
    assert any("versoin" in line for line in lines)


def test_faults_in_several_files_come_together(explorer: Explorer, folder: Path) -> None:
    broken(folder, "roles/ant.yaml", "strength: stated", "strength: certain")
    broken(folder, "days/bee.yaml", "title:", "titel:")
    said = explorer("check", folder, "--lang", "en")
    assert said.code == 1
    assert "roles/ant.yaml:" in said.out and "days/bee.yaml:" in said.out


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_pack_that_cannot_be_read_is_exit_code_2(
    explorer: Explorer, folder: Path, tmp_path: Path, language: str
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    no_yaml = shutil.copytree(folder, tmp_path / "no-yaml")
    (no_yaml / "pack.yaml").write_bytes(b"\xff\xfe")
    for unread in (tmp_path / "nowhere", empty, no_yaml, folder / "pack.yaml"):
        said = explorer("check", unread, "--lang", language)
        assert said.code == 2, unread
        assert str(unread) in said.out + said.err


def test_a_folder_that_is_not_there_is_named_once(explorer: Explorer, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    for said in (explorer("check", nowhere).out, explorer("--pack", nowhere, "profile", "ant").err):
        assert said.count(nowhere) == 1
        assert "//" not in said


COMMANDS = [["profile", "ant"], ["diff", "ant", "bee"], ["day", "ant"], ["fit", "--print"], ["result", "2222"]]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("format", ["text", "json"])
def test_a_broken_pack_is_refused_in_one_line_by_every_command(
    explorer: Explorer, folder: Path, command: list[str], format: str
) -> None:
    """The first fault with its place, how many more there are, and which command lists them."""
    broken(folder, "roles/ant.yaml", "strength: stated", "strength: certain")
    broken(folder, "days/bee.yaml", "title:", "titel:")
    complaint = explorer("--pack", folder, *command, "--format", format, "--lang", "en").complaint
    assert PLACE.match(complaint)
    assert f"explorer check {folder}" in complaint and "+" in complaint


def test_text_that_draws_on_the_terminal_never_reaches_it(explorer: Explorer, folder: Path) -> None:
    """An escape sequence in a pack is a fault, and is not repeated when it is reported."""
    broken(folder, "roles/ant.yaml", "name: {", 'name: {xx: "\\e[31m", ')
    said = explorer("check", folder)
    assert said.code == 1
    assert "\x1b" not in said.out + said.err


def test_a_key_or_a_value_that_draws_on_the_terminal_is_not_repeated(explorer: Explorer, folder: Path) -> None:
    """Wherever it stands: in a key, in a word that is quoted back."""
    broken(folder, "roles/ant.yaml", "strength: stated", 'strength: "\\e[31mred\\a"')
    broken(folder, "pack.yaml", "version:", '"\\e[2Jkey": 1\nversion:')
    for said in (explorer("check", folder), explorer("--pack", folder, "profile", "ant")):
        assert said.code != 0
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", said.out + said.err)


def test_another_pack_works_in_every_command(explorer: Explorer, small_folder: Path) -> None:
    for command in (["profile", "ant"], ["diff", "ant", "bee"], ["day", "bee", "--choices", ""], ["fit", "--print"]):
        said = explorer("--pack", small_folder, *command, "--format", "json")
        assert said.code == 0 and said.err == ""
        assert said.json


# --- for other programs, and again and again -------------------------------------------------------------------


@pytest.fixture
def spoilt(folder: Path) -> Path:
    """A pack with one error, whose sentence guesses what was meant."""
    broken(folder, "roles/ant.yaml", "strength: stated", "strength: statd")
    return folder


def test_findings_as_json_say_where_what_and_how_to_mend_it(explorer: Explorer, spoilt: Path) -> None:
    said = explorer("check", spoilt, "--format", "json", "--lang", "en")
    (finding,) = said.json["findings"]
    assert (said.code, said.json["errors"], said.json["warnings"]) == (1, 1, 0)
    assert finding["file"] == f"{spoilt}/roles/ant.yaml"
    assert (finding["line"], finding["column"], finding["severity"]) == (10, 15, "error")
    assert (finding["kind"], finding["field"]) == ("literal_error", "claims.0.strength")
    assert "statd" in finding["what"] and 'Did you mean "stated"?' in finding["mend"]


def test_no_findings_are_none_in_any_format() -> None:
    """That the built-in pack has none is held above, and proving its days takes seconds."""
    words = built_in_interface()
    assert json.loads(as_findings_json([], Translator(words, "en"), "pack"))["findings"] == []
    assert json.loads(as_sarif([], Translator(words, "en"), "pack"))["runs"][0]["results"] == []
    assert as_github([], Translator(words, "en"), "pack") == ""


def test_findings_as_sarif_stand_at_their_places(explorer: Explorer, spoilt: Path) -> None:
    said = explorer("check", spoilt, "--format", "sarif").json
    (run,) = said["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (said["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "explorer")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [result["ruleId"]]
    assert (result["level"], place["region"]) == ("error", {"startLine": 10, "startColumn": 15})
    assert place["artifactLocation"]["uri"].endswith("/roles/ant.yaml")


def test_findings_for_github_are_one_command_a_line(explorer: Explorer, folder: Path) -> None:
    broken(folder, "roles/ant.yaml", "strength: stated", 'strength: "50%, no: ever"')
    line = explorer("check", folder, "--format", "github", "--lang", "en").out
    assert re.fullmatch(r"::error file=[^:,]+/roles/ant\.yaml,line=10,col=15::[^\n]+\n", line)
    assert "50%25, no: ever" in line


def test_warnings_and_errors_are_counted_file_by_file(explorer: Explorer, folder: Path) -> None:
    said = explorer("check", folder, "--lang", "en").out
    assert re.search(r"^file +errors +warnings$", said, re.M)
    assert re.search(r"^questionnaire\.yaml +0 +2$", said, re.M)
    broken(folder, "roles/ant.yaml", "strength: stated", "strength: statd")
    broken(folder, "roles/bee.yaml", "strength: stated", "strength: statd")
    said = explorer("check", folder, "--lang", "en").out
    assert re.search(r"^roles/ant\.yaml +1 +0\nroles/bee\.yaml +1 +0$", said, re.M)


def test_of_a_day_that_is_still_to_be_written_nothing_else_is_said(explorer: Explorer, tmp_path: Path) -> None:
    explorer("new", tmp_path / "pack")
    findings = explorer("check", tmp_path / "pack", "--format", "json").json["findings"]
    assert {finding["kind"] for finding in findings} == {"unwritten"}


def test_a_file_that_nothing_reads_is_found_with_what_it_may_be(explorer: Explorer, folder: Path) -> None:
    (folder / "measure.yaml").write_text("[]\n", "utf-8")
    said = explorer("check", folder, "--lang", "en")
    assert 'measure.yaml:1:1: warning: nothing reads this file. Did you mean "measures.yaml"?' in said.out


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals as Unix has them")
def test_watching_checks_again_when_a_file_changes_and_is_silent_otherwise(folder: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "explorer", "check", str(folder), "--watch", "--lang", "en"],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    ) as watching:
        assert watching.stdout
        first = [*iter(watching.stdout.readline, f"Watching {folder}; Ctrl+C ends.\n")]
        broken(folder, "roles/ant.yaml", "strength: stated", "strength: statd")
        again = [*iter(watching.stdout.readline, f"Watching {folder}; Ctrl+C ends.\n")]
        watching.send_signal(signal.SIGINT)
        assert watching.stdout.read().strip() == ""
        assert watching.wait() == 130
    assert not any(": error: " in line for line in first)
    assert sum(": error: " in line for line in again) == 1
