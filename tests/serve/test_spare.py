"""Processes that are ready for visitors who have not come: how many, for whom, with what, and until when."""

from __future__ import annotations

import os
import signal
import socket
import sys
from pathlib import Path

import pytest

from explorer.serve.spare import Spare
from tests.serve.conftest import Host, Hosts
from tests.serve.sshd import spares_of
from tests.waiting import PATIENCE, until

if sys.platform != "linux":
    pytest.skip("serve works on Linux only", allow_module_level=True)

FIRST = "steps, about"


def ready(here: Host, number: int) -> list[int]:
    """The spare processes, once there are so many."""
    until(lambda: len(spares_of(here.process.pid)) == number, f"{number} spare processes")
    return spares_of(here.process.pid)


def end(process: int, number: signal.Signals) -> None:
    """End a process by a signal; back once its parent has been told."""
    os.kill(process, number)
    until(lambda: not Path(f"/proc/{process}").exists(), "the end of a process")


def test_who_comes_is_given_a_process_that_was_there_before_and_another_takes_its_place(host: Hosts) -> None:
    here = host(spare=3)
    before = ready(here, 3)
    here.visit().until(FIRST)
    assert here.child() in before
    after = ready(here, 3)
    assert here.child() not in after and len(set(before) & set(after)) == 2


def test_with_the_visits_there_are_no_more_than_there_are_places(host: Hosts) -> None:
    here = host(spare=3, visits=3)
    ready(here, 3)
    for number in (2, 1, 0):
        here.visit().until(FIRST)
        ready(here, number)
    assert here.visit().end() == 69


def test_who_comes_when_none_is_ready_is_served_all_the_same(host: Hosts) -> None:
    here = host(spare=0)
    tty = here.visit()
    tty.until(FIRST)
    tty.ask("t", "Question 1 of 24")
    assert spares_of(here.process.pid) == [] and len(here.children) == 1


def test_a_result_is_fetched_from_one_that_was_ready(host: Hosts) -> None:
    here = host(spare=1)
    ready(here, 1)
    assert here.ask("result AAAA").returncode == 2
    assert here.ask("result AAAA").returncode == 2
    ready(here, 1)


def test_one_that_waits_holds_nothing_but_lines_to_its_parent(host: Hosts) -> None:
    here = host(spare=2)
    tty = here.visit()
    tty.until(FIRST)
    for spare in ready(here, 2):
        names = {each.name: str(each.readlink()) for each in Path(f"/proc/{spare}/fd").iterdir()}
        assert {names[number] for number in "0123"} == {"/dev/null"}
        assert not [name for name in names.values() if "pts" in name or "ptmx" in name]
        others = {str(each.readlink()) for each in Path(f"/proc/{here.child()}/fd").iterdir()}
        assert {name for name in others & set(names.values()) if not name.startswith("pipe:")} <= {"/dev/null"}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_one_that_is_ended_is_missed_by_nobody(number: signal.Signals, host: Hosts) -> None:
    here = host(spare=2)
    first, second = ready(here, 2)
    end(first, number)
    assert ready(here, 1) == [second]
    end(second, number)
    ready(here, 0)
    here.visit().until(FIRST)
    ready(here, 2)
    assert [line for line in here.log.splitlines() if "Traceback" in line] == []


def test_one_whose_end_the_parent_has_not_been_told_of_is_given_to_nobody() -> None:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.setblocking(False)
    spare = Spare(1, ours, (80, 24))
    assert not spare.gone
    theirs.close()
    assert spare.gone
    ours.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_they_end_with_their_parent(number: signal.Signals, host: Hosts) -> None:
    here = host(spare=2)
    spares = ready(here, 2)
    here.process.send_signal(number)
    here.process.wait(PATIENCE)
    until(lambda: not any(Path(f"/proc/{each}").exists() for each in spares), "their end")


def test_after_a_reload_they_are_those_of_what_is_installed_now(host: Hosts) -> None:
    here = host(spare=2)
    before = ready(here, 2)
    here.process.send_signal(signal.SIGHUP)
    until(lambda: here.log.count("Serving") == 2, "the new version")
    after = ready(here, 2)
    assert not set(before) & set(after)
    until(lambda: not any(Path(f"/proc/{each}").exists() for each in before), "the end of the old ones")


def test_another_window_that_has_become_usual_is_ready_for_the_next(host: Hosts) -> None:
    here = host(spare=2)
    before = ready(here, 2)
    for _ in range(2):
        here.visit(size=(100, 30)).until(FIRST)
    until(lambda: not set(before) & set(spares_of(here.process.pid)), "others")
    spares = ready(here, 2)
    last = here.visit(size=(100, 30))
    last.until(lambda: "? keys" in last.screen.display[-1])
    assert set(here.children) & set(spares)
