"""How a pane is shown: the frame, the page and the rail beside it, the filter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal

from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.document import Block, Document, Paragraph, Point, Tone
from explorer.report.layout import Line, Span, layout
from explorer.report.pack_translator import PackTranslator
from explorer.report.search import search
from explorer.session.session import Session
from explorer.terminal.detect import SMALLEST
from explorer.terminal.screen import TerminalScreen
from explorer.tui.frame import OneLine, Words
from explorer.tui.keys import Key, at, bindings, hints, shown
from explorer.tui.page import Page
from explorer.tui.panes.context import Context
from explorer.tui.panes.table import IDS, PaneSpec, pane
from explorer.tui.theme import BarTone
from explorer.words.interface import Interface

if TYPE_CHECKING:
    from explorer.tui.dialogs.filter import FilterLine

RAIL_FROM, RAIL_WIDE_FROM = 120, 120
RAIL, RAIL_WIDE = 30, 36
"""Columns of the window from which a rail shows, and shows wide; and its own columns then."""
LEAST_TITLES = 3
"""Parts that a page must have for a rail to be of use."""
AIRY_FROM = 30
"""Lines of the window from which one is left free above the page."""
HERE = "here"
"""The id of the entry of the rail that is marked."""


class Showing(TerminalScreen, inherit_bindings=False):
    """Tabs, a page with its rail, hints. Subclasses say what stands on the page (`lines`)."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Showing { layout: vertical; }
    Showing Horizontal { height: 1fr; align-horizontal: center; }
    Showing Horizontal.airy { padding: 1 0 0 0; }
    Showing #page { max-width: 104; }
    Showing .zoomed { display: none; }
    """
    RAIL_FROM: ClassVar[int] = RAIL_FROM
    """Columns of the window from which the rail stands beside the page."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__()
        self.spec, self.context = spec, context
        self.bind(bindings(spec.id, context.keys))
        self.unfolded: set[str] = set()
        self.filter = ""
        self.message = ""
        self.was_small = False
        self.arriving: tuple[str, ...] = ()
        """What a link names, until the pane stands."""

    def compose(self) -> ComposeResult:
        """Tabs, the rail and the page, hints."""
        yield OneLine("tabs")
        rail = Page(id="rail", pointing=False)
        body = Horizontal(rail, *self.parts())
        self._arrange(body, rail)
        yield body
        yield OneLine("hints")

    def parts(self) -> ComposeResult:
        """What stands between tabs and hints, right of the rail."""
        yield Page(id="page")

    def _arrange(self, body: Horizontal, rail: Page) -> None:
        """The rail where there is room for it, air above the page where there is height for that."""
        width, height = self.app.size
        rail.display = width >= self.RAIL_FROM
        rail.styles.width = RAIL if width < RAIL_WIDE_FROM else RAIL_WIDE
        body.set_class(height >= AIRY_FROM, "airy")

    # --- to be said by each pane -------------------------------------------------------------------------------

    def lines(self, width: int) -> list[Line]:
        """What the page shows at `width` columns."""
        return layout(self.filtered(self.document()), width, self.unfolded)

    def document(self) -> Document:
        """The page's document, where it is one."""
        return ()

    def rail(self, width: int) -> list[Line]:
        """What stands beside the page in a wide window: the titles of its parts, the one that is read marked."""
        titles = _titles(self.page.lines)
        if len(titles) < LEAST_TITLES:
            return []
        read = max(self.page.top, min(self.page.place, self.page.top + self.page.size.height))
        here = max((place for place, _ in titles if place <= read), default=titles[0][0])
        return [line for place, title in titles for line in rail_entry(title, place == here, width)]

    def tab(self) -> str:
        """The pane's name as its tab shows it."""
        return self._name_of(self.spec)

    # --- what panes read ---------------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The visit, and all that can be done in it."""
        return self.context.session

    @property
    def pack(self) -> Pack:
        """The pack that is looked at."""
        return self.session.pack

    @property
    def visit(self) -> Visit:
        """What the person did so far."""
        return self.session.visit

    @property
    def tr(self) -> PackTranslator:
        """The pack in the person's language."""
        return self.session.tr

    @property
    def words(self) -> Interface:
        """The words of the program."""
        return self.pack.interface

    @property
    def page(self) -> Page:
        """The pane's page."""
        return self.query_one("#page", Page)

    @property
    def small(self) -> bool:
        """Whether the window is too small to show anything."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    # --- showing -----------------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Show what changed while another pane was in front; the first time, all of it."""
        self.show()

    def make_room(self) -> None:
        """Put things where there is room for them in the window."""
        for body in self.query(Horizontal):  # under a prompt there is none
            self._arrange(body, self.query_one("#rail", Page))

    def resized(self) -> None:
        """What stands where depends on the size, and words of the frame on what the page then shows."""
        if self.small != self.was_small:
            self.was_small = self.small
            self.show()
        else:
            self.page.lay()
            self.frame()

    def show(self, cursor: str | None = None, top: int | None = None) -> None:
        """Draw everything anew; only what differs is sent."""
        if not self.is_mounted:
            return
        if self.arriving:
            names, self.arriving = self.arriving, ()
            self.arrive(*names)
            return
        self.message = ""
        self.page.show(self._lines, cursor, top)
        self.frame()

    def frame(self) -> None:
        """What stands around the page: tabs, rail and hints."""
        self.query_one("#tabs", OneLine).show(*self._tabs())
        self.query_one("#hints", OneLine).show(*self._hints())
        rail = self.query_one("#rail", Page)
        if rail.display:
            rail.show(self._rail, cursor=HERE)

    def _rail(self, width: int) -> list[Line]:
        self.page.lay()  # it is of what the page shows
        return [] if self.small else self.rail(width)

    def say(self, message: str) -> None:
        """A notice in the last line, until something else happens."""
        self.message = message
        self.frame()

    @on(Page.Moved)
    def _moved(self) -> None:
        if self.message:
            self.message = ""
        self.frame()

    def _lines(self, width: int) -> list[Line]:
        if self.small:
            said = self.tr(self.words.dialogs.too_small, width=self.size.width, height=self.size.height)
            return layout([Paragraph(said)], width)
        return self.lines(width)

    def _tabs(self) -> tuple[Words, Words]:
        below = self.page.more
        right: Words = [(f" ↓ {self.tr(self.words.dialogs.more, n=below)} ", "quiet")] if below else []
        short: Words = [(f" ↓ {below} ", "quiet")] if below else []
        for titled, words in ((True, right), (True, short), (False, short)):
            left = list(self._tab_words(titled))
            if sum(len(text) for text, _ in (*left, *words)) <= self.size.width:
                break
        return left, words

    def _tab_words(self, titled: bool) -> Iterator[tuple[str, BarTone]]:
        """Each pane's letter, and its title: of all, or only of the one in front."""
        for key in at(self.spec.id, self.context.keys):
            if key.where != "everywhere" or key.id not in IDS:
                continue
            name = shown(key)
            if key.id == self.spec.id:
                yield from ((" ", ""), (f"▌{name} {self.tab()} ", "here"))
            else:
                yield from (
                    ("  ", ""),
                    (name, "accent"),
                    (f" {self._progress_in(pane(key.id))} " if titled else " ", "quiet"),
                )

    def _name_of(self, spec: PaneSpec) -> str:
        return self.tr(self.words.panes[spec.id])

    def _progress_in(self, spec: PaneSpec) -> str:
        """A pane's name; where the questionnaire is asked, with how far it is answered."""
        if spec.role == "asks" and self.visit.answers:
            from explorer.engine.questionnaire import progress

            given, of = progress(self.pack, self.visit.answers)
            return f"{self._name_of(spec)} {given}/{of}"
        return self._name_of(spec)

    def _hints(self) -> tuple[Words, Words]:
        said = {key.id: key for key in at(self.spec.id, self.context.keys)}
        right: Words = [("  ? ", "accent"), (self.tr(self.words.keys.help), "quiet"), (" ", "")]
        if self.message:
            return [(" ", ""), (self.message, "strong")], right
        words: list[tuple[str, BarTone]] = [(" ", "")]
        room = self.size.width - sum(len(text) for text, _ in right) - 1
        for key in [*self.hinted(), said["quit"]]:
            name = shown(key).split()[0]
            text = self.tr(self.words.keys[key.id])
            if room < len(name) + len(text) + 3:
                break
            room -= len(name) + len(text) + 3
            words += [(name, "accent"), (f" {text}  ", "quiet")]
        return words, right

    def hinted(self) -> list[Key]:
        """The keys that the last line names, as far as there is room."""
        return hints(self.spec.id, self.context.keys)

    def arrive(self, *names: str) -> None:
        """Show what a link names, in the pane's own terms."""
        self.show(cursor=names[-1])

    # --- filter ------------------------------------------------------------------------------------------------

    def filtered(self, blocks: Iterable[Block]) -> Document:
        """The blocks that contain what is searched for, with the titles above them; all, when nothing is."""
        if not self.filter:
            return tuple(blocks)
        kept, found = search(blocks, self.filter)
        words = self.words.dialogs
        if not found:
            return (Paragraph(self.tr(words.no_match, text=self.filter), "warn"),)
        return (Paragraph(self.tr(words.filtered, n=found, text=self.filter), "accent"), *kept)

    def action_filter(self) -> None:
        """Type to filter; Enter keeps what is found, Esc clears."""
        from explorer.tui.dialogs.filter import FilterLine

        if not self.query(FilterLine):
            self.mount(FilterLine(self.filter, self.tr(self.words.dialogs.filter_prompt)), before="#hints")

    def on_filter_line_filtered(self, event: FilterLine.Filtered) -> None:
        """Filter as it is typed."""
        self.search(event.text)

    def search(self, text: str) -> None:
        """Show only what contains `text`; without it, all again, at the place that was found."""
        self.filter = text.strip()
        if self.filter:
            self.show(top=0)
        else:
            self.show(cursor=self.page.cursor)


def rail_entry(text: str, here: bool, width: int, mark: str = "", brief: bool = False) -> list[Line]:
    """One entry of a rail on one line or more; the one that is `here` is marked and stands out."""
    point = Point(text, mark=mark or ("›" if here else " "), tone="strong" if here else "quiet", brief=brief)
    return [replace(line, id=HERE if here else "") for line in layout([point], width)]


def _titles(lines: list[Line]) -> list[tuple[int, str]]:
    """Where each title of a page begins, and its words, on however many lines they are."""
    titles: list[tuple[int, str]] = []
    for place, line in enumerate(lines):
        text = "".join(span.text for span in line.spans if span.heading)
        if text and titles and lines[place - 1].spans and lines[place - 1].spans[0].heading:
            titles[-1] = titles[-1][0], f"{titles[-1][1]} {text}"
        elif text:
            titles.append((place, text))
    return titles


def plain_line(text: str, tone: Tone = "") -> Line:
    """A line of one tone that cannot be pointed at."""
    return Line((Span(text, tone),))
