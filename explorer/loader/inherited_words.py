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
BEHIND = frozenset({
    "proofs", "day_faults", "day_mends", "settings", "commands", "examples", "shapes", "faults", "mends", "page_faults",
    "page_mends", "selftest", "serve", "classroom", "groups", "paper", "study", "manual",
})  # fmt: skip
"""Parts that authors, hosts, teachers and people at the prompt read; the others are what every visitor reads."""


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
    """A text of the pack's, in those languages that it leaves out as the program says it."""
    return {**ours, **mine} if ours and isinstance(mine, dict) else mine


def missing_words(own: object, words: Interface, languages: Sequence[str]) -> Iterator[str]:
    """The words that a pack's `interface.yaml` does not have in one of `languages`, as `part.name`: what visitors read
    first."""
    for part in sorted(words, key=BEHIND.__contains__):
        mine = own.get(part) if isinstance(own, dict) else None
        given = mine if isinstance(mine, dict) else {}
        yield from (f"{part}.{name}" for name in words[part] if not _has(given.get(name), languages))


def _has(text: object, languages: Sequence[str]) -> bool:
    return isinstance(text, dict) and all(language in text for language in languages)


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


def elsewhere(part: str, name: str, words: Interface) -> str:
    """The first part after `part` that has the name: what it belongs to where the line of its part is commented out."""
    parts = list(words)
    after = parts[parts.index(part) + 1 :] if part in parts else []
    return next((each for each in after if name in words[each]), "")


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
    """A text of the program in these languages: in `FALLBACK`, or whatever it has, where it lacks one."""
    spare = text.get(FALLBACK) or next(iter(text.values()))
    return {language: text.get(language, spare) for language in languages or text}
