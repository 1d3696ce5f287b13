"""Checks that every passage that may take something for granted has been looked at by its author."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from explorer.checks.days.clock import CLOCK
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.loader.locate import Path
from explorer.pack.days import DayFile
from explorer.pack.world import Passage, When
from explorer.words.text import Text

FREE = 1 / 3
"""The largest fraction that may claim nothing, of the passages that had to be looked at and were."""
PRESUMING: Mapping[str, str] = {
    "es": r"\b(?:sigue[ns]?|siguen|seguía|todavía|aún|ya|por fin|otra vez|vuelven?|de nuevo|desde hoy|esta mañana"
    r"|hace un rato|ni siquiera|por primera vez|tampoco|sin que)\b",
    "en": r"\b(?:still|yet|already|at last|again|anymore|no longer|this morning|a while ago|for once|finally|by now"
    r"|goes on|go on)\b",
}
"""Words that imply that something was so before."""


def looked(case: Case) -> Proved:
    """20. Every passage of an ending, and any other whose words sound as if they took something for granted (they
    speak of a fact, or say what `{fact}` would print, or that something goes on, or name a time) says what it claims,
    and where that is nothing, why.

    Not applied to a day without claims that declares no facts.
    """
    if not claimed(case):
        return
    cued = [each for each in passages(case.day) if each[0][0] == "endings" or _cued(case, each[1])]
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
    claiming = sum(bool(claims) for _, _, claims, _ in passages(case.day))
    every = sum(1 for _ in passages(case.day))
    yield case.bound(20, "claimed", "", per_cent(claiming / max(1, every)), True)


def claimed(case: Case) -> bool:
    """Whether the day declares facts, or any passage says what it claims, even if that is nothing."""
    return case.declares or any(claims is not None for _, _, claims, _ in passages(case.day))


Looked = tuple[Path, tuple[Text, ...], When | None, str]
"""A passage: its path, its text, its claims, and why it has none."""


def passages(day: DayFile) -> Iterator[Looked]:
    """Every passage of a day that can have claims."""
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
        own = [re.escape(words[language]) for fact in case.day.facts for words in fact.words.values()]
        for pattern in (*cues, *own, PRESUMING.get(language, ""), CLOCK.get(language, "")):
            if pattern and any(_pattern(pattern).search(text[language]) for text in said):
                return True
    return False


@cache
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)
