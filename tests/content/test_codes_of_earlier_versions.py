"""Codes that were made by a version that people have used open in every later one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from explorer.checks.published import frozen, unchanged
from explorer.engine.code import CodeError, decode, encode, opened
from explorer.engine.published import published
from explorer.engine.visit import Visit, answered, chosen, liked
from explorer.loader.reader import built_in, read_located, read_pack
from explorer.pack.pack import Pack
from explorer.pack.world import Sets

PACK = read_pack()
MADE: list[dict[str, Any]] = json.loads((Path(__file__).parent / "data" / "codes-0.1.0.json").read_text("utf-8"))
"""Twenty codes made by program 0.1.0, with what they hold."""


@pytest.mark.parametrize("made", MADE, ids=[f"{n} {each['kind']}" for n, each in enumerate(MADE)])
def test_a_code_of_the_first_version_opens_and_holds_what_it_held(made: dict[str, Any]) -> None:
    found = opened(PACK, made["code"], "en")
    asked = {item.id for item in PACK.questionnaire.items}
    assert found.version == 1
    assert found.visit.answers == {item: answer for item, answer in made["answers"].items() if item in asked}
    assert found.dropped == len(made["answers"].keys() - asked)
    lived = dict(found.visit.days) | {role: old.lived for role, old in found.visit.old_days.items()}
    assert {role: {"choices": list(day.choices), "likes": list(day.likes)} for role, day in lived.items()} == made[
        "days"
    ]


def test_there_are_codes_of_each_kind() -> None:
    assert {kind: sum(each["kind"] == kind for each in MADE) for kind in ("answers", "one day", "both days")} == {
        "answers": 7,
        "one day": 6,
        "both days": 7,
    }


def test_the_first_version_is_as_it_was_published() -> None:
    first = next(each for each in PACK.earlier if each.version == 1)
    assert (first.code, len(first.items), [(day.role, len(day.scenes)) for day in first.days]) == (
        1,
        24,
        [("kam", 15), ("pm", 15)],
    )


@pytest.fixture
def later(small: Pack) -> Pack:
    """The small pack a version later: a question is new, the day of the ant was rewritten, that of the bee was not."""
    items = small.questionnaire.items
    asked = replace(small.questionnaire, items=(replace(items[0], id="newer"), *items[1:]))
    ant = small.day("ant")
    rewritten = replace(ant, scenes=(replace(ant.scenes[0], id="rewritten"), *ant.scenes[1:]))
    days = tuple(rewritten if day.role == "ant" else day for day in small.days)
    return replace(small, version=8, questionnaire=asked, days=days, earlier=(published(small),))


def test_answers_to_questions_that_are_asked_no_more_are_dropped_and_counted(small: Pack, later: Pack) -> None:
    first, second = (item.id for item in small.questionnaire.items[:2])
    code = encode(small, answered(answered(Visit("en"), first, 5), second, 2))
    found = opened(later, code, "en")
    assert (dict(found.visit.answers), found.dropped, found.version) == ({second: 2}, 1, 7)


def test_a_day_that_was_rewritten_is_not_replayed_and_one_that_was_not_is(small: Pack, later: Pack) -> None:
    visit = liked(chosen(chosen(Visit("en"), "ant", 1), "bee", 1), "ant", 0, 5)
    found = opened(later, encode(small, visit), "en").visit
    assert set(found.days) == {"bee"} and found.days["bee"] == visit.days["bee"]
    assert found.old_days["ant"].version == 7 and found.old_days["ant"].lived == visit.days["ant"]
    assert not found.lived("ant").choices


def test_a_version_that_is_not_known_is_named(small: Pack, later: Pack) -> None:
    code = encode(replace(small, version=9), Visit("en"))
    with pytest.raises(CodeError) as caught:
        decode(later, code, "en")
    assert caught.value.reason in ("version", "pack")


# --- what was published does not change ------------------------------------------------------------------------


def test_a_published_version_may_not_change(small: Pack) -> None:
    located = read_located(built_in())[1]
    kept = replace(small, earlier=(published(small),))
    assert list(unchanged(kept, located)) == []
    items = small.questionnaire.items
    scene = small.days[0].scenes[0]
    option = scene.options[0]
    gated = replace(scene, options=(replace(option, sets=(*option.sets, Sets(fact="more"))), *scene.options[1:]))
    for changed in (
        replace(kept, questionnaire=replace(small.questionnaire, items=items[::-1])),
        replace(kept, questionnaire=replace(small.questionnaire, items=items[:-1])),
        replace(kept, days=(replace(small.days[0], scenes=small.days[0].scenes[:-1]), *small.days[1:])),
        replace(kept, days=(replace(small.days[0], scenes=(gated, *small.days[0].scenes[1:])), *small.days[1:])),
    ):
        assert [each.kind for each in unchanged(changed, located)] == ["version_changed"]
        assert list(unchanged(replace(changed, version=8), located)) == []
    assert [each.kind for each in unchanged(replace(kept, version=6), located)] == ["version_back"]


def test_wording_alone_is_no_new_version(small: Pack) -> None:
    located = read_located(built_in())[1]
    scene = small.days[0].scenes[0]
    reworded = replace(scene, title=small.title)
    day = replace(small.days[0], scenes=(reworded, *small.days[0].scenes[1:]))
    kept = replace(small, earlier=(published(small),), days=(day, *small.days[1:]))
    assert list(unchanged(kept, located)) == []


def test_freezing_twice_writes_the_same_and_keeps_what_was_there(small: Pack, later: Pack) -> None:
    once = frozen(small)
    assert frozen(replace(small, earlier=(published(small),))) == once
    assert frozen(later).startswith(once)
