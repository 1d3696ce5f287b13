"""Faults of a pack: each is a `Finding` with file, line, column and kind; `PackError` holds all those that make it
unusable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field as of
from dataclasses import replace
from typing import Literal

from explorer.words.frozen import frozen

Severity = Literal["error", "warning"]
"""Error: the pack cannot be used. Warning: it can, but should be corrected."""
ALIKE = 0.6
"""The similarity of two names (difflib's ratio) from which one is taken for a misspelling of the other."""
LONGEST_NAME, MOST_NAMES = 80, 2000
"""Limits beyond which no similar name is searched, which would take long: the length of a name (no misspelt name is
longer), and the number of names."""


@frozen
class Finding:
    """One fault of a pack, at a position an editor can open. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    field: str
    """The path within the file, such as `claims.3.text`; empty for the whole file."""
    kind: str
    """The id of the sentences in `Interface.faults` and `Interface.mends` that describe it and its correction."""
    values: Mapping[str, str] = of(default_factory=dict, compare=False)
    """The values for the sentences. `near`: the name probably meant."""
    replay: str = of(default="", compare=False)
    """For a fault that a day has only after certain choices: the command line that shows it."""
    severity: Severity = of(default="error", compare=False)

    def __lt__(self, other: Finding) -> bool:
        """Findings are ordered by file and position."""
        return self._place() < other._place()

    def _place(self) -> tuple[str, int, int, str, str]:
        return self.file, self.line, self.column, self.field, self.kind

    def warned(self) -> Finding:
        """The same finding as a warning."""
        return replace(self, severity="warning")


class PackError(Exception):
    """A pack that cannot be used; `findings` are all of its faults, ordered by file."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(findings)
        first = self.findings[0]
        super().__init__(f"{first.file}:{first.line}:{first.column}: {first.kind} {dict(first.values)}")


def nearest(name: str, names: Iterable[str]) -> str:
    """The name in `names` that `name` is probably a misspelling of; empty if none is similar."""
    import difflib  # 6 ms that a sound pack does not spend

    if len(name) > LONGEST_NAME:
        return ""
    return next(iter(difflib.get_close_matches(name, list(names)[:MOST_NAMES], 1, ALIKE)), "")
