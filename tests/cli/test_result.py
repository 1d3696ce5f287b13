"""`explorer result`: a code brings everything back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from explorer.engine.code import encode
from explorer.engine.day import play
from explorer.engine.visit import Visit, answered, chosen, liked
from explorer.report.export import rendered
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.report.text import as_text
from tests.first import PACK

Explorer = Callable[..., Any]


def lived() -> Visit:
    """Answers, one day to its end with likings, the other begun."""
    visit = Visit("en")
    for place, item in enumerate(PACK.questionnaire.items):
        if place != 4:
            visit = answered(visit, item.id, (place * 7 + place // 3) % 5 + 1)
    first, second = PACK.days[:2]
    while play(first, visit.lived(first.role).choices).now is not None:
        hour = len(visit.lived(first.role).choices)
        visit = liked(chosen(visit, first.role, 1 + hour % 2), first.role, hour, hour % 6)
    return chosen(visit, second.role, 2)


VISIT = lived()
CODE = encode(PACK, VISIT)


@pytest.mark.parametrize("language", PACK.languages)
def test_the_whole_summary_comes_back(explorer: Explorer, language: str) -> None:
    from explorer.engine.visit import speaking

    summary = summarise(PACK, speaking(VISIT, language))
    document = summary_document(summary)
    assert explorer("result", CODE, "--format", "md", "--lang", language).out == rendered(summary, "md")
    assert explorer("result", CODE, "--format", "text", "--lang", language).out == as_text(document, 80, colour=False)
    data = explorer("result", CODE, "--format", "json", "--lang", language).json
    assert data["code"] == CODE and data["language"] == language and data["pack"] == PACK.id
    assert data["answers"] == dict(VISIT.answers)
    assert data["words"]["verdict"] == summary.verdict


@pytest.mark.parametrize("command", [["result", CODE], ["profile", "kam"], ["diff", "kam", "pm"]])
def test_nothing_is_drawn_into_a_pipe_unless_it_is_asked_for(explorer: Explorer, command: list[str]) -> None:
    piped = explorer(*command)
    assert piped.code == 0 and not set(piped.out) & set("├┤━─│●█")
    assert piped == explorer(*command, "--plain") == explorer(*command, "-o", "-")
    assert set(explorer(*command, "--format", "text").out) & set("├┤━─│●█")


@pytest.mark.parametrize(("name", "format"), [("a.md", "md"), ("a.json", "json"), ("a.txt", "text"), ("a", "text")])
def test_or_by_the_name_of_the_file(explorer: Explorer, tmp_path: Any, name: str, format: str) -> None:
    assert explorer("result", CODE, "--lang", "en", "-o", tmp_path / name).code == 0
    assert (tmp_path / name).read_text("utf-8") == rendered(summarise(PACK, VISIT), format)  # type: ignore[arg-type]


def test_a_picture_can_be_had(explorer: Explorer, tmp_path: Any) -> None:
    said = explorer("result", CODE, "--lang", "en", "--format", "svg")
    assert said.code == 0 and said.out.startswith("<svg")
    explorer("result", CODE, "--lang", "en", "-o", tmp_path / "a.svg")
    assert (tmp_path / "a.svg").read_text("utf-8") == said.out


@pytest.mark.parametrize(
    "written",
    [CODE.lower(), CODE.replace("-", " "), CODE.replace("-", ""), f"  {CODE} ", CODE.lower().replace("-", " - ")],
    ids=["lower case", "spaces", "nothing between", "spaces around", "both"],
)
def test_a_code_may_be_written_as_people_write(explorer: Explorer, written: str) -> None:
    assert explorer("result", written, "--format", "json") == explorer("result", CODE, "--format", "json")


def test_the_code_of_a_summary_is_the_code_it_came_from(explorer: Explorer) -> None:
    again = explorer("result", CODE, "--format", "json").json["code"]
    assert explorer("result", again, "--format", "json").json == explorer("result", CODE, "--format", "json").json


def test_a_finished_day_is_in_the_summary_and_one_begun_is_not(explorer: Explorer) -> None:
    days = explorer("result", CODE, "--format", "json").json["days"]
    first = PACK.days[0].role
    assert [day["role"] for day in days] == [first]
    assert days[0]["choices"] == list(VISIT.lived(first).choices)
    assert days[0]["likes"] == list(VISIT.lived(first).likes)
    assert days[0]["ended"] and days[0]["ending"]


def test_a_code_without_answers_has_a_summary_too(explorer: Explorer) -> None:
    code = encode(PACK, Visit("en"))
    said = explorer("result", code, "--lang", "en")
    assert said.code == 0
    assert "Not enough answers yet" in said.out


@pytest.mark.parametrize("place", range(0, len(CODE.replace("-", "")), 7))
def test_one_wrong_letter_is_found(explorer: Explorer, place: int) -> None:
    signs = list(CODE.replace("-", ""))
    signs[place] = "3" if signs[place] == "2" else "2"
    assert explorer("result", "".join(signs), "--lang", "en").complaint


def test_a_code_of_another_pack_is_told_from_a_wrong_one(explorer: Explorer, small_folder: Any) -> None:
    code = explorer("--pack", small_folder, "fit", "--answers", "-", typed='{"answers": {}}').json["code"]
    assert explorer("result", code, "--lang", "en").complaint
    assert explorer("--pack", small_folder, "result", code).code == 0
