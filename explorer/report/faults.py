"""Findings about a pack as lines an editor understands."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.pack.checks import readings
from explorer.pack.faults import Finding
from explorer.pack.interface import Interface
from explorer.pack.pack import Pack
from explorer.pack.prompt_words import Commands
from explorer.pack.reading import LEVELS
from explorer.pack.text import CONTROL

LONGEST = 200
"""Signs of a found value that are quoted."""
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
    values = {name: _shown(value) for name, value in finding.values.items()}
    said = " ".join(text.fill(language, **{"message": finding.kind, **values}).split())
    file = "/".join(part for part in (folder.rstrip("/"), finding.file) if part)
    field = f"{_shown(finding.field)}: " if finding.field else ""
    return f"{file}:{finding.line}:{finding.column}: {field}{said}"


def proved(pack: Pack, findings: int, words: Commands, language: str) -> Iterator[str]:
    """What was measured of a pack that can be used, and the verdict on it."""
    measured = readings(pack)
    for reading in measured:
        level = LEVELS[reading.language]
        said = words.check_reading[language]
        values = {"measure": level.name, "value": f"{reading.value:.1f}", "bound": level.bound}
        yield said.format(role=reading.role, language=reading.language, **values)
    if not measured:
        yield words.check_unread[language]
    if findings:
        yield words.check_found.fill(language, n=findings)
        return
    yield words.check_clean.fill(
        language,
        roles=len(pack.roles),
        claims=sum(len(role.claims) for role in pack.roles) + len(pack.shared),
        scenes=sum(len(day.scenes) for day in pack.days),
        items=len(pack.questionnaire.items),
    )


def _shown(value: str) -> str:
    """What was found, short and without signs that would act on a terminal."""
    bare = CONTROL.sub("\ufffd", value)
    return bare if len(bare) <= LONGEST else f"{bare[:LONGEST]}…"
