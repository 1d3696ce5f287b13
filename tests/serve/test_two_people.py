"""Two people over SSH who live one day together, and what is left when one of them, or the host, is gone."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from tests.engine.test_messages import two_chairs
from tests.real_terminal.conftest import Terminal
from tests.serve.conftest import Host, Hosts, until
from tests.serve.pair import Person, live_together
from tests.serve.sshd import MISSING, Sshd, stub_command

__all__ = ["two_chairs"]

SMALL = 40, 15


@pytest.fixture(scope="module")
def pack(two_chairs: Path) -> Pack:
    return read_pack(two_chairs)


def room(people: tuple[Person, Person]) -> None:
    """Both in one room, the first in the first day."""
    one, other = people
    one.begin()
    other.begin()
    other.enter_room(one.make_room(1))


def on_disk(folder: Path) -> list[str]:
    """The files of a host but its own: what a visit could have left."""
    own = {"settings.toml", "socket", "log", "stub"}
    return sorted(str(path) for path in folder.rglob("*") if path.is_file() and path.name not in own)


@pytest.fixture
def ssh(host: Hosts, tmp_path: Path, two_chairs: Path) -> Iterator[tuple[Host, Sshd]]:
    """An OpenSSH server before a host of the pack with two chairs."""
    served = host(pack=two_chairs)
    server = Sshd(tmp_path / "sshd", stub_command(served.socket))
    yield served, server
    server.close()


def last_page(person: Person) -> str:
    """What a person reads of both days at the end of their own."""
    title = person.pack.interface.two_chairs.title[person.language]
    for _ in range(60):
        if title in person.terminal.words:
            break
        person.type("\x04")
    assert title in person.terminal.words
    seen = ""
    for _ in range(8):
        seen += person.terminal.text
        person.type("\x04")
    return seen


@pytest.mark.slow
@pytest.mark.skipif(bool(MISSING), reason=MISSING)
def test_two_ssh_clients_in_two_languages_from_the_signs_of_the_room_to_the_last_page(
    ssh: tuple[Host, Sshd], pack: Pack, tmp_path: Path
) -> None:
    served, server = ssh
    clients = [Terminal((), *SMALL, {}, tmp_path, server.ssh()) for _ in range(2)]
    try:
        people = Person(clients[0], pack, "es"), Person(clients[1], pack, "en")
        room(people)
        live_together(people, (1, 2))
        for person, other in (people, people[::-1]):
            seen = last_page(person)
            assert "≠" not in seen and "=" in seen
            assert pack.role(pack.days[people.index(other)].role).short[person.language] in seen
        for client in clients:
            client.close()
    finally:
        for client in clients:
            if client.process.poll() is None:
                client.close()
    served.alone()
    assert on_disk(served.folder) == []


VICTIMS = ("client", "child", "parent", "hang up")


def cut(served: Host, people: tuple[Person, Person], victim: str, mine: int) -> None:
    """The second of the two is gone at once, or the parent of both; `mine` is the process of the first."""
    if victim == "parent":
        served.process.kill()
        served.process.wait()
        return
    client = people[1].terminal.process
    if victim == "child":
        os.kill(next(child for child in served.children if child != mine), signal.SIGKILL)
    else:
        client.send_signal(signal.SIGKILL if victim == "client" else signal.SIGHUP)
    until(lambda: len(served.children) < 2, "the end of one visit")


@pytest.mark.slow
@pytest.mark.parametrize("victim", VICTIMS)
def test_whoever_is_gone_the_others_day_ends_well_and_nothing_is_left(
    host: Hosts, two_chairs: Path, pack: Pack, victim: str
) -> None:
    served = host(pack=two_chairs)
    first = Person(served.visit(size=SMALL), pack, "es")
    mine = served.child()
    people = first, Person(served.visit(size=SMALL), pack, "en")
    room(people)
    chance = Random(victim)
    for _ in range(chance.randrange(2, 14)):
        people[chance.randrange(2)].step(patient=chance.random() < 0.5)
    cut(served, people, victim, mine)
    for _ in range(60):
        if people[0].step(patient=False) == "over":
            break
    assert people[0].asked == "over" and people[0].hours >= len(pack.days[0].scenes)
    people[0].terminal.ask("q", pack.interface.dialogs.quit_title["es"][:8])
    people[0].terminal.press("q")
    assert people[0].terminal.end() == 0
    assert on_disk(served.folder) == []
