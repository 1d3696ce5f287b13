"""Facts with values: what a day makes true, who knows it, and how texts and conditions read it."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from explorer.engine.day import Played, holds, play
from explorer.engine.facts import Facts, allowed
from explorer.loader.world import joined_days
from explorer.pack.days import DayFile
from explorer.pack.world import Clause, Fact, Sets, When, WorldFile, flag

WHEN: TypeAdapter[When] = TypeAdapter(When)
DAY: TypeAdapter[DayFile] = TypeAdapter(DayFile)
TESTS = Fact(id="tests", values=("two", "three", "five"))
places = st.sampled_from(TESTS.values)


def said(words: str) -> dict[str, str]:
    return {"en": words}


def option(words: str, *sets: str) -> dict[str, Any]:
    return {"text": said(words), "outcome": said(f"{words}. {{tests}}."), "effects": {}, "sets": list(sets)}


RAW: dict[str, Any] = {
    "role": "ant",
    "title": said("A day"),
    "premise": said("A day."),
    "facts": [
        {"id": "tests", "values": ["two", "three"], "words": {"two": said("two days"), "three": said("three days")}},
    ],
    "meters": [{"id": "calm", "name": said("Calm"), "words": [said("low"), said("fair"), said("high")]}],
    "scenes": [
        {
            "id": "dawn",
            "time": "06:00",
            "place": said("Nest"),
            "title": said("Dawn"),
            "event": "knock",
            "text": said("You have {tests}."),
            "options": [option("Ask", "tests+1", "asked"), option("Wait", "knock=loud")],
        },
        {
            "id": "noon",
            "time": "12:00",
            "place": said("Path"),
            "title": said("Noon"),
            "event": "song",
            "sets": ["noon"],
            "text": [{"say": said("Noon.")}, {"when": ["tests=three"], "say": said("Time enough.")}],
            "options": [option("Tell", "asked@cricket"), option("Hush")],
        },
    ],
    "echoes": [
        {"id": "more", "at": "noon", "when": ["asked"], "say": said("Now {tests}."), "debrief": said("{tests}")}
    ],
    "endings": [
        {"id": "end", "title": said("End"), "text": [{"say": said("End.")}, {"when": ["noon"], "say": said("!")}]}
    ],
}


def day(**changes: Any) -> DayFile:
    return DAY.validate_python(
        {**copy.deepcopy(RAW), "facts": [*RAW["facts"], {"id": "knock", "values": ["soft", "loud"]}], **changes}
    )


def words(played: Played) -> list[str]:
    hours = [*played.lived, *([played.now] if played.now else [])]
    return [text["en"] for hour in hours for text in (*(e.say for e in hour.echoes), *hour.text, *hour.outcome)]


@given(places, places)
def test_a_clause_compares_values_in_the_order_in_which_they_are_declared(value: str, other: str) -> None:
    at, by = TESTS.values.index(value), TESTS.values.index(other)
    facts = Facts({"tests": TESTS}, {"tests": value} if at else {})
    asked = {"=": at == by, "!=": at != by, ">=": at >= by, "<=": at <= by, ">": at > by, "<": at < by}
    for op, holding in asked.items():
        (clause,) = WHEN.validate_python([f"tests{op}{other}"])
        assert holds((clause,), facts, {}) is holding
        assert str(clause) == f"tests{op}{other}"
    assert holds(WHEN.validate_python(["tests"]), facts, {}) is (at > 0)
    assert holds(WHEN.validate_python(["!tests"]), facts, {}) is (at == 0)


@given(
    st.lists(
        st.one_of(
            places.map(lambda v: Sets(fact="tests", value=v)),
            st.integers(1, 3).map(lambda n: Sets(fact="tests", steps=n)),
        )
    )
)
def test_what_is_set_last_is_true_and_steps_stop_at_the_last_value(sets: list[Sets]) -> None:
    facts, at = Facts({"tests": TESTS}), 0
    for each in sets:
        facts = facts.after([each])
        at = TESTS.values.index(each.value) if each.value else min(at + each.steps, 2)
        assert facts["tests"] == TESTS.values[at]
    assert facts.true == ({"tests": TESTS.values[at]} if at else {})


def test_a_text_says_the_words_of_the_value_at_that_moment() -> None:
    assert words(play(day(), [1])) == [
        "You have two days.",
        "Ask. three days.",
        "Now three days.",
        "Noon.",
        "Time enough.",
    ]
    assert words(play(day(), [2])) == ["You have two days.", "Wait. two days.", "Noon."]


def test_what_is_true_is_set_by_options_scenes_and_knows_its_hour() -> None:
    played = play(day(), [1, 1])
    assert played.facts.true == {"tests": "three", "asked": "yes", "noon": "yes", "asked@cricket": "yes"}
    assert played.facts.since == {"tests": "06:00", "asked": "06:00", "noon": "12:00", "asked@cricket": "12:00"}
    assert [text["en"] for text in played.ending_text] == ["End.", "!"]
    assert played.lived[1].causes == ("06:00",)


@pytest.mark.parametrize("raw", ["!a=b", "a@b=c", "=a", "a==b", "A", "a@", "@a", "a=b=c"])
def test_what_is_no_condition_is_refused(raw: str) -> None:
    with pytest.raises(ValidationError):
        WHEN.validate_python([raw])


# --- from the other chair --------------------------------------------------------------------------------------

WORLD: WorldFile = TypeAdapter(WorldFile).validate_python(
    {
        "facts": [
            {
                "id": "knock",
                "values": ["soft", "loud"],
                "from": {"role": "ant", "event": "knock"},
                "unheard": [{"value": "loud", "when": ["asked"]}, {"value": "soft"}],
            },
            {
                "id": "song",
                "values": ["low", "high"],
                "from": {"role": "ant", "event": "song"},
                "unheard": [{"value": "low"}],
            },
            {
                "id": "end",
                "values": ["sad", "glad"],
                "from": {"role": "ant", "closing": True},
                "unheard": [{"value": "sad"}],
            },
        ]
    }
)


@pytest.fixture
def bee() -> DayFile:
    """The bee's day, whose noon is an hour after the ant's dawn."""
    ant = DAY.validate_python(RAW)
    return joined_days([ant, DAY.validate_python({**RAW, "role": "bee"})], WORLD)[1]


def test_a_day_hears_what_was_sent_strictly_earlier_by_the_clock(bee: DayFile) -> None:
    assert [(each.fact, each.sent, each.turn) for each in bee.hears] == [
        ("knock", "06:00", 1),
        ("song", "12:00", 2),
        ("end", "", 2),
    ]
    assert play(bee, []).heard == ()
    assert play(bee, [1]).heard[0].value == "loud"


@pytest.mark.parametrize(
    ("choices", "heard", "value", "stand_in"),
    [([1], [], "loud", True), ([2], [0], "soft", True), ([1], [1], "soft", False), ([2], [2], "loud", False)],
)
def test_what_was_not_heard_is_what_the_hearer_would_think(
    bee: DayFile, choices: list[int], heard: list[int], value: str, stand_in: bool
) -> None:
    (came,) = play(bee, choices, heard).heard
    assert (came.value, came.stand_in) == (value, stand_in)
    assert play(bee, choices, heard).facts["knock"] == value


def test_a_value_that_a_fact_does_not_have_cannot_be_heard(bee: DayFile) -> None:
    with pytest.raises(ValueError, match="knock has 2 values"):
        play(bee, [1], [3])


def test_a_flag_is_a_fact_of_no_and_yes() -> None:
    (clause,) = WHEN.validate_python(["!promised"])
    assert isinstance(clause, Clause)
    assert allowed(clause, flag("promised").values) == ("no",)
