"""What the Simulator pane shows: the list of days, an hour with its context, the other role's point of view, the days
side by side, and the debrief."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from explorer.engine.day import Hour, Played
from explorer.engine.messages import day_as_lived
from explorer.engine.way import hours
from explorer.pack.days import DayFile
from explorer.report import day as day_report
from explorer.report.day_pages import beside_days, both_days_page, days_page
from explorer.report.document import Block, Document, Heading, Hours, Ribbon
from explorer.report.end_page import BOTH, LIVE, RESTART, Space, end_page, role_of
from explorer.report.hour_page import HourPage, hour_page
from explorer.report.hours import hours_side_by_side
from explorer.report.layout import Line, layout
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator
from explorer.report.panel import behind_the_end, beside
from explorer.tui.frame import DONE, Hint
from explorer.tui.grid import AIRY_FROM, margins
from explorer.tui.keys import Key
from explorer.tui.panes.context import Context
from explorer.tui.panes.screen import UNITS_FROM, Margins
from explorer.tui.panes.shared_day import SharedDay
from explorer.tui.panes.table import PaneSpec

PINNED_PART = 3
"""The pinned lines take at most one in this many of the page's lines."""
FRAME = 2
"""Lines of the window taken by the tabs and the hints."""


class DayShown(SharedDay, inherit_bindings=False):
    """The state of the Simulator pane, and what it shows on the page and in the margins."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.role = ""
        """The role whose day is open; empty: none."""
        self.outcomes_shown: dict[str, int] = {}
        """By role id, how many hours had been lived when the outcome of the last one was shown (0: it is not shown)."""
        self.picks: dict[str, tuple[int, int]] = {}
        """By role id, an option that is chosen but not rated yet: (hours lived before it, number of the option)."""
        self.whole = self.terms = False
        """`whole`: whether everything known about the hour is shown below it. `terms`: whether its glossary terms
        are."""
        self.both = False
        """Whether the days are shown side by side instead of the scene."""
        self.twin = False
        """Whether the hour is shown from the other role's point of view."""
        self.seen: Hour | None = None
        """In the debrief, the hour shown that way."""
        self.blocks: Document = ()
        self.read_from = 0
        """The index in `blocks` (what is on the page) of the first block of the current question."""
        self.clock = time.monotonic
        self.pressed = (0, 0.0)
        """The digit that last chose an option, and when it was pressed."""

    # --- what is shown -----------------------------------------------------------------------------------------

    @property
    def outcome_shown(self) -> bool:
        """Whether the outcome of the last choice in the open day is on the page."""
        return 0 < len(self.visit.lived(self.role).choices) == self.outcomes_shown.get(self.role, 0)

    @outcome_shown.setter
    def outcome_shown(self, shown: bool) -> None:
        self.outcomes_shown[self.role] = len(self.visit.lived(self.role).choices) if shown else 0

    @property
    def picked(self) -> int:
        """The option chosen in the current hour and not rated yet, from 1; 0: none."""
        after, option = self.picks.get(self.role, (0, 0))
        now = self.played.now if option and after == len(self.visit.lived(self.role).choices) else None
        return option if now and option <= len(now.options) else 0

    @picked.setter
    def picked(self, option: int) -> None:
        self.picks[self.role] = len(self.visit.lived(self.role).choices), option

    @property
    def living(self) -> bool:
        """Whether the page shows an hour of a day: its choice, its rating or its outcome."""
        if not self.role or self.both or self.twin:
            return False
        return bool(self.outcome_hour) or bool(self.played.now and not self.gated)

    @property
    def hours(self) -> Hours | None:
        """The open day next to the others, as far as it was lived."""
        return hours_side_by_side(self.tr, self.visit, self.role, self.outcome_shown) if self.role else None

    def margin(self, width: int) -> Margins:
        """The context of an hour; and the days side by side, where there is room for them."""
        if not self.role and self.pack.days:
            return layout(beside_days(self.tr), width), []
        over = (
            day_report.debrief(self.pack, self.visit, self.role) if self.role and not (self.both or self.twin) else None
        )
        if over and not self.outcome_shown:
            sides = behind_the_end(self.tr, over)
        elif self.living:
            sides = beside(self.tr, self.visit, self.played, self.outcome_shown)
        else:
            return [], []
        first, second = ([line for part in side for line in (*layout(part, width), Line())] for side in sides)
        title = Heading(self.tr(self.words.simulator.both_days), 3)
        hours = layout([title, self.hours], width) if self.hours and (self.living or over) else []
        used = len(second) + (0 if margins(self.size.width) > 1 else len(first))
        return first[:-1], [*second, *hours] if used + len(hours) <= self.page_height else second[:-1]

    @property
    def page_height(self) -> int:
        """Height of the page in lines, known even before it is laid out."""
        return self.size.height - FRAME - self.leads - (self.size.height >= AIRY_FROM)

    @property
    def going_on(self) -> bool:
        """Whether a day is open and not finished."""
        return bool(self.role) and bool(self.outcome_hour or not self.played.ending)

    @property
    def leads(self) -> bool:
        """In the middle of a day the general next step is not shown: the day has its own."""
        return super().leads and not self.going_on

    def state(self, spec: PaneSpec) -> str:
        """In the tab of an unfinished day, how many of its hours were lived; otherwise the progress over all days."""
        if spec is not self.spec or not self.role:
            return super().state(spec)
        lived, of = hours(self.pack, self.visit, self.role)
        return f"{lived}/{of}" if self.going_on else DONE

    def tab(self) -> str:
        """The short name of the role whose day is open, else the pane's name."""
        return self.tr.short(self.role) if self.role else super().tab()

    @property
    def day(self) -> DayFile:
        """The definition of the open day."""
        return self.pack.day(self.role)

    @property
    def played(self) -> Played:
        """The open day as it was lived so far."""
        return day_as_lived(self.pack, self.visit, self.role)

    @property
    def outcome_hour(self) -> Hour | None:
        """The hour whose outcome is on the page, if any."""
        lived = self.played.lived
        return lived[-1] if self.outcome_shown and lived else None

    @property
    def looked_at(self) -> Hour | None:
        """The hour that can be shown from the other role's point of view: the one just lived, or in the debrief the one
        under the cursor."""
        if not self.role or self.outcome_hour:
            return self.outcome_hour if self.role else None
        if self.twin:
            return self.seen
        named = (hour for hour in self.played.lived if f"{self.role} {hour.scene.id}" == self.page.cursor)
        self.seen = next(named, None) if self.played.ending else None
        return self.seen

    def document(self) -> Document:
        """The list of days, the scene, the outcome or the debrief."""
        self.read_from = 0
        self.blocks = tuple(self._blocks(self.tr))
        return self.blocks

    def lines(self, width: int) -> list[Line]:
        """The lines of the page. Also sets which lines are pinned (the ribbon and its title) and where the current
        question begins."""
        lines = super().lines(width)
        head = _head(self.blocks) if self.role and not self.filter else ()
        pinned = len(layout(head, width))
        self.page.pinned = pinned if pinned <= self.page_height // PINNED_PART else 0
        begins = len(layout(self.blocks[: self.read_from], width, ()))
        self.page.begins = begins + (begins < len(lines) and not lines[begins].spans)
        return lines

    def _blocks(self, tr: PackTranslator) -> Iterator[Block]:
        if self.role and all(day.role != self.role for day in self.pack.days):
            self.role = ""  # the pack was reloaded without this day
        if not self.role:
            yield from days_page(tr, self.visit, self.page.column, self.page_height)
            yield from self.invitation()
            return
        played, telling = self.played, self.outcome_hour
        if self.both and self.hours:
            yield from both_days_page(tr, self.visit, self.role, self.outcome_shown)
            return
        if self.twin and (hour := telling or self.seen):
            yield from day_report.from_other_chair(tr, self.visit, self.role, hour.scene)
            return
        if not telling and self.gated:
            yield from self.gate()
        elif telling or played.now:
            asked = hour_page(self._hour(tr))
            self.read_from = asked.begins
            yield from asked.document
        elif debrief := day_report.debrief(self.pack, self.visit, self.role):
            space = Space(self.page.column, self.page_height, self.size.height >= AIRY_FROM, self.wide)
            yield from end_page(tr, self.visit, debrief, space, tuple(self.aside()))

    def _hour(self, tr: PackTranslator) -> HourPage:
        """The hour on the page, with the space available for it."""
        return HourPage(
            tr,
            self.visit,
            self.role,
            self.picked,
            self.outcome_shown,
            self.page.column,
            self.page_height,
            times=self.size.height >= AIRY_FROM,
            beside=self.wide,
            whole=self.whole,
            terms=self.terms,
            aside=tuple(self.aside()),
        )

    def moment(self) -> list[Hint]:
        """What to do now: choose a day or an option, rate the hour, or go on."""
        going, words = self.hint(self.key("go_on"), first=True), self.words.simulator
        if not self.role or self.outcome_hour or self.both or self.twin or self.gated:
            back = self.tr(words.back_here if self.twin else self.words.keys.back)
            return [replace(going, text=back) if self.twin or self.both else going]
        if not (now := self.played.now):
            return self._onwards(going)
        choose = self.hint(self.key("choose"), first=True)
        if self.picked:
            again = replace(self.hint(self.key("rewind")), text=self.tr(words.choose_again))
            return [replace(choose, key="1-5 ↑↓ Enter", text=self.tr(words.rate)), self.hint(self.key("unsaid")), again]
        return [replace(choose, key=f"1-{len(now.options)} ↑↓ Enter")]

    def _onwards(self, going: Hint) -> list[Hint]:
        """At the end of a day: what Enter does on the line under the cursor."""
        cursor, words = self.page.cursor, self.words.simulator
        if cursor.startswith(LIVE) and self.size.width >= UNITS_FROM:
            return [replace(going, text=self.tr(words.end_other, role=self.tr.short(role_of(cursor))))]
        if cursor == RESTART:
            return [replace(going, text=self.tr(words.end_again))]
        if cursor.startswith(BOTH):
            return [replace(going, text=self.tr(self.words.keys.both_days))]
        if self.looked_at:
            return [replace(going, text=self.tr(words.end_hour))]
        return [going] if cursor.startswith((LIVE, GO)) else []

    def hinted(self) -> list[Key]:
        """The keys that are useful in an hour; the others are in the help."""
        if not self.role:
            return [self.key(id) for id in ("together", "language")]
        if self.twin or self.both:
            return [self.key("back")]
        hour = self.looked_at
        look = ["other_chair"] if hour and any(day_report.twins(self.pack, self.role, hour.scene)) else []
        known = ["meters"] if self.living and not self.wide else []
        ids = [*look, "rewind", "why", "both_days", *known, "days"]
        if self.whole and known:  # the key that closes it comes first
            ids = [*known, *(id for id in ids if id not in known)]
        return [self.key(id) for id in ids]


def _head(blocks: Document) -> Document:
    """The ribbon at the top of a page, and the title below it, if there is one."""
    if not blocks or not isinstance(blocks[0], Ribbon):
        return ()
    return blocks[:2] if isinstance(blocks[1], Heading) else blocks[:1]
