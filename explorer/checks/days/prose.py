"""Checks of a day's prose: how easy it is, that both languages are complete, and the people in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.checks.content import MONEY, RATIO, RATIO_FROM, texts
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.whole import least
from explorer.checks.readability import LEVELS, Level, available, measure
from explorer.engine.messages import crosses
from explorer.pack.days import DayFile, Person
from explorer.words.text import Text

EASY = {"es": LEVELS["es"], "en": Level("Flesch-Kincaid", 8, False)}
"""The readability bounds of a day; those of a profile are `LEVELS`."""
DULL, HARD, SHARED = 2, 1, 6
"""The fewest dull hours and hard hours of a day, and events shared with another day."""
PEOPLE = 5
PRONOUNS = {"en": (r"\b(?:he|him|his|himself)\b", r"\b(?:she|her|hers|herself)\b"), "es": (r"\bél\b", r"\bella\b")}
"""Words that say that a person is a man or a woman, in the languages in which they are counted."""
RARER, ENOUGH = 0.25, 20
"""The least share of the rarer kind among these words, and the fewest words for which it is checked."""


def readability(case: Case) -> Proved:
    """13. The day is easy to read, all of its prose taken together; not measured without the libraries for it."""
    for language in case.pack.languages:
        if language not in EASY:
            continue
        level = EASY[language]
        bound = f"{'≥' if level.more_is_easier else '≤'} {level.bound:g}"
        if not available():
            yield case.bound(13, "reading", bound, "-", True, language)
            continue
        value = measure((text[language] for text in prose(case.day)), language)
        if not level.met(value):
            values = {"measure": level.name, "value": f"{value:.1f}", "bound": f"{level.bound:g}"}
            yield case.miss(("scenes",), "day_reading", None, language=language, **values)
        yield case.bound(13, "reading", bound, f"{value:.1f}", level.met(value), language)


def prose(day: DayFile) -> Iterator[Text]:
    """All prose of a day, without the names of places, meters and hours."""
    yield day.premise
    for scene in day.scenes:
        yield from (passage.say for passage in scene.text)
        for option in scene.options:
            yield option.text
            yield from (passage.say for passage in option.outcome)
    for echo in day.echoes:
        yield from (echo.say, echo.debrief)
    yield from (passage.say for ending in day.endings for passage in ending.text)


def languages(case: Case) -> Proved:
    """14. Every text is whole in every language, with the same placeholders, and of a like length.

    The first two are seen when the pack is read (nothing else can be proved of a pack without them), the third by the
    checks of the whole pack; here stand their values.
    """
    every = [text for _, text in texts(case.day, ())]
    whole = sum(all(text.root.get(language, "").strip() for language in case.pack.languages) for text in every)
    yield case.bound(14, "languages", len(every), f"{whole}/{len(every)}", whole == len(every))
    ratios = [
        len(text[case.pack.languages[0]]) / len(text[language])
        for text in every
        for language in case.pack.languages[1:]
        if min(len(words) for words in text.root.values()) >= RATIO_FROM
    ] or [1.0]
    met = RATIO[0] <= min(ratios) and max(ratios) <= RATIO[1]
    yield case.bound(14, "ratio", f"{RATIO[0]:g}–{RATIO[1]:g}", f"{min(ratios):.2f}–{max(ratios):.2f}", met)


def facts(case: Case) -> Proved:
    """15. Every statement about the role names its source, and money is never said without country, year and source.

    A day is fiction and states nothing as a fact, so no amount of money in real currency may stand in it; what is
    stated stands in the role's profile, whose claims are checked with the whole pack.
    """
    claims = list(case.pack.claims(case.day.role))
    sourced = sum(bool(claim.sources) for claim in claims)
    yield case.bound(15, "sourced", len(claims), f"{sourced}/{len(claims)}", sourced == len(claims))
    amounts = 0
    for path, text in texts(case.day, ()):
        for language in case.pack.languages:
            if MONEY.search(text[language]):
                yield case.miss((*path, language), "day_money")
                amounts += 1
    yield case.bound(15, "money", 0, amounts, not amounts)


def people(case: Case) -> Proved:
    """16. At most five people; the cast is the same in each day of a story; and of the words that say he or she,
    neither kind falls below a quarter: in all that the day tells, and in what comes of its choices alone (outcomes and
    endings).

    In each day one of the cast may go unnamed: the one whose day it is. Words are counted in the languages of
    `PRONOUNS` in which there are `ENOUGH` of them; Spanish seldom needs any.
    """
    cast = _cast(case)
    said = [text for _, text in texts(case.day, ())]
    missing = [person for person in cast if not _named(person.name, said)]
    if len(missing) > 1:
        yield case.miss(("scenes",), "day_unnamed", names=", ".join(person.name for person in missing))
    yield case.bound(16, "named", f"≥ {len(cast) - 1}", len(cast) - len(missing), len(missing) <= 1)
    if len(cast) > PEOPLE:
        yield case.miss((), "day_people", count=len(cast), most=PEOPLE)
    yield case.bound(16, "people", f"≤ {PEOPLE}", len(cast), len(cast) <= PEOPLE)
    came = [passage.say for scene in case.day.scenes for option in scene.options for passage in option.outcome]
    came += [passage.say for ending in case.day.endings for passage in ending.text]
    found = []
    for language in case.pack.languages:
        for part in (list(prose(case.day)), came):
            all_of_it = " ".join(text[language] for text in part)
            counts = [len(re.findall(kind, all_of_it, re.IGNORECASE)) for kind in PRONOUNS.get(language, ())]
            if sum(counts) < ENOUGH:
                continue
            found.append(min(counts) / sum(counts))
            if found[-1] < RARER:
                he, she = counts
                least = per_cent(RARER)
                yield case.miss(("scenes",), "day_pronouns", None, language=language, he=he, she=she, least=least)
    rarer = " · ".join(map(per_cent, found)) or "-"
    yield case.bound(16, "pronouns", f"≥ {per_cent(RARER)}", rarer, all(part >= RARER for part in found))


def _cast(case: Case) -> list[Person]:
    """The people who may appear in a day: all of the pack's except those who are only in days of another story."""
    here = [day for day in case.pack.days if day is case.day or shared_events(case.day, day)]
    named = [
        {person.id for person in case.pack.cast if _named(person.name, [text for _, text in texts(day, ())])}
        for day in (*here, *(day for day in case.pack.days if day not in here))
    ]
    own, elsewhere = set().union(*named[: len(here)]), set().union(*named[len(here) :])
    return [person for person in case.pack.cast if person.id in own or person.id not in elsewhere]


