"""Whether a day's choices are choices: none dominated, none given away, and no way of playing that always wins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import permutations

from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.states import Choices, State, Way, counted, quantile, shorter, shortest, spread
from explorer.checks.days.whole import endings
from explorer.engine.day import clear_side
from explorer.pack.days import Scene

EQUAL = 1e-9
"""Means that differ by less are the same."""
BY_PLACE, BY_LENGTH = 0.5, 0.4
"""The largest part of scenes whose best option stands at one place, and whose best option is the longest."""
CUT, SPREAD = 0.15, 1.0
"""The largest part of play in which a meter meets its bound, and the least standard deviation of each at the end."""
THINGS, FARTHEST = 2, 3
"""How many meters an option moves at least, and how far at most."""
ENDING = (0.05, 0.45)
"""How much of uniform play comes to each ending."""
TOP = 0.75
"""Where the top quartile begins."""
EXPRESSED, UNCLEAR = 2, 0.8
"""How often each pole can be chosen in one day, and how much of uniform play shows no pattern on a dimension."""


def dominated(case: Case) -> Proved:
    """4. No option is dominated: in no reachable state is a sibling at least as good on all meters, both at once and
    on average at the end of the day (in uniform play from there).

    An option that is worse now and better later, or the other way round, has its price; the two are measured apart
    as well, without a bound: how much of play meets a choice that has it so at once, or so at the end.
    """
    found: dict[tuple[int, int, int], Choices] = {}
    at_once = at_end = 0.0
    for n, layer in enumerate(case.walk.layers[:-1]):
        for state in layer:
            now, then = set(), set()
            for one, other in permutations(range(len(state.ways)), 2):
                mine, theirs = state.ways[one].to, state.ways[other].to
                if _as_good(mine.meters, theirs.meters):
                    now.add((one, other))
                if _as_good(case.means[mine], case.means[theirs]):
                    then.add((one, other))
            at_once += case.walk.share(state) if now else 0
            at_end += case.walk.share(state) if then else 0
            for one, other in now & then:
                key = (n, case.place(state.ways[one]), case.place(state.ways[other]))
                if key not in found or shorter(state.choices, found[key]):
                    found[key] = state.choices
    for (n, better, worse), choices in found.items():
        path = ("scenes", n, "options", worse)
        yield case.miss(path, "day_dominated", choices, option=worse + 1, other=better + 1)
    yield case.bound(4, "dominated", 0, len(found), not found)
    scenes = len(case.day.scenes)
    yield case.bound(4, "dominated_now", "", per_cent(at_once / scenes), True)
    yield case.bound(4, "dominated_then", "", per_cent(at_end / scenes), True)


def _as_good(one: Sequence[float], other: Sequence[float]) -> bool:
    return all(mine >= theirs - EQUAL for mine, theirs in zip(one, other, strict=True))


def tell(case: Case) -> Proved:
    """5. The best option gives itself away neither by its place nor by its length.

    Best: the one after which the meters together stand highest at the end of the day, on average over uniform play.
    No place may hold the best of more than half of the scenes; the longest text, in signs, may be the best in two
    of five at most, in each language.
    """
    best = [(n, option) for n in range(len(case.day.scenes)) if (option := _best(case, n)) is not None]
    if not best:
        return
    places = [option for _, option in best]
    most, place = max((places.count(place) / len(best), -place) for place in set(places))
    if most > BY_PLACE:
        yield case.miss(("scenes",), "day_tell_place", place=1 - place, share=per_cent(most), most=per_cent(BY_PLACE))
    yield case.bound(5, "tell_place", f"≤ {per_cent(BY_PLACE)}", per_cent(most), most <= BY_PLACE)
    shares = {}
    for language in case.pack.languages:
        longest = [option == _longest(case.day.scenes[n], language) for n, option in best]
        shares[language] = sum(longest) / len(best)
        if shares[language] > BY_LENGTH:
            share, most_of = per_cent(shares[language]), per_cent(BY_LENGTH)
            yield case.miss(("scenes",), "day_tell_length", None, language=language, share=share, most=most_of)
    met = max(shares.values()) <= BY_LENGTH
    yield case.bound(5, "tell_length", f"≤ {per_cent(BY_LENGTH)}", " · ".join(map(per_cent, shares.values())), met)


def _best(case: Case, n: int) -> int | None:
    """The place of a scene's best option; None where there is not one alone."""
    sums = dict.fromkeys(range(len(case.day.scenes[n].options)), 0.0)
    chances = dict.fromkeys(sums, 0.0)
    for state in case.walk.layers[n]:
        if state.opening:
            values = [sum(case.means[way.to]) for way in state.ways]
            middle = sum(values) / len(values)
            for way, value in zip(state.ways, values, strict=True):
                option, share = case.place(way), case.walk.share(state)
                sums[option] += share * (value - middle)
                chances[option] += share
    means = {option: sums[option] / chances[option] for option in sums if chances[option]}
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
    cut = 1 - spread(case.walk, lambda state, way: int(way.cut)).get(0, 0.0)
    values = [value for layer in case.walk.layers for state in layer for value in state.meters]
    yield case.bound(6, "range", "0–10", f"{min(values)}–{max(values)}", min(values) >= 0 and max(values) <= 10)
    if cut > CUT:
        ways = [
            (*state.choices, choice)
            for layer in case.walk.layers
            for state in layer
            for choice, way in enumerate(state.ways, 1)
            if way.cut
        ]
        yield case.miss(("scenes",), "day_cut", shortest(ways), share=per_cent(cut), most=per_cent(CUT))
    yield case.bound(6, "cut", f"≤ {per_cent(CUT)}", per_cent(cut), cut <= CUT)
    deviations = []
    for n, meter in enumerate(case.meters):
        shares = counted(case.walk, n)
        middle = sum(value * share for value, share in shares.items())
        deviations.append(sum(share * (value - middle) ** 2 for value, share in shares.items()) ** 0.5)
        if deviations[-1] < SPREAD:
            yield case.miss(("meters", n), "day_flat", name=meter, value=f"{deviations[-1]:.2f}", least=f"{SPREAD:g}")
    yield case.bound(6, "deviation", f"≥ {SPREAD:g}", f"{min(deviations):.2f}", min(deviations) >= SPREAD)


