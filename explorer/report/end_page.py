"""The page of a day that is over: on its first screen how it ended, what one learns from it and where to go on; below,
under headings, all that led to it, each thing once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from explorer.engine.messages import day_as_lived
from explorer.engine.visit import Visit
from explorer.engine.way import minutes_left
from explorer.engine.work import Kind, kinds, leans
from explorer.report import day as day_report
from explorer.report.document import Block, Document, Gauge, Heading, Paragraph, Point, Ribbon
from explorer.report.hour_page import NARROW
from explorer.report.layout import layout
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator
from explorer.report.two_chairs import two_versions
from explorer.words.frozen import frozen

LIVE, BOTH = "live ", "both days"
"""Begins the id of a line that opens another day, by its role; the line that shows the days side by side."""
MOST_NAMED = 3
"""Kinds of doing that were liked and are told one by one."""
CELLS = 2
"""Of a bar, for each hour."""


@frozen
class Space:
    """What there is room for: columns and lines of the page, `times` above the ribbon; `beside`: a margin has the
    meters and what came back."""

    width: int
    height: int
    times: bool = False
    beside: bool = False


def end_page(tr: PackTranslator, visit: Visit, debrief: day_report.Debrief, room: Space) -> Document:
    """The page. What comes of the day later stands with its ending, or, where the first screen has no room for it,
    below what one goes on with; nor are its paragraphs then apart."""
    meters, narrow = tuple(day_report.meters(tr, debrief.played)), room.width < NARROW
    gauges = tuple(replace(gauge, change=0) for gauge in meters)
    ribbon = day_report.ribbon(
        tr, visit, debrief.role, times=room.times, gauges=() if room.beside or narrow else gauges
    )
    title, text, *later = day_report.ending(tr, debrief, 1 if room.times else 2)
    close = Paragraph(" ".join(map(tr, debrief.played.ending_text)))
    next_ = [*learned(tr, debrief), *_ways(tr, visit, debrief.role)]
    below_it = [Heading(tr(tr.words.debrief.later), 2), *later] if later else []
    drafts: tuple[tuple[list[Block], list[Block]], ...] = (
        ([ribbon, title, text, *later, *next_], []),
        ([ribbon, title, text, *next_], below_it),
        ([ribbon, title, close, *next_], below_it),
    )
    fit = (draft for draft in drafts if len(layout(draft[0], room.width, ())) <= room.height)
    first, rest = next(fit, drafts[-1])
    below: list[Block] = [Ribbon((), "", gauges=gauges)] if narrow else []
    return (*first, *rest, *below, *_below(tr, visit, debrief, room))


def learned(tr: PackTranslator, debrief: day_report.Debrief) -> Iterator[Block]:
    """Which hours of the day one would repeat, by whom they were with and by what was done, and what one held to."""
    words = tr.words.debrief
    rated = list(zip(debrief.played.lived, debrief.likes, strict=True))
    company = kinds(rated, "company")
    yield Heading(tr(words.again), 3, aside=tr(words.again_aside) if company else "")
    if not any(debrief.likes):
        yield Point(tr(words.no_liking), mark="")
    elif not company:  # the pack does not say what its hours are
        yield Point(", ".join(hour.scene.time for hour in debrief.liked) or tr(words.none), mark="")
    most = max((kind.rated for kind in company), default=0)
    names = {kind.name: tr(tr.words.companies[kind.name]) for kind in company}
    for kind in company:
        yield _bar(tr, kind, names[kind.name], max(map(len, names.values())), most)
    if lean := leans(company):
        more, less = (names[kind.name] for kind in lean)
        yield Paragraph(tr(tr.words.work.leans, more=more, less=less))
    if doing := " · ".join(_by_doing(tr, kinds(rated, "doing"))):
        yield Point(doing, mark="", tag=f"{tr(words.doing)}:", tag_tone="quiet")
    for number, point in enumerate(day_report.held(tr, debrief)):
        tag = "" if number else f"{tr(words.held)}:"
        yield replace(point, text=f"{point.tag} {point.text}".strip(), tag=tag, tag_tone="quiet", mark="")


def _by_doing(tr: PackTranslator, found: Iterable[Kind]) -> Iterator[str]:
    """The kinds of doing that were liked most, one that was not, and the rest in one."""
    words, kinds_ = tr.words, sorted(found, key=lambda kind: (-kind.liked / kind.rated, -kind.rated, kind.name))
    named = [kind for kind in kinds_ if kind.liked][:MOST_NAMED]
    named += [kind for kind in kinds_ if not kind.liked][:1]
    for kind in named:
        yield tr(words.work.kind, kind=tr(words.doings[kind.name]).lower(), liked=kind.liked, of=kind.rated)
    if rest := [kind for kind in kinds_ if kind not in named]:
        sums = {"liked": sum(kind.liked for kind in rest), "of": sum(kind.rated for kind in rest)}
        yield tr(words.work.kind, kind=tr(words.debrief.rest), **sums)


def _bar(tr: PackTranslator, kind: Kind, name: str, room: int, most: int) -> Gauge:
    of = tr(tr.words.debrief.of, n=kind.rated)
    cells, columns = CELLS * kind.rated, CELLS * most
    return Gauge(name, kind.liked, kind.rated, of, room, cells=cells, columns=columns, tone="strong")


def _ways(tr: PackTranslator, visit: Visit, role: str) -> Iterator[Point]:
    """Where to go on from here: the other day, both side by side, the hours of all of them."""
    words, over = tr.words.simulator, True
    for day in tr.pack.days:
        played = day_as_lived(tr.pack, visit, day.role)
        if day.role != role and not played.ending:
            over = False
            said = words.live_on if played.lived else words.live_other
            text = tr(said, role=tr.short(day.role), minutes=minutes_left(tr.pack, visit, day.role))
            yield Point(text, id=f"{LIVE}{day.role}", mark="Enter", tone="strong", choice=True)
    if len(tr.pack.days) > 1:
        yield Point(
            tr(words.both_days), id=BOTH, mark="Enter" if over else "l    ", tone="strong" if over else "", choice=True
        )
    if over:
        yield Point(tr(words.liked_in_all), id=f"{GO}result work", mark="r    ", choice=True)


def _below(tr: PackTranslator, visit: Visit, debrief: day_report.Debrief, room: Space) -> Iterator[Block]:
    """What led to it: what came back, both versions of the day, hour by hour, what was written."""
    role, words = debrief.role, tr.words.debrief
    if not room.beside and any(hour.echoes for hour in debrief.played.lived):
        yield Heading(tr(tr.words.panel.why_so), 2, id=f"{role} echoes")
        yield from day_report.came_back(tr, debrief.played)
    yield from two_versions(tr, visit, role, 2)
    yield Heading(tr(words.hours), 2, id=f"{role} timeline", aside=tr(words.your_rating))
    yield from day_report.timeline(tr, debrief, brief=True)
    yield Paragraph(tr(tr.words.simulator.after), "quiet")
    yield from day_report.made(tr, debrief, 2, brief=True)
    yield from (way for way in _ways(tr, visit, role) if way.id.startswith(LIVE))  # who read to the end is led on, too
