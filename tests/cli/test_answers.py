"""`explorer fit`: the instrument printed, and answers scored."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explorer.engine.code import encode
from explorer.engine.visit import Visit, answered
from explorer.pack.schema import Likert
from tests.first import PACK

ITEMS = PACK.questionnaire.items
KAM, PM = (role.id for role in PACK.roles)
FIELDS = {"verdict", "leader", "lean", "band", "liked", "liking", "axes", "answered", "flags", "contributions", "code"}
VERDICTS = {"clear", "slight", "both", "neither", "undecided", "incomplete", "uninterpretable"}
Explorer = Callable[..., Any]


def towards(role: str, strong: bool = True) -> dict[str, int]:
    """Answers that speak for `role`, mildly now and then."""
    answers = {}
    for place, item in enumerate(ITEMS):
        step = 2 if strong and place % 4 else 1
        plus = (item.role == role) == (item.keyed == "+") if isinstance(item, Likert) else item.right.role == role
        answers[item.id] = 3 + step if plus else 3 - step
    return answers


MIXED = {item.id: (place * 7 + place // 3) % 5 + 1 for place, item in enumerate(ITEMS)}
PEOPLE = {
    "for the first role": towards(KAM),
    "for the second role": towards(PM),
    "mixed": MIXED,
    "some skipped": {item.id: MIXED[item.id] for item in ITEMS[:20]},
    "few": {ITEMS[0].id: 5},
    "none": {},
    "all the same": {item.id: 4 for item in ITEMS},
}
people = pytest.mark.parametrize("answers", PEOPLE.values(), ids=PEOPLE)


def line(answers: object) -> str:
    return json.dumps({"answers": answers})


# --- the instrument --------------------------------------------------------------------------------------------


def test_the_instrument_is_complete(explorer: Explorer) -> None:
    """Every item with its id, kind, dimension, words in both languages, and how it is keyed."""
    said = explorer("fit", "--print", "--format", "json").json
    assert [item["id"] for item in said["items"]] == [item.id for item in ITEMS]
    for told, item in zip(said["items"], ITEMS, strict=True):
        assert told["kind"] == item.kind
        assert told["dimension"] == item.dimension
        assert set(told["text"]) == set(PACK.languages) and all(told["text"].values())
        if isinstance(item, Likert):
            assert told["text"] == item.text.root
            assert (told["role"], told["keyed"]) == (item.role, item.keyed)
            assert told["keyed"] in ("+", "-")
        else:
            assert (told["left"], told["right"]) == (item.left.role, item.right.role)
            assert (told["left_text"], told["right_text"]) == (item.left.text.root, item.right.text.root)
    assert {item["kind"] for item in said["items"]} == {"likert", "pair"}


@pytest.mark.parametrize("language", PACK.languages)
@pytest.mark.parametrize("format", ["text", "md"])
def test_the_instrument_can_be_read(explorer: Explorer, language: str, format: str) -> None:
    said = explorer("fit", "--print", "--format", format, "--lang", language).out
    page = " ".join(said.replace("\\", "").split())
    for item in ITEMS:
        texts = [item.text] if isinstance(item, Likert) else [item.left.text, item.right.text]
        assert all(" ".join(text[language].split()) in page for text in texts)
        assert item.id in page


def test_the_printed_instrument_is_enough_to_answer_it(explorer: Explorer) -> None:
    """Who reads only `--print` can speak for a role, and is understood."""
    items = explorer("fit", "--print", "--format", "json").json["items"]
    for role, sign in ((KAM, 1), (PM, -1)):
        answers = {}
        for place, item in enumerate(items):
            step = 2 if place % 4 else 1
            plus = (item["role"] == role) == (item["keyed"] == "+") if "role" in item else item["right"] == role
            answers[item["id"]] = 3 + step if plus else 3 - step
        said = explorer("fit", "--answers", "-", "--format", "json", typed=line(answers)).json
        assert (said["verdict"], said["leader"]) == ("clear", role)
        assert said["lean"] * sign > 50


# --- a result --------------------------------------------------------------------------------------------------


@people
def test_a_result_has_its_fields(explorer: Explorer, answers: dict[str, int]) -> None:
    said = explorer("fit", "--answers", "-", "--format", "json", typed=line(answers)).json
    assert set(said) >= FIELDS
    assert said["verdict"] in VERDICTS
    assert said["leader"] in (KAM, PM, None)
    assert (said["leader"] is not None) == (said["verdict"] in ("clear", "slight"))
    assert said["answered"] == len(answers)
    assert -100 <= said["band"][0] <= said["lean"] <= said["band"][1] <= 100
    assert (said["liked"] is not None) == (said["leader"] is not None)
    assert set(said["liking"]) == {KAM, PM}
    assert all(value is None or 0 <= value <= 100 for value in said["liking"].values())
    assert all(-1 <= axis["band"][0] <= axis["at"] <= axis["band"][1] <= 1 for axis in said["axes"].values())
    assert all(axis["named"] in (None, KAM if axis["at"] > 0 else PM) for axis in said["axes"].values())
    assert set(said["contributions"]) == set(answers)
    assert sum(said["contributions"].values()) == pytest.approx(said["lean"], abs=1e-9)


@people
def test_the_same_answers_give_the_same_numbers_everywhere(
    explorer: Explorer, tmp_path: Path, answers: dict[str, int]
) -> None:
    """From a file, from standard input, from a code, in the whole summary, and in the words of the Markdown."""
    file = tmp_path / "me.json"
    file.write_text(json.dumps({"pack": PACK.id, "answers": answers}, indent=2), encoding="utf-8")
    first = explorer("fit", "--answers", file, "--format", "json").json
    assert explorer("fit", "--answers", "-", "--format", "json", typed=line(answers)).json == first
    assert explorer("fit", "--answers", first["code"], "--format", "json").json == first
    summary = explorer("result", first["code"], "--format", "json").json
    assert {name: summary[name] for name in first} == first
    assert summary["answers"] == answers
    for language in PACK.languages:
        page = explorer("result", first["code"], "--format", "md", "--lang", language).out.replace("\\", "")
        page = " ".join(page.split())
        words = explorer("result", first["code"], "--format", "json", "--lang", language).json["words"]
        assert first["code"] in page
        assert words["verdict"] in page and words["explained"] in page
        if first["verdict"] in ("incomplete", "uninterpretable"):  # then no number is told
            assert words["reading"] not in page
        else:
            assert words["reading"] in page
            assert f" {round(abs(first['lean']))} " in words["reading"]


def test_the_order_of_the_answers_does_not_matter(explorer: Explorer) -> None:
    backwards = dict(reversed(MIXED.items()))
    one, other = (explorer("fit", "--answers", "-", typed=line(each)).json for each in (MIXED, backwards))
    assert one == other


def test_skipping_is_not_the_middle(explorer: Explorer) -> None:
    """A skipped item is absent from answers, contributions and mean alike."""
    skipped = ITEMS[0].id
    without = {item: answer for item, answer in towards(KAM).items() if item != skipped}
    one = explorer("fit", "--answers", "-", typed=line(without)).json
    other = explorer("fit", "--answers", "-", typed=line({**without, skipped: 3})).json
    assert skipped not in one["contributions"] and skipped in one["missing"]
    assert other["contributions"][skipped] == 0
    assert one["lean"] > other["lean"] > 0
    assert (one["answered"], other["answered"]) == (23, 24)


@pytest.mark.parametrize("format", ["text", "md"])
def test_one_person_can_be_told_in_words(explorer: Explorer, format: str) -> None:
    said = explorer("fit", "--answers", "-", "--format", format, "--lang", "en", typed=line(towards(KAM)))
    assert said.code == 0
    assert "You lean clearly towards KAM" in said.out


# --- many people -----------------------------------------------------------------------------------------------


def test_json_lines_are_many_people_and_one_result_each_in_order(explorer: Explorer) -> None:
    typed = "\n".join(line(answers) for answers in PEOPLE.values()) + "\n"
    said = explorer("fit", "--answers", "-", typed=typed)
    results = [json.loads(each) for each in said.out.splitlines()]
    assert said.code == 0 and len(results) == len(PEOPLE)
    for result, answers in zip(results, PEOPLE.values(), strict=True):
        assert result == explorer("fit", "--answers", "-", typed=line(answers)).json


def test_one_object_may_stand_on_many_lines(explorer: Explorer) -> None:
    pretty = json.dumps({"answers": MIXED}, indent=4)
    assert (
        explorer("fit", "--answers", "-", typed=pretty).json
        == explorer("fit", "--answers", "-", typed=line(MIXED)).json
    )


def test_empty_lines_and_windows_line_ends_do_not_matter(explorer: Explorer) -> None:
    typed = f"\r\n{line(MIXED)}\r\n\r\n{line({})}\r\n"
    assert len(explorer("fit", "--answers", "-", typed=typed).out.splitlines()) == 2


BAD = {
    "no JSON": "not json",
    "half an object": '{"answers": {',
    "a list": "[1, 2]",
    "a number": "7",
    "no answers": '{"pack": "kam-pm"}',
    "answers as a list": '{"answers": [1]}',
    "an unknown item": line({"nobody-asked": 3}),
    "six": line({ITEMS[0].id: 6}),
    "nought": line({ITEMS[0].id: 0}),
    "a half": line({ITEMS[0].id: 2.5}),
    "a text": line({ITEMS[0].id: "3"}),
    "true": line({ITEMS[0].id: True}),
    "null": line({ITEMS[0].id: None}),
    "not a number": f'{{"answers": {{"{ITEMS[0].id}": NaN}}}}',
    "another pack": json.dumps({"pack": "other", "answers": {}}),
    "brackets without end": "[" * 100_000,
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_line_is_said_with_its_number_and_the_others_are_scored(explorer: Explorer, bad: str) -> None:
    typed = f"{line(MIXED)}\n{bad}\n\n{line(towards(KAM))}\n"
    said = explorer("fit", "--answers", "-", "--lang", "en", typed=typed)
    assert said.code == 2
    assert [json.loads(each)["answered"] for each in said.out.splitlines()] == [24, 24]
    assert len(said.err.splitlines()) == 1
    assert said.err.startswith("explorer: ") and "line 2" in said.err


@pytest.mark.parametrize("typed", ["", "\n\n", "nonsense", '{"answers": {"x": 1}}'], ids=repr)
def test_nobody_to_score_is_refused_in_one_line(explorer: Explorer, typed: str) -> None:
    assert "line 1" in explorer("fit", "--answers", "-", "--lang", "en", typed=typed).complaint


def test_one_object_with_a_slip_is_one_complaint(explorer: Explorer) -> None:
    """A comma too many in somebody's hand-written file: one line that names the place, not one for each line."""
    pretty = json.dumps({"answers": MIXED}, indent=2).replace("\n  }", ",\n  }")
    assert explorer("fit", "--answers", "-", "--lang", "en", typed=pretty).complaint


