"""Both chairs lived: of each shared hour what was done in one and what of it came to the other."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from explorer.engine.day import certain_times
from explorer.engine.letters import of_day, received, written
from explorer.engine.messages import choose_and_hear, day_as_lived, facts_sent_by
from explorer.engine.visit import Told, Visit, restarted, with_told
from explorer.pack.pack import Pack
from explorer.report.day import from_other_chair, twins
from explorer.report.document import Document, Hours, Paragraph
from explorer.report.from_others import act
from explorer.report.pack_translator import translator_of
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.report.text import as_text
from explorer.report.two_chairs import two_versions
from tests.engine.test_messages import pack, two_chairs
from tests.serve.lobby import JointDay, Lobby

__all__ = ["pack", "two_chairs"]


def lived(pack: Pack, role: str, visit: Visit, choices: tuple[int, ...]) -> Visit:
    for choice in choices:
        visit = choose_and_hear(pack, visit, role, choice)
    return visit


def test_a_day_alone_has_no_second_version(pack: Pack) -> None:
    visit = lived(pack, "ant", Visit("en"), (1,) * 8)
    assert list(two_versions(translator_of(pack, "en"), visit, "ant", 2)) == []


def table(blocks: Document) -> list[tuple[str, str, str]]:
    """The rows of the tables: when, what was done, and what came of it."""
    rows = (row for block in blocks if isinstance(block, Hours) for row in block.rows)
    return [(row.time, row.cells[0].text, row.cells[1].text) for row in rows]


def options(pack: Pack, visit: Visit, role: str) -> set[str]:
    return {hour.taken.text["en"] for hour in day_as_lived(pack, visit, role).lived if hour.taken}


def test_where_the_first_day_had_a_stand_in_each_shared_hour_says_what_it_did(pack: Pack) -> None:
    """The ant heard the stand-in all day, the bee what the ant did."""
    visit = lived(pack, "bee", lived(pack, "ant", Visit("en"), (1, 2) * 4), (2, 1) * 4)
    words, said = pack.interface.two_chairs, told(pack, visit, "bee")
    rows = table(said)
    sends = [fact for fact in facts_sent_by(pack, "bee") if fact.sender and fact.sender.event]
    assert len(rows) == len(sends) and [time for time, *_ in rows] == sorted(time for time, *_ in rows)
    heard = {each.message.fact: each.value for each in day_as_lived(pack, visit, "ant").heard}
    for fact in sends:
        value = day_as_lived(pack, visit, "bee").facts[fact.id]
        scene, done = act(pack.day("bee"), fact.id, value)
        came = next(came for time, did, came in rows if (time, did) == (scene.time, done.text["en"]))
        if heard[fact.id] == value:
            assert came.startswith(words.same["en"])
        else:
            there = act(pack.day("bee"), fact.id, heard[fact.id])[1]
            assert came == there.text["en"]
    names = {"role": pack.role("bee").short["en"], "other": pack.role("ant").short["en"]}
    paragraphs = [block.text for block in said if isinstance(block, Paragraph)]
    assert words.script.fill("en", n=len(sends), **names) in paragraphs
    assert words.all_same.fill("en", role=names["other"], other=names["role"]) in paragraphs


def test_what_was_lived_again_after_the_other_day_is_no_stand_ins(pack: Pack) -> None:
    visit = lived(pack, "bee", lived(pack, "ant", Visit("en"), (1,) * 8), (1,) * 8)
    again = lived(pack, "ant", restarted(visit, "ant"), (2,) * 8)
    names = {"role": pack.role("ant").short["en"], "other": pack.role("bee").short["en"]}
    paragraphs = [block.text for block in told(pack, again, "ant") if isinstance(block, Paragraph)]
    sends = [fact for fact in facts_sent_by(pack, "ant") if fact.sender and fact.sender.event]
    assert pack.interface.two_chairs.changed.fill("en", n=len(sends), **names) in paragraphs


def pair(pack: Pack, hears: bool) -> tuple[Visit, Visit]:
    """The ant and the bee of two people, by letter; who hears nothing reads only the last letter."""
    visits = [with_told(Visit("en"), "bee", Told()), with_told(Visit("en"), "ant", Told())]
    roles = ("ant", "bee")

    def reads(who: int) -> None:
        letter = written(pack, of_day(pack, visits[1 - who], roles[1 - who]))
        visits[who], _ = received(pack, visits[who], roles[who], letter)

    for hour in range(8):
        for who in (0, 1):
            if hears:
                reads(who)
            visits[who] = choose_and_hear(pack, visits[who], roles[who], 1 + (hour + who) % 2)
    reads(0)
    reads(1)
    return visits[0], visits[1]


def told(pack: Pack, visit: Visit, role: str) -> Document:
    return tuple(two_versions(translator_of(pack, "en"), visit, role, 2))


@pytest.mark.parametrize("hears", [True, False])
def test_by_letter_both_see_what_each_did_and_what_of_it_came(pack: Pack, hears: bool) -> None:
    words = pack.interface.two_chairs
    for visit, role, other in zip(pair(pack, hears), ("ant", "bee"), ("bee", "ant"), strict=True):
        rows = table(told(pack, visit, role))
        shared = {
            each: [fact for fact in facts_sent_by(pack, each) if fact.sender and fact.sender.event]
            for each in ("ant", "bee")
        }
        assert len(rows) == sum(map(len, shared.values()))
        mine, theirs = rows[: len(shared[role])], rows[len(shared[role]) :]
        assert {did for _, did, _ in mine} <= options(pack, visit, role)
        assert {did for _, did, _ in theirs} <= {
            option.text["en"] for scene in pack.day(other).scenes for option in scene.options
        }
        came = [came for *_, came in rows]
        if hears:
            assert all(each.startswith(words.same["en"]) for each in came)
        else:
            late = (words.stand_in_same["en"], words.unheard["en"], words.stand_in_other["en"].split("{")[0])
            assert any(each.startswith(late) for each in came)


def test_both_see_the_same_of_what_crossed(pack: Pack) -> None:
    """What was done, came and showed is told alike in both chairs, the other's part from a letter alone."""
    for hears in (True, False):
        ant, bee = (
            sorted(row)
            for row in (table(told(pack, v, r)) for v, r in zip(pair(pack, hears), ("ant", "bee"), strict=True))
        )
        assert [row[:2] for row in ant] == [row[:2] for row in bee]
        for one, other in zip(ant, bee, strict=True):
            assert one[2].split(".")[0] == other[2].split(".")[0] or pack.interface.two_chairs.unheard["en"] in (
                one[2],
                other[2],
            )


