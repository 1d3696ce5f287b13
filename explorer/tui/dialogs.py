"""What stands in front of a pane for a moment: the filter, the keys and all actions, the export, leaving."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.events import Key
from textual.screen import ModalScreen
from textual.widgets import Input

from explorer.report.document import Block, Heading, Paragraph, Point, Tone
from explorer.report.file import write
from explorer.report.layout import Line, layout
from explorer.report.markdown import as_markdown
from explorer.report.search import plain
from explorer.report.summary import summarise, summary_document
from explorer.report.voice import Voice
from explorer.tui.keys import PANES, Place, at, keys, shown
from explorer.tui.keys import Key as Entry
from explorer.tui.page import Page
from explorer.tui.pane import Pane

if TYPE_CHECKING:
    from explorer.tui.app import ExplorerApp

BOX = """
{name} {{ align: center middle; }}
{name} Vertical {{
    width: 90%; max-width: 84; height: {height}; max-height: 90%;
    background: $background; border: round $accent; padding: 0 1;
}}
{name} Input {{ padding: 0 2; background: $background; color: $foreground; }}
"""
MOVES: list[BindingType] = [
    Binding("down,ctrl+n", "down", show=False),
    Binding("up,ctrl+p", "up", show=False),
    Binding("escape", "leave", show=False),
    Binding("pagedown", "turn(1)", show=False),
    Binding("pageup", "turn(-1)", show=False),
    Binding("ctrl+c,ctrl+q", "leave", show=False),
]
LETTERS: list[Binding] = [
    Binding("j", "down", show=False),
    Binding("k", "up", show=False),
    Binding("q,question_mark", "leave", show=False),
    Binding("enter", "take", show=False),
]


def words_only(box: Input) -> Input:
    """An input line without a blinking cursor: nothing is sent while nobody types."""
    box.cursor_blink = False
    return box


class FilterLine(Input):
    """The line that is typed into to filter a pane."""

    DEFAULT_CSS = "FilterLine { padding: 0 2; background: $background; color: $foreground; }"
    BINDINGS = [Binding("escape", "clear", show=False)]

    def __init__(self, text: str, prompt: str) -> None:
        super().__init__(text, placeholder=f"/ {prompt}", select_on_focus=False, compact=True)
        self.cursor_blink = False

    def on_mount(self) -> None:
        """Ready to type."""
        self.focus()

    @property
    def pane(self) -> Pane:
        """The pane that is filtered."""
        assert isinstance(self.screen, Pane)
        return self.screen

    def on_input_changed(self, event: Input.Changed) -> None:
        """Filter as it is typed."""
        event.stop()
        self.pane.search(event.value)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Keep what is found."""
        event.stop()
        self._end()

    def action_clear(self) -> None:
        """Show everything again."""
        self.pane.search("")
        self._end()

    def _end(self) -> None:
        self.remove()


class Commands(ModalScreen[tuple[str, str] | None]):
    """The keys of a pane, or all actions with a filter; Enter does the one under the cursor."""

    DEFAULT_CSS = BOX.format(name="Commands", height="90%")
    BINDINGS = MOVES

    app: ExplorerApp

    def __init__(self, pane: Pane, everything: bool) -> None:
        super().__init__()
        self.pane, self.everything = pane, everything
        self.filter = ""
        if not everything:
            for binding in LETTERS:
                self._bindings._add_binding(binding)

    def compose(self) -> ComposeResult:
        """The list, below a line to filter it where it is long."""
        with Vertical():
            if self.everything:
                yield words_only(
                    Input(placeholder=self.pane.voice(self.pane.words.dialogs.filter_prompt), compact=True)
                )
            yield Page(id="page")

    def on_mount(self) -> None:
        """Show the list."""
        self.query_one(Page).show(self._lines)

    def _lines(self, width: int) -> list[Line]:
        blocks = list(self._blocks())
        if self.filter and not any(isinstance(block, Point) for block in blocks):
            blocks.append(Paragraph(self.pane.voice(self.pane.words.dialogs.no_match, text=self.filter), "warn"))
        return layout(blocks, width, ())

    def _blocks(self) -> Iterator[Block]:
        voice, words = self.pane.voice, self.pane.words
        here = voice(getattr(words.panes, self.pane.PLACE))
        title = words.dialogs.palette_title if self.everything else words.dialogs.help_title
        yield Heading(voice(title) if self.everything else voice(title, pane=here), 1)
        yield from self._entries(list(self._of(self.pane.PLACE)), "")
        if not self.everything:
            yield Heading(voice(words.dialogs.help_elsewhere), 3)
        yield from self._entries([key for key in at(self.pane.PLACE) if key.where == "everywhere"], "")
        if self.everything:
            for place in PANES:
                if place != self.pane.PLACE:
                    yield from self._entries(list(self._of(place)), voice(getattr(words.panes, place)))

    def _of(self, place: Place) -> Iterator[Entry]:
        """The keys of one pane; a family of digits once."""
        seen: set[str] = set()
        for key in keys(place):
            if key.id not in seen:
                seen.add(key.id)
                yield key

    def _entries(self, entries: list[Entry], place: str) -> Iterator[Point]:
        voice = self.pane.voice
        wide = 14
        for key in entries:
            text = voice(getattr(self.pane.words.keys, key.id))
            said = f"{place}: {text}" if place else text
            if plain(self.filter) in plain(f"{said} {shown(key)}"):
                yield Point(said, id=f"{key.where} {key.action}", mark="", tag=shown(key).ljust(wide))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        self.filter = event.value
        self.query_one(Page).show(self._lines, top=0)

    @on(Input.Submitted)
    @on(Page.Opened)
    def action_take(self) -> None:
        """Do what the cursor stands on."""
        place, _, action = self.query_one(Page).cursor.partition(" ")
        if action:
            self.dismiss((place, action))

    def action_down(self) -> None:
        """One on."""
        self.query_one(Page).move(1)

    def action_up(self) -> None:
        """One back."""
        self.query_one(Page).move(-1)

    def action_turn(self, by: int) -> None:
        """A page on or back."""
        page = self.query_one(Page)
        page.turn(by * max(1, page.size.height - 2))

    def action_leave(self) -> None:
        """Close without doing anything."""
        self.dismiss(None)


