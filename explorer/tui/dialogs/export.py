"""The export dialog: what to export, whose name to put on it, and the file to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from explorer.report.document import Block, Heading, Paragraph, Point, Tone
from explorer.report.export import path_of, proposed
from explorer.report.layout import layout
from explorer.report.summary import Summary
from explorer.report.take_home import PARTS, Part
from explorer.session.session import Session, UnknownFormat
from explorer.store.files import reason_of
from explorer.tui.dialogs.box import BOX, Box, words_only
from explorer.tui.grid import LEFT
from explorer.tui.page import Page

SAID: Mapping[Part, tuple[str, str]] = {
    "all": ("export_all", "export_all_what"),
    "page": ("export_page", "export_page_what"),
    "plan": ("export_plan", "export_plan_what"),
}
"""The ids of the words for each part that can be exported: its name and its description."""
SAVE = "save"
"""The id of the line that writes the file."""


class Export(Box[str | None]):
    """Asks what to export, for a name to print on it, and for a file, whose suffix decides the format. Enter writes; an
    existing file is overwritten only after `ctrl+o`. Returns a message that it was written."""

    DEFAULT_CSS = BOX.format(name="Export", height="auto") + "Export #parts { height: 4; } Export #page { height: 6; }"
    BINDINGS = [
        Binding("escape,ctrl+c,ctrl+q", "leave", show=False),
        Binding("ctrl+o", "replace", show=False),
        Binding("down", "part(1)", show=False),
        Binding("up", "part(-1)", show=False),
        Binding("tab,shift+tab", "other_line", show=False),
    ]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.tr = session, session.tr
        self.said: tuple[str, Tone] | None = None
        self.tried: str | None = None
        """The file name that was submitted last; its message stays until another name is typed."""
        self.in_the_way: Path | None = None
        """The existing file that would be overwritten, until another name is typed."""

    def compose(self) -> ComposeResult:
        """The list of parts, the two input lines, and a message about the file."""
        words = self.tr.words.dialogs
        with Vertical():
            yield Page(id="parts", raised=True)
            for id, value in (("name", ""), ("file", proposed(self.session.pack.id))):
                line = Input(value, placeholder=self.tr(words.export_name), id=id, compact=True)
                line.styles.padding = (0, LEFT)
                yield words_only(line)
            yield Page(id="page", raised=True, pointing=False)

    def on_mount(self) -> None:
        """Focus the file name and show the list."""
        self.file.focus()
        self.query_one("#parts", Page).show(lambda width: layout(self._parts(), width), PARTS[0], 0)
        self._show()

    @property
    def file(self) -> Input:
        """The input line for the file name."""
        return self.query_one("#file", Input)

    @property
    def part(self) -> Part:
        """The part selected for export."""
        return next(part for part in PARTS if part == self.query_one("#parts", Page).cursor)

    def _parts(self) -> Iterator[Block]:
        words = self.tr.words.dialogs
        yield Heading(self.tr(words.export_title), 2)
        parts = [(part, *(self.tr(words[name]) for name in SAID[part])) for part in PARTS]
        room = max(len(name) for _, name, _ in parts) + 1
        for part, name, what in parts:
            yield Point(what, id=part, mark="", tag=name, room=room, brief=True)

    def _show(self) -> None:
        words = self.tr.words.dialogs
        line, tone = self.said or self._where(self.file.value)
        keys = Paragraph(self.tr(words.export_keys), "quiet")
        save = Point(self.tr(words.export_save), id=SAVE, mark="", tag="Enter", tag_tone="accent", choice=True)
        self.query_one("#page", Page).show(lambda width: layout((save, Paragraph(line, tone), keys), width), top=0)

    def action_part(self, by: int) -> None:
        """Select the next or previous part."""
        self.query_one("#parts", Page).move(by)

    def action_other_line(self) -> None:
        """Move to the other input line."""
        self.query_one("#file" if self.query_one("#name").has_focus else "#name", Input).focus()

    @on(Page.Opened)
    def _clicked(self, event: Page.Opened) -> None:
        self._take()

    def _where(self, typed: str) -> tuple[str, Tone]:
        """A message with the full path of the name typed, or why it is not usable."""
        words = self.tr.words.dialogs
        try:
            return self.tr(words.export_where, path=path_of(typed)), ""
        except OSError as error:
            return self.tr(words.export_failed, path=error.filename, reason=reason_of(error)), "warn"

    @on(Input.Changed, "#file")
    def _changed(self, event: Input.Changed) -> None:
        if event.value == self.tried:
            return
        self.tried = None
        self.said = self.in_the_way = None
        self._show()

    @on(Input.Submitted)
    def _take(self) -> None:
        self.tried = self.file.value
        with suppress(OSError):  # the dialog already shows why the path is not usable
            self._write(path_of(self.tried), overwrite=False)

    def action_replace(self) -> None:
        """Overwrite the existing file, if the last attempt found one."""
        if self.in_the_way:
            self._write(self.in_the_way, overwrite=True)

    def _write(self, path: Path, overwrite: bool) -> None:
        words = self.tr.words.dialogs
        try:
            self.session.export(path, overwrite, _picture, self.part, self.query_one("#name", Input).value)
        except UnknownFormat:
            self.said = self.tr(words.export_ending, path=path), "warn"
        except FileExistsError:
            self.in_the_way = path
            self.said = self.tr(words.export_exists, path=path), "warn"
        except OSError as error:
            self.said = self.tr(words.export_failed, path=path, reason=reason_of(error)), "warn"
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
