"""A visit: everything that one person has done, as an immutable value. Every action is a function from a visit to the
next.

A visit holds only the current state, so any order of edits that ends in the same answers gives equal visits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field, replace
from types import MappingProxyType

from explorer.words.frozen import frozen
from explorer.words.text import CONTROL, nothing

WAYS, KNOWN = 5, 3
"""The number of possible answers: which way one guesses to lean, and how well one knows the jobs."""
PLAN_LINES, PLAN_SIGNS = 3, 200
"""The number of lines of a plan, and the most characters of a line."""


@frozen
class Lived:
    """What was done in one day: the option chosen in each scene (from 1), the rating of each hour (1-5; 0: none), and
    the value of each message received, in the order of the clock (0: the stand-in's)."""

    choices: tuple[int, ...] = ()
    likes: tuple[int, ...] = ()
    heard: tuple[int, ...] = ()


@frozen
class OldDay:
    """A day lived in another version of the pack: its choices are numbers that mean nothing in the current version."""

    version: int
    lived: Lived


@frozen
class Told:
    """What is known of a day that another person plays, from letters or a room.

    `values`: for each fact it sends (`messages.facts_sent_by`) the number of its value, from 1, or 0 if not known yet.
    `reached`: for each message it hears in the course of the day, 1 if it heard the sender's value, 0 if a stand-in's
    or none yet. `agrees`: whether that person wants both days in the summary; `shared`: whether one does oneself. It
    never contains an answer, rating or result.
    """

    values: tuple[int, ...] = ()
    reached: tuple[int, ...] = ()
    agrees: bool = False
    shared: bool = False


@frozen
class Visit:
    """Everything one person has done, as a value.

    `answers`: item id to 1-5, skipped items absent. `days`: role id to what was lived. `stars`: starred rows. `before`:
    the earlier answers when the questionnaire is taken again, for comparison. `old_days`: role id to a day lived before
    it was rewritten; it is not counted anywhere. `told`: by role, what is known of a day that another person plays.
    `guess`: which way before the first question (1-5; 0: none), and how well the jobs are known (1-3; 0: none). `plan`:
    lines the person wrote. `country`: whose pay is shown; empty: the locale's. `seen`: the steps that were shown. The
    answer code contains answers and days only.
    """

    language: str
    answers: Mapping[str, int] = field(default_factory=nothing)
    days: Mapping[str, Lived] = field(default_factory=nothing)
    stars: frozenset[str] = frozenset()
    before: Mapping[str, int] = field(default_factory=nothing)
    old_days: Mapping[str, OldDay] = field(default_factory=nothing)
    told: Mapping[str, Told] = field(default_factory=nothing)
    guess: tuple[int, int] = (0, 0)
    plan: tuple[str, ...] = ()
    country: str = ""
    seen: frozenset[str] = field(default=frozenset(), compare=False)
    """The steps of the way that were shown, and parts of them. It is not compared, so visits are equal without it."""

    def lived(self, role: str) -> Lived:
        """A role's day as far as it was lived; an empty one if it was not begun."""
        return self.days.get(role, Lived())

    @property
    def empty(self) -> bool:
        """Whether nothing would be lost by discarding the visit; its language, country and `seen` do not count."""
        anything = self.answers or self.before or self.stars or self.old_days or self.told or any(self.plan)
        return not (anything or any(self.guess) or any(day.choices for day in self.days.values()))


def speaking(visit: Visit, language: str) -> Visit:
    """The visit in another language."""
    return replace(visit, language=language)


def paid_in(visit: Visit, country: str) -> Visit:
    """The visit with the pay of `country` (id) to be shown."""
    return replace(visit, country=country)


def answered(visit: Visit, item: str, answer: int) -> Visit:
    """The visit with `item` answered with 1 to 5. ValueError outside that range."""
    if not 1 <= answer <= 5:
        raise ValueError(f"an answer is 1 to 5, not {answer}")
    return replace(visit, answers=MappingProxyType({**visit.answers, item: answer}))


def skipped(visit: Visit, item: str) -> Visit:
    """The visit with no answer to `item`; that is not the same as the middle answer."""
    return replace(visit, answers=MappingProxyType({k: v for k, v in visit.answers.items() if k != item}))


def guessed(visit: Visit, way: int | None = None, known: int | None = None) -> Visit:
    """The visit with a guess: `way` from 1 (the first role) to 5 (the second), `known` from 1 to 3, how well the jobs
    are known; 0 removes a value, None keeps it. ValueError outside these ranges."""
    way, known = (was if new is None else new for new, was in zip((way, known), visit.guess, strict=True))
    if not (0 <= way <= WAYS and 0 <= known <= KNOWN):
        raise ValueError(f"a guess is 0 to {WAYS} and 0 to {KNOWN}, not {way} and {known}")
    return replace(visit, guess=(way, known))


def retaken(visit: Visit) -> Visit:
    """The visit with the questionnaire begun again: the answers so far move to `before`; unchanged if there are
    none."""
    return replace(visit, answers=nothing(), before=visit.answers) if visit.answers else visit


def chosen(visit: Visit, role: str, option: int, heard: tuple[int, ...] = (), liking: int = 0) -> Visit:
    """The visit with the next scene of a role's day lived: `option` (from 1), the rating `liking` (1-5; 0: none) that
    was given before the outcome, and in `heard` the value of each message that came before it (from 1, or 0)."""
    lived = visit.lived(role)
    choices, likes = (*lived.choices, option), (*lived.likes, liking)
    return with_lived(visit, role, Lived(choices, likes, (*lived.heard, *heard)))


def liked(visit: Visit, role: str, hour: int, liking: int) -> Visit:
    """The visit with a new rating, 1 to 5 or 0 for none, of the `hour`-th lived scene (from 0). ValueError outside."""
    lived = visit.lived(role)
    if not 0 <= liking <= 5 or not 0 <= hour < len(lived.choices):
        raise ValueError(f"hour {hour} of {len(lived.choices)} cannot be liked {liking}")
    likes = (*lived.likes[:hour], liking, *lived.likes[hour + 1 :])
    return with_lived(visit, role, replace(lived, likes=likes))


def rewound(visit: Visit, role: str, heard: int | None = None) -> Visit:
    """The visit with the last scene of a role's day taken back, keeping only the first `heard` messages (None: all)."""
    lived = visit.lived(role)
    return with_lived(visit, role, Lived(lived.choices[:-1], lived.likes[:-1], lived.heard[:heard]))


def restarted(visit: Visit, role: str) -> Visit:
    """The visit without that role's day."""
    return with_lived(visit, role, Lived())


def starred(visit: Visit, row: str) -> Visit:
    """The visit with the star of `row` set or removed."""
    return replace(visit, stars=visit.stars ^ {row})


def planned(visit: Visit, line: int, text: str) -> Visit:
    """The visit with line `line` (0 to 2) of the plan set: one line without control characters, cut at 200; empty
    removes it."""
    lines = [*visit.plan, *[""] * PLAN_LINES][:PLAN_LINES]
    lines[line] = " ".join(CONTROL.sub(" ", text).split())[:PLAN_SIGNS]
    return replace(visit, plan=tuple(lines) if any(lines) else ())


def with_told(visit: Visit, role: str, told: Told | None) -> Visit:
    """The visit with what is known of another person's day; None removes it."""
    every = {**visit.told, role: told}
    return replace(visit, told=MappingProxyType({k: v for k, v in every.items() if v is not None}))


def attempt(visit: Visit) -> str:
    """The line of the plan with what will be tried; may be empty."""
    return visit.plan[1] if len(visit.plan) > 1 else ""


def with_lived(visit: Visit, role: str, lived: Lived) -> Visit:
    """The visit with a day's choices replaced; a day without choices is removed."""
    days = {**visit.days, role: lived}
    return replace(visit, days=MappingProxyType({k: v for k, v in days.items() if v.choices}))
