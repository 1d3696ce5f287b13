"""Checks of a valid pack: nothing left to write, sources, pay figures, languages of similar length, readability, and a
balanced questionnaire (`questionnaire`)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields

from explorer.checks.pages import cited, claims, pages
from explorer.checks.published import unchanged
from explorer.checks.questionnaire import balance
from explorer.checks.readability import LEVELS, available, measure
from explorer.loader.faults import Finding
from explorer.loader.inherited_words import BEHIND, missing_words
from explorer.loader.locate import Located, Path
from explorer.loader.reader import built_in_interface
from explorer.pack.pack import Pack
from explorer.pack.schema import Claim, Source, View
from explorer.words.frozen import frozen
from explorer.words.text import Text
from explorer.words.value import Frozen

RATIO = (0.6, 1.6)
"""Bounds for the length of a text in the pack's first language, divided by its length in another."""
RATIO_FROM = 25
"""The length in characters from which texts are compared; shorter ones are names and labels."""
MONEY = re.compile(r"[$€£]|\b(?:USD|EUR|GBP|dólares|dollars|euros)\b")


@frozen
class ReadingLevel:
    """The reading level of a role's profile in one language."""

    role: str
    language: str
    value: float


TODO = "TODO"
"""The beginning of a text that is still to be written."""
CURLED = re.compile("“[^“”]*”", re.DOTALL)
"""A whole text between typographic quotes, which YAML reads as part of the text."""
NAMED = 8
"""How many missing words of the program are named at most."""


def check(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """All findings about a valid pack, as warnings."""
    return (finding.warned() for finding in _all(pack, located))


def _all(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    for where in located.values():
        yield from (where.at(path, "unwritten") for path, text in where.scalars() if text.startswith(TODO))
        yield from (where.at(path, "text_quoted") for path, text in where.scalars() if CURLED.fullmatch(text))
    yield from unchanged(pack, located)
    yield from _words(pack, located)
    yield from _sources(pack, located)
    yield from _pay(pack, located)
    yield from _unplaced(pack, located)
    yield from _ratios(pack, located)
    yield from balance(pack, located["questionnaire.yaml"])
    yield from pages(pack, located)
    for reading in reading_levels(pack):
        level = LEVELS[reading.language]
        if not level.met(reading.value):
            file, value = located[f"roles/{reading.role}.yaml"], f"{reading.value:.1f}"
            values = {"language": reading.language, "measure": level.name, "value": value, "bound": f"{level.bound:g}"}
            yield file.at((), "hard_reading", False, **values)


def _words(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """The words that the program shows in another language because the pack lacks them."""
    where, words = located.get("interface.yaml"), built_in_interface()
    foreign = [language for language in pack.languages if language not in words.languages()]
    if where and foreign and (lacking := list(missing_words(where.written, words, foreign))):
        seen = [name for name in lacking if name.partition(".")[0] not in BEHIND]
        named = ", ".join([*seen[:NAMED], *(["…"] if len(seen) > NAMED else [])]) or "-"
        yield where.at((), "words_missing", n=len(lacking), seen=len(seen), languages=", ".join(foreign), names=named)


def reading_levels(pack: Pack) -> list[ReadingLevel]:
    """The reading level of each profile, in each language that has a measure; empty without the libraries for it."""
    if not available():
        return []
    levels = []
    for role in pack.roles:
        texts = [role.sentence, *(line.text for line in role.card), *(claim.text for claim in role.claims)]
        texts += [claim.other.text for claim in role.claims if claim.other]
        for language in pack.languages:
            if language in LEVELS:
                page_texts = [text[language] for text in texts if not text[language].startswith(TODO)]
                levels.append(ReadingLevel(role.id, language, measure(page_texts, language)))
    return levels


def _sources(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """Sources that are never cited."""
    used = {source for _, _, claim in claims(pack) for source in cited(claim)}
    used |= {source for caveat in pack.questionnaire.caveats for source in caveat.sources}
    used |= {source for each in pack.measures for source in each.sources}
    used |= {source for country in pack.countries for row in country.rows for source in row.sources}
    for n, source in enumerate(pack.sources):
        if source.id not in used:
            yield located["sources.yaml"].at((n, "id"), "source_unused", name=source.id)


def _pay(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """Amounts of money in claims without country and year."""
    for file, path, claim in claims(pack):
        views: list[Claim | View] = [claim, *([claim.other] if claim.other else [])]
        sentences = [
            text for view in views for each in (view.text, view.figures) if each for text in each.root.values()
        ]
        if claim.pay is None and any(MONEY.search(text) for text in sentences):
            yield located[file].at((*path, "text"), "pay_unsaid")


def _unplaced(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """Axes on which no claim places a role, so that it cannot be compared there."""
    for role in pack.roles:
        spoken_of = {claim.axis.dimension for claim in pack.claims(role.id) if claim.axis}
        for axis in pack.dimensions:
            if axis.id not in spoken_of:
                yield located[f"roles/{role.id}.yaml"].at(("claims",), "axis_unplaced", name=axis.id)


def _ratios(pack: Pack, located: Mapping[str, Located]) -> Iterator[Finding]:
    """Texts that are much longer in one language than in another."""
    parts: list[tuple[str, Path, object]] = [
        ("sources.yaml", (), pack.sources),
        ("dimensions.yaml", (), pack.dimensions),
        ("measures.yaml", (), pack.measures),
        ("glossary.yaml", (), pack.glossary),
        ("pay.yaml", (), pack.countries),
        ("week.yaml", (), pack.week),
        ("shared.yaml", (), pack.shared),
        ("days/cast.yaml", (), pack.cast),
        ("questionnaire.yaml", (), pack.questionnaire),
        *((f"roles/{role.id}.yaml", (), role) for role in pack.roles),
        *((f"days/{day.role}.yaml", (), day) for day in pack.days),
    ]
    for file, start, part in parts:
        for path, text in texts(part, start):
            lengths = [len(text[language]) for language in pack.languages]
            shortest, longest = min(lengths), max(lengths)
            first = len(text[pack.languages[0]])
            if shortest >= RATIO_FROM and not all(RATIO[0] <= first / length <= RATIO[1] for length in lengths):
                yield located[file].at(path, "ratio", shortest=str(shortest), longest=str(longest))


def texts(part: object, path: Path) -> Iterator[tuple[Path, Text]]:
    """Every text of a part of the pack, with its path; credit lines of licences are left out."""
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, Frozen):
        for name in (field.name for field in fields(part)):
            if not (isinstance(part, Source) and name == "credit"):
                yield from texts(getattr(part, name), (*path, name))
    elif isinstance(part, tuple):
        for index, each in enumerate(part):
            yield from texts(each, (*path, index))
    elif isinstance(part, Mapping):
        for key, each in part.items():
            yield from texts(each, (*path, key))
