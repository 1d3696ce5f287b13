"""A shelf to keep visits on, and people who do things."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from explorer.pack.pack import Pack
from explorer.store.writer import FileKeeper

Start = Callable[[], FileKeeper]


@pytest.fixture
def start(pack: Pack, tmp_path: Path) -> Iterator[Start]:
    """A program that starts: a keeper of its own on the one shelf. Those still open are closed in the end."""
    started: list[FileKeeper] = []

    def keeper() -> FileKeeper:
        started.append(FileKeeper(tmp_path / "visits", pack.id, pack.version, clock=lambda: 1_764_000_000))
        return started[-1]

    yield keeper
    for each in started:
        each.close()
