"""The page with the list of days, and the page with all days side by side."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.visit import Visit
from explorer.engine.work import kinds
from explorer.report import day as day_report
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.hours import hours_page
from explorer.report.layout import layout
from explorer.report.liking import rated_hours, sentence
from explorer.report.pack_translator import PackTranslator
from explorer.report.panel import who
from explorer.report.two_chairs import two_versions

HELD = 4
"""Lines below the list that are kept free for other messages."""


def days_page(tr: PackTranslator, visit: Visit, width: int, height: int) -> Document:
    """Every day with its progress, and which hours were liked; if there is room, also the beginning of those not begun,
    and the people in them."""
    words = tr.words.simulator
    if not tr.pack.days:
        return (Paragraph(tr(words.no_day), "strong"),)
    head: list[Block] = [Heading(tr(words.title), 1), Paragraph(tr(words.lead))]
    whole, short = (
        [*head, *(b for n in range(len(tr.pack.days)) for b in _day(tr, visit, n, far))] for far in (True, False)
    )
    people = [*whole, *_people(tr)]
    rooms = ((people, height - HELD), (whole, height))
    chosen = next((blocks for blocks, room in rooms if len(layout(blocks, width, ())) <= room), short)
    liked = kinds(rated_hours(tr, visit), "company")
    return (*chosen, *([Paragraph(sentence(tr, liked), "quiet")] if liked else []))


def both_days_page(tr: PackTranslator, visit: Visit, role: str, telling: bool) -> Iterator[Block]:
    """The days side by side, as far as they were lived; when they are over, first what each received from the other.
    `telling`: the outcome of the last hour is still on the page."""
    versions = list(two_versions(tr, visit, role, 1))
    yield from versions
    yield Heading(tr(tr.words.simulator.both_days), 2 if versions else 1)
    yield from hours_page(tr, visit, role, telling)


def _people(tr: PackTranslator) -> Iterator[Block]:
    """The people who appear in the days."""
    if tr.pack.cast:
        yield Heading(tr(tr.words.simulator.people), 2)
        room = max(len(person.name) for person in tr.pack.cast) + 1
        for person in tr.pack.cast:
            yield Point(who(tr, person), mark="", tag=person.name, room=room)


def beside_days(tr: PackTranslator) -> Document:
    """For the margin: what an hour is like, and which keys help."""
    words = tr.words.simulator
    steps = (words.hour_read, words.hour_choose, words.hour_rate, words.hour_see)
    points = (Point(tr(said), mark=f"{number} ") for number, said in enumerate(steps, 1))
    helps: list[Block] = [Heading(tr(words.trade), 3), Paragraph(tr(words.trade_how))] if tr.pack.glossary else []
    return (Heading(tr(words.hour), 3), *points, *helps, Heading(tr(words.pause), 3), Paragraph(tr(words.pause_how)))


def _day(tr: PackTranslator, visit: Visit, number: int, premise: bool) -> Iterator[Block]:
    day = tr.pack.days[number]
    text = f"{tr(day.title)} · {day_report.state(tr, visit, day)}"
    short, tone = tr.short(day.role), tr.tone(day.role)
    yield Point(text, id=day.role, mark=f"{number + 1}", tag=short, tag_tone=tone, choice=True)
    if premise and not visit.lived(day.role).choices:
        yield Point(tr(day.premise), id=day.role, mark="", tone="quiet")
    else:
        yield day_report.ribbon(tr, visit, day.role, id=day.role)
