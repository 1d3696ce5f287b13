"""Completion, asked of the real shells: what can follow, and nothing that cannot."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.cli.commands import COMMANDS
from explorer.cli.completion import script
from tests.waiting import PATIENCE

Explorer = Callable[..., Any]
IN_BASH = 'source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _explorer; printf "%s\\n" "${COMPREPLY[@]}"'
ASK = {
    "bash": ["bash", "--norc", "-c", IN_BASH, "bash"],
    "zsh": [
        "zsh",
        "-fc",
        "autoload -Uz compinit && compinit -u -D; source $1; shift; emulate -L sh; setopt ksh_arrays; "
        'COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _explorer; printf "%s\\n" "${COMPREPLY[@]}"',
        "zsh",
    ],
    "fish": ["fish", "--no-config", "-c", 'source $argv[1]; complete -C(string join -- " " $argv[2..])'],
}


def offered(shell: str, folder: Path, *words: str) -> set[str]:
    """What a shell offers for the last of the words."""
    if not shutil.which(shell):
        pytest.skip(f"no {shell} here (Debian: {shell})")
    file = folder / f"explorer.{shell}"
    file.write_text(script(shell), encoding="utf-8")
    done = subprocess.run([*ASK[shell], str(file), *words], capture_output=True, text=True, timeout=PATIENCE)
    assert not done.stderr, done.stderr
    return {line.split("\t")[0] for line in done.stdout.splitlines() if line}


@pytest.mark.slow
@pytest.mark.parametrize("shell", ASK)
def test_the_commands_are_offered_first(shell: str, tmp_path: Path) -> None:
    assert set(COMMANDS) <= offered(shell, tmp_path, "explorer", "")


@pytest.mark.slow
@pytest.mark.parametrize("shell", ASK)
def test_a_beginning_is_completed(shell: str, tmp_path: Path) -> None:
    found = offered(shell, tmp_path, "explorer", "comp")
    assert found == {"completion"} if shell != "zsh" else "completion" in found  # zsh leaves out the others itself


@pytest.mark.slow
@pytest.mark.parametrize("shell", ASK)
def test_after_a_command_come_its_values_and_options(shell: str, tmp_path: Path) -> None:
    assert {"bash", "zsh", "fish"} <= offered(shell, tmp_path, "explorer", "completion", "")
    assert "--choices" in offered(shell, tmp_path, "explorer", "day", "--")
    assert "--choices" not in offered(shell, tmp_path, "explorer", "diff", "--")


@pytest.mark.slow
@pytest.mark.parametrize("shell", ASK)
def test_after_an_option_come_its_choices_alone(shell: str, tmp_path: Path) -> None:
    assert offered(shell, tmp_path, "explorer", "diff", "--only", "") == {"different", "shared"}


def test_the_script_is_written_by_the_command(explorer: Explorer) -> None:
    for shell in ASK:
        said = explorer("completion", shell)
        assert (said.code, said.out) == (0, script(shell))
    assert explorer("completion", "tcsh").code == 2
