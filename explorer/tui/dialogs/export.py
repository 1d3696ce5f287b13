"""A name for the file that is taken home."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.engine.code import encode
from explorer.report.document import Heading, Paragraph, Tone
from explorer.report.file import write
from explorer.report.layout import layout
from explorer.report.markdown import as_markdown
from explorer.report.summary import summarise, summary_document
from explorer.report.voice import Voice
from explorer.tui.dialogs.box import BOX, Box, words_only
from explorer.tui.dialogs.notice import Notice
from explorer.tui.page import Page
from explorer.tui.pane import Pane

if TYPE_CHECKING:
    from explorer.tui.app import ExplorerApp


def exporting(app: ExplorerApp) -> Box[None]:
    """The dialog that exports: a name for a file, or, where someone else hosts, how to fetch the summary from home."""
    if not app.take_home:
        return Export()
    visit = app.history.now
    voice = Voice(app.pack, visit.language)
    words = voice.words.dialogs
    line = app.take_home(encode(app.pack, visit), visit.language)
    return Notice(voice(words.take_home_title), line, voice(words.take_home))


class Export(Box[None]):
    """A name for the file; nothing is overwritten, and what happened is said."""

    DEFAULT_CSS = BOX.format(name="Export", height="auto") + "Export Page { height: 7; }"
    BINDINGS = [Binding("escape,ctrl+c,ctrl+q", "leave", show=False)]

    app: ExplorerApp

    def __init__(self) -> None:
        super().__init__()
        self.said: tuple[str, Tone] | None = None

    @property
    def voice(self) -> Voice:
        """The pack in the person's language."""
        return Voice(self.app.pack, self.app.history.now.language)

    def compose(self) -> ComposeResult:
        """The question and the name proposed."""
        with Vertical():
            yield Page(id="page", raised=True)
            yield words_only(Input(_free(Path.cwd(), self.app.pack.id), compact=True))

    def on_mount(self) -> None:
        """Ready to type."""
        self.query_one(Input).focus()
        self._show()

    def _show(self) -> None:
        words = self.voice.words.dialogs
        path = _path(self.query_one(Input).value)
        said, tone = self.said or (self.voice(words.export_where, path=path), "")
        keys = Paragraph(self.voice(words.export_keys), "quiet")
        blocks = (Heading(self.voice(words.export_title), 2), Paragraph(said, tone), keys)
        self.query_one(Page).show(lambda width: layout(blocks, width), top=0)

    @on(Input.Changed)
    def _changed(self) -> None:
        self.said = None
        self._show()

    @on(Input.Submitted)
    def _write(self, event: Input.Submitted) -> None:
        words, path = self.voice.words.dialogs, _path(event.value)
        visit = self.app.history.now
        text = as_markdown(summary_document(summarise(self.app.pack, visit)))
        try:
            write(path, text, overwrite=False)
        except FileExistsError:
            self.said = self.voice(words.export_exists, path=path), "warn"
        except OSError as error:
            self.said = self.voice(words.export_failed, path=path, reason=error.strerror or error), "warn"
        else:
            self.app.kept = visit
            self.dismiss()
            self._tell(self.voice(words.exported, path=path))
            return
        self._show()

    def _tell(self, message: str) -> None:
        pane = self.app.screen_stack[-2] if len(self.app.screen_stack) > 1 else self.app.screen
        if isinstance(pane, Pane):
            self.app.call_after_refresh(pane.say, message)

    def action_leave(self) -> None:
        """Close without writing."""
        self.dismiss()


def _path(name: str) -> Path:
    """Where a name that was typed leads; the working folder when it is no full path."""
    return Path(name.strip() or ".").expanduser().absolute()


def _free(folder: Path, pack: str) -> str:
    """A name that no file in `folder` has yet."""
    number, name = 1, f"explorer-{pack}.md"
    while (folder / name).exists():
        number += 1
        name = f"explorer-{pack}-{number}.md"
    return name
