"""What stands beside an hour of a day: how it goes, what is in the air, who is there and what they know, the other
chairs, the words of the trade in it, and what kind of hour it is."""

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
"""Entries of a part beside an hour."""
CLOCK = 6
"""Columns of a time in a list."""
SENTENCE = re.compile(r"[.:,]\s")
"""Ends the first words on a person: who they are, before what they do."""

Part = list[Block]


def going(tr: PackTranslator, played: Played, telling: bool) -> Part:
    """The meters with what moved them."""
    return [Heading(tr(tr.words.panel.going), 3), *day_report.meters(tr, played, brief=True, telling=telling)]


def air(tr: PackTranslator, visit: Visit, played: Played, telling: bool) -> Part:
    """What is so by now, the latest first."""
    rows = in_the_air(tr.pack, played, telling)[:MOST_IN_AIR]
    words = tr.words.panel
    if not rows:
        return [Heading(tr(words.air), 3), Paragraph(tr(words.air_none), "quiet")]
    points = (Point(in_air(tr, visit, row), mark="", tag=row.since, tag_tone="quiet", room=CLOCK - 1) for row in rows)
    return [Heading(tr(words.air), 3), *points]


def in_air(tr: PackTranslator, visit: Visit, row: InAir) -> str:
    """One thing that is in the air: whose it is if another chair's, and who has not heard of it and may yet."""
    words, said = tr.words.panel, short_in_air(tr, row)
    for role, time in row.unheard:
        if not _past(tr, visit, role, time):
            later = words.unheard if time else words.unheard_today
            said += f" ({tr(later, role=tr.short(role), time=time)})"
    return said


def short_in_air(tr: PackTranslator, row: InAir) -> str:
    """One thing that is in the air, and whose it is if another chair's."""
    return f"{tr.short(row.by)}: {tr(row.text)}" if row.by else tr(row.text)


def _past(tr: PackTranslator, visit: Visit, role: str, time: str) -> bool:
    """Whether another chair's hour of that time, or its end where there is none, was lived already."""
    there = day_as_lived(tr.pack, visit, role)
    return bool(there.ending) or (bool(time) and any(hour.scene.time >= time for hour in there.lived))


def company(tr: PackTranslator, played: Played, telling: bool) -> Part:
    """Who of the cast is there, who they are, and what they know of what is in the air."""
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
    """Who someone of the cast is, in a few words."""
    return SENTENCE.split(tr(person.who))[0].rstrip(".")


def other_chair(tr: PackTranslator, visit: Visit, role: str, hour: Hour) -> Part:
    """The same event in the other chairs: its hour there, and whether it was lived."""
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
    """All that is read before a choice: what happens, what came back, and the options."""
    texts = [*hour.text, *(echo.say for echo in hour.echoes), *(option.text for option in hour.options)]
    return "\n".join(tr(text) for text in texts)


def terms(tr: PackTranslator, hour: Hour, most: int = MOST_TERMS) -> Part:
    """The words of the trade in an hour, and what they mean."""
    used = found(tr, text_of(tr, hour))[:most]
    points = (Point(tr(term.text), mark="", tag=f"{tr(term.name)}:") for term in used)
    return [Heading(tr(tr.words.panel.terms), 3), *points] if used else []


def kind(tr: PackTranslator, hour: Hour) -> Part:
    """What an hour is as work, and on which axes its options differ."""
    if hour.work is None:
        return []
    doing, with_ = tr.words.doings[hour.work.doing], tr.words.companies[hour.work.company]
    axes = {name for option in hour.options for name in option.leans}
    names = [tr(dimension.name) for dimension in tr.pack.dimensions if dimension.id in axes]
    blocks: Part = [Heading(tr(tr.words.panel.kind), 3), Point(f"{tr(doing)}, {tr(with_)}", mark="")]
    return [*blocks, Point(" · ".join(names), mark="", tone="quiet")] if names else blocks


def beside(tr: PackTranslator, visit: Visit, played: Played, telling: bool) -> tuple[list[Part], list[Part]]:
    """The parts for a first margin and for a second one; parts that have nothing to say are left out."""
    hour = hour_shown(played, telling)
    if hour is None:
        return [], []
    first = [going(tr, played, telling), air(tr, visit, played, telling), company(tr, played, telling)]
    second = [other_chair(tr, visit, played.day.role, hour), terms(tr, hour), kind(tr, hour)]
    return [part for part in first if part], [part for part in second if part]


def behind_the_end(tr: PackTranslator, debrief: day_report.Debrief) -> tuple[list[Part], list[Part]]:
    """Beside a day that is over: how things stand, and what led to what."""
    why: Part = list(why_so(tr, debrief.played))
    first = [going(tr, debrief.played, False), [Heading(tr(tr.words.panel.why_so), 3), *why]]
    return first[: 2 if why else 1], []


def in_two_rows(tr: PackTranslator, played: Played, telling: bool, width: int) -> Iterator[Point]:
    """What is in the air and who is there, a line of at most `width` columns each, where there is no margin: what does
    not fit whole is counted."""
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
    """As many of these as a line holds, and how many more there are; the first at any rate."""
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