def test_an_item_answered_twice_is_not_scored_in_silence(explorer: Explorer) -> None:
    """Two different answers to one question: which one is meant cannot be known."""
    typed = f'{{"answers": {{"{ITEMS[0].id}": 1, "{ITEMS[0].id}": 5}}}}'
    assert explorer("fit", "--answers", "-", typed=typed).complaint


def test_a_name_written_twice_around_the_answers_is_called_one(explorer: Explorer) -> None:
    said = explorer("fit", "--answers", "-", "--lang", "en", typed='{"answers": {}, "answers": {}}').complaint
    assert '"answers" is written twice' in said


def test_signs_that_part_lines_elsewhere_part_no_person_in_two(explorer: Explorer) -> None:
    for sign in "\u2028\u2029\x85":
        typed = json.dumps({"answers": MIXED, "note": f"a{sign}b"}, ensure_ascii=False)
        assert len(explorer("fit", "--answers", "-", typed=f"{typed}\n{line({})}\n").out.splitlines()) == 2, ascii(sign)


def test_a_refusal_is_short_and_quick_however_long_what_it_refuses(explorer: Explorer) -> None:
    long = {"x" * 1_000_000: 3}
    assert len(explorer("fit", "--answers", "-", typed=line(long)).complaint) < 300
    names = [f'"n{number}": 1' for number in range(30_000)]
    many = f'{{"answers": {{{", ".join([*names, names[-1]])}}}}}'
    assert "n29999" in explorer("fit", "--answers", "-", typed=many).complaint


