"""A visit as it is written down: one line of JSON with a version of its format.

    {"format": 1, "pack": "kam-pm", "version": 1, "began": 1764000000, "saved": 1764000300, "acts": 12, "visit": {...}}

Times are seconds since 1970; `acts` counts what was done, so that of two records the later is known.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from explorer.engine.visit import Lived, Visit

FORMAT = 1
LARGEST = 1_000_000
"""Bytes; a record is a few thousand, and no more than this is read."""


class Damaged(ValueError):
    """What was read is no record."""


class Newer(ValueError):
    """The record was written by a later version of the program, in a format that this one does not know."""


@dataclass(frozen=True)
class Record:
    """A visit with where it belongs and when it was. `began` and `saved`: seconds since 1970."""

    pack: str
    version: int
    began: int
    saved: int
    acts: int
    visit: Visit


def dump(record: Record) -> bytes:
    """The record as one line."""
    visit = record.visit
    days = {role: {"choices": lived.choices, "likes": lived.likes} for role, lived in sorted(visit.days.items())}
    said = {
        "format": FORMAT,
        "pack": record.pack,
        "version": record.version,
        "began": record.began,
        "saved": record.saved,
        "acts": record.acts,
        "visit": {
            "language": visit.language,
            "answers": dict(visit.answers),
            "days": days,
            "stars": sorted(visit.stars),
            "before": dict(visit.before),
        },
    }
    return json.dumps(said, separators=(",", ":")).encode() + b"\n"


def load(line: bytes) -> Record:
    """The record that was written. Raises Damaged, Newer."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise Damaged("no JSON") from None
    written = _number(_object(data).get("format"))
    if written > FORMAT:
        raise Newer(str(written))
    version, began, saved, acts = (_number(data.get(name)) for name in ("version", "began", "saved", "acts"))
    return Record(_word(data.get("pack")), version, began, saved, acts, _visit(_object(data.get("visit"))))


def _visit(data: dict[str, Any]) -> Visit:
    days = {role: _lived(_object(lived)) for role, lived in _object(data.get("days")).items()}
    return Visit(
        _word(data.get("language")),
        _answers(data.get("answers")),
        MappingProxyType(days),
        frozenset(_word(star) for star in _list(data.get("stars"))),
        _answers(data.get("before")),
    )


def _answers(value: object) -> MappingProxyType[str, int]:
    answers = {item: _number(answer) for item, answer in _object(value).items()}
    if not all(1 <= answer <= 5 for answer in answers.values()):
        raise Damaged("an answer out of range")
    return MappingProxyType(answers)


def _lived(data: dict[str, Any]) -> Lived:
    choices = tuple(_number(choice) for choice in _list(data.get("choices")))
    likes = tuple(_number(like) for like in _list(data.get("likes")))
    if not choices or len(choices) != len(likes) or min(choices) < 1 or max(likes) > 5:
        raise Damaged("a day that was not lived")
    return Lived(choices, likes)


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Damaged("no object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Damaged("no list")
    return value


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise Damaged("no word")
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise Damaged("no number")
    return value
