"""A day, or the questionnaire, asked and told line by line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from explorer.engine.day import play
from explorer.engine.questionnaire import SECONDS, asked
from explorer.engine.visit import Visit, answered, chosen, liked, rewound, skipped
from explorer.pack.pack import Pack
from explorer.report import day as told
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.pack_translator import translator_of
from explorer.report.summary import answer_text, item_text


class Left(EOFError):
    """The person leaves what is being asked: `q`, where the end of input would leave it too."""


def _nobody(visit: Visit) -> None:
    pass


@dataclass(frozen=True)
class Desk:
    """Where lines go to and come from. `tell` writes blocks, `ask` returns what was typed; it raises EOFError.
    `keep` takes the visit after each act."""

    tell: Callable[[list[Block]], None]
    ask: Callable[[str], str]
    keep: Callable[[Visit], None] = _nobody


def live(pack: Pack, visit: Visit, role: str, desk: Desk) -> Visit:
    """Live `role`'s day to its debrief. `u` takes the last scene back; `q` and the end of input leave the day where it
    is, by EOFError."""
    tr = translator_of(pack, visit.language)
    words = pack.interface.simulator
    day = pack.day(role)
    if not visit.lived(role).choices:
        desk.tell([Paragraph(tr(day.premise))])
    while (now := play(day, visit.lived(role).choices).now) is not None:
        desk.tell([*told.hour(tr, now), *told.choices(tr, now)])
        choice = number(desk, tr(words.choose_prompt, n=len(now.options)), len(now.options))
        visit = rewound(visit, role) if choice is None else chosen(visit, role, choice)
        desk.keep(visit)
        if choice is None:
            continue
        hour = play(day, visit.lived(role).choices).lived[-1]
        desk.tell(list(told.outcome(tr, day, hour)))
        liking = number(desk, tr(words.like_prompt), 5, empty=True)
        if liking is None:
            visit = rewound(visit, role)
        elif liking:
            visit = liked(visit, role, len(visit.lived(role).choices) - 1, liking)
        desk.keep(visit)
    debrief = told.debrief(pack, visit, role)
    assert debrief is not None
    desk.tell(list(told.debrief_document(tr, debrief)))
    return visit


def ask_all(pack: Pack, visit: Visit, desk: Desk, start: int = 0) -> Visit:
    """Ask every item from `start` on. `0` skips, `u` goes back to the one before; `q` and the end of input end the
    questions."""
    tr = translator_of(pack, visit.language)
    words, questionnaire = pack.interface.test, pack.questionnaire
    questions = len(asked(pack, visit.answers))
    desk.tell([Paragraph(tr(words.welcome, n=questions, minutes=-(-questions * SECONDS // 60)))])
    at = start
    while at < len(items := asked(pack, visit.answers)):
        item = items[at]
        lead = questionnaire.lead if item.kind == "likert" else words.rather
        blocks: list[Block] = [Heading(tr(words.title, n=at + 1, of=len(items)), 2)]
        if item.kind == "likert":
            blocks += [Paragraph(f"{tr(lead)} {item_text(tr, item)}", "strong")]
        else:
            blocks += [
                Paragraph(tr(lead), "strong"),
                Point(tr(item.left.text), tag=tr(words.first)),
                Point(tr(item.right.text), tag=tr(words.second)),
            ]
        blocks += [Point(answer_text(tr, item, answer), mark=str(answer)) for answer in range(1, 6)]
        if given := visit.answers.get(item.id):
            blocks.append(Paragraph(tr(pack.interface.plain.given, answer=given), "quiet"))
        desk.tell(blocks)
        try:
            answer = number(desk, tr(words.ask), 5, least=0)
        except EOFError:
            return visit
        if answer is None:
            at = max(0, at - 1)
        else:
            visit = answered(visit, item.id, answer) if answer else skipped(visit, item.id)
            desk.keep(visit)
            at += 1
    return visit


def number(desk: Desk, prompt: str, most: int, least: int = 1, empty: bool = False) -> int | None:
    """A number from `least` to `most`, asked until it is one; None for `u`; 0 for nothing where `empty` allows it.
    Raises Left for `q`."""
    while True:
        typed = desk.ask(f"{prompt}: ").strip().lower()
        if typed == "q":
            raise Left
        if typed == "u":
            return None
        if empty and not typed:
            return 0
        if typed.isdecimal() and least <= int(typed) <= most:
            return int(typed)