def test_what_is_quoted_back_is_harmless(explorer: Explorer) -> None:
    """Answers may come from anywhere; quoting them must not draw on the terminal, nor break the line."""
    for item in ("\x1b[31mred", "two\nlines", "\x9b2J"):
        complaint = explorer("fit", "--answers", "-", typed=line({item: 1})).complaint
        assert not any(sign < " " or "\x7f" <= sign <= "\x9f" for sign in complaint)


def test_another_pack_is_named(explorer: Explorer) -> None:
    complaint = explorer(
        "fit", "--answers", "-", "--lang", "en", typed=json.dumps({"pack": "bees", "answers": {}})
    ).complaint
    assert "bees" in complaint and PACK.id in complaint and "--pack" in complaint


def test_the_right_pack_may_be_named_or_not(explorer: Explorer, small_folder: Path) -> None:
    named, unnamed = (
        explorer("fit", "--answers", "-", typed=json.dumps({**pack, "answers": MIXED})).json
        for pack in ({"pack": PACK.id}, {})
    )
    assert named == unnamed
    assert explorer("--pack", small_folder, "fit", "--answers", "-", typed=line(MIXED)).complaint


def test_a_file_that_is_not_utf_8_is_said_in_one_line(explorer: Explorer, tmp_path: Path) -> None:
    file = tmp_path / "latin.json"
    file.write_bytes('{"answers": {"ñ": 1}}'.encode("latin-1"))
    assert str(file) in explorer("fit", "--answers", file, "--lang", "en").complaint


