"""The Profiles pane: one role at a time, section by section, each line with its sources on request."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.engine.visit import paid_in
from explorer.engine.work import kinds
from explorer.report import links
from explorer.report.document import Block, Document, Point, Shares, Views
from explorer.report.layout import Line, layout
from explorer.report.liking import rated_hours, sentence
from explorer.report.profile import profile, sections_of
from explorer.tui.panes.context import Context
from explorer.tui.panes.pane import Pane
from explorer.tui.panes.screen import Margins, entry
from explorer.tui.panes.table import PaneSpec

PAY = ("card pay", "drawing pay", "drawing pay-of-all", "drawing elsewhere")
"""Ids of the lines on which Enter or a click shows the pay of another country."""
SECTION = "section "
"""The prefix of the id of a section's title."""


class Profiles(Pane, inherit_bindings=False):
    """The profile of one role; in its margin, the list of roles and of sections."""

    def __init__(self, spec: PaneSpec, context: Context) -> None:
        super().__init__(spec, context)
        self.index = 0
        """Index of the role shown, in the pack's order."""
        self.opened: set[str] = set()
        """The ids of the folded sections that are open."""

    def document(self) -> Document:
        """The profile."""
        opened = None if self.filter else self.opened
        blocks = profile(self.pack, self.role, self.visit.language, country=self.session.country, opened=opened)
        return tuple(self._linked(blocks))

    def frame(self) -> None:
        """Update the frame, and mark this role's profile as seen."""
        super().frame()
        self.passed(self.role)

    def _linked(self, blocks: Document) -> Iterator[Block]:
        """The profile's blocks, with the links of unfolded lines, and a line on the hours that were liked below the
        hours of a week."""
        for block in blocks:
            yield block
            if isinstance(block, Shares) and (liked := kinds(rated_hours(self.tr, self.visit), "company")):
                yield Point(sentence(self.tr, liked), id=f"{links.GO}result work", mark="›")
            if isinstance(block, Point | Views) and block.id in self.unfolded and not self.wide:
                yield from self.behind(block.id)

    def behind(self, id: str) -> Iterator[Block]:
        """Links to the axis on which a claim places its role."""
        for claim in self.pack.claims(self.role):
            if claim.id == id:
                yield from links.of_claim(self.tr, claim, self.role)

    def arrive(self, *names: str) -> None:
        """Show a role's profile at one of its claims, opening the section if it is folded."""
        roles = [role.id for role in self.pack.roles]
        if names[0] in roles:
            self.index = roles.index(names[0])
        self.opened |= {claim.section for claim in self.pack.claims(self.role) if claim.id in names}
        self.opened |= {names[-1]} if SECTION.strip() in names else set()
        self.show(cursor=" ".join(names[1:]) or names[0])

    @property
    def role(self) -> str:
        """The id of the role shown."""
        return self.pack.roles[self.index % len(self.pack.roles)].id

    def margin(self, width: int) -> Margins:
        """The roles and the sections, the current ones marked."""
        tr, here = self.tr, self._section()
        lines: list[Line] = []
        for role in self.pack.roles:
            mine = role.id == self.role
            point = Point(tr(role.name), mark="●" if mine else "○", tone=tr.tone(role.id) if mine else "quiet")
            lines += layout([point], width)
        lines.append(Line())
        if self.pack.role(self.role).card:
            lines += entry(tr(self.words.page.card), here.startswith("card"), width)
        for section, _ in sections_of(self.pack, self.role):
            lines += entry(tr(section.title), section.id == here, width)
        return lines, []

    def _section(self) -> str:
        for claim in self.pack.claims(self.role):
            if claim.id == self.page.cursor:
                return claim.section
        return self.page.cursor.removeprefix(SECTION)

    def action_right(self) -> None:
        """Show the next role's profile, at the same section."""
        self._turn_to(self.index + 1)

    def action_left(self) -> None:
        """Show the previous role's profile, at the same section."""
        self._turn_to(self.index - 1)

    def _turn_to(self, index: int) -> None:
        section = f"{SECTION}{self._section()}"
        self.index = index % len(self.pack.roles)
        at_start = self.page.top == 0
        self.show(cursor="" if at_start else section, top=0 if at_start else None)

    def action_country(self) -> None:
        """Show the pay of the next country from now on."""
        from explorer.report.pay import after, country_of

        shown = country_of(self.pack, self.visit.language, self.session.country)
        if shown is None:
            self.say(self.tr(self.words.page.no_pay))
            return
        self.session.change(paid_in(self.visit, after(self.pack, shown.id)))
        self.show()
        self.say(self.tr(self.words.page.country, country=self.tr(self.pack.country(self.visit.country).name)))

    def action_open(self) -> None:
        """On a line of pay, show the next country; on the title of a folded section, open or close it; elsewhere, show
        notes."""
        if self.page.cursor in PAY:
            self.action_country()
        elif self.front is self.page and self._folds():
            self.opened ^= {self._section()}
            self.show()
            self.page.reveal()
        else:
            super().action_open()

    def action_why(self) -> None:
        """Show the notes of a line; on a closed section, open it first."""
        if self._folds() and self._section() not in self.opened:
            self.action_open()
        else:
            super().action_why()

    def _folds(self) -> bool:
        """Whether the cursor is on the title of a section that can be folded."""
        section = self.page.cursor.removeprefix(SECTION)
        return section != self.page.cursor and any(s.id == section and s.folded for s in self.pack.sections)

    def action_next_section(self) -> None:
        """Move to the next section."""
        self.page.jump(1, lambda id: id.startswith(SECTION))
        self.page.reveal()

    def action_previous_section(self) -> None:
        """Move to the previous section."""
        self.page.jump(-1, lambda id: id.startswith(SECTION))
