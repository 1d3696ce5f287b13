"""The compiled pack: the same values, never older than the files, and no harm where it cannot be kept."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from explorer.engine.visit import Visit, chosen
from explorer.engine.way import way
from explorer.loader import cache, compiled
from explorer.loader.reader import built_in, read_located

PACK = read_located(built_in())[0]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the built-in pack's folder, kept compiled in a place of its own."""
    copy = tmp_path / "content"
    shutil.copytree(str(built_in()), copy)
    monkeypatch.setattr(compiled, "COMPILED", tmp_path / "kept" / "pack.pickle")
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return copy


def test_what_was_kept_is_the_same_pack_and_the_same_words(folder: Path) -> None:
    assert cache.pack(folder) is None
    cache.save(folder, PACK)
    kept = cache.pack(folder)
    assert kept == PACK and kept is not PACK
    assert compiled.words(folder) == PACK.interface


def test_parts_are_read_when_they_are_asked_for(folder: Path) -> None:
    cache.save(folder, PACK)
    kept = cache.pack(folder)
    assert kept is not None and "days" not in vars(kept) and "opening" not in vars(kept.interface)
    assert kept.days == PACK.days and kept.days is kept.days
    assert kept.interface.opening == PACK.interface.opening and kept.interface["keys"] == PACK.interface["keys"]
    assert kept.interface.languages() == PACK.interface.languages()
    assert [*kept.interface] == [*PACK.interface] and "opening" in kept.interface and "nothing" not in kept.interface
    with pytest.raises(AttributeError):
        getattr(kept.interface, "nothing")  # noqa: B009  # the type checker knows the names


def test_what_was_kept_is_copied_and_changed_like_any_pack(folder: Path) -> None:
    cache.save(folder, PACK)
    for _ in range(2):  # before and after it is whole
        kept = cache.pack(folder)
        assert kept is not None
        assert replace(kept, version=200) == replace(PACK, version=200)
        assert kept == PACK and pickle.loads(pickle.dumps(kept)) == PACK
        assert type(compiled.whole(kept)) is type(PACK) and type(kept.interface) is type(PACK.interface)


def test_how_many_hours_there_are_is_told_without_reading_the_days(folder: Path) -> None:
    cache.save(folder, PACK)
    kept = cache.pack(folder)
    assert kept is not None
    visit = Visit(PACK.languages[0])
    assert way(kept, visit) == way(PACK, visit) and "days" not in vars(kept)
    begun = chosen(visit, PACK.days[0].role, 1)
    assert way(kept, begun) == way(PACK, begun) and "days" in vars(kept)
    fewer = replace(kept, days=PACK.days[:1])
    assert way(fewer, visit) == way(replace(PACK, days=PACK.days[:1]), visit)


@pytest.mark.slow
def test_one_sign_changed_in_any_file_makes_it_void(folder: Path) -> None:
    for file in sorted(folder.rglob("*.yaml")):
        cache.save(folder, PACK)
        before = file.read_bytes()
        file.write_bytes(before + b"#")
        assert cache.pack(folder) is None, file
        file.write_bytes(before)
        assert cache.pack(folder) is not None, file


def test_another_shape_of_values_makes_it_void(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    layers = [Path(shutil.copytree(layer, tmp_path / layer.name)) for layer in compiled.SHAPES]
    monkeypatch.setattr(compiled, "SHAPES", tuple(layers))
    cache.save(folder, PACK)
    assert cache.pack(folder) is not None
    for layer in layers:
        cache.save(folder, PACK)
        module = next(layer.glob("[a-z]*.py"))
        module.write_text(module.read_text() + "\n# another\n")
        assert cache.pack(folder) is None, layer


@pytest.mark.parametrize("spoilt", [b"", b"short", b"x" * 500])
def test_a_spoilt_file_is_as_good_as_none(folder: Path, spoilt: bytes) -> None:
    cache.save(folder, PACK)
    compiled.COMPILED.write_bytes(spoilt)
    assert cache.pack(folder) is None
    cache.save(folder, PACK)
    whole = compiled.COMPILED.read_bytes()
    compiled.COMPILED.write_bytes(whole[: len(whole) // 2])
    assert cache.pack(folder) is None


def test_where_it_cannot_be_written_nothing_is_left_and_nothing_fails(folder: Path) -> None:
    compiled.COMPILED.parent.write_bytes(b"a file where a folder should be")
    cache.save(folder, PACK)
    assert cache.pack(folder) is None


def test_who_asks_python_not_to_write_gets_nothing_written(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    cache.save(folder, PACK)
    assert not compiled.COMPILED.exists()


@pytest.mark.slow
def test_with_it_a_text_command_needs_neither_pydantic_nor_yaml() -> None:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    first = "from explorer.loader.reader import read_pack; read_pack()"
    then = (
        "import sys; from explorer.cli.main import run; run(['profile', sys.argv[1]]); "
        "sys.exit(sum(name in sys.modules for name in ('pydantic', 'yaml', 'textual')))"
    )
    for code in (first, then):
        command = [sys.executable, "-c", code, PACK.roles[0].id]
        assert subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=False).returncode == 0
