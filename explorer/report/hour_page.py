"""The page of an hour of a day: its text and options; after a choice, its rating; and only then the outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from explorer.engine.air import in_the_air
from explorer.engine.day import Hour, Played
from explorer.engine.messages import day_as_lived
from explorer.engine.visit import Visit
from explorer.report import day as day_report
from explorer.report import panel
from explorer.report.document import Block, Document, Gauge, Heading, Paragraph, Point, Ribbon
from explorer.report.from_others import from_others
from explorer.report.layout import layout
from explorer.report.making import last_of, side_by_side, so_far
from explorer.report.pack_translator import PackTranslator
from explorer.words.frozen import frozen

NARROW, LOW = 60, 20
"""Width below which the meters stand below the question, and height below which nothing stands next to a title."""
ASKED = 15
"""The usual largest height of a question, and of an outcome: if more lines than these are free, earlier hours remain
visible above, so that nothing moves as an hour is played."""
LIKE, OPTION, GO_ON = "like ", "option ", "next hour"
"""Ids of lines: the prefix before a rating (0: none), the prefix before an option, and the line that goes on to the
next hour."""


@frozen
class HourPage:
    """The state of the page. `picked`: the option (from 1) that is chosen and not rated yet, or 0. `telling`: whether
    the last outcome is shown. `width`, `height`: the available space. `times`: the ribbon has its times above it.
    `beside`: the margins show the context, which otherwise comes below. `whole`: the full context was requested.
    `terms`: the glossary terms were requested."""

    tr: PackTranslator
    visit: Visit
    role: str
    picked: int = 0
    telling: bool = False
    width: int = 76
    height: int = 24
    times: bool = False
    beside: bool = False
    whole: bool = False
    terms: bool = False
    aside: Document = ()
    """Text about the person who shares the day."""

    @property
    def played(self) -> Played:
        """The state of the day."""
        return day_as_lived(self.tr.pack, self.visit, self.role)


@frozen
class Asked:
    """A page, and the index of the block to scroll to (the question or the outcome); 0: the page stays at its top."""

    document: Document
    begins: int


def hour_page(page: HourPage) -> Asked:
    """The page of an hour. If it does not fit, secondary parts are left out first; what was read before stays above the
    visible part."""
    played = page.played
    hour = played.lived[-1] if page.telling else played.now
    if hour is None:
        return Asked((), 0)
    title = day_report.headed(page.tr, hour, 1 if page.times else 2)
    head: list[Block] = [_ribbon(page, played)]
    read: list[Block] = [replace(title, aside="") if page.height < LOW else title]
    others = from_others(page.visit, played, hour)
    read += day_report.set_up(page.tr, hour, terms=True, others=others)
    read += [] if page.telling else so_far(page.tr, played)
    piece = last_of(played) if page.telling else None
    if piece:  # a finished text is shown alone: its hour has been read
        shown = (*head, read[0], *_outcome(page, played, hour, side_by_side(page.tr, piece)))
        return Asked(shown, 2)
    asked, more = [*_asked(page, played, hour), *page.aside], list(_more(page, played, hour))
    full = [*head, *_before(page, played, hour, [*head, *read]), *read]
    if page.picked or page.telling or page.whole or page.terms:  # scrolled to what was asked for
        return Asked((*full, *asked, *more), len(full))
    drafts = [[*full, *asked, *more], [*full, *asked, *more[:1]], [*full, *asked]]
    return Asked(_first_that_fits(page, drafts if page.height >= LOW else drafts[:1]), 0)


def _first_that_fits(page: HourPage, drafts: Sequence[Sequence[Block]]) -> Document:
    for draft in drafts[:-1]:
        if len(layout(draft, page.width, ())) <= page.height:
            return tuple(draft)
    return tuple(drafts[-1])


def _asked(page: HourPage, played: Played, hour: Hour) -> Iterator[Block]:
    """The options, the rating, or the outcome."""
    if page.telling:
        yield from _outcome(page, played, hour)
    elif page.picked:
        yield from _chosen(page.tr, hour, page.picked)
        yield from _rating(page.tr, page.height < LOW)
    else:
        words = page.tr.words
        yield Heading(page.tr(words.simulator.question if hour.scene.rated else words.making.question), 3)
        yield from day_report.choices(page.tr, hour)


def _ribbon(page: HourPage, played: Played) -> Block:
    short = () if page.beside or page.whole or page.width < NARROW else tuple(_meters(page, played))
    return day_report.ribbon(page.tr, page.visit, page.role, page.telling, times=page.times, gauges=short)


def _meters(page: HourPage, played: Played) -> Iterator[Gauge]:
    return day_report.meters(page.tr, played, telling=page.telling)


def _before(page: HourPage, played: Played, hour: Hour, rest: Sequence[Block]) -> Sequence[Block]:
    """What stands above: in the first hour the beginning of the day, later as many of the earlier hours as fit."""
    hours = played.lived[:-1] if page.telling else played.lived
    room = page.height - ASKED
    if not hours:
        premise = [Paragraph(page.tr(played.day.premise), "quiet")]
        question = Heading(page.tr(page.tr.words.simulator.question), 3)
        whole = [*premise, *rest, question, *day_report.choices(page.tr, hour)]
        return premise if len(layout(whole, page.width, ())) <= page.height else []
    found: list[Block] = []
    for each in reversed(hours):
        assert each.taken is not None
        said = f"{page.tr(each.scene.title)}: {page.tr(each.taken.text)}"
        one: list[Block] = [
            Point(said, mark="", tag=each.scene.time, tone="quiet"),
            Paragraph("\n\n".join(page.tr(text) for text in each.outcome), "quiet"),
        ]
        if len(layout([*one, *found, *rest], page.width, ())) > room:
            break
        found = [*one, *found]
    return found


def _more(page: HourPage, played: Played, hour: Hour) -> Iterator[Block]:
    """The context below the question, if there is no margin for it: two lines, or all of it."""
    if page.terms:
        yield from panel.terms(page.tr, hour, most=99)
    if page.beside:
        return
    if page.width < NARROW and not page.whole:
        yield Ribbon((), "", gauges=tuple(_meters(page, played)))
    if not page.whole:
        yield from panel.in_two_rows(page.tr, played, page.telling, page.width)
        return
    for part in (part for side in panel.beside(page.tr, page.visit, played, page.telling) for part in side):
        yield from part


def _chosen(tr: PackTranslator, hour: Hour, picked: int, room: int = 0) -> Iterator[Block]:
    said, room = tr(hour.options[picked - 1].text), room or len(tr(tr.words.simulator.chosen)) + 1
    yield Point(said, mark="", tag=tr(tr.words.simulator.chosen), tag_tone="quiet", room=room)


def _rating(tr: PackTranslator, low: bool) -> Iterator[Block]:
    """The question for the rating, asked before the outcome is known."""
    words = tr.words.simulator
    yield Heading(tr(words.like), 3, aside="" if low else tr(words.before_outcome))
    for number, word in enumerate(day_report.LIKES, 1):
        yield Point(tr(words[word]), id=f"{LIKE}{number}", mark=f"{number} ( )", choice=True)
    yield Point(tr(words.like_none), id=f"{LIKE}0", mark="0 ( )", tone="quiet", choice=True)


def _outcome(page: HourPage, played: Played, hour: Hour, written: Iterable[Block] = ()) -> Iterator[Block]:
    tr, words = page.tr, page.tr.words.simulator
    assert hour.choice is not None and hour.taken is not None
    room = max(len(tr(words.chosen)), len(tr(words.rated_tag))) + 1
    yield from _chosen(tr, hour, hour.choice, room)
    liking = page.visit.lived(page.role).likes[len(played.lived) - 1]
    if hour.scene.rated:
        said = (
            tr(words.rated, n=liking, word=tr(words[day_report.LIKES[liking - 1]])) if liking else tr(words.rated_not)
        )
        yield Point(said, mark="", tag=tr(words.rated_tag), tag_tone="quiet", room=room)
    others = from_others(page.visit, played, hour)
    yield Paragraph("\n\n".join(others.said(tr, hour.taken.outcome, hour, lived=True)))
    for row in in_the_air(tr.pack, played, True):
        if row.new:
            yield Point(
                panel.in_air(tr, page.visit, row), mark="", tag=tr(tr.words.panel.from_now), tag_tone="quiet", room=room
            )
    yield from written
    following = played.now and f"{played.now.scene.time}  {tr(played.now.scene.title)}"
    yield Point(following or tr(words.go_on_end), id=GO_ON, mark="Enter", tone="strong", choice=True)
