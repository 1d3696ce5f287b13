"""Answers from outside: one person's, or many people's a line each, as visits."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack

Problem = Literal["not_json", "no_answers", "other_pack", "unknown_item", "wrong_answer"]


@dataclass(frozen=True)
class BadAnswers:
    """Answers that cannot be scored: in which line (from 1), what is wrong, and with what."""

    line: int
    problem: Problem
    found: str


def respondents(pack: Pack, text: str, language: str) -> Iterator[Visit | BadAnswers]:
    """The people in `text`: one JSON object on however many lines, or JSON Lines with one person a line."""
    try:
        yield _respondent(pack, 1, json.loads(text), language)
        return
    except ValueError:
        lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        yield BadAnswers(1, "not_json", "")
    for number, line in lines:
        try:
            yield _respondent(pack, number, json.loads(line), language)
        except ValueError:
            yield BadAnswers(number, "not_json", line[:30])


def _respondent(pack: Pack, line: int, data: object, language: str) -> Visit | BadAnswers:
    if not isinstance(data, dict) or not isinstance(data.get("answers"), dict):
        return BadAnswers(line, "no_answers", type(data).__name__)
    if data.get("pack", pack.id) != pack.id:
        return BadAnswers(line, "other_pack", str(data["pack"]))
    items = _items(pack)
    for item, answer in data["answers"].items():
        if item not in items:
            return BadAnswers(line, "unknown_item", item)
        if type(answer) is not int or not 1 <= answer <= 5:
            return BadAnswers(line, "wrong_answer", f"{item}: {json.dumps(answer)}")
    return Visit(language, MappingProxyType(data["answers"]))


def _items(pack: Pack) -> frozenset[str]:
    return frozenset(item.id for item in pack.questionnaire.items)
