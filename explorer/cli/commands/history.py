"""`explorer history`: the saved visits are listed, two of them compared, or one deleted."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from explorer.cli.arguments import WRITING, Argument, Command, option
from explorer.cli.input import DONE, Unusable, translator_for
from explorer.cli.output import deliver, say

if TYPE_CHECKING:
    from explorer.engine.retest import Retake
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator
    from explorer.report.summary import Summary
    from explorer.store.folder import Place
    from explorer.store.record import Record


COMMAND = Command(
    lambda words: words.commands.history,
    (
        Argument(("numbers",), lambda words: words.commands.number, many="*"),
        option("forget", lambda words: words.commands.forget_one, lambda words: words.commands.number),
        *WRITING,
    ),
    lambda words: words.examples.history,
)


@dataclass(frozen=True)
class Earlier:
    """A saved visit with its summary."""

    place: Place
    record: Record
    summary: Summary

    @property
    def date(self) -> str:
        """When it was last changed, in the time of this machine."""
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(self.record.saved))


def run(args: Namespace) -> int:
    """List the saved visits, compare two of them, or delete one; returns the exit code."""
    tr = translator_for(args)
    found = list(_earlier(tr))
    if args.forget is not None:
        return _forget(args, tr, _chosen(tr, found, args.forget))
    if not args.numbers:
        return deliver(args, tr, lambda: list(_listed(tr, found)), lambda: _list_data(found))
    from explorer.report.band import compared
    from explorer.report.data import retake_data

    numbers = args.numbers if len(args.numbers) == 2 else [*args.numbers[:1], "?"]
    later, earlier = sorted((_chosen(tr, found, number) for number in numbers), key=lambda each: -each.record.began)
    retake = _compare(tr, earlier, later)
    if retake is None:
        raise Unusable(tr(tr.words.history.not_comparable))
    return deliver(args, tr, lambda: list(compared(tr, retake, 1)), lambda: retake_data(retake))


def _earlier(tr: PackTranslator) -> Iterator[Earlier]:
    """The visits of the pack, the last one first."""
    from explorer.engine.adapted import adapted_to
    from explorer.engine.visit import speaking
    from explorer.report.summary import summarise
    from explorer.store.folder import places, read
    from explorer.store.locations import visits

    folder = visits()
    found: list[Earlier] = []
    for place in places(folder / tr.pack.id) if folder else ():
        try:
            record, _ = read(place)
        except OSError:
            continue
        if record and not record.visit.empty:
            visit = adapted_to(tr.pack, speaking(record.visit, tr.language), record.version)
            found.append(Earlier(place, record, summarise(tr.pack, visit)))
    yield from sorted(found, key=lambda each: (-each.record.saved, -each.record.began, each.place.name))


def _listed(tr: PackTranslator, found: list[Earlier]) -> Iterator[Block]:
    from explorer.report.document import Heading, Paragraph, Point
    from explorer.store.folder import is_open

    words = tr.words.history
    yield Heading(tr(words.title), 1)
    if not found:
        yield Paragraph(tr(words.none))
    for number, each in enumerate(found, 1):
        summary, items = each.summary, tr.pack.questionnaire.items
        said = tr(
            words.entry,
            date=each.date,
            verdict=summary.verdict,
            answered=len(summary.visit.answers),
            of=len(items),
            code=summary.code,
        )
        yield Point(said, mark=f"{number}.", tail=tr(words.now_open) if is_open(each.place) else "")


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


def _compare(tr: PackTranslator, earlier: Earlier, later: Earlier) -> Retake | None:
    from explorer.engine.questionnaire import instrument
    from explorer.engine.retest import retake

    return retake(instrument(tr.pack), earlier.summary.visit.answers, later.summary.visit.answers)


def _chosen(tr: PackTranslator, found: list[Earlier], number: str) -> Earlier:
    if number.isdecimal() and 1 <= int(number) <= len(found):
        return found[int(number) - 1]
    words = tr.words.history
    raise Unusable(tr(words.no_such, found=number, n=len(found)) if found else tr(words.none))


def _forget(args: Namespace, tr: PackTranslator, each: Earlier) -> int:
    from explorer.store.folder import is_open, remove

    if is_open(each.place):
        raise Unusable(tr(tr.words.keeping.still_open, n=1))
    try:
        remove(each.place)
    except OSError as error:
        reason = error.strerror or str(error)
        raise Unusable(tr(tr.words.keeping.cannot_forget, path=each.place.record, reason=reason)) from None
    say(tr(tr.words.history.removed, date=each.date) + "\n", args)
    return DONE
