"""Where a person stands beside the roles: on each dimension, and what was said against what was done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from explorer.engine.comparison import Row, compare
from explorer.engine.day import clear_side
from explorer.engine.fit import Fit
from explorer.pack.schema import Dimension, Item, Side
from explorer.report.day import Debrief
from explorer.report.document import Axis, Block, Heading, Mark, Point
from explorer.report.pack_translator import PackTranslator

MIDDLE = Fraction(1, 8)
"""Half the width of the middle of an axis (0 to 1): within it a person is said to lean neither way."""


def places(fit: Fit, items: Mapping[str, Item]) -> dict[str, Fraction]:
    """Where the answers put the person on each dimension, 0 (the first role's end) to 1, from the answered items."""
    parts: dict[str, list[Fraction]] = {}
    for item, part in fit.contributions.items():
        parts.setdefault(items[item].dimension, []).append(part * len(fit.contributions) / 50)
    return {name: Fraction(1, 2) - sum(each, Fraction(0)) / len(each) / 4 for name, each in parts.items()}


def on_each_dimension(tr: PackTranslator, fit: Fit, level: int) -> Iterator[Block]:
    """The person and both roles on each dimension."""
    words = tr.words.result
    items = {item.id: item for item in tr.pack.questionnaire.items}
    found = places(fit, items)
    rows = [row for row in compare(tr.pack, *fit.pair).rows if row.about.id in found]
    if rows:
        yield Heading(tr(words.dimensions), level, id="dimensions")
    for row in rows:
        if isinstance(row.about, Dimension):
            yield _axis(tr, row, row.about, found[row.about.id])


def _axis(tr: PackTranslator, row: Row, dimension: Dimension, at: Fraction) -> Axis:
    words, poles = tr.words.result, dimension.poles
    first_left = row.first.at <= row.second.at
    place = at if first_left else 1 - at
    if abs(place - Fraction(1, 2)) <= MIDDLE:
        said = tr(words.you_between)
    else:
        side: Side = "left" if place < Fraction(1, 2) else "right"
        said = tr(words.you_towards, pole=tr(getattr(dimension.lean, side)))
    marks = [Mark(tr.short(stand.role), row.place(stand), tr.tone(stand.role)) for stand in (row.left, row.right)]
    marks.append(Mark(tr(words.you), float(place), "accent"))
    title = tr(dimension.name)
    return Axis(tr(poles.left), tr(poles.right), tuple(marks), title, said, id=f"you {dimension.id}")


def said_and_did(tr: PackTranslator, fit: Fit, debriefs: tuple[Debrief, ...], level: int) -> Iterator[Block]:
    """What the simulator said, beside the answers and never added to them."""
    if not debriefs:
        return
    words = tr.words.result
    items = {item.id: item for item in tr.pack.questionnaire.items}
    found = places(fit, items)
    turned = {row.about.id for row in compare(tr.pack, *fit.pair).rows if row.first.at > row.second.at}
    found = {name: 1 - at if name in turned else at for name, at in found.items()}
    yield Heading(tr(words.simulator), level, id="simulator")
    for told in debriefs:
        ending = told.played.ending
        assert ending is not None
        hours = tr(words.hours, liked=len(told.liked), disliked=len(told.disliked), of=len(told.played.lived))
        yield Point(f"{tr(ending.title)}. {hours}", tag=tr.short(told.role), tag_tone=tr.tone(told.role))
        for dimension in tr.pack.dimensions:
            counts = told.tendencies.get(dimension.id)
            side = clear_side(counts) if counts else None
            if counts and side and dimension.id in found:
                yield Point(_beside(tr, dimension, side, counts, found[dimension.id]), mark="  ›")


def _beside(
    tr: PackTranslator, dimension: Dimension, side: Side, counts: Mapping[Side, int], answered: Fraction
) -> str:
    words = tr.words.result
    did = tr(
        words.did,
        name=tr(dimension.name),
        pole=tr(getattr(dimension.lean, side)),
        n=counts[side],
        of=sum(counts.values()),
    )
    if abs(answered - Fraction(1, 2)) <= MIDDLE:
        return f"{did} {tr(words.said_between)}"
    agrees = (answered < Fraction(1, 2)) == (side == "left")
    return f"{did} {tr(words.said_same if agrees else words.said_other)}"
