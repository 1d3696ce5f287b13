"""Connections that ask for nothing are few, of all and of one address, and stay for a while only."""

from __future__ import annotations

import asyncio

import pytest

from explorer.serve.unused import MOST, MOST_OF_ADDRESS, Unused


@pytest.fixture
def ended() -> list[int]:
    return []


@pytest.fixture
def unused(ended: list[int]) -> Unused[int]:
    return Unused(0.02, ended.append)


async def test_one_address_has_so_many_at_once_and_another_is_let_in(unused: Unused[int], ended: list[int]) -> None:
    for number in range(MOST_OF_ADDRESS + 3):
        unused.came(number, "192.0.2.1")
    assert ended == [MOST_OF_ADDRESS, MOST_OF_ADDRESS + 1, MOST_OF_ADDRESS + 2]
    unused.came(1000, "192.0.2.2")
    assert 1000 in unused
    assert unused.left(0)
    unused.came(1001, "192.0.2.1")
    assert 1001 in unused


async def test_behind_a_balancer_all_have_one_address_and_the_number_of_all_counts(
    unused: Unused[int], ended: list[int]
) -> None:
    for number in range(MOST + 1):
        unused.came(number, "")
    assert ended == [MOST]


async def test_who_asks_for_nothing_is_ended_and_who_asked_stays(unused: Unused[int], ended: list[int]) -> None:
    unused.came(1, "192.0.2.1")
    unused.came(2, "192.0.2.1")
    assert unused.left(2) and not unused.left(2)
    await asyncio.sleep(0.1)
    assert ended == [1] and 1 not in unused
