"""Completes a pack's own `interface.yaml` with the built-in words that it lacks, so that it does not break when the
program adds a word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from string import Formatter

from explorer.words.interface import Interface
from explorer.words.text import PLACEHOLDER

FALLBACK = "en"
"""The language used for a word that a pack lacks in its own languages."""
BEHIND = frozenset({
    "proofs", "day_faults", "day_mends", "settings", "commands", "examples", "shapes", "faults", "mends", "page_faults",
    "page_mends", "selftest", "serve", "classroom", "groups", "paper", "study", "manual",
})  # fmt: skip
"""Parts that only authors, administrators, teachers and command-line users read; all others are what every visitor
reads."""


def completed(own: object, words: Interface, languages: Sequence[str]) -> object:
    """A pack's `interface.yaml` as plain data, completed from `words` in the pack's `languages`."""
    if not isinstance(own, dict):
        return own
    whole = dict(own)
    for part, field in _parts(words):
        mine = {} if own.get(part) in (None, "") else own[part]  # a part of which nothing was translated yet is none
        if isinstance(mine, dict):
            ours = {name: _spoken(text, languages) for name, text in field.items()}
            whole[part] = {**ours, **{name: _both(ours.get(name), text) for name, text in mine.items()}}
    return whole


def _both(ours: dict[str, str] | None, mine: object) -> object:
    """A text of the pack, with the languages it lacks taken from the program."""
    return {**ours, **mine} if ours and isinstance(mine, dict) else mine


def missing_words(own: object, words: Interface, languages: Sequence[str]) -> Iterator[str]:
    """The words, as `part.name`, that a pack's `interface.yaml` lacks in one of `languages`; those for every visitor
    come first."""
    for part in sorted(words, key=BEHIND.__contains__):
        mine = own.get(part) if isinstance(own, dict) else None
        given = mine if isinstance(mine, dict) else {}
        yield from (f"{part}.{name}" for name in words[part] if not _has(given.get(name), languages))


def _has(text: object, languages: Sequence[str]) -> bool:
    return isinstance(text, dict) and all(language in text for language in languages)


def unknown_placeholders(own: object, words: Interface) -> Iterator[tuple[tuple[str, str], str, str]]:
    """Placeholders in a pack's words that the program does not fill in: (part, name), the placeholders, and the valid
    ones."""
    for part, field in _parts(words):
        mine = own.get(part) if isinstance(own, dict) else None
        if not isinstance(mine, dict):
            continue
        for name, text in field.items():
            filled = _placeholders(text)
            if wrong := _placeholders(mine.get(name)) - filled:
                yield (part, name), ", ".join(sorted(wrong)), ", ".join(sorted(filled)) or "-"


def elsewhere(part: str, name: str, words: Interface) -> str:
    """The first part after `part` that has the name: where a word belongs if the line of its part is commented out."""
    parts = list(words)
    after = parts[parts.index(part) + 1 :] if part in parts else []
    return next((each for each in after if name in words[each]), "")


def unknown_words(own: object, words: Interface) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Parts and names that the program does not have: their position, and the names not used yet there."""
    written: dict[str, object] = own if isinstance(own, dict) else {}
    for part, mine in written.items():
        if part not in words:
            yield (part,), [each for each in words if each not in written]
        elif isinstance(mine, dict):
            free = [name for name in words[part] if name not in mine]
            yield from (((part, name), free) for name in mine if name not in words[part])


def _placeholders(text: object) -> set[str]:
    """The {placeholders} of a text in all its languages; `{…}` for one that is not a simple name, `{` for a single
    brace."""
    names: set[str] = set()
    for words in text.values() if isinstance(text, dict) else ():
        try:
            for _, name, form, turn in Formatter().parse(str(words)):
                if name is not None:
                    names.add(name if PLACEHOLDER.fullmatch(f"{{{name}}}") and not (form or turn) else "{…}")
        except ValueError:  # a brace without its other half
            names.add("{")
    return names


def _parts(words: Interface) -> Iterator[tuple[str, dict[str, dict[str, str]]]]:
    for part in words:
        yield part, {name: dict(words[part][name].root) for name in words[part]}


def _spoken(text: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    """A text of the program in these languages; in `FALLBACK`, or any that it has, where it lacks one."""
    spare = text.get(FALLBACK) or next(iter(text.values()))
    return {language: text.get(language, spare) for language in languages or text}
