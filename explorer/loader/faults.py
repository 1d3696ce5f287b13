"""Faults of a pack: each a `Finding` with file, line, column and kind; `PackError` holds all that make it unusable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field as of
from dataclasses import replace
from typing import Literal

from explorer.words.frozen import frozen

Severity = Literal["error", "warning"]
"""An error: the pack cannot be used. A warning: it can, and should be mended."""
ALIKE = 0.6
"""How alike two names are (difflib's ratio) from which one is taken for the other, mistyped."""
LONGEST_NAME, MOST_NAMES = 80, 2000
"""Signs and names beyond which nothing is looked for: it would take long, and no such name is mistyped."""


@frozen
class Finding:
    """One fault of a pack, at a place an editor can open. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    field: str
    """The path within the file, as `claims.3.text`; empty for the whole file."""
    kind: str
    """Which sentences of `Interface.faults` and `Interface.mends` say what it is and how to mend it."""
    values: Mapping[str, str] = of(default_factory=dict, compare=False)
    """What the sentences are filled with. `near`: the name that was probably meant."""
    replay: str = of(default="", compare=False)
    """The command line that shows it, for what a day has only after some choices."""
    severity: Severity = of(default="error", compare=False)

    def __lt__(self, other: Finding) -> bool:
        """Findings stand in the order of the files."""
        return self._place() < other._place()

    def _place(self) -> tuple[str, int, int, str, str]:
        return self.file, self.line, self.column, self.field, self.kind

    def warned(self) -> Finding:
        """The same finding as a warning."""
        return replace(self, severity="warning")


class PackError(Exception):
    """A pack cannot be used; `findings` are all of its faults, in the order of the files."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(findings)
        first = self.findings[0]
        super().__init__(f"{first.file}:{first.line}:{first.column}: {first.kind} {dict(first.values)}")


def nearest(name: str, names: Iterable[str]) -> str:
    """Of `names` the one that `name` probably means; empty when none is like it."""
    import difflib  # 6 ms that a sound pack does not spend

    if len(name) > LONGEST_NAME:
        return ""
    return next(iter(difflib.get_close_matches(name, list(names)[:MOST_NAMES], 1, ALIKE)), "")
