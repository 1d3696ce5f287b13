"""Search over everything, line by line: what was found by number, and behind a number all of it."""

from __future__ import annotations

from explorer.plain.desk import Desk, number
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.everything import GLOSSARY, MOST, Place, places, search_in
from explorer.session.session import Session


def ask_search(session: Session, desk: Desk) -> None:
    """Ask for words until none are typed; tell where they are found, or which others to try."""
    tr, words = session.tr, session.tr.words.search
    every = places(tr, session.visit, session.country)
    while typed := desk.ask(f"{tr(words.prompt)}: ").strip():
        result = search_in(tr, every, typed)
        if not result.places:
            desk.tell([Paragraph(tr(words.nothing, text=typed)), *(Point(word) for word in result.instead[:MOST])])
            continue
        groups = list(dict.fromkeys(place.group for place in result.places))
        told: list[Block] = []
        shown: list[Place] = []
        for group in groups:
            hits = result.group(group)
            told.append(Heading(tr(tr.words.page.glossary if group == GLOSSARY else tr.words.panes[group]), 2))
            for place in hits[:MOST]:
                shown.append(place)
                told.append(Point(place.text, mark=f"{len(shown)}.", tag=_whose(place), brief=True))
            if len(hits) > MOST:
                told.append(Paragraph(tr(words.more, n=len(hits) - MOST)))
        desk.tell(told)
        while chosen := number(desk, tr(tr.words.plain.lines), len(shown), empty=True):
            place = shown[chosen - 1]
            desk.tell([Heading(_whose(place), 2), Paragraph(place.text)])


def _whose(place: Place) -> str:
    """Whose it is and under which title it is said."""
    return ", ".join(part for part in (place.tag, place.label) if part)