def test_a_file_saved_by_windows_with_a_mark_at_its_start_is_read(explorer: Explorer, tmp_path: Path) -> None:
    file = tmp_path / "bom.json"
    file.write_text(line(MIXED), encoding="utf-8-sig")
    assert explorer("fit", "--answers", file).json["answered"] == 24


def test_a_file_that_is_not_there_is_called_a_file(explorer: Explorer) -> None:
    """Not a code with wrong letters."""
    complaint = explorer("fit", "--answers", "answers/me.json", "--lang", "en").complaint
    assert "answers/me.json" in complaint


def test_many_results_go_into_one_file_whole(explorer: Explorer, tmp_path: Path) -> None:
    """In any format, everybody's."""
    typed = f"{line(towards(KAM))}\n{line(towards(PM))}\n"
    for format in ("json", "md", "text"):
        file = tmp_path / format
        said = explorer("fit", "--answers", "-", "--format", format, "--lang", "en", "-o", file, typed=typed)
        assert said.code == 0
        text = file.read_text(encoding="utf-8")
        for role in (KAM, PM):
            sign = f'"leader": "{role}"' if format == "json" else f"clearly towards {role.upper()}"
            assert sign in text, format


def test_a_code_is_that_of_the_answers(explorer: Explorer) -> None:
    visit = Visit("es")
    for item, answer in MIXED.items():
        visit = answered(visit, item, answer)
    assert explorer("fit", "--answers", "-", typed=line(MIXED)).json["code"] == encode(PACK, visit)


def test_however_many_lines_are_bad_the_complaints_are_few(explorer: Explorer, tmp_path: Path) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('{"answers": {}}\n' + '{"answers": {"x": 9\n' * 30_000)
    said = explorer("fit", "--answers", str(file), "--lang", "en")
    assert said.code == 2 and len(said.out.splitlines()) == 1
    assert len(said.err.splitlines()) == 21 and "29980 more" in said.err.splitlines()[-1]
