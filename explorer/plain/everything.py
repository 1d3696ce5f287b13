"""The search over everything, line by line: numbered results, each of which can be printed in full."""

from __future__ import annotations

from explorer.plain.desk import Desk, number
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.everything import MOST, Entry, entries, search_in, title_of
from explorer.session.session import Session


def ask_search(session: Session, desk: Desk) -> None:
    """Ask for words until the input is empty; print where they are found, or words to try instead."""
    tr, words = session.tr, session.tr.words.search
    every = entries(tr, session.visit, session.country)
    while typed := desk.ask(f"{tr(words.prompt)}: ").strip():
        result = search_in(tr, every, typed)
        if not result.entries:
            desk.tell([Paragraph(tr(words.nothing, text=typed)), *(Point(word) for word in result.instead[:MOST])])
            continue
        groups = list(dict.fromkeys(entry.group for entry in result.entries))
        blocks: list[Block] = []
        shown: list[Entry] = []
        for group in groups:
            hits = result.group(group)
            blocks.append(Heading(title_of(tr, group), 2))
            for entry in hits[:MOST]:
                shown.append(entry)
                blocks.append(Point(entry.text, mark=f"{len(shown)}.", tag=entry.source, brief=True))
            if len(hits) > MOST:
                blocks.append(Paragraph(tr(words.more, n=len(hits) - MOST)))
        desk.tell(blocks)
        while chosen := number(desk, tr(tr.words.plain.lines), len(shown), empty=True):
            entry = shown[chosen - 1]
            desk.tell([Heading(entry.source, 2), Paragraph(entry.text)])
