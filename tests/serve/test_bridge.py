"""The bridge between a visit and whoever brought its visitor: what a visit says beside what it shows arrives."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import aclosing
from pathlib import Path

import pytest

from explorer.serve.bridge import Bridge
from explorer.serve.wire import KEPT, LONGEST, Arrival
from tests.waiting import PATIENCE

if sys.platform != "linux":
    pytest.skip("serve works on Linux only", allow_module_level=True)


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[socket.socket]:
    """One who listens where the parent of all visits would."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(str(tmp_path / "socket"))
        listener.listen()
        yield listener


async def begun(bridge: Bridge, parent: socket.socket) -> tuple[socket.socket, list[int], AsyncIterator[bytes]]:
    """A visit that has shown something: its line, its terminal, and what it goes on to show."""
    shown = bridge.output()
    first = asyncio.ensure_future(anext(shown))
    line, _ = await asyncio.to_thread(parent.accept)
    _, handles, _, _ = socket.recv_fds(line, 2 * LONGEST, 8)
    os.write(handles[1], b"here")
    assert await asyncio.wait_for(first, PATIENCE) == b"here"
    return line, handles, shown


async def test_a_visit_is_heard_that_is_given_the_descriptors_of_one_whose_visitor_is_gone(
    parent: socket.socket, tmp_path: Path
) -> None:
    """As a page that is loaded again: the visit before is let go of in the midst of what it shows."""
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def note(kind: bytes, text: str) -> None:
        await heard.put(text)

    for number in range(4):
        bridge = Bridge(str(tmp_path / "socket"), Arrival("web", "xterm", "", ""), 80, 24, b"")
        bridge.note = note
        line, handles, shown = await begun(bridge, parent)
        line.send(KEPT + f"visit {number}".encode())
        assert await asyncio.wait_for(heard.get(), PATIENCE) == f"visit {number}"
        bridge.close()
        for handle in handles:
            os.close(handle)
        line.close()
        async with aclosing(shown):  # type: ignore[type-var]
            pass
