"""What is in the air at an hour: what is so and was not in the morning, whose it is, who has heard it, who saw it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pydantic import TypeAdapter

from explorer.engine.air import facts_at, hour_shown, in_the_air, known_to, said_of
from explorer.engine.day import Played
from explorer.engine.messages import choose_and_hear, day_as_lived
from explorer.engine.visit import Visit
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.pack.world import When
from tests.checks.conftest import whole_pack_in
from tests.checks.thursday import Thursday

HIGH = {"es": "El grillo canta alto.", "en": "The cricket sings loud."}
DOWN = {"es": "La hormiga bajó.", "en": "The ant went down."}


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Two days that hear each other; at ten the ant can make the cricket, who is there, sing loud."""
    thursday = Thursday(whole_pack_in(tmp_path_factory.mktemp("air") / "pack"))
    ant = thursday.days["ant"]
    ant["facts"][0]["air"] = {"high": HIGH}
    ant["scenes"][1]["here"] = ["cricket"]
    ant["scenes"][2]["options"][0].setdefault("sets", []).append("song@cricket")
    next(fact for fact in thursday.world["facts"] if fact["id"] == "ant-0")["air"] = {"down": DOWN}
    thursday.write()
    return read_pack(thursday.desk.folder)


def lived(pack: Pack, role: str, *choices: int, visit: Visit | None = None) -> Played:
    return day_as_lived(pack, after(pack, visit or Visit("en"), role, *choices), role)


def after(pack: Pack, visit: Visit, role: str, *choices: int) -> Visit:
    for choice in choices:
        visit = choose_and_hear(pack, visit, role, choice)
    return visit


def test_in_the_morning_nothing_is(pack: Pack) -> None:
    assert in_the_air(pack, lived(pack, "ant"), telling=False) == ()
    assert hour_shown(lived(pack, "ant"), telling=True) == lived(pack, "ant").now


def test_what_a_choice_made_so_is_new_while_it_is_told_and_there_from_then_on(pack: Pack) -> None:
    played = lived(pack, "ant", 1, 2)
    [told] = in_the_air(pack, played, telling=True)
    assert (told.text.root, told.since, told.by, told.new) == (HIGH, "10:00", "", True)
    [stands] = in_the_air(pack, played, telling=False)
    assert (stands.text, stands.since, stands.new) == (told.text, "10:00", False)
    assert facts_at(played.lived[-1])["song"] == "high" and not played.lived[-1].facts.true.get("song")


def test_what_is_over_is_not_said_any_more(pack: Pack) -> None:
    """An offer that was taken back is no longer in the air, nor with those who know of it, though it was made."""
    facts = facts_at(lived(pack, "ant", 1, 2).lived[-1])
    name = next(name for name, value in facts.true.items() if value in facts.table[name].air)
    over = TypeAdapter(When).validate_python([f"{name}={facts[name]}"])
    table = {**facts.table, name: replace(facts.table[name], over=over)}
    assert said_of(facts, name) == facts.table[name].air[facts[name]]
    assert said_of(replace(facts, table=table), name) is None


def test_what_the_other_chair_will_hear_is_named_with_its_hour_until_then(pack: Pack) -> None:
    [at_nine] = in_the_air(pack, lived(pack, "ant", 2), telling=True)
    assert at_nine.text.root == DOWN and at_nine.unheard == (("bee", "10:00"),)
    later = [each for each in in_the_air(pack, lived(pack, "ant", 2, 1, 1), telling=False) if each.text.root == DOWN]
    assert [each.unheard for each in later] == [()]


def test_what_was_heard_is_of_the_chair_that_it_came_from(pack: Pack) -> None:
    visit = after(pack, Visit("en"), "ant", 2)
    heard = lived(pack, "bee", 1, visit=visit)
    [said] = in_the_air(pack, heard, telling=False)
    assert (said.text.root, said.by, said.unheard) == (DOWN, "ant", ())


def test_who_was_there_knows_it_and_who_was_told_too(pack: Pack) -> None:
    saw = lived(pack, "ant", 1, 2)
    assert [text.root for text in known_to(saw, "cricket", telling=False)] == [HIGH]
    assert (
        known_to(saw, "nobody", telling=False) == ()
        and known_to(lived(pack, "ant", 1, 1), "cricket", telling=False) == ()
    )
    told = lived(pack, "ant", 1, 2, 1)
    assert [text.root for text in known_to(told, "cricket", telling=True)] == [HIGH]


def test_when_the_day_is_over_there_is_no_hour_to_show(pack: Pack) -> None:
    over = lived(pack, "ant", *[1] * 8)
    assert (
        over.now is None
        and in_the_air(pack, over, telling=False) == ()
        and known_to(over, "cricket", telling=False) == ()
    )
