"""A name for the file that is taken home."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.engine.code import encode
from explorer.report.document import Heading, Paragraph, Tone
from explorer.report.export import Format, format_of, path_of, proposed, rendered
from explorer.report.layout import layout
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.summary import summarise
from explorer.store.files import write
from explorer.tui.dialogs.box import BOX, Box, words_only
from explorer.tui.dialogs.notice import Notice
from explorer.tui.page import Page
from explorer.tui.panes.pane import Pane

if TYPE_CHECKING:
    from explorer.tui.app import ExplorerApp


PICTURE = ".svg"


def exporting(app: ExplorerApp) -> Box[None]:
    """The dialog that exports: a name for a file, or, where someone else hosts, how to fetch the summary from home."""
    if not app.take_home:
        return Export()
    visit = app.history.now
    tr = translator_of(app.pack, visit.language)
    words = tr.words.dialogs
    line = app.take_home(encode(app.pack, visit), visit.language)
    return Notice(tr(words.take_home_title), line, tr(words.take_home))


class Export(Box[None]):
    """A name for the file, whose ending says the format; nothing is overwritten unasked, and what happened is said."""

    DEFAULT_CSS = BOX.format(name="Export", height="auto") + "Export Page { height: 9; }"
    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False), Binding("ctrl+o", "replace", show=False)]

    app: ExplorerApp

    def __init__(self) -> None:
        super().__init__()
        self.said: tuple[str, Tone] | None = None
        self.tried: str | None = None
        """The name that was submitted last; what is told of it stays until another is typed."""
        self.in_the_way: Path | None = None
        """The file that was found there, until another name is typed or it is replaced."""

    @property
    def tr(self) -> PackTranslator:
        """The pack in the person's language."""
        return translator_of(self.app.pack, self.app.history.now.language)

    def compose(self) -> ComposeResult:
        """The question and the name proposed."""
        with Vertical():
            yield Page(id="page", raised=True)
            yield words_only(Input(proposed(self.app.pack.id), compact=True))

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
        words, visit = self.tr.words.dialogs, self.app.history.now
        format = format_of(path)
        try:
            if format is None and path.suffix.lower() != PICTURE:
                self.said = self.tr(words.export_ending, path=path), "warn"
                self._show()
                return
            write(path, self._rendered(format), overwrite)
        except FileExistsError:
            self.in_the_way = path
            self.said = self.tr(words.export_exists, path=path), "warn"
        except OSError as error:
            self.said = self.tr(words.export_failed, path=path, reason=error.strerror or error), "warn"
        else:
            if format:  # a picture does not hold the visit
                self.app.kept = visit
            self.dismiss()
            self._tell(self.tr(words.exported, path=path))
            return
        self._show()

    def _rendered(self, format: Format | None) -> str:
        summary = summarise(self.app.pack, self.app.history.now)
        if format:
            return rendered(summary, format)
        from explorer.tui.picture import picture

        return picture(summary)

    def _tell(self, message: str) -> None:
        pane = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self.app.screen
        if isinstance(pane, Pane):
            self.app.call_after_refresh(pane.say, message)

    def action_leave(self) -> None:
        """Close without writing."""
        self.dismiss()
