"""The Profiles pane: one role at a time, section by section, each line with its sources on request."""

from __future__ import annotations

from collections.abc import Iterator

from textual.app import ComposeResult

from explorer.report import links
from explorer.report.document import Block, Document, Heading, Paragraph, Point, Views
from explorer.report.layout import Line, layout
from explorer.report.profile import profile
from explorer.tui.keys import bindings
from explorer.tui.page import Page
from explorer.tui.pane import Pane

OUTLINE_FROM, OUTLINE_WIDE_FROM = 80, 120
OUTLINE, OUTLINE_WIDE = 30, 36
"""Columns of the window from which the outline shows, and shows wide; and its own columns then."""


class Profiles(Pane, inherit_bindings=False):
    """An outline of sections beside the profile itself; the outline only where there is room."""

    PLACE = "profiles"
    BINDINGS = bindings("profiles")

    def __init__(self) -> None:
        super().__init__()
        self.place = 0

    def parts(self) -> ComposeResult:
        """The outline and the profile."""
        outline = Page(id="outline")
        self._place(outline)
        yield outline
        yield Page(id="page")

    def document(self) -> Document:
        """The profile; on a first visit, with a few words of help above."""
        told = tuple(self._linked(profile(self.app.pack, self.role, self.visit.language)))
        if self.visit.empty and not self.filter:
            return (*told[:2], Paragraph(self.voice(self.words.dialogs.first_run), "quiet"), *told[2:])
        return told

    def _linked(self, told: Document) -> Iterator[Block]:
        """The profile, with the links of what is unfolded."""
        claims = {claim.id: claim for claim in self.app.pack.claims(self.role)}
        for block in told:
            yield block
            if isinstance(block, Point | Views) and block.id in self.unfolded:
                yield from links.of_claim(self.voice, claims[block.id], self.role)

    def arrive(self, *names: str) -> None:
        """A role's profile at one of its claims."""
        roles = [role.id for role in self.app.pack.roles]
        if names[0] in roles:
            self.place = roles.index(names[0])
        self.show(cursor=names[-1])

    def on_resize(self) -> None:
        """The outline comes and goes with the room there is."""
        self._place(self.query_one("#outline", Page))
        super().on_resize()

    def _place(self, outline: Page) -> None:
        width = self.app.size.width
        outline.display = width >= OUTLINE_FROM
        outline.styles.width = OUTLINE if width < OUTLINE_WIDE_FROM else OUTLINE_WIDE

    @property
    def role(self) -> str:
        """The role that is shown."""
        return self.app.pack.roles[self.place % len(self.app.pack.roles)].id

    def show(self, cursor: str | None = None, top: int | None = None) -> None:
        """The profile, and where in it one is."""
        super().show(cursor, top)
        if self.is_mounted:
            self.outline()

    def outline(self) -> None:
        """The roles and the sections, marked where one is."""
        self.query_one("#outline", Page).show(self._outline, cursor="here")

    def _outline(self, width: int) -> list[Line]:
        voice, here = self.voice, self._section()
        blocks: list[Heading | Point] = []
        for role in self.app.pack.roles:
            mine = role.id == self.role
            tone = voice.tone(role.id) if mine else "quiet"
            blocks.append(Point(voice(role.name), mark="●" if mine else "○", tone=tone))
        lines = [Line(), *layout(blocks, width), Line()]
        used = {claim.section for claim in self.app.pack.claims(self.role)}
        for section in self.app.pack.sections:
            if section.id in used:
                mine = section.id == here
                tone = "strong" if mine else "quiet"
                lines += layout([Point(voice(section.title), mark="›" if mine else " ", tone=tone)], width)
        return lines

    def _section(self) -> str:
        for claim in self.app.pack.claims(self.role):
            if claim.id == self.page.cursor:
                return claim.section
        return self.page.cursor.removeprefix("section ")

    def on_page_moved(self) -> None:
        """The outline follows the cursor."""
        self.outline()

    def action_right(self) -> None:
        """The next role's profile, from its start."""
        self._turn_to(self.place + 1)

    def action_left(self) -> None:
        """The previous role's profile, from its start."""
        self._turn_to(self.place - 1)

    def _turn_to(self, place: int) -> None:
        section = f"section {self._section()}"
        self.place = place % len(self.app.pack.roles)
        at_start = self.page.top == 0
        self.show(cursor="" if at_start else section, top=0 if at_start else None)

    def action_next_section(self) -> None:
        """The next section."""
        self.page.jump(1, lambda id: id.startswith("section "))

    def action_previous_section(self) -> None:
        """The previous section."""
        self.page.jump(-1, lambda id: id.startswith("section "))
