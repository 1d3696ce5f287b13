"""The context of an hour, shown in the margins: the meters, the current facts, the people present and what they know,
the other roles, the glossary terms in its text, and its kind of work."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explorer.engine.air import InAir, hour_shown, in_the_air, known_to
from explorer.engine.day import Hour, Played
from explorer.engine.messages import day_as_lived
from explorer.engine.visit import Visit
from explorer.pack.days import Person
from explorer.report import day as day_report
from explorer.report.document import Block, Heading, Paragraph, Point
from explorer.report.glossary import found
from explorer.report.pack_translator import PackTranslator
from explorer.report.why_so import why_so

MOST_IN_AIR, MOST_TERMS = 5, 3
"""The most entries: of facts, and of glossary terms."""
CLOCK = 6
"""Width of a time in a list, in columns."""
SENTENCE = re.compile(r"[.:,]\s")
"""The end of the first clause about a person, which says who they are."""

Part = list[Block]


def going(tr: PackTranslator, played: Played, telling: bool) -> Part:
    """The meters with their causes."""
    return [Heading(tr(tr.words.panel.going), 3), *day_report.meters(tr, played, brief=True, telling=telling)]


def air(tr: PackTranslator, visit: Visit, played: Played, telling: bool) -> Part:
    """The facts that have changed today, the latest first."""
    rows = in_the_air(tr.pack, played, telling)[:MOST_IN_AIR]
    words = tr.words.panel
    if not rows:
        return [Heading(tr(words.air), 3), Paragraph(tr(words.air_none), "quiet")]
    points = (Point(in_air(tr, visit, row), mark="", tag=row.since, tag_tone="quiet", room=CLOCK - 1) for row in rows)
    return [Heading(tr(words.air), 3), *points]


def in_air(tr: PackTranslator, visit: Visit, row: InAir) -> str:
    """A changed fact: by which role, if another's, and which roles have not heard of it yet but still may."""
    words, said = tr.words.panel, short_in_air(tr, row)
    for role, time in row.unheard:
        if not _past(tr, visit, role, time):
            later = words.unheard if time else words.unheard_today
            said += f" ({tr(later, role=tr.short(role), time=time)})"
    return said


def short_in_air(tr: PackTranslator, row: InAir) -> str:
    """A changed fact, and by which role, if another's."""
    return f"{tr.short(row.by)}: {tr(row.text)}" if row.by else tr(row.text)


def _past(tr: PackTranslator, visit: Visit, role: str, time: str) -> bool:
    """Whether another role's hour of that time (or, without a time, the whole day) has been lived already."""
    there = day_as_lived(tr.pack, visit, role)
    return bool(there.ending) or (bool(time) and any(hour.scene.time >= time for hour in there.lived))


def company(tr: PackTranslator, played: Played, telling: bool) -> Part:
    """The people present: who they are, and the latest of the changed facts that they know."""
    hour = hour_shown(played, telling)
    if hour is None or not hour.scene.here:
        return []
    people = [person for person in tr.pack.cast if person.id in hour.scene.here]
    names = {person.id: person.name.split()[0] for person in people}
    room = max(map(len, names.values())) + 1
    blocks: Part = [Heading(tr(tr.words.panel.here), 3)]
    for person in people:
        said = who(tr, person)
        if known := known_to(played, person.id, telling):
            said += f"; {tr(tr.words.panel.knows, what=tr(known[0]))}"
        blocks.append(Point(said, mark="", tag=names[person.id], room=room))
    return blocks


def who(tr: PackTranslator, person: Person) -> str:
    """Who a person is, in a few words."""
    return SENTENCE.split(tr(person.who))[0].rstrip(".")


def other_chair(tr: PackTranslator, visit: Visit, role: str, hour: Hour) -> Part:
    """The same event in the other roles' days: its hour there, and whether it was lived."""
    words, blocks, room = tr.words.panel, list[Block](), 4
    for day, twin in day_report.twins(tr.pack, role, hour.scene):
        there = day_as_lived(tr.pack, visit, day.role).lived
        lived = any(each.scene is twin for each in there)
        text = f"{twin.time} {tr(twin.title)}"
        blocks.append(Point(text, mark="", tag=tr.short(day.role), tag_tone=tr.tone(day.role), room=room))
        if hour.taken:
            said = words.look_lived if lived else words.look
        else:
            there_now = words.somebody_there if day.role in visit.told else words.not_lived_there
            said = words.lived_there if lived else there_now
        blocks.append(Point(tr(said, role=tr.short(day.role)), mark="", tone="quiet", room=room))
    return [Heading(tr(words.other_chair), 3), *blocks] if blocks else []


