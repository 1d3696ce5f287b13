"""The plan, line by line: whom to ask, what to try, by when."""

from __future__ import annotations

from explorer.engine.visit import planned
from explorer.plain.desk import Desk
from explorer.report.document import Heading, Point
from explorer.report.plan import lines, titles, tries
from explorer.session.session import Session

NONE = "-"
"""The input that clears a line of the plan."""


def ask_plan(session: Session, desk: Desk) -> None:
    """List the suggestions and ask for each line. An empty input keeps the line, a number copies that suggestion."""
    tr = session.tr
    home, offered = tr.words.home, tries(session.summary)
    listed = (Point(tr(each.text), mark=f"{n}.", tag=tr.short(each.role)) for n, each in enumerate(offered, 1))
    desk.tell([Heading(tr(home.tries), 2), *listed] if offered else [Heading(tr(home.plan), 2)])
    for number, (title, now) in enumerate(zip(titles(tr), lines(session.summary), strict=True)):
        asked = tr(home.line, title=tr(title), now=now or tr(home.empty))
        typed = desk.ask(f"{asked}: ").strip()
        if typed.isdecimal() and 1 <= int(typed) <= len(offered):
            typed = tr(offered[int(typed) - 1].text)
        if typed:
            session.change(planned(session.visit, number, "" if typed == NONE else typed))
