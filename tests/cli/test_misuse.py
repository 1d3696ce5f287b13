"""What cannot be meant on a command line is refused in one line, and none of it is passed over without a word."""

from __future__ import annotations

import os
import resource
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from explorer.cli.commands import COMMANDS
from explorer.cli.parser import Misuse, declared, parse

Explorer = Callable[..., Any]

DECLARED = [(name, argument) for name in COMMANDS for argument in declared(name).arguments]
PATHS = [(name, each) for name, each in DECLARED if each.path and each.option]
TEXTS = [(name, each) for name, each in DECLARED if each.option and not (each.path or each.flag or each.choices)]
APART = [(name, each, other) for name, each in DECLARED for other in each.without]


def _needed(command: str) -> list[str]:
    """Something for each argument of a command that must be given."""
    own = declared(command).arguments
    return [next(iter(each.choices), "x") for each in own if not each.option and each.many in (None, "+")]


@pytest.mark.parametrize(("command", "argument"), PATHS, ids=lambda each: getattr(each, "field", each))
def test_a_path_that_is_empty_is_refused(command: str, argument: Any) -> None:
    with pytest.raises(Misuse, match="option"):
        parse(command, [*_needed(command), f"{argument.names[-1]}="])


@pytest.mark.parametrize(("command", "argument"), TEXTS, ids=lambda each: getattr(each, "field", each))
def test_bytes_that_are_no_text_are_refused_where_text_is_meant(command: str, argument: Any) -> None:
    with pytest.raises(Misuse, match="option"):
        parse(command, [*_needed(command), f"{argument.names[-1]}=Jos\udce9"])


@pytest.mark.parametrize(("command", "argument", "other"), APART, ids=lambda each: getattr(each, "field", each))
def test_of_two_that_do_not_go_together_none_is_passed_over(command: str, argument: Any, other: str) -> None:
    beside = next(each for each in declared(command).arguments if each.field == other)
    given: list[str] = []
    for each in (argument, beside):
        value = each.choices[0] if each.choices else "x"
        given += [value] if not each.option else [each.names[-1]] if each.flag else [f"{each.names[-1]}={value}"]
    with pytest.raises(Misuse, match="other"):
        parse(command, [*_needed(command), *given])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["history", "1"], "two numbers"),
        (["history", "1", "2", "3"], "two numbers"),
        (["day", "pm", "--other", "kam=1", "--other", "kam=2"], "given twice"),
        (["day", "pm", "--letter", "-o", "letter.json"], ".json"),
        (["new", "pack", "--roles", "a-,b--"], "a-"),
        (["check", ""], "empty"),
        (["profile", "kam", "--pack", ""], "empty"),
    ],
)
def test_what_is_not_understood_is_named(explorer: Explorer, typed: list[str], said: str) -> None:
    assert said in explorer(*typed, "--lang", "en").complaint


def test_a_refusal_of_choices_is_short_however_many_there_are(explorer: Explorer) -> None:
    assert len(explorer("day", "pm", "--choices", "9" * 6000, "--lang", "en").complaint) < 120


@pytest.mark.parametrize("path", ["loop", "loop/page.md", "one.md"])
def test_a_circle_of_links_is_named(explorer: Explorer, path: str, tmp_path: Path) -> None:
    for name, leads_to in (("loop", "loop"), ("one.md", "two.md"), ("two.md", "one.md")):
        (tmp_path / name).symlink_to(tmp_path / leads_to)
    assert path in explorer("profile", "kam", "-o", tmp_path / path, "--lang", "en").complaint
    assert explorer("new", tmp_path / path).code == 2


def test_a_pipe_is_written_to_by_any_name_that_the_system_has_for_it(explorer: Explorer) -> None:
    out, into = os.pipe()
    try:
        assert explorer("day", "pm", "--choices", "1", "--format", "json", "-o", f"/dev/fd/{into}").code == 0
        assert os.read(out, 1) == b"{"
    finally:
        os.close(out)
        os.close(into)


def test_bytes_of_standard_input_that_are_no_text_are_told_as_those_of_a_file(
    program: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "odd").write_bytes(b"\xff\xfe")
    script = "import runpy, sys; sys.stdin = open('odd'); sys.argv[1:] = ['fit', '--answers', {!r}, '--lang', 'en']; "
    script += "runpy.run_module('explorer', run_name='__main__')"
    told = [program(script=script.format(name)).complaint for name in ("-", "odd")]
    assert told == ["cannot read -: UTF-8", "cannot read odd: UTF-8"]


@pytest.fixture
def small_files(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No file can be larger than 4 KB, as with `ulimit -f`; nor does Python keep half of what it compiles meanwhile."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.usefixtures("small_files")
def test_a_pack_that_cannot_be_written_whole_leaves_nothing(explorer: Explorer, tmp_path: Path) -> None:
    assert "cannot write" in explorer("new", tmp_path / "deep" / "pack", "--lang", "en").complaint
    assert list(tmp_path.iterdir()) == []


def test_a_role_that_cannot_be_written_whole_changes_no_file(
    explorer: Explorer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    assert explorer("new", tmp_path / "pack", "--roles", "a,b").code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "pack").rglob("*") if path.is_file()}
    request.getfixturevalue("small_files")
    assert "cannot write" in explorer("new", tmp_path / "pack", "--role", "third", "--lang", "en").complaint
    assert {path: path.read_bytes() for path in (tmp_path / "pack").rglob("*") if path.is_file()} == before


def test_a_role_is_added_in_the_languages_of_its_pack(explorer: Explorer, tmp_path: Path) -> None:
    assert explorer("new", tmp_path / "pack", "--roles", "a,b", "--languages", "en").code == 0
    assert explorer("new", tmp_path / "pack", "--role", "third").code == 0
    assert explorer("profile", "third", "--pack", tmp_path / "pack", "--lang", "en").code == 0


def test_home_is_meant_by_its_sign(explorer: Explorer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    assert explorer("new", "~/pack", "--roles", "a,b").code == 0 and (tmp_path / "pack" / "pack.yaml").is_file()
