"""The Result pane: what the answers say, how sure that is, and why."""

from __future__ import annotations

from dataclasses import replace

from explorer.engine.visit import Visit, answered
from explorer.report.document import Document, Paragraph, Point
from explorer.report.links import GO
from explorer.report.summary import Summary, in_place, result_document, summarise
from explorer.tui.keys import Key, at, bindings
from explorer.tui.panes.pane import Pane


class Result(Pane, inherit_bindings=False):
    """The result, and a trial of other answers that leaves the real ones alone."""

    PLACE = "result"
    BINDINGS = bindings("result")

    def __init__(self) -> None:
        super().__init__()
        self.trial: Visit | None = None
        self.known: Summary | None = None
        """The summary of the visit as it was last shown."""

    @property
    def summary(self) -> Summary:
        """The summary of the visit: worked out anew when the visit is another, not for every key of a trial."""
        known = self.known
        if known is None or known.visit is not self.visit or known.tr.pack is not self.app.pack:
            known = self.known = self._summary(self.visit)
        return known

    def _summary(self, visit: Visit) -> Summary:
        """The summary of a visit, beside the visit before where the questionnaire was not taken twice in this one."""
        keeper = self.app.keeper
        return summarise(self.app.pack, visit, keeper.earlier if keeper and not visit.before else None)

    def document(self) -> Document:
        """The result; before any answer, what to do for one."""
        if not self.visit.answers:
            return (Point(self.tr(self.words.result.empty), id=f"{GO}test", mark="", tone="strong"),)
        if self.trial is None:
            return result_document(self.summary)
        tried = self._summary(replace(self.trial, language=self.visit.language))
        words = self.words.result
        said = self.tr(words.what_if_was, was=self.summary.reading, now=tried.reading)
        told = result_document(in_place(tried, self.summary))
        return (Paragraph(self.tr(words.what_if), "warn"), Paragraph(said, "strong"), *told)

    def hinted(self) -> list[Key]:
        """Before any answer, the way to one."""
        if self.visit.answers:
            return super().hinted()
        return [key for key in at(self.PLACE, self.app.table) if key.id == "test"]

    def action_what_if(self) -> None:
        """Begin a trial, or go back to the real answers."""
        if self.visit.answers:
            self.trial = None if self.trial else self.visit
            self.show(cursor=self.page.cursor, top=0)

    def action_back(self) -> None:
        """Out of the filter, then of the trial."""
        if self.trial and not self.filter:
            self.action_what_if()
        else:
            super().action_back()

    def action_retake(self) -> None:
        """Take the questionnaire again, from its first question."""
        if self.retake():
            self.trial = None
            self.app.follow(f"{GO}test {self.app.pack.questionnaire.items[0].id}")

    def action_answer(self, answer: int) -> None:
        """In a trial, another answer to the reason under the cursor."""
        if not self.visit.answers:
            return
        item = self.page.cursor.removeprefix("all ")
        if not self.trial:
            self.say(self.tr(self.words.result.what_if_first))
        elif any(each.id == item for each in self.app.pack.questionnaire.items):
            self.trial = answered(self.trial, item, answer)
            self.show()

    def action_next_reason(self) -> None:
        """The next reason, or the next answer that makes the rest hard to read."""
        self.page.jump(1, self._reason)

    def action_previous_reason(self) -> None:
        """The previous reason."""
        self.page.jump(-1, self._reason)

    def _reason(self, id: str) -> bool:
        item = id.removeprefix("all ").removeprefix(f"{GO}test ")
        return any(each.id == item for each in self.app.pack.questionnaire.items)
