"""Play a day, or answer the questionnaire, line by line."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.letters import has_letters
from explorer.engine.messages import choose_and_hear, day_as_lived, take_back_hour
from explorer.engine.questionnaire import SECONDS, asked, further_set
from explorer.engine.visit import answered, guessed, skipped
from explorer.pack.schema import Item
from explorer.plain.desk import OTHER, Desk, number
from explorer.plain.together import ask_together, wait_at
from explorer.report import day as day_report
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.from_others import from_others
from explorer.report.guess import STAGES, choices, guess_document
from explorer.report.making import last_of, making
from explorer.report.summary import answer_text, item_text
from explorer.report.two_chairs import two_versions
from explorer.session.session import Session


def live(session: Session, role: str, desk: Desk) -> None:
    """Play `role`'s day to its debrief. `u` takes the last scene back; `q` and the end of input leave the day
    unfinished, by raising EOFError."""
    tr, words = session.tr, session.tr.words.simulator
    day = session.pack.day(role)
    if not session.visit.lived(role).choices:
        desk.tell([Paragraph(tr(day.premise))])
    while (now := (played := day_as_lived(session.pack, session.visit, role)).now) is not None:
        if session.together.gate(role):
            wait_at(session, role, desk)
            continue
        others = from_others(session.visit, played, now)
        desk.tell([*day_report.hour(tr, now, others=others), *day_report.choices(tr, now)])
        shared = has_letters(session.pack, role)
        prompt = tr.words.together.choose if shared else words.choose_prompt
        choice = number(desk, tr(prompt, n=len(now.options)), len(now.options), other="m" if shared else "")
        if choice == OTHER:
            ask_together(session, role, desk)
            continue
        if choice is None:
            session.rewind(take_back_hour(session.pack, session.visit, role))
            if session.refusal:
                desk.tell([Paragraph(session.refusal, "warn")])
            continue
        liking = number(desk, tr(words.like_prompt), 5, empty=True) if now.scene.rated else 0
        if liking is None:  # `u`: choose again, before the outcome is shown
            continue
        session.change(choose_and_hear(session.pack, session.visit, role, choice, liking))
        played = day_as_lived(session.pack, session.visit, role)
        piece = last_of(played)
        desk.tell(
            [
                *day_report.outcome(tr, day, played.lived[-1], others),
                *(making(tr, piece) if piece else ()),
                *_aside(session, role),
            ]
        )
    debrief = day_report.debrief(session.pack, session.visit, role)
    assert debrief is not None
    desk.tell([*day_report.debrief_document(tr, debrief), *two_versions(tr, session.visit, role, 2)])
    desk.tell(list(_aside(session, role)))


def _aside(session: Session, role: str) -> Iterator[Block]:
    """While the day is shared: one's letter, or how far the other person is."""
    if line := session.together.line(role):
        yield Paragraph(line, "accent")


def ask_guess(session: Session, desk: Desk) -> None:
    """Ask for the guess before the questionnaire: which role, and how well the jobs are known. Enter skips a
    question."""
    for stage in STAGES:
        answers = choices(session.tr, stage)
        desk.tell(list(guess_document(session.tr, session.visit, stage))[:-1])
        given = number(desk, session.tr(session.tr.words.guess.prompt, n=len(answers)), len(answers), empty=True)
        if given is None:
            return
        session.change(guessed(session.visit, **{stage: given}))


def ask_more(session: Session, desk: Desk) -> None:
    """While the result is undecided, offer the next set of further questions, and ask them if wanted."""
    while (further := further_set(session.pack, session.visit.answers)) and session.summary.wants_more:
        words = session.tr.words
        desk.tell([Paragraph(session.summary.verdict, "strong")])
        try:
            typed = desk.ask(f"{session.tr(words.test.more_prompt, n=len(further))}: ").strip().lower()
        except EOFError:
            return
        if typed != session.tr(words.test.yes):
            return
        ask_all(session, desk, further[0].id)


def ask_all(session: Session, desk: Desk, first: str = "") -> None:
    """Ask every question, beginning with the item `first`. `0` skips, `u` goes back by one; `q` and the end of input
    stop."""
    pack, tr, words = session.pack, session.tr, session.tr.words.test
    items = asked(pack, session.visit.answers, first)
    start = next((index for index, item in enumerate(items) if item.id == first), 0)
    questions = len(items) - start
    desk.tell([Paragraph(tr(words.welcome, n=questions, minutes=-(-questions * SECONDS // 60)))])
    at = start
    while at < len(items := asked(pack, session.visit.answers, first)):
        item = items[at]
        blocks: list[Block] = [Heading(tr(words.title, n=at + 1, of=len(items)), 2), *_question(session, item)]
        if given := session.visit.answers.get(item.id):
            blocks.append(Paragraph(tr(tr.words.plain.given, answer=given), "quiet"))
        desk.tell(blocks)
        try:
            answer = number(desk, tr(words.ask), 5, least=0)
        except EOFError:
            return
        if answer is None:
            at = max(0, at - 1)
        else:
            visit = session.visit
            session.change(answered(visit, item.id, answer) if answer else skipped(visit, item.id))
            at += 1


def _question(session: Session, item: Item) -> Iterator[Block]:
    """A question with its possible answers."""
    tr, words = session.tr, session.tr.words.test
    if item.kind == "likert":
        yield Paragraph(f"{tr(session.pack.questionnaire.lead)} {item_text(tr, item)}", "strong")
    else:
        yield Paragraph(tr(words.rather), "strong")
        yield Point(tr(item.left.text), tag=tr(words.first))
        yield Point(tr(item.right.text), tag=tr(words.second))
    for answer in range(1, 6):
        yield Point(answer_text(tr, item, answer), mark=str(answer))
