"""A day is its choices: the same ones are the same day, and what happens follows from what happened."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.day import LEAST, MOST, START, Hour, NoSuchChoice, Played, Tendency, level, moved, play, tendencies
from explorer.engine.visit import Visit, chosen, rewound
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack
from explorer.pack.world import Making, When
from tests.first import PACK

days = st.sampled_from(PACK.days)
wishes = st.lists(st.integers(0, 11), max_size=20)


@pytest.fixture(scope="module")
def meadow(small: Pack) -> DayFile:
    """Three scenes: what is given at dawn comes back at dusk, and an empty larder leaves out noon."""
    return small.day("ant")


def lived(day: DayFile, wishes: list[int]) -> Played:
    """The day as far as the wishes go: at every scene the wished option, counted round among those that are open."""
    choices: list[int] = []
    for wish in wishes:
        now = play(day, choices).now
        if now is None:
            break
        choices.append(1 + wish % len(now.options))
    return play(day, choices)


class World:
    """What is true, kept in the plainest way: the words of the schema, told a second time."""

    def __init__(self, day: DayFile) -> None:
        self.values = {fact.id: fact.values for fact in day.facts}
        self.facts: dict[str, str] = {}
        self.meters = {meter.id: START for meter in day.meters}

    def is_(self, fact: str) -> str:
        return self.facts.get(fact, self.values.get(fact, ("no", "yes"))[0])

    def make(self, sets: Making) -> None:
        for each in sets:
            values = self.values.get(each.fact, ("no", "yes"))
            place = values.index(self.is_(each.fact))
            later = values[min(place + each.steps, len(values) - 1)] if each.steps else values[1]
            self.facts[each.fact] = each.value or later

    def move(self, effects: Mapping[str, int]) -> None:
        self.meters = {name: min(10, max(0, value + effects.get(name, 0))) for name, value in self.meters.items()}

    def true(self, when: When) -> bool:
        """Whether a condition holds."""

        def one(name: str, op: str, value: int | str) -> bool:
            left: int
            right: int
            if name in self.meters:
                left, right = self.meters[name], self.meters[value] if isinstance(value, str) else value
            else:
                values = self.values.get(name, ("no", "yes"))
                left, right = values.index(self.is_(name)), values.index(str(value)) if value else 0
                if op in ("set", "unset"):
                    return (left > 0) == (op == "set")
            compared = {">": left > right, "<": left < right, "=": left == right, "!=": left != right}
            return {**compared, ">=": left >= right, "<=": left <= right}[op]

        return all(one(clause.name, clause.op, clause.value) for clause in when)


def hours(played: Played) -> list[Hour]:
    return [*played.lived, *([played.now] if played.now else [])]


# --- choices ---------------------------------------------------------------------------------------------------


@given(days, wishes)
def test_replaying_the_choices_gives_the_identical_day(day: DayFile, wishes: list[int]) -> None:
    played = lived(day, wishes)
    assert play(day, played.choices) == played
    assert play(day, list(played.choices)) == played


@given(days, wishes)
def test_every_beginning_of_a_day_is_the_same_day_less_far(day: DayFile, wishes: list[int]) -> None:
    played = lived(day, wishes)
    for n in range(len(played.choices)):
        so_far = play(day, played.choices[:n])
        assert so_far.lived == played.lived[:n]
        assert so_far.now is not None
        assert so_far.now.scene == played.lived[n].scene
        assert so_far.ending is None


@given(days, wishes)
def test_a_day_is_over_exactly_when_it_has_an_ending(day: DayFile, wishes: list[int]) -> None:
    played = lived(day, wishes)
    assert (played.now is None) is (played.ending is not None)


@given(days, st.lists(st.integers(0, 11), min_size=20, max_size=20))
def test_every_day_ends_with_the_first_ending_whose_condition_holds(day: DayFile, wishes: list[int]) -> None:
    played = lived(day, wishes)
    world = World(day)
    world.facts, world.meters = dict(played.facts.true), dict(played.meters)
    assert played.ending == next(each for each in day.endings if world.true(each.when))


@given(days, wishes, st.sampled_from([0, -1, 5, 99]))
def test_a_choice_that_a_scene_does_not_offer_is_refused(day: DayFile, wishes: list[int], choice: int) -> None:
    played = lived(day, wishes)
    with pytest.raises(NoSuchChoice) as caught:
        play(day, (*played.choices, choice))
    offered = len(played.now.options) if played.now else 0
    assert (caught.value.place, caught.value.choice, caught.value.offered) == (len(played.lived) + 1, choice, offered)


@given(days, wishes)
def test_one_more_than_the_last_option_is_refused_and_the_last_is_not(day: DayFile, wishes: list[int]) -> None:
    played = lived(day, wishes)
    if played.now:
        offered = len(played.now.options)
        assert play(day, (*played.choices, offered)).choices == (*played.choices, offered)
        with pytest.raises(NoSuchChoice):
            play(day, (*played.choices, offered + 1))


@given(days, st.lists(st.integers(0, 11), min_size=20, max_size=20))
def test_nothing_can_be_chosen_after_the_end(day: DayFile, wishes: list[int]) -> None:
    over = lived(day, wishes)
    with pytest.raises(NoSuchChoice) as caught:
        play(day, (*over.choices, 1))
    assert (caught.value.place, caught.value.offered) == (len(over.choices) + 1, 0)


@given(days, wishes)
def test_a_wrong_choice_is_named_where_it_is_and_not_where_the_list_ends(day: DayFile, wishes: list[int]) -> None:
    choices = lived(day, wishes).choices
    with pytest.raises(NoSuchChoice) as caught:
        play(day, (0, *choices))
    assert (caught.value.place, caught.value.choice) == (1, 0)


@given(days, wishes)
def test_rewinding_and_choosing_the_same_again_is_the_same_day(day: DayFile, wishes: list[int]) -> None:
    played, visit = lived(day, wishes), Visit("es")
    for choice in played.choices:
        visit = chosen(visit, day.role, choice)
    if played.choices:
        visit = chosen(rewound(visit, day.role), day.role, played.choices[-1])
    assert play(day, visit.lived(day.role).choices) == played


# --- what happens ----------------------------------------------------------------------------------------------


@given(days, wishes)
def test_meters_start_in_the_middle_and_stay_between_0_and_10(day: DayFile, wishes: list[int]) -> None:
    played = lived(day, wishes)
    assert play(day, []).meters == {meter.id: START for meter in day.meters}
    for meters in [*(hour.before for hour in hours(played)), played.meters]:
        assert set(meters) == {meter.id for meter in day.meters}
        assert all(LEAST <= value <= MOST for value in meters.values())


@given(days, wishes)
def test_every_hour_is_what_the_ones_before_it_made_of_it(day: DayFile, wishes: list[int]) -> None:
    """The day told a second time, hour by hour: echoes, texts, open options, meters and facts."""
    played = lived(day, wishes)
    told, heard = iter(hours(played)), iter(played.heard)
    world = World(day)
    for turn, scene in enumerate(day.scenes):
        for message in day.hears:
            if message.turn == turn:
                came = next(heard, None)
                assert came is None or came.message == message
                world.facts[message.fact] = came.value if came else world.is_(message.fact)
        if not world.true(scene.when):
            continue
        hour = next(told, None)
        if hour is None:
            break
        assert hour.scene == scene
        assert [e.id for e in hour.echoes] == [e.id for e in day.echoes if e.at == scene.id and world.true(e.when)]
        for echo in hour.echoes:
            world.move(echo.effects)
            world.make(echo.sets)
        world.make(scene.sets)
        assert hour.before == world.meters
        assert hour.text == tuple(hour.facts.said(each.say) for each in scene.text if world.true(each.when))
        assert hour.options == tuple(each for each in scene.options if world.true(each.when))
        if hour.taken is None:
            assert (hour.choice, hour.outcome, hour.after) == (None, (), None)
            break
        world.make(hour.taken.sets)
        world.move(hour.taken.effects)
        assert len(hour.outcome) == sum(world.true(each.when) for each in hour.taken.outcome)
        assert hour.after == world.meters
    assert next(told, None) is None
    assert {name: value for name, value in world.facts.items() if value != world.values.get(name, ("no",))[0]} == dict(
        played.facts.true
    )
    assert played.meters == world.meters


@pytest.mark.parametrize(("choices", "echoes"), [([1, 1], ["thanks"]), ([1, 3], ["thanks"]), ([2, 1], []), ([3], [])])
def test_an_echo_comes_only_when_its_condition_holds(meadow: DayFile, choices: list[int], echoes: list[str]) -> None:
    now = play(meadow, choices).now
    assert now is not None
    assert (now.scene.id, [echo.id for echo in now.echoes]) == ("dusk", echoes)


def test_an_echo_counts_before_its_scene_opens(meadow: DayFile) -> None:
    lived = play(meadow, [1, 1])
    assert lived.lived[-1].after == {"food": 1, "calm": 10}
    assert lived.now is not None
    assert lived.now.before == {"food": 3, "calm": 10}


def test_a_scene_whose_condition_does_not_hold_is_left_out(meadow: DayFile) -> None:
    now = play(meadow, [3]).now
    assert now is not None
    assert (now.scene.id, now.before) == ("dusk", {"food": 2, "calm": 8})


@pytest.mark.parametrize(
    ("choices", "offered", "said"),
    [
        ([1], 3, ["The sun is fierce.", "The cricket sings."]),
        ([2], 2, ["The sun is fierce.", "Nobody sings."]),
    ],
)
def test_texts_and_options_depend_on_what_was_done(
    meadow: DayFile, choices: list[int], offered: int, said: list[str]
) -> None:
    now = play(meadow, choices).now
    assert now is not None
    assert (len(now.options), [text["en"] for text in now.text]) == (offered, said)


def test_an_option_that_is_not_open_cannot_be_chosen(meadow: DayFile) -> None:
    with pytest.raises(NoSuchChoice, match="choice 2 is 3, of 2"):
        play(meadow, [2, 3])


def test_an_outcome_already_knows_what_the_choice_did_and_no_meter_passes_its_bound(meadow: DayFile) -> None:
    hour = play(meadow, [2, 2]).lived[-1]
    assert hour.after == {"food": 10, "calm": 2}
    assert [text["en"] for text in hour.outcome] == ["You work.", "The larder is full."]


@pytest.mark.parametrize(
    ("choices", "ending"),
    [([2, 2, 1], "full"), ([1, 1, 2], "serene"), ([1, 3, 2], "plain"), ([2, 1, 1], "serene"), ([2, 2, 2], "full")],
)
def test_the_profile_of_the_meters_decides_how_the_day_ends(meadow: DayFile, choices: list[int], ending: str) -> None:
    played = play(meadow, choices)
    assert played.ending is not None
    assert (played.ending.id, played.now) == (ending, None)


def test_a_day_not_begun_waits_at_its_first_scene(meadow: DayFile) -> None:
    played = play(meadow, [])
    assert played.now is not None
    assert (played.now.scene.id, played.lived, played.choices, played.facts.true) == ("dawn", (), (), {})


def test_tendencies_count_what_the_choices_expressed_and_nothing_else(meadow: DayFile) -> None:
    assert tendencies(play(meadow, []).lived) == {}
    assert tendencies(play(meadow, [1, 2, 2]).lived) == {
        "care": Tendency({"left": 1, "right": 0}, {"left": 1, "right": 1}),
        "pace": Tendency({"left": 1, "right": 1}, {"left": 2, "right": 1}),
    }


@given(days, wishes)
def test_as_many_tendencies_are_counted_as_choices_expressed(day: DayFile, wishes: list[int]) -> None:
    lived_hours = lived(day, wishes).lived
    counted = sum(sum(each.taken.values()) for each in tendencies(lived_hours).values())
    assert counted == sum(len(hour.taken.leans) for hour in lived_hours if hour.taken)


@given(st.integers(0, 10), st.integers(-3, 3))
def test_effects_are_added_within_the_bounds_and_other_meters_stay(value: int, effect: int) -> None:
    assert moved({"a": value, "b": 4}, {"a": effect}) == {"a": sorted((0, value + effect, 10))[1], "b": 4}


def test_a_meters_word_is_low_to_3_middling_to_6_and_high_from_7() -> None:
    assert [level(value) for value in range(11)] == [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2]
