"""What of an hour comes from somebody else has a sign and words: what the other person did, or what a stand-in did."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.engine.letters import of_day, received, written
from explorer.engine.messages import choose_and_hear, day_as_lived
from explorer.engine.visit import Told, Visit, with_told
from explorer.pack.pack import Pack
from explorer.report.day import from_other_chair, hour
from explorer.report.from_others import PERSON, STAND_IN, act, from_others
from explorer.report.pack_translator import translator_of
from explorer.report.text import as_text
from explorer.report.together import gate_blocks
from explorer.words.ascii import as_ascii
from tests.engine.test_messages import pack, two_chairs

__all__ = ["pack", "two_chairs"]


def in_the_second_hour(pack: Pack, sent: int) -> Visit:
    """The first chair's second hour, with the other's first choice told, or (0) a letter that never came."""
    one, other = (day.role for day in pack.days)
    visit = with_told(Visit("es"), other, Told())
    if sent:
        theirs = choose_and_hear(pack, Visit("en"), other, sent)
        visit, _ = received(pack, visit, one, written(pack, of_day(pack, theirs, other)))
    return choose_and_hear(pack, visit, one, 1)


def shown(pack: Pack, visit: Visit) -> str:
    role = pack.days[0].role
    played = day_as_lived(pack, visit, role)
    assert played.now
    tr = translator_of(pack, visit.language)
    return as_text(hour(tr, played.now, others=from_others(visit, played, played.now)), 200, False)


@pytest.mark.parametrize("language", ["es", "en"])
def test_an_hour_says_whose_act_came_with_it(pack: Pack, language: str) -> None:
    words = pack.interface.together
    other = pack.days[1]
    for sent, sign, said in ((2, PERSON, words.came), (0, STAND_IN, words.came_stand_in)):
        visit = replace(in_the_second_hour(pack, sent), language=language)
        heard = day_as_lived(pack, visit, pack.days[0].role).heard[0]
        scene, option = act(other, heard.message.fact, heard.value)
        line = said.fill(language, time=scene.time, done=option.text[language].rstrip("."))
        text = shown(pack, visit)
        assert f"{sign} {pack.role(other.role).short[language]}" in text and line in text
        assert as_ascii(sign).isascii() and as_ascii(PERSON) != as_ascii(STAND_IN)


def test_the_lines_that_hang_on_it_have_its_sign_and_no_others(pack: Pack) -> None:
    played = day_as_lived(pack, visit := in_the_second_hour(pack, 2), pack.days[0].role)
    assert played.now
    others = from_others(visit, played, played.now)
    fact = played.heard[0].message.fact
    hangs = next(each for each in played.now.scene.text if any(clause.name == fact for clause in each.when))
    tr = translator_of(pack, "es")
    whose = f"{PERSON} {pack.interface.together.by_them.fill('es', role=tr.short(pack.days[1].role))}"
    assert others.sign(tr, hangs.when) == whose and others.sign(tr, ()) == ""
    read = others.said(tr, played.now.scene.text, played.now)
    assert [line.removeprefix(f"{whose}: ") for line in read] == [text["es"] for text in played.now.text]


def test_an_hour_of_a_day_lived_alone_has_no_signs(pack: Pack) -> None:
    visit = choose_and_hear(pack, Visit("en"), pack.days[0].role, 1)
    assert PERSON not in shown(pack, visit) and STAND_IN not in shown(pack, visit)


def test_from_the_other_chair_what_was_chosen_there_is_marked_once_it_is_known(pack: Pack) -> None:
    one, other = pack.days
    twin, tr = other.scenes[0], translator_of(pack, "en")
    scene = next(each for each in one.scenes if each.event == twin.event)
    for sent in (0, 2):
        text = as_text(from_other_chair(tr, in_the_second_hour(pack, sent), one.role, scene), 200, False)
        marked = [option.text["en"] for option in twin.options if f"{PERSON} {option.text['en']}" in text]
        assert marked == ([twin.options[1].text["en"]] if sent else [])


def test_who_waits_reads_where_the_other_is_and_what_has_come(pack: Pack) -> None:
    visit = in_the_second_hour(pack, 2)
    role, other = pack.days[0].role, pack.days[1]
    visit = choose_and_hear(pack, visit, role, 1)
    blocks = gate_blocks(translator_of(pack, "en"), visit, day_as_lived(pack, visit, role), (other.role, 1), "QWERTY")
    text, words = as_text(blocks, 200, False), pack.interface.together
    name = pack.role(other.role).short["en"]
    assert words.gate.fill("en", role=name, time=other.scenes[1].time) in text
    assert words.gate_way.fill("en", role=name) in text
    assert words.gate_heard["en"] in text and text.count(PERSON) == 1
    assert words.came_stand_in["en"][-20:] not in text
