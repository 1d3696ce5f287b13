"""The questionnaire's pane: one question at a time with its neighbours in view, and a list of all to review.

Arrow keys move between the answers, and Enter or Space gives the one under the cursor; a digit gives its answer at
once. On a new question the cursor is on the question itself, so pressing Enter again and again answers nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from explorer.engine.questionnaire import SECONDS, asked
from explorer.engine.visit import answered, guessed, skipped
from explorer.pack.pack import Pack
from explorer.pack.schema import Item
from explorer.report.document import Block, Document, Heading, Point
from explorer.report.guess import ANSWER, GUESS, STAGES, asks_a_guess, before_line, choices, guess_document
from explorer.report.layout import Line, Span, layout, wrap
from explorer.report.questions import QUESTION, deepest, question, review, scale, ticks
from explorer.report.summary import item_text
from explorer.tui.frame import Hint
from explorer.tui.panes.context import Context
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.screen import Margins, entry, plain_line
from explorer.tui.panes.table import PaneSpec, pane_that

TELLS = pane_that("tells")
GUESSED = {"way": -2, "known": -3}
"""Negative stand-ins for a question's index while a stage of the guess is shown."""
UNSAID = (3, 1)
"""The answer under the cursor at each stage of the guess while nothing is guessed yet."""
FEW = 5
"""The most skipped questions that are listed by number."""


