"""Whether somebody has looked at every passage that sounds as if it took something for granted, and whether the claims
would notice if something were no longer made true."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from explorer.checks.days.clock import CLOCK
from explorer.checks.days.memory import CLAIMS, skeleton
from explorer.checks.days.model import Back, Condition, Line, Model, Take
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.sets import Walk, walk
from explorer.checks.days.truth import failures
from explorer.checks.days.whole import shown
from explorer.loader.locate import Path
from explorer.pack.days import DayFile, Echo, Option, Scene
from explorer.pack.world import Passage, When
from explorer.words.text import Text

FREE, UNNOTICED = 1 / 3, 0.1
"""The largest part of the passages looked at that claim nothing, and of what is set whose loss nobody notices."""
PRESUMING: Mapping[str, str] = {
    "es": r"\b(?:sigue[ns]?|siguen|seguía|todavía|aún|ya|por fin|otra vez|vuelven?|de nuevo|desde hoy|esta mañana"
    r"|hace un rato|ni siquiera|por primera vez|tampoco|sin que)\b",
    "en": r"\b(?:still|yet|already|at last|again|anymore|no longer|this morning|a while ago|for once|finally|by now"
    r"|goes on|go on)\b",
}
"""Words that take for granted that something was so before."""


def looked(case: Case) -> Proved:
    """20. Every passage whose words sound as if they took something for granted (they speak of a fact, or that
    something goes on, or name a time) says what it claims, and where that is nothing, why.

    A day that claims nothing at all, and has no facts, has none of it.
    """
    if not _claims(case):
        return
    cued = [each for each in passages(case.day) if _cued(case, each[1])]
    unlooked = [path for path, _, claims, _ in cued if claims is None]
    for path in unlooked:
        yield case.miss(path, "day_unlooked")
    yield case.bound(20, "unlooked", 0, len(unlooked), not unlooked)
    free = [(path, why) for path, _, claims, why in cued if claims == ()]
    for path, why in free:
        if not why:
            yield case.miss(path, "day_free")
    part = len(free) / max(1, len(cued) - len(unlooked))
    met = part <= FREE and all(why for _, why in free)
    yield case.bound(20, "free", f"≤ {per_cent(FREE)}", per_cent(part), met)
    claimed = sum(bool(claims) for _, _, claims, _ in passages(case.day))
    every = sum(1 for _ in passages(case.day))
    yield case.bound(20, "claimed", "", per_cent(claimed / max(1, every)), True)


def noticed(case: Case) -> Proved:
    """20. And hardly anything could be set no more without some claim failing or some passage never coming."""
    if not _claims(case):
        return
    lost, sets = case.memory.kept(f"{case.day.role} noticed", skeleton(case.day, CLAIMS), lambda: _lost(case))
    part = len(lost) / max(1, sets)
    if part > UNNOTICED:
        for path, name in lost:
            yield case.miss(path, "day_unnoticed", name=name)
    yield case.bound(20, "unnoticed", f"≤ {per_cent(UNNOTICED)}", per_cent(part), part <= UNNOTICED)


def _lost(case: Case) -> tuple[list[tuple[Path, str]], int]:
    """What is set whose loss nobody notices, where; and how many things are set."""
    lost, sets = [], 0
    slices: dict[str, Walk] = {}
    for path, without, name in _without(case.day):
        sets += 1
        if name not in slices:
            slices[name] = _slice(case.model, name)
        if not _noticed(case, slices[name], without, name):
            lost.append((path, name))
    return lost, sets


def _claims(case: Case) -> bool:
    """Whether anybody has begun to say what is true in the day."""
    return case.declares or any(claims is not None for _, _, claims, _ in passages(case.day))


Looked = tuple[Path, tuple[Text, ...], When | None, str]
"""A passage: its place, what it says, what it claims, and why it claims nothing."""


def passages(day: DayFile) -> Iterator[Looked]:
    """Every passage of a day that can claim something."""
    for n, scene in enumerate(day.scenes):
        yield from _of(("scenes", n, "text"), scene.text)
        for o, option in enumerate(scene.options):
            yield ("scenes", n, "options", o), (option.text,), option.claims, option.free
            yield from _of(("scenes", n, "options", o, "outcome"), option.outcome)
    for n, echo in enumerate(day.echoes):
        yield ("echoes", n), (echo.say, echo.debrief), echo.claims, echo.free
    for n, ending in enumerate(day.endings):
        yield from _of(("endings", n, "text"), ending.text)


def _of(path: Path, said: tuple[Passage, ...]) -> Iterator[Looked]:
    for p, passage in enumerate(said):
        yield (*path, p), (passage.say,), passage.claims, passage.free


def _cued(case: Case, said: tuple[Text, ...]) -> bool:
    for language in case.pack.languages:
        cues = [cue for fact in case.day.facts for cue in fact.cues.get(language, ())]
        for pattern in (*cues, PRESUMING.get(language, ""), CLOCK.get(language, "")):
            if pattern and any(_pattern(pattern).search(text[language]) for text in said):
                return True
    return False


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


def _without(day: DayFile) -> Iterator[tuple[Path, DayFile, str]]:
    """Each thing that is set, where, and the day without it."""
    for n, scene in enumerate(day.scenes):
        for k, each in enumerate(scene.sets):
            less = Scene(**{**scene.__dict__, "sets": (*scene.sets[:k], *scene.sets[k + 1 :])})
            yield ("scenes", n, "sets", k), _with_scene(day, n, less), each.fact
        for o, option in enumerate(scene.options):
            for k, each in enumerate(option.sets):
                fewer = Option(**{**option.__dict__, "sets": (*option.sets[:k], *option.sets[k + 1 :])})
                options = (*scene.options[:o], fewer, *scene.options[o + 1 :])
                less = Scene(**{**scene.__dict__, "options": options})
                yield ("scenes", n, "options", o, "sets", k), _with_scene(day, n, less), each.fact
    for n, echo in enumerate(day.echoes):
        for k, each in enumerate(echo.sets):
            quiet = Echo(**{**echo.__dict__, "sets": (*echo.sets[:k], *echo.sets[k + 1 :])})
            echoes = (*day.echoes[:n], quiet, *day.echoes[n + 1 :])
            yield ("echoes", n, "sets", k), DayFile(**{**day.__dict__, "echoes": echoes}), each.fact


def _with_scene(day: DayFile, place: int, scene: Scene) -> DayFile:
    return DayFile(**{**day.__dict__, "scenes": (*day.scenes[:place], scene, *day.scenes[place + 1 :])})


def _noticed(case: Case, before: Walk, without: DayFile, name: str) -> bool:
    """Whether a day that no longer sets a fact there shows it: a message is not sent, a claim is false, or something
    never comes."""
    fact = case.model.bits.table[name]
    if fact.sender and fact.sender.role == case.day.role:
        return True
    after = _slice(Model(without, case.model.bits.table), name)
    false_then = {path for path, _ in failures(before)}
    return any(path not in false_then for path, _ in failures(after)) or not set(shown(before)) <= set(shown(after))


def _slice(model: Model, name: str) -> Walk:
    """The day with only those facts told apart that say something together with one of them, and those that decide
    what comes."""
    live = model.live_for(moving=True)
    together: set[str] = {name}
    for turn in model.turns:
        parts: list[Line | Back | Take] = [*turn.said(), *turn.backs, *turn.takes]
        for part in parts:
            together |= _among(name, part.when, part.claim)
    for end in model.ends:
        for line in end.lines:
            together |= _among(name, end.when, line.when, line.claim)
    keep = model.bits.only(frozenset(together))
    whole = model.live
    return walk(model, [moving | (keep & every) for moving, every in zip(live, whole, strict=True)])


def _among(name: str, *conditions: Condition | None) -> frozenset[str]:
    """All that some conditions read, where a fact is among it."""
    reads = frozenset[str]().union(*(condition.reads for condition in conditions if condition))
    return reads if name in reads else frozenset()
