"""Links between rows of the comparison, claims and scenes about the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.engine.comparison import Row
from explorer.engine.visit import Visit
from explorer.pack.schema import Claim, Dimension
from explorer.report.document import Point
from explorer.report.pack_translator import PackTranslator

if TYPE_CHECKING:
    from explorer.pack.days import DayFile, Scene

GO = "go "
"""The prefix of the id of a link, before a pane and what to find in it: `go profiles ROLE CLAIM`, `go diff ROW [ROLE]`,
`go simulator ROLE SCENE`, `go test ITEM`."""


def of_row(tr: PackTranslator, row: Row, visit: Visit) -> Iterator[Point]:
    """Links from a row to the claims that place the roles on it, and to the scenes that show it, first those lived in
    `visit`, with what was done; from a measure, to its axis."""
    words, about = tr.words.diff, row.about
    if not isinstance(about, Dimension):
        if about.dimension:
            name = tr(tr.pack.dimension(about.dimension).name)
            yield Point(tr(words.to_row, row=name), id=f"{GO}diff {about.dimension}", mark="›")
        return
    for stand in (row.first, row.second):
        for claim in stand.claims:
            yield Point(
                tr(claim.text),
                id=f"{GO}profiles {stand.role} {claim.id}",
                mark="›",
                tag=tr.short(stand.role),
                tag_tone=tr.tone(stand.role),
                notes=tr.why(claim, stand.role),
            )
    for day in tr.pack.days:
        if day.role in (row.first.role, row.second.role):
            yield from sorted(_scenes(tr, day, about.id, visit), key=lambda point: not point.tail)


def _scenes(tr: PackTranslator, day: DayFile, dimension: str, visit: Visit) -> Iterator[Point]:
    from explorer.engine.messages import day_as_lived  # the first screen has no links to hours, and starts without it

    words = tr.words.diff
    hours = {hour.scene.id: hour for hour in day_as_lived(tr.pack, visit, day.role).lived}
    likes = dict(zip(hours, visit.lived(day.role).likes, strict=False))
    for scene in _showing(day, dimension):
        label = tr(words.to_scene, role=tr.short(day.role), time=scene.time, title=tr(scene.title))
        hour, tail = hours.get(scene.id), ""
        if hour and hour.taken:
            rated = f" ({tr(tr.words.debrief.liking_of, n=likes[scene.id])})" if likes.get(scene.id) else ""
            tail = f"{tr(hour.taken.text)}{rated}"
        yield Point(label, id=f"{GO}simulator {day.role} {scene.id}", mark="›", tone="quiet", tail=tail)


def of_claim(tr: PackTranslator, claim: Claim, role: str) -> Iterator[Point]:
    """Links from a claim to the row on which it places its role, in a comparison with that role."""
    if claim.axis:
        name = tr(tr.pack.dimension(claim.axis.dimension).name)
        yield Point(tr(tr.words.diff.to_row, row=name), id=f"{GO}diff {claim.axis.dimension} {role}", mark="  ›")


def _showing(day: DayFile, dimension: str) -> Iterator[Scene]:
    for scene in day.scenes:
        if any(dimension in option.leans for option in scene.options):
            yield scene
