"""The page of a finished day: on its first screen how it ended, what one learns from it and how to go on; below, under
headings, everything that led to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from explorer.engine.visit import Visit
from explorer.engine.way import lives_on, minutes_left
from explorer.engine.work import Kind, kinds, leans
from explorer.report import day as day_report
from explorer.report.document import Block, Document, Gauge, Heading, Paragraph, Point, Ribbon
from explorer.report.hour_page import NARROW
from explorer.report.layout import layout
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator
from explorer.report.why_so import why_so
from explorer.words.frozen import frozen

LIVE, BOTH, RESTART = "live ", "both days", "restart"
"""Ids of lines: the prefix before a role, of a line that opens its day; the line that shows the days side by side; and
the line that restarts the day."""
LAST = " last"
"""The suffix of the id of a line at the end of the page that repeats one near its top."""
MOST_NAMED = 3
"""The most kinds of activity that were liked and are listed one by one."""
ENTER = "Enter"
"""The key shown before what Enter does at the top of the page."""
CELLS = 2
"""Width of a bar, in cells for each hour."""


@frozen
class Space:
    """The space available: columns and lines of the page, `times` above the ribbon; `beside`: a margin shows the meters
    and the delayed effects."""

    width: int
    height: int
    times: bool = False
    beside: bool = False


def end_page(
    tr: PackTranslator, visit: Visit, debrief: day_report.Debrief, space: Space, aside: Sequence[Block] = ()
) -> Document:
    """The page: the ending and epilogue, how to go on, what one learns. If the first screen has no space for all of it,
    the paragraphs of the ending are joined. `aside` comes near the end."""
    meters, narrow = tuple(day_report.meters(tr, debrief.played)), space.width < NARROW
    gauges = tuple(replace(gauge, change=0) for gauge in meters)
    ribbon = day_report.ribbon(
        tr, visit, debrief.role, times=space.times, gauges=() if space.beside or narrow else gauges
    )
    title, text, *later = day_report.ending(tr, debrief, 1 if space.times else 2)
    close = Paragraph(" ".join(map(tr, debrief.played.ending_text)))
    rest = [*later, *_ways(tr, visit, debrief.role), *learned(tr, debrief)]
    first: tuple[Block, ...] = (ribbon, title, text, *rest)
    if len(layout(first, space.width, ())) > space.height:
        first = (ribbon, title, close, *rest)
    below: list[Block] = [Ribbon((), "", gauges=gauges)] if narrow else []
    return (*first, *below, *_below(tr, visit, debrief, space, aside))


def role_of(id: str) -> str:
    """The role whose day a line opens."""
    return id.removeprefix(LIVE).removesuffix(LAST)


def learned(tr: PackTranslator, debrief: day_report.Debrief) -> Iterator[Block]:
    """Which hours one would repeat, by company and by activity, and the patterns in one's choices."""
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
    for number, point in enumerate(day_report.held(tr, debrief, none=False)):
        tag = "" if number or not point.id else f"{tr(words.held)}:"
        yield replace(point, text=f"{point.tag} {point.text}".strip(), tag=tag, tag_tone="quiet", mark="")
    if doing := " · ".join(_by_doing(tr, kinds(rated, "doing"))):
        yield Point(doing, mark="", tag=f"{tr(words.doing)}:", tag_tone="quiet")


def _by_doing(tr: PackTranslator, found: Iterable[Kind]) -> Iterator[str]:
    """The activities that were liked most, one that was not, and all others in one entry."""
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
    """How to go on: the other day, the days side by side, the hours of all days."""
    words, over = tr.words.simulator, True
    for day in tr.pack.days:
        if day.role != role and lives_on(tr.pack, visit, day.role):
            over = False
            said = words.live_on if visit.lived(day.role).choices else words.live_other
            text = tr(said, role=tr.short(day.role), minutes=minutes_left(tr.pack, visit, day.role))
            yield Point(text, id=f"{LIVE}{day.role}", mark=ENTER, tone="strong", choice=True)
    if len(tr.pack.days) > 1 and (
        over or any(visit.lived(day.role).choices for day in tr.pack.days if day.role != role)
    ):
        yield Point(
            tr(tr.words.two_chairs.title if over else words.both_days),
            id=BOTH,
            mark=ENTER if over else "l    ",
            tone="strong" if over else "",
            choice=True,
        )
    if over:
        yield Point(tr(words.liked_in_all), id=f"{GO}result work", mark="r    ", choice=True)


def _below(
    tr: PackTranslator, visit: Visit, debrief: day_report.Debrief, space: Space, aside: Sequence[Block]
) -> Iterator[Block]:
    """What led to the ending: the deciding meters and the delayed effects, the hours, what was written; and what to do
    next."""
    role, words = debrief.role, tr.words.debrief
    if not space.beside:
        yield Heading(tr(tr.words.panel.why_so), 2, id=f"{role} echoes")
        yield from why_so(tr, debrief.played)
    yield Heading(tr(words.hours), 2, id=f"{role} timeline", aside=tr(words.your_rating))
    yield from day_report.timeline(tr, debrief, brief=True)
    yield Paragraph(tr(tr.words.simulator.after), "quiet")
    yield from day_report.made(tr, debrief, 2, brief=True)
    yield from aside
    yield Point(tr(tr.words.simulator.restart), id=RESTART, mark=">", choice=True)
    for way in _ways(tr, visit, role):  # the same ways on for those who have read to the end
        if way.tone == "strong":
            yield replace(way, id=f"{way.id}{LAST}", mark=">")
