"""The Simulator pane: play a role's day hour by hour through choices, compare days, and read the debrief."""

from __future__ import annotations

from explorer.engine.air import hour_shown
from explorer.engine.messages import choose_and_hear, day_as_lived, take_back_hour
from explorer.engine.visit import Visit, liked, restarted
from explorer.engine.way import lives_on
from explorer.report import day as day_report
from explorer.report.end_page import BOTH, LAST, LIVE, RESTART, role_of
from explorer.report.hour_page import GO_ON, LIKE, OPTION
from explorer.report.links import GO
from explorer.report.making import last_of
from explorer.report.panel import terms
from explorer.tui.page import BEGINNING
from explorer.tui.panes.day_shown import DayShown

AGAIN = 0.5
"""Seconds during which the digit that chose an option is ignored as a rating: it was pressed twice or held down."""


class Simulator(DayShown, inherit_bindings=False):
    """The actions of the pane: choose a day, an option and a rating, and move between its pages."""

    # --- actions -----------------------------------------------------------------------------------------------

    def action_choose(self, number: int) -> None:
        """Open day `number`, choose that option of the current scene, or rate the hour with it."""
        if not self.role:
            if number <= len(self.pack.days):
                self._open(self.pack.days[number - 1].role)
        elif self.twin or self.both:
            return
        elif self.outcome_hour:
            self._rate_again(number)
        elif self.gated:
            self.say(self.tr(self.words.together.gate_open))
        elif self.picked:
            digit, when = self.pressed
            if digit != number or self.clock() - when >= AGAIN:
                self._rate(number)
        elif (now := self.played.now) and number <= len(now.options):
            self.pressed = number, self.clock()
            self._pick(number)
        elif now:
            self.say(self.tr(self.words.simulator.choose_prompt, n=len(now.options)))

    def action_unsaid(self) -> None:
        """Leave the hour without a rating."""
        if self.living and self.picked:
            self._rate(0)
        elif self.living and self.outcome_hour:
            self._rate_again(0)
        elif self.role and self.gated and not (self.both or self.twin):
            self.say(self.tr(self.words.together.gate_open))
        elif self.living and (now := self.played.now):
            self.say(self.tr(self.words.simulator.choose_prompt, n=len(now.options)))

    def _pick(self, number: int) -> None:
        """Choose option `number`; a rated hour asks for its rating before the outcome is shown."""
        now = self.played.now
        assert now is not None
        self.picked = number
        if now.scene.rated:
            self.terms = False
            self.show(cursor=f"{LIKE}0", top=BEGINNING)
        else:
            self._rate(0)

    def _rate(self, number: int) -> None:
        """Add the hour to the visit with the chosen option and this rating (0: none), and show its outcome."""
        visit = choose_and_hear(self.pack, self.visit, self.role, self.picked, number)
        self.picked = 0
        played = day_as_lived(self.pack, visit, self.role)
        written_on = not played.lived[-1].scene.rated and last_of(played) is None
        self.outcomes_shown[self.role] = 0 if written_on else len(played.lived)
        self.terms = False
        self._change_and_start(visit, "" if written_on else GO_ON)

    def _rate_again(self, number: int) -> None:
        """Change the rating of the hour whose outcome is shown."""
        hour = self.played.lived[-1]
        if hour.scene.rated:
            self.session.change(liked(self.visit, self.role, len(self.played.lived) - 1, number))

    def action_go_on(self) -> None:
        """Do what the line under the cursor stands for; after an outcome, go to the next scene."""
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
        elif self.outcome_hour:
            self.outcome_shown = self.terms = False
            self._start()
        elif self.gated:
            self.open_gate()
            self._start()
        elif self.just_opened:
            self.show()
        elif self.picked:
            self._rate(int(cursor.removeprefix(LIKE)) if cursor.startswith(LIKE) else 0)
        elif cursor.startswith(OPTION):
            self._pick(int(cursor.removeprefix(OPTION)))
        elif cursor.startswith(GO):
            self.follow(cursor)
        elif cursor.startswith(LIVE):
            self._open(role_of(cursor))
        elif cursor.startswith(BOTH):
            self.action_both_days()
        elif cursor == RESTART:
            self._change_and_start(restarted(self.visit, self.role))
        else:
            self.action_why()

    def action_open(self) -> None:
        """Open what was clicked: a day, an option, a rating, a line of the debrief."""
        self.action_go_on()

    def action_rewind(self) -> None:
        """Take back the option that is not rated yet, else the last hour."""
        if self.role and self.picked:
            self._choose_again()
        elif self.role and self.visit.lived(self.role).choices:
            self.session.rewind(take_back_hour(self.pack, self.visit, self.role))
            if self.session.refusal:
                self.say(self.session.refusal)
                return
            self.outcome_shown = self.twin = self.both = False
            self._start()
        else:
            self.say(self.tr(self.words.simulator.last_rewound))

    def _choose_again(self) -> None:
        picked, self.picked = self.picked, 0
        self.show(cursor=f"{OPTION}{picked}", top=BEGINNING)

    def action_meters(self) -> None:
        """Show or hide everything known about the hour, below it."""
        self.whole = not self.whole
        self.show(top=BEGINNING if self.living else None)

    def action_why(self) -> None:
        """Show or hide the glossary terms of the hour; in the debrief, the notes of a line."""
        if not self.living:
            super().action_why()
        elif self.terms or terms(self.tr, hour_shown(self.played, self.outcome_shown) or self.played.lived[-1]):
            self.terms = not self.terms
            self.show(top=BEGINNING)
        else:
            self.say(self.tr(self.words.why.nothing))

    def action_other_chair(self) -> None:
        """Show the last hour, or in a debrief the one under the cursor, from the other role's point of view, or go
        back."""
        words = self.words.simulator
        telling = self.looked_at
        if not telling:
            self.say(self.tr(words.twin_later))
        elif not any(day_report.twins(self.pack, self.role, telling.scene)):
            self.say(self.tr(words.no_twin))
        else:
            self.twin = not self.twin
            self.show(cursor=f"{self.role} {telling.scene.id}" if not self.outcome_shown else GO_ON, top=BEGINNING)

    def action_page_down(self) -> None:
        """Scroll down; at the end of a debrief, move the cursor to the line that leads on."""
        super().action_page_down()
        last = "" if self.page.more else next((line.id for line in self.page.lines if line.id.endswith(LAST)), "")
        if last:
            self.page.point(last)

    def action_both_days(self) -> None:
        """Show or hide the days side by side, as far as they were lived."""
        if not self.hours:
            self.say(self.tr(self.words.simulator.both_later))
        else:
            self.both = not self.both
            self.show(top=BEGINNING)

    def action_back(self) -> None:
        """Go back one level: clear the filter, leave the page on top, or leave the day."""
        if self.filter:
            self.search("")
        elif self.both:
            self.action_both_days()
        elif self.twin:
            self.action_other_chair()
        elif self.living and (self.whole or self.terms):
            self.whole = self.terms = False
            self.show(top=BEGINNING)
        elif self.role and self.picked:
            self._choose_again()
        elif self.context.trail:
            self.retrace()
        else:
            self.action_days()

    def action_filter(self) -> None:
        """Filter a debrief; anywhere else, search everything."""
        if self.role and self.played.ending and not (self.outcome_hour or self.twin or self.both):
            super().action_filter()
        else:
            self.action_search()

    def action_days(self) -> None:
        """Go back to the list of days."""
        self.filter = ""
        role, self.role, self.twin, self.both = self.role, "", False, False
        self.show(cursor=role, top=BEGINNING)

    def arrive(self, *names: str) -> None:
        """Open a role's day; in its debrief, at the hour that is named. Other names are ids of lines."""
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
        self._start()

    def _start(self, cursor: str = "") -> None:
        """Show the page from its top, with the cursor on `cursor` or on the first thing to choose."""
        if not cursor and self.living:
            cursor = GO_ON if self.outcome_shown else f"{LIKE}0" if self.picked else f"{OPTION}1"
        elif not cursor and self.role:
            others = (each.role for each in self.pack.days if each.role != self.role)
            waits = (each for each in others if lives_on(self.pack, self.visit, each))
            cursor = next((f"{LIVE}{each}" for each in waits), BOTH)
        self.show(cursor=cursor, top=BEGINNING)

    def _change_and_start(self, visit: Visit, cursor: str = "") -> None:
        self.filter, self.held = "", True
        self.session.change(visit)
        self.held = False
        if self.session.refusal:
            self.say(self.session.refusal)
        else:
            self._start(cursor)
