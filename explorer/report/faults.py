"""The findings about a pack: as lines that an editor understands, with a table of their numbers, and as data for other
tools."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from explorer import __version__
from explorer.checks.content import reading_levels
from explorer.checks.readability import LEVELS, available
from explorer.loader.faults import Finding
from explorer.pack.pack import Pack
from explorer.words.text import CONTROL, Text, shortened
from explorer.words.translator import Translator

LONGEST = 200
"""The most characters of a value that are quoted."""
MANY = 10
"""The most findings listed one by one in a text; if there are more, each kind is listed once per file."""
ALIKE = {
    "int_from_float": "int_parsing",
    "int_type": "int_parsing",
    "string_too_short": "too_short",
    "greater_than": "greater_than_equal",
    "less_than": "less_than_equal",
    "union_tag_not_found": "missing",
}
"""Kinds of fault that share their sentences."""


class Message:
    """A finding in words: `what` is wrong, as a clause, and `mend`, how to fix it, as sentences."""

    def __init__(self, finding: Finding, tr: Translator) -> None:
        words = tr.words
        kind = ALIKE.get(finding.kind, finding.kind)
        if kind.endswith("_type"):
            kind = "type"
        values = {name: _shown(value) for name, value in finding.values.items()}
        for name, shape in (("wanted", "wanted"), ("form", "form"), ("found", "found_shape")):
            if shape in values:
                values[name] = tr(words.shapes[values[shape]])
        self.tr, self.kind = tr, kind
        self.values = {"message": finding.kind, "fields": "", "meant": "", **values}
        rooms = (words.day_faults, words.day_mends), (words.page_faults, words.page_mends), (words.faults, words.mends)
        faults, mends = next((room for room in rooms if kind in room[0]), rooms[-1])
        sentence = kind if kind in faults else "other"
        self.what = self._said(faults[sentence])
        asked = words.commands.check_near_at if self.values.get("meant") else words.commands.check_near
        near = self._said(asked) if self.values.get("near") else ""
        see = tr(words.proofs.see, command=finding.replay) if finding.replay else ""
        mend = self._said(mends[sentence])
        self.mend = " ".join(part for part in (near, mend, see) if part)

    def _said(self, text: Text) -> str:
        return " ".join(self.tr(text, **self.values).split())


def fault_line(finding: Finding, tr: Translator, folder: str = "") -> str:
    """`file:line:column: severity: field: what it is. How to mend it.`"""
    message = Message(finding, tr)
    field = f"{_shown(finding.field)}: " if finding.field else ""
    words = tr.words.commands
    said = tr(words.check_line, severity=tr(words[finding.severity]), field=field, what=message.what, mend=message.mend)
    return f"{_path(finding, folder)}:{finding.line}:{finding.column}: {said}"


def fault_lines(findings: Sequence[Finding], tr: Translator, folder: str, whole: bool = False) -> Iterator[str]:
    """The findings, one per line, and the numbers of errors and warnings in each file. If there are many, and not the
    `whole` list is wanted, only the first of each kind in each file, with the number of the others."""
    alike = Counter((finding.file, finding.kind) for finding in findings)
    folded = not whole and len(findings) > MANY
    shown: set[tuple[str, str]] = set()
    for finding in findings:
        kind = (finding.file, finding.kind)
        if folded and kind in shown:
            continue
        shown.add(kind)
        more = alike[kind] - 1 if folded else 0
        others = " " + tr(tr.words.commands.check_alike, n=more) if more else ""
        yield fault_line(finding, tr, folder) + others
    if folded and len(shown) < len(findings):
        yield tr(tr.words.commands.check_whole)
    if findings:
        yield ""
        yield from _table(findings, tr)
        yield ""


def _table(findings: Sequence[Finding], tr: Translator) -> Iterator[str]:
    words = tr.words.commands
    counted = Counter((finding.file, finding.severity) for finding in findings)
    files = sorted({file for file, _ in counted})
    titles = [tr(text) for text in (words.check_file, words.check_errors, words.check_warnings)]
    rows = [[file or ".", str(counted[file, "error"]), str(counted[file, "warning"])] for file in files]
    first = max(len(row[0]) for row in [titles, *rows])
    for name, *counts in [titles, *rows]:
        cells = (count.rjust(len(title)) for count, title in zip(counts, titles[1:], strict=True))
        yield "  ".join([name.ljust(first), *cells])


def as_findings_json(findings: Sequence[Finding], tr: Translator, folder: str) -> str:
    """The findings as one JSON object."""
    rows = []
    for finding in findings:
        message = Message(finding, tr)
        rows.append(
            {
                "file": _path(finding, folder),
                "line": finding.line,
                "column": finding.column,
                "severity": finding.severity,
                "field": finding.field,
                "kind": message.kind,
                "what": message.what,
                "mend": message.mend,
            }
        )
    counts = Counter(finding.severity for finding in findings)
    data = {"folder": folder, "errors": counts["error"], "warnings": counts["warning"], "findings": rows}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def as_sarif(findings: Sequence[Finding], tr: Translator, folder: str) -> str:
    """The findings as SARIF 2.1.0, a format that code hosts and editors read."""
    messages = [Message(finding, tr) for finding in findings]
    rules = [{"id": kind} for kind in sorted({each.kind for each in messages})]
    results = [_sarif(finding, each, folder) for finding, each in zip(findings, messages, strict=True)]
    driver = {"name": "explorer", "version": __version__, "rules": rules}
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    data = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _sarif(finding: Finding, message: Message, folder: str) -> dict[str, Any]:
    from urllib.parse import quote

    place = {
        "artifactLocation": {"uri": quote(_path(finding, folder))},
        "region": {"startLine": finding.line, "startColumn": finding.column},
    }
    field = f"{_shown(finding.field)}: " if finding.field else ""
    return {
        "ruleId": message.kind,
        "level": finding.severity,
        "message": {"text": f"{field}{message.what}. {message.mend}"},
        "locations": [{"physicalLocation": place}],
    }


def as_github(findings: Sequence[Finding], tr: Translator, folder: str) -> str:
    """The findings as GitHub workflow commands, which GitHub shows next to the changed lines."""
    lines = []
    for finding in findings:
        message = Message(finding, tr)
        file = _escaped(_path(finding, folder), ":,")
        field = f"{_shown(finding.field)}: " if finding.field else ""
        text = _escaped(f"{field}{message.what}. {message.mend}")
        lines.append(f"::{finding.severity} file={file},line={finding.line},col={finding.column}::{text}\n")
    return "".join(lines)


def _escaped(text: str, also: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{also}" else sign for sign in text)


def proved(pack: Pack, findings: int, tr: Translator) -> Iterator[str]:
    """The last lines of `explorer check` for a valid pack: reading levels, and the number of findings or, without any,
    what the pack has."""
    words = tr.words.commands
    measured = reading_levels(pack)
    for reading in measured:
        level = LEVELS[reading.language]
        values = {"measure": level.name, "value": f"{reading.value:.1f}", "bound": level.bound}
        yield tr(words.check_reading, role=reading.role, language=reading.language, **values)
    if not available():
        yield tr(words.check_unread)
    if findings:
        yield tr(words.check_found, n=findings)
        return
    yield tr(
        words.check_clean,
        roles=len(pack.roles),
        claims=sum(len(role.claims) for role in pack.roles) + len(pack.shared),
        scenes=sum(len(day.scenes) for day in pack.days),
        items=len(pack.questionnaire.items),
    )


def aged_lines(findings: Sequence[Finding], tr: Translator, folder: str) -> Iterator[str]:
    """The facts that should be looked up again, one per line; they do not make a pack invalid."""
    if findings:
        yield ""
        yield tr(tr.words.commands.check_aged, n=len(findings))
        yield from (fault_line(finding, tr, folder) for finding in findings)


def _path(finding: Finding, folder: str) -> str:
    return "/".join(part for part in (folder.rstrip("/"), finding.file) if part)


def _shown(value: str) -> str:
    """A value for a message: shortened, and without control characters."""
    return shortened(CONTROL.sub("\ufffd", value), LONGEST)
