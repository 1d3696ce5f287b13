"""The exported summary: one page first, a sheet to write on, and then all the rest.

The page has the verdict, its band, the reasons and what to do next; the sheet has the plan and the questions to ask;
what follows is folded where a rendering can fold, so that on paper there are two leaves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Literal

from explorer.report.csv import Cell
from explorer.report.day import debrief_document
from explorer.report.diff import starred
from explorer.report.document import Block, Document, Heading, Paragraph, Plate, Point, Room
from explorer.report.plan import plan_blocks
from explorer.report.summary import Summary, answer_text, item_text, result_document, sources_used
from explorer.report.two_chairs import agreed_versions
from explorer.words.text import CONTROL

ON_THE_PAGE, ON_THE_SHEET = ("verdict", "for", "likings", "against", "caveats"), ("simulator",)
"""Ids of the headings whose parts are on the first page, and on the sheet."""
QUESTIONS = 3
"""The number of questions for someone in the job on the first page."""
Part = Literal["all", "page", "plan"]
"""Which part of a summary is exported."""
PARTS: tuple[Part, ...] = ("all", "page", "plan")
ANSWER = 2
"""Blank lines for an answer."""
LONGEST = 80
"""The most characters of a name or a date."""


def summary_document(summary: Summary, name: str = "", date: str = "") -> Document:
    """The whole summary. `name` and `date` are printed on it if given, and stored nowhere."""
    return (*page_document(summary, name, date), *_sheet(summary), *_rest(summary))


def part_document(summary: Summary, part: Part, name: str, date: str) -> Document:
    """The requested part: everything, the first page, or the plan with space for answers."""
    if part == "all":
        return summary_document(summary, name, date)
    if part == "page":
        return page_document(summary, name, date)
    return (*_headed(summary, name, date), *_sheet(summary))


def page_document(summary: Summary, name: str = "", date: str = "") -> Document:
    """The first page: the result, the reasons, what to ask and do next, and the code that restores everything."""
    return tuple(_page(summary, name, date))


def _page(summary: Summary, name: str, date: str) -> Iterator[Block]:
    tr = summary.tr
    words, home = tr.words.result, tr.words.home
    yield from _headed(summary, name, date)
    yield from _brief(_parts(summary, ON_THE_PAGE))
    yield Heading(tr(home.questions), 3)
    for number, question in enumerate(tr.pack.questionnaire.questions[:QUESTIONS], 1):
        yield Point(tr(question), mark=f"{number}")
    yield Heading(tr(words.code), 3)
    yield Paragraph(summary.code, "accent")
    yield Paragraph(tr(words.code_holds))


def _headed(summary: Summary, name: str, date: str) -> Iterator[Block]:
    """The title, with name and date if given."""
    tr = summary.tr
    yield Heading(tr(tr.words.result.document, title=tr(tr.pack.title)), 1)
    if line := " · ".join(part for part in (_one_line(name), _one_line(date)) if part):
        yield Paragraph(line, "strong")


def _sheet(summary: Summary) -> Iterator[Block]:
    """The plan, and the questions with space for the answers."""
    tr = summary.tr
    home = tr.words.home
    yield from plan_blocks(summary)
    yield Heading(tr(home.interview), 3, id="interview")
    for number, question in enumerate(tr.pack.questionnaire.questions, 1):
        yield Point(tr(question), mark=f"{number}")
        yield Room(ANSWER)
    yield from _parts(summary, ON_THE_SHEET)


def _rest(summary: Summary) -> Iterator[Block]:
    tr = summary.tr
    words = tr.words.result
    yield Heading(tr(tr.words.home.rest), 2, id="rest", folded=True)
    yield from _parts(summary, (*ON_THE_PAGE, *ON_THE_SHEET), within=False)
    stars = list(starred(tr.pack, tr.language, summary.visit.stars, summary.fit.pair))
    if stars:
        yield Heading(tr(words.stars), 3)
        yield from _lower(stars)
    for debrief in summary.debriefs:
        yield from _lower(debrief_document(tr, debrief, 2))
    yield from _lower(agreed_versions(tr, summary.visit, 2))
    yield Heading(tr(words.credits), 3)
    yield from _credits(summary)


def _parts(summary: Summary, ids: Collection[str], within: bool = True) -> Iterator[Block]:
    """The parts of the result whose headings have one of `ids`, or, if not `within`, all others."""
    here = within
    for block in result_document(summary, 2):
        if isinstance(block, Heading | Plate):
            here = (block.id in ids) == within
            if isinstance(block, Heading) and block.id != "verdict":
                block = replace(block, level=3, aside="")
        if isinstance(block, Plate) and block.notes:
            home = summary.tr(summary.tr.words.result.band_home)
            block = replace(block, notes=(f"{summary.lean_in_words}.", home))
        if here and not _said_elsewhere(summary, block):
            yield block


def _brief(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same, with each reason without its notes: the full list of answers says how they count."""
    yield from (replace(block, notes=()) if isinstance(block, Point) and block.tail else block for block in blocks)


def _said_elsewhere(summary: Summary, block: Block) -> bool:
    """Whether this is the first caveat as the screen shows it next to the result: here it is among the others."""
    return isinstance(block, Point) and block.tag == summary.tr(summary.tr.words.result.caveat)


def _lower(blocks: Iterable[Block]) -> Iterator[Block]:
    """The same with every heading one level lower."""
    yield from (replace(block, level=block.level + 1) if isinstance(block, Heading) else block for block in blocks)


def _credits(summary: Summary) -> Iterator[Block]:
    """The cited sources, with their licences if these require a credit; then the pack's credit lines."""
    tr = summary.tr
    credited = [source for source in tr.pack.sources if source.credit]
    for name in sources_used(summary):
        source = tr.pack.source(name)
        licence = tr(tr.words.result.licence, licence=source.licence) if source.credit and source.licence else ""
        yield Point(f"{tr.cited(name)} {licence}".rstrip())
    credits = dict.fromkeys(tr(source.credit) for source in credited if source.credit)
    yield from (Point(credit) for credit in credits)


def _one_line(text: str) -> str:
    """Typed text on one line, without control characters."""
    return " ".join(CONTROL.sub(" ", text).split())[:LONGEST]


def summary_rows(summary: Summary) -> tuple[list[str], list[list[Cell]]]:
    """The answers for a spreadsheet, in the order asked: the question, the answer, its contribution to the lean."""
    tr, words = summary.tr, summary.tr.words.home
    parts = summary.fit.contributions
    head = [tr(words.item), tr(words.dimension), tr(words.answer), "1-5", tr(words.points)]
    return head, [
        [
            item_text(tr, item),
            tr(tr.pack.dimension(item.dimension).name),
            answer_text(tr, item, answer) if answer else None,
            answer,
            round(float(parts[item.id]), 2) if item.id in parts else None,
        ]
        for item in tr.pack.questionnaire.every
        for answer in [summary.visit.answers.get(item.id)]
    ]
