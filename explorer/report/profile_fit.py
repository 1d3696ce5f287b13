"""A person compared with the roles: on each dimension, and their answers compared with their choices in the days."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.comparison import Row, compare
from explorer.engine.day import Tendency
from explorer.engine.fit import Fit, Standing
from explorer.pack.schema import Dimension, Side
from explorer.report.day import Debrief
from explorer.report.document import Axis, Block, Heading, Mark, Point
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator


def on_each_dimension(tr: PackTranslator, fit: Fit, level: int) -> Iterator[Block]:
    """The person and both roles on each dimension."""
    words = tr.words.result
    rows = [row for row in compare(tr.pack, *fit.pair).rows if row.about.id in fit.axes]
    if rows:
        yield Heading(tr(words.dimensions), level, id="dimensions")
    for row in rows:
        if isinstance(row.about, Dimension):
            yield _axis(tr, row, row.about, fit.axes[row.about.id])


def _axis(tr: PackTranslator, row: Row, dimension: Dimension, standing: Standing) -> Axis:
    words, poles = tr.words.result, dimension.poles
    first_left = row.first.at <= row.second.at
    said = tr(words.you_between)
    if standing.named:
        said = tr(words.you_towards, pole=tr(getattr(dimension.lean, _side(row, standing.named))))

    def place(at: float) -> float:
        """From -1 to 1, positive towards the first role, to 0 (left) to 1."""
        return (1 - at if first_left else 1 + at) / 2

    marks = [Mark(tr.short(stand.role), row.place(stand), tr.tone(stand.role)) for stand in (row.left, row.right)]
    marks.append(Mark(tr(words.you), place(float(standing.at)), "accent"))
    low, high = sorted(place(end) for end in standing.band)
    title = tr(dimension.name)
    room = max(len(tr(each.name)) for each in tr.pack.dimensions) + 2
    id, ends = f"you {dimension.id}", (tr(poles.left), tr(poles.right))
    return Axis(*ends, tuple(marks), title, said, (low, high), id=id, compact=True, room=room)


def _side(row: Row, role: str) -> Side:
    """The end of the axis on which a role is."""
    return "left" if role == row.left.role else "right"


def said_and_did(tr: PackTranslator, fit: Fit, debriefs: tuple[Debrief, ...], level: int) -> Iterator[Block]:
    """What the days showed, next to the answers; it never counts towards the result."""
    if not debriefs:
        return
    words = tr.words.result
    rows = {row.about.id: row for row in compare(tr.pack, *fit.pair).rows}
    yield Heading(tr(words.simulator), level, id="simulator")
    for debrief in debriefs:
        ending = debrief.played.ending
        assert ending is not None
        hours = tr(
            words.hours,
            liked=len(debrief.liked),
            disliked=len(debrief.disliked),
            of=sum(h.scene.rated for h in debrief.played.lived),
        )
        yield Point(f"{tr(ending.title)}. {hours}", tag=tr.short(debrief.role), tag_tone=tr.tone(debrief.role))
        for dimension in tr.pack.dimensions:
            tended = debrief.tendencies.get(dimension.id)
            if tended and tended.side and dimension.id in fit.axes:
                named = fit.axes[dimension.id].named
                answered = _side(rows[dimension.id], named) if named else None
                yield Point(
                    _beside(tr, dimension, tended, answered), id=f"{GO}diff {dimension.id} {debrief.role}", mark="  ›"
                )


def _beside(tr: PackTranslator, dimension: Dimension, tended: Tendency, answered: Side | None) -> str:
    words, side = tr.words.result, tended.side
    assert side
    did = tr(
        words.did,
        name=tr(dimension.name),
        pole=tr(getattr(dimension.lean, side)),
        n=tended.taken[side],
        of=tended.offered[side],
    )
    said = words.said_between if answered is None else words.said_same if answered == side else words.said_other
    return f"{did} {tr(said)}"
