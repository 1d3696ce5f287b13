"""Which hours were liked, by kind of work, over all lived days: counts, and a difference only if it is significant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from explorer.engine.day import Hour
from explorer.engine.messages import day_as_lived
from explorer.engine.visit import Visit
from explorer.engine.work import Kind, kinds, leans
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator


def rated_hours(tr: PackTranslator, visit: Visit) -> list[tuple[Hour, int]]:
    """Every lived hour of any day, with its rating (0: none)."""
    return [
        each
        for day in tr.pack.days
        for each in zip(day_as_lived(tr.pack, visit, day.role).lived, visit.lived(day.role).likes, strict=True)
    ]


def liking_by_work(
    tr: PackTranslator, hours: list[tuple[Hour, int]], level: int, id: str = "work", role: str = ""
) -> Iterator[Block]:
    """For each kind of hour, how many were liked; empty if no hour was rated. `role`: with links to that role's profile
    and to the comparison."""
    words = tr.words.work
    by_company = kinds(hours, "company")
    if not by_company:
        return
    yield Heading(tr(words.title), level, id=id)
    yield Paragraph(sentence(tr, by_company), "strong")
    if lean := leans(by_company):
        more, less = (tr(tr.words.companies[each.name]) for each in lean)
        yield Paragraph(tr(words.leans, more=more, less=less))
    for kind in kinds(hours, "doing"):
        yield Point(tr(words.kind, kind=tr(tr.words.doings[kind.name]), liked=kind.liked, of=kind.rated), mark="")
    if role:
        yield from _links(tr, [hour for hour, _ in hours if hour.scene.rated], role)
    yield Paragraph(tr(words.beside if id == "work" else words.beside_day), "quiet")


def _links(tr: PackTranslator, hours: list[Hour], role: str) -> Iterator[Point]:
    """Links to the part of a profile about the company in its hours, and to the axis that most of these hours
    offered."""
    words = tr.words.work
    section = next((section for section in tr.pack.sections if section.drawing == "week"), None)
    if tr.pack.week and section:
        label = tr(words.to_profile, role=tr.short(role), section=tr(section.title))
        yield Point(label, id=f"{GO}profiles {role} section {section.id}", mark="›")
    offered = Counter(name for hour in hours for name in {name for each in hour.options for name in each.leans})
    if offered:  # of several, the first in the pack's order
        axis = max(tr.pack.dimensions, key=lambda dimension: offered[dimension.id])
        label = tr(words.to_diff, name=tr(axis.name), n=offered[axis.id], of=len(hours))
        yield Point(label, id=f"{GO}diff {axis.id}", mark="›")


def sentence(tr: PackTranslator, found: tuple[Kind, ...]) -> str:
    """One sentence: how many hours were liked with which company."""
    words = tr.words.work
    parts = [tr(words.part, liked=kind.liked, of=kind.rated, kind=tr(tr.words.companies[kind.name])) for kind in found]
    return tr(words.liked, parts=", ".join(parts))
