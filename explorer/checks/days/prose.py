"""Whether a day reads well: its lengths, how easy it is, both languages whole, and who does what in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.checks.content import MONEY, RATIO, RATIO_FROM, texts
from explorer.checks.days.result import Case, Proved, per_cent
from explorer.checks.days.states import State, Way, quantile, spread
from explorer.checks.days.whole import endings
from explorer.checks.readability import LEVELS, Level, available, measure
from explorer.loader.locate import Path
from explorer.pack.days import DayFile
from explorer.words.text import Text

SETUP, OPTION, OUTCOME, PLAYED = (60, 110), 14, (25, 50), (1200, 1800)
"""Words of a scene as it opens, of an option at most, of an outcome, of a playthrough."""
PACE, MINUTES = 200, (6, 9)
"""Words read in a minute, and the minutes of a playthrough. Silent reading of prose is faster (238 words in English,
278 in Spanish: Brysbaert 2019); 200 leaves room to weigh each choice, and makes the two bounds one."""
EVEN = 1.6
"""The longest option of a scene, in signs, by its shortest."""
EASY = {"es": LEVELS["es"], "en": Level("Flesch-Kincaid", 8, False)}
"""How easy a day must be: a story is held to more than a profile."""
DULL, HARD, SHARED = 2, 1, 6
"""Dull hours and hard ones of a day at least, and events that it shares with another."""
PEOPLE = 5
PRONOUNS = {"en": (r"\b(?:he|him|his|himself)\b", r"\b(?:she|her|hers|herself)\b"), "es": (r"\bél\b", r"\bella\b")}
"""Words that say that someone is a man or a woman, in the languages where they are counted."""
RARER, ENOUGH = 0.25, 20
"""The least part of the pronouns that the rarer kind has, and how many there must be to count them."""
WORD = re.compile(r"\S*\w\S*")


def count(said: Iterable[Text], language: str) -> int:
    """How many words some texts have: what stands between spaces, marks that stand alone apart."""
    return sum(len(WORD.findall(text[language])) for text in said)


def lengths(case: Case) -> Proved:
    """12. Set-ups, options, outcomes and playthroughs are as long as they should be, in each language and in every
    way in which they come.

    A set-up is what a scene says as it opens, without the delayed effects that open it. A playthrough is all that is
    read: the premise, set-ups, delayed effects, the open options, outcomes, and the ending; the bound is on the
    shortest and on the longest there is.
    """
    yield from _setups(case)
    yield from _options(case)
    yield from _outcomes(case)
    yield from _played(case)


def _setups(case: Case) -> Proved:
    found = _Range(case, SETUP)
    for n, openings in enumerate(case.walk.openings):
        for opening in openings:
            for language in case.pack.languages:
                if found.misses(language, words := count(opening.text, language)):
                    said = {"language": language, "count": words, "least": SETUP[0], "most": SETUP[1]}
                    yield case.miss(("scenes", n, "text"), "day_setup", opening.choices, **said)
    yield case.bound(12, "setup", f"{SETUP[0]}–{SETUP[1]}", str(found), found.met)


def _options(case: Case) -> Proved:
    longest, uneven = dict.fromkeys(case.pack.languages, 0), dict.fromkeys(case.pack.languages, 1.0)
    for n, scene in enumerate(case.day.scenes):
        choices = case.opening(n)
        for language in case.pack.languages:
            for o, option in enumerate(scene.options):
                words = count([option.text], language)
                longest[language] = max(longest[language], words)
                if words > OPTION:
                    path = ("scenes", n, "options", o, "text", language)
                    yield case.miss(path, "day_option", choices, count=words, most=OPTION)
            signs = [len(option.text[language]) for option in scene.options]
            ratio = max(signs) / min(signs)
            uneven[language] = max(uneven[language], ratio)
            if ratio > EVEN:
                said = {"language": language, "longest": max(signs), "shortest": min(signs), "most": f"{EVEN:g}"}
                yield case.miss(("scenes", n, "options"), "day_uneven", choices, **said)
    found = " · ".join(map(str, longest.values()))
    yield case.bound(12, "option", f"≤ {OPTION}", found, max(longest.values()) <= OPTION)
    found = " · ".join(f"{ratio:.2f}" for ratio in uneven.values())
    yield case.bound(12, "uneven", f"≤ {EVEN:g}", found, max(uneven.values()) <= EVEN)


def _outcomes(case: Case) -> Proved:
    found = _Range(case, OUTCOME)
    for n, tellings in enumerate(case.walk.tellings):
        for telling in tellings:
            for language in case.pack.languages:
                if found.misses(language, words := count(telling.text, language)):
                    path: Path = ("scenes", n, "options", case.number(telling.option), "outcome")
                    said = {"language": language, "count": words, "least": OUTCOME[0], "most": OUTCOME[1]}
                    yield case.miss(path, "day_outcome", telling.choices, **said)
    yield case.bound(12, "outcome", f"{OUTCOME[0]}–{OUTCOME[1]}", str(found), found.met)


def _played(case: Case) -> Proved:
    spans, middles = [], []
    for language in case.pack.languages:
        shares = playthroughs(case, language)
        spans.append((min(shares), max(shares)))
        middles.append(quantile(shares, 0.5))
        for words in spans[-1]:
            if not PLAYED[0] <= words <= PLAYED[1]:
                bounds = {"least": PLAYED[0], "most": PLAYED[1]}
                yield case.miss(("scenes",), "day_played", None, language=language, count=words, **bounds)
    least, most = min(span[0] for span in spans), max(span[1] for span in spans)
    met = PLAYED[0] <= least and most <= PLAYED[1]
    yield case.bound(12, "played", f"{PLAYED[0]}–{PLAYED[1]}", f"{least}–{most}", met)
    yield case.bound(12, "played_median", "", " · ".join(map(str, middles)), True)
    met = MINUTES[0] <= least / PACE and most / PACE <= MINUTES[1]
    found = f"{least / PACE:.1f}–{most / PACE:.1f}"
    yield case.bound(12, "minutes", f"{MINUTES[0]}–{MINUTES[1]}", found, met)


def playthroughs(case: Case, language: str) -> dict[int, float]:
    """How many words are read in a playthrough, and in which share of uniform play."""
    openings = {
        id(opening): count((*(echo.say for echo in opening.echoes), *opening.text), language)
        + count((option.text for option in opening.options), language)
        for each in case.walk.openings
        for opening in each
    }
    tellings = {id(telling): count(telling.text, language) for each in case.walk.tellings for telling in each}
    closing = {id(ending): count((passage.say for passage in ending.text), language) for ending in case.day.endings}
    last = {id(state): closing[id(ending)] for state, (ending, _) in zip(case.walk.ends, endings(case), strict=True)}

    def read(state: State, way: Way) -> int:
        return openings.get(id(state.opening), 0) + tellings.get(id(way.telling), 0) + last.get(id(way.to), 0)

    premise = count([case.day.premise], language)
    return {premise + value: share for value, share in spread(case.walk, read).items()}


class _Range:
    """The least and the most of something in each language, beside the bounds for it."""

    def __init__(self, case: Case, bounds: tuple[int, int]) -> None:
        self.bounds = bounds
        self.found: dict[str, list[int]] = {language: [] for language in case.pack.languages}

    def misses(self, language: str, value: int) -> bool:
        """Note a value; whether it is out of bounds."""
        self.found[language].append(value)
        return not self.bounds[0] <= value <= self.bounds[1]

    @property
    def met(self) -> bool:
        return all(self.bounds[0] <= min(each) and max(each) <= self.bounds[1] for each in self.found.values())

    def __str__(self) -> str:
        return " · ".join(f"{min(each)}–{max(each)}" for each in self.found.values())


def reading(case: Case) -> Proved:
    """13. The day is easy to read, all of its prose taken together; not measured without the libraries for it."""
    for language in case.pack.languages:
        if language not in EASY:
            continue
        level = EASY[language]
        asked = f"{'≥' if level.more_is_easier else '≤'} {level.bound:g}"
        if not available():
            yield case.bound(13, "reading", asked, "-", True, language)
            continue
        value = measure((text[language] for text in prose(case.day)), language)
        if not level.met(value):
            said = {"measure": level.name, "value": f"{value:.1f}", "bound": f"{level.bound:g}"}
            yield case.miss(("scenes",), "day_reading", None, language=language, **said)
        yield case.bound(13, "reading", asked, f"{value:.1f}", level.met(value), language)


def prose(day: DayFile) -> Iterator[Text]:
    """All that is told in a day: no names of places, meters and hours."""
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
    """16. At most five people; the cast is the same in each day; and of the words that say he or she, neither kind
    falls below a quarter: in all that the day tells, and in what comes of its choices alone (outcomes and endings).

    In each day one of the cast may go unnamed: the one whose day it is. Words are counted in the languages of
    `PRONOUNS` in which there are `ENOUGH` of them; Spanish seldom needs any.
    """
    cast = case.pack.cast
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


def _named(name: str, said: Iterable[Text]) -> bool:
    """Whether some text calls a person by one of the words of the name."""
    words = "|".join(re.escape(word) for word in name.split() if len(word) > 2) or re.escape(name)
    return any(re.search(rf"\b(?:{words})\b", each) for text in said for each in text.root.values())


def hours(case: Case) -> Proved:
    """17. Not every hour is a good one: two dull ones at least, and a hard one, on every way through the day."""
    tones = [scene.tone for scene in case.day.scenes if not scene.when]
    for tone, least, kind in (("dull", DULL, "day_dull"), ("hard", HARD, "day_hard")):
        counted = tones.count(tone)  # type: ignore[arg-type]
        if counted < least:
            yield case.miss(("scenes",), kind, count=counted, least=least)
        yield case.bound(17, tone, f"≥ {least}", counted, counted >= least)


def shared(case: Case) -> Proved:
    """18. At least six events stand in another day of the pack as well: the same hours from two chairs."""
    if len(case.pack.days) < 2:
        return
    own = {scene.event for scene in case.day.scenes if scene.event}
    others = [day for day in case.pack.days if day is not case.day]
    most = max(len(own & {scene.event for scene in day.scenes}) for day in others)
    if most < SHARED:
        yield case.miss(("scenes",), "day_shared", count=most, least=SHARED)
    yield case.bound(18, "shared", f"≥ {SHARED}", most, most >= SHARED)
