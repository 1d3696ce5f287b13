"""The blocks of a day: an hour as it is played, its outcome, and the debrief of the whole day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from explorer.engine.day import MOST, START, Hour, Played, Tendency, level, tendencies, to_come
from explorer.engine.messages import Beside, coda, coda_text, day_as_lived, others
from explorer.engine.visit import Visit
from explorer.engine.work import DISLIKED_TO, LIKED_FROM
from explorer.pack.days import DayFile, Echo, Scene
from explorer.pack.pack import Pack
from explorer.pack.world import mentions
from explorer.report.document import Block, Document, Gauge, Heading, Hours, Paragraph, Point, Ribbon, RibbonHour
from explorer.report.from_others import NOTHING, PERSON, FromOthers, came, done_there
from explorer.report.glossary import marked
from explorer.report.hours import hours_side_by_side
from explorer.report.layout import PARAGRAPHS
from explorer.report.liking import liking_by_work
from explorer.report.links import GO
from explorer.report.making import making, pieces
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.words.frozen import frozen
from explorer.words.text import Text

UNRATED = "·"
"""The sign for an hour without a rating."""

LIKES = ("like_1", "like_2", "like_3", "like_4", "like_5")
"""The ids of the words for ratings 1 to 5."""


def hour(tr: PackTranslator, hour: Hour, level: int = 1, others: FromOthers = NOTHING) -> Iterator[Block]:
    """The time, title, place and text of an hour."""
    yield headed(tr, hour, level)
    yield from set_up(tr, hour, others=others)


def headed(tr: PackTranslator, hour: Hour, level: int) -> Heading:
    """The time, title and place of an hour."""
    scene = hour.scene
    return Heading(f"{scene.time} · {tr(scene.title)}", level, aside=tr(scene.place))


def set_up(tr: PackTranslator, hour: Hour, terms: bool = False, others: FromOthers = NOTHING) -> Iterator[Block]:
    """The text of an hour: messages from others, what happens, and then the delayed effects of earlier choices, each
    with the hour of its cause. `terms`: mark glossary terms."""
    yield from came(tr, others)
    text = "\n\n".join(others.said(tr, hour.scene.text, hour))
    yield Paragraph(marked(tr, text) if terms else text)
    for echo, cause in zip(hour.echoes, hour.causes, strict=True):
        whence = (
            [part for part in (others.sign(tr, echo.when), because(tr, hour, echo, cause)) if part] if cause else []
        )
        if said := " · ".join([*whence, *_cost(tr, hour.scene, echo)]):
            yield Paragraph(said, "quiet")
        yield Paragraph(tr(echo.say), quoted=True)


def because(tr: PackTranslator, hour: Hour, echo: Echo, cause: str) -> str:
    """The hour that a delayed effect comes from, and a short description of what was done in it, if there is one."""
    facts, words = hour.facts, tr.words.simulator
    for clause in echo.when:
        fact = facts.table.get(clause.name)
        said = fact and facts.since.get(clause.name) == cause and fact.air.get(facts[clause.name])
        if said:
            return tr(words.because_of, time=cause, what=tr(said))
    return tr(words.because, time=cause)


def _cost(tr: PackTranslator, scene: Scene, echo: Echo) -> Iterator[str]:
    """The meters that a delayed effect moves, and by how much."""
    meters = (meter for day in tr.pack.days if scene in day.scenes for meter in day.meters)
    return (f"{tr(meter.name)} {echo.effects[meter.id]:+}" for meter in meters if echo.effects.get(meter.id))


def choices(tr: PackTranslator, hour: Hour) -> Iterator[Block]:
    """The options of an hour."""
    for number, option in enumerate(hour.options, 1):
        yield Point(tr(option.text), id=f"option {number}", mark=f"{number}", choice=True)


def outcome(tr: PackTranslator, day: DayFile, hour: Hour, others: FromOthers = NOTHING) -> Iterator[Block]:
    """What was done, its outcome, and how the meters moved."""
    if hour.taken is None or hour.after is None:
        return
    yield Point(tr(hour.taken.text), mark=">", tone="quiet")
    yield Paragraph("\n\n".join(others.said(tr, hour.taken.outcome, hour, lived=True)))
    if moved := moves(tr, day, hour):
        yield Paragraph(moved, "quiet")


def moves(tr: PackTranslator, day: DayFile, hour: Hour) -> str:
    """How the meters moved in a lived hour."""
    after = hour.after or hour.before
    return " · ".join(
        f"{tr(meter.name)} {hour.before[meter.id]} > {after[meter.id]}"
        for meter in day.meters
        if hour.before[meter.id] != after[meter.id]
    )


def ribbon(tr: PackTranslator, visit: Visit, role: str, telling: bool = False, **shown: Any) -> Ribbon:
    """A role's day as far as it was lived, with the ratings of its hours. `telling`: the outcome of the last one is
    still on the page. `shown`: further fields of the `Ribbon`."""
    lived = visit.lived(role)
    played = day_as_lived(tr.pack, visit, role)
    likes = [*lived.likes, *[0] * (len(played.lived) - len(lived.likes))]
    rated = [(hour, like) for hour, like in zip(played.lived, likes, strict=False) if hour.scene.rated]
    hours = [RibbonHour(hour.scene.time, "past", like) for hour, like in rated]
    if telling and hours and not hours[-1].rating and played.lived[-1] is rated[-1][0]:
        hours[-1] = replace(hours[-1], when="now")
    waits = played.now and played.now.scene.rated
    if played.now and waits:
        hours.append(RibbonHour(played.now.scene.time, "to come" if telling else "now"))
    hours += [RibbonHour(time, "to come") for time in to_come(played)]
    words, at = tr.words.simulator, max(1, len(rated) + (bool(waits) and not telling))
    ratings = ", ".join(str(like) if like else tr(words.unrated) for _, like in rated)
    said = tr(words.at_hour, n=at, of=len(hours))
    return Ribbon(tuple(hours), f"{said} {tr(words.ratings, ratings=ratings)}" if ratings else said, **shown)


def state(tr: PackTranslator, visit: Visit, day: DayFile) -> str:
    """How far a day was lived, in words."""
    words, played = tr.words.simulator, day_as_lived(tr.pack, visit, day.role)
    if played.ending:
        return tr(words.finished, ending=tr(played.ending.title))
    if played.lived:
        return tr(words.begun, n=sum(hour.scene.rated for hour in played.lived))
    return tr(words.rewritten if day.role in visit.old_days else words.fresh)


def meters(tr: PackTranslator, played: Played, brief: bool = False, telling: bool = False) -> Iterator[Gauge]:
    """Each meter as word, number and bar, with its last change: in the current hour that by delayed effects, when an
    outcome is shown (`telling`) that by the choice. `brief`: with its short name and the causes."""
    day, now = played.day, None if telling else played.now
    last = played.lived[-1] if played.lived else None
    started = {meter.id: START for meter in day.meters}
    before = last.after if last and not telling else last.before if last else started
    values = now.before if now else last.after if last else started
    assert before is not None and values is not None
    shorts = {meter.id: tr(meter.short or meter.name) for meter in day.meters}
    names = shorts if brief else {meter.id: tr(meter.name) for meter in day.meters}
    room = max(map(len, names.values()))
    for meter in day.meters:
        value = values[meter.id]
        yield Gauge(
            names[meter.id],
            value,
            MOST,
            tr(meter.words[level(value)]),
            room,
            value - before[meter.id],
            short=shorts[meter.id],
            notes=tuple(_causes(tr, now, meter.id)) if brief and now else (),
        )


def _causes(tr: PackTranslator, hour: Hour, meter: str) -> Iterator[str]:
    """The earlier hours whose delayed effects moved a meter as this one opened."""
    for echo, cause in zip(hour.echoes, hour.causes, strict=True):
        if echo.effects.get(meter) and cause:
            yield tr(tr.words.simulator.because, time=cause)


@frozen
class Debrief:
    """The content of a debrief in one language, used for the screen, Markdown and JSON."""

    role: str
    played: Played
    likes: Sequence[int]
    liked: tuple[Hour, ...]
    disliked: tuple[Hour, ...]
    tendencies: dict[str, Tendency]
    beside: Hours | None = None
    """The day together with the other days, if there are any."""
    coda: tuple[int, ...] | None = None
    """The epilogue (`messages.coda`), as numbers and as texts."""
    coda_text: tuple[Text, ...] = ()


def debrief(pack: Pack, visit: Visit, role: str) -> Debrief | None:
    """The debrief of a finished day; None if it is not finished."""
    lived = visit.lived(role)
    end = _debrief_of(pack, day_as_lived(pack, visit, role), lived.likes, others(pack, visit, role))
    return end and replace(end, beside=hours_side_by_side(translator_of(pack, visit.language), visit, role))


def _debrief_of(pack: Pack, played: Played, likes: Sequence[int], beside: Beside) -> Debrief | None:
    if played.ending is None:
        return None
    rated = list(zip(played.lived, likes, strict=True))
    return Debrief(
        played.day.role,
        played,
        likes,
        tuple(each for each, like in rated if like >= LIKED_FROM),
        tuple(each for each, like in rated if 0 < like <= DISLIKED_TO),
        tendencies(played.lived),
        coda=coda(pack, played, beside),
        coda_text=coda_text(pack, played, beside),
    )


def replay_document(tr: PackTranslator, played: Played, beside: Beside) -> Document:
    """A day from its first hour to the current scene or to its debrief; `beside`: the other days played with it."""
    blocks: list[Block] = [Heading(tr(played.day.title), 1), Paragraph(tr(played.day.premise))]
    done = {id(piece.hours[-1]): piece for piece in pieces(played) if piece.whole}
    for each in played.lived:
        blocks += [*hour(tr, each, 2), *outcome(tr, played.day, each)]
        if piece := done.get(id(each)):
            blocks += making(tr, piece, 3)
    if played.now:
        blocks += [*hour(tr, played.now, 2), *choices(tr, played.now)]
    elif finished := _debrief_of(tr.pack, played, [0] * len(played.lived), beside):
        blocks += _debrief(tr, finished, 2)
    return tuple(blocks)


def debrief_document(tr: PackTranslator, debrief: Debrief, level: int = 1) -> Document:
    """The debrief, with headings from `level` on."""
    return tuple(_debrief(tr, debrief, level))


def _debrief(tr: PackTranslator, debrief: Debrief, top: int) -> Iterator[Block]:
    yield from ending(tr, debrief, top)
    yield from after_ending(tr, debrief, top)


def ending(tr: PackTranslator, debrief: Debrief, top: int) -> Iterator[Block]:
    """How a day ended, with the epilogue."""
    played = debrief.played
    assert played.ending is not None
    yield Heading(f"{tr(played.day.title)}: {tr(played.ending.title)}", top)
    yield Paragraph("\n\n".join(tr(text) for text in played.ending_text))
    if debrief.coda_text:
        yield Paragraph(" ".join(tr(text) for text in debrief.coda_text), "strong")


def after_ending(tr: PackTranslator, debrief: Debrief, top: int) -> Iterator[Block]:
    """The rest of a debrief: which hours were liked, patterns in the choices, the meters, delayed effects, the day hour
    by hour, what was written in it, and the other days beside it."""
    words, played = tr.words.debrief, debrief.played
    role = tr.short(debrief.role)
    rated = list(zip(played.lived, debrief.likes, strict=True))
    yield from liking_by_work(tr, rated, top + 1, f"{debrief.role} work")
    if not any(debrief.likes):
        yield Point(tr(words.no_liking))
    yield Heading(tr(words.tendencies, role=role), top + 1, id=f"{debrief.role} tendencies")
    yield from held(tr, debrief)
    yield Paragraph(tr(words.beside), "quiet")
    yield Heading(tr(words.meters, role=role), top + 1, id=f"{debrief.role} meters")
    yield from (replace(gauge, change=0) for gauge in meters(tr, played))
    if any(hour.echoes for hour in played.lived):
        yield Heading(tr(words.echoes, role=role), top + 1, id=f"{debrief.role} echoes")
        yield from came_back(tr, played)
    yield Heading(tr(words.timeline, role=role), top + 1, id=f"{debrief.role} timeline")
    yield from timeline(tr, debrief)
    yield from made(tr, debrief, top + 1)
    if debrief.beside:
        yield Heading(tr(words.beside_others, role=role), top + 1, id=f"{debrief.role} beside")
        yield debrief.beside


def came_back(tr: PackTranslator, played: Played) -> Iterator[Point]:
    """The delayed effects of earlier choices in the course of a day."""
    yield from (Point(tr(echo.debrief)) for hour in played.lived for echo in hour.echoes)


def timeline(tr: PackTranslator, debrief: Debrief, brief: bool = False) -> Iterator[Block]:
    """What was done in each hour, and its rating; `brief`: the rating as a digit in front."""
    for hour, like in zip(debrief.played.lived, debrief.likes, strict=True):
        if hour.scene.rated:
            yield _lived(tr, debrief.played.day, hour, like, brief)


def made(tr: PackTranslator, debrief: Debrief, level: int, brief: bool = False) -> Iterator[Block]:
    """What was written in the course of a day, next to the authors' version; `brief`: the reasons as notes."""
    for piece in pieces(debrief.played):
        yield from making(tr, piece, level, f"{debrief.role} {piece.hours[0].scene.id}", brief)


