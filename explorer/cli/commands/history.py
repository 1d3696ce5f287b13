"""`explorer history`: lists the saved visits, compares two of them, or deletes one."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from explorer.cli.arguments import WRITING, Argument, Command, option
from explorer.cli.input import DONE, Unusable, translator_for
from explorer.cli.output import complain, deliver, say

if TYPE_CHECKING:
    from explorer.engine.retest import Retake
    from explorer.report.document import Block
    from explorer.report.pack_translator import PackTranslator
    from explorer.report.summary import Summary
    from explorer.store.folder import VisitPaths
    from explorer.store.record import Record


COMMAND = Command(
    lambda words: words.commands.history,
    (
        Argument(("numbers",), lambda words: words.commands.number, many="*"),
        option(
            "forget",
            lambda words: words.commands.forget_one,
            lambda words: words.commands.number,
            ("numbers", "output"),
        ),
        *WRITING,
    ),
    lambda words: words.examples.history,
)

LISTED = 100
"""The most visits that are listed as text; JSON has all."""
NUMBER = 9
"""A visit's number has fewer digits than this; of a wrong one, so many characters are quoted."""


class Earlier(NamedTuple):
    """A saved visit with its summary."""

    paths: VisitPaths
    record: Record
    summary: Summary

    @property
    def date(self) -> str:
        """When it was last saved, in local time."""
        return time.strftime("%Y-%m-%d %H:%M", time.localtime(self.record.saved))


def run(args: Namespace) -> int:
    """List the saved visits, compare two of them, or delete one; returns the exit code."""
    tr = translator_for(args)
    visits = _Visits(tr)
    if args.forget is not None:
        return _forget(args, tr, visits.chosen(args.forget))
    if not args.numbers:
        return deliver(args, tr, lambda: list(_listed(tr, visits)), lambda: _list_data(visits))
    from explorer.report.band import compared
    from explorer.report.data import retake_data

    if len(args.numbers) != 2:
        raise Unusable(tr(tr.words.history.two_numbers))
    later, earlier = sorted((visits.chosen(number) for number in args.numbers), key=lambda each: -each.record.began)
    retake = _compare(tr, earlier, later)
    if retake is None:
        raise Unusable(tr(tr.words.history.not_comparable))
    return deliver(args, tr, lambda: list(compared(tr, retake, 1)), lambda: retake_data(retake))


class _Visits:
    """The saved visits of a pack, the last resumed first. Each is read only when it is needed, since there may be
    thousands."""

    def __init__(self, tr: PackTranslator) -> None:
        from explorer.engine.code import Codes
        from explorer.store.folder import latest, saved_visits
        from explorer.store.locations import visits

        self.tr, folder = tr, visits()
        self._rest = latest(saved_visits(folder / tr.pack.id))[0][::-1] if folder else []
        self._read: list[Earlier] = []
        self._codes = Codes(tr.pack)

    def first(self, most: int | None = None) -> list[Earlier]:
        """The first `most` visits, or all of them. Unreadable ones are reported on standard error."""
        while self._rest and (most is None or len(self._read) < most):
            if each := self._earlier(self._rest.pop()):
                self._read.append(each)
        return self._read[:most]

    @property
    def unread(self) -> int:
        """How many have not been read."""
        return len(self._rest)

    def chosen(self, number: str) -> Earlier:
        """The visit with that number, from 1. Raises Unusable."""
        wanted = int(number) if number.isdecimal() and len(number) < NUMBER else 0
        if 1 <= wanted <= len(visits := self.first(wanted)):
            return visits[wanted - 1]
        words, n = self.tr.words.history, len(self.first())
        raise Unusable(self.tr(words.no_such, found=number[:NUMBER], n=n) if n else self.tr(words.none))

    def _earlier(self, paths: VisitPaths) -> Earlier | None:
        from explorer.engine.adapted import adapted_to
        from explorer.engine.visit import speaking
        from explorer.report.summary import glance
        from explorer.store.files import reason_of
        from explorer.store.folder import read

        tr = self.tr
        try:
            record, _ = read(paths)
        except OSError as error:
            complain(tr(tr.words.commands.cannot_read, path=paths.record, reason=reason_of(error)))
            return None
        if not record or record.visit.empty:
            return None
        visit = adapted_to(tr.pack, speaking(record.visit, tr.language), record.version)
        return Earlier(paths, record, glance(tr.pack, visit, self._codes))


def _listed(tr: PackTranslator, visits: _Visits) -> Iterator[Block]:
    from explorer.report.document import Heading, Paragraph, Point
    from explorer.store.folder import is_open

    words, listed = tr.words.history, visits.first(LISTED)
    yield Heading(tr(words.title), 1)
    if not listed:
        yield Paragraph(tr(words.none))
    for number, each in enumerate(listed, 1):
        summary, items = each.summary, tr.pack.questionnaire.items
        line = tr(
            words.entry,
            date=each.date,
            verdict=summary.verdict,
            answered=len(summary.visit.answers),
            of=len(items),
            code=summary.code,
        )
        yield Point(line, mark=f"{number}.", tail=tr(words.now_open) if is_open(each.paths) else "")
    if visits.unread:
        yield Paragraph(tr(words.older, n=visits.unread))


def _list_data(visits: _Visits) -> list[dict[str, Any]]:
    from explorer.report.data import fit_data

    return [
        {
            "number": number,
            "began": each.record.began,
            "saved": each.record.saved,
            **fit_data(each.summary.fit, each.summary.code),
        }
        for number, each in enumerate(visits.first(), 1)
    ]


def _compare(tr: PackTranslator, earlier: Earlier, later: Earlier) -> Retake | None:
    from explorer.engine.questionnaire import instrument
    from explorer.engine.retest import retake

    return retake(instrument(tr.pack), earlier.summary.visit.answers, later.summary.visit.answers)


def _forget(args: Namespace, tr: PackTranslator, each: Earlier) -> int:
    from explorer.store.files import reason_of
    from explorer.store.folder import is_open, remove

    if is_open(each.paths):
        raise Unusable(tr(tr.words.keeping.still_open, n=1))
    try:
        remove(each.paths)
    except OSError as error:
        raise Unusable(tr(tr.words.keeping.cannot_forget, path=each.paths.record, reason=reason_of(error))) from None
    say(tr(tr.words.history.removed, date=each.date) + "\n", args)
    return DONE
