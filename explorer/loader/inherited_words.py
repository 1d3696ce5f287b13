"""A pack's own `interface.yaml`, completed: words that it does not have are the built-in ones.

So that a pack that brings its own words does not break when the program learns a new one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import Formatter

from explorer.words.interface import Interface
from explorer.words.text import PLACEHOLDER

FALLBACK = "en"
"""The language in which a word is said that a pack does not have in its own."""


def completed(own: object, words: Interface, languages: Sequence[str]) -> object:
    """A pack's `interface.yaml` as plain data, completed from `words` in the pack's `languages`."""
    if not isinstance(own, dict):
        return own
    whole = dict(own)
    for part, field in _parts(words):
        mine = own.get(part, {})
        if isinstance(mine, dict):
            whole[part] = {**{name: _in(text, languages) for name, text in field.items()}, **mine}
    return whole


def missing_words(own: object, words: Interface) -> Iterator[str]:
    """The words that a pack's `interface.yaml` does not have, as `part.name`."""
    for part, field in _parts(words):
        mine = own.get(part, {}) if isinstance(own, dict) else {}
        yield from (f"{part}.{name}" for name in field if not isinstance(mine, dict) or name not in mine)


def unknown_placeholders(own: object, words: Interface) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Placeholders in a pack's words that the program does not fill in: (part, name), which, and those that it does."""
    for part, field in _parts(words):
        mine = own.get(part) if isinstance(own, dict) else None
        if not isinstance(mine, dict):
            continue
        for name, text in field.items():
            filled = _placeholders(text)
            if wrong := _placeholders(mine.get(name)) - filled:
                yield (part, name), ", ".join(sorted(wrong)), ", ".join(sorted(filled)) or "-"


def unknown_words(own: object, words: Interface) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Parts and names that the program does not have: their place, and the names that are still free there."""
    written: dict[str, object] = own if isinstance(own, dict) else {}
    for part, mine in written.items():
        if part not in words:
            yield (part,), [each for each in words if each not in written]
        elif isinstance(mine, dict):
            free = [name for name in words[part] if name not in mine]
            yield from (((part, name), free) for name in mine if name not in words[part])


def _placeholders(text: object) -> set[str]:
    """The {placeholders} of a text in all its languages; `{…}` for one that is no plain name, `{` for a lone brace."""
    found: set[str] = set()
    for words in text.values() if isinstance(text, dict) else ():
        try:
            for _, name, form, turn in Formatter().parse(str(words)):
                if name is not None:
                    found.add(name if PLACEHOLDER.fullmatch(f"{{{name}}}") and not (form or turn) else "{…}")
        except ValueError:  # a brace without its other half
            found.add("{")
    return found


def _parts(words: Interface) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    for part in words:
        yield part, {name: dict(words[part][name].root) for name in words[part]}


def _in(text: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    spare = text.get(FALLBACK) or next(iter(text.values()))
    return {language: text.get(language, spare) for language in languages or text}
