"""Tests of what the program comes with: here, and nowhere else, a pack is the built-in one."""

from __future__ import annotations

import pytest

from explorer.pack.pack import Pack


@pytest.fixture(scope="session")
def pack(built_in: Pack) -> Pack:
    """The pack that comes with the program."""
    return built_in
