"""What a person guesses before the first question: asked, and put beside the verdict. It is never scored."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.pack_translator import PackTranslator

STAGES = ("way", "known")
"""What is asked, in this order."""
ASKED = {"way": "way_asked", "known": "known_asked"}
ANSWERS = {"way": ("way_1", "way_2", "way_3", "way_4", "way_5"), "known": ("known_1", "known_2", "known_3")}
"""The words for what a stage asks, and for its answers, from 1."""
GUESS = "guess"
"""What a link to it names, and the id of the line that asks for it."""
ANSWER = "answer "
"""Before its number, the id of an answer."""


def asks_a_guess(pack: Pack) -> bool:
    """Whether there is something to guess: of two roles which; of more no line has two ends."""
    return len(pack.roles) == 2


def choices(tr: PackTranslator, stage: str) -> tuple[str, ...]:
    """The answers that can be given at a stage, in words; each stands for its number, from 1."""
    words = tr.words.guess
    first, second = (tr.short(role.id) for role in tr.pack.roles[:2])
    return tuple(tr(words[name], first=first, second=second) for name in ANSWERS[stage])


def offer(tr: PackTranslator, visit: Visit) -> str:
    """The line that asks for a guess before anything is read, or tells the one that was made."""
    words, way = tr.words.guess, visit.guess[0]
    first, second = (tr.short(role.id) for role in tr.pack.roles[:2])
    return choices(tr, "way")[way - 1] if way else tr(words.offer, first=first, second=second)


def before_line(tr: PackTranslator, visit: Visit) -> str:
    """The line above the first question: that one may guess, or what one guessed."""
    words, way = tr.words.guess, visit.guess[0]
    return tr(words.before_said, guess=choices(tr, "way")[way - 1]) if way else tr(words.before)


def guess_document(tr: PackTranslator, visit: Visit, stage: str) -> Document:
    """A stage of the guess as it is asked, with what was said so far."""
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
    """One sentence: what was guessed, beside the verdict; empty where nothing was."""
    words, (way, known) = tr.words.guess, visit.guess
    if not way or not asks_a_guess(tr.pack):
        return ""
    knew = tr(words.knew, known=choices(tr, "known")[known - 1]) if known else ""
    return tr(words.beside, guess=choices(tr, "way")[way - 1], knew=knew, verdict=verdict)
