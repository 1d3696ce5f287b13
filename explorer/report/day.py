"""A lived day as documents: an hour as it comes, and the debrief of the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explorer.engine.day import MOST, Hour, Played, clear_side, level, play, tendencies
from explorer.engine.visit import Visit
from explorer.pack.days import DayFile, Scene
from explorer.pack.pack import Pack
from explorer.pack.schema import Side
from explorer.report.document import Block, Document, Gauge, Heading, Hours, Paragraph, Point
from explorer.report.hours import hours_side_by_side
from explorer.report.layout import PARAGRAPHS
from explorer.report.links import GO
from explorer.report.voice import Voice

LIKED_FROM, DISLIKED_TO = 4, 2
"""Likings (1-5) that count as liked and as disliked."""


def hour(voice: Voice, hour: Hour, level: int = 1) -> Iterator[Block]:
    """When and where, and what happens."""
    scene = hour.scene
    yield Heading(f"{scene.time} · {voice(scene.title)}", level, aside=voice(scene.place))
    yield from (Paragraph(voice(echo.say), "accent") for echo in hour.echoes)
    yield Paragraph("\n\n".join(voice(text) for text in hour.text))


def choices(voice: Voice, hour: Hour) -> Iterator[Block]:
    """What one can do."""
    for number, option in enumerate(hour.options, 1):
        yield Point(voice(option.text), id=f"option {number}", mark=f"{number}", tone="strong")


def outcome(voice: Voice, day: DayFile, hour: Hour) -> Iterator[Block]:
    """What was done, what came of it, and how the meters moved."""
    if hour.taken is None or hour.after is None:
        return
    yield Point(voice(hour.taken.text), mark=">", tone="quiet")
    yield Paragraph("\n\n".join(voice(text) for text in hour.outcome))
    yield Paragraph(moves(voice, day, hour), "quiet")


def moves(voice: Voice, day: DayFile, hour: Hour) -> str:
    """How a lived hour moved the meters."""
    after = hour.after or hour.before
    return " · ".join(
        f"{voice(meter.name)} {hour.before[meter.id]} > {after[meter.id]}"
        for meter in day.meters
        if hour.before[meter.id] != after[meter.id]
    )


def state(voice: Voice, visit: Visit, day: DayFile) -> str:
    """How far a day was lived, in words."""
    words, played = voice.words.simulator, play(day, visit.lived(day.role).choices)
    if played.ending:
        return voice(words.finished, ending=voice(played.ending.title))
    return voice(words.begun, n=len(played.lived)) if played.lived else voice(words.fresh)


def meters(voice: Voice, played: Played) -> Iterator[Gauge]:
    """Each meter as word, number and bar."""
    room = max(len(voice(meter.name)) for meter in played.day.meters)
    for meter in played.day.meters:
        value = played.meters[meter.id]
        yield Gauge(voice(meter.name), value, MOST, voice(meter.words[level(value)]), room)


@dataclass(frozen=True)
class Debrief:
    """What a finished day says, in one language; the source of its screen, Markdown and JSON."""

    role: str
    played: Played
    likes: Sequence[int]
    liked: tuple[Hour, ...]
    disliked: tuple[Hour, ...]
    tendencies: dict[str, dict[Side, int]]
    beside: Hours | None = None
    """The day beside the others, where there are others."""


def debrief(pack: Pack, visit: Visit, role: str) -> Debrief | None:
    """The debrief of a day that was lived to its end; None before that."""
    lived = visit.lived(role)
    told = _told(play(pack.day(role), lived.choices), lived.likes)
    return told and replace(told, beside=hours_side_by_side(Voice(pack, visit.language), visit, role))


def _told(played: Played, likes: Sequence[int]) -> Debrief | None:
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
    )


def replay_document(voice: Voice, played: Played) -> Document:
    """A day from its first hour to the scene that waits, or to its debrief."""
    blocks: list[Block] = [Heading(voice(played.day.title), 1), Paragraph(voice(played.day.premise))]
    for each in played.lived:
        blocks += [*hour(voice, each, 2), *outcome(voice, played.day, each)]
    if played.now:
        blocks += [*hour(voice, played.now, 2), *choices(voice, played.now)]
    elif finished := _told(played, [0] * len(played.lived)):
        blocks += _debrief(voice, finished, 2)
    return tuple(blocks)


def debrief_document(voice: Voice, told: Debrief, level: int = 1) -> Document:
    """The debrief with its headings from `level` on."""
    return tuple(_debrief(voice, told, level))


def _debrief(voice: Voice, told: Debrief, top: int) -> Iterator[Block]:
    words, played = voice.words.debrief, told.played
    assert played.ending is not None
    role = voice.short(told.role)
    yield Heading(f"{voice(played.day.title)}: {voice(played.ending.title)}", top)
    yield Paragraph(voice(played.ending.text))
    yield Heading(voice(words.meters, role=role), top + 1, id=f"{told.role} meters")
    yield from meters(voice, played)
    yield from _liking(voice, told, top + 1)
    if any(hour.echoes for hour in played.lived):
        yield Heading(voice(words.echoes, role=role), top + 1, id=f"{told.role} echoes")
        yield from (Point(voice(echo.debrief)) for hour in played.lived for echo in hour.echoes)
    yield Heading(voice(words.timeline, role=role), top + 1, id=f"{told.role} timeline")
    for hour, like in zip(played.lived, told.likes, strict=True):
        yield _lived(voice, played.day, hour, like)
    if told.beside:
        yield Heading(voice(words.beside_others, role=role), top + 1, id=f"{told.role} beside")
        yield told.beside
    yield Heading(voice(words.tendencies, role=role), top + 1, id=f"{told.role} tendencies")
    yield from _tendencies(voice, told)
    yield Paragraph(voice(words.beside), "quiet")


def _liking(voice: Voice, told: Debrief, level: int) -> Iterator[Block]:
    """The hours that were liked and those that were not, with what was done in them."""
    words = voice.words.debrief
    yield Heading(voice(words.liking, role=voice.short(told.role)), level, id=f"{told.role} liking")
    for label, hours in ((words.liked, told.liked), (words.disliked, told.disliked)):
        if hours:
            yield Paragraph(voice(label), "strong")
        for each in hours:
            assert each.taken is not None
            yield Point(f"{voice(each.scene.title)}: {voice(each.taken.text)}", tag=each.scene.time)
    if not told.liked and not told.disliked:
        yield Point(voice(words.no_liking))


def _lived(voice: Voice, day: DayFile, hour: Hour, like: int) -> Block:
    """An hour: what was done, and behind it what it moved, the roads not taken and what the other chair saw."""
    words = voice.words.debrief
    taken = hour.taken
    assert taken is not None
    roads = [voice(option.text) for option in hour.options if option is not taken]
    notes = [moves(voice, day, hour), voice(words.roads, roads=" / ".join(roads)), *seen(voice, day.role, hour.scene)]
    liking = f" ({voice(words.liking_of, n=like)})" if like else ""
    return Point(
        f"{voice(hour.scene.title)}: {voice(taken.text)}{liking}",
        id=f"{day.role} {hour.scene.id}",
        mark="•",
        tag=hour.scene.time,
        notes=tuple(note for note in notes if note),
    )


def seen(voice: Voice, role: str, scene: Scene) -> Iterator[str]:
    """The same event as it begins from each other chair: where it stands there, and its first paragraph."""
    words = voice.words.debrief
    for day, twin in twins(voice.pack, role, scene):
        said = next((voice(passage.say) for passage in twin.text if not passage.when), "")
        at = voice(words.other_chair, role=voice.short(day.role), time=twin.time, title=voice(twin.title))
        yield f"{at}. {PARAGRAPHS.split(said)[0]}"


def twins(pack: Pack, role: str, scene: Scene) -> Iterator[tuple[DayFile, Scene]]:
    """The scenes of other roles' days that are the same event."""
    for day in pack.days:
        for other in day.scenes if day.role != role and scene.event else ():
            if other.event == scene.event:
                yield day, other


def _tendencies(voice: Voice, told: Debrief) -> Iterator[Block]:
    words, unclear = voice.words.debrief, []
    for dimension in voice.pack.dimensions:
        if not (counts := told.tendencies.get(dimension.id)):
            continue
        side, name = clear_side(counts), voice(dimension.name)
        if side:
            said = voice(
                words.towards, pole=voice(getattr(dimension.lean, side)), n=counts[side], of=sum(counts.values())
            )
            yield Point(said, id=f"{GO}diff {dimension.id}", mark="›", tag=f"{name}:")
        else:
            unclear.append(name)
    if unclear:
        yield Point(voice(words.no_pattern, names=", ".join(unclear)), tone="quiet")
