"""A list of codes as people write one, and files named by it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.code import encode
from explorer.engine.published import published
from explorer.engine.questionnaire import instrument
from explorer.engine.visit import Visit, answered, chosen
from explorer.pack.pack import Pack
from explorer.report.data import result_line
from explorer.report.earlier import notes_of_all
from explorer.report.pack_translator import translator_of
from explorer.study.listed import Again, Person, Unread, file_names, listed
from tests.first import PACK as BUILT_IN
from tests.study.conftest import class_of

VISITS = class_of(4)
CODES = [encode(BUILT_IN, visit) for visit in VISITS]


@pytest.mark.parametrize(
    "line",
    ["{}", "  {}  ", "Ana,{}", "Ana;{}", "{};Ana", "Ana\t{}", '"Ana",{}', "Ana,{},"],
)
def test_a_code_may_have_a_name_beside_it(pack: Pack, line: str) -> None:
    (person,) = listed(pack, line.format(CODES[0]), "es")
    assert isinstance(person, Person)
    assert person.visit.answers == VISITS[0].answers
    assert person.name == ("Ana" if "Ana" in line else "")


def test_a_name_with_a_comma_is_one_name(pack: Pack) -> None:
    (person,) = listed(pack, f'"Vidal, Nora",{CODES[0]}', "es")
    assert isinstance(person, Person) and person.name == "Vidal, Nora"


def test_titles_notes_and_empty_lines_are_passed_over(pack: Pack) -> None:
    text = f"\ufeffNombre;Código\r\n\r\n# tercera hora\r\nAna;{CODES[0]}\r\n"
    assert [type(entry) for entry in listed(pack, text, "es", ["código"])] == [Person]


def test_a_code_that_cannot_be_read_is_named_by_its_line_and_the_others_go_on(pack: Pack) -> None:
    wrong = CODES[1][:-1] + ("2" if CODES[1][-1] != "2" else "3")
    found = list(listed(pack, f"{CODES[0]}\nAna,{wrong}\n\nnada\n{CODES[2]}\n", "es"))
    assert [type(entry) for entry in found] == [Person, Unread, Unread, Person]
    assert [entry.line for entry in found] == [1, 2, 4, 5]


def test_the_same_code_counts_once(pack: Pack) -> None:
    found = list(listed(pack, f"{CODES[0]}\n{CODES[1]}\n{CODES[0].lower()}\n", "es"))
    assert found[2] == Again(3, 1)


def test_lines_of_results_and_of_answers_are_read(pack: Pack) -> None:
    visit = VISITS[0]
    fit = instrument(pack).score(visit.answers)
    answers = json.dumps({"name": "Ana", "answers": dict(visit.answers)})
    for line in (result_line(pack, visit, fit), answers):
        (person,) = listed(pack, line, "es")
        assert isinstance(person, Person) and person.visit.answers == visit.answers
    assert isinstance(next(listed(pack, '{"answers": {"none": 1}}', "es")), Unread)
    assert isinstance(next(listed(pack, '{"a": ' * 9, "es")), Unread)


@given(st.text())
def test_no_text_stops_the_reading(text: str) -> None:
    assert not [entry for entry in listed(BUILT_IN, text, "es") if isinstance(entry, Person)]


# --- names of files --------------------------------------------------------------------------------------------

HOSTILE = [
    "../x",
    "..",
    "/etc/passwd",
    "a/../../b",
    "C:\\x",
    "=cmd",
    "\x1b[2J",
    "Ana",
    "ana",
    "ANA",
    "",
    " ",
    "ñu",
    "nul",
]


def test_a_hostile_list_of_names_gives_names_of_files_and_no_more() -> None:
    assert file_names(HOSTILE, ".html") == [
        "x.html", "02.html", "etc-passwd.html", "a-b.html", "C-x.html", "cmd.html", "2J.html", "Ana.html",
        "ana-2.html", "ANA-3.html", "11.html", "12.html", "ñu.html", "nul-1.html",
    ]  # fmt: skip


@given(st.lists(st.text(max_size=80)))
def test_every_file_has_a_name_of_its_own_inside_its_folder(names: list[str]) -> None:
    found = file_names(names, ".html")
    assert len({name.casefold() for name in found}) == len(names)
    for name in found:
        assert Path(name).name == name and len(name) < 90
        assert all(sign.isalnum() or sign == "-" for sign in name.removesuffix(".html"))


def test_a_name_acts_on_no_terminal(pack: Pack) -> None:
    (person,) = listed(pack, f"\x1b]0;a\x07 A\u202ena,{CODES[0]}", "es")
    assert isinstance(person, Person) and person.name == "]0;a A na"


def test_what_of_an_earlier_versions_code_does_not_count_any_more_is_counted(small: Pack) -> None:
    """A question was replaced and a day rewritten since: the person says so, and one line says it of all."""
    visit = answered(chosen(Visit("en"), "ant", 1), small.questionnaire.items[0].id, 4)
    line = f"Ana\t{encode(small, visit)}"
    items = (replace(small.questionnaire.items[0], id="newer"), *small.questionnaire.items[1:])
    ant = small.day("ant")
    ant = replace(ant, scenes=(replace(ant.scenes[0], id="rewritten"), *ant.scenes[1:]))
    later = replace(
        small,
        version=small.version + 1,
        earlier=(published(small),),
        questionnaire=replace(small.questionnaire, items=items),
        days=tuple(ant if day.role == "ant" else day for day in small.days),
    )
    [ana] = (entry for entry in listed(later, line, "en") if isinstance(entry, Person))
    assert (ana.name, ana.dropped, ana.visit.answers) == ("Ana", 1, {})
    found = notes_of_all(translator_of(later, "en"), [(ana.visit, ana.dropped)] * 2)
    assert len(found) == 2 and found[0].endswith(": 2.") and "ANT" in found[1]
    assert notes_of_all(translator_of(later, "en"), [(visit, 0)]) == []


def test_no_sign_but_a_line_feed_ends_a_line(pack: Pack) -> None:
    code = encode(pack, class_of(1)[0])
    text = "\r\n".join(f'{{"name": "A\u2028B\x85C{n}", "code": "{code}"}}' for n in range(2))
    found = list(listed(pack, text, "en"))
    assert [entry.line for entry in found] == [1, 2]
    assert isinstance(found[0], Person) and isinstance(found[1], Again)
