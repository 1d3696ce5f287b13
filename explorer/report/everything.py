"""The search over everything: profiles, differences, lived days, questions, the result and the glossary, with synonyms
from `synonyms.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from explorer.engine.messages import day_as_lived
from explorer.engine.questionnaire import asked
from explorer.engine.visit import Visit
from explorer.report.diff import diff
from explorer.report.document import (
    UNPOINTED,
    Axis,
    Block,
    Heading,
    Paragraph,
    Plate,
    Point,
    Range,
    Shares,
    Tone,
    Views,
)
from explorer.report.pack_translator import PackTranslator
from explorer.report.profile import profile
from explorer.report.search import plain, spoken
from explorer.report.summary import item_text, result_document, summarise
from explorer.words.frozen import frozen

GLOSSARY = "glossary"
WHOLE, ALIKE = 3, 0.75
"""WHOLE: words of up to so many characters match whole words only, longer ones also prefixes. ALIKE: the least
similarity (difflib ratio) of a suggestion."""
MOST = 8
"""The most entries shown in a group."""


@frozen
class Entry:
    """A search entry: its `group` (a pane's id, or `GLOSSARY`), and the `names` by which the pane finds it. `tag` is
    its role, `label` the title above it, `text` its text."""

    group: str
    names: tuple[str, ...]
    tag: str
    tone: Tone
    label: str
    text: str
    said: str
    """All text that is searched, without case and accents."""

    @property
    def source(self) -> str:
        """The role and the title under which it is found."""
        return ", ".join(part for part in (self.tag, self.label) if part)


def title_of(tr: PackTranslator, group: str) -> str:
    """The title of a group of entries: the pane's name, or that of the glossary."""
    return tr(tr.words.page.glossary if group == GLOSSARY else tr.words.panes[group])


@frozen
class Search:
    """The result of a search: the entries found, those with the typed words themselves first; `also`: synonyms that
    were searched too; `instead`: suggestions if nothing was found."""

    entries: tuple[Entry, ...]
    also: tuple[str, ...]
    instead: tuple[str, ...]

    def group(self, name: str) -> list[Entry]:
        """The entries of one group."""
        return [entry for entry in self.entries if entry.group == name]


def entries(tr: PackTranslator, visit: Visit, country: str = "") -> tuple[Entry, ...]:
    """All entries of a visit, in reading order; of the days only hours that were lived."""
    return tuple(_entries(tr, visit, country))


def search_in(tr: PackTranslator, every: Sequence[Entry], typed: str) -> Search:
    """The entries that contain every typed word or a synonym of it, those with the words themselves first. If there are
    none, the entries with the most of the longer words."""
    words = [_others(tr, word) for word in plain(typed).split()]
    patterns = [_pattern(others) for others in words]
    hits = [hit for hit in every if patterns and all(each.search(hit.said) for each in patterns)]
    if not hits and len(words) > 1:
        longer = [_pattern(others) for others in words if len(others[0]) > WHOLE]
        scores = [sum(bool(each.search(hit.said)) for each in longer) for hit in every]
        most = max(scores, default=0)
        hits = [hit for hit, score in zip(every, scores, strict=True) if score == most > 0]
    own = [_pattern(others[:1]) for others in words]
    hits.sort(key=lambda hit: not all(each.search(hit.said) for each in own))
    also = [word for others in words for word in others[1:]]
    return Search(tuple(hits), tuple(dict.fromkeys(also)), () if hits else tuple(_instead(tr, typed)))


def popular(tr: PackTranslator) -> tuple[str, ...]:
    """The first word of each group of synonyms; in a pack without any, the titles of its profiles' parts."""
    first = tuple(forms[tr.language][0] for forms in tr.pack.synonyms if forms.get(tr.language))
    return first or tuple(tr(section.title) for section in tr.pack.sections)


def _others(tr: PackTranslator, word: str) -> list[str]:
    """A word, followed by its synonyms."""
    others = [word]
    for forms in tr.pack.synonyms:
        group = forms.get(tr.language, ())
        if any(_same(word, plain(form)) for form in group):
            others += [form for form in group if plain(form) != word]
    return others


def _same(typed: str, form: str) -> bool:
    """Whether two words are equal, or the longer one begins with the shorter one (except at most its last letter), if
    the shorter one has more than `WHOLE` letters."""
    shorter = min(len(typed), len(form))
    alike = next((n for n, (one, other) in enumerate(zip(typed, form, strict=False)) if one != other), shorter)
    return typed == form or (shorter > WHOLE and alike >= shorter - 1)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    """A regular expression for any of the words at the beginning of a word; short words match whole words only."""
    ends = (re.escape(plain(word)) + (r"\b" if len(word) <= WHOLE else "") for word in words)
    return re.compile(rf"\b(?:{'|'.join(ends)})")


def _instead(tr: PackTranslator, typed: str) -> Iterator[str]:
    """Suggestions: words similar to those typed, then those of `popular`."""
    forms = {plain(form): form for each in tr.pack.synonyms for form in each.get(tr.language, ())}
    forms |= {plain(tr(term.name)): tr(term.name) for term in tr.pack.glossary}
    near = [forms[name] for word in plain(typed).split() for name in get_close_matches(word, forms, 3, ALIKE)]
    yield from dict.fromkeys([*near, *popular(tr)])


def _entries(tr: PackTranslator, visit: Visit, country: str) -> Iterator[Entry]:
    pack, language = tr.pack, tr.language
    for role in pack.roles:
        blocks = profile(pack, role.id, language, country=country)
        yield from _within("profiles", blocks, (role.id,), tr.short(role.id), tr.tone(role.id))
    roles = [role.id for role in pack.roles]
    for first, second in pairwise(roles):
        yield from _within("diff", diff(pack, first, second, language), ())
    for day in pack.days:
        for hour in day_as_lived(tr.pack, visit, day.role).lived:
            chosen = hour.options[(hour.choice or 1) - 1].text
            sentences = [hour.scene.title, *hour.text, chosen, *hour.outcome]
            yield _entry(
                "simulator",
                (day.role, hour.scene.id),
                hour.scene.time,
                tr(hour.scene.title),
                " ".join(map(tr, sentences)),
                tr.short(day.role),
                tr.tone(day.role),
            )
    for number, item in enumerate(asked(pack, visit.answers), 1):
        yield _entry("test", (item.id,), str(number), item_text(tr, item))
    if visit.answers:
        yield from _within("result", result_document(summarise(pack, visit)), ())
    for term in pack.glossary:
        forms = " ".join(term.forms.get(language, ()))
        yield _entry(GLOSSARY, (term.id,), tr(term.name), tr(term.text), f"{tr(term.name)} {forms} {tr(term.text)}")


def _within(
    group: str, blocks: Iterable[Block], names: tuple[str, ...], tag: str = "", tone: Tone = ""
) -> Iterator[Entry]:
    """The selectable blocks of a document, without paragraphs and drawings of figures, as entries, each with the title
    above it."""
    title = ""
    for block in blocks:
        if isinstance(block, Heading):
            title = block.text
        elif not isinstance(block, UNPOINTED | Paragraph | Plate | Range | Shares) and block.id:
            label, text = _in_short(block, title)
            yield _entry(group, (*names, block.id), label, text, f"{title} {spoken(block)}", tag, tone)


def _in_short(block: Block, title: str) -> tuple[str, str]:
    """The title of a block, and its text."""
    match block:
        case Point(tag=tag, text=text, tail=tail):
            return tag if tag and not tail else title, f"{text}: {tail}" if tail else text
        case Axis(title=name, aside=aside):
            return name.partition(" – ")[0], aside
        case Views(left=text):
            return title, text
    return title, spoken(block)


def _entry(
    group: str, names: tuple[str, ...], label: str, text: str, said: str = "", tag: str = "", tone: Tone = ""
) -> Entry:
    return Entry(group, names, tag, tone, label, text, plain(said or text))