def _lived(tr: PackTranslator, day: DayFile, hour: Hour, like: int, brief: bool) -> Block:
    """An hour: what was done, and as notes the meters it moved, the options not chosen, and what the other role saw."""
    words = tr.words.debrief
    taken = hour.taken
    assert taken is not None
    roads = [tr(option.text) for option in hour.options if option is not taken]
    notes = [moves(tr, day, hour), tr(words.roads, roads=" / ".join(roads)), *seen(tr, day.role, hour.scene)]
    liking = f" ({tr(words.liking_of, n=like)})" if like and not brief else ""
    return Point(
        f"{tr(hour.scene.title)}: {tr(taken.text)}{liking}",
        id=f"{day.role} {hour.scene.id}",
        mark="•" if not brief else str(like) if like else UNRATED,
        tag=hour.scene.time,
        notes=tuple(note for note in notes if note),
    )


def seen(tr: PackTranslator, role: str, scene: Scene) -> Iterator[str]:
    """The beginning of the same event in the other roles: its time and title there, and its first paragraph."""
    words = tr.words.debrief
    for day, twin in twins(tr.pack, role, scene):
        said = next((tr(passage.say) for passage in twin.text if not passage.when), "")
        at = tr(words.other_chair, role=tr.short(day.role), time=twin.time, title=tr(twin.title))
        yield f"{at}. {PARAGRAPHS.split(said)[0]}"


