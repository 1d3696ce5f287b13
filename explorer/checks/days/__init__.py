"""What is proved about the days of a pack, by visiting every state that each can be in, as sets (`sets`), and by
counting uniform play exactly (`counts`): that a day holds together (`whole`), that its choices are choices (`fairness`,
`leans`), that it is as long as it should be and reads well (`lengths`, `prose`), and that it says nothing false
(`truth`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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
from explorer.loader.reader import uncollected
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack

FIRST = (whole.reached, whole.ends, whole.names, truth.claims, looked.looked, clock.clock, crossing.messages)
"""Quick checks, run first while an author is editing."""
CHECKS = (
    whole.reached,
    whole.ends,
    zeros.zeros_told,
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
    return Proving(pack, located, opens, memory or Memory()).proofs()


class Proving:
    """The days of a pack that are being proved: what was found early is not looked for again."""

    def __init__(self, pack: Pack, located: Mapping[str, Located], opens: str, memory: Memory) -> None:
        self.memory = memory
        cases = {day.role: Case(pack, day, located, opens) for day in pack.days}
        paired: dict[tuple[str, str], Pair] = {}
        for case in cases.values():
            case.cases, case.paired, case.memory = cases, paired, memory
        self.cases = {role: case for role, case in cases.items() if _written(case.day)}
        self.keys = {role: of_day(pack, located, role, opens) for role in self.cases}
        """What each day's proof depends on."""

    def first_faults(self) -> list[Finding]:
        """What can soon be said: what is false, unreached, unlooked at or out of its time; and all of a day that was
        proved before."""
        faults: list[Finding] = []
        with uncollected():
            for role, case in self.cases.items():
                if proof := self.memory.known(f"proof {role}", self.keys[role]):
                    faults += proof.findings  # type: ignore[attr-defined]
                else:
                    faults += (each.warned() for each in _results(case, FIRST) if isinstance(each, Finding))
        return sorted(faults)

    def proofs(self) -> list[Proof]:
        """Everything that is proved, day by day."""
        with uncollected():
            return [
                self.memory.kept(f"proof {role}", self.keys[role], partial(_proved, case))
                for role, case in self.cases.items()
            ]


def _results(case: Case, checks: Sequence[Callable[[Case], Proved]]) -> list[Bound | Finding]:
    """What checks yield of a day, each asked once."""
    try:
        for check in checks:
            if check not in case.results:
                case.results[check] = list(check(case))
    except TooManyFacts as error:
        at = ("scenes", min(error.turn, len(case.day.scenes) - 1))
        return [case.miss(at, "day_too_many_facts", None, count=error.count)]
    return [each for check in checks for each in case.results[check]]


def _written(day: DayFile) -> bool:
    return not any(words.startswith(TODO) for _, text in texts(day, ()) for words in text.root.values())


def _proved(case: Case) -> Proof:
    results = _results(case, CHECKS)
    bounds = tuple(each for each in results if isinstance(each, Bound))
    findings = (each.warned() for each in results if isinstance(each, Finding))
    if not bounds:
        return Proof(case.day.role, (), tuple(findings), 0, 0)
    return Proof(case.day.role, bounds, tuple(sorted(findings)), case.walk.states, case.alone.lists)
