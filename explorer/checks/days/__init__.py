"""What is proved about the days of a pack, by visiting every state that each can be in, as sets (`sets`), and by
counting uniform play exactly (`counts`): that a day holds together (`whole`), that its choices are choices (`fairness`,
`leans`), that it is as long as it should be and reads well (`lengths`, `prose`), and that it says nothing false
(`truth`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from explorer.checks.content import TODO, texts
from explorer.checks.days import clock, crossing, leans, lengths, looked, noticed, prose, truth, whole, work, zeros
from explorer.checks.days import fairness as fair
from explorer.checks.days.memory import Memory
from explorer.checks.days.result import Bound, Case, Days, Miss, Proof, Proved
from explorer.checks.days.sets import TooManyFacts
from explorer.checks.days.shown import ALL, BESIDE, CLAIMED, CLAIMED_BESIDE, PLAYED, WHOLE, Sight
from explorer.checks.days.telling import Telling
from explorer.loader.faults import Finding
from explorer.loader.locate import Located
from explorer.loader.reader import uncollected
from explorer.pack.days import DayFile
from explorer.pack.pack import Pack

Check = Callable[[Case], Proved]
CHECKS: Mapping[Check, Sight] = {
    whole.reached: PLAYED,
    whole.ends: PLAYED,
    zeros.zeros_told: PLAYED,
    whole.names: CLAIMED_BESIDE,
    fair.dominated: PLAYED,
    fair.tell: WHOLE,
    fair.meters: PLAYED,
    fair.moves: PLAYED,
    fair.closings: PLAYED,
    fair.policies: PLAYED,
    whole.delayed: WHOLE,
    leans.leanings: WHOLE,
    lengths.lengths: WHOLE,
    prose.readability: WHOLE,
    prose.languages: WHOLE,
    prose.facts: WHOLE,
    prose.people: ALL,
    prose.hours: PLAYED,
    prose.shared: BESIDE,
    truth.claims: CLAIMED,
    looked.looked: WHOLE,
    noticed.noticed: CLAIMED,
    clock.clock: WHOLE,
    crossing.messages: CLAIMED_BESIDE,
    crossing.pairs: BESIDE,
    crossing.coda: BESIDE,
    work.work: ALL,
}
"""The checks of a day, in order, and how much of the pack each of them reads."""
FIRST: Sequence[Check] = (
    whole.reached,
    whole.ends,
    whole.names,
    truth.claims,
    looked.looked,
    clock.clock,
    crossing.messages,
)
"""The quick checks, run first while an author is editing."""


def prove(pack: Pack, located: Mapping[str, Located], opens: str = "", memory: Memory | None = None) -> list[Proof]:
    """Check each day of a valid pack, except days with texts still to be written (TODO). Returns all bounds, and
    findings for those that are not met. `opens`: the options with which a command opens this pack; empty for the
    built-in one. `memory`: results of an earlier run."""
    return Proving(pack, located, opens, memory or Memory()).proofs()


class Proving:
    """A run of the checks: findings that were reported early are not computed again."""

    def __init__(self, pack: Pack, located: Mapping[str, Located], opens: str, memory: Memory) -> None:
        self.days = Days(pack, memory)
        self.telling = Telling(self.days, located, opens)
        self.roles = [day.role for day in pack.days if _written(day)]

    def first_faults(self) -> list[Finding]:
        """The findings that are quick to compute: false claims, unreachable texts, missing claims, wrong times."""
        with uncollected():
            found = [(role, each) for role in self.roles for each in _results(self.days, role, FIRST)]
            return sorted(self.telling.finding(each, role) for role, each in found if isinstance(each, Miss))

    def proofs(self) -> list[Proof]:
        """All results, day by day."""
        with uncollected():
            return [self._proved(role) for role in self.roles]

    def _proved(self, role: str) -> Proof:
        results = _results(self.days, role, CHECKS)
        bounds = tuple(each for each in results if isinstance(each, Bound))
        findings = tuple(sorted(self.telling.finding(each, role) for each in results if isinstance(each, Miss)))
        if not bounds:
            return Proof(role, (), findings, 0, 0)
        claimed, played = self.days.case(role, CLAIMED), self.days.case(role, PLAYED)
        states = claimed.kept("states", lambda: claimed.walk.states)
        return Proof(role, bounds, findings, states, played.kept("lists", lambda: played.alone.lists))


def _results(days: Days, role: str, checks: Iterable[Check]) -> list[Bound | Miss]:
    """The results of the checks of a day; each check only gets the part of the pack that it reads."""
    try:
        return [each for check in checks for each in _result(days.case(role, CHECKS[check]), check)]
    except TooManyFacts as error:
        case = days.case(role, PLAYED)
        at = ("scenes", min(error.turn, len(case.day.scenes) - 1))
        return [case.miss(at, "day_too_many_facts", None, count=error.count)]


def _result(case: Case, check: Check) -> list[Bound | Miss]:
    return case.kept(f"{check.__module__} {check.__name__}", lambda: list(check(case)))


def _written(day: DayFile) -> bool:
    return not any(words.startswith(TODO) for _, text in texts(day, ()) for words in text.root.values())