def shared_events(one: DayFile, other: DayFile) -> set[str]:
    """The events that two days have in common."""
    first, second = ({scene.event for scene in day.scenes if scene.event} for day in (one, other))
    return first & second


def _named(name: str, said: Iterable[Text]) -> bool:
    """Whether a text mentions a person by one of the words of the name."""
    words = "|".join(re.escape(word) for word in name.split() if len(word) > 2) or re.escape(name)
    return any(re.search(rf"\b(?:{words})\b", each) for text in said for each in text.root.values())


def hours(case: Case) -> Proved:
    """17. Not every hour is a good one: two dull ones at least, and a hard one, on every way through the day."""
    scenes = case.day.scenes
    for tone, bound, kind in (("dull", DULL, "day_dull"), ("hard", HARD, "day_hard")):
        counted = least(case.skeletal, lambda way, tone=tone: scenes[int(way.takes[0].path[1])].tone == tone)  # type: ignore[misc]
        if counted < bound:
            yield case.miss(("scenes",), kind, count=counted, least=bound)
        yield case.bound(17, tone, f"≥ {bound}", counted, counted >= bound)


def shared(case: Case) -> Proved:
    """18. At least six events stand in another day of the pack as well: the same hours from two chairs. A day that has
    none of them, and sends and hears nothing, is a story of its own."""
    most = max((len(shared_events(case.day, day)) for day in case.pack.days if day is not case.day), default=0)
    if len(case.pack.days) < 2 or not (most or crosses(case.pack, case.day)):
        return
    if most < SHARED:
        yield case.miss(("scenes",), "day_shared", count=most, least=SHARED)
    yield case.bound(18, "shared", f"≥ {SHARED}", most, most >= SHARED)
