"""How a pane is shown: the frame, the page and the margins beside it, the filter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.geometry import Size

from explorer.engine.visit import Visit
from explorer.engine.way import following
from explorer.pack.pack import Pack
from explorer.report.document import (
    UNPOINTED,
    Axis,
    Block,
    Document,
    Heading,
    Paragraph,
    Point,
    Range,
    Shares,
    Tone,
    Views,
)
from explorer.report.layout import Line, Span, layout, wrap
from explorer.report.lines import aside_of
from explorer.report.links import GO
from explorer.report.opening import step_line
from explorer.session.session import Session
from explorer.session.view import View
from explorer.terminal.detect import SMALLEST
from explorer.terminal.screen import TerminalScreen
from explorer.tui import grid
from explorer.tui.frame import DONE, Hint, OneLine, Tab, Words, hints, tabs
from explorer.tui.grid import AIRY_FROM, RULE_AT, edge
from explorer.tui.keys import Key, at, bindings, hinted, shown
from explorer.tui.margin import Margin, titles
from explorer.tui.page import Page
from explorer.tui.panes.context import Context
from explorer.tui.panes.table import IDS, PANES, PaneSpec, pane

LEAST_TITLES = 3
"""Parts that a page must have for a list of them to be of use."""
WAY_FROM = 20
"""Lines of the window from which the next step has one of its own."""
UNITS_FROM = 60
"""Columns of the window from which the lines that are left are said with their unit and the key that turns the page."""
EXPORT = "export"
"""The id of the line that takes the result home."""
HERE = "here"
"""The id of the entry of that list that is marked."""
Margins = tuple[list[Line], list[Line]]
"""What stands in the first margin and in the second; below each other where there is only one."""


class Showing(View, TerminalScreen, inherit_bindings=False):
    """Tabs, a page with its margins, hints. Subclasses say what stands on the page (`lines`) and beside it."""

    AUTO_FOCUS = ""
    DEFAULT_CSS = """
    Showing { layout: vertical; }
    Showing Horizontal { height: 1fr; }
    Showing .zoomed, Showing .absent { display: none; }
    """

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__()
        self.spec, self.context = spec, context
        self.bind(bindings(spec.id, context.keys))
        self.keys = tuple(at(spec.id, context.keys))
        """The keys that work here."""
        self.named = {key.id: key for key in reversed(self.keys)}
        """The same by what they do."""
        self.unfolded: set[str] = set()
        self.filter = self.message = ""
        self.was_small, self.sized = False, (Size(0, 0), Size(0, 0))
        """Whether the window was too small, and its size and the page's, when what is around that was last drawn."""
        self.drawn: tuple[Pack, Visit] | None = None
        """What was last shown."""
        self.arriving: tuple[str, ...] = ()
        """What a link names, until the pane stands."""
        self.page, self.way = Page("page"), Page("way", pointing=False)
        """The pane's page, and the line of the next step."""
        self.margins = Margin("margin"), Margin("second")
        self.tab_line, self.hint_line = OneLine("tabs"), OneLine("hints")
        for each in (self.page, self.way, *self.margins):
            each.moved = self.moved

    def compose(self) -> ComposeResult:
        """Tabs, the page and its margins, hints."""
        yield self.tab_line
        body = Horizontal(self.page, *self.margins)
        self._arrange(body)
        yield body
        self.way.styles.height = 1
        self.way.set_class(not self.leads, "absent")
        yield self.way
        yield self.hint_line

    @property
    def leads(self) -> bool:
        """Whether the next step of the way has a line, always in sight where there is height for it; the opening page
        has it itself."""
        return self.app.size.height >= WAY_FROM and self.spec.purpose != "opens"

    def _arrange(self, body: Horizontal) -> None:
        """The column at its edge, margins where there is room, air above where there is height for that."""
        width, height = self.app.size
        self.page.styles.width = RULE_AT if grid.margins(width) else "1fr"
        for number, margin in enumerate(self.margins, 1):
            margin.set_class(grid.margins(width) < number, "absent")
        body.styles.padding = (1 if height >= AIRY_FROM else 0, 0, 0, edge(width))
        self.way.styles.padding = (0, 0, 0, edge(width))

    # --- to be said by each pane -------------------------------------------------------------------------------

    def lines(self, width: int) -> list[Line]:
        """What the page shows at `width` columns; what is asked for is unfolded where there is no margin for it."""
        return layout(self.filtered(self.document()), width, () if self.wide else self.unfolded)

    def document(self) -> Document:
        """The page's document, where it is one."""
        return ()

    def margin(self, width: int) -> Margins:
        """What stands in the margins: the titles of the page's parts, the one that is read marked."""
        parts = titles(self.page.lines)
        if len(parts) < LEAST_TITLES:
            return [], []
        read = max(self.page.top, min(self.page.place, self.page.top + self.page.size.height))
        here = max((place for place, _ in parts if place <= read), default=parts[0][0])
        return [line for place, title in parts for line in entry(title, place == here, width)], []

    def behind(self, id: str) -> Iterable[Block]:
        """Where one can go from something on the page, beside its notes: links."""
        return ()

    def tab(self) -> str:
        """The pane's name as its tab shows it."""
        return self._name_of(self.spec)

    # --- what panes read ---------------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The visit, and all that can be done in it."""
        return self.context.session

    @property
    def small(self) -> bool:
        """Whether the window is too small to show anything."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    @property
    def wide(self) -> bool:
        """Whether there is a margin."""
        return grid.margins(self.size.width) > 0

    # --- showing -----------------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Show what changed while another pane was in front; the first time, all of it."""
        if self.arriving or self.drawn is None or self.drawn[0] is not self.pack or self.drawn[1] is not self.visit:
            self.show()
        elif self.message:
            self.say("")

    def make_room(self) -> None:
        """Put things where there is room for them in the window."""
        for body in self.query(Horizontal):  # under a prompt there is none
            self._arrange(body)

    def resized(self) -> None:
        """What stands where depends on the size, and words of the frame on what the page then shows."""
        if self.small != self.was_small:
            self.was_small = self.small
            self.show()
        elif (sized := (self.app.size, self.page.size)) != self.sized:
            self.sized = sized
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
        self.message, self.drawn = "", (self.pack, self.visit)
        self.page.show(self._lines, cursor, top)
        self.frame()

    def frame(self) -> None:
        """What stands around the page: tabs, margins and hints."""
        self.tab_line.show(self._tabs())
        self.hint_line.show(*self._hints())
        for margin, lines in zip(self.margins, self._margins(), strict=False):
            margin.put(lines, HERE)
        leads = self.leads
        if self.way.has_class("absent") is leads:  # the page gets or gives a line, of which the last one tells
            self.way.set_class(not leads, "absent")
            self.app.delay_update()
        if leads:
            self.way.show(self.way_on)

    def way_on(self, width: int) -> list[Line]:
        """The step to go on with, as one line that opens it; when all is done, taking the result home."""
        tr, words = self.tr, self.words.opening
        stage = following(self.session.stages, self.spec.step)
        spec = next((pane for pane in PANES if stage and pane.step == stage.step), None)
        if stage and spec:
            id, key, text, aside = (
                f"{GO}{spec.id}",
                self.key(spec.id),
                step_line(tr, stage),
                tr(words.takes, minutes=stage.minutes),
            )
        else:
            id, key, text, aside = EXPORT, self.key("export"), tr(words.next_home), ""
        head = shown(key).split()[0]
        spans = (Span(head, "accent"), Span(f"  {text}"), *aside_of(f"{head}  {text}", aside, width))
        return [] if self.small else [Line(spans, id)]

    def _margins(self) -> tuple[list[Line], ...]:
        """The lines of each margin there is: both parts below each other where there is only one."""
        of, width = grid.margins(self.size.width), grid.MARGIN
        if not of:
            return ()
        self.page.lay()  # they are of what the page shows
        first, second = ([], []) if self.small else self.margin(width)
        if proof := [] if self.small else self.proof(width):
            first, second = proof, [] if of < 2 else first or second
        return (first, second) if of > 1 else ([*first, *([Line()] if first and second else []), *second],)

    def proof(self, width: int) -> list[Line]:
        """What stands behind what was asked for, in the margin."""
        document = self.document() if self.unfolded else ()
        asked = [block for block in document if not isinstance(block, UNPOINTED) and block.id in self.unfolded]
        blocks: list[Block] = []
        for block in asked:
            told = [*(Paragraph(note) for note in block.notes), *self.behind(block.id)]
            if told:
                blocks += [Paragraph(f"«{said_by(block)}»", "quiet"), *told]
        return layout([Heading(self.tr(self.words.why.whence), 3), *blocks], width, ()) if blocks else []

    def say(self, message: str) -> None:
        """A notice in the last line, until something else happens."""
        self.message = message
        self.frame()

    def moved(self) -> None:
        """Show where one is, once the cursor stands on something else or the page was turned."""
        self.message = ""
        self.frame()

    def _lines(self, width: int) -> list[Line]:
        if self.small:
            said = self.tr(self.words.dialogs.too_small, width=self.size.width, height=self.size.height)
            return layout([Paragraph(said)], width)
        return self.lines(width)

    def _tabs(self) -> Words:
        panes = []
        for key in self.keys:
            if key.where == "everywhere" and key.id in IDS:
                spec = pane(key.id)
                here = spec is self.spec
                panes.append(Tab(shown(key), self.tab() if here else self._name_of(spec), self.state(spec), here))
        return tabs(panes, self.size.width - 2 * edge(self.size.width))

    def passed(self, part: str = "") -> None:
        """Note that this pane's step of the way, or a part of it, was seen."""
        step = next((stage.step for stage in self.session.stages if stage.step == self.spec.step), None)
        if step and self.app.screen is self and self.session.mark(step, part):
            self.frame()

    def _name_of(self, spec: PaneSpec) -> str:
        return self.tr(self.words.panes[spec.id])

    def state(self, spec: PaneSpec) -> str:
        """How far what a pane is for is done, as its tab says it: `DONE`, a count, or nothing."""
        stage = next((stage for stage in self.session.stages if stage.step == spec.step), None)
        if stage is None or stage.done:
            return DONE if stage else ""
        return f"{stage.given}/{stage.of}" if stage.given else ""

    def _hints(self) -> tuple[Words, Words]:
        helps: Words = [(" ? ", "accent"), (self.tr(self.words.keys.help), "quiet"), (" ", "")]
        if self.message:  # it has the room
            return [(" ", ""), (self.message, "strong")], helps
        right = [*self._below(), *helps]
        room = self.size.width - 2 * edge(self.size.width) - sum(len(text) for text, _ in right) - 1
        first = self.moment()
        named = {hint.id for hint in first}
        rest = [self.hint(key) for key in [*self.hinted(), self.key("quit")] if key.id not in named]
        return hints([*first, *rest], room), right

    def _below(self) -> Words:
        """How many lines are left below, and the key that turns the page."""
        words, left = self.words.dialogs, self.page.more
        if not left or self.size.width < UNITS_FROM:
            return [(f" ↓ {left}", "quiet"), (" ", "")] if left else []
        lines = self.tr(words.lines_below, n=left) if left > 1 else self.tr(words.line_below)
        down = shown(self.key("page_down")).split()[0]
        return [(" ", ""), (down, "accent"), (f" ↓ {lines}", "quiet"), (" ", "")]

    def hint(self, key: Key, text: str = "", first: bool = False) -> Hint:
        """A key and what it does, as the last line says it."""
        return Hint(shown(key).split()[0], text or self.tr(self.words.keys[key.id]), first, key.id)

    def moment(self) -> list[Hint]:
        """What the moment asks for: said first, in bold."""
        return []

    def key(self, id: str) -> Key:
        """The key that does something here. Raises KeyError where none does."""
        return self.named[id]

    def hinted(self) -> list[Key]:
        """The keys that the last line names, as far as there is room."""
        return hinted(self.keys, self.context.idle)

    def arrive(self, *names: str) -> None:
        """Show what a link names, in the pane's own terms."""
        self.show(cursor=names[-1])

    def filtered(self, blocks: Iterable[Block]) -> Document:
        """What of a document is shown."""
        return tuple(blocks)


@lru_cache(maxsize=1024)  # a list in a margin differs by two of its entries from the one before
def entry(text: str, here: bool, width: int, mark: str = "", brief: bool = False) -> tuple[Line, ...]:
    """One entry of a list in a margin, on one line or more; the one that is `here` is marked and stands out."""
    point = Point(text, mark=mark or ("›" if here else " "), tone="strong" if here else "quiet", brief=brief)
    return tuple(replace(line, id=HERE if here else "") for line in layout([point], width))


def said_by(block: Block) -> str:
    """The first words of something on the page, so that it is known again elsewhere."""
    match block:
        case Point() | Paragraph() | Heading():
            said = block.text
        case Axis() | Range() | Shares():
            said = block.title
        case Views():
            said = block.left
        case _:
            said = ""
    return first_words(said, 60)


def first_words(text: str, most: int) -> str:
    """The first words of a text, at most so many signs of it."""
    return f"{wrap(text, most)[0]}…" if len(text) > most else text


def plain_line(text: str, tone: Tone = "") -> Line:
    """A line of one tone that cannot be pointed at."""
    return Line((Span(text, tone),))
