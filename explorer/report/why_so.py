"""Why a day ended as it did: the meters that its ending depends on, the hours that moved them, and the delayed
effects."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.day import START, Played
from explorer.pack.world import Clause
from explorer.report.day import came_back
from explorer.report.document import Point
from explorer.report.pack_translator import PackTranslator

RAISED = (">=", ">")
"""The comparison operators with which an ending requires a high meter."""


def why_so(tr: PackTranslator, played: Played) -> Iterator[Point]:
    """The deciding meters, then the delayed effects; empty before the end."""
    if played.ending:
        names = {meter.id for meter in played.day.meters}
        asked = [clause for clause in played.ending.when if clause.name in names]
        yield from (Point(_decided(tr, played, clause)) for clause in asked)
        if not played.ending.when:
            yield Point(tr(tr.words.debrief.why_middle))
        yield from came_back(tr, played)


def _decided(tr: PackTranslator, played: Played, clause: Clause) -> str:
    """The final value of a meter, and the hours that moved it in the direction that the ending requires."""
    words, up = tr.words.debrief, clause.op in RAISED
    meter = next(meter for meter in played.day.meters if meter.id == clause.name)
    times, before = [], START
    for hour in played.lived:
        after = (hour.after or hour.before)[meter.id]
        if (after > before) if up else (after < before):
            times.append(hour.scene.time)
        before = after
    values = {"meter": tr(meter.name), "value": played.meters[meter.id]}
    if not times:
        return tr(words.why_stayed, **values)
    return tr(words.why_up if up else words.why_down, times=", ".join(dict.fromkeys(times)), **values)
