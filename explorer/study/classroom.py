"""The overview of a class: what people's answers have in common and where they differ, in counts only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import get_args

from explorer.engine.fit import Fit, Verdict
from explorer.engine.messages import day_as_lived
from explorer.engine.questionnaire import instrument
from explorer.engine.visit import Visit
from explorer.engine.work import kinds, works
from explorer.pack.pack import Pack
from explorer.study.telling import COUNTED_FROM, LEAST, Group, Ways, Word, groups_told, in_words
from explorer.words.frozen import frozen

DIVIDING = 5
"""How many of the most divisive answers are shown."""
LEANS: tuple[Verdict, ...] = ("clear", "slight")
UNREAD: tuple[Verdict, ...] = ("incomplete", "uninterpretable")
"""Verdicts that name a role, and verdicts that read nothing."""


@frozen
class Tally:
    """The people of a class in the groups of one question. `about`: what is asked, an id of the pack's; `groups`: of
    every way to group them, the finest first, with counts in the one way that may be told."""

    about: str
    groups: tuple[Group, ...]

    @property
    def shown(self) -> tuple[tuple[str, int], ...]:
        """The groups that may be shown, with their counts."""
        return tuple((group.name, group.people) for group in self.groups if group.people is not None)


@frozen
class Overview:
    """A class. `people` is None where even their number is not told (fewer than COUNTED_FROM); `enough` says whether
    there are enough for anything to be told at all."""

    enough: bool
    people: int | None
    verdicts: Tally
    words: Mapping[str, Word]
    """In a class of fewer than COUNTED_FROM: whether most people are in a group of verdicts."""
    axes: tuple[Tally, ...]
    days: tuple[Tally, ...]
    hours: tuple[Tally, ...]
    """Hours by whom they are with, where the pack's days say so."""
    items: tuple[Tally, ...]
    """The most divisive answers among those that may be shown, the most divisive first."""


def overview(pack: Pack, visits: Iterable[Visit]) -> Overview:
    """The overview of a class, from each person's visit."""
    scorer, people = instrument(pack), list(visits)
    fits = [scorer.score(visit.answers) for visit in people]
    n = len(people)
    ways = verdict_ways(pack)
    verdicts = Counter(_verdict(fit) for fit in fits)
    items = {item.id: item for item in pack.questionnaire.every}
    sides = {axis.id: Counter(_side(pack, fit, axis.id) for fit in fits) for axis in pack.dimensions}
    return Overview(
        enough=n >= LEAST,
        people=n if n >= COUNTED_FROM else None,
        verdicts=_tally("verdicts", verdicts, ways),
        words=in_words(verdicts, ways[-2]) if LEAST <= n < COUNTED_FROM else {},
        axes=tuple(_tally(axis, counts, side_ways(pack)) for axis, counts in sides.items()),
        days=tuple(_tally(day.role, Counter(_lived(visit, day.role) for visit in people), LIVED) for day in pack.days),
        hours=_hours(pack, people),
        items=_dividing(_tally(item, Counter(_answer(visit, item) for visit in people), LIKED) for item in items),
    )


def verdict_ways(pack: Pack) -> Ways:
    """Every verdict with its role; then those without a lean in two groups, in one; then who leans where; then whether
    people lean at all."""
    verdicts = get_args(Verdict)
    roles = [role.id for role in pack.roles]
    fine = [f"{verdict} {role}" for verdict in LEANS for role in roles]
    clear_or_slight = {name: (name,) for name in fine}
    fine += [verdict for verdict in verdicts if verdict not in LEANS]
    leaning = {f"lean {role}": tuple(f"{verdict} {role}" for verdict in LEANS) for role in roles}
    unread: tuple[str, ...] = UNREAD
    open_ = tuple(verdict for verdict in verdicts if verdict not in (*LEANS, *UNREAD))
    return (
        {name: (name,) for name in fine},
        {**clear_or_slight, "open": open_, "unread": unread},
        {**clear_or_slight, "no_lean": (*open_, *unread)},
        {**leaning, "no_lean": (*open_, *unread)},
        {"lean": tuple(part for parts in leaning.values() for part in parts), "no_lean": (*open_, *unread)},
    )


def side_ways(pack: Pack) -> Ways:
    """Towards which role's end of an axis the answers go; then whether they go to an end at all."""
    first, second = (role.id for role in pack.roles[:2])
    return (
        {first: (first,), "between": ("between",), second: (second,)},
        {"to_an_end": (first, second), "between": ("between",)},
    )


LIKED: Ways = (
    {"high": ("high",), "depends": ("depends",), "low": ("low",)},
    {"high": ("high",), "not_high": ("depends", "low")},
)
"""An answer above the middle of its scale, in the middle or missing, or below it."""
LIVED: Ways = (
    {"liked": ("liked",), "mixed": ("mixed",), "not_lived": ("not_lived",)},
    {"lived": ("liked", "mixed"), "not_lived": ("not_lived",)},
)
"""Whether more than half of the rated hours of a day were liked; a day without ratings does not count as lived."""


def _tally(about: str, counts: Mapping[str, int], ways: Ways) -> Tally:
    return Tally(about, groups_told(counts, ways))


def _verdict(fit: Fit) -> str:
    return f"{fit.verdict} {fit.leader}" if fit.verdict in LEANS else fit.verdict


def _side(pack: Pack, fit: Fit, axis: str) -> str:
    """Towards which role's end most answers on an axis go, however few they are; of more than two roles only those are
    counted whose answers compare the first two."""
    pair, standing = tuple(role.id for role in pack.roles[:2]), fit.axes.get(axis)
    if fit.pair != pair or standing is None or standing.at == 0:
        return "between"
    return pair[0 if standing.at > 0 else 1]


def _answer(visit: Visit, item: str) -> str:
    answer = visit.answers.get(item, 3)
    return "high" if answer > 3 else "low" if answer < 3 else "depends"


def _lived(visit: Visit, role: str) -> str:
    lived = visit.lived(role)
    rated = [liking for liking in lived.likes if liking]
    if not lived.choices or not rated:
        return "not_lived"
    return "liked" if 2 * sum(liking > 3 for liking in rated) > len(rated) else "mixed"


def _hours(pack: Pack, people: Iterable[Visit]) -> tuple[Tally, ...]:
    """For each kind of hour, how many people liked more than half of those they rated."""
    companies = dict.fromkeys(work.company for day in pack.days for _, work in works(day))
    counts = {company: Counter[str]() for company in companies}
    for visit in people:
        lived = [day.role for day in pack.days if visit.lived(day.role).choices] if companies else []
        hours = chain.from_iterable(
            zip(day_as_lived(pack, visit, role).lived, visit.lived(role).likes, strict=True) for role in lived
        )
        rated = {kind.name: kind for kind in kinds(hours, "company")}
        for company in companies:
            kind = rated.get(company)
            counts[company][("liked" if 2 * kind.liked > kind.rated else "mixed") if kind else "not_lived"] += 1
    return tuple(_tally(company, counts[company], LIVED) for company in companies)


def _dividing(tallies: Iterable[Tally]) -> tuple[Tally, ...]:
    """Those that divide most: where the smaller of both sides is largest, by what may be told of them alone."""

    def divided(tally: Tally) -> int:
        shown = dict(tally.shown)
        return min(shown.get("high", 0), shown.get("low", 0))

    return tuple(sorted((tally for tally in tallies if divided(tally)), key=lambda each: -divided(each))[:DIVIDING])
