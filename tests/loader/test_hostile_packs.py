"""Whatever a folder holds, `explorer check` ends soon, in little memory, with one clear line.

Each case runs as a program of its own that the system kills beyond two seconds of work or 300 MB.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECONDS, BYTES = 2, 300_000_000
ROLE = "roles/ant.yaml"


def confined() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (BYTES, BYTES))


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "explorer", "check", str(folder), "--lang", "en"],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=confined,
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def a_long_line(folder: Path) -> None:
    path = folder / ROLE
    path.write_text(path.read_text("utf-8").replace("Acarreas.", "a" * 1_000_000, 1), "utf-8")


def a_long_line_of_parts(folder: Path) -> None:
    (folder / ROLE).write_text(f"id: [{'a, ' * 333_333}a]\n", "utf-8")


def a_long_line_without_end(folder: Path) -> None:
    (folder / ROLE).write_text('id: "' + "a" * 1_000_000, "utf-8")


def a_long_key(folder: Path) -> None:
    path = folder / ROLE
    path.write_text(f"{path.read_text('utf-8')}? {'k' * 1_000_000}\n: v\n", "utf-8")


def many_brackets(folder: Path) -> None:
    (folder / ROLE).write_text("[" * 1_000_000, "utf-8")


def a_bomb_of_aliases(folder: Path) -> None:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    (folder / ROLE).write_text("\n".join(lines), "utf-8")


def a_flood_of_aliases(folder: Path) -> None:
    (folder / ROLE).write_text("a: &a x\nb: [" + "*a " * 200_000 + "]", "utf-8")


def a_loop_of_aliases(folder: Path) -> None:
    (folder / ROLE).write_text("id: &a\n  b: *a\n", "utf-8")


def a_loop_of_links(folder: Path) -> None:
    (folder / ROLE).unlink()
    (folder / ROLE).symlink_to(folder / "roles" / "other.yaml")
    (folder / "roles" / "other.yaml").symlink_to(folder / ROLE)


def a_pack_that_extends_itself(folder: Path) -> None:
    path = folder / "pack.yaml"
    path.write_text(path.read_text("utf-8").replace("id: small", "id: small\nextends: small"), "utf-8")


def junk(folder: Path) -> None:
    (folder / ROLE).write_bytes(bytes(range(256)) * 4000)


def junk_that_is_utf_8(folder: Path) -> None:
    (folder / ROLE).write_bytes(bytes(range(1, 128)) * 8000)


def a_device(folder: Path) -> None:
    (folder / ROLE).unlink()
    (folder / ROLE).symlink_to("/dev/zero")


def a_pipe(folder: Path) -> None:
    (folder / ROLE).unlink()
    os.mkfifo(folder / ROLE)


def many_files(folder: Path) -> None:
    for n in range(10_000):
        (folder / "roles" / f"r{n}.yaml").write_bytes(b"")


def many_roles(folder: Path) -> None:
    path = folder / "pack.yaml"
    named = ", ".join(f"r{n}" for n in range(10_000))
    path.write_text(path.read_text("utf-8").replace("[ant, bee]", f"[{named}]"), "utf-8")
    many_files(folder)


HOSTILE: list[tuple[Callable[[Path], None], str]] = [
    (a_long_line, f"{ROLE}:4:11: error: sentence: "),
    (a_long_line_of_parts, f"{ROLE}:1:1: error: "),
    (a_long_line_without_end, f"{ROLE}:1:"),
    (a_long_key, f"{ROLE}:"),
    (many_brackets, f"{ROLE}:1:"),
    (a_bomb_of_aliases, f"{ROLE}:2:"),
    (a_flood_of_aliases, f"{ROLE}:2:"),
    (a_loop_of_aliases, f"{ROLE}:2:6: error: "),
    (a_loop_of_links, f"{ROLE}:1:1: error: "),
    (a_pack_that_extends_itself, "pack.yaml:3:10: error: extends: "),
    (junk, f"{ROLE}:2:118: error: "),
    (a_pipe, f"{ROLE}:1:1: error: "),
    (junk_that_is_utf_8, f"{ROLE}:1:"),
    (a_device, f"{ROLE}:1:1: error: "),
    (many_files, ":1:1: error: "),
    (many_roles, "pack.yaml:7:8: error: roles: "),
]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="limits as Linux has them")
@pytest.mark.parametrize(("spoil", "begins"), HOSTILE, ids=lambda each: getattr(each, "__name__", ""))
def test_it_ends_soon_in_little_memory_and_says_why(
    spoil: Callable[[Path], None], begins: str, small_folder: Path, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(small_folder, tmp_path / "pack"))
    spoil(folder)
    done = checked(folder)
    assert (done.returncode, done.stderr) == (1, ""), done.stderr[-500:]
    errors = [line for line in done.stdout.splitlines() if ": error: " in line]
    assert errors and all(len(line) < 700 for line in errors)
    assert errors[0].removeprefix(f"{folder}").removeprefix("/").startswith(begins), errors[0]
    assert len(errors) == 1 or spoil in (a_bomb_of_aliases, a_flood_of_aliases)
