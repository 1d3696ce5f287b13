"""The actions that all panes share: moving, unfolding, following links, opening dialogs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on

from explorer.engine.visit import Visit
from explorer.report.links import GO
from explorer.tui.frame import OneLine
from explorer.tui.keys import shown
from explorer.tui.page import Page
from explorer.tui.panes.screen import EXPORT
from explorer.tui.panes.searching import Searching
from explorer.tui.panes.table import IDS
from explorer.tui.theme import next_palette

if TYPE_CHECKING:
    from explorer.engine.code import Opened
    from explorer.report.everything import Entry
    from explorer.tui.dialogs.leave import Answer


class Pane(Searching, inherit_bindings=False):
    """Base class of panes: a page, and the actions of the common keys. Subclasses define the page."""

    @property
    def front(self) -> Page:
        """The widget the keys move in: the page, a margin, or the line with the next step."""
        return next((each for each in (*self.margins, self.way) if each.pointing), self.page)

    def stand_on(self, there: Page) -> bool:
        """Move the cursor to another of these widgets; False if it is already there."""
        here = self.front
        if there is here:
            return False
        here.pointing, there.pointing = False, True
        for each in (here, there):
            each.refresh()
        self.frame()
        return True

    def _enter_margin(self, enter: bool) -> bool:
        """Move the cursor to the first margin that has a link, or back to the page; False if it does not move."""
        margins = (margin for margin in self.margins if enter and margin.display and margin.opens)
        return self.stand_on(next(margins, self.page))

    def _on_the_way(self, by: int) -> bool:
        """Move from the end of the page to the line with the next step, or back; False if that is not possible."""
        front = self.front
        if not self.way.is_attached or not self.way.display or (front is self.page and not self.page.at_end(by)):
            return False
        if front is self.page:
            return self.stand_on(self.way)
        return front is self.way and self.stand_on(self.page)

    def follow_front(self) -> bool:
        """Open the line under the cursor when it is not on the page: a link in a margin, or the next step. False on the
        page."""
        here = self.front
        if here is self.page:
            return False
        self.stand_on(self.page)
        if here.cursor.startswith(GO):
            self.follow(here.cursor)
        elif here.cursor == EXPORT:
            self.action_export()
        return True

    # --- moving ------------------------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a window too small to show anything, only leaving and help work."""
        return not self.small or action in ("quit", "help")

    def action_pane(self, name: str) -> None:
        """Switch to another pane."""
        self.app.switch_mode(name)

    def action_down(self) -> None:
        """Move down by one."""
        if not self._on_the_way(1):
            self.front.move(1)

    def action_up(self) -> None:
        """Move up by one."""
        if not self._on_the_way(-1):
            self.front.move(-1)

    def action_first(self) -> None:
        """Move to the first line."""
        self.front.ends(last=False)

    def action_last(self) -> None:
        """Move to the last line."""
        self.front.ends(last=True)

    def action_page_down(self) -> None:
        """Scroll down by a screenful less two lines."""
        self.front.turn(self.front.screenful)

    def action_page_up(self) -> None:
        """Scroll up by a screenful less two lines."""
        self.front.turn(-self.front.screenful)

    def action_next_part(self) -> None:
        """Move into the margin if it has a link, or back out of it; without such a margin, to the next title of the
        page."""
        if not self._enter_margin(self.front is self.page):
            self.page.part(1)

    def action_previous_part(self) -> None:
        """Move to the previous title of the page."""
        self.page.part(-1)

    def action_back(self) -> None:
        """Go back one level: leave the margin, clear the filter, fold what was unfolded, or return to where a link was
        followed."""
        if self._enter_margin(False):
            return
        if self.filter:
            self.search("")
        elif self.unfolded:
            self.unfolded = set()
            self.show()
        elif self.context.trail:
            self.retrace()
        elif self.spec.purpose != "opens":
            self.say(self.tr(self.words.dialogs.no_back))

    def action_why(self) -> None:
        """Show or hide the notes of the line under the cursor; on a title, those of all lines below it."""
        asked = set(self.page.below(self.page.cursor) or [self.page.cursor])
        if self.wide:
            self.unfolded = set() if self.unfolded == asked else asked
            self.show()
            if self.unfolded and not self.proof(self.page.column):
                self.unfolded = set()
                self.show()
                self.say(self.tr(self.words.why.nothing))
            return
        before, folded = self.page.lines, set() if asked & self.unfolded else asked
        self.unfolded = self.unfolded | folded if folded else self.unfolded - asked
        self.show()
        if self.page.lines == before:
            self.unfolded -= folded
            self.say(self.tr(self.words.why.nothing))
        elif folded:
            self.page.reveal()

    @on(OneLine.Pressed)
    async def _pressed(self, event: OneLine.Pressed) -> None:
        """Run the action of the key that was clicked in the tabs or hints."""
        for key in self.keys:
            if event.key in shown(key).split():
                await self.app.run_action(key.action, self)

    def on_key(self, event: events.Key) -> None:
        """After a key without a binding, show which key lists the bindings."""
        bound = any(event.key in key.keys for key in self.keys)
        if not bound and self.app.focused is None and not self.small:
            self.say(self.tr(self.words.dialogs.unbound, key=shown(self.key("help")).split()[0]))

    @on(Page.Opened)
    def _clicked(self, event: Page.Opened) -> None:
        """Open the line that was clicked, on the page or in a margin."""
        self.stand_on(event.page)
        self.action_open()

    def action_open(self) -> None:
        """Follow the link under the cursor, or show the notes of the line."""
        if self.follow_front():
            return
        if self.page.cursor.startswith(GO):
            self.follow(self.page.cursor)
        elif self.page.cursor == EXPORT:
            self.action_export()
        else:
            self.action_why()

    def action_zoom(self) -> None:
        """Show the page alone, or with tabs, margins and hints again."""
        for part in (self.tab_line, *self.margins, self.way, self.hint_line):
            part.toggle_class("zoomed")

    # --- links -------------------------------------------------------------------------------------------------

    def follow(self, link: str) -> None:
        """Follow a link, and remember where it was followed from."""
        self.context.trail.append((self.spec.id, self.page.cursor))
        pane, *names = link.removeprefix(GO).split()
        self._bring(pane, *names)

    def _go_to(self, entry: Entry | None) -> None:
        """Go to the search result that was chosen; Esc there comes back."""
        if entry is None:
            return
        if entry.group not in IDS:
            self.action_glossary(entry.names[0])
            return
        self.context.trail.append((self.spec.id, self.page.cursor))
        self._bring(entry.group, *entry.names)

    def retrace(self) -> None:
        """Return to where the last link was followed."""
        if self.context.trail:
            pane, cursor = self.context.trail.pop()
            self._bring(pane, "", cursor)

    def _bring(self, pane: str, *names: str) -> None:
        self.app.switch_mode(pane)
        screen = self.app.screen
        if isinstance(screen, Pane):
            screen.arriving, screen.filter = names, ""
            if screen.is_mounted:
                screen.show()

    # --- acts that work everywhere -----------------------------------------------------------------------------

    def action_language(self) -> None:
        """Switch to the pack's next language."""
        self.session.speak_next()

    def action_colours(self) -> None:
        """Switch to the next palette."""
        words = self.words.dialogs
        name = self.tr(words[next_palette(self.app)])
        self.say(self.tr(words.colours, name=name))

    def action_undo(self) -> None:
        """Undo the last change."""
        before = self.visit
        if self.session.undo():
            self.say(self._changed(before))
        else:
            self.say(self.session.refusal or self.tr(self.words.dialogs.nothing_to_undo))

    async def action_redraw(self) -> None:
        """Repaint the whole screen."""
        await self.app.run_action("app.redraw")

    def action_redo(self) -> None:
        """Redo the change that was undone last."""
        before = self.visit
        if self.session.redo():
            self.say(self._changed(before))
        else:
            self.say(self.session.refusal or self.tr(self.words.dialogs.nothing_to_redo))

    def _changed(self, before: Visit) -> str:
        """A sentence saying what undo or redo changed: an answer, the plan, a star, the guess, the country, or else a
        day."""
        words, now = self.words.dialogs, self.visit
        unchanged = {
            words.undone_answer: before.answers == now.answers,
            words.undone_plan: before.plan == now.plan,
            words.undone_star: before.stars == now.stars,
            words.undone_guess: before.guess == now.guess,
            words.undone_country: before.country == now.country,
        }
        return self.tr(next((text for text, same in unchanged.items() if not same), words.undone_day))

    def retake(self) -> bool:
        """Begin the questionnaire again; False, with a message, if too few questions are answered to compare with
        later."""
        if self.session.retake():
            return True
        self.say(self.tr(self.words.retake.not_yet))
        return False

    def action_afresh(self) -> None:
        """Start a new visit; undo brings back the old one."""
        words = self.words.keeping
        if self.session.start_afresh():
            self.say(self.tr(words.afresh_kept if self.session.saved else words.afresh))
        else:
            self.say(self.tr(words.already_fresh))

    # --- dialogs -----------------------------------------------------------------------------------------------

    def action_copy_code(self) -> None:
        """Copy the answer code to the clipboard and show it in a dialog."""
        from explorer.tui.dialogs.notice import Notice

        code, words = self.session.code, self.words.dialogs
        self.app.copy_to_clipboard(code)
        self.app.push_screen(Notice(self.tr, self.tr(words.copied_title), code, self.tr(words.copied)))

    def action_export(self) -> None:
        """Export the summary to a file; on a hosted server, show how to get it on one's own computer."""
        if take_home := self.session.take_home:
            from explorer.tui.dialogs.notice import Notice

            title = self.tr(self.words.dialogs.take_home_title)
            self.app.push_screen(Notice(self.tr, title, *take_home(self.session.code, self.visit.language)))
            return
        from explorer.tui.dialogs.export import Export

        self.app.push_screen(Export(self.session), self._exported)

    def _exported(self, message: str | None) -> None:
        if message:
            self.call_after_refresh(self.say, message)

    def action_enter_code(self) -> None:
        """Open a dialog to load a visit from a code."""
        from explorer.tui.dialogs.enter_code import EnterCode

        self.app.push_screen(EnterCode(self.session), self._taken)

    def _taken(self, opened: Opened | None) -> None:
        if opened:
            self.call_after_refresh(self.say, self.session.take(opened))

    def action_plan(self) -> None:
        """Open the plan."""
        from explorer.tui.dialogs.plan import Plan

        self.app.push_screen(Plan(self.session))

    def action_glossary(self, term: str = "") -> None:
        """Open the glossary, at `term` if one is given."""
        from explorer.tui.dialogs.glossary import Glossary

        if self.pack.glossary:
            self.app.push_screen(Glossary(self.tr, term))
        else:
            self.say(self.tr(self.words.page.no_glossary))

    def action_help(self) -> None:
        """List the keys of this pane."""
        self._commands(everything=False)

    def action_palette(self) -> None:
        """Open the command palette: every action of every pane."""
        self._commands(everything=True)

    def _commands(self, everything: bool) -> None:
        from explorer.tui.dialogs.commands import Commands

        self.app.push_screen(Commands(self.tr, self.spec.id, self.context.keys, everything), self._run)

    async def _run(self, command: tuple[str, str] | None) -> None:
        """Run the action chosen in the help or the palette, in the pane it belongs to."""
        if command:
            scope, action = command
            if scope not in ("everywhere", self.spec.id):
                await self.app.switch_mode(scope)
            await self.app.run_action(action, self.app.screen)

    def action_quit(self) -> None:
        """Quit, after a question if something would be lost."""
        from explorer.tui.dialogs.leave import Leave

        if self.session.unsaved:
            self.app.push_screen(Leave(self.tr, hosted=self.session.take_home is not None), self._leave)
        else:
            self.app.exit()

    def _leave(self, answer: Answer | None) -> None:
        if answer == "export":
            self.call_later(self.action_export)
        elif answer == "quit":
            self.app.exit()
