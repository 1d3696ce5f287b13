"""Findings about a pack as lines an editor understands."""

from __future__ import annotations

from explorer.pack.faults import Finding
from explorer.pack.interface import Interface

ALIKE = {
    "int_from_float": "int_parsing",
    "int_type": "int_parsing",
    "string_too_short": "too_short",
    "greater_than": "greater_than_equal",
    "less_than": "less_than_equal",
    "union_tag_not_found": "missing",
}
"""Kinds of fault that the same sentence says."""


def fault_line(finding: Finding, words: Interface, language: str, folder: str = "") -> str:
    """`file:line:column: field: what was found and what is expected`."""
    kind = ALIKE.get(finding.kind, finding.kind)
    if kind.endswith("_type"):
        kind = "type"
    text = getattr(words.faults, kind, words.faults.other)
    if language not in text.root:
        language = next(iter(text.root))
    said = " ".join(text.fill(language, **{"message": finding.kind, **finding.values}).split())
    file = f"{folder.rstrip('/')}/{finding.file}" if folder else finding.file
    field = f"{finding.field}: " if finding.field else ""
    return f"{file}:{finding.line}:{finding.column}: {field}{said}"
