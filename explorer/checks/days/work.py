"""Checks of the hours' kinds of work: each has its company and activity, in the words of an occupation's tasks."""

from __future__ import annotations

import re
from typing import get_args

from explorer.checks.days.result import Case, Proved
from explorer.engine.work import works
from explorer.pack.names import Company

HOURS = 3
"""The fewest hours of each kind of company, over all days of the pack."""
TASK = re.compile(r"\d\d-\d{4}\.\d\d/\d+")
"""The number of an occupation's task in O*NET."""


def work(case: Case) -> Proved:
    """26. Every hour that is rated says what it is as work, with tasks that have their number; and over all days
    each kind of company that occurs has at least three hours, so that a difference in liking can be told.

    Not applied to a day in which no hour says what it is.
    """
    rated = [(n, scene) for n, scene in enumerate(case.day.scenes) if scene.rated]
    if not any(scene.hour for _, scene in rated):
        return
    bare = [n for n, scene in rated if scene.hour is None]
    for n in bare:
        yield case.miss(("scenes", n), "day_hour_unsaid")
    yield case.bound(26, "untagged", 0, len(bare), not bare)
    hours = [scene.hour for day in case.pack.days for scene in day.scenes if scene.rated and scene.hour]
    counts = {kind: sum(hour.company == kind for hour in hours) for kind in get_args(Company)}
    few = [kind for kind, count in counts.items() if 0 < count < HOURS]
    for kind in few:
        yield case.miss(("scenes",), "day_company", name=kind, count=counts[kind], least=HOURS)
    least = min((count for count in counts.values() if count), default=0)
    yield case.bound(26, "company", f"≥ {HOURS}", least, not few)
    every = [(path, task) for path, work in works(case.day) for task in work.tasks]
    wrong = [(path, task) for path, task in every if not TASK.fullmatch(task)]
    for path, task in wrong:
        yield case.miss(path, "day_task", name=task)
    numbered = len(every) - len(wrong)
    yield case.bound(26, "tasks", len(every), f"{numbered}/{len(every)}", not wrong)
