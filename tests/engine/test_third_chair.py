"""A third chair joins by its data alone: it hears the other two, by letter and in a room."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.engine.letters import Form, of_day, read, received, written
from explorer.engine.messages import choose_and_hear, day_as_lived
from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from tests.serve.lobby import Lobby

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "customer-success"


@pytest.fixture(scope="module")
def three() -> Pack:
    return read_pack(EXAMPLE)


def test_it_hears_the_letters_of_both_others_and_has_one_of_its_own(three: Pack) -> None:
    first, second, third = (day.role for day in three.days)
    here = Visit("en")
    for role in (first, second):
        there = choose_and_hear(three, Visit("en"), role, 2)
        here, _ = received(three, here, third, written(three, of_day(three, there, role)))
    here = choose_and_hear(three, choose_and_hear(three, here, third, 1), third, 1)
    heard = {each.message.by for each in day_as_lived(three, here, third).heard if not each.stand_in}
    assert heard == {first, second}
    own = of_day(three, here, third)
    assert read(three, written(three, own)) == own and sum(own.reached) == 2
    assert len(written(three, own).replace("-", "")) == Form.of(three).width


def test_it_sits_in_a_room_with_either(three: Pack) -> None:
    first, _, third = (day.role for day in three.days)
    lobby = Lobby(three)
    one, other = lobby.visitor(), lobby.visitor()
    one.together.make(first)
    assert other.together.enter(one.together.room, third).role == third
    other.change(choose_and_hear(three, other.visit, third, 1))
    assert other.together.gate(third)
    one.change(choose_and_hear(three, one.visit, first, 2))
    assert other.together.gate(third) is None
    heard = {each.message.by for each in day_as_lived(three, other.visit, third).heard if not each.stand_in}
    assert heard == {first}
