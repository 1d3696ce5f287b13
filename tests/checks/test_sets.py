"""The walk by sets and the exact counts are what living every state by the engine comes to."""

from __future__ import annotations

import copy
from collections import Counter
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from explorer.checks.days.cells import Cells
from explorer.checks.days.counts import UniformPlay, best, cut, inside, quantile
from explorer.checks.days.model import Model
from explorer.checks.days.replay import shortest
from explorer.checks.days.result import piece_of
from explorer.checks.days.sets import Layer, walk
from explorer.engine.day import LEAST, MOST, Played, holds, moved, play
from explorer.loader.reader import read_pack
from explorer.loader.world import joined_days
from explorer.pack.days import DayFile
from explorer.pack.world import WorldFile
from tests.checks.conftest import whole_day
from tests.checks.oracle import State, every_path, walked

ADAPTER = TypeAdapter(DayFile)
WORLD = TypeAdapter(WorldFile).validate_python(
    {
        "facts": [
            {
                "id": "news",
                "values": ["good", "bad", "none"],
                "from": {"role": "bee", "event": "event-0"},
                "unheard": [
                    {"value": "bad", "when": ["flag-0"]},
                    {"value": "none", "when": ["food>=6"]},
                    {"value": "good"},
                ],
            }
        ]
    }
)


def shaped(effects: list[list[int]], flags: list[int], bounds: list[int], steps: list[str]) -> DayFile:
    """A day of four scenes of two or three options, with conditions, a scene that may not come, an echo that makes
    something true, a fact of three values, and news from another chair."""
    raw: dict[str, Any] = copy.deepcopy(whole_day("ant"))
    del raw["scenes"][4:], raw["echoes"][1:]
    raw["facts"] = [{"id": "song", "values": ["low", "fair", "high"]}]
    for n, scene in enumerate(raw["scenes"]):
        scene["options"].append(copy.deepcopy(scene["options"][0]))
        for o, option in enumerate(scene["options"]):
            option["effects"] = dict(zip(("food", "calm", "fame"), effects[3 * n + o], strict=True))
            option["sets"] = [steps[n]] if o == 2 else []
        scene["options"][2]["when"] = [f"food>={bounds[n]}"]
        scene["text"].append(
            {"when": ["song>=fair", "news=bad"] if n else [f"calm<={bounds[n]}"], "say": scene["text"][0]["say"]}
        )
    raw["scenes"][flags[0]]["options"][1]["sets"] = ["flag-0"]
    raw["scenes"][flags[1]]["when"] = ["!flag-0", "news!=none"]
    raw["echoes"][0] |= {"at": raw["scenes"][3]["id"], "sets": ["song=low"]}
    raw["endings"][0]["when"] = ["song=high"]
    return joined_days([ADAPTER.validate_python(raw), ADAPTER.validate_python({**raw, "role": "bee"})], WORLD)[0]


days = st.builds(
    shaped,
    st.lists(st.lists(st.integers(-3, 3), min_size=3, max_size=3), min_size=12, max_size=12),
    st.tuples(st.integers(0, 1), st.integers(2, 3)).map(list),
    st.lists(st.integers(3, 7), min_size=4, max_size=4),
    st.lists(st.sampled_from(["song+1", "song=high", "flag-0"]), min_size=4, max_size=4),
)


def states(model: Model, layer: Layer) -> set[State]:
    """A layer of sets as the states that it stands for."""
    found = set()
    for facts, cells in layer.items():
        true = tuple(sorted(model.bits.facts(facts).true.items()))
        for cell in range(cells.bit_length()):
            if cells >> cell & 1:
                found.add((true, meters_of(model, cell)))
    return found


