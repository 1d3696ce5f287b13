"""`explorer history`: the visits on this machine, two of them compared, one of them forgotten."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from explorer.engine.code import encode
from explorer.engine.visit import Visit, answered
from explorer.report.summary import summarise
from explorer.store import files
from explorer.store.writer import FileKeeper
from tests.first import PACK

Explorer = Callable[..., Any]


def someone(turn: int) -> Visit:
    """Answers that all speak for the first role (1), for the second (-1), or for neither (0)."""
    visit = Visit("en")
    first = PACK.roles[0].id
    for place, item in enumerate(PACK.questionnaire.items):
        if item.kind == "likert":
            towards = 1 if (item.role == first) == (item.keyed == "+") else -1
        else:
            towards = 1 if item.left.role != first else -1
        step = turn * towards * (1 + place % 2) or (-1) ** (place // 2)
        visit = answered(visit, item.id, 3 + step)
    return visit


def keep(state: Path, *visits: Visit) -> None:
    """Each visit kept an hour after the other."""
    for number, visit in enumerate(visits):
        keeper = FileKeeper(
            state / "visits", PACK.id, PACK.version, clock=partial(float, 1_700_000_000 + 3600 * number)
        )
        keeper.keep(visit)
        keeper.close()


@pytest.mark.parametrize("language", PACK.languages)
def test_visits_are_listed_the_last_first_with_verdict_and_code(
    explorer: Explorer, state: Path, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits = (someone(1), answered(Visit("es"), PACK.questionnaire.items[0].id, 1))
    keep(state, *visits)
    said = explorer("history", "--lang", language)
    assert said.code == 0
    prose = " ".join(said.out.split())
    for number, visit in enumerate(reversed(visits), 1):
        assert f"{number}. 2023-11-1" in prose
        assert encode(PACK, visit) in prose
        fit = summarise(PACK, Visit(language, visit.answers))
        assert fit.verdict in prose
    assert prose.index(encode(PACK, visits[1])) < prose.index(encode(PACK, visits[0]))


def test_as_json_they_can_be_read_by_a_program(explorer: Explorer, state: Path) -> None:
    keep(state, someone(1), someone(-1))
    listed = json.loads(explorer("history", "--format", "json").out)
    assert [each["number"] for each in listed] == [1, 2]
    assert [each["code"] for each in listed] == [encode(PACK, someone(-1)), encode(PACK, someone(1))]
    assert listed[0]["saved"] == 1_700_003_600


def test_without_any_that_is_said(explorer: Explorer, state: Path) -> None:
    said = explorer("history", "--lang", "en")
    assert said.code == 0 and PACK.interface.history.none["en"] in said.out
    assert not state.exists()


def test_two_that_differ_by_chance_are_told_as_that(explorer: Explorer, state: Path) -> None:
    near = answered(someone(1), PACK.questionnaire.items[2].id, 3)
    keep(state, someone(1), near)
    said = explorer("history", "1", "2", "--lang", "en")
    assert said.code == 0 and PACK.interface.retake.noise["en"] in " ".join(said.out.split())
    assert explorer("history", "2", "1", "--lang", "en") == said  # the earlier one is the earlier one


def test_two_that_differ_by_more_say_towards_whom(explorer: Explorer, state: Path) -> None:
    keep(state, someone(1), someone(-1))
    said = explorer("history", "1", "2", "--lang", "en").out
    towards = PACK.roles[1].short["en"]
    assert PACK.interface.retake.differs.fill("en", role=towards) in " ".join(said.split())
    assert explorer("history", "1", "2", "--format", "json").json["differs"] is True


@pytest.mark.parametrize(
    ("arguments", "found"),
    [(["1", "9"], "9"), (["0", "1"], "0"), (["x", "1"], "x")],
)
def test_a_visit_that_is_not_there_is_one_clear_line(
    explorer: Explorer, state: Path, arguments: list[str], found: str
) -> None:
    keep(state, someone(1), someone(-1))
    words = PACK.interface.history.no_such
    assert explorer("history", *arguments, "--lang", "en").complaint == words.fill("en", found=found, n=2)


def test_two_of_which_one_has_no_result_cannot_be_compared(explorer: Explorer, state: Path) -> None:
    keep(state, someone(1), answered(Visit("es"), PACK.questionnaire.items[0].id, 1))
    assert explorer("history", "1", "2", "--lang", "en").complaint == PACK.interface.history.not_comparable["en"]


def test_one_is_forgotten_and_the_others_stay(explorer: Explorer, state: Path) -> None:
    keep(state, someone(1), someone(-1))
    said = explorer("history", "--forget", "2", "--lang", "en")
    assert said.code == 0 and said.out.startswith("Deleted the visit of 2023-11-1")
    assert len(list((state / "visits").rglob("*.json"))) == 1
    assert encode(PACK, someone(-1)).split("-")[3] in explorer("history", "--lang", "en").out
    assert explorer("history", "--forget", "2", "--lang", "en").complaint


def test_one_that_is_open_is_not_forgotten(explorer: Explorer, state: Path) -> None:
    keeper = FileKeeper(state / "visits", PACK.id, PACK.version)
    keeper.keep(someone(1))
    assert PACK.interface.history.now_open["en"] in " ".join(explorer("history", "--lang", "en").out.split())
    assert explorer("history", "--forget", "1", "--lang", "en").complaint
    keeper.close()
    assert explorer("history", "--forget", "1", "--lang", "en").code == 0


def test_a_visit_of_an_older_pack_is_listed_as_far_as_it_goes(explorer: Explorer, state: Path) -> None:
    keep(state, answered(answered(Visit("en"), "gone", 3), PACK.questionnaire.items[0].id, 3))
    assert "1 of 24 answered" in " ".join(explorer("history", "--lang", "en").out.split())


def test_the_result_stands_beside_the_visit_before(state: Path) -> None:
    keep(state, someone(1), someone(-1))
    keeper = FileKeeper(state / "visits", PACK.id, PACK.version)
    assert keeper.resume().visit == someone(-1)
    assert keeper.earlier == someone(1).answers
    keeper.keep(Visit("en"))  # afresh
    assert keeper.earlier == someone(-1).answers
    keeper.keep(answered(Visit("en"), PACK.questionnaire.items[0].id, 1))
    assert keeper.earlier == someone(-1).answers
    keeper.close()


def test_a_visit_that_may_not_be_read_is_named_and_the_others_are_listed(
    explorer: Explorer, state: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one that root left there."""
    visits = (someone(1), answered(Visit("es"), PACK.questionnaire.items[0].id, 1))
    keep(state, *visits)
    first, second = sorted((state / "visits" / PACK.id).glob("*.json"))
    whole = files.read

    def read(path: Path, *more: object, **named: object) -> bytes:
        if path == first:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return whole(path, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(files, "read", read)
    said = explorer("history", "--lang", "en")
    assert said.code == 0 and str(first) in said.err and os.strerror(errno.EACCES) in said.err
    assert encode(PACK, visits[1]) in " ".join(said.out.split()) and str(second) not in said.err
