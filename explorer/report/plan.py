"""The plan: whom to ask, what to try, by when; with suggestions of small things to try."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.visit import PLAN_LINES
from explorer.pack.schema import Try
from explorer.report.document import Block, Document, Heading, Paragraph, Point, Room
from explorer.report.pack_translator import PackTranslator
from explorer.report.summary import Summary
from explorer.words.text import Text

OFFERED = 3
"""The most suggestions for a role."""
LINE, TRIAL = "line ", "trial "
"""The prefixes of ids, before a number from 0: of a line of the plan, and of a suggestion."""
ATTEMPT = 1
"""The index of the line that says what will be tried."""
LEANING = ("clear", "slight")
"""Verdicts for which only suggestions for the leading role are made."""


def titles(tr: PackTranslator) -> tuple[Text, ...]:
    """The title of each line of a plan."""
    home = tr.words.home
    return home.ask, home.attempt, home.until


def lines(summary: Summary) -> tuple[str, ...]:
    """The lines of the plan, filled up with empty ones."""
    return (*summary.visit.plan, *[""] * PLAN_LINES)[:PLAN_LINES]


def tries(summary: Summary) -> tuple[Try, ...]:
    """Up to three suggestions for the leading role, or for each of the pair: first those about the axes with the
    heaviest answers."""
    fit = summary.fit
    weight: dict[str, float] = {}
    for reason in summary.reasons:
        axis = reason.item.dimension
        weight[axis] = weight.get(axis, 0) + abs(float(reason.part))
    roles = (fit.leader,) if fit.verdict in LEANING and fit.leader else fit.pair
    offered: list[Try] = []
    for role in roles:
        own = [each for each in summary.tr.pack.tries if each.role == role]
        offered += sorted(own, key=lambda each: -weight.get(each.dimension, 0))[:OFFERED]
    return tuple(offered)


def own_plan(summary: Summary) -> Document:
    """The plan as it was written, for reading; empty if nothing was."""
    tr, written = summary.tr, summary.visit.plan
    lines = (Paragraph(f"{tr(title)}: {line}") for title, line in zip(titles(tr), written, strict=False) if line)
    return (Heading(tr(tr.words.home.plan), 2), *lines) if written else ()


def plan_blocks(summary: Summary) -> Iterator[Block]:
    """The plan with blank space for what is not written yet, and the suggestions."""
    tr = summary.tr
    yield Heading(tr(tr.words.home.plan), 2, id="plan", sheet=True)
    for title, line in zip(titles(tr), lines(summary), strict=True):
        yield Paragraph(f"{tr(title)}: {line}" if line else tr(title))
        if not line:
            yield Room(1)
    if offered := tries(summary):
        yield Heading(tr(tr.words.home.tries), 3, id="tries")
        yield from (Point(tr(each.text), tag=tr.short(each.role), tag_tone=tr.tone(each.role)) for each in offered)


def plan_form(summary: Summary, kept: str) -> Document:
    """The plan as a form: its lines and the suggestions, which can be selected, and questions for someone in the job.
    `kept` says where it is saved."""
    return tuple(_form(summary, kept))


def _form(summary: Summary, kept: str) -> Iterator[Block]:
    tr = summary.tr
    home = tr.words.home
    yield Heading(tr(home.plan), 2)
    for number, (title, line) in enumerate(zip(titles(tr), lines(summary), strict=True)):
        yield Point(tr(title), id=f"{LINE}{number}", mark="", tone="strong", tail=line or tr(home.empty))
    yield Paragraph(kept, "quiet")
    if offered := tries(summary):
        yield Heading(tr(home.tries), 3)
        for number, each in enumerate(offered):
            yield Point(tr(each.text), id=f"{TRIAL}{number}", tag=tr.short(each.role), tag_tone=tr.tone(each.role))
    if questions := tr.pack.questionnaire.questions:
        yield Heading(tr(home.interview), 3)
        yield from (Point(tr(each), mark=f"{number}") for number, each in enumerate(questions, 1))