class Export(ModalScreen[None]):
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
            yield Page(id="page")
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


class Notice(ModalScreen[None]):
    """Something too important for the last line; any key closes it."""

    DEFAULT_CSS = BOX.format(name="Notice", height="auto") + "Notice Page { height: 9; }"

    app: ExplorerApp

    def __init__(self, title: str, said: str, explained: str) -> None:
        super().__init__()
        self.blocks = Heading(title, 2), Paragraph(said, "accent"), Paragraph(explained)

    def compose(self) -> ComposeResult:
        """The words."""
        with Vertical():
            yield Page(id="page")

    def on_mount(self) -> None:
        """Show them."""
        voice = Voice(self.app.pack, self.app.history.now.language)
        blocks = (*self.blocks, Paragraph(voice(voice.words.dialogs.any_key), "quiet"))
        self.query_one(Page).show(lambda width: layout(blocks, width))

    def on_key(self, event: Key) -> None:
        """Close."""
        event.stop()
        self.dismiss()


class Leave(ModalScreen[None]):
    """Staying is the default; leaving is one key more."""

    DEFAULT_CSS = BOX.format(name="Leave", height="auto") + "Leave Page { height: 11; }"
    BINDINGS = [
        Binding("j,down,tab", "move(1)", show=False),
        Binding("k,up,shift+tab", "move(-1)", show=False),
        Binding("enter", "take", show=False),
        Binding("escape", "leave", show=False),
        Binding("e", "export", show=False),
        Binding("q,ctrl+q,ctrl+c", "quit", show=False),
    ]

    app: ExplorerApp

    def compose(self) -> ComposeResult:
        """The question."""
        with Vertical():
            yield Page(id="page")

    def on_mount(self) -> None:
        """Show it, with staying under the cursor."""
        voice = Voice(self.app.pack, self.app.history.now.language)
        words = voice.words.dialogs
        blocks = (
            Heading(voice(words.quit_title), 2),
            Point(voice(words.quit_stay), id="stay", mark="Esc", tone="strong"),
            Point(voice(words.quit_export), id="export", mark="e  ", tone="strong"),
            Point(voice(words.quit_leave), id="quit", mark="q  ", tone="strong"),
            Paragraph(voice(words.quit_explained), "quiet"),
        )
        self.query_one(Page).show(lambda width: layout(blocks, width), cursor="stay")

    def action_move(self, by: int) -> None:
        """Another answer."""
        self.query_one(Page).move(by)

    @on(Page.Opened)
    def action_take(self) -> None:
        """The answer under the cursor."""
        match self.query_one(Page).cursor:
            case "quit":
                self.action_quit()
            case "export":
                self.action_export()
            case _:
                self.action_leave()

    def action_export(self) -> None:
        """Export, and stay."""
        self.dismiss()
        self.app.call_later(self.app.push_screen, Export())

    def action_leave(self) -> None:
        """Stay."""
        self.dismiss()

    def action_quit(self) -> None:
        """Leave."""
        self.app.exit()


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
