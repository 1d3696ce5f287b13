"""The plan: three lines of one's own, small things to try, and where they are told and where not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.code import encode
from explorer.engine.visit import PLAN_LINES, PLAN_SIGNS, Visit, planned
from explorer.loader.reader import read_pack
from explorer.pack.pack import Pack
from explorer.plain.desk import Desk
from explorer.plain.plan import ask_plan
from explorer.report.export import Format, rendered
from explorer.report.plan import OFFERED, tries
from explorer.report.summary import summarise
from explorer.session.resume import resumed
from explorer.session.session import Session
from explorer.words.text import CONTROL
from tests.first import PACK
from tests.study.conftest import class_of

FORMATS: tuple[Format, ...] = ("md", "text", "html", "json")


@given(st.lists(st.tuples(st.integers(0, PLAN_LINES - 1), st.text(max_size=300))))
def test_a_line_is_one_line_without_signs_that_act(lines: list[tuple[int, str]]) -> None:
    visit = Visit("en")
    for place, text in lines:
        visit = planned(visit, place, text)
        assert len(visit.plan) in (0, PLAN_LINES)
        assert all(len(line) <= PLAN_SIGNS and not CONTROL.search(line) and "\n" not in line for line in visit.plan)
    assert encode(PACK, visit) == encode(PACK, Visit("en"))


def test_taking_every_line_away_leaves_no_plan() -> None:
    visit = planned(planned(Visit("en"), 1, "Ask Nora"), 1, " ")
    assert visit == Visit("en") and visit.empty
    assert not planned(Visit("en"), 2, "Friday").empty


@pytest.mark.parametrize("format", FORMATS)
def test_it_stands_in_the_summary(format: Format) -> None:
    visit = planned(planned(class_of(1)[0], 0, "<Nora> & co"), 2, "Friday")
    said = rendered(summarise(PACK, visit), format)
    assert "Nora" in said and "Friday" in said and "<Nora>" not in (said if format == "html" else "")
    assert "Friday" not in rendered(summarise(PACK, class_of(1)[0]), format)


def test_three_things_to_try_for_the_role_of_a_lean_and_of_each_where_there_is_none() -> None:
    pack = read_pack()
    axes = {dimension.id for dimension in pack.dimensions}
    assert {(each.role, each.dimension) for each in pack.tries} == {(r.id, axis) for r in pack.roles for axis in axes}
    for visit in class_of(20, pack=pack):
        summary = summarise(pack, visit)
        offered = tries(summary)
        if summary.fit.leader:
            assert [each.role for each in offered] == [summary.fit.leader] * OFFERED
        else:
            assert [each.role for each in offered] == [r.id for r in pack.roles for _ in range(OFFERED)]
    assert len(tries(summarise(pack, Visit("es")))) == 2 * OFFERED


def test_a_pack_without_any_offers_none(small: Pack) -> None:
    assert tries(summarise(small, Visit("en"))) == ()


def test_line_by_line_it_is_asked_kept_and_undone() -> None:
    pack = read_pack()
    typed = iter(["Nora", "1", "", "", "-", "soon"])
    session = Session(pack, Visit("en"))
    heard: list[object] = []
    desk = Desk(heard.extend, lambda prompt: next(typed))
    ask_plan(session, desk)
    assert session.visit.plan == ("Nora", tries(session.summary)[0].text["en"], "")
    session.undo()
    assert session.visit.plan == ("Nora", "", "")
    ask_plan(session, desk)
    assert session.visit.plan == ("Nora", "", "soon")


def test_the_next_visit_asks_how_it_was(state: Path) -> None:
    session = resumed(PACK, "en", insisted=True)
    session.change(planned(session.visit, 1, "Rearrange the club's calendar"))
    session.close()
    again = resumed(PACK, "en", insisted=True)
    assert any("Rearrange the club's calendar" in line for line in again.news)
    assert again.summary.fit == session.summary.fit
