"""Both chairs lived: a line an hour, and where one heard something else than was done, what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.engine.letters import of_day, received, written
from explorer.engine.messages import choose_and_hear, day_as_lived, facts_sent_by
from explorer.engine.visit import Told, Visit, with_told
from explorer.pack.pack import Pack
from explorer.report.day import from_other_chair, twins
from explorer.report.document import Document, Heading, Hours, Paragraph, Point
from explorer.report.pack_translator import translator_of
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.report.text import as_text
from explorer.report.two_chairs import OTHER, SAME, two_versions
from tests.engine.test_messages import pack, two_chairs

__all__ = ["pack", "two_chairs"]


def lived(pack: Pack, role: str, visit: Visit, choices: tuple[int, ...]) -> Visit:
    for choice in choices:
        visit = choose_and_hear(pack, visit, role, choice)
    return visit


def test_a_day_alone_has_no_second_version(pack: Pack) -> None:
    visit = lived(pack, "ant", Visit("en"), (1,) * 8)
    assert list(two_versions(translator_of(pack, "en"), visit, "ant", 2)) == []


def test_what_was_heard_otherwise_is_marked(pack: Pack) -> None:
    """The ant heard the stand-in all day, the bee what the ant did."""
    visit = lived(pack, "bee", lived(pack, "ant", Visit("en"), (1, 2) * 4), (2, 1) * 4)
    title, *lines = two_versions(translator_of(pack, "en"), visit, "bee", 2)
    assert isinstance(title, Heading)
    table = lines[0]
    assert isinstance(table, Hours) and all(any(cell.text for cell in row.cells) for row in table.rows)
    assert [row.time for row in table.rows] == sorted(row.time for row in table.rows)
    assert sum(bool(cell.text) for row in table.rows for cell in row.cells) == 16
    points = [line for line in lines if isinstance(line, Point)]
    assert [point.tag for point in points] == sorted(point.tag for point in points)
    assert {point.mark for point in points} <= {SAME, OTHER}
    differ = {row.time for row in table.rows if row.otherwise}
    assert {point.tag for point in points if point.mark == OTHER} <= differ and table.rows[0].sign == OTHER


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
def test_by_letter_both_see_what_each_did_and_whether_it_was_heard(pack: Pack, hears: bool) -> None:
    ant, bee = pair(pack, hears)
    for visit, role in ((ant, "ant"), (bee, "bee")):
        table = next(block for block in told(pack, visit, role) if isinstance(block, Hours))
        signs = {row.sign for row in table.rows}
        own = [row.cells[0].text for row in table.rows if row.cells[0].text]
        assert own == [hour.taken.text["en"] for hour in day_as_lived(pack, visit, role).lived if hour.taken]
        sends = [
            fact for fact in facts_sent_by(pack, "bee" if role == "ant" else "ant") if fact.sender and fact.sender.event
        ]
        assert sum(bool(row.cells[1].text) for row in table.rows) == len(sends)
        assert signs == {SAME, ""} if hears else {OTHER, ""} <= signs


def test_both_see_the_same_lines(pack: Pack) -> None:
    """What was done, heard and came of it is told alike in both chairs, the other's part from a letter alone."""
    for hears in (True, False):
        lines = [
            sorted(
                (block.tag, block.text, block.mark)
                for block in told(pack, visit, role)
                if isinstance(block, Point) and block.tag
            )
            for visit, role in zip(pair(pack, hears), ("ant", "bee"), strict=True)
        ]
        assert lines[0] == lines[1]


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
    said = [block.text for block in told(pack, ant, "ant") if isinstance(block, Paragraph)]
    played = day_as_lived(pack, ant, "ant")
    times = [each.message.turn for each in played.heard if each.stand_in]
    assert times and played.day.scenes[times[0]].time in said[0]
    early = replace(ant, told={"bee": Told((1, 0, 0, 0, 0, 0), (0,) * 5)})
    last = [block.text for block in told(pack, early, "ant") if isinstance(block, Paragraph)][-1]
    assert last == pack.interface.two_chairs.not_over.fill("en", role=pack.role("bee").short["en"])


def test_both_days_are_in_the_summary_where_both_would_have_it(pack: Pack) -> None:
    ant, _ = pair(pack, True)
    title = pack.interface.two_chairs.title["en"]
    for shared, agrees in ((True, True), (True, False), (False, True), (False, False)):
        visit = with_told(ant, "bee", replace(ant.told["bee"], shared=shared, agrees=agrees))
        text = as_text(summary_document(summarise(pack, visit)), 100, colour=False)
        assert (title in text) == (shared and agrees)
        assert pack.interface.two_chairs.in_summary["en"][:30] not in text