def moves(case: Case) -> Proved:
    """7. Every option moves at least two meters, none by more than 3.

    Only meters count as things that move: a flag is something yet to come and a lean is an observation, so neither is
    a price that is felt when the choice is made.
    """
    fewest, farthest = len(case.meters), 0
    for n, scene in enumerate(case.day.scenes):
        for o, option in enumerate(scene.options):
            changes = [abs(change) for change in option.effects.values() if change]
            fewest, farthest = min(fewest, len(changes)), max(farthest, *changes, 0)
            if len(changes) < THINGS:
                path, choices = ("scenes", n, "options", o), case.telling(n, o)
                yield case.miss(path, "day_moves_few", choices, count=len(changes), least=THINGS)
    yield case.bound(7, "moves", f"≥ {THINGS}", fewest, fewest >= THINGS)
    yield case.bound(7, "farthest", f"≤ {FARTHEST}", farthest, farthest <= FARTHEST)


def closings(case: Case) -> Proved:
    """8. Each ending takes 5 to 45 per cent of uniform play."""
    shares = {id(ending): 0.0 for ending in case.day.endings}
    ways: dict[int, list[Choices]] = {}
    for state, (ending, choices) in zip(case.walk.ends, endings(case), strict=True):
        shares[id(ending)] += case.walk.share(state)
        ways.setdefault(id(ending), []).append(choices)
    least, most = ENDING
    for n, ending in enumerate(case.day.endings):
        share = shares[id(ending)]
        if not least <= share <= most:
            shown = shortest(ways.get(id(ending), ()))
            said = {"share": per_cent(share), "least": per_cent(least), "most": per_cent(most)}
            yield case.miss(("endings", n), "day_ending", shown, **said)
    low, high = min(shares.values()), max(shares.values())
    found = f"{100 * low:.1f}–{per_cent(high)}"
    yield case.bound(8, "endings", f"{100 * least:g}–{100 * most:g} %", found, least <= low and high <= most)


