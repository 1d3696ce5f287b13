"""What is proved about the days of a pack, by visiting every state that each can be in, as sets (`sets`), and by
counting uniform play exactly (`counts`): that a day holds together (`whole`), that its choices are choices (`fairness`,
`leans`), that it is as long as it should be and reads well (`lengths`, `prose`), and that it says nothing false
(`truth`)."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial

from explorer.checks.content import TODO, texts
from explorer.checks.days import clock, crossing, leans, lengths, looked, noticed, prose, truth, whole, work, zeros
from explorer.checks.days import fairness as fair
from explorer.checks.days.joint import Pair
from explorer.checks.days.memory import Memory, of_day
from explorer.checks.days.result import Bound, Case, Proof, Proved
from explorer.checks.days.sets import TooManyFacts
from explorer.loader.faults import Finding
from explorer.loader.locate import Located
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack

FIRST = (whole.reached, whole.ends, whole.names, truth.claims, looked.looked, clock.clock, crossing.messages)
"""What is soon proved, and what an author who writes on wants to know first."""
CHECKS = (
    whole.reached,
    whole.ends,
    zeros.told,
    whole.names,
    fair.dominated,
    fair.tell,
    fair.meters,
    fair.moves,
    fair.closings,
    fair.policies,
    whole.delayed,
    leans.leanings,
    lengths.lengths,
    prose.readability,
    prose.languages,
    prose.facts,
    prose.people,
    prose.hours,
    prose.shared,
    truth.claims,
    looked.looked,
    noticed.noticed,
    clock.clock,
    crossing.messages,
    crossing.pairs,
    crossing.coda,
    work.work,
)


def prove(pack: Pack, located: Mapping[str, Located], opens: str = "", memory: Memory | None = None) -> list[Proof]:
    """Each day of a pack that holds together and is written, with all of its bounds and what misses them.

    `opens` is what a command line must say to open this pack, the built-in one nothing. `memory`: what was proved
    before.
    """
    with _uncollected():
        cases = _cases(pack, located, opens, memory or Memory())
        return [
            case.memory.kept(f"proof {role}", of_day(pack, located, role, opens), partial(_proved, case))
            for role, case in cases.items()
            if _written(case.day)
        ]


def first_faults(pack: Pack, located: Mapping[str, Located], opens: str = "") -> list[Finding]:
    """What can soon be said of the days of a pack: what is false, unreached, unlooked at or out of its time."""
    with _uncollected():
        cases = _cases(pack, located, opens, Memory())
        found = (_said(case, FIRST) for case in cases.values() if _written(case.day))
        return sorted(each.warned() for said in found for each in said if isinstance(each, Finding))


def _cases(pack: Pack, located: Mapping[str, Located], opens: str, memory: Memory) -> dict[str, Case]:
    cases = {day.role: Case(pack, day, located, opens) for day in pack.days}
    paired: dict[tuple[str, str], Pair] = {}
    for case in cases.values():
        case.cases, case.paired, case.memory = cases, paired, memory
    return cases


@contextmanager
def _uncollected() -> Iterator[None]:
    """Without looking for garbage: hundreds of thousands of small values, none in a circle."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def _said(case: Case, checks: Sequence[Callable[[Case], Proved]]) -> list[Bound | Finding]:
    try:
        return [each for check in checks for each in check(case)]
    except TooManyFacts as error:
        at = ("scenes", min(error.turn, len(case.day.scenes) - 1))
        return [case.miss(at, "day_too_many_facts", None, count=error.count)]


def _written(day: DayFile) -> bool:
    return not any(words.startswith(TODO) for _, text in texts(day, ()) for words in text.root.values())


def _proved(case: Case) -> Proof:
    day = case.day
    said = _said(case, CHECKS)
    if not any(isinstance(each, Bound) for each in said):
        return Proof(day.role, (), tuple(each.warned() for each in said if isinstance(each, Finding)), 0, 0)
    return Proof(
        day.role,
        tuple(each for each in said if isinstance(each, Bound)),
        tuple(sorted(each.warned() for each in said if isinstance(each, Finding))),
        case.walk.states,
        case.alone.lists,
    )