def from_other_chair(tr: PackTranslator, visit: Visit, role: str, scene: Scene) -> Iterator[Block]:
    """The same event in the other roles' days: as it was lived, with choice and outcome; if it was not, how it begins
    and its options."""
    words = tr.words.simulator
    for day, twin in twins(tr.pack, role, scene):
        yield Heading(tr(words.from_chair, role=tr.short(day.role)), 2)
        lived = day_as_lived(tr.pack, visit, day.role).lived
        there = next((each for each in lived if each.scene is twin), None)
        if there:
            yield Paragraph(tr(words.lived_so), "quiet")
            yield from hour(tr, there)
            yield from outcome(tr, day, there)
            yield Paragraph(tr(words.not_chosen_there), "quiet")
            yield from (Point(tr(option.text)) for option in there.options if option is not there.taken)
            continue
        yield Heading(f"{twin.time} · {tr(twin.title)}", 1, aside=tr(twin.place))
        said = (passage.say for passage in twin.text if not passage.when and not mentions(passage.say))
        yield Paragraph("\n\n".join(map(tr, said)))
        yield Paragraph(tr(words.choices_there), "quiet")
        done = done_there(tr, visit, day.role, twin) if day.role in visit.told else None
        yield from (Point(tr(option.text), mark=PERSON if option is done else "•") for option in twin.options)
        if any(message.by == day.role for message in tr.pack.day(role).hears):
            who = words.somebody_there if day.role in visit.told else words.not_lived_there
            who = words.somebody_did if done else who
            yield Paragraph(tr(who, role=tr.short(day.role)), "quiet")


