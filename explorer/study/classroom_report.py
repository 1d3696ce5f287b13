"""The overview of a class as a document, as data and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from explorer.engine.comparison import compare
from explorer.engine.fit import Fit
from explorer.engine.questionnaire import instrument
from explorer.pack.pack import Pack
from explorer.pack.schema import Dimension
from explorer.report.csv import Cell
from explorer.report.data import Data
from explorer.report.document import Block, Document, Heading, Paragraph, Point, Table
from explorer.report.pack_translator import PackTranslator
from explorer.report.summary import item_text
from explorer.study.classroom import Overview, Tally
from explorer.study.listed import Person
from explorer.study.telling import rounded

QUESTIONS = 3
"""The number of questions for discussion."""


def class_document(tr: PackTranslator, overview: Overview, handed_on: bool) -> Document:
    """The overview. `handed_on`: with every number rounded, for a page that is passed on to others."""
    return tuple(_blocks(tr, overview, handed_on))


def _blocks(tr: PackTranslator, overview: Overview, handed_on: bool) -> Iterator[Block]:
    words = tr.words.classroom
    yield Heading(tr(words.title, title=tr(tr.pack.title)), 1)
    if not overview.enough:
        yield Paragraph(tr(words.too_few))
        return
    if overview.people is None:
        yield Paragraph(tr(words.few))
        yield Heading(tr(words.verdicts), 2)
        yield from (Point(tr(tr.words.groups[word]), tag=group_name(tr, name)) for name, word in overview.words.items())
    else:
        yield Paragraph(tr(words.people, n=_count(overview.people, handed_on)))
        yield Paragraph(f"{tr(words.rounded if handed_on else words.exact)} {tr(words.kept)}", "quiet")
        yield from _verdicts(tr, overview.verdicts, handed_on)
        axes = {axis.about: _axis_name(tr, axis.about) for axis in overview.axes}
        yield from _tallied(tr, tr(words.axes), overview.axes, axes, handed_on)
        days = {day.about: tr.short(day.about) for day in overview.days}
        yield from _tallied(tr, tr(words.days), overview.days, days, handed_on)
        companies = {each.about: tr(tr.words.companies[each.about]) for each in overview.hours}
        yield from _tallied(tr, tr(words.hours), overview.hours, companies, handed_on)
        items = {item.id: item_text(tr, item) for item in tr.pack.questionnaire.every}
        yield from _tallied(tr, tr(words.items), overview.items, items, handed_on)
        if not overview.items:
            yield Heading(tr(words.items), 2)
            yield Paragraph(tr(words.none_divides))
    yield Heading(tr(words.questions), 2)
    for number, question in enumerate(_questions(tr, overview), 1):
        yield Point(question, mark=f"{number}")


def verdict_blocks(tr: PackTranslator, overview: Overview) -> Iterator[Block]:
    """The verdicts of the class, in exact numbers if they may be shown."""
    yield from _verdicts(tr, overview.verdicts, False)


def verdict_data(overview: Overview) -> list[Data]:
    """The same as plain data."""
    return _groups(overview.verdicts)


def _verdicts(tr: PackTranslator, tally: Tally, handed_on: bool) -> Iterator[Block]:
    words = tr.words.classroom
    yield Heading(tr(words.verdicts), 2)
    if not tally.shown:
        yield Paragraph(tr(words.untold, names=tr(words.verdicts).lower()))
        return
    rows = tuple((group_name(tr, name), _count(people, handed_on)) for name, people in tally.shown)
    yield Table((tr(words.group), tr(words.count)), rows)


def _tallied(
    tr: PackTranslator, title: str, tallies: Sequence[Tally], names: Mapping[str, str], handed_on: bool
) -> Iterator[Block]:
    """Results with the same groups share a table; those that may not be shown at all are listed below."""
    if not tallies:
        return
    yield Heading(title, 2)
    by_groups: dict[tuple[str, ...], list[Tally]] = {}
    for tally in tallies:
        by_groups.setdefault(tuple(name for name, _ in tally.shown), []).append(tally)
    untold = by_groups.pop((), [])
    for groups, alike in by_groups.items():
        head = ("", *(group_name(tr, group) for group in groups))
        rows = ((names[each.about], *(_count(people, handed_on) for _, people in each.shown)) for each in alike)
        yield Table(head, tuple(rows))
    if untold:
        yield Paragraph(tr(tr.words.classroom.untold, names=", ".join(names[each.about] for each in untold)), "quiet")


def group_name(tr: PackTranslator, group: str) -> str:
    """The name of a group; a role's id means its end of an axis."""
    words = tr.words.groups
    kind, _, role = group.partition(" ")
    if role:
        return tr(words[kind], role=tr.short(role))
    if group in (each.id for each in tr.pack.roles):
        return tr(words.towards, role=tr.short(group))
    return tr(words.leaning if group == "lean" else words[group])


