"""A name for the file that is taken home."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.report.document import Heading, Paragraph, Tone
from explorer.report.export import path_of, proposed
from explorer.report.layout import layout
from explorer.report.summary import Summary
from explorer.session.session import Session, UnknownFormat
from explorer.tui.dialogs.box import BOX, Box, words_only
from explorer.tui.page import Page


class Export(Box[str | None]):
    """A name for the file, whose ending says the format; nothing is overwritten unasked. Answers that it is written."""

    DEFAULT_CSS = BOX.format(name="Export", height="auto") + "Export Page { height: 9; }"
    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False), Binding("ctrl+o", "replace", show=False)]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.tr = session, session.tr
        self.said: tuple[str, Tone] | None = None
        self.tried: str | None = None
        """The name that was submitted last; what is told of it stays until another is typed."""
        self.in_the_way: Path | None = None
        """The file that was found there, until another name is typed or it is replaced."""

    def compose(self) -> ComposeResult:
        """The question and the name proposed."""
        with Vertical():
            yield Page(id="page", raised=True)
            yield words_only(Input(proposed(self.session.pack.id), compact=True))

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self._show()

    def _show(self) -> None:
        words = self.tr.words.dialogs
        said, tone = self.said or self._where(self.query_one(Input).value)
        keys = Paragraph(self.tr(words.export_keys), "quiet")
        blocks = (Heading(self.tr(words.export_title), 2), Paragraph(said, tone), keys)
        self.query_one(Page).show(lambda width: layout(blocks, width), top=0)

    def _where(self, typed: str) -> tuple[str, Tone]:
        """Where a name that was typed leads, or why it leads nowhere."""
        words = self.tr.words.dialogs
        try:
            return self.tr(words.export_where, path=path_of(typed)), ""
        except OSError as error:
            return self.tr(words.export_failed, path=error.filename, reason=error.strerror or error), "warn"

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        if event.value == self.tried:
            return
        self.tried = None
        self.said = self.in_the_way = None
        self._show()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        self.tried = event.value
        with suppress(OSError):  # where it leads nowhere, that is said already
            self._write(path_of(event.value), overwrite=False)

    def action_replace(self) -> None:
        """Replace the file that stands in the way; without one, nothing."""
        if self.in_the_way:
            self._write(self.in_the_way, overwrite=True)

    def _write(self, path: Path, overwrite: bool) -> None:
        words = self.tr.words.dialogs
        try:
            self.session.export(path, overwrite, _picture)
        except UnknownFormat:
            self.said = self.tr(words.export_ending, path=path), "warn"
        except FileExistsError:
            self.in_the_way = path
            self.said = self.tr(words.export_exists, path=path), "warn"
        except OSError as error:
            self.said = self.tr(words.export_failed, path=path, reason=error.strerror or error), "warn"
        else:
            self.dismiss(self.tr(words.exported, path=path))
            return
        self._show()

    def action_leave(self) -> None:
        """Close without writing."""
        self.dismiss(None)


def _picture(summary: Summary) -> str:
    from explorer.tui.picture import picture

    return picture(summary)
