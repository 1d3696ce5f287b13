"""What was checked about a pack's days, as a table: every bound with its value in each day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from explorer.checks.days.result import Bound, Proof
from explorer.pack.pack import Pack
from explorer.words.translator import Translator

POINT = re.compile(r"(?<=\d)\.(?=\d)")
MISSED = "!"
"""The sign before a bound that a day misses."""


def table(pack: Pack, proofs: Sequence[Proof], tr: Translator) -> Iterator[str]:
    """The lines of the table; empty for a pack without days."""
    if not proofs:
        return
    words = tr.words.proofs
    yield tr(words.lead, languages=" · ".join(pack.languages))
    for proof in proofs:
        yield tr(words.visited, role=proof.role, states=proof.states, paths=proof.paths)
    rows = [("", "", tr(words.bound), *(proof.role for proof in proofs))]
    seen = dict.fromkeys((bound.check, bound.name, bound.of) for proof in proofs for bound in proof.bounds)
    for check, name, of in seen:
        bounds = [_bound(proof, name, of) for proof in proofs]
        title = f"{check:2} {tr(words[name])}" + (f" ({of})" if of else "")
        asked = {bound.asked for bound in bounds if bound}
        met = all(bound.met for bound in bounds if bound)
        results = (bound.found if bound else "-" for bound in bounds)
        if len(asked) > 1:  # bounds differ where days differ in their number of parts or texts
            asked = {""}
        rows.append(("" if met else MISSED, title, asked.pop(), *results))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        cells = (each.ljust(width) for each, width in zip(row, widths, strict=True))
        yield POINT.sub(tr(tr.words.numbers.decimal), "  ".join(cells)).rstrip()


def _bound(proof: Proof, name: str, of: str) -> Bound | None:
    return next((bound for bound in proof.bounds if (bound.name, bound.of) == (name, of)), None)
