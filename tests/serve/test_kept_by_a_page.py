"""A visit that a browser's page kept while the host was given another version of the pack."""

from __future__ import annotations

import socket

import pytest

from explorer.engine.visit import Visit, answered, chosen
from explorer.pack.pack import Pack
from explorer.serve.browser import PageMirror
from explorer.serve.wire import RESUME
from explorer.store.record import Record, dump


@pytest.mark.parametrize("older", [False, True])
def test_a_day_of_another_version_is_not_replayed_by_number(small: Pack, older: bool) -> None:
    visit = chosen(answered(Visit("en"), "grains", 4), "ant", 1)
    page, host = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with page, host:
        page.send(RESUME + dump(Record(small.id, small.version - older, 1, 2, 3, visit)))
        found = PageMirror(host, small).resume()
    assert found
    assert found.answers == visit.answers
    assert bool(found.lived("ant").choices) is not older
    assert ("ant" in found.old_days) is older
