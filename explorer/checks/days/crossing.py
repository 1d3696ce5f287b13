"""Checks of the messages between roles: none is read before it can have arrived, each has an effect, and the endings of
two people who play the day together.

They apply only to packs with shared facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.checks.days.joint import Pair, reacting
from explorer.checks.days.lengths import count
from explorer.checks.days.model import Condition
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.engine.day import holds
from explorer.engine.facts import Facts, allowed
from explorer.loader.locate import Path
from explorer.pack.world import Clause, Passage

CROSSINGS = 5
"""The fewest messages that the passages of each day must read."""
JOINT, REACTING, LEAST_PAIR = (0.05, 0.45), (0.03, 0.5), 0.005
"""Bounds: an ending's share of joint play, its probability against any strategy of the other role, and the least share
of a pair of endings."""
CODA = (40, 60)
"""Bounds for the number of words of the epilogue."""
EQUAL = 1e-9


def messages(case: Case) -> Proved:
    """22. No message is read before it can have arrived; each value of each message is read by some passage; in the
    hour that sends it every option sends a value and is always open; and there are enough messages."""
    if not case.shared:
        return
    early = list(_early(case))
    for path, name in early:
        yield case.miss(path, "day_unheard", name=name)
    yield case.bound(22, "unheard", 0, len(early), not early)
    unread = list(_unread(case))
    for fact, value in unread:
        yield case.miss(("scenes",), "day_value_unread", name=fact, value=value)
    yield case.bound(22, "unread", 0, len(unread), not unread)
    unsent = list(_unsent(case))
    for path, name in unsent:
        yield case.miss(path, "day_unsent", name=name)
    yield case.bound(22, "unsent", 0, len(unsent), not unsent)
    heard = {message.fact for message in case.day.hears}
    crossing = len(heard & {clause.name for _, _, clause in _gates(case)})
    if not crossing and not any(fact.sender and fact.sender.role == case.day.role for fact in case.shared):
        return  # a chair beside the others: it says nothing to them and is told nothing
    if crossing < CROSSINGS:
        yield case.miss(("scenes",), "day_crossings", count=crossing, least=CROSSINGS)
    yield case.bound(22, "crossings", f"≥ {CROSSINGS}", crossing, crossing >= CROSSINGS)


def _reads(case: Case) -> Iterator[tuple[Path, int, Condition]]:
    """Every condition and claim in the day's hours, with its path and turn."""
    for turn in case.model.turns:
        yield ("scenes", turn.index, "when"), turn.index, turn.when
        for back in turn.backs:
            yield (*back.path, "when"), turn.index, back.when
            yield from (((*back.path, "claims"), turn.index, claim) for claim in [back.claim] if claim)
        for line in turn.lines:
            yield line.path, turn.index, line.when
            yield from ((line.path, turn.index, claim) for claim in [line.claim] if claim)
        for take in turn.takes:
            yield take.path, turn.index, take.when
            yield from ((take.path, turn.index, claim) for claim in [take.claim] if claim)
            for line in take.lines:
                yield line.path, turn.index + 1, line.when  # what the option itself sends is true in its outcome
                yield from ((line.path, turn.index + 1, claim) for claim in [line.claim] if claim)


def _early(case: Case) -> Iterator[tuple[Path, str]]:
    """Conditions and claims that read a shared fact before it is heard, or before it is sent."""
    comes = {message.fact: message.turn for message in case.day.hears}
    heard = set(comes)
    indices = {scene.event: n for n, scene in enumerate(case.day.scenes) if scene.event}
    for fact in case.shared:
        if fact.sender and fact.sender.role == case.day.role:
            event = fact.sender.event
            comes[fact.id] = indices.get(event, 0) + 1 if event else len(case.day.scenes)
    early: dict[tuple[Path, str], None] = {}
    for path, turn, condition in _reads(case):
        for name in condition.reads & comes.keys():
            inside = path[:1] == ("scenes",) and "outcome" in path and name in heard
            if comes[name] > (turn - 1 if inside else turn):
                early[path, name] = None
    yield from early