def twins(pack: Pack, role: str, scene: Scene) -> Iterator[tuple[DayFile, Scene]]:
    """The scenes of other roles' days that are the same event."""
    for day in pack.days:
        for other in day.scenes if day.role != role and scene.event else ():
            if other.event == scene.event:
                yield day, other


def held(tr: PackTranslator, debrief: Debrief, none: bool = True) -> Iterator[Point]:
    """The patterns in a day's choices; with `none`, a sentence if there are none. Another sentence if the first option
    was chosen every time."""
    found = list(patterns(tr, debrief))
    yield from found or ([Point(tr(tr.words.debrief.held_none), mark="")] if none else [])
    if all(hour.choice == 1 for hour in debrief.played.lived):
        yield Point(tr(tr.words.debrief.always_first), mark="")


def patterns(tr: PackTranslator, debrief: Debrief) -> Iterator[Point]:
    """The poles chosen nearly whenever they were offered, each with a link to its axis."""
    for dimension in tr.pack.dimensions:
        found = debrief.tendencies.get(dimension.id)
        if found and found.side:
            pole = tr(getattr(dimension.lean, found.side))
            said = tr(tr.words.debrief.towards, pole=pole, n=found.taken[found.side], of=found.offered[found.side])
            yield Point(said, id=f"{GO}diff {dimension.id}", mark="›", tag=f"{tr(dimension.name)}:")
