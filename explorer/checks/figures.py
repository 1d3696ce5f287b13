"""Counts the figures of a sentence: the quantities that a reader must remember.

Years, days, and numbers within a name (CNO-11, PRINCE2 7, B2B) are not quantities; a range of money is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

SENTENCE = re.compile(r"(?<!\b[A-Z]\.)(?<!\b[A-Z][A-Z]\.)(?<=[.!?…])[»”\"]?\s+")
YEAR = r"(?:19|20)\d\d(?:[-–]\d\d(?:\d\d)?)?"
UNCOUNTED = re.compile(
    rf"\b\d{{1,2}} (?:de )?[^\W\d_]+ (?:de )?{YEAR}\b"  # a day
    rf"|(?<![\d.,]){YEAR}(?![\d.,]*\d)(?!\s?[%€$£])"  # a year
    r"|\b[A-ZÁÉÍÓÚÑ][\w]*[A-Z0-9]\w*[- ]\d+\b(?!\s?[%€$£.,]\d)"  # the number of a name
    r"|\b\w*[^\W\d_]\w*\d\w*|\b\d+[^\W\d_]\w*"  # a name with a digit in it
)
SUM = r"([$£€]|(?:EUR|USD|GBP) )?\d[\d.,]*\d"
MONEY_RANGE = re.compile(
    SUM + r"(\s?[$£€])?\s?(?:-|–|a|y|to|and|e)\s?" + SUM + r"(\s?(?:[$£€]|EUR|USD|euros|dólares))?"
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
TWO_DECIMALS = re.compile(r"(?<![\d.,])\d+[.,]\d\d(?![\d.,]*\d)")


def sentences(text: str) -> list[str]:
    """The sentences of a text, with their final punctuation."""
    return [part for line in text.splitlines() for part in SENTENCE.split(line) if part.strip()]


def figures(sentence: str) -> list[str]:
    """The quantities in a sentence, as written."""
    return NUMBER.findall(UNCOUNTED.sub(" ", _ranges_as_one(sentence)))


def two_decimals(text: str) -> Iterator[str]:
    """Figures with exactly two decimals, as written."""
    yield from TWO_DECIMALS.findall(text)


def _ranges_as_one(sentence: str) -> str:
    """The sentence with each range of money replaced by its upper end."""

    def upper(match: re.Match[str]) -> str:
        money = any((group or "").strip() for group in match.groups())
        return NUMBER.findall(match[0])[-1] if money else match[0]

    return MONEY_RANGE.sub(upper, sentence)
