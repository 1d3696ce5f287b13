"""What only a program of its own can show: pipes, what is imported, how it is called."""

from __future__ import annotations

import importlib.metadata
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer import __version__
from tests.waiting import PATIENCE

Program = Callable[..., Any]
ROOT = Path(__file__).resolve().parents[2]

IMPORTED = """
import sys
from explorer.cli.main import run
code = run(sys.argv[1:])
loaded = sorted({name.partition(".")[0] for name in sys.modules} & {"textual", "rich", "asyncio"})
sys.exit(f"imported: {loaded}" if loaded else code)
"""


@pytest.mark.parametrize(
    "arguments",
    [["--help"], ["--version"], ["profile", "kam"], ["fit", "--print"], ["day", "kam", "--choices", "1"]],
    ids=" ".join,
)
def test_a_text_command_never_imports_textual(program: Program, arguments: list[str]) -> None:
    said = program(*arguments, script=IMPORTED)
    assert (said.code, said.err) == (0, "")
    assert said.out


def test_check_never_imports_textual_either(program: Program, small_folder: Path) -> None:
    said = program("check", small_folder, script=IMPORTED)
    assert (said.code, said.err) == (1, "")
    assert said.out


def test_it_runs_as_a_module_in_any_folder(program: Program) -> None:
    said = program("--version")
    assert (said.code, said.out, said.err) == (0, f"explorer {__version__}\n", "")


def test_both_names_of_the_command_start_the_same_program() -> None:
    points = {
        point.name: point
        for point in importlib.metadata.entry_points(group="console_scripts")
        if point.name in ("explorer", "career-explorer")
    }
    assert set(points) == {"explorer", "career-explorer"}
    from explorer.__main__ import main

    assert all(point.load() is main for point in points.values())
    assert importlib.metadata.version("career-explorer")


def test_without_a_terminal_the_program_goes_line_by_line(program: Program) -> None:
    said = program("--lang", "en", TERM="xterm", typed="6\n5\nq\nq\n")
    assert said.code == 0 and said.err == ""
    assert "Test: 1 of 24 answered" in said.out and "Your code (" in said.out
    again = program("--lang", "en", TERM="xterm")
    assert again.code == 0 and "You go on where you left off: 1 of 24" in again.out


@pytest.mark.parametrize(
    ("arguments", "typed"),
    [(["profile", "kam"], ""), (["profile", "kam", "--format", "json"], ""), (["fit", "--answers", "-"], "many")],
    ids=["profile", "json", "many answers"],
)
@pytest.mark.skipif(os.name != "posix", reason="a closed pipe is another error on Windows")
@pytest.mark.slow
def test_a_reader_that_has_had_enough_is_no_error(arguments: list[str], typed: str) -> None:
    """As `explorer profile kam | head -c 10`: the pipe is closed after the first bytes, or before."""
    for wanted in (10, 0):
        process = subprocess.Popen(
            [sys.executable, "-m", "explorer", *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert process.stdin and process.stdout and process.stderr
        if not wanted:
            process.stdout.close()
        process.stdin.write(b'{"answers": {}}\n' * (2000 if typed else 0))
        process.stdin.close()
        if wanted:
            assert len(process.stdout.read(wanted)) == wanted
            process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(PATIENCE) == 0


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "explorer", "profile", "kam"], cwd=ROOT, stdout=full, stderr=subprocess.PIPE
        )
    assert done.returncode == 2
    assert len(done.stderr.decode().splitlines()) == 1


def test_a_locale_that_cannot_write_accents_gets_ascii(program: Program) -> None:
    said = program("profile", "kam", LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert said.code == 0 and said.err == ""
    assert said.out.isascii() and "Key Account Manager" in said.out


def test_a_thousand_people_are_scored_in_one_process(program: Program) -> None:
    said = program("fit", "--answers", "-", typed='{"answers": {"task-split": 4}}\n' * 1000)
    assert said.code == 0 and said.out.count("\n") == 1000


CLOSED = [
    *((command, "<&- >&- 2>&-") for command in ("profile kam", "history", "--plain", "fit --plain")),
    *(("profile kam", stream) for stream in ("<&-", ">&-", "2>&-")), ("--plain", "<&-"), ("fit --plain", ">&-"),
]  # fmt: skip
"""Each command without any stream, and each stream closed alone where it is read or written."""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="shells as Unix has them")
@pytest.mark.parametrize(("command", "closed"), CLOSED)
def test_a_stream_that_was_closed_is_as_one_that_leads_to_nothing(command: str, closed: str, tmp_path: Path) -> None:
    program = f"{sys.executable} -m explorer {command} --lang en"
    nowhere = {"<&-": "</dev/null", ">&-": ">/dev/null", "2>&-": "2>/dev/null"}
    to_nothing = " ".join(nowhere[each] for each in closed.split())
    found = [
        subprocess.run(
            f"exec {program} {streams}",
            shell=True,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            timeout=PATIENCE,
        )
        for streams in (closed, to_nothing)
    ]
    assert [(each.returncode, each.stdout, each.stderr) for each in found[:1]] == [
        (each.returncode, each.stdout, each.stderr) for each in found[1:]
    ]
    assert b"Traceback" not in found[0].stderr
