"""The result page before any answer: an empty plate, how to get a result, what will be here, and the caveats."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.visit import Visit
from explorer.engine.way import way
from explorer.report.document import Block, Heading, Plate, Point
from explorer.report.opening import empty_axis
from explorer.report.pack_translator import PackTranslator


def nothing_yet(tr: PackTranslator, link: str) -> Iterator[Block]:
    """The page; `link` is the id of the line that leads to the questions."""
    words = tr.words.result
    yield Plate(tr(words.empty_title), empty_axis(tr), tr(words.empty_reading))
    minutes = next((stage.minutes for stage in way(tr.pack, Visit(tr.language)) if stage.step == "answer"), 0)
    yield Point(tr(words.empty, n=len(tr.pack.questionnaire.items), minutes=minutes), id=link, mark="", tone="strong")
    yield Heading(tr(words.empty_parts), 2)
    for part in (words.empty_verdict, words.empty_why, words.empty_likings, words.empty_questions):
        yield Point(tr(part))
    yield Heading(tr(words.questions), 2)
    for question in tr.pack.questionnaire.questions:
        yield Point(tr(question))
    yield Heading(tr(words.caveats), 2)
    for caveat in tr.pack.questionnaire.caveats:
        yield Point(tr.caveat(caveat))