def _gates(case: Case) -> Iterator[tuple[Path, int, Clause]]:
    """Every clause of a condition (not of a claim) in the day, with path and turn (of an ending: after the last)."""
    for turn in case.model.turns:
        for condition in turn.conditions(moving=False):
            yield from ((("scenes", turn.index), turn.index, clause) for clause in condition.when)
    for end in case.model.ends:
        for condition in (end.when, *(line.when for line in end.lines)):
            yield from ((end.path, len(case.model.turns), clause) for clause in condition.when)


def _unread(case: Case) -> Iterator[tuple[str, str]]:
    """Values sent by this day that no passage of another day, nor the epilogue, distinguishes from the others."""
    clauses = [clause for group in case.pack.coda for each in group for clause in each.when]
    for day in case.pack.days:
        if day is not case.day:
            clauses += [clause for _, _, clause in _gates(case.beside(day))]
    for fact in case.shared:
        if fact.sender and fact.sender.role == case.day.role:
            read = {value for clause in clauses if clause.name == fact.id for value in allowed(clause, fact.values)}
            whole = any(clause.name == fact.id for clause in clauses)
            rest = [value for value in fact.values if value not in read]
            yield from ((fact.id, value) for value in rest if not whole or len(rest) > 1)


def _unsent(case: Case) -> Iterator[tuple[Path, str]]:
    """Options of a sending hour that send nothing, or are not always open."""
    sending = {fact.sender.event: fact for fact in case.shared if fact.sender and fact.sender.role == case.day.role}
    for n, scene in enumerate(case.day.scenes):
        if scene.event and scene.event in sending:
            for o, option in enumerate(scene.options):
                sets = [each for each in option.sets if each.fact == sending[scene.event].id and each.value]
                if len(sets) != 1 or option.when:
                    yield ("scenes", n, "options", o), sending[scene.event].id


def pairs(case: Case) -> Proved:
    """23. Every pair of endings occurs in at least 0.5 per cent of joint play. 8. Each ending keeps its share in joint
    play, and against any strategy of the other role. 24. No value of a message leaves both roles worse off, on average,
    than another value of it."""
    pairs_here = [(pair, mine) for pair, mine in case.pairs]
    if not pairs_here:
        return
    shares = [pair.endings() for pair, _ in pairs_here]
    every = [len(pair.sides[0].day.endings) * len(pair.sides[1].day.endings) for pair, _ in pairs_here]
    reached, least = sum(map(len, shares)), min(min(each.values()) for each in shares)
    yield from _kept(case, pairs_here)
    if reached < sum(every):
        yield case.miss(("endings",), "day_joint", count=reached, most=sum(every))
    yield case.bound(23, "joint", sum(every), f"{reached}/{sum(every)}", reached == sum(every))
    if least < LEAST_PAIR:
        yield case.miss(("endings",), "day_joint_least", share=f"{100 * least:.2f} %", least=per_cent(LEAST_PAIR))
    yield case.bound(23, "joint_least", f"≥ {per_cent(LEAST_PAIR)}", f"{100 * least:.2f} %", least >= LEAST_PAIR)
    worse = list(_worse(pairs_here))
    for fact, value in worse:
        yield case.miss(("scenes",), "day_both_worse", name=fact, value=value)
    yield case.bound(24, "both_worse", 0, len(worse), not worse)


def _kept(case: Case, pairs_here: Sequence[tuple[Pair, int]]) -> Proved:
    """The share of each ending in joint play, and against another player who reacts."""
    low, high, least, most = 1.0, 0.0, 1.0, 0.0
    for pair, mine in pairs_here:
        joint = [0.0] * len(case.day.endings)
        for ends, share in pair.endings().items():
            joint[ends[mine]] += share
        low, high = min(low, *joint), max(high, *joint)
        for ending in range(len(case.day.endings)):
            least = min(least, reacting(pair.sides[mine], ending, min))
            most = max(most, reacting(pair.sides[mine], ending, max))
    for name, kind, (bottom, top), (at, to) in (
        ("endings_joint", "day_endings_joint", JOINT, (low, high)),
        ("endings_other", "day_endings_other", REACTING, (least, most)),
    ):
        met = bottom <= at and to <= top
        if not met:
            values = {"low": per_cent(at), "high": per_cent(to), "least": per_cent(bottom), "most": per_cent(top)}
            yield case.miss(("endings",), kind, **values)
        yield case.bound(8, name, f"{100 * bottom:g}–{100 * top:g} %", f"{100 * at:.1f}–{per_cent(to)}", met)


