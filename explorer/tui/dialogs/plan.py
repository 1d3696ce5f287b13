"""The dialog for the plan: three lines one writes, small things to try this week, and questions for someone in the
job."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.engine.visit import PLAN_SIGNS, planned
from explorer.report.document import Document
from explorer.report.layout import layout
from explorer.report.plan import ATTEMPT, LINE, TRIAL, lines, plan_form, titles, tries
from explorer.session.session import Session
from explorer.tui.dialogs.box import BOX, PageBox, words_only
from explorer.tui.dialogs.commands import LETTERS, MOVES
from explorer.tui.page import Page


class Plan(PageBox[None]):
    """The form of the plan. Enter edits the line under the cursor, or copies a suggestion into the line "what to try";
    `u` undoes changes made in this dialog."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = BOX.format(name="Plan", height="90%")
    BINDINGS = [*MOVES, *LETTERS[:3], Binding("enter", "take", show=False), Binding("u", "undo", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.writing: int | None = None
        """The line being edited, from 0; None: none."""
        self.written = 0
        """How many changes were made in this dialog: undo takes back only these."""

    def compose(self) -> ComposeResult:
        """The plan, and below it an input line that is shown while a line is edited."""
        with Vertical() as box:
            box.border_subtitle = self.session.tr(self.session.tr.words.home.plan_keys)
            page = Page(id="page", raised=True)
            page.show(lambda width: layout(self._document(), width))
            yield page
            line = words_only(Input(compact=True, select_on_focus=False))
            line.max_length, line.display = PLAN_SIGNS, False
            yield line

    def _document(self) -> Document:
        session, home = self.session, self.session.tr.words.home
        where = home.kept_by_host if session.take_home else home.kept if session.saved else home.not_kept
        return plan_form(session.summary, session.tr(where))

    def _write(self, number: int | None) -> None:
        """Start editing a line of the plan; None: stop editing."""
        line, box = self.query_one(Input), self.query_one(Vertical)
        tr, self.writing = self.session.tr, number
        line.display = number is not None
        box.border_subtitle = tr(tr.words.home.plan_keys if number is None else tr.words.home.line_keys)
        if number is None:
            self.set_focus(None)
            return
        line.placeholder = tr(titles(tr)[number])
        line.value = lines(self.session.summary)[number]
        line.cursor_position = len(line.value)
        self.set_focus(line)  # synchronously, so that the next key goes to it

    def _plan(self, number: int, text: str) -> None:
        self.written += self.session.change(planned(self.session.visit, number, text))
        self._show(f"{LINE}{number}")

    def _show(self, cursor: str | None = None) -> None:
        self.query_one(Page).show(lambda width: layout(self._document(), width), cursor)

    @on(Input.Submitted)
    def _written(self, event: Input.Submitted) -> None:
        if self.writing is not None:
            number = self.writing
            self._write(None)
            self._plan(number, event.value)

    @on(Page.Opened)
    def action_take(self) -> None:
        """Edit the line under the cursor, or copy the suggestion under it into the plan."""
        at = self.query_one(Page).cursor
        if at.startswith(LINE):
            self._write(int(at.removeprefix(LINE)))
        elif at.startswith(TRIAL):
            trial = tries(self.session.summary)[int(at.removeprefix(TRIAL))]
            self._plan(ATTEMPT, self.session.tr(trial.text))

    def action_undo(self) -> None:
        """Undo the last change made in this dialog."""
        if self.written and self.session.undo():
            self.written -= 1
            self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Disable up and down while a line is edited."""
        return self.writing is None or action not in ("down", "up")

    def action_leave(self) -> None:
        """Stop editing and discard what was typed, or close the dialog."""
        if self.writing is None:
            self.dismiss(None)
        else:
            self._write(None)
