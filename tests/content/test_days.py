"""The built-in days: the same day from two chairs, never a dead end, always long enough to feel like a day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.engine.day import Played, certain_times, play
from explorer.pack.pack import Pack
from explorer.pack.world import mentions

ROLES = ["kam", "pm"]
SAID = {
    "the-mail": ("Compras quiere comparar", "Purchasing wants to compare"),
    "date-unsafe": (
        "El 25 no es seguro. No digo que no salga. Digo que no es seguro",
        "The 25th isn't safe. I'm not saying it won't happen. I'm saying it isn't safe",
    ),
    "quarterly-review": ("¿Y el 25?", "And the 25th?"),
    "late-change": ("¿Quién guarda las fotos?", "Who keeps the photos?"),
    "amber-or-green": ("A las cuatro menos cuarto os toca", "At a quarter to four it's your turn"),
    "escalation": ("¿Dónde están?", "Where are they?"),
    "go-no-go": ("las otras ocho, el 1 de junio", "the other eight on 1 June"),
}
"""What is said in each shared event."""
LEAST_SCENES = 8
wishes = st.lists(st.integers(0, 11), min_size=20, max_size=20)


def lived(pack: Pack, role: str, wishes: list[int]) -> Played:
    """The day to its end: at every scene the wished option, counted round among those that are open."""
    day, choices = pack.day(role), list[int]()
    for wish in wishes:
        played = play(day, choices)
        if played.now is None:
            return played
        choices.append(1 + wish % len(played.now.options))
    raise AssertionError("the day does not end")


def minutes(clock: str) -> int:
    """Since midnight."""
    hours, rest = clock.split(":")
    return 60 * int(hours) + int(rest)


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("wish", range(4))
def test_a_day_lived_by_one_stubborn_choice_ends(pack: Pack, role: str, wish: int) -> None:
    assert lived(pack, role, [wish] * 20).ending is not None


@pytest.mark.parametrize("role", ROLES)
@given(wishes=wishes)
def test_every_path_has_at_least_eight_scenes_and_an_ending(pack: Pack, role: str, wishes: list[int]) -> None:
    played = lived(pack, role, wishes)
    assert len(played.lived) >= LEAST_SCENES
    assert played.ending is not None


@pytest.mark.parametrize("role", ROLES)
@given(wishes=wishes)
def test_every_scene_of_every_path_says_something_and_leaves_at_least_two_options(
    pack: Pack, role: str, wishes: list[int]
) -> None:
    for hour in lived(pack, role, wishes).lived:
        assert hour.text, hour.scene.id
        assert hour.outcome, hour.scene.id
        assert len(hour.options) >= 2, hour.scene.id


@pytest.mark.parametrize("role", ROLES)
def test_the_clock_never_runs_backwards(pack: Pack, role: str) -> None:
    times = [scene.time for scene in pack.day(role).scenes]
    assert times == sorted(times)
    assert "08:00" <= times[0] <= "09:30"


def test_both_days_share_events_seen_from_the_two_chairs(pack: Pack) -> None:
    events = [{scene.event for scene in pack.day(role).scenes if scene.event} for role in ROLES]
    assert len(events[0] & events[1]) >= 3


@pytest.mark.parametrize("event", SAID)
@pytest.mark.parametrize("role", ROLES)
def test_the_same_words_are_heard_from_both_chairs(pack: Pack, role: str, event: str) -> None:
    (scene,) = (scene for scene in pack.day(role).scenes if scene.event == event)
    for language, words in zip(("es", "en"), SAID[event], strict=True):
        told = [passage.say[language] for passage in scene.text] + [option.text[language] for option in scene.options]
        named = {name for passage in scene.text for name in mentions(passage.say)}
        told += [text[language] for fact in pack.world.facts if fact.id in named for text in fact.words.values()]
        assert any(words in each for each in told), language


def test_a_shared_event_stands_at_the_same_hour_in_both_days(pack: Pack) -> None:
    kam, pm = ({scene.event: minutes(scene.time) for scene in pack.day(role).scenes} for role in ROLES)
    assert [event for event in SAID if abs(kam[event] - pm[event]) > 30] == []


@pytest.mark.parametrize("role", ROLES)
def test_in_an_hour_that_both_chairs_share_no_option_ever_closes(pack: Pack, role: str) -> None:
    shared = (scene for scene in pack.day(role).scenes if scene.event)
    assert [(scene.id, option.text) for scene in shared for option in scene.options if option.when] == []


@pytest.mark.parametrize("role", ROLES)
def test_a_meter_near_zero_opens_an_hour_of_its_own(pack: Pack, role: str) -> None:
    day = pack.day(role)
    opened = {clause.name for scene in day.scenes for clause in scene.when if clause.op == "<="}
    assert opened == {meter.id for meter in day.meters}


@pytest.mark.parametrize("role", ROLES)
def test_a_day_has_dull_hours_a_hard_one_and_delayed_effects(pack: Pack, role: str) -> None:
    day = pack.day(role)
    shared = {fact.id for fact in pack.world.facts}
    tones = [scene.tone for scene in day.scenes]
    assert tones.count("dull") >= 2
    assert tones.count("hard") >= 1
    own = [echo for echo in day.echoes if not any(clause.name in shared for clause in echo.when)]
    assert 3 <= len(own) <= 5


@pytest.mark.parametrize("role", ROLES)
def test_a_day_has_four_meters_four_endings_and_a_mixed_one(pack: Pack, role: str) -> None:
    day = pack.day(role)
    assert (len(day.meters), len(day.endings)) == (4, 5)


@pytest.mark.parametrize("role", ROLES)
def test_every_option_moves_at_least_two_things_and_shows_what_one_prefers(pack: Pack, role: str) -> None:
    rated = [scene for scene in pack.day(role).scenes if scene.rated]
    options = [(scene.id, n, option) for scene in rated for n, option in enumerate(scene.options, 1)]
    assert [(scene, n) for scene, n, option in options if sum(map(bool, option.effects.values())) < 2] == []


@pytest.mark.parametrize("role", ROLES)
def test_both_poles_of_every_dimension_can_be_chosen_at_least_twice(pack: Pack, role: str) -> None:
    leans = [lean for scene in pack.day(role).scenes for option in scene.options for lean in option.leans.items()]
    assert [
        (axis.id, side) for axis in pack.dimensions for side in ("left", "right") if leans.count((axis.id, side)) < 2
    ] == []


@pytest.mark.parametrize("role", ROLES)
def test_something_is_written_and_each_sentence_has_a_version_of_ours_with_a_reason(pack: Pack, role: str) -> None:
    written = [scene for scene in pack.day(role).scenes if not scene.rated]
    assert len(written) == 3
    assert all(scene.ours and not any(option.effects for option in scene.options) for scene in written)
    assert len({scene.ours.option for scene in written if scene.ours}) > 1  # our version is no pattern


@pytest.mark.parametrize("role", ROLES)
def test_what_was_done_earlier_opens_three_hours_of_a_day_or_closes_them(pack: Pack, role: str) -> None:
    meters = {meter.id for meter in pack.day(role).meters}
    scenes = pack.day(role).scenes
    opened = {scene.time for scene in scenes if scene.when and not any(clause.name in meters for clause in scene.when)}
    assert len(opened) == 3
    assert opened <= set(certain_times(scenes))


def test_at_most_five_people_appear(pack: Pack) -> None:
    assert 1 <= len(pack.cast) <= 5
