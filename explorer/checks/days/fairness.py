"""Checks that a day's choices are real choices: none is dominated, none is given away by its place or length, and no
fixed way of playing always wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import permutations

from explorer.checks.days.cells import LEVELS
from explorer.checks.days.counts import best, cut, ended, quantile
from explorer.checks.days.model import Take
from explorer.checks.days.replay import Target, Way
from explorer.checks.days.result import Case, Proved, per_cent, piece_of
from explorer.checks.days.whole import endings
from explorer.engine.day import LEAST, MOST, Hour, moved, play
from explorer.pack.days import Scene

EQUAL = 1e-9
"""Means that differ by less count as equal."""
BY_PLACE, BY_LENGTH = 0.5, 0.4
"""The largest fraction of scenes whose best option is at one place, and of those whose best option is the longest."""
CUT, SPREAD = 0.15, 1.0
"""The largest fraction of play in which a meter would have passed its bound, and the least standard deviation of each
at the end."""
THINGS, FARTHEST = 2, 3
"""The fewest meters that an option moves, and the largest change."""
ENDING = (0.05, 0.45)
"""Bounds for each ending's share of uniform play."""
TOP = 0.75
"""The quantile at which the top quartile begins."""


def dominated(case: Case) -> Proved:
    """4. No option is dominated: in no reachable state, whatever was heard, is a sibling at least as good on all meters
    at once."""
    count = 0
    for turn in (each for each in case.model.turns if each.scene.rated):
        ways = list(case.walk.opened(turn.index))
        for worse, better in permutations(turn.takes, 2):
            mask = _as_good(case, worse, better)
            pieces = [
                piece_of(turn.index, way, 0, case.walk.grid.before(way.cells & mask, way.moves) & way.within)
                for way in ways
                if way.cells & mask and worse in way.takes and better in way.takes
            ]
            if pieces:
                count += 1
                values = {"option": worse.index + 1, "other": better.index + 1}
                yield case.miss(worse.path, "day_dominated", pieces, **values)
    yield case.bound(4, "dominated", 0, count, not count)


def _as_good(case: Case, worse: Take, better: Take) -> int:
    """The cells in which one option leaves every meter at least as high as another."""
    grid = case.walk.grid
    mask: int = grid.full
    one, other = dict(worse.moves), dict(better.moves)
    for meter, levels in enumerate(grid.at):
        less, more = one.get(meter, 0), other.get(meter, 0)
        if more < less:
            mask &= sum(levels[at] for at in range(LEVELS) if _bounded(at + more) >= _bounded(at + less))
    return mask


def _bounded(value: int) -> int:
    return min(MOST, max(LEAST, value))


def tell(case: Case) -> Proved:
    """5. The best option gives itself away neither by its place nor by its length.

    Best: the one after which the meters together stand highest at the end of the day, on average over uniform play.
    No place may hold the best of more than half of the scenes; the longest text, in characters, may be the best in
    two of five at most, in each language.
    """
    rated = [n for n, scene in enumerate(case.day.scenes) if scene.rated]
    best_options = [(n, option) for n in rated if (option := _best(case, n)) is not None]
    if not best_options:
        return
    places = [option for _, option in best_options]
    most, place = max((places.count(place) / len(best_options), -place) for place in set(places))
    if most > BY_PLACE:
        yield case.miss(("scenes",), "day_tell_place", place=1 - place, share=per_cent(most), most=per_cent(BY_PLACE))
    yield case.bound(5, "tell_place", f"≤ {per_cent(BY_PLACE)}", per_cent(most), most <= BY_PLACE)
    shares = {}
    for language in case.pack.languages:
        longest = [option == _longest(case.day.scenes[n], language) for n, option in best_options]
        shares[language] = sum(longest) / len(best_options)
        if shares[language] > BY_LENGTH:
            share, most_of = per_cent(shares[language]), per_cent(BY_LENGTH)
            yield case.miss(("scenes",), "day_tell_length", None, language=language, share=share, most=most_of)
    met = max(shares.values()) <= BY_LENGTH
    yield case.bound(5, "tell_length", f"≤ {per_cent(BY_LENGTH)}", " · ".join(map(per_cent, shares.values())), met)


def _best(case: Case, n: int) -> int | None:
    """The place of a scene's best option; None if several are equally good, or only one is ever taken."""
    means = case.played.kept("best", lambda: best(case.played.alone))[n]
    ranked = sorted(means, key=lambda option: -means[option])
    if len(ranked) < 2 or means[ranked[0]] - means[ranked[1]] < EQUAL:
        return None
    return ranked[0]


def _longest(scene: Scene, language: str) -> int:
    return max(range(len(scene.options)), key=lambda o: len(scene.options[o].text[language]))


