"""The page on which a day is chosen, and the page of a day that is over."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.messages import day_as_lived
from explorer.engine.visit import Visit
from explorer.engine.work import kinds
from explorer.report import day as told
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.layout import layout
from explorer.report.liking import rated_hours, sentence
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator
from explorer.report.two_chairs import two_versions

LIVE, BOTH = "live ", "both days"
"""Begins the id of a line that opens another day, by its role; the line that shows the days side by side."""


def days_page(tr: PackTranslator, visit: Visit, width: int, height: int) -> Document:
    """Every day with how far it is; where there is room, how one that is not begun begins."""
    words = tr.words.simulator
    if not tr.pack.days:
        return (Paragraph(tr(words.no_day), "strong"),)
    head: list[Block] = [Heading(tr(words.title), 1), Paragraph(tr(words.lead))]
    whole, short = (
        [*head, *(b for n in range(len(tr.pack.days)) for b in _day(tr, visit, n, far))] for far in (True, False)
    )
    chosen = whole if len(layout(whole, width, ())) <= height else short
    liked = kinds(rated_hours(tr, visit), "company")
    return (*chosen, *([Paragraph(sentence(tr, liked), "quiet")] if liked else []))


def _day(tr: PackTranslator, visit: Visit, number: int, premise: bool) -> Iterator[Block]:
    day = tr.pack.days[number]
    text = f"{tr(day.title)} · {told.state(tr, visit, day)}"
    short, tone = tr.short(day.role), tr.tone(day.role)
    yield Point(text, id=day.role, mark=f"{number + 1}", tag=short, tag_tone=tone, choice=True)
    if premise and not visit.lived(day.role).choices:
        yield Point(tr(day.premise), id=day.role, mark="", tone="quiet")
    else:
        yield told.ribbon(tr, visit, day.role, id=day.role)


def end_page(tr: PackTranslator, visit: Visit, debrief: told.Debrief, times: bool, beside: bool) -> Iterator[Block]:
    """How the day ended, what came of it, which hours were liked, and three ways on; then all that led to it.
    `times`: the ribbon has its hours above it; `beside`: a margin has the meters."""
    role, words = debrief.role, tr.words.simulator
    gauges = () if beside else tuple(told.meters(tr, debrief.played))
    yield told.ribbon(tr, visit, role, times=times, gauges=gauges)
    yield from told.ending(tr, debrief, 1)
    if liked := kinds(zip(debrief.played.lived, debrief.likes, strict=True), "company"):
        yield Point(sentence(tr, liked), id=f"{GO}result work", mark="›", tone="strong")
    for day in tr.pack.days:
        if day.role != role and not day_as_lived(tr.pack, visit, day.role).ending:
            text = tr(words.live_other, role=tr.short(day.role))
            yield Point(text, id=f"{LIVE}{day.role}", mark="Enter", tone="strong", choice=True)
    yield Point(tr(words.both_days), id=BOTH, mark="l", choice=True)
    yield from two_versions(tr, visit, role, 2)
    yield from told.after_ending(tr, debrief, 1)