def text_of(tr: PackTranslator, hour: Hour) -> str:
    """All text read before a choice: what happens, delayed effects, and the options."""
    texts = [*hour.text, *(echo.say for echo in hour.echoes), *(option.text for option in hour.options)]
    return "\n".join(tr(text) for text in texts)


def terms(tr: PackTranslator, hour: Hour, most: int = MOST_TERMS) -> Part:
    """The glossary terms in an hour, with their meanings."""
    used = found(tr, text_of(tr, hour))[:most]
    points = (Point(tr(term.text), mark="", tag=f"{tr(term.name)}:") for term in used)
    return [Heading(tr(tr.words.panel.terms), 3), *points] if used else []


def kind(tr: PackTranslator, hour: Hour) -> Part:
    """The kind of work of an hour, and the axes on which its options differ."""
    if hour.work is None:
        return []
    doing, with_ = tr.words.doings[hour.work.doing], tr.words.companies[hour.work.company]
    axes = {name for option in hour.options for name in option.leans}
    names = [tr(dimension.name) for dimension in tr.pack.dimensions if dimension.id in axes]
    blocks: Part = [Heading(tr(tr.words.panel.kind), 3), Point(f"{tr(doing)}, {tr(with_)}", mark="")]
    return [*blocks, Point(" · ".join(names), mark="", tone="quiet")] if names else blocks


def beside(tr: PackTranslator, visit: Visit, played: Played, telling: bool) -> tuple[list[Part], list[Part]]:
    """The sections for the first and for the second margin, without empty ones."""
    hour = hour_shown(played, telling)
    if hour is None:
        return [], []
    first = [going(tr, played, telling), air(tr, visit, played, telling), company(tr, played, telling)]
    second = [other_chair(tr, visit, played.day.role, hour), terms(tr, hour), kind(tr, hour)]
    return [part for part in first if part], [part for part in second if part]


def behind_the_end(tr: PackTranslator, debrief: day_report.Debrief) -> tuple[list[Part], list[Part]]:
    """The sections next to a finished day: the meters, and the causes of the ending."""
    why: Part = list(why_so(tr, debrief.played))
    first = [going(tr, debrief.played, False), [Heading(tr(tr.words.panel.why_so), 3), *why]]
    return first[: 2 if why else 1], []


def in_two_rows(tr: PackTranslator, played: Played, telling: bool, width: int) -> Iterator[Point]:
    """Without a margin: the changed facts and the people present, each on a line of at most `width` columns; what does
    not fit is counted."""
    words, hour = tr.words.panel, hour_shown(played, telling)
    people = [person for person in tr.pack.cast if hour and person.id in hour.scene.here]
    rows = {
        tr(words.air): [short_in_air(tr, row) for row in in_the_air(tr.pack, played, telling)],
        tr(words.here_short): [_known_in_short(tr, played, each.id, each.name, telling) for each in people],
    }
    room = max(map(len, rows)) + 1
    for tag, said in rows.items():
        if said:
            text = _whole(tr, said, width - room - 1)
            yield Point(text, mark="", tag=tag, tag_tone="quiet", room=room, brief=True)


def _whole(tr: PackTranslator, said: list[str], width: int) -> str:
    """As many entries as fit on a line, and the number of the others; always at least one entry."""
    for shown in range(len(said), 0, -1):
        rest = [tr(tr.words.panel.more, n=len(said) - shown)] if shown < len(said) else []
        line = " · ".join([*said[:shown], *rest])
        if len(line) <= width:
            return line
    return line


def _known_in_short(tr: PackTranslator, played: Played, id: str, name: str, telling: bool) -> str:
    known = known_to(played, id, telling)
    first = name.split()[0]
    return f"{first} ({tr(tr.words.panel.knows, what=tr(known[0]))})" if known else first
