"""The questions as blocks: one with its scale, a progress sign for each, and the list of all with their answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from explorer.pack.schema import Item, Likert
from explorer.report.document import Block, Heading, Point, Ticks, TickState, Tone
from explorer.report.guess import ANSWER
from explorer.report.layout import layout
from explorer.report.pack_translator import PackTranslator
from explorer.report.summary import answer_text, item_text

QUESTION = "question"
"""The id of the current question."""


def question(tr: PackTranslator, item: Item) -> Iterator[Block]:
    """The text of a question: how much an activity would be liked, or which of two."""
    words = tr.words.test
    if isinstance(item, Likert):
        yield Point(tr(tr.pack.questionnaire.lead), mark="", tone="quiet")
        yield Point(tr(item.text), id=QUESTION, mark="", tone="strong")
        return
    yield Point(tr(words.rather), mark="", tone="quiet")
    for tag, side in ((words.first, item.left), (words.second, item.right)):
        yield Point(tr(side.text), id=QUESTION, mark="", tag=tr(tag), tag_tone="quiet", tone="strong")


@lru_cache(maxsize=16)  # asked for at every answer
def deepest(tr: PackTranslator, items: tuple[Item, ...], width: int) -> int:
    """The largest number of lines that any of some questions takes at a width."""
    return max(len(layout(question(tr, item), width)) for item in items)


def scale(tr: PackTranslator, item: Item, answers: Mapping[str, int]) -> Iterator[Block]:
    """The five answers to a question, the given one marked."""
    for answer in range(1, 6):
        here = answer == answers.get(item.id)
        mark = f"{answer} {'(●)' if here else '( )'}"
        text = answer_text(tr, item, answer)
        yield Point(text, id=f"{ANSWER}{answer}", mark=mark, tone="strong" if here else "", choice=True)


def ticks(tr: PackTranslator, items: Sequence[Item], answers: Mapping[str, int], at: int) -> Ticks:
    """A sign for each question: answered, skipped, the current one (index from 0), to come."""
    states: list[TickState] = []
    for index, item in enumerate(items):
        passed: TickState = "skipped" if index < at else "open"
        states.append("here" if index == at else "done" if item.id in answers else passed)
    given = sum(item.id in answers for item in items)
    return Ticks(tuple(states), tr(tr.words.test.answered, given=given, of=len(items), n=at + 1))


def review(tr: PackTranslator, items: Sequence[Item], answers: Mapping[str, int]) -> Iterator[Block]:
    """All questions with their answers."""
    words = tr.words.test
    given = sum(item.id in answers for item in items)
    yield Heading(tr(words.review, answered=given, of=len(items)), 1)
    for item in items:
        answer = answers.get(item.id)
        shown = answer_text(tr, item, answer) if answer else tr(words.unanswered)
        tone: Tone = "" if answer else "warn"
        yield Point(f"{item_text(tr, item)}: {shown}", id=item.id, mark=f"{answer or '·'}", tone=tone)
