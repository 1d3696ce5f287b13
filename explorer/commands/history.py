"""Earlier visits on this machine: listed, two of them compared, one of them forgotten."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explorer.commands.asking import DONE, Unusable, voice_of
from explorer.commands.telling import deliver, say

if TYPE_CHECKING:
    from explorer.engine.retake import Retake
    from explorer.keep.record import Record
    from explorer.keep.shelf import Place
    from explorer.report.document import Block
    from explorer.report.summary import Summary
    from explorer.report.voice import Voice


@dataclass(frozen=True)
class Earlier:
    """A visit that is kept, and what it comes to."""

    place: Place
    record: Record
    summary: Summary

    @property
    def date(self) -> str:
        """When it was last changed, in the time of this machine."""
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(self.record.saved))


def run(asked: Namespace) -> int:
    """Carry it out; returns the exit code."""
    voice = voice_of(asked)
    found = list(_earlier(voice))
    if asked.forget is not None:
        return _forget(asked, voice, _chosen(voice, found, asked.forget))
    if not asked.numbers:
        return deliver(asked, voice, lambda: list(_listed(voice, found)), lambda: _list_data(found))
    from explorer.report.band import compared
    from explorer.report.data import retake_data

    numbers = asked.numbers if len(asked.numbers) == 2 else [*asked.numbers[:1], "?"]
    later, earlier = sorted((_chosen(voice, found, number) for number in numbers), key=lambda each: -each.record.began)
    retake = _compare(voice, earlier, later)
    if retake is None:
        raise Unusable(voice(voice.words.history.not_comparable))
    return deliver(asked, voice, lambda: list(compared(voice, retake, 1)), lambda: retake_data(retake))


def _earlier(voice: Voice) -> Iterator[Earlier]:
    """The visits of the pack, the last one first."""
    from explorer.engine.fitting import fitting
    from explorer.engine.visit import speaking
    from explorer.keep.paths import visits
    from explorer.keep.shelf import places, read
    from explorer.report.summary import summarise

    folder = visits()
    found: list[Earlier] = []
    for place in places(folder / voice.pack.id) if folder else ():
        try:
            record, _ = read(place)
        except OSError:
            continue
        if record and not record.visit.empty:
            visit = fitting(voice.pack, speaking(record.visit, voice.language))
            found.append(Earlier(place, record, summarise(voice.pack, visit)))
    yield from sorted(found, key=lambda each: (-each.record.saved, -each.record.began, each.place.name))


def _listed(voice: Voice, found: list[Earlier]) -> Iterator[Block]:
    from explorer.keep.shelf import is_open
    from explorer.report.document import Heading, Paragraph, Point

    words = voice.words.history
    yield Heading(voice(words.title), 1)
    if not found:
        yield Paragraph(voice(words.none))
    for number, each in enumerate(found, 1):
        summary, items = each.summary, voice.pack.questionnaire.items
        said = voice(
            words.entry,
            date=each.date,
            verdict=summary.verdict,
            answered=len(summary.visit.answers),
            of=len(items),
            code=summary.code,
        )
        yield Point(said, mark=f"{number}.", tail=voice(words.now_open) if is_open(each.place) else "")


def _list_data(found: list[Earlier]) -> list[dict[str, Any]]:
    from explorer.report.data import fit_data

    return [
        {
            "number": number,
            "began": each.record.began,
            "saved": each.record.saved,
            **fit_data(each.summary.fit, each.summary.code),
        }
        for number, each in enumerate(found, 1)
    ]


def _compare(voice: Voice, earlier: Earlier, later: Earlier) -> Retake | None:
    from explorer.engine.asking import instrument
    from explorer.engine.retake import retake

    return retake(instrument(voice.pack), earlier.summary.visit.answers, later.summary.visit.answers)


def _chosen(voice: Voice, found: list[Earlier], number: str) -> Earlier:
    if number.isdecimal() and 1 <= int(number) <= len(found):
        return found[int(number) - 1]
    words = voice.words.history
    raise Unusable(voice(words.no_such, found=number, n=len(found)) if found else voice(words.none))


def _forget(asked: Namespace, voice: Voice, each: Earlier) -> int:
    from explorer.keep.shelf import is_open, remove

    if is_open(each.place):
        raise Unusable(voice(voice.words.keeping.still_open, n=1))
    try:
        remove(each.place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unusable(voice(voice.words.keeping.cannot_forget, path=each.place.record, reason=reason)) from None
    say(voice(voice.words.history.removed, date=each.date) + "\n", asked)
    return DONE
