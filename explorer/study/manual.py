"""The manual of a pack's questionnaire: what a reviewer asks, how we rate ourselves, and the figures behind it.

Its texts are the pack's; its figures come from the pack itself and from what commands measured (`evidence.yaml`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from explorer.engine.fit import CLEAR, DESIGN_SEM, SLIGHT, answer_signed
from explorer.engine.visit import Visit
from explorer.pack.schema import Likert
from explorer.report.data import Data
from explorer.report.document import Block, Document, Heading, Paragraph, Point, Table
from explorer.report.pack_translator import PackTranslator
from explorer.report.summary import summarise
from explorer.words.text import Text

FIGURE = re.compile(r"{([\w-]+)}")
"""The placeholder of a figure in a text: its name in braces."""
SAMPLES = (1, -1, 0)
"""Sample reports: towards the first role, towards the second, to neither."""


def manual_document(tr: PackTranslator) -> Document:
    """The manual, or a note if the pack has none."""
    return tuple(_blocks(tr))


def _blocks(tr: PackTranslator) -> Iterator[Block]:
    words, known = tr.words.manual, figures(tr)
    yield Heading(tr(words.title, title=tr(tr.pack.title)), 1)
    if not tr.pack.manual:
        yield Paragraph(tr(words.none))
        return
    yield Paragraph(tr(words.lead, version=tr.pack.version))
    for section in tr.pack.manual:
        yield Heading(tr(section.title), 2)
        rows = (
            (tr(row.asked), _rating(tr, row.rating), _filled(tr, row.said, known), row.command) for row in section.rows
        )
        yield Table((tr(words.asked), tr(words.rating), tr(words.said), tr(words.command)), tuple(rows))
    yield Heading(tr(words.samples), 2)
    for kind in SAMPLES:
        summary = summarise(tr.pack, sample(tr, kind))
        yield Point(summary.verdict, tail=summary.code)
    yield Paragraph(tr(words.reopen), "quiet")


def _rating(tr: PackTranslator, rating: int | None) -> str:
    return tr(tr.words.manual.no_information) if rating is None else str(rating)


def _filled(tr: PackTranslator, text: Text, known: Mapping[str, str]) -> str:
    """A text with its figures filled in; for one that was not measured it says that there is no information."""
    return FIGURE.sub(lambda found: known.get(found[1], tr(tr.words.manual.no_information)), tr(text))


def figures(tr: PackTranslator) -> dict[str, str]:
    """Every figure that the manual may use, formatted in its language."""
    pack, words = tr.pack, tr.words.manual
    items = pack.questionnaire.items
    norms = pack.norms
    values: dict[str, Fraction | int] = {
        "roles": len(pack.roles),
        "dimensions": len(pack.dimensions),
        "items": len(items),
        "activities": sum(isinstance(item, Likert) for item in items),
        "comparisons": sum(not isinstance(item, Likert) for item in items),
        "more": len(pack.questionnaire.every) - len(items),
        "caveats": len(pack.questionnaire.caveats),
        "sem": DESIGN_SEM,
        "clear": CLEAR,
        "slight": SLIGHT,
    }
    known = {name: tr.decimal(Fraction(value), 2) for name, value in values.items()}
    known["languages"] = tr.listed(pack.languages)
    known["norms"] = tr(words.norms, n=norms.people, who=tr(norms.who)) if norms else tr(words.no_norms)
    for measured in pack.evidence:
        known |= {name: tr.figure(Decimal(value)) for name, value in measured.figures.items()}
    return known


def sample(tr: PackTranslator, sign: int) -> Visit:
    """Someone who leans to the first role (1) or the second (-1), more here and less there, or to neither (0)."""
    first = tr.pack.roles[0].id
    answers = {}
    for index, item in enumerate(tr.pack.questionnaire.items):
        strong = 2 if index % 3 else 1
        answers[item.id] = answer_signed(item, sign * strong, first) if sign else (index * 7 + index // 3) % 5 + 1
    return Visit(tr.language, answers)


def manual_data(tr: PackTranslator) -> Data:
    """The manual as plain data."""
    known = figures(tr)
    return {
        "pack": tr.pack.id,
        "version": tr.pack.version,
        "language": tr.language,
        "figures": known,
        "sections": [
            {
                "title": tr(section.title),
                "rows": [
                    {
                        "asked": tr(row.asked),
                        "rating": row.rating,
                        "said": _filled(tr, row.said, known),
                        "command": row.command,
                    }
                    for row in section.rows
                ],
            }
            for section in tr.pack.manual
        ],
    }