def meters_of(model: Model, cell: int) -> tuple[int, ...]:
    return tuple(cell // 11 ** (len(model.meters) - 1 - place) % 11 for place in range(len(model.meters)))


def read(model: Model, live: list[int]) -> list[frozenset[str]]:
    bits = model.bits
    return [frozenset(name for name in bits.table if mask >> bits.shift[name] & bits.mask[name]) for mask in live]


@pytest.mark.slow
@pytest.mark.parametrize("free", [True, False])
@given(day=days)
@settings(max_examples=12, deadline=None)
def test_the_sets_are_the_states_one_by_one(free: bool, day: DayFile) -> None:
    model = Model(day)
    found = walk(model, model.said, free)
    plain = walked(day, read(model, model.said), free)
    assert [states(model, layer) for layer in found.layers] == [set(layer.chances) for layer in plain]
    assert found.states == sum(len(layer.chances) for layer in plain)


@pytest.mark.slow
@given(days)
@settings(max_examples=12, deadline=None)
def test_the_counts_are_the_chances_and_the_lists_of_all_paths(day: DayFile) -> None:
    model = Model(day)
    uniform = UniformPlay(walk(model, model.said, free=False))
    paths = list(every_path(day))
    chances: dict[tuple[int, ...], Fraction] = {}
    for played, chance in paths:
        end = tuple(played.meters.values())
        chances[end] = chances.get(end, Fraction(0)) + chance
    counted: dict[tuple[int, ...], Fraction] = {}
    for counts in uniform.ends.values():
        for cell, parts in counts.items():
            end = meters_of(model, cell)
            counted[end] = counted.get(end, Fraction(0)) + Fraction(parts, uniform.whole)
    assert counted == chances
    assert uniform.lists == len(paths)


def loses(played: Played) -> bool:
    """Whether a meter would have passed its bound: in the delayed effects of an hour together, or by an option."""
    before = dict.fromkeys(played.meters, 5)
    for hour in played.lived:
        echoes = [sum(echo.effects.get(name, 0) for echo in hour.echoes) for name in before]
        if any(not LEAST <= value + more <= MOST for value, more in zip(before.values(), echoes, strict=True)):
            return True
        assert hour.taken is not None and hour.after is not None
        if any(not LEAST <= hour.before[name] + change <= MOST for name, change in hour.taken.effects.items()):
            return True
        before = dict(hour.after)
    return False


@given(days)
@settings(max_examples=6, deadline=None)
def test_what_is_cut_and_which_option_is_best_is_what_all_paths_say(day: DayFile) -> None:
    uniform = UniformPlay(walk(Model(day), Model(day).moving, free=False))
    paths = list(every_path(day))
    assert cut(uniform) == pytest.approx(float(sum(chance for played, chance in paths if loses(played))))
    found = best(uniform)
    for turn, scene in enumerate(day.scenes):
        took = [
            (hour.scene.options.index(hour.taken), chance, sum(played.meters.values()))
            for played, chance in paths
            for hour in played.lived
            if hour.scene is scene and hour.taken
        ]
        means = {}
        for option in {option for option, _, _ in took}:
            mine = [(chance, value) for o, chance, value in took if o == option]
            means[option] = sum(chance * value for chance, value in mine) / sum(chance for chance, _ in mine)
        assert found[turn] == {option: pytest.approx(float(mean)) for option, mean in means.items()}


@given(days, st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_a_replay_is_the_shortest_list_and_leads_there(day: DayFile, turn: int) -> None:
    """For instance to the second option of a scene, with its outcome read in a state of little calm."""
    model = Model(day)
    found = walk(model)
    grid, low = found.grid, found.grid.at[1][0] | found.grid.at[1][1] | found.grid.at[1][2]
    pieces = []
    for way in found.opened(turn):
        for number, take in enumerate(way.takes, 1):
            if take.index == 1 and (wrong := grid.moved(way.cells, take.moves) & low):
                pieces.append(piece_of(turn, way, number, grid.before(wrong, (*way.moves, *take.moves)) & way.within))
    shown = shortest(found, pieces)
    lists = [
        n + 1
        for news in (1, 2, 3)
        for played in lived_hearing(day, news)
        for n, hour in enumerate(played.lived)
        if hour.scene is day.scenes[turn] and hour.taken is hour.scene.options[1]
        if hour.after and hour.after["calm"] <= 2
    ]
    assert (shown is None) == (not lists)
    if shown:
        assert len(shown.choices) == shown.length == min(lists)
        last = play(day, shown.choices, shown.heard).lived[-1]
        assert last.scene is day.scenes[turn] and last.taken is last.scene.options[1]
        assert last.after and last.after["calm"] <= 2


def lived_hearing(day: DayFile, news: int, choices: tuple[int, ...] = ()) -> list[Played]:
    played = play(day, choices, [news])
    if played.now is None:
        return [played]
    options = range(1, len(played.now.options) + 1)
    return [each for choice in options for each in lived_hearing(day, news, (*choices, choice))]


@given(
    st.lists(st.tuples(*[st.integers(0, 10)] * 3), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(0, 2), st.integers(-3, 3)), max_size=4).map(tuple),
)
def test_cells_are_moved_as_meters_are(values: list[tuple[int, int, int]], moves: tuple[tuple[int, int], ...]) -> None:
    names = ("a", "b", "c")
    grid = Cells(names)
    cells = sum({1 << sum(v * s for v, s in zip(each, grid.strides, strict=True)) for each in values})
    expected = set()
    for each in values:
        at = dict(zip(names, each, strict=True))
        for meter, change in moves:
            at = moved(at, {names[meter]: change})
        expected.add(1 << sum(at[name] * s for name, s in zip(names, grid.strides, strict=True)))
    after = grid.moved(cells, moves)
    assert after == sum(expected)
    assert grid.before(after, moves) & cells == cells
    lost = {1 << sum(v * s for v, s in zip(each, grid.strides, strict=True)) for each in values}
    total = Counter[int]()
    for meter, change in moves:
        total[meter] += change
    assert grid.lost(moves) & cells == sum(
        bit
        for bit in lost
        for each in [next(v for v in values if 1 << sum(a * s for a, s in zip(v, grid.strides, strict=True)) == bit)]
        if any(not 0 <= each[meter] + change <= 10 for meter, change in total.items())
    )


def test_a_mask_is_where_a_condition_on_meters_holds() -> None:
    day = ADAPTER.validate_python(whole_day("ant"))
    model = Model(day)
    grid = walk(model).grid
    for end in model.ends:
        mask = grid.where(end.when.meters)
        for cell in range(0, grid.size, 97):
            meters = dict(zip(model.meters, meters_of(model, cell), strict=True))
            assert bool(mask >> cell & 1) == holds(end.ending.when, model.bits.facts(0), meters)


@pytest.mark.slow
def test_a_built_in_day_is_walked_cell_for_cell() -> None:
    day = read_pack().days[0]
    model = Model(day)
    found = walk(model, model.moving, free=False)
    plain = walked(day, read(model, model.moving), free=False)
    assert [states(model, layer) for layer in found.layers] == [set(layer.chances) for layer in plain]


def test_a_quantile_is_the_least_value_that_so_much_of_play_does_not_pass() -> None:
    shares = {1: 0.25, 2: 0.25, 5: 0.5}
    assert [quantile(shares, part) for part in (0.1, 0.25, 0.26, 0.5, 0.75, 1.0)] == [1, 1, 2, 2, 5, 5]


@given(
    st.tuples(*[st.integers(LEAST, MOST)] * 3),
    st.lists(st.tuples(st.integers(0, 2), st.integers(-3, 3)), max_size=4).map(tuple),
)
def test_a_cell_is_moved_as_a_set_of_it_alone(values: tuple[int, int, int], moves: tuple[tuple[int, int], ...]) -> None:
    grid = Cells(("a", "b", "c"))
    cell = sum(value * stride for value, stride in zip(values, grid.strides, strict=True))
    assert 1 << grid.shift(moves)[cell] == grid.moved(1 << cell, moves)
    assert tuple(grid.level(cell, meter) for meter in range(3)) == values
    assert grid.heights[cell] == sum(values)


@given(st.sets(st.integers(0, 400)), st.sets(st.integers(0, 400)))
def test_the_counts_inside_a_set_are_those_of_its_cells(cells: set[int], others: set[int]) -> None:
    counts = {cell: cell + 1 for cell in cells}
    mask = sum(1 << cell for cell in others)
    assert dict(inside(counts, mask)) == {cell: cell + 1 for cell in cells & others}