def _worse(pairs_here: Sequence[tuple[Pair, int]]) -> Iterator[tuple[str, str]]:
    """Messages of this day after which both roles end lower, on average, than after another value."""
    for pair, mine in pairs_here:
        facts = {fact.id: fact for fact in pair.pack.world.facts}
        costs = list(pair.costs(mine))
        for name, value, own, heard in costs:
            others = [each for each in costs if each[0] == name and each[1] != value]
            if any(own < each[2] - EQUAL and heard < each[3] - EQUAL for each in others):
                yield name, facts[name].values[value]


def coda(case: Case) -> Proved:
    """25. The epilogue reads shared facts only, claims nothing false in any pair of days, and has the right length,
    however the days went (12); each of its passages occurs (23)."""
    if not case.pack.coda or case.day is not case.pack.days[0]:
        return
    shared = {fact.id for fact in case.shared}
    strange = [
        (g, n)
        for g, group in enumerate(case.pack.coda)
        for n, each in enumerate(group)
        for clause in (*each.when, *(each.claims or ()))
        if clause.name not in shared
    ]
    yield case.bound(25, "coda_reads", 0, len(strange), not strange)
    for path in strange:
        yield case.other("days/coda.yaml", path, "day_coda_reads")
    if strange:
        return
    mondays_told = {facts for pair, _ in case.pairs for facts in _coda_facts(pair)}
    seen, mondays, misses = set[tuple[int, int]](), set[tuple[int, ...]](), dict[tuple[int, int], None]()
    for true in mondays_told:
        facts = Facts({fact.id: fact for fact in case.shared}, dict(true))
        picked = [_first(group, facts) for group in case.pack.coda]
        mondays.add(tuple(picked))
        for g, index in enumerate(picked):
            if index >= 0:
                seen.add((g, index))
                if not holds(case.pack.coda[g][index].claims or (), facts, {}):
                    misses[g, index] = None
    for path in misses:
        yield case.other("days/coda.yaml", path, "day_coda_false")
    yield case.bound(25, "coda_false", 0, len(misses), not misses)
    every = [(g, n) for g, group in enumerate(case.pack.coda) for n in range(len(group))]
    for path in every:
        if path not in seen:
            yield case.other("days/coda.yaml", path, "day_unreached")
    yield case.bound(23, "codas", len(every), f"{len(seen)}/{len(every)}", len(seen) == len(every))
    yield case.bound(23, "mondays", "", len(mondays), True)
    yield from _coda_words(case, mondays)


def _coda_facts(pair: Pair) -> Iterator[tuple[tuple[str, str], ...]]:
    """Every combination of shared facts that a pair of days can give the epilogue: the facts that are not at their
    first value."""
    facts = {fact.id: fact for fact in pair.pack.world.facts}
    names = (*pair.sides[0].own, *pair.sides[1].own)
    for (one, other), share in pair.told().items():
        if share:
            values = zip(names, (*one, *other), strict=True)
            yield tuple((name, facts[name].values[index]) for name, index in values if index)


def _first(group: Sequence[Passage], facts: Facts) -> int:
    return next((n for n, each in enumerate(group) if holds(each.when, facts, {})), -1)


def _coda_words(case: Case, mondays: set[tuple[int, ...]]) -> Proved:
    ranges = []
    for language in case.pack.languages:
        sizes = []
        for picked in mondays:
            texts = [group[n].say for group, n in zip(case.pack.coda, picked, strict=True) if n >= 0]
            sizes.append(count(texts, language))
        ranges.append((min(sizes), max(sizes)))
    met = all(CODA[0] <= least and most <= CODA[1] for least, most in ranges)
    if not met:
        least, most = min(each[0] for each in ranges), max(each[1] for each in ranges)
        yield case.other("days/coda.yaml", (), "day_coda_words", count=f"{least}–{most}", least=CODA[0], most=CODA[1])
    shown = " · ".join(f"{least}–{most}" for least, most in ranges)
    yield case.bound(12, "coda_words", f"{CODA[0]}–{CODA[1]}", shown, met)
