"""The page that explains how a result is computed: the whole rule in words, with the person's own figures if
there are any."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.fit import (
    BOTH_FROM,
    CLEAR,
    DESIGN_SEM,
    ENOUGH,
    MIDDLE,
    NEITHER_TO,
    ODDS,
    SLIGHT,
    Fit,
)
from explorer.report.band import lean_in_words
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.pack_translator import PackTranslator


def how(tr: PackTranslator, fit: Fit) -> Document:
    """The page for the two roles that `fit` compares."""
    return tuple(_blocks(tr, fit))


def _blocks(tr: PackTranslator, fit: Fit) -> Iterator[Block]:
    words = tr.words.how
    first, second = (tr.short(role) for role in fit.pair)
    asked = len(tr.pack.questionnaire.items)
    yield Heading(tr(words.title), 2, id="how")
    yield Paragraph(tr(words.answers, first=first, second=second))
    yield Paragraph(tr(words.lean, first=first, second=second))
    if fit.readable:
        yield Paragraph(tr(words.yours, reading=lean_in_words(tr, fit), se=tr.decimal(fit.se)), "strong")
    yield Heading(tr(words.margin_title), 3)
    yield Paragraph(tr(words.margin, sem=tr.decimal(DESIGN_SEM), asked=asked))
    yield Paragraph(tr(words.real, sem=tr.decimal(DESIGN_SEM)))
    yield Heading(tr(words.verdicts_title), 3)
    for text, bound in ((words.clear, CLEAR), (words.slight, SLIGHT)):
        yield Point(tr(text, bound=tr.decimal(bound, 2)))
    yield Point(tr(words.liking, both=tr.decimal(BOTH_FROM), neither=NEITHER_TO))
    yield Point(tr(words.lesser, middle=MIDDLE))
    yield Point(tr(words.enough, part=f"{ENOUGH.numerator}/{ENOUGH.denominator}"))
    yield Point(tr(words.axes))
    yield Heading(tr(words.odds_title), 3)
    yield Paragraph(tr(words.odds))
    for bound, of in ODDS:
        yield Point(tr(words.odds_row, bound=tr.decimal(bound, 2), n=of))
    yield Heading(tr(words.limits_title), 3)
    for text in (words.popular, words.going_on, words.these_items):
        yield Point(tr(text))
