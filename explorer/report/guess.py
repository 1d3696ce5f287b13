"""The guess that a person makes before the first question: asked, and shown next to the verdict. It is never scored."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.pack_translator import PackTranslator

STAGES = ("way", "known")
"""The two questions of the guess, in order."""
ASKED = {"way": "way_asked", "known": "known_asked"}
ANSWERS = {"way": ("way_1", "way_2", "way_3", "way_4", "way_5"), "known": ("known_1", "known_2", "known_3")}
"""By stage, the words for the question, and for its answers, from 1."""
GUESS = "guess"
"""The id of the line that opens the guess, and its name in links."""
ANSWER = "answer "
"""The prefix of the id of an answer; its number follows."""


def asks_a_guess(pack: Pack) -> bool:
    """Whether the pack has a guess: only with two roles, which are the ends of its scale."""
    return len(pack.roles) == 2


def choices(tr: PackTranslator, stage: str) -> tuple[str, ...]:
    """The answers of a stage, in words; the number of each counts from 1."""
    words = tr.words.guess
    first, second = (tr.short(role.id) for role in tr.pack.roles[:2])
    return tuple(tr(words[name], first=first, second=second) for name in ANSWERS[stage])


def offer(tr: PackTranslator, visit: Visit) -> str:
    """The line that offers the guess, or shows the one that was made."""
    words, way = tr.words.guess, visit.guess[0]
    first, second = (tr.short(role.id) for role in tr.pack.roles[:2])
    return choices(tr, "way")[way - 1] if way else tr(words.offer, first=first, second=second)


def before_line(tr: PackTranslator, visit: Visit) -> str:
    """The line above the first question: an invitation to guess, or the guess made."""
    words, way = tr.words.guess, visit.guess[0]
    return tr(words.before_said, guess=choices(tr, "way")[way - 1]) if way else tr(words.before)


def guess_document(tr: PackTranslator, visit: Visit, stage: str) -> Document:
    """One stage of the guess, with the answer given so far."""
    return tuple(_blocks(tr, visit, stage))


def _blocks(tr: PackTranslator, visit: Visit, stage: str) -> Iterator[Block]:
    words = tr.words.guess
    given = visit.guess[STAGES.index(stage)]
    yield Heading(tr(words[ASKED[stage]]), 2)
    yield Paragraph(tr(words.free), "quiet")
    for number, text in enumerate(choices(tr, stage), 1):
        mark = f"{number} {'(●)' if number == given else '( )'}"
        yield Point(text, id=f"{ANSWER}{number}", mark=mark, choice=True)
    yield Paragraph(tr(words.leave), "quiet")


def beside(tr: PackTranslator, visit: Visit, verdict: str) -> str:
    """A sentence with the guess, to stand next to the verdict; empty if there is none."""
    words, (way, known) = tr.words.guess, visit.guess
    if not way or not asks_a_guess(tr.pack):
        return ""
    knew = tr(words.knew, known=choices(tr, "known")[known - 1]) if known else ""
    return tr(words.beside, guess=choices(tr, "way")[way - 1], knew=knew, verdict=verdict)