def policies(case: Case) -> Proved:
    """9. No fixed way of playing ends in the top quartile of all meters.

    The ways: always the first option, always the last, always the one that gives most to one meter at once, always
    the one that gives most to all together; of several, the first. A meter ends in the top quartile when it stands at
    least where the best quarter of uniform play begins.
    """
    tops = [quantile(counted(case.walk, n), TOP) for n in range(len(case.meters))]
    won = 0
    every = list(_policies(case))
    for name, pick in every:
        state, made = case.walk.layers[0][0], list[int]()
        while state.ways:
            ways = state.ways
            choice = pick(state) if state.opening else 0
            if state.opening:
                made.append(choice + 1)
            state = ways[choice].to
        if all(value >= top for value, top in zip(state.meters, tops, strict=True)):
            won += 1
            yield case.miss(("scenes",), "day_policy", tuple(made), policy=name)
    yield case.bound(9, "policies", 0, f"{won}/{len(every)}", not won)


def _policies(case: Case) -> Iterator[tuple[str, Callable[[State], int]]]:
    def greedy(worth: Callable[[State, Way], int]) -> Callable[[State], int]:
        return lambda state: max(range(len(state.ways)), key=lambda n: worth(state, state.ways[n]))

    yield "first", lambda state: 0
    yield "last", lambda state: len(state.ways) - 1
    for n, meter in enumerate(case.meters):
        yield meter, greedy(lambda state, way, n=n: way.to.meters[n] - state.meters[n])  # type: ignore[misc]
    yield "sum", greedy(lambda state, way: sum(way.to.meters) - sum(state.meters))


def leanings(case: Case) -> Proved:
    """11. In one day each pole of each dimension can be chosen twice, and play at random shows no pattern on a
    dimension four times of five, for each of them."""
    least, clearest = len(case.day.scenes), 1.0
    for dimension in case.pack.dimensions:
        sides = {id(option): option.leans.get(dimension.id) for scene in case.day.scenes for option in scene.options}
        apart = 1 + sum(any(sides[id(option)] for option in scene.options) for scene in case.day.scenes)
        worth = {option: 0 if side is None else 1 if side == "left" else apart for option, side in sides.items()}
        shares = spread(case.walk, _adds(worth))
        for side, most in (("left", max(n % apart for n in shares)), ("right", max(n // apart for n in shares))):
            least = min(least, most)
            if most < EXPRESSED:
                pole = getattr(dimension.poles, side)[case.pack.languages[0]]
                said = {"dimension": dimension.id, "side": side, "pole": pole, "count": most, "least": EXPRESSED}
                yield case.miss(("scenes",), "day_pole", **said)
        unclear = sum(
            share for n, share in shares.items() if clear_side({"left": n % apart, "right": n // apart}) is None
        )
        clearest = min(clearest, unclear)
        if unclear < UNCLEAR:
            said = {"dimension": dimension.id, "share": per_cent(unclear), "least": per_cent(UNCLEAR)}
            yield case.miss(("scenes",), "day_pattern", **said)
    yield case.bound(11, "poles", f"≥ {EXPRESSED}", least, least >= EXPRESSED)
    yield case.bound(11, "unclear", f"≥ {per_cent(UNCLEAR)}", per_cent(clearest), clearest >= UNCLEAR)


def _adds(worth: Mapping[int, int]) -> Callable[[State, Way], int]:
    return lambda state, way: worth[id(way.telling.option)] if way.telling else 0
