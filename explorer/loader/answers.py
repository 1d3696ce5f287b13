"""Reads answers from JSON: of one person, or of one person per line (JSON Lines), as visits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import MappingProxyType
from typing import Literal

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.words.frozen import frozen
from explorer.words.text import shortened

Problem = Literal[
    "not_json", "no_answers", "name_twice", "answered_twice", "other_pack", "unknown_item", "wrong_answer"
]
QUOTED = 30
"""The most characters of an invalid value that are quoted."""


@frozen
class BadAnswers:
    """Answers that cannot be scored: the line (from 1), the kind of problem, and the value."""

    line: int
    problem: Problem
    found: str


def respondents(pack: Pack, text: str, language: str) -> Iterator[Visit | BadAnswers]:
    """The people in `text`: a single JSON object over any number of lines, or JSON Lines with one person per line."""
    text, items = text.removeprefix("\ufeff"), _items(pack)
    whole = _read(text)
    rows = text.split("\n")  # other signs that part lines may stand within a text
    lines = [(number, line) for number, line in enumerate(rows, 1) if line.strip()]
    if not isinstance(whole, _Unreadable):
        yield _respondent(pack, items, 1, whole, language)
    elif not lines or isinstance(_read(lines[0][1]), _Unreadable):  # one object, spoilt somewhere
        number = min(whole.line, len(rows)) if lines else 1
        yield BadAnswers(number, "not_json", _quoted(rows[number - 1].strip()) if lines else "")
    else:
        for number, line in lines:
            yield _respondent(pack, items, number, _read(line), language)


@frozen
class _Unreadable:
    """Text that is not JSON, with the line of the error."""

    line: int
    found: str


@frozen
class _Twice:
    """A name that occurs twice in one object."""

    name: str


def _read(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        return _Unreadable(error.lineno, _quoted(text))
    except (RecursionError, ValueError):  # nested too deeply; a number of thousands of digits
        return _Unreadable(1, _quoted(text))


def _once(pairs: list[tuple[str, object]]) -> object:
    fields: dict[str, object] = {}
    for name, value in pairs:
        if name in fields:
            return _Twice(name)
        fields[name] = value
    return fields


def _respondent(pack: Pack, items: frozenset[str], line: int, data: object, language: str) -> Visit | BadAnswers:
    if isinstance(data, _Unreadable):
        return BadAnswers(line, "not_json", data.found)
    if isinstance(data, _Twice):
        return BadAnswers(line, "name_twice", _quoted(data.name))
    if isinstance(data, dict) and isinstance(twice := data.get("answers"), _Twice):
        return BadAnswers(line, "answered_twice", _quoted(twice.name))
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        return BadAnswers(line, "no_answers", type(data).__name__)
    if data.get("pack", pack.id) != pack.id:
        return BadAnswers(line, "other_pack", _quoted(data["pack"]))
    for item, answer in data["answers"].items():
        if item not in items:
            return BadAnswers(line, "unknown_item", _quoted(item))
        if type(answer) is not int or not 1 <= answer <= 5:
            return BadAnswers(line, "wrong_answer", f"{item}: {_quoted(json.dumps(answer))}")
    return Visit(language, MappingProxyType(data["answers"]))


def _quoted(value: object) -> str:
    """A value given instead of a name: a text, shortened, or the type of anything else."""
    return shortened(value if isinstance(value, str) else type(value).__name__, QUOTED)


def _items(pack: Pack) -> frozenset[str]:
    return frozenset(item.id for item in pack.questionnaire.every)
