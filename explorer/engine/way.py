"""The way through the program: five steps from reading to the result, the progress of each, and which one is next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from explorer.engine.questionnaire import SECONDS, progress
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.words.frozen import frozen

Step = Literal["read", "compare", "live", "answer", "see"]
READ, COMPARE, DAY, SEE = 3, 4, 8, 4
"""Estimated minutes for a role's profile, for the comparison, for a day, and for the result."""
HOURS = 11
"""The number of hours of a day that takes `DAY` minutes; a shorter day takes proportionally less, a longer one not
more."""


@frozen
class Stage:
    """The progress of a step: `given` of `of` (0 of 0 if it is not counted), and the `minutes` that it still takes."""

    step: Step
    done: bool
    given: int = 0
    of: int = 0
    minutes: int = 0

    @property
    def begun(self) -> bool:
        """Whether it is begun and not finished."""
        return not self.done and self.given > 0


def way(pack: Pack, visit: Visit) -> tuple[Stage, ...]:
    """The steps in order; steps that the pack does not have (days) are left out."""
    stages = [_read(pack, visit), Stage("compare", "compare" in visit.seen, minutes=COMPARE)]
    if with_day(pack):
        stages.append(_live(pack, visit))
    answer = _answer(pack, visit)
    return (*stages, answer, Stage("see", answer.done and "see" in visit.seen, minutes=SEE))


def following(stages: Iterable[Stage], here: str = "") -> Stage | None:
    """The step to go on with; None when all are done.

    After the step `here` it is the next one that is not done, then an earlier one, at last `here` itself; without
    `here`, one that is begun, else the first that is not done. The result is never offered before the questions are
    answered; `here` on the result, the questions come first.
    """
    order = list(stages)
    at = next((number for number, stage in enumerate(order, 1) if stage.step == here), 0)
    answered = all(stage.done for stage in order if stage.step == "answer")
    if here == "see" and not answered:
        at = next(number for number, stage in enumerate(order) if stage.step == "answer")
    rest = (stage for stage in order[at:] + order[:at] if not stage.done)
    waiting = [stage for stage in rest if answered or stage.step != "see"]
    begun = (stage for stage in waiting if stage.begun and not at)
    return next(begun, waiting[0] if waiting else None)


def passed(visit: Visit, step: Step, part: str = "") -> Visit:
    """The visit with a step, or a part of it (a role's profile, the end of the questions), marked as seen."""
    return replace(visit, seen=visit.seen | {f"{step} {part}".strip()})


def _read(pack: Pack, visit: Visit) -> Stage:
    read = sum(f"read {role.id}" in visit.seen for role in pack.roles)
    of = len(pack.roles)
    return Stage("read", read == of, read, of, READ * (of - read))


def with_day(pack: Pack) -> list[str]:
    """The roles that have a day, in the order of the days."""
    return [day.role for day in pack.days] if pack.hours_ahead is None else list(pack.hours_ahead)


def hours(pack: Pack, visit: Visit, role: str) -> tuple[int, int]:
    """How many hours of a role's day were lived, and how many it has, as far as known."""
    if pack.hours_ahead is not None and not (visit.days or visit.told):
        return 0, pack.hours_ahead[role]
    from explorer.engine.day import to_come  # what plays days is loaded with the first that is lived
    from explorer.engine.messages import day_as_lived

    played = day_as_lived(pack, visit, role)
    lived = sum(hour.scene.rated for hour in played.lived)
    waits = played.now is not None and played.now.scene.rated
    return lived, lived + waits + len(to_come(played))


def over(pack: Pack, visit: Visit, role: str) -> bool:
    """Whether a role's day was lived to its end."""
    if not visit.lived(role).choices:
        return False
    from explorer.engine.messages import day_as_lived

    return bool(day_as_lived(pack, visit, role).ending)


def lives_on(pack: Pack, visit: Visit, role: str) -> bool:
    """Whether this person can still play a role's day: it is not over, and nobody else plays that role."""
    return role not in visit.told and not over(pack, visit, role)


def minutes_left(pack: Pack, visit: Visit, role: str) -> int:
    """Minutes that a role's day still takes, rounded up; 0 when it is over."""
    lived, of = hours(pack, visit, role)
    return 0 if over(pack, visit, role) else -(-DAY * (of - lived) // max(HOURS, of))


def _live(pack: Pack, visit: Visit) -> Stage:
    """The progress over all days in hours; done when every day was lived to its end."""
    roles = with_day(pack)
    given, of = (sum(each) for each in zip(*(hours(pack, visit, role) for role in roles), strict=True))
    done = all(over(pack, visit, role) for role in roles)
    return Stage("live", done, given, of, sum(minutes_left(pack, visit, role) for role in roles))


def _answer(pack: Pack, visit: Visit) -> Stage:
    given, of = progress(pack, visit.answers)
    done = given == of or (given > 0 and "answer" in visit.seen)
    return Stage("answer", done, given, of, -(-(of - given) * SECONDS // 60))