def test_of_a_chair_that_somebody_sits_in_nobody_says_that_a_stand_in_does(pack: Pack) -> None:
    ant, _ = pair(pack, True)
    tr = translator_of(pack, "en")
    words = tr.words.simulator
    for visit, sits in ((ant, True), (replace(ant, told={}), False)):
        shared = next(scene for scene in pack.day("ant").scenes if any(twins(pack, "ant", scene)))
        said = [block.text for block in from_other_chair(tr, visit, "ant", shared) if isinstance(block, Paragraph)]
        assert (tr(words.somebody_did, role=tr.short("bee")) in said) == sits
        assert (tr(words.not_lived_there, role=tr.short("bee")) in said) != sits


def test_the_hours_in_which_a_stand_in_spoke_are_named_and_a_missing_letter_too(pack: Pack) -> None:
    ant, _ = pair(pack, False)
    played = day_as_lived(pack, ant, "ant")
    times = [each.message.turn for each in played.heard if each.stand_in]
    early = replace(ant, told={"bee": Told((1, 0, 0, 0, 0, 0), (0,) * 5)})
    said = [block.text for block in told(pack, early, "ant") if isinstance(block, Paragraph)]
    assert times and played.day.scenes[times[0]].time in said[0]
    assert said[-1] == pack.interface.two_chairs.not_over.fill("en", role=pack.role("bee").short["en"])


def test_both_days_are_in_the_summary_where_both_would_have_it(pack: Pack) -> None:
    ant, _ = pair(pack, True)
    title = pack.interface.two_chairs.title["en"]
    for shared, agrees in ((True, True), (True, False), (False, True), (False, False)):
        visit = with_told(ant, "bee", replace(ant.told["bee"], shared=shared, agrees=agrees))
        text = as_text(summary_document(summarise(pack, visit)), 100, colour=False)
        assert (title in text) == (shared and agrees)
        assert pack.interface.two_chairs.in_summary["en"][:30] not in text


def test_the_hours_of_somebody_else_of_which_nothing_is_told_are_named(built_in: Pack) -> None:
    """Only those that come whatever is done: which of the others came is not known."""
    day = JointDay(Lobby(built_in), Random(1), patience=0)
    day.live()
    for session, role, other in zip(day.sessions, day.roles, reversed(day.roles), strict=True):
        tr = translator_of(built_in, session.visit.language)
        said = [block.text for block in two_versions(tr, session.visit, role, 2) if isinstance(block, Paragraph)]
        crossed = {scene.time for scene in built_in.day(other).scenes if scene.event}
        times = [time for time in certain_times(built_in.day(other).scenes) if time not in crossed]
        assert times
        assert tr(tr.words.two_chairs.not_told, role=tr.short(other), times=", ".join(times)) in said