class Questionnaire(Pane, inherit_bindings=False):
    """The questionnaire pane. An answer moves on to the next question; any question can be skipped or changed."""

    LEADS_ON = True
    """Whether giving the last missing answer opens the result."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.at = 0
        self.auto = True
        self.reviewing = False
        self.came = ""
        """The question that a link led to: its set is asked even if nothing in it is answered yet."""
        self.guessing = ""
        """The stage shown of the guess that comes before the first question; empty: none."""
        self._asked: tuple[Pack, Mapping[str, int], str, tuple[Item, ...]] | None = None
        self.marked = (-1, "")
        """The question, and the answer to it, that the cursor was last placed on."""

    @property
    def items(self) -> tuple[Item, ...]:
        """The questions asked, in order. Cached for the same answers, because one redraw reads them dozens of times."""
        known, pack, answers = self._asked, self.pack, self.visit.answers
        if known is None or known[0] is not pack or known[1] is not answers or known[2] != self.came:
            known = self._asked = pack, answers, self.came, asked(pack, answers, self.came)
        return known[3]

    def show(self, cursor: str | None = None, top: int | None = None) -> None:
        """Redraw. On another question or answer the cursor moves to the given answer, else to the question."""
        here = (self.at, self._given()) if not self.guessing else (GUESSED[self.guessing], self._guessed())
        if not self.reviewing and (cursor == "" or self.marked != here):
            self.marked, cursor = here, here[1] or QUESTION
        super().show(cursor, top)

    # --- what is shown -----------------------------------------------------------------------------------------

    def lines(self, width: int) -> list[Line]:
        """The list, or the question. Every question takes the same number of lines, so that little is repainted."""
        if self.reviewing or self.guessing:
            return super().lines(width)
        items = self.items
        self.at = min(self.at, len(items) - 1)
        asked, answers = (
            layout(question(self.tr, items[self.at]), width),
            layout(scale(self.tr, items[self.at], self.visit.answers), width),
        )
        filling = [plain_line("")] * (deepest(self.tr, items, width) - len(asked))
        head, gap = layout(self._head(), width), [plain_line("")]
        before, after = (self._neighbour(self.at + by, width) for by in (-1, 1))
        apart = ([*gap, each] if each.id != answers[n - 1].id else [each] for n, each in enumerate(answers))
        airy = [line for lines in apart for line in lines]
        for lines in (
            [*head, *gap, *gap, before, *gap, *asked, *filling, *airy, *gap, *gap, after],
            [*head, *gap, before, *gap, *asked, *filling, *gap, *answers, *gap, after],
            [*head, before, *asked, *filling, *answers, after],
            [*head, *asked, *answers],
            [*asked[1:], *answers],
        ):
            if len(lines) <= self.page.size.height:
                break
        return lines

    def moment(self) -> list[Hint]:
        """How to answer; once all is answered, how to see the result."""
        if self.complete and not self.reviewing:
            return [replace(self.hint(self.key("take"), self.tr(self.words.keys[TELLS.id]), first=True), id=TELLS.id)]
        answer = self.hint(self.key("answer"), first=True)
        if self.guessing:
            most = len(choices(self.tr, self.guessing))
            return [replace(answer, key=f"1-{most}")]
        if self.page.cursor == QUESTION:
            return [replace(answer, key=f"{answer.key} ↑↓")]
        return [self.hint(self.key("take"), self.tr(self.words.keys.answer), first=True)]

    def document(self) -> Document:
        """The list of all questions with their answers, or the guess."""
        return (
            guess_document(self.tr, self.visit, self.guessing)
            if self.guessing
            else tuple(review(self.tr, self.items, self.visit.answers))
        )

    def _head(self) -> Iterator[Block]:
        tr, words = self.tr, self.words.test
        given, of = self._progress()
        minutes = -(-(of - given) * SECONDS // 60)
        left = tr(words.left, minutes=minutes) if given < of else ""
        yield Heading(tr(words.title, n=self.at + 1, of=of), 3, aside=left)
        yield ticks(tr, self.items, self.visit.answers, self.at)
        if self.visit.before and not given:
            yield Point(tr(self.words.retake.begun), mark="", tone="quiet")
        elif given == of:
            yield Point(tr(words.complete), mark="", tone="strong")
        else:  # also if empty, so that every question takes the same number of lines
            yield Point(self._left_open(of - given), mark="", tone="quiet")

    def _left_open(self, missing: int) -> str:
        """The numbers of the earlier questions that were skipped; on the last one missing, that it is the last."""
        tr, words = self.tr, self.words.test
        open_ = [n for n, item in enumerate(self.items[: self.at], 1) if item.id not in self.visit.answers]
        if open_:
            named = ", ".join(map(str, open_[:FEW])) + ("…" if len(open_) > FEW else "")
            return tr(words.behind, named=named, first=open_[0])
        last = missing == 1 and not self._given()
        return tr(words.last) if last and self.auto and self.LEADS_ON else ""

    @property
    def complete(self) -> bool:
        """Whether every question is answered and the cursor is on the answer given to this one."""
        given, of = self._progress()
        return given == of and not self.guessing and self.page.cursor == self._given()

    def _given(self) -> str:
        """The id of the line with the answer to this question; empty when there is none."""
        answer = self.visit.answers.get(self.items[min(self.at, len(self.items) - 1)].id)
        return f"{ANSWER}{answer}" if answer else ""

    def _guessed(self) -> str:
        """The id of the line with the guess made at this stage, else of the most neutral answer."""
        stage = STAGES.index(self.guessing)
        return f"{ANSWER}{self.visit.guess[stage] or UNSAID[stage]}"

    def _progress(self) -> tuple[int, int]:
        items = self.items
        return sum(item.id in self.visit.answers for item in items), len(items)

    @property
    def offers_a_guess(self) -> bool:
        """Whether the guess is offered above the first question: only until something is answered."""
        return asks_a_guess(self.pack) and not self.visit.answers

    def _neighbour(self, place: int, width: int) -> Line:
        if place == -1 and self.offers_a_guess:
            before = Span(before_line(self.tr, self.visit)[: width - 1], "quiet")
            return Line((before,), id=GUESS, choice=True)
        if not 0 <= place < len(self.items):
            return plain_line("")
        tr, item = self.tr, self.items[place]
        label = tr(self.words.test.before if place < self.at else self.words.test.after)
        answer = self.visit.answers.get(item.id)
        said = f"{answer} " if answer else ""
        line = f"{label} {said}{item_text(tr, item)}"
        cut = wrap(line, width - 1)
        return plain_line(cut[0] + ("…" if len(cut) > 1 else ""), "quiet")

    # --- actions -----------------------------------------------------------------------------------------------

    def action_answer(self, answer: int) -> None:
        """Answer the question (in the list, the one under the cursor) and go to the next."""
        if self.guessing:
            self._guess(answer)
            return
        item = self._meant()
        if self.reviewing:
            if item:
                self.session.change(answered(self.visit, item.id, answer))
            return
        if not item:
            return
        if self.auto:
            self.at = min(self.at + 1, len(self.items) - 1)
        before, (given, of) = self.visit, self._progress()
        self.session.change(answered(before, item.id, answer))
        if self.visit == before:
            self.show()
        elif not self.auto:
            return
        elif self.LEADS_ON and given < of == self._progress()[0]:  # that was the last missing answer
            self.action_pane(TELLS.id)
        elif item is self.items[-1] and self._progress()[0] < of:
            self._left(of - self._progress()[0])

    def _left(self, missing: int) -> None:
        """After the last question: go back to the first that is open, and say how to do without the rest."""
        self.passed()
        self.action_next_open()
        self.say(self.tr(self.words.test.left_open, n=missing, number=self.at + 1))

    def action_take(self) -> None:
        """Give the answer under the cursor; if it is given already, go to the next question or the result."""
        given, of = self._progress()
        if self.follow_front():
            return
        if self.reviewing:
            self.action_review()
        elif self.page.cursor == GUESS:
            self.action_previous_item()
        elif self.page.cursor == QUESTION:
            self.say(self.tr(self.words.test.choose_first))
        elif self.guessing or self.page.cursor != self._given():
            self.action_answer(int(self.page.cursor.removeprefix(ANSWER)))
        elif given == of:
            self.action_pane(TELLS.id)
        elif self.at == len(self.items) - 1:
            self.action_next_open()
        else:
            self.action_next_item()

    def action_open(self) -> None:
        """Take what was clicked: an answer, or a question of the list."""
        self.action_take()

    def action_skip(self) -> None:
        """Remove the answer to the question, if any, and go to the next."""
        if self.guessing:
            self._guess(0)
            return
        if item := self._meant():
            self.session.change(skipped(self.visit, item.id))
        if not self.reviewing:
            if self.at == len(self.items) - 1:
                self.passed()
            self._go(self.at + 1)

    def _guess(self, answer: int) -> None:
        """Store the answer to this stage of the guess (0: none), and go to the next stage or to the questions."""
        if answer > len(choices(self.tr, self.guessing)):
            return
        stage, self.guessing = self.guessing, "known" if self.guessing == "way" else ""
        before = self.visit
        self.session.change(guessed(before, **{stage: answer}))
        if self.visit == before:
            self.show()

    def _meant(self) -> Item | None:
        """The question shown; in the list the one under the cursor, None where the filter left none."""
        if self.reviewing:
            return next((item for item in self.items if item.id == self.page.cursor), None)
        return self.items[min(self.at, len(self.items) - 1)]

    def action_previous_item(self) -> None:
        """Go to the previous question; from the first, to the guess."""
        if self.guessing or (self.at == 0 and not self.reviewing and self.offers_a_guess):
            self.guessing = "way"
            self.show(cursor="", top=0)
        else:
            self._go(self.at - 1)

    def action_next_item(self) -> None:
        """Go to the next question; from the guess, to the first."""
        self._go(self.at if self.guessing else self.at + 1)

    def action_next_open(self) -> None:
        """Go to the next question without an answer, wrapping around at the end."""
        self._open(range(self.at + 1, self.at + 1 + len(self.items)))

    def action_previous_open(self) -> None:
        """Go to the previous question without an answer, wrapping around at the start."""
        self._open(range(self.at - 1, self.at - 1 - len(self.items), -1))

    def action_next_part(self) -> None:
        """Switch between the list and the question."""
        self.action_review()

    def action_previous_part(self) -> None:
        """Switch between the list and the question."""
        self.action_review()

    def action_first(self) -> None:
        """Go to the first question; in the list, to its start."""
        if self.reviewing:
            super().action_first()
        else:
            self._go(0)

    def action_last(self) -> None:
        """Go to the last question; in the list, to its end."""
        if self.reviewing:
            super().action_last()
        else:
            self._go(len(self.items) - 1)

    def action_undo(self) -> None:
        """Undo the last change, and show the question it was about."""
        before = self.visit.answers
        super().action_undo()
        self._show_changed(before)

    def action_redo(self) -> None:
        """Redo the last change, and show the question it was about."""
        before = self.visit.answers
        super().action_redo()
        self._show_changed(before)

    def _show_changed(self, before: Mapping[str, int]) -> None:
        for index, item in enumerate(self.items):
            if before.get(item.id) != self.visit.answers.get(item.id):
                self._go(index)
                return

    def action_auto(self) -> None:
        """Switch whether an answer moves on to the next question."""
        self.auto = not self.auto
        words = self.words.test
        self.say(self.tr(words.auto_on if self.auto else words.auto_off))

    def action_review(self) -> None:
        """Open the list; from the list, go to the question under the cursor."""
        if self.follow_front():
            return
        self.guessing = ""
        ids = [item.id for item in self.items]
        if self.reviewing:
            if self.page.cursor in ids:
                self.at = ids.index(self.page.cursor)
            self.reviewing = False
            self.show(cursor="", top=0)
        else:
            self.reviewing = True
            self.show(cursor=ids[self.at])

    def action_back(self) -> None:
        """Go back one level: clear the filter, leave the list or the guess, or go where a link was followed."""
        if self.guessing:
            self.guessing = ""
            self.show(cursor="", top=0)
        elif self.reviewing and not self.filter:
            self.reviewing = False
            self.show(cursor="", top=0)
        else:
            super().action_back()

    def action_retake(self) -> None:
        """Take the questionnaire again, from its first question."""
        if self.retake():
            self.arrive(self.items[0].id)

    def arrive(self, *names: str) -> None:
        """Show the question that a link names, or the guess; for any other name, the current question."""
        self.guessing = "way" if names[-1] == GUESS and self.offers_a_guess else ""
        self.came = names[-1]
        ids = [item.id for item in self.items]
        if names[-1] in ids:
            self.reviewing = False
            self.at = ids.index(names[-1])
        self.show(cursor="", top=0)

    def action_filter(self) -> None:
        """Open the list and filter it."""
        if not self.reviewing:
            self.action_review()
        super().action_filter()

    def margin(self, width: int) -> Margins:
        """All questions with their answers, the current one marked."""
        if self.reviewing:
            return [], []
        lines: list[Line] = []
        for index, item in enumerate(self.items):
            answer, here = self.visit.answers.get(item.id), index == self.at
            mark = f"{'›' if here else ' '} {answer or '·'}"
            lines += entry(item_text(self.tr, item), here, width, mark, brief=True)
        return lines, []

    def _go(self, place: int) -> None:
        self.at, self.guessing = max(0, min(place, len(self.items) - 1)), ""
        self.show()

    def _open(self, places: range) -> None:
        for index in places:
            if self.items[index % len(self.items)].id not in self.visit.answers:
                self.reviewing = False
                self._go(index % len(self.items))
                return
        self.say(self.tr(self.words.test.none_open))
