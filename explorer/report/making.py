"""A text written in a day, sentence by sentence, next to the version of the pack's authors."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from explorer.engine.day import Hour, Played
from explorer.pack.days import Ours, Scene
from explorer.report.document import Block, Heading, Paragraph, Point, Views
from explorer.report.pack_translator import PackTranslator
from explorer.words.frozen import frozen
from explorer.words.text import Text

SAME, OTHER = "=", "≠"
"""The signs of a chosen sentence: the authors' own choice, or another."""


OURS = "›"
"""The sign of the authors' sentence, if another was chosen."""


@frozen
class Piece:
    """A text written in a day: a mail, a note. `hours`: its sentences as chosen so far; `whole`: whether it is
    complete."""

    title: Text
    hours: tuple[Hour, ...]
    whole: bool


def pieces(played: Played) -> tuple[Piece, ...]:
    """The texts written in a day so far: consecutive scenes without a rating form one text."""
    lived = {hour.scene.id: hour for hour in played.lived}
    finished = []
    for written, scenes in groupby(played.day.scenes, key=_written):
        parts = list(scenes)
        hours = tuple(lived[scene.id] for scene in parts if scene.id in lived)
        if written and hours:
            finished.append(Piece(parts[0].title, hours, len(hours) == len(parts)))
    return tuple(finished)


def last_of(played: Played) -> Piece | None:
    """The text whose last sentence has just been chosen; None if something else was done."""
    done = played.lived[-1] if played.lived else None
    return next((piece for piece in pieces(played) if piece.whole and piece.hours[-1] is done), None)


def _written(scene: Scene) -> bool:
    return not scene.rated


def making(tr: PackTranslator, piece: Piece, level: int = 2, id: str = "", brief: bool = False) -> Iterator[Block]:
    """A text sentence by sentence: the chosen one, the authors' if different, and their reason with its sources;
    `brief`: reasons as notes."""
    words = tr.words.making
    yield Heading(tr(words.title, title=tr(piece.title)), level, id=id)
    for hour in piece.hours:
        ours = hour.scene.ours
        why = (_why(tr, ours),) if ours and brief else ()
        if hour.taken:
            point = Point(tr(hour.taken.text), mark=mark_of(hour))
            yield replace(point, id=f"{id} {hour.scene.id}", notes=why) if why else point
        if ours:
            sent = hour.scene.options[ours.option - 1]
            if sent is not hour.taken:
                yield Point(tr(sent.text), mark=OURS)
            if not brief:
                yield Paragraph(_why(tr, ours), "quiet")
    if any(hour.scene.ours for hour in piece.hours):
        marks = {mark_of(hour) for hour in piece.hours}
        said = [words.legend_same] if SAME in marks else []
        said += [words.legend_other] if OTHER in marks else []
        yield Paragraph(" ".join(map(tr, [*said, words.note, *([words.why_key] if brief else [])])), "quiet")


def so_far(tr: PackTranslator, played: Played) -> Iterator[Block]:
    """The sentences of an unfinished text, and the outcome of the last one; empty before the first."""
    for piece in pieces(played):
        if not piece.whole and piece.hours[-1] is played.lived[-1]:
            for hour in piece.hours:
                if hour.taken:
                    yield Paragraph(tr(hour.taken.text), quoted=True)
            yield Paragraph(" ".join(tr(text) for text in piece.hours[-1].outcome), "quiet")


def side_by_side(tr: PackTranslator, piece: Piece) -> Iterator[Block]:
    """The same as `making`, for a screen: each sentence next to the authors', with the reason and its sources below."""
    words = tr.words.making
    yield Heading(tr(words.title, title=tr(piece.title)), 3)
    for hour in piece.hours:
        ours = hour.scene.ours
        if hour.taken and ours:
            sent = tr(hour.scene.options[ours.option - 1].text)
            yield Views(f"{tr(words.yours)}  {mark_of(hour)}", tr(hour.taken.text), tr(words.ours), sent)
            yield Point(_why(tr, ours), mark="", tone="quiet")
        elif hour.taken:
            yield Paragraph(tr(hour.taken.text), quoted=True)
    if any(hour.scene.ours for hour in piece.hours):
        yield Paragraph(tr(words.note), "quiet")


def _why(tr: PackTranslator, ours: Ours) -> str:
    cited = "; ".join(tr.pack.source(source).title for source in ours.sources)
    words = tr.words.making
    return tr(words.why, why=tr(ours.why), sources=cited) if cited else tr(words.own, why=tr(ours.why))


def mark_of(hour: Hour) -> str:
    """The sign that says whether the chosen sentence is the authors'; neutral if they have none."""
    ours = hour.scene.ours
    if ours is None or hour.taken is None:
        return "•"
    return SAME if hour.taken is hour.scene.options[ours.option - 1] else OTHER
