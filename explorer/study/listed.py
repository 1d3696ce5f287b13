"""Parses a list of people: a code per line, optionally with a name or number, or the output of `fit --answers`."""

from __future__ import annotations

import csv
import json
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from explorer.engine.code import CodeError, Codes
from explorer.engine.visit import Visit
from explorer.loader.answers import BadAnswers, respondents
from explorer.pack.pack import Pack
from explorer.report.search import plain
from explorer.words.frozen import frozen

SEPARATORS = "\t;,"
"""Separators between a name and a code."""
NAMES = ("name", "id")
"""Fields of a line of JSON with the person's name or number; the first one given counts."""


@frozen
class Person:
    """A person in a list: the line (from 1) and the name, which may be empty. `dropped`: how many of their answers were
    to questions that are no longer asked."""

    line: int
    name: str
    visit: Visit
    code: str
    dropped: int = 0


@frozen
class Unread:
    """A line that cannot be used, and why."""

    line: int
    why: CodeError | BadAnswers


@frozen
class Again:
    """A line that repeats the code of an earlier one, and is not counted."""

    line: int
    first: int


Entry = Person | Unread | Again


def listed(pack: Pack, text: str, language: str, heads: Sequence[str] = ()) -> Iterator[Entry]:
    """Everybody in `text`, in order. Empty lines, lines that begin with # and a first line of titles (one of `heads`
    among them) are passed over."""
    codes = Codes(pack)
    seen: dict[str, int] = {}
    titles = {plain(head) for head in heads}
    first = True
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):  # no other sign ends a line of JSON
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        entry = _entry(codes, number, line.strip(), language)
        if (
            first
            and isinstance(entry, Unread)
            and titles & {plain(field) for fields in _split(line) for field in fields}
        ):
            first = False
            continue
        first = False
        if isinstance(entry, Person):
            if entry.code in seen:
                entry = Again(number, seen[entry.code])
            else:
                seen[entry.code] = number
        yield entry


def _entry(codes: Codes, number: int, line: str, language: str) -> Entry:
    if line.startswith("{"):
        return _of_json(codes, number, line, language)
    wrong: list[CodeError] = []
    for fields in _split(line):
        for index in sorted(range(len(fields)), key=lambda index: -_code_like(fields[index])):
            try:
                opened = codes.opened(fields[index], language)
            except CodeError as error:
                wrong.append(error)
                continue
            name = " ".join(field for at, field in enumerate(fields) if at != index and field)
            return Person(number, _clean(name), opened.visit, codes.encode(opened.visit), opened.dropped)
    return Unread(number, wrong[0])


def _of_json(codes: Codes, number: int, line: str, language: str) -> Entry:
    """A line of answers, or one of `fit --answers`, which has a code."""
    try:
        data = json.loads(line)
    except (ValueError, RecursionError):
        data = None
    fields = data if isinstance(data, dict) else {}
    name = next((_clean(str(fields[key])) for key in NAMES if isinstance(fields.get(key), str | int)), "")
    if isinstance(fields.get("code"), str) and "answers" not in fields:
        entry = _entry(codes, number, fields["code"].lstrip("{"), language)
        return replace(entry, name=name) if isinstance(entry, Person) else entry
    for person in respondents(codes.pack, line, language):
        if isinstance(person, BadAnswers):
            return Unread(number, person)
        return Person(number, name, person, codes.encode(person))
    return Unread(number, BadAnswers(number, "not_json", line[:30]))


def _split(line: str) -> Iterator[list[str]]:
    """The parts of a line of a spreadsheet, by each separator that is in it; the whole line where there is none."""
    for separator in [each for each in SEPARATORS if each in line] or ["\t"]:
        try:
            yield [field.strip() for row in csv.reader([line], delimiter=separator) for field in row] or [line]
        except csv.Error:
            yield [line]


def _code_like(field: str) -> int:
    """How similar a field is to a code: codes are long and have hyphens."""
    return len(field) + 10 * field.count("-")


def _clean(name: str) -> str:
    """A name on one line, without signs that act on a terminal or hide."""
    return " ".join("".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in name).split())


# --- names of files --------------------------------------------------------------------------------------------

LONGEST = 60
"""The most characters of a file name without its suffix."""
DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""File names that some systems reserve."""


def file_names(names: Sequence[str], ending: str) -> list[str]:
    """A file's name for each of `names`: its letters, digits and hyphens, numbered where two would be alike on any
    system, and the place in the list where nothing is left of it."""
    names_given: list[str] = []
    taken: set[str] = set()
    for place, name in enumerate(names, 1):
        stem = _stem(name) or f"{place:02}"
        number, whole = 1, stem
        while whole.casefold() in taken:
            number += 1
            whole = f"{stem}-{number}"
        taken.add(whole.casefold())
        names_given.append(f"{whole}{ending}")
    return names_given


def _stem(name: str) -> str:
    kept = "".join(sign if sign.isalnum() else "-" for sign in unicodedata.normalize("NFC", name))
    stem = "-".join(part for part in kept.split("-") if part)[:LONGEST].strip("-")
    return f"{stem}-1" if stem.casefold() in DEVICES else stem
