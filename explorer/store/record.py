"""The file format of a visit: one line of JSON, with a version of the format.

    {"format": 2, "pack": "kam-pm", "version": 1, "began": 1764000000, "saved": 1764000300, "acts": 12, "turn": 3,
     "visit": {...}}

Times are seconds since 1970 by the system's clock. `acts` counts the changes, so that the later of two records of one
visit is known; `turn` numbers the sessions that saved a visit, so that the latest visit is known even if the clock was
wrong. Format 1, of program 0.1.0, had no `turn`, and lacked those parts of the visit that have a default below.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from explorer.engine.visit import Lived, OldDay, Told, Visit
from explorer.words.frozen import frozen

FORMAT = 2
LARGEST = 1_000_000
"""The largest number of bytes read from a record; usually it has a few thousand."""

LATEST = 253_402_300_799
"""The last second of the year 9999, the last that can be formatted as a date."""


class Damaged(ValueError):
    """The data is not a valid record."""


class Newer(ValueError):
    """The record was written by a later version of the program, in an unknown format."""


@frozen
class Record:
    """A saved visit. `pack`, `version`: the pack it belongs to. `began`, `saved`: seconds since 1970. `acts`, `turn`:
    see above."""

    pack: str
    version: int
    began: int
    saved: int
    acts: int
    visit: Visit
    turn: int = 0


def dump(record: Record) -> bytes:
    """Serialize a record as one line."""
    visit = record.visit
    fields = {
        "format": FORMAT,
        "pack": record.pack,
        "version": record.version,
        "began": record.began,
        "saved": record.saved,
        "acts": record.acts,
        "turn": record.turn,
        "visit": {
            "language": visit.language,
            "answers": dict(visit.answers),
            "days": {role: _lived_fields(lived) for role, lived in sorted(visit.days.items())},
            "stars": sorted(visit.stars),
            "before": dict(visit.before),
            "old_days": {
                role: {"version": old.version, **_lived_fields(old.lived)}
                for role, old in sorted(visit.old_days.items())
            },
            "told": {role: vars(told) for role, told in sorted(visit.told.items())},
            "guess": visit.guess,
            "plan": visit.plan,
            "country": visit.country,
            "seen": sorted(visit.seen),
        },
    }
    import json  # imported late: a first start reads no record

    return json.dumps(fields, separators=(",", ":")).encode() + b"\n"


def load(line: bytes) -> Record:
    """Parse a record. Raises Damaged, Newer."""
    import json

    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        raise Damaged("no JSON") from None
    written = _number(_object(data).get("format"))
    if written > FORMAT:
        raise Newer(str(written))
    version, began, saved, acts = (_number(data.get(name)) for name in ("version", "began", "saved", "acts"))
    if max(began, saved) > LATEST:
        raise Damaged("no time")
    turn = _number(data.get("turn", 0))
    return Record(_word(data.get("pack")), version, began, saved, acts, _visit(_object(data.get("visit"))), turn)


def _lived_fields(lived: Lived) -> dict[str, object]:
    return {"choices": lived.choices, "likes": lived.likes, "heard": lived.heard}


def _visit(data: dict[str, Any]) -> Visit:
    days = {role: _lived(_object(lived)) for role, lived in _object(data.get("days")).items()}
    old_days = ((role, _object(lived)) for role, lived in _object(data.get("old_days", {})).items())
    old = {role: OldDay(_number(lived.get("version")), _lived(lived)) for role, lived in old_days}
    told = {role: _told(_object(letters)) for role, letters in _object(data.get("told", {})).items()}
    return Visit(
        _word(data.get("language")),
        _answers(data.get("answers")),
        MappingProxyType(days),
        frozenset(_word(star) for star in _list(data.get("stars"))),
        _answers(data.get("before")),
        MappingProxyType(old),
        MappingProxyType(told),
        _guess(_list(data.get("guess", [0, 0]))),
        tuple(_word(line) for line in _list(data.get("plan", []))),
        _word(data.get("country", "")),
        frozenset(_word(step) for step in _list(data.get("seen", []))),
    )


def _answers(value: object) -> MappingProxyType[str, int]:
    answers = {item: _number(answer) for item, answer in _object(value).items()}
    if not all(1 <= answer <= 5 for answer in answers.values()):
        raise Damaged("an answer out of range")
    return MappingProxyType(answers)


def _lived(data: dict[str, Any]) -> Lived:
    choices, likes = _numbers(data.get("choices")), _numbers(data.get("likes"))
    if not choices or len(choices) != len(likes) or min(choices) < 1 or max(likes) > 5:
        raise Damaged("a day that was not lived")
    return Lived(choices, likes, _numbers(data.get("heard", [])))


def _told(data: dict[str, Any]) -> Told:
    agrees, shared = (data.get(name) is True for name in ("agrees", "shared"))
    return Told(_numbers(data.get("values", [])), _numbers(data.get("reached", [])), agrees, shared)


def _guess(value: list[Any]) -> tuple[int, int]:
    if len(value) != 2 or not (0 <= _number(value[0]) <= 5 and 0 <= _number(value[1]) <= 3):
        raise Damaged("no guess")
    return value[0], value[1]


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Damaged("no object")
    return value


def _list(value: object) -> list[Any]:
    if not isinstance(value, list):
        raise Damaged("no list")
    return value


def _numbers(value: object) -> tuple[int, ...]:
    return tuple(_number(each) for each in _list(value))


def _word(value: object) -> str:
    if not isinstance(value, str):
        raise Damaged("no word")
    return value


def _number(value: object) -> int:
    if type(value) is not int or value < 0:
        raise Damaged("no number")
    return value