def _axis_name(tr: PackTranslator, dimension: str) -> str:
    return tr(tr.pack.dimension(dimension).name)


def _count(people: int, handed_on: bool) -> str:
    return str(rounded(people) if handed_on else people)


def _questions(tr: PackTranslator, overview: Overview) -> list[str]:
    """Questions for discussion: first from the most divisive answers, as far as they may be shown, then general
    ones."""
    words, questions = tr.words.classroom, []
    if overview.items:
        item = next(item for item in tr.pack.questionnaire.every if item.id == overview.items[0].about)
        questions.append(tr(words.ask_item, item=item_text(tr, item)))
    if axis := _widest(tr.pack, overview.axes):
        dimension = tr.pack.dimension(axis)
        first, second = _poles(tr, dimension)
        questions.append(tr(words.ask_axis, name=tr(dimension.name), first=first, second=second))
    questions += [tr(words.ask_open), tr(words.ask_hour), tr(words.ask_changed)]
    return questions[:QUESTIONS]


def _widest(pack: Pack, axes: Iterable[Tally]) -> str | None:
    """The axis towards both ends of which most people go, by what is told."""
    roles = [role.id for role in pack.roles[:2]]
    both = {axis.about: min(dict(axis.shown).get(role, 0) for role in roles) for axis in axes}
    return max(both, key=lambda axis: both[axis]) if any(both.values()) else None


def _poles(tr: PackTranslator, dimension: Dimension) -> tuple[str, str]:
    """The two ends of an axis, the first role's end first."""
    first, second = (role.id for role in tr.pack.roles[:2])
    turned = any(
        row.about.id == dimension.id and row.first.at > row.second.at for row in compare(tr.pack, first, second).rows
    )
    left, right = tr(dimension.poles.left), tr(dimension.poles.right)
    return (right, left) if turned else (left, right)


# --- data and rows ---------------------------------------------------------------------------------------------


def class_data(tr: PackTranslator, overview: Overview) -> Data:
    """The overview as plain data: people are counted under `people`, null where that may not be told."""
    return {
        "pack": tr.pack.id,
        "version": tr.pack.version,
        "language": tr.language,
        "people": overview.people,
        "verdicts": _groups(overview.verdicts),
        "words": dict(overview.words),
        "axes": [{"dimension": axis.about, "groups": _groups(axis)} for axis in overview.axes],
        "days": [{"role": day.about, "groups": _groups(day)} for day in overview.days],
        "hours": [{"company": each.about, "groups": _groups(each)} for each in overview.hours],
        "items": [{"item": item.about, "groups": _groups(item)} for item in overview.items],
        "questions": _questions(tr, overview) if overview.enough else [],
    }


def _groups(tally: Tally) -> list[Data]:
    return [{"group": group.name, "people": group.people} for group in tally.groups]


def class_rows(tr: PackTranslator, overview: Overview) -> tuple[list[str], list[list[Cell]]]:
    """The overview for a spreadsheet, rounded: the question, the group, the count."""
    words = tr.words.classroom
    items = {item.id: item_text(tr, item) for item in tr.pack.questionnaire.every}
    asked = [(tr(words.verdicts), overview.verdicts)]
    asked += [(_axis_name(tr, axis.about), axis) for axis in overview.axes]
    asked += [(f"{tr(words.days)}: {tr.short(day.about)}", day) for day in overview.days]
    asked += [(f"{tr(words.hours)}: {tr(tr.words.companies[each.about])}", each) for each in overview.hours]
    asked += [(items[item.about], item) for item in overview.items]
    rows: list[list[Cell]] = [
        [title, group_name(tr, name), rounded(people)] for title, tally in asked for name, people in tally.shown
    ]
    rows += [
        [tr(words.verdicts), group_name(tr, name), tr(tr.words.groups[word])] for name, word in overview.words.items()
    ]
    return ["", tr(words.group), tr(words.count)], rows


def people_rows(tr: PackTranslator, people: Sequence[Person]) -> tuple[list[str], list[list[Cell]]]:
    """A row for each person, for use with the consent of all: name, verdict, role, lean and its band."""
    scorer = instrument(tr.pack)
    head = [tr(tr.words.classroom.head_name), "verdict", "role", "lean", "low", "high", "answered"]
    return head, [_row(person, scorer.score(person.visit.answers)) for person in people]


def _row(person: Person, fit: Fit) -> list[Cell]:
    low, high = fit.band
    numbers: list[Cell] = [round(float(fit.lean), 1), round(low, 1), round(high, 1)] if fit.readable else [None] * 3
    return [person.name or str(person.line), fit.verdict, fit.leader or "", *numbers, fit.answered]