def meters(case: Case) -> Proved:
    """6. Meters stay from 0 to 10, seldom meet a bound, and end far enough apart to mean something.

    That they stay is the engine's rule. A path is cut when on it a meter would have passed a bound.
    """
    grid = case.walk.grid
    share = cut(case.alone)
    reached = 0
    for layer in case.walk.layers:
        for cells in layer.values():
            reached |= cells
    levels = [level for level in range(LEVELS) for at in grid.at if reached & at[level]]
    inside = min(levels) >= LEAST and max(levels) <= MOST
    yield case.bound(6, "range", "0–10", f"{min(levels)}–{max(levels)}", inside)
    if share > CUT:
        yield case.miss(("scenes",), "day_cut", _losing(case), share=per_cent(share), most=per_cent(CUT))
    yield case.bound(6, "cut", f"≤ {per_cent(CUT)}", per_cent(share), share <= CUT)
    deviations = []
    for n, meter in enumerate(case.meters):
        shares = case.alone.ending_at(n)
        middle = sum(value * share for value, share in shares.items())
        deviations.append(sum(share * (value - middle) ** 2 for value, share in shares.items()) ** 0.5)
        if deviations[-1] < SPREAD:
            yield case.miss(("meters", n), "day_flat", name=meter, value=f"{deviations[-1]:.2f}", least=f"{SPREAD:g}")
    yield case.bound(6, "deviation", f"≥ {SPREAD:g}", f"{min(deviations):.2f}", min(deviations) >= SPREAD)


def _losing(case: Case) -> Iterator[Target]:
    """The states in which part of an effect is lost."""
    grid = case.walk.grid
    for turn in case.model.turns:
        for way in case.walk.opened(turn.index):
            early = way.within & grid.lost(way.moves)
            for number, take in enumerate(way.takes, 1):
                late = grid.before(way.cells & grid.lost(take.moves), way.moves) & way.within
                if early | late:
                    yield piece_of(turn.index, way, number, early | late)


def moves(case: Case) -> Proved:
    """7. Every option of a rated scene moves at least two meters, none by more than 3.

    Only meters count as things that move: a flag is something yet to come and a lean is an observation, so neither is
    a price that is felt when the choice is made.
    """
    fewest, farthest = len(case.meters), 0
    for n, scene in enumerate(case.day.scenes):
        for o, option in enumerate(scene.options) if scene.rated else ():
            changes = [abs(change) for change in option.effects.values() if change]
            fewest, farthest = min(fewest, len(changes)), max(farthest, *changes, 0)
            if len(changes) < THINGS:
                yield case.miss(
                    ("scenes", n, "options", o), "day_moves_few", case.taking(n, o), count=len(changes), least=THINGS
                )
    yield case.bound(7, "moves", f"≥ {THINGS}", fewest, fewest >= THINGS)
    yield case.bound(7, "farthest", f"≤ {FARTHEST}", farthest, farthest <= FARTHEST)


def closings(case: Case) -> Proved:
    """8. Each ending takes 5 to 45 per cent of uniform play."""
    shares = dict.fromkeys(range(len(case.day.endings)), 0.0)
    for (index, _), counts in ended(case.alone, case.alone.ends).items():
        shares[index] += case.alone.share(counts)
    least, most = ENDING
    for n, share in shares.items():
        if not least <= share <= most:
            pieces = [
                Target(len(case.day.scenes), facts, cells)
                for end, facts, cells in endings(case.walk)
                if end.path[1] == n
            ]
            values = {"share": per_cent(share), "least": per_cent(least), "most": per_cent(most)}
            yield case.miss(("endings", n), "day_ending", pieces, **values)
    low, high = min(shares.values()), max(shares.values())
    span = f"{100 * low:.1f}–{per_cent(high)}"
    yield case.bound(8, "endings", f"{100 * least:g}–{100 * most:g} %", span, least <= low and high <= most)


def policies(case: Case) -> Proved:
    """9. No fixed way of playing ends in the top quartile of all meters.

    The ways: always the first option, always the last, always the one that gives most to one meter at once, always
    the one that gives most to all together; of several, the first. A meter ends in the top quartile when it stands at
    least where the best quarter of uniform play begins.
    """
    tops = [quantile(case.alone.ending_at(n), TOP) for n in range(len(case.meters))]
    won = 0
    every = list(_policies(case))
    for name, pick in every:
        choices: list[int] = []
        while now := play(case.day, choices).now:
            choices.append(pick(now) + 1)
        end = play(case.day, choices).meters
        if all(end[meter] >= top for meter, top in zip(case.meters, tops, strict=True)):
            won += 1
            yield case.miss(("scenes",), "day_policy", Way(len(choices), tuple(choices)), policy=name)
    yield case.bound(9, "policies", 0, f"{won}/{len(every)}", not won)


def _policies(case: Case) -> Iterator[tuple[str, Callable[[Hour], int]]]:
    def greedy(worth: Callable[[Mapping[str, int]], int]) -> Callable[[Hour], int]:
        def pick(hour: Hour) -> int:
            worths = [worth(moved(hour.before, option.effects)) for option in hour.options]
            return worths.index(max(worths))

        return pick

    yield "first", lambda hour: 0
    yield "last", lambda hour: len(hour.options) - 1
    for meter in case.meters:
        yield meter, greedy(lambda after, meter=meter: after[meter])  # type: ignore[misc]
    yield "sum", greedy(lambda after: sum(after.values()))
