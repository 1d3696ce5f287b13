"""The facts of a day: the value of each, who knows it, and when it changed.

There is no randomness or real clock in it: the same choices always lead to the same facts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from functools import lru_cache
from types import MappingProxyType

from explorer.pack.days import DayFile, Scene
from explorer.pack.world import MENTION, Clause, Fact, Sets, When, flag
from explorer.words.frozen import frozen
from explorer.words.text import Text, nothing


@frozen
class Facts:
    """All facts at one moment. `table`: every fact by its id, including flags and what people know. `true`: the values
    that differ from the beginning of the day. `since`: the time at which a fact was last set, even to its first value;
    for a fact from another role, the time it was sent."""

    table: Mapping[str, Fact]
    true: Mapping[str, str] = field(default_factory=nothing)
    since: Mapping[str, str] = field(default_factory=nothing, compare=False)

    def __getitem__(self, fact: str) -> str:
        """The value of a fact; KeyError if there is no such fact."""
        return self.true.get(fact) or self.table[fact].values[0]

    def after(self, sets: Iterable[Sets], time: str = "") -> Facts:
        """The facts after these were set, at that time."""
        true, since = dict(self.true), dict(self.since)
        for each in sets:
            values = self.table[each.fact].values
            index = values.index(true.get(each.fact) or values[0])
            true[each.fact] = value = (
                each.value or values[min(index + each.steps, len(values) - 1) if each.steps else 1]
            )
            since[each.fact] = time
            if value == values[0]:
                del true[each.fact]
        return Facts(self.table, true, since) if true != self.true or since != self.since else self

    def said(self, text: Text) -> Text:
        """A text with each `{fact}` replaced by the words for its value; the same text if there is none."""
        if not any("{" in words for words in text.root.values()):
            return text
        return Text({language: self._filled(words, language) for language, words in text.root.items()})

    def _filled(self, words: str, language: str) -> str:
        def of(match: re.Match[str]) -> str:
            fact = self.table.get(match[1])
            wording = fact and fact.words.get(self[match[1]])
            return wording[language] if wording else match[0]

        return MENTION.sub(of, words)


@lru_cache(maxsize=64)
def table_of(day: DayFile) -> Mapping[str, Fact]:
    """Every fact of a day: those that it declares, and a flag for anything else that it sets."""
    declared = {fact.id: fact for fact in day.facts}
    named = (each.fact for each in every_set(day) if each.fact not in declared)
    return MappingProxyType({**declared, **{name: flag(name) for name in named}})


def every_set(day: DayFile) -> Iterator[Sets]:
    """Everything that a day can set, in the order of the file."""
    for scene in day.scenes:
        yield from scene.sets
        yield from (each for option in scene.options for each in option.sets)
    yield from (each for echo in day.echoes for each in echo.sets)


def conditions(day: DayFile, scene: Scene) -> Iterator[When]:
    """Every condition that is checked when a scene's turn comes: its own, and of its echoes, texts and options."""
    yield scene.when
    yield from (echo.when for echo in day.echoes if echo.at == scene.id)
    yield from (passage.when for passage in scene.text)
    for option in scene.options:
        yield option.when
        yield from (passage.when for passage in option.outcome)


def true_of(clause: Clause, facts: Facts) -> bool:
    """Whether a clause about a fact holds."""
    return facts[clause.name] in allowed(clause, facts.table[clause.name].values)


def allowed(clause: Clause, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values of a fact, in order, for which a clause holds."""
    if clause.op == "set":
        return values[1:]
    if clause.op == "unset":
        return values[:1]
    index = values.index(str(clause.value))
    parts = {
        "=": values[index : index + 1],
        "!=": values[:index] + values[index + 1 :],
        ">=": values[index:],
        "<=": values[: index + 1],
        ">": values[index + 1 :],
        "<": values[:index],
    }
    return parts[clause.op]
