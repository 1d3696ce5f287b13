"""The Result pane: what the answers say, how sure that is, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from explorer.engine.visit import Visit, answered
from explorer.report.document import Block, Document, Heading, Paragraph, Point
from explorer.report.how import how
from explorer.report.liking import liking_by_work, rated_hours
from explorer.report.links import GO
from explorer.report.nothing_yet import nothing_yet
from explorer.report.summary import in_place, result_document
from explorer.tui.frame import Hint
from explorer.tui.keys import Key, shown
from explorer.tui.panes.context import Context
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.screen import EXPORT
from explorer.tui.panes.table import PaneSpec, pane_that

ASKS = pane_that("asks")
QUESTIONS = f"{GO}{ASKS.id}"
"""The link to the questionnaire."""


PLAN = "plan"
"""The id of the line that opens the plan."""
VERDICT = "verdict"
"""The id of the line on which `w` explains how a result is computed."""


class Result(Pane, inherit_bindings=False):
    """The result, and a trial ("what if") of other answers that does not change the real ones."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.trial: Visit | None = None
        self.explaining = False
        """Whether the page that explains how a result is computed is open."""

    def document(self) -> Document:
        """The result; without answers, how to get one."""
        if not self.visit.answers:
            hours = liking_by_work(self.tr, rated_hours(self.tr, self.visit), 2, role=self.pack.roles[0].id)
            plate, way, *rest = nothing_yet(self.tr, QUESTIONS)
            return (plate, way, *hours, *rest)
        if self.explaining:
            return how(self.tr, self.session.summary.fit)
        if self.trial is None:
            return tuple(self._with_lines(result_document(self.session.summary)))
        tried = self.session.summary_of(replace(self.trial, language=self.visit.language))
        words = self.words.result
        said = self.tr(words.what_if_was, was=self.session.summary.lean_in_words, now=tried.lean_in_words)
        blocks = result_document(in_place(tried, self.session.summary))
        return (Paragraph(self.tr(words.what_if), "warn"), Paragraph(said, "strong"), *blocks)

    def _with_lines(self, blocks: Document) -> Iterator[Block]:
        """The result with two lines added: one that exports it, below the first part, and one that opens the plan,
        above the caveats."""
        ids = [block.id for block in blocks if isinstance(block, Heading)]
        below = next((id for id in ("likings", "caveats") if id in ids), "")
        for block in blocks:
            if isinstance(block, Heading) and block.id == below:
                key = shown(self.key("export")).split()[0]
                said = self.tr(self.words.opening.next_home)
                yield Point(said, id=EXPORT, mark="", tag=key, tag_tone="accent", choice=True)
            if isinstance(block, Heading) and block.id == "caveats":
                home = self.words.home
                yield Point(self.tr(home.plan), id=PLAN, mark="  ›", tail=self.tr(home.on_screen))
            yield block

    def frame(self) -> None:
        """Update the frame, and mark the result as seen if there is one."""
        super().frame()
        if self.visit.answers and self.session.summary.readable:
            self.passed()

    def moment(self) -> list[Hint]:
        """With a result: export it."""
        return [self.hint(self.key("export"), first=True)] if self.visit.answers else []

    def hinted(self) -> list[Key]:
        """Without answers: only the key of the questionnaire."""
        if self.visit.answers:
            return super().hinted()
        return [key for key in self.keys if key.id == ASKS.id]

    def action_what_if(self) -> None:
        """Begin a trial of other answers, or go back to the real ones."""
        if self.visit.answers:
            self.explaining = False
            self.trial = None if self.trial else self.visit
            self.show(cursor=self.page.cursor, top=0)

    def action_back(self) -> None:
        """Go back one level: clear the filter, close the explanation, or leave the trial."""
        if self.explaining and not self.filter:
            self.action_why()
        elif self.trial and not self.filter:
            self.action_what_if()
        else:
            super().action_back()

    def action_why(self) -> None:
        """On the verdict, open or close the explanation of how it is computed; elsewhere, show the notes of a line."""
        if self.explaining or (self.page.cursor == VERDICT and self.visit.answers):
            self.explaining = not self.explaining
            self.show(cursor="how" if self.explaining else VERDICT, top=0)
        else:
            super().action_why()

    def action_open(self) -> None:
        """Open the plan, or what the line under the cursor opens."""
        if self.front is self.page and self.page.cursor == PLAN:
            self.action_plan()
        else:
            super().action_open()

    def action_retake(self) -> None:
        """Take the questionnaire again, from its first question."""
        if self.retake():
            self.trial = None
            self.follow(f"{QUESTIONS} {self.pack.questionnaire.items[0].id}")

    def action_answer(self, answer: int) -> None:
        """In a trial, change the answer to the question under the cursor."""
        if not self.visit.answers:
            return
        item = self.page.cursor.removeprefix("all ")
        if not self.trial:
            self.say(self.tr(self.words.result.what_if_first))
        elif any(each.id == item for each in self.pack.questionnaire.every):
            self.trial = answered(self.trial, item, answer)
            self.show()

    def action_next_reason(self) -> None:
        """Move to the next reason, or the next answer that makes the result hard to interpret."""
        self.page.jump(1, self._reason)

    def action_previous_reason(self) -> None:
        """Move to the previous one."""
        self.page.jump(-1, self._reason)

    def _reason(self, id: str) -> bool:
        item = id.removeprefix("all ").removeprefix(f"{QUESTIONS} ")
        return item in self.visit.answers
