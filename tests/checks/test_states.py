"""Every state, once: what is summed over states is what the paths one by one come to."""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from explorer.checks.days.states import means, quantile, spread, walk
from explorer.engine.day import Played, play
from explorer.pack.days import DayFile
from tests.checks.conftest import whole_day

ADAPTER = TypeAdapter(DayFile)


def every_path(
    day: DayFile, choices: tuple[int, ...] = (), chance: Fraction = Fraction(1)
) -> Iterator[tuple[Played, Fraction]]:
    """Each finished day with its chance in uniform play, by living it."""
    played = play(day, choices)
    if played.now is None:
        yield played, chance
        return
    for choice in range(1, len(played.now.options) + 1):
        yield from every_path(day, (*choices, choice), chance / len(played.now.options))


def shaped(effects: list[list[int]], flags: list[int], bounds: list[int]) -> DayFile:
    """A day of four scenes of two or three options, with conditions, a scene that may not come, and an echo."""
    raw: dict[str, Any] = copy.deepcopy(whole_day("ant"))
    del raw["scenes"][4:], raw["echoes"][1:]
    for n, scene in enumerate(raw["scenes"]):
        scene["options"].append(copy.deepcopy(scene["options"][0]))
        for o, option in enumerate(scene["options"]):
            option["effects"] = dict(zip(("food", "calm", "fame"), effects[3 * n + o], strict=True))
            option.pop("sets", None)
        scene["options"][2]["when"] = [f"food>={bounds[n]}"]
    raw["scenes"][flags[0]]["options"][1]["sets"] = ["flag-0"]
    raw["scenes"][flags[1]]["when"] = ["!flag-0"]
    raw["echoes"][0]["at"] = raw["scenes"][3]["id"]
    return ADAPTER.validate_python(raw)


days = st.builds(
    shaped,
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=12, max_size=12),
    st.tuples(st.integers(0, 1), st.integers(2, 3)).map(list),
    st.lists(st.integers(3, 7), min_size=4, max_size=4),
)


@given(days)
@settings(max_examples=40)
def test_states_stand_for_all_paths(day: DayFile) -> None:
    """As many paths, the same chance of every end, and the same means, as from living every path."""
    walked, paths = walk(day), list(every_path(day))
    assert walked.paths == len(paths)
    ends: Counter[tuple[int, ...]] = Counter()
    for played, chance in paths:
        ends[tuple(played.meters.values())] += chance  # type: ignore[assignment]
    found: Counter[tuple[int, ...]] = Counter()
    for state in walked.ends:
        found[state.meters] += Fraction(state.chance, walked.unit**state.place)  # type: ignore[assignment]
    assert found == ends
    middle = means(walked)[walked.layers[0][0]]
    for n, meter in enumerate(day.meters):
        assert middle[n] == pytest.approx(float(sum(chance * played.meters[meter.id] for played, chance in paths)))


@given(days)
@settings(max_examples=40)
def test_a_sum_over_the_day_is_spread_as_over_its_paths(day: DayFile) -> None:
    """For instance, how many hours were lived by their second option."""
    walked = walk(day)
    second = [scene.options[1] for scene in day.scenes]
    found = spread(
        walked, lambda state, way: int(way.telling is not None and any(way.telling.option is o for o in second))
    )
    counted: Counter[int] = Counter()
    for played, chance in every_path(day):
        counted[sum(hour.taken is hour.scene.options[1] for hour in played.lived)] += chance  # type: ignore[assignment]
    assert found == {value: pytest.approx(float(share)) for value, share in counted.items()}


@given(days)
@settings(max_examples=25)
def test_every_state_has_the_shortest_list_of_choices_that_leads_to_it(day: DayFile) -> None:
    walked = walk(day)
    for state in walked.ends:
        played = play(day, state.choices)
        assert played.now is None
        assert tuple(played.meters.values()) == state.meters
    lists = {tuple(played.meters.values()): [] for played, _ in every_path(day)}  # type: ignore[var-annotated]
    for played, _ in every_path(day):
        lists[tuple(played.meters.values())].append(played.choices)
    for state in walked.ends:
        assert len(state.choices) >= min(map(len, lists[state.meters]))


@given(days)
@settings(max_examples=25)
def test_what_is_said_in_some_state_is_what_a_player_reads(day: DayFile) -> None:
    walked = walk(day)
    for openings in walked.openings:
        for opening in openings:
            now = play(day, opening.choices).now
            assert now is not None
            assert (now.scene, now.text, now.echoes) == (opening.scene, opening.text, opening.echoes)
            assert now.options == opening.options
    for tellings in walked.tellings:
        for telling in tellings:
            hour = play(day, telling.choices).lived[-1]
            assert (hour.taken, hour.outcome) == (telling.option, telling.text)


def test_a_quantile_is_the_least_value_that_so_much_of_play_does_not_pass() -> None:
    shares = {1: 0.25, 2: 0.25, 5: 0.5}
    assert [quantile(shares, part) for part in (0.1, 0.25, 0.26, 0.5, 0.75, 1.0)] == [1, 1, 2, 2, 5, 5]
