"""Two people over SSH who live one day together, and what is left when one of them, or the host, is gone."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.serve.bridge import Bridge
from explorer.serve.wire import Arrival
from tests.engine.test_messages import two_chairs
from tests.real_terminal.conftest import Terminal
from tests.serve.conftest import Host, Hosts
from tests.serve.pair import Person, live_together
from tests.serve.sshd import MISSING, Sshd, stub_command
from tests.waiting import until

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
    person.terminal.ask("l", person.pack.interface.two_chairs.title[person.language])
    seen = ""
    for _ in range(12):
        seen += person.terminal.words
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
            words = pack.interface.two_chairs
            assert words.same[person.language] in seen and words.same_later[person.language][:12] in seen
            for late in (words.unheard, words.stand_in_same, words.stand_in_other):
                assert late[person.language][:24] not in seen
            assert pack.role(pack.days[people.index(other)].role).short[person.language] in seen
        for client in clients:
            client.close()
    finally:
        for client in clients:
            if client.process.poll() is None:
                client.close()
    served.alone()
    assert on_disk(served.folder) == []


async def test_a_browser_and_a_terminal_meet_in_one_room(host: Hosts, two_chairs: Path, pack: Pack) -> None:
    served = host(pack=two_chairs)
    one = Person(served.visit(size=SMALL), pack, "es")
    one.begin()
    signs = one.make_room(1)
    bridge = Bridge(str(served.socket), Arrival("web", "xterm-256color", "", ""), 80, 24, b"")
    kept: list[str] = []

    async def note(kind: bytes, said: str) -> None:
        kept.append(said)

    bridge.note = note
    shown = bytearray()

    async def read() -> None:
        async for data in bridge.output():
            shown.extend(data)

    reading = asyncio.ensure_future(read())
    for keys in ("s", "m", *signs.lower(), "\r", "1", "5"):
        before = len(shown)
        await bridge.write(keys.encode())
        for _ in range(100):
            if len(shown) > before:
                break
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.1)
    one.step()
    one.step()
    assert one.asked == "choose"  # what was done in the browser has come
    assert any(f'"{pack.days[0].role}":{{"values"' in each for each in kept)
    bridge.hang_up()
    await reading
    bridge.close()
    role = pack.role(pack.days[1].role).short["es"]
    one.type("G")  # it stands below the choices
    one.terminal.until(pack.interface.together.room_left.fill("es", room=signs, role=role)[:30])


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
