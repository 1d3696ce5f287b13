"""The overview of a class: what it says, in every format, and that it gives nobody away."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from explorer.engine.code import encode
from explorer.engine.visit import Visit, chosen, liked
from explorer.pack.days import Activity
from explorer.pack.pack import Pack
from explorer.report.csv import as_csv
from explorer.report.document import Document, Table
from explorer.report.html import as_html
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import translator_of
from explorer.report.text import as_text
from explorer.study.classroom import Overview, overview
from explorer.study.classroom_report import class_data, class_document, class_rows, people_rows
from explorer.study.listed import Person
from explorer.study.telling import LEAST
from tests.study.conftest import class_of

Classes = dict[int, list[Visit]]


def figures(document: Document) -> list[int]:
    """The counts in the tables of a document."""
    cells = [cell for block in document if isinstance(block, Table) for row in block.rows for cell in row[1:]]
    return [int(cell) for cell in cells]


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_format_shows_a_code_or_a_count_under_five(pack: Pack, classes: Classes, language: str) -> None:
    tr = translator_of(pack, language)
    for people, visits in classes.items():
        found = overview(pack, visits)
        exact, handed_on = class_document(tr, found, False), class_document(tr, found, True)
        pages = [as_text(exact, 80, False), as_markdown(handed_on), as_html(handed_on, language)]
        pages += [json.dumps(class_data(tr, found)), as_csv(*class_rows(tr, found))]
        for visit in visits:
            code = encode(pack, visit)
            assert not any(code in page or code.replace("-", "") in page for page in pages)
        assert all(count >= LEAST for count in [*figures(exact), *figures(handed_on)])
        assert all(count % LEAST == 0 for count in figures(handed_on))
        assert (people < LEAST) == (not found.enough)


def test_the_counts_are_those_of_the_class(pack: Pack) -> None:
    visits = class_of(120)
    found = overview(pack, visits)
    assert found.people == 120
    for tally in (found.verdicts, *found.axes, *found.items):
        assert sum(people for _, people in tally.shown) in (0, 120)
    item = found.items[0]
    answers = Counter(
        "high" if visit.answers[item.about] > 3 else "low" for visit in visits if visit.answers[item.about] != 3
    )
    assert dict(item.shown)["high"] == answers["high"] and dict(item.shown)["low"] == answers["low"]
    assert [min(dict(each.shown)["high"], dict(each.shown)["low"]) for each in found.items] == sorted(
        (min(dict(each.shown)["high"], dict(each.shown)["low"]) for each in found.items), reverse=True
    )


def test_every_count_is_null_where_it_may_not_be_told(pack: Pack, classes: Classes) -> None:
    data = class_data(translator_of(pack, "en"), overview(pack, classes[9]))
    assert data["people"] is None and data["words"]
    assert all(group["people"] is None for group in data["verdicts"])
    told = class_data(translator_of(pack, "en"), overview(pack, classes[25]))
    assert told["people"] == 25
    assert all(group["people"] is None or group["people"] >= LEAST for axis in told["axes"] for group in axis["groups"])


def test_a_class_of_fewer_than_ten_is_told_without_a_number(pack: Pack, classes: Classes) -> None:
    for people in (5, 9):
        page = as_text(class_document(translator_of(pack, "en"), overview(pack, classes[people]), False), 80, False)
        assert not re.search(r"\d", re.sub(r"^\d .*$", "", page, flags=re.M)), page
        assert "half or fewer" in page


def test_a_smaller_one_is_not_told_at_all(pack: Pack, classes: Classes) -> None:
    document = class_document(translator_of(pack, "en"), overview(pack, classes[4]), False)
    assert len(document) == 2


def test_three_questions_to_talk_about(pack: Pack, classes: Classes) -> None:
    for people in (5, 25, 120):
        data = class_data(translator_of(pack, "es"), overview(pack, classes[people]))
        assert len(set(data["questions"])) == 3


def test_days_are_told_as_they_were_liked(pack: Pack) -> None:
    role = pack.days[0].role
    visits = class_of(30)
    for place, visit in enumerate(visits[:20]):
        visits[place] = liked(chosen(visit, role, 1), role, 0, 5 if place < 12 else 1)
    day = next(day for day in overview(pack, visits).days if day.about == role)
    assert dict(day.shown) == {"liked": 12, "mixed": 8, "not_lived": 10}


def test_hours_are_told_by_whom_they_are_with(pack: Pack) -> None:
    """Where the days of a pack say so: here the first hour is one with clients."""
    day = pack.days[0]
    client = replace(day.scenes[0], hour=Activity(company="client", doing="tell"))
    tagged = replace(pack, days=(replace(day, scenes=(client, *day.scenes[1:])), *pack.days[1:]))
    visits = class_of(20)
    for place, visit in enumerate(visits[:14]):
        visits[place] = liked(chosen(visit, day.role, 1), day.role, 0, 5 if place < 8 else 2)
    found = overview(tagged, visits)
    assert [dict(each.shown) for each in found.hours] == [{"liked": 8, "mixed": 6, "not_lived": 6}]
    page = as_text(class_document(translator_of(tagged, "en"), found, False), 80, False)
    assert "with people outside" in page
    assert overview(pack, visits).hours == ()


def test_a_row_for_each_person_has_no_code(pack: Pack) -> None:
    people = [Person(n, f"P{n}", visit, encode(pack, visit)) for n, visit in enumerate(class_of(6), 1)]
    written = as_csv(*people_rows(translator_of(pack, "en"), people))
    assert len(written.splitlines()) == 7
    assert not any(person.code in written for person in people)


# --- answers beside axes ---------------------------------------------------------------------------------------


def told_of(found: Overview, axis: str) -> tuple[object, ...]:
    """What is told of an axis, and of all answers that divide."""
    return next(each for each in found.axes if each.about == axis), found.items


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_the_answers_that_are_told_do_not_give_the_axes_away(pack: Pack, seed: int) -> None:
    """An axis is made of answers that are told as well. Other classes are looked for that would be told the same of
    both, and in which a group of the axis that is not told has another number of people."""
    chance = Random(seed)
    visits = class_of(25, seed)
    found = overview(pack, visits)
    hidden = [axis for axis in found.axes if len(axis.shown) < 3]
    for axis in hidden:
        items = [item.id for item in pack.questionnaire.items if item.dimension == axis.about]
        people = [{item: visit.answers[item] for item in items} for visit in visits]
        now, seen = told_of(overview(pack, [Visit("es", each) for each in people]), axis.about), set[int]()
        for _ in range(4000):
            changed = [dict(each) for each in people]
            item, (one, other) = chance.choice(items), chance.sample(range(25), 2)
            changed[one][item], changed[other][item] = changed[other][item], changed[one][item]
            item, who = chance.choice(items), chance.choice(changed)
            who[item] = {1: 2, 2: 1, 4: 5, 5: 4}.get(who[item], 3)
            again = overview(pack, [Visit("es", each) for each in changed])
            if told_of(again, axis.about) == now:
                people = changed
                seen.add(low_of(pack, people, axis.about))
            if len(seen) >= LEAST:
                break
        assert len(seen) >= LEAST, (axis, seen)


def low_of(pack: Pack, people: list[dict[str, int]], axis: str) -> int:
    """How many go towards the second role's end."""
    from explorer.engine.questionnaire import instrument

    scorer = instrument(pack)
    items = {item.id for item in pack.questionnaire.items if item.dimension == axis}
    parts = (scorer.score(answers).contributions for answers in people)
    return sum(sum(part for item, part in each.items() if item in items) < 0 for each in parts)
