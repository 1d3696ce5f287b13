"""The Simulator pane: a day lived by its choices, told hour by hour, beside the other days, and its debrief."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

from explorer.engine.day import Hour, Played
from explorer.engine.messages import chose, day_as_lived, took_back
from explorer.engine.visit import Visit, liked, restarted
from explorer.pack.days import DayFile
from explorer.report import day as told
from explorer.report.document import Block, Document, Heading, Hours, Paragraph, Point, Ribbon
from explorer.report.hours import hours_side_by_side
from explorer.report.layout import layout
from explorer.report.links import GO
from explorer.report.pack_translator import PackTranslator
from explorer.report.two_chairs import two_versions
from explorer.tui.frame import Hint
from explorer.tui.grid import AIRY_FROM
from explorer.tui.panes.context import Context
from explorer.tui.panes.screen import Margins
from explorer.tui.panes.shared_day import SharedDay
from explorer.tui.panes.table import PaneSpec

RESTART, GO_ON, LIKE = "restart", "go on", "like "
"""What the cursor can stand on; `LIKE` before the number of a rating."""
AGAIN = 0.5
"""Seconds in which the digit that chose an option rates no hour: it was pressed twice, or held."""


class Simulator(SharedDay, inherit_bindings=False):
    """A choice of days; in one of them, the scene that waits, or what came of the last choice."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.role = ""
        """Whose day is open; empty: none."""
        self.tellings: set[str] = set()
        """The days on whose page is what came of the last choice, before the next scene."""
        self.metered = False
        self.both = False
        """Whether both days are on the page, in place of the scene."""
        self.twin = False
        """Whether the hour is seen from the other chair."""
        self.seen: Hour | None = None
        """Which hour that is, in the debrief."""
        self.clock = time.monotonic
        self.pressed = (0, 0.0)
        """The digit that chose last, and when."""

    # --- what is shown -----------------------------------------------------------------------------------------

    @property
    def told(self) -> bool:
        """Whether what came of the last choice is on the page of the open day."""
        return self.role in self.tellings

    @told.setter
    def told(self, told: bool) -> None:
        self.tellings = self.tellings | {self.role} if told else self.tellings - {self.role}

    @property
    def hours(self) -> Hours | None:
        """The open day beside the others, as far as it was lived."""
        return hours_side_by_side(self.tr, self.visit, self.role, self.told) if self.role else None

    def margin(self, width: int) -> Margins:
        """How the open day goes; and both days side by side, as far as they were lived."""
        if not self.role or self.both or self.twin or (self.played.ending and not self.telling):
            return [], []
        going: list[Block] = [
            Heading(self.tr(self.words.simulator.meters), 3),
            *told.meters(self.tr, self.played, brief=True),
        ]
        return layout(going, width), layout([self.hours], width) if self.hours else []

    def tab(self) -> str:
        """The role whose day is open, else the pane's name."""
        return self.tr.short(self.role) if self.role else super().tab()

    @property
    def day(self) -> DayFile:
        """The day that is open."""
        return self.pack.day(self.role)

    @property
    def played(self) -> Played:
        """That day as it stands."""
        return day_as_lived(self.pack, self.visit, self.role)

    @property
    def telling(self) -> Hour | None:
        """The hour whose outcome is on the page, if one is."""
        lived = self.played.lived
        return lived[-1] if self.told and lived else None

    @property
    def looked_at(self) -> Hour | None:
        """The hour whose other chair can be taken: the one just told, or in the debrief the one under the cursor."""
        if not self.role or self.telling:
            return self.telling if self.role else None
        if self.twin:
            return self.seen
        named = (hour for hour in self.played.lived if f"{self.role} {hour.scene.id}" == self.page.cursor)
        self.seen = next(named, None) if self.played.ending else None
        return self.seen

    def document(self) -> Document:
        """The days, the scene, the outcome or the debrief."""
        return tuple(self._blocks(self.tr))

    def _blocks(self, tr: PackTranslator) -> Iterator[Block]:
        words = self.words.simulator
        if self.role and all(day.role != self.role for day in self.pack.days):
            self.role = ""  # the pack changed under it
        if not self.role:
            yield from self._days(tr)
            return
        played, telling = self.played, self.telling
        if self.both and (hours := self.hours):
            yield Heading(tr(words.both_days), 1)
            yield hours
            return
        if self.twin and (hour := telling or self.seen):
            yield from told.from_other_chair(tr, self.visit, self.role, hour.scene)
            return
        if telling or played.now:
            yield self._ribbon()
        if telling:
            yield Heading(f"{telling.scene.time} · {tr(telling.scene.title)}", 1, aside=tr(telling.scene.place))
            yield from told.outcome(tr, self.day, telling)
            yield from self.aside()
            yield Heading(tr(words.like), 3)
            yield Point(
                tr(words.go_on if played.now else words.go_on_end), id=GO_ON, mark="", tone="quiet", choice=True
            )
            for number, word in enumerate(told.LIKES, 1):
                yield Point(tr(words[word]), id=f"{LIKE}{number}", mark=f"{number} ( )", choice=True)
            if any(told.twins(self.pack, self.role, telling.scene)):
                yield Point(tr(words.go_look), mark="", tone="quiet")
        elif played.now and self.gated:
            yield from self.gate()
        elif played.now:
            if not played.lived:
                yield Paragraph(tr(self.day.premise), "quiet")
            yield from told.hour(tr, played.now, terms=True)
            yield Heading(tr(words.question), 3)
            yield from told.choices(tr, played.now)
            yield from self.aside()
        elif debrief := told.debrief(self.pack, self.visit, self.role):
            yield from told.debrief_document(tr, debrief)
            yield from two_versions(tr, self.visit, self.role, 2)
            yield from self.aside()
            yield Point(tr(words.restart), id=RESTART, mark=">", tone="strong")
            yield Paragraph(tr(words.after), "quiet")
        if self.metered and not self.wide and not (played.ending and not telling):
            yield Heading(tr(words.meters), 3)
            yield from told.meters(tr, played)

    def _ribbon(self) -> Ribbon:
        """The day as one line: with its times where there is height for them; with its meters where no margin has
        them."""
        short = () if self.wide or self.metered else tuple(told.meters(self.tr, self.played))
        airy = self.size.height >= AIRY_FROM
        return told.ribbon(self.tr, self.visit, self.role, self.telling is not None, times=airy, gauges=short)

    def moment(self) -> list[Hint]:
        """A day, a choice, or to go on."""
        going = self.hint(self.key("go_on"), first=True)
        if not self.role or self.telling or self.both or self.twin or self.gated:
            return [going]
        if now := self.played.now:
            choose = self.key("choose")
            return [replace(self.hint(choose, first=True), key=f"1-{len(now.options)}")]
        return []

    def _days(self, tr: PackTranslator) -> Iterator[Block]:
        words = self.words.simulator
        if not self.pack.days:
            yield Paragraph(tr(words.no_day), "strong")
            return
        yield Heading(tr(words.title), 1)
        yield Paragraph(tr(words.lead))
        for day in self.pack.days:
            yield Point(
                f"{tr(day.title)} · {told.state(tr, self.visit, day)}",
                id=day.role,
                mark="",
                tag=tr.short(day.role),
                tag_tone=tr.tone(day.role),
                choice=True,
            )
            yield told.ribbon(tr, self.visit, day.role, id=day.role)
        yield from self.invitation()

    # --- acts --------------------------------------------------------------------------------------------------

    def action_choose(self, number: int) -> None:
        """Open a day, choose in a scene, or say how an hour was liked."""
        if not self.role:
            if number <= len(self.pack.days):
                self._open(self.pack.days[number - 1].role)
        elif self.twin or self.both:
            return
        elif self.telling:
            digit, when = self.pressed
            if digit != number or self.clock() - when >= AGAIN:
                self._rate(number)
        elif self.gated:
            self.say(self.tr(self.words.together.gate_open))
        elif (now := self.played.now) and number <= len(now.options):
            self.pressed = number, self.clock()
            self._take(number)
        elif now:
            self.say(self.tr(self.words.simulator.choose_prompt, n=len(now.options)))

    def _take(self, number: int) -> None:
        """Do that in the scene, and tell what comes of it."""
        self.told = True
        self._change_and_start(chose(self.pack, self.visit, self.role, number))

    def _rate(self, number: int) -> None:
        """Say how the hour just told was liked, and go on."""
        hour = len(self.played.lived) - 1
        self.told = False
        self._change_and_start(liked(self.visit, self.role, hour, number))

    def action_go_on(self) -> None:
        """What the cursor stands on; after an outcome, the next scene."""
        if self.follow_front():
            return
        cursor = self.page.cursor
        if not self.role:
            if cursor:
                self._open(cursor)
        elif self.both:
            self.action_both_days()
        elif self.twin:
            self.action_other_chair()
        elif self.telling and cursor.startswith(LIKE):
            self._rate(int(cursor.removeprefix(LIKE)))
        elif self.telling:
            self.told = False
            self.show(cursor="", top=0)
        elif self.gated:
            self.open_gate()
        elif cursor.startswith("option "):
            self._take(int(cursor.removeprefix("option ")))
        elif cursor.startswith(GO):
            self.follow(cursor)
        elif cursor == RESTART:
            self._change_and_start(restarted(self.visit, self.role))
        else:
            self.action_why()

    def action_open(self) -> None:
        """What was clicked: a day, an option, a rating, a line of the debrief."""
        self.action_go_on()

    def action_rewind(self) -> None:
        """The last scene unlived."""
        if self.role and self.visit.lived(self.role).choices:
            self.told = self.twin = self.both = False
            self.session.rewind(took_back(self.pack, self.visit, self.role))
            self.show(cursor="", top=0)
        else:
            self.say(self.tr(self.words.simulator.last_rewound))

    def action_meters(self) -> None:
        """The meters, below the text, or not."""
        self.metered = not self.metered
        self.show()

    def action_other_chair(self) -> None:
        """The hour that was just lived, from the other chair, and back."""
        words = self.words.simulator
        telling = self.looked_at
        if not telling:
            self.say(self.tr(words.twin_later))
        elif not any(told.twins(self.pack, self.role, telling.scene)):
            self.say(self.tr(words.no_twin))
        else:
            self.twin = not self.twin
            self.show(cursor=f"{self.role} {telling.scene.id}", top=0 if self.twin else None)

    def action_both_days(self) -> None:
        """Both days side by side, as far as they were lived, and back."""
        if not self.hours:
            self.say(self.tr(self.words.simulator.both_later))
        else:
            self.both = not self.both
            self.show(top=0)

    def action_back(self) -> None:
        """Out of the filter, of what is looked at, or of the day."""
        if self.filter:
            self.search("")
        elif self.both:
            self.action_both_days()
        elif self.twin:
            self.action_other_chair()
        elif self.context.trail:
            self.retrace()
        else:
            self.action_days()

    def action_filter(self) -> None:
        """Type to filter how a day went; what is being lived is not filtered."""
        if self.role and self.played.ending and not (self.telling or self.twin or self.both):
            super().action_filter()
        else:
            self.say(self.tr(self.words.dialogs.nothing_to_filter))

    def action_days(self) -> None:
        """The choice of days."""
        self.filter = ""
        role, self.role, self.twin, self.both = self.role, "", False, False
        self.show(cursor=role, top=0)

    def arrive(self, *names: str) -> None:
        """A role's day, as far as it was lived; in a debrief, at the hour that is named. Or back where one was."""
        role, *hour = names
        if any(day.role == role for day in self.pack.days):
            self._open(role)
            if hour and self.played.ending:
                self.show(cursor=f"{role} {hour[0]}")
        else:
            self.show(cursor=names[-1])

    def _open(self, role: str) -> None:
        self.filter = ""
        self.role, self.twin, self.both = role, False, False
        self.show(cursor="", top=0)

    def _change_and_start(self, visit: Visit) -> None:
        self.filter = ""
        self.session.change(visit)
        self.show(cursor="", top=0)
