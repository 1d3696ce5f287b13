"""What can be wrong with a pack: where, what was found, what is expected."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping


@dataclasses.dataclass(frozen=True, order=True)
class Finding:
    """One fault of a pack, at a place an editor can open. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    field: str
    """The path within the file, as `claims.3.text`; empty for the whole file."""
    kind: str
    """Which sentence of `Interface.faults` says it."""
    values: Mapping[str, str] = dataclasses.field(default_factory=dict, compare=False)


class PackError(Exception):
    """A pack cannot be used; `findings` are all of its faults, in the order of the files."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(findings)
        first = self.findings[0]
        super().__init__(f"{first.file}:{first.line}:{first.column}: {first.kind} {dict(first.values)}")
