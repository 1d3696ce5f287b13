"""The base class of all panes: tabs, page, margins and hints, and when each is redrawn."""

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
"""The fewest titles on a page for which the margin lists them."""
WAY_FROM = 20
"""Window height, in lines, from which the next step has a line of its own."""
UNITS_FROM = 60
"""Window width, in columns, from which the count of lines below the page has its unit and the key that scrolls."""
EXPORT = "export"
"""The id of the line that exports the result."""
HERE = "here"
"""The id of the marked entry of a list in the margin."""
Margins = tuple[list[Line], list[Line]]
"""The lines of the first and of the second margin. Where there is only one, they are shown below each other."""


class Showing(View, TerminalScreen, inherit_bindings=False):
    """A screen with tabs, a page with its margins, and hints. Subclasses define the page (`lines` or `document`) and
    the margins (`margin`)."""

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
        """The keys that work in this pane."""
        self.named = {key.id: key for key in reversed(self.keys)}
        """The same keys by their id."""
        self.unfolded: set[str] = set()
        self.filter = self.message = ""
        self.was_small, self.sized = False, (Size(0, 0), Size(0, 0))
        """Whether the window was too small, and the sizes of the window and the page, when the frame was last drawn."""
        self.drawn: tuple[Pack, Visit] | None = None
        """The pack and the visit that were last drawn."""
        self.arriving: tuple[str, ...] = ()
        """The target of a link that was followed to this pane, until the pane is ready to show it."""
        self.page, self.way = Page("page"), Page("way", pointing=False)
        """The pane's page, and the line with the next step."""
        self.margins = Margin("margin"), Margin("second")
        self.tab_line, self.hint_line = OneLine("tabs"), OneLine("hints")
        for each in (self.page, self.way, *self.margins):
            each.moved = self.moved

    def compose(self) -> ComposeResult:
        """Tabs, the page and its margins, the line with the next step, hints."""
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
        """Whether the next step is shown on a line of its own, always visible: only in a window high enough, and not in
        the opening pane, whose page already shows it."""
        return self.app.size.height >= WAY_FROM and self.spec.purpose != "opens"

    def _arrange(self, body: Horizontal) -> None:
        """Set the widths, margins and padding for the size of the window."""
        width, height = self.app.size
        self.page.styles.width = RULE_AT if grid.margins(width) else "1fr"
        for number, margin in enumerate(self.margins, 1):
            margin.set_class(grid.margins(width) < number, "absent")
        body.styles.padding = (1 if height >= AIRY_FROM else 0, 0, 0, edge(width))
        self.way.styles.padding = (0, 0, 0, edge(width))

    # --- to be overridden by each pane --------------------------------------------------------------------------

    def lines(self, width: int) -> list[Line]:
        """The lines of the page at `width` columns. Where there is no margin, unfolded notes stand on the page
        itself."""
        return layout(self.filtered(self.document()), width, () if self.wide else self.unfolded)

    def document(self) -> Document:
        """The page's blocks; panes that do not use blocks override `lines` instead."""
        return ()

    def margin(self, width: int) -> Margins:
        """The lines of the margins. By default: the titles of the page, with the one being read marked."""
        parts = titles(self.page.lines)
        if len(parts) < LEAST_TITLES:
            return [], []
        read = max(self.page.top, min(self.page.place, self.page.top + self.page.size.height))
        here = max((place for place, _ in parts if place <= read), default=parts[0][0])
        return [line for place, title in parts for line in entry(title, place == here, width)], []

    def behind(self, id: str) -> Iterable[Block]:
        """Links shown with the notes of the block `id`, when it is unfolded."""
        return ()

    def tab(self) -> str:
        """The title of this pane's tab while it is in front."""
        return self._name_of(self.spec)

    # --- what panes read ---------------------------------------------------------------------------------------

    @property
    def session(self) -> Session:
        """The session: the visit and every action on it."""
        return self.context.session

    @property
    def small(self) -> bool:
        """Whether the window is too small to show anything."""
        return self.size.width < SMALLEST[0] or self.size.height < SMALLEST[1]

    @property
    def wide(self) -> bool:
        """Whether the window has room for a margin."""
        return grid.margins(self.size.width) > 0

    # --- showing -----------------------------------------------------------------------------------------------

    def on_screen_resume(self) -> None:
        """Redraw if the pack or the visit changed while another pane was in front, and the first time."""
        if self.arriving or self.drawn is None or self.drawn[0] is not self.pack or self.drawn[1] is not self.visit:
            self.show()
        elif self.message:
            self.say("")

    def make_room(self) -> None:
        """Adapt the layout to a new size of the window."""
        for body in self.query(Horizontal):  # inline mode has none
            self._arrange(body)

    def resized(self) -> None:
        """Redraw after a change of size; the frame comes last, because its text depends on what the page then shows."""
        if self.small != self.was_small:
            self.was_small = self.small
            self.show()
        elif (sized := (self.app.size, self.page.size)) != self.sized:
            self.sized = sized
            self.page.lay()
            self.frame()

    def show(self, cursor: str | None = None, top: int | None = None) -> None:
        """Rebuild and redraw everything; only the cells that differ are sent to the terminal."""
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
        """Update what is around the page: tabs, margins, the next step and hints."""
        self.tab_line.show(self._tabs())
        self.hint_line.show(*self._hints())
        for margin, lines in zip(self.margins, self._margins(), strict=False):
            margin.put(lines, HERE)
        leads = self.leads
        if self.way.has_class("absent") is leads:  # changes the page's height, and so the count in the hint line
            self.way.set_class(not leads, "absent")
            self.app.delay_update()
        if leads:
            self.way.show(self.way_on)

    def way_on(self, width: int) -> list[Line]:
        """The next step, as one line that opens it; when all steps are done, the line that exports the result."""
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
        """The lines of each visible margin; where there is only one, both parts below each other."""
        of, width = grid.margins(self.size.width), grid.MARGIN
        if not of:
            return ()
        self.page.lay()  # the margins depend on the page's lines
        first, second = ([], []) if self.small else self.margin(width)
        if proof := [] if self.small else self.proof(width):
            first, second = proof, [] if of < 2 else first or second
        return (first, second) if of > 1 else ([*first, *([Line()] if first and second else []), *second],)

    def proof(self, width: int) -> list[Line]:
        """The notes and links of the unfolded blocks, for the margin."""
        document = self.document() if self.unfolded else ()
        asked = [block for block in document if not isinstance(block, UNPOINTED) and block.id in self.unfolded]
        blocks: list[Block] = []
        for block in asked:
            told = [*(Paragraph(note) for note in block.notes), *self.behind(block.id)]
            if told:
                blocks += [Paragraph(f"«{said_by(block)}»", "quiet"), *told]
        return layout([Heading(self.tr(self.words.why.whence), 3), *blocks], width, ()) if blocks else []

    def say(self, message: str) -> None:
        """Show a message in the last line until the next action."""
        self.message = message
        self.frame()

    def moved(self) -> None:
        """Called after the cursor moved or the page scrolled: clear the message and update the frame."""
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
        """Mark this pane's step, or a part of it, as seen."""
        step = next((stage.step for stage in self.session.stages if stage.step == self.spec.step), None)
        if step and self.app.screen is self and self.session.mark(step, part):
            self.frame()

    def _name_of(self, spec: PaneSpec) -> str:
        return self.tr(self.words.panes[spec.id])

    def state(self, spec: PaneSpec) -> str:
        """The progress of a pane's step, for its tab: `DONE`, a count such as `7/24`, or empty."""
        stage = next((stage for stage in self.session.stages if stage.step == spec.step), None)
        if stage is None or stage.done:
            return DONE if stage else ""
        return f"{stage.given}/{stage.of}" if stage.given else ""

    def _hints(self) -> tuple[Words, Words]:
        helps: Words = [(" ? ", "accent"), (self.tr(self.words.keys.help), "quiet"), (" ", "")]
        if self.message:  # it takes the place of the hints
            return [(" ", ""), (self.message, "strong")], helps
        right = [*self._below(), *helps]
        room = self.size.width - 2 * edge(self.size.width) - sum(len(text) for text, _ in right) - 1
        first = self.moment()
        named = {hint.id for hint in first}
        rest = [self.hint(key) for key in [*self.hinted(), self.key("quit")] if key.id not in named]
        return hints([*first, *rest], room), right

    def _below(self) -> Words:
        """The number of lines below the page, and the key that scrolls down."""
        words, left = self.words.dialogs, self.page.more
        if not left or self.size.width < UNITS_FROM:
            return [(f" ↓ {left}", "quiet"), (" ", "")] if left else []
        lines = self.tr(words.lines_below, n=left) if left > 1 else self.tr(words.line_below)
        down = shown(self.key("page_down")).split()[0]
        return [(" ", ""), (down, "accent"), (f" ↓ {lines}", "quiet"), (" ", "")]

    def hint(self, key: Key, text: str = "", first: bool = False) -> Hint:
        """A hint for the last line: the key's shown name, and `text` or what the key does."""
        return Hint(shown(key).split()[0], text or self.tr(self.words.keys[key.id]), first, key.id)

    def moment(self) -> list[Hint]:
        """Hints for what one should do now: shown first, in bold."""
        return []

    def key(self, id: str) -> Key:
        """The key with that id in this pane. Raises KeyError where there is none."""
        return self.named[id]

    def hinted(self) -> list[Key]:
        """The keys shown in the last line, as far as they fit."""
        return hinted(self.keys, self.context.idle)

    def arrive(self, *names: str) -> None:
        """Show the target of a link; what the names mean depends on the pane."""
        self.show(cursor=names[-1])

    def filtered(self, blocks: Iterable[Block]) -> Document:
        """The blocks that pass the filter."""
        return tuple(blocks)


@lru_cache(maxsize=1024)  # usually only two entries of a list change at a time
def entry(text: str, here: bool, width: int, mark: str = "", brief: bool = False) -> tuple[Line, ...]:
    """One entry of a list in a margin, on one or more lines; with `here` it is marked and emphasised."""
    point = Point(text, mark=mark or ("›" if here else " "), tone="strong" if here else "quiet", brief=brief)
    return tuple(replace(line, id=HERE if here else "") for line in layout([point], width))


def said_by(block: Block) -> str:
    """The first words of a block, by which it can be recognised elsewhere on the screen."""
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
    """The first words of a text, at most `most` characters."""
    return f"{wrap(text, most)[0]}…" if len(text) > most else text


def plain_line(text: str, tone: Tone = "") -> Line:
    """A line of one tone without an id, so the cursor skips it."""
    return Line((Span(text, tone),))
