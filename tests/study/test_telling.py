"""What may be told of a class gives nobody away: for every group that is not told at least five values are open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise, product
from random import Random

import pytest

from explorer.study.classroom import LIKED, LIVED, side_ways, verdict_ways
from explorer.study.telling import COUNTED_FROM, LEAST, Ways, groups_told, in_words, rounded, way_told
from tests.first import PACK

QUESTIONS: dict[str, Ways] = {
    "verdicts": verdict_ways(PACK),
    "sides": side_ways(PACK),
    "liked": LIKED,
    "lived": LIVED,
}
CLASSES = 10_000


def finest(ways: Ways) -> list[str]:
    return [part for parts in ways[0].values() for part in parts]


def classes(ways: Ways, number: int) -> Iterator[dict[str, int]]:
    """Classes of 10 to 60 people, some even, some lopsided, some with empty groups."""
    chance, cells = Random(5), finest(ways)
    for _ in range(number):
        people, weights = chance.randint(COUNTED_FROM, 60), [chance.random() ** 3 for _ in cells]
        drawn = chance.choices(cells, weights, k=people)
        yield {cell: drawn.count(cell) for cell in cells}


def others(counts: Mapping[str, int], ways: Ways, cell: str) -> Iterator[dict[str, int]]:
    """Classes of as many people that could have the same things told of them, `cell` having any number of them."""
    way = way_told(counts, ways) or {"": tuple(finest(ways))}
    own = next(parts for parts in way.values() if cell in parts)
    rest = [part for part in own if part != cell]
    bound = sum(counts[part] for part in own)
    for value, other in product(range(bound + 1), rest):
        moved = {**counts, **dict.fromkeys(own, 0), cell: value}
        moved[other] += bound - value
        yield moved


@pytest.mark.parametrize("ways", QUESTIONS.values(), ids=list(QUESTIONS))
def test_coarser_groups_are_made_of_whole_finer_ones(ways: Ways) -> None:
    for fine, coarse in pairwise(ways):
        assert sorted(part for parts in coarse.values() for part in parts) == sorted(finest(ways))
        for parts in fine.values():
            assert any(set(parts) <= set(group) for group in coarse.values())


@pytest.mark.slow
@pytest.mark.parametrize("ways", QUESTIONS.values(), ids=list(QUESTIONS))
def test_of_ten_thousand_classes_no_small_group_is_told_or_can_be_worked_out(ways: Ways) -> None:
    for counts in classes(ways, CLASSES // len(QUESTIONS)):
        found = groups_told(counts, ways)
        assert all(group.people is None or group.people >= LEAST for group in found)
        seen = {group.people for group in found if group.people is not None}
        assert not seen or sum(group.people or 0 for group in found) == sum(counts.values())
        for cell in finest(ways):
            if (cell, counts[cell]) in [(group.name, group.people) for group in found]:
                continue
            open_: set[int] = set()
            for other in others(counts, ways, cell):
                if other[cell] not in open_ and groups_told(other, ways) == found:
                    open_.add(other[cell])
                if len(open_) == LEAST:
                    break
            assert len(open_) == LEAST, (counts, cell, open_)


@pytest.mark.parametrize("ways", QUESTIONS.values(), ids=list(QUESTIONS))
def test_of_fewer_than_ten_nothing_is_counted(ways: Ways) -> None:
    for people in range(COUNTED_FROM):
        counts = {**dict.fromkeys(finest(ways), 0), finest(ways)[0]: people}
        assert all(group.people is None for group in groups_told(counts, ways))


def compositions(people: int, groups: int) -> Iterator[tuple[int, ...]]:
    if groups == 1:
        yield (people,)
        return
    for first in range(people + 1):
        yield from ((first, *rest) for rest in compositions(people - first, groups - 1))


@pytest.mark.parametrize("groups", [3, 4])
def test_words_of_a_small_class_leave_five_values_of_every_group_open(groups: int) -> None:
    """Every class of five to nine people, its number untold."""
    names = [str(number) for number in range(groups)]
    way = {name: (name,) for name in names}
    by_words: dict[tuple[str, ...], list[tuple[int, ...]]] = {}
    for people in range(LEAST, COUNTED_FROM):
        for counts in compositions(people, groups):
            said = in_words(dict(zip(names, counts, strict=True)), way)
            by_words.setdefault(tuple(said.values()), []).append(counts)
    for alike in by_words.values():
        for place in range(groups):
            assert len({counts[place] for counts in alike}) >= LEAST


def test_a_count_to_hand_on_is_a_five() -> None:
    assert [rounded(people) for people in (5, 7, 8, 12, 13, 27, 28)] == [5, 5, 10, 10, 15, 25, 30]
