"""What is proved about the days of a pack, by visiting every state that each can be in, as sets (`sets`), and by
counting uniform play exactly (`counts`): that a day holds together (`whole`), that its choices are choices (`fairness`,
`leans`), that it is as long as it should be and reads well (`lengths`, `prose`), and that it says nothing false
(`truth`)."""

from __future__ import annotations

import gc
from collections.abc import Mapping

from explorer.checks.content import TODO, texts
from explorer.checks.days import clock, crossing, leans, lengths, looked, prose, truth, whole, work
from explorer.checks.days import fairness as fair
from explorer.checks.days.joint import Pair
from explorer.checks.days.result import Bound, Case, Proof
from explorer.checks.days.sets import TooManyFacts
from explorer.loader.faults import Finding
from explorer.loader.locate import Located
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack

CHECKS = (
    whole.reached,
    whole.ends,
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
    clock.clock,
    crossing.messages,
    crossing.pairs,
    crossing.coda,
    work.work,
)


def prove(pack: Pack, located: Mapping[str, Located], opens: str = "") -> list[Proof]:
    """Each day of a pack that holds together and is written, with all of its bounds and what misses them.

    `opens` is what a command line must say to open this pack, the built-in one nothing.
    """
    collecting = gc.isenabled()
    gc.disable()  # hundreds of thousands of small values, none in a circle
    try:
        cases = {day.role: Case(pack, day, located, opens) for day in pack.days}
        joint: dict[tuple[str, str], Pair] = {}
        for case in cases.values():
            case.cases, case.joint = cases, joint
        return [_proved(case) for case in cases.values() if _written(case.day)]
    finally:
        if collecting:
            gc.enable()


def _written(day: DayFile) -> bool:
    return not any(words.startswith(TODO) for _, text in texts(day, ()) for words in text.root.values())


def _proved(case: Case) -> Proof:
    day = case.day
    try:
        said = [each for check in CHECKS for each in check(case)]
    except TooManyFacts as error:
        at = ("scenes", min(error.turn, len(day.scenes) - 1))
        return Proof(day.role, (), (case.miss(at, "day_too_many_facts", None, count=error.count).warned(),), 0, 0)
    lists = case.alone.layers(weighed=False)[-1].values()
    return Proof(
        day.role,
        tuple(each for each in said if isinstance(each, Bound)),
        tuple(sorted(each.warned() for each in said if isinstance(each, Finding))),
        case.walk.states,
        sum(map(case.alone.grid.total, lists)),
    )
