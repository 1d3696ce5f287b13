"""The glossary: which of its terms a text uses, and what each means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from explorer.pack.pack import Pack
from explorer.pack.page import Term
from explorer.report.document import Block, Heading, Point
from explorer.report.pack_translator import PackTranslator
from explorer.report.search import plain

TERM = "term "
"""The prefix of the id of a term."""
MARK = "°"
"""The sign after a term that is explained in the notes of its line."""


def spellings(term: Term, language: str) -> tuple[str, ...]:
    """The ways in which texts in a language write a term."""
    return (term.name[language], *term.forms.get(language, ()))


def found(tr: PackTranslator, text: str) -> list[Term]:
    """The terms that a text uses, in the glossary's order."""
    pattern = _pattern(tr.pack, tr.language)
    if pattern is None:
        return []
    used = {match[0].casefold() for match in pattern.finditer(text)}
    return [
        term for term in tr.pack.glossary if used and used & {form.casefold() for form in spellings(term, tr.language)}
    ]


def marked(tr: PackTranslator, text: str) -> str:
    """A text with a sign after the first use of each term; the notes of the line explain them."""
    pattern = _pattern(tr.pack, tr.language)
    seen: set[str] = set()

    def sign(match: re.Match[str]) -> str:
        word = match[0].casefold()
        first = word not in seen
        seen.add(word)
        return f"{match[0]}{MARK}" if first else match[0]

    return pattern.sub(sign, text) if pattern else text


def explained(tr: PackTranslator, text: str, notes: Iterable[str]) -> tuple[str, ...]:
    """The notes of a line, followed by the meanings of its terms."""
    return (*notes, *(meaning(tr, term) for term in found(tr, text)))


def meaning(tr: PackTranslator, term: Term) -> str:
    """A term and what it means, as one line."""
    return f"{tr(term.name)}: {tr(term.text)}"


def words_of_the_trade(tr: PackTranslator, text: str | None = None) -> Iterator[Block]:
    """The whole glossary, or its terms used in `text`, in alphabetical order; empty if there are none."""
    terms = tr.pack.glossary if text is None else found(tr, text)
    if terms:
        yield Heading(tr(tr.words.page.glossary), 2)
    for term in sorted(terms, key=lambda term: plain(tr(term.name))):
        yield Point(tr(term.text), id=f"{TERM}{term.id}", tag=f"{tr(term.name)}:", tag_tone="strong")


@lru_cache(8)
def _pattern(pack: Pack, language: str) -> re.Pattern[str] | None:
    forms = sorted((form for term in pack.glossary for form in spellings(term, language)), key=len, reverse=True)
    if not forms:
        return None
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(form) for form in forms)})(?!\w)", re.IGNORECASE)
