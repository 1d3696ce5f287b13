"""A whole visit line by line: a numbered menu with everything that the panes of the full screen show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import NamedTuple

from explorer.engine.code import CodeError
from explorer.engine.questionnaire import asked, progress
from explorer.engine.visit import restarted, starred
from explorer.plain.desk import Desk, Left, number
from explorer.plain.everything import ask_search
from explorer.plain.plan import ask_plan
from explorer.plain.prompt import ask_all, ask_guess, ask_more, live
from explorer.report.day import state
from explorer.report.diff import diff, pairs
from explorer.report.document import UNPOINTED, Axis, Block, Document, Heading, Paragraph, Point, Views
from explorer.report.export import path_of, proposed
from explorer.report.guess import asks_a_guess
from explorer.report.how import how
from explorer.report.profile import profile
from explorer.report.summary import result_document
from explorer.session.session import Session, UnknownFormat
from explorer.session.view import View
from explorer.store.files import reason_of

STAR = "*"


class Entry(NamedTuple):
    """An entry of the menu: its text, its action, and whether it is available now; others are not listed."""

    said: str
    act: Callable[[], None]
    applies: bool = True


class Menu(View):
    """A visit with the menu, on a `Desk`."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self.session, self.desk = session, desk
        session.listen(self._hear)

    def run(self) -> None:
        """Ask and act until `q` or the end of input."""
        self.desk.tell([Heading(self.tr(self.pack.title), 1), *(Paragraph(line) for line in self.session.news)])
        heard: tuple[object, ...] = ()
        try:
            while True:
                entries = list(self._entries())
                listed = (self.visit.language, *(each.applies for each in entries))
                if listed != heard:  # an unchanged menu is not repeated unless asked for
                    self._list(entries)
                heard = listed
                prompt = self.tr(self.tr.words.plain.menu, n=len(entries))
                chosen = number(self.desk, prompt, len(entries), again=lambda: self._list(list(self._entries())))
                try:
                    if chosen is None:
                        self._undo()
                    else:
                        entries[chosen - 1].act()
                except Left:
                    continue
        except EOFError:
            return

    def _list(self, entries: list[Entry]) -> None:
        """Print the entries of the menu that are available. An entry keeps its number throughout the visit."""
        self._tell([Point(each.said, mark=f"{n}.") for n, each in enumerate(entries, 1) if each.applies])

    # --- the menu ----------------------------------------------------------------------------------------------

    def _entries(self) -> Iterator[Entry]:
        tr, words, visit = self.tr, self.tr.words, self.visit
        keys, panes, something = words.keys, words.panes, not visit.empty
        for role in self.pack.roles:
            yield Entry(f"{tr(panes.profiles)}: {tr(role.name)}", partial(self._profile, role.id))
        for pair in pairs(self.pack):
            names = f" ({tr.listed(tr.short(role) for role in pair)})" if len(self.pack.roles) > 2 else ""
            yield Entry(f"{tr(panes.diff)}{names}", partial(self._diff, *pair))
        for day in self.pack.days:
            label = f"{tr(panes.simulator)}: {tr(day.title)} ({state(tr, self.visit, day)})"
            yield Entry(label, partial(self._day, day.role))
        yield Entry(f"{tr(panes.test)}: {self._progress()}", self._test)
        answered = bool(visit.answers)
        yield Entry(tr(panes.result), self._result, answered)
        again = answered and self.session.summary.fit.verdict != "incomplete"
        yield Entry(f"{tr(panes.test)}: {tr(keys.retake)}", self._retake, again)
        for text, act, applies in (
            (keys.export, self._export, something),
            (words.result.code, self._code, something),
            (keys.enter_code, self._enter_code, True),
            (keys.language, self.session.speak_next, len(self.pack.languages) > 1),
            (keys.undo, self._undo, not self.session.untouched),
            (keys.redo, self._redo, self.session.redoable),
            (keys.afresh, self._afresh, something),
        ):
            label = tr(text)
            yield Entry(label[:1].upper() + label[1:], act, applies)
        yield Entry(tr(words.how.title), self._how)
        if asks_a_guess(self.pack):
            yield Entry(tr(words.guess.way_asked), partial(ask_guess, self.session, self.desk), not answered)
        yield Entry(tr(words.home.plan), partial(ask_plan, self.session, self.desk))
        yield Entry(tr(words.search.title), partial(ask_search, self.session, self.desk))

    # --- reading -----------------------------------------------------------------------------------------------

    def _profile(self, role: str) -> None:
        self._browse(lambda: profile(self.pack, role, self.visit.language, country=self.session.country))

    def _diff(self, first: str, second: str) -> None:
        self._browse(
            lambda: diff(self.pack, first, second, self.visit.language, stars=self.visit.stars), self._offer_star
        )

    def _browse(self, document: Callable[[], Document], more: Callable[[Block], None] | None = None) -> None:
        """Choose a part of a document by number, then a line of it by number, and print the notes of that line. `more`
        is called with the line."""
        words = self.tr.words.plain

        def titles() -> None:
            intro, parts = _parts(document())
            self._tell([*intro, *(Point(part[0].text, mark=f"{n}.") for n, part in enumerate(parts, 1))])

        def part(number: int) -> None:
            head, *lines = _parts(document())[1][number - 1]
            self._tell([head, *_numbered(lines)])

        titles()
        while True:
            parts = _parts(document())[1]
            chosen = number(self.desk, self.tr(words.parts, n=len(parts)), len(parts), empty=True, again=titles)
            if not chosen:
                return
            part(chosen)
            while True:
                entries = [block for block in _parts(document())[1][chosen - 1][1:] if _id(block)]
                again = partial(part, chosen)
                line = number(self.desk, self.tr(words.lines), len(entries), empty=True, again=again)
                if not line:
                    break
                block = entries[line - 1]
                notes = [] if isinstance(block, UNPOINTED) else block.notes
                self._tell([Point(note) for note in notes] or [Paragraph(self.tr(self.tr.words.why.nothing))])
                if more:
                    more(block)

    def _offer_star(self, block: Block) -> None:
        if isinstance(block, Axis) and self.desk.ask(f"{self.tr(self.tr.words.plain.star)}: ").strip() == STAR:
            self.session.change(starred(self.visit, block.id))
            words = self.tr.words.dialogs
            self._say(self.tr(words.starred if block.id in self.visit.stars else words.unstarred))

    # --- actions -----------------------------------------------------------------------------------------------

    def _day(self, role: str) -> None:
        live(self.session, role, self.desk)
        again = self.desk.ask(f"{self.tr(self.tr.words.plain.again)}: ").strip().lower()
        if again == "r":
            self.session.change(restarted(self.visit, role))
            if self.session.refusal:
                self._say(self.session.refusal)
            else:
                self._day(role)

    def _test(self) -> None:
        items = asked(self.pack, self.visit.answers)
        unanswered = (item.id for item in items if item.id not in self.visit.answers)
        ask_all(self.session, self.desk, next(unanswered, ""))
        self._say(self._progress())

    def _progress(self) -> str:
        answered, of = progress(self.pack, self.visit.answers)
        return self.tr(self.tr.words.plain.progress, answered=answered, of=of)

    def _retake(self) -> None:
        if not self.session.retake():
            self._say(self.tr(self.tr.words.retake.not_yet))
            return
        self._say(self.tr(self.tr.words.retake.begun))
        self._test()

    def _result(self) -> None:
        if not self.visit.answers:
            self._say(self.tr(self.tr.words.plain.no_result))
            return
        self._tell(result_document(self.session.summary, 1))
        ask_more(self.session, self.desk)

    def _how(self) -> None:
        self._tell(how(self.tr, self.session.summary.fit))

    def _export(self) -> None:
        tr, words = self.tr, self.tr.words.dialogs
        name = proposed(self.pack.id)
        typed = self.desk.ask(f"{tr(tr.words.plain.file, name=name)}: ").strip()
        if typed.lower() == "q":
            return
        try:
            path = path_of(typed or name)
        except OSError as error:
            self._say(tr(words.export_failed, path=error.filename, reason=reason_of(error)))
            return
        for overwrite in (False, True):
            try:
                self.session.export(path, overwrite)
            except UnknownFormat:
                self._say(tr(words.export_ending, path=path))
                return
            except FileExistsError:
                asked = tr(tr.words.plain.replace, path=path)
                if not self.tr.agrees(self.desk.ask(f"{asked}: ")):
                    return
                continue
            except OSError as error:
                self._say(tr(words.export_failed, path=path, reason=reason_of(error)))
                return
            self._say(tr(words.exported, path=path))
            return

    def _code(self) -> None:
        self._tell([Paragraph(self.session.code), Paragraph(self.tr(self.tr.words.result.code_holds))])

    def _enter_code(self) -> None:
        while typed := self.desk.ask(f"{self.tr(self.tr.words.plain.code)}: ").strip():
            try:
                notice = self.session.take(self.session.opened(typed))
            except CodeError as error:
                fault = self.tr.words.code_faults[error.reason]
                self._say(self.tr(fault, detail=error.detail))
            else:
                self._say(notice)
                return

    def _undo(self) -> None:
        words = self.tr.words
        done = self.session.undo()
        self._say(self.session.refusal or self.tr(words.plain.undone if done else words.dialogs.nothing_to_undo))

    def _redo(self) -> None:
        words = self.tr.words
        done = self.session.redo()
        self._say(self.session.refusal or self.tr(words.plain.redone if done else words.dialogs.nothing_to_redo))

    def _afresh(self) -> None:
        words = self.tr.words.keeping
        begun = self.session.start_afresh()
        self._say(
            self.tr(words.already_fresh if not begun else words.afresh_kept if self.session.saved else words.afresh)
        )

    # --- printing ----------------------------------------------------------------------------------------------

    def _hear(self, message: str) -> None:
        """The session's listener: print the message of a change."""
        if message:
            self._say(message)

    def _say(self, line: str) -> None:
        self._tell([Paragraph(line)])

    def _tell(self, blocks: Iterable[Block]) -> None:
        self.desk.tell(list(blocks))


Part = tuple[Heading, *tuple[Block, ...]]


def _parts(document: Document) -> tuple[list[Block], list[Part]]:
    """Split a document into the blocks before its first part, and its parts, each beginning with its heading.

    Axes before the first heading form a part of their own, named by the text beside the title of the page.
    """
    starts = [n for n, block in enumerate(document) if isinstance(block, Heading) and block.level == 2]
    intro = document[: starts[0]] if starts else document
    parts: list[Part] = []
    axes = next((n for n, block in enumerate(intro) if isinstance(block, Axis)), None)
    if axes is not None and isinstance(title := intro[0], Heading):
        parts.append((Heading(title.aside or title.text, 2), *intro[axes:]))
        intro = intro[:axes]
    for start, end in zip(starts, [*starts[1:], len(document)], strict=True):
        head = document[start]
        assert isinstance(head, Heading)
        parts.append((head, *document[start + 1 : end]))
    return list(intro), parts


def _id(block: Block) -> str:
    return "" if isinstance(block, UNPOINTED | Heading) else block.id


def _numbered(lines: Iterable[Block]) -> Iterator[Block]:
    """Number the lines, and remove their notes."""
    count = 0
    for block in lines:
        if not _id(block):
            yield block
            continue
        count += 1
        match block:
            case Point():
                yield replace(block, mark=f"{count}.", notes=())
            case Axis():
                yield replace(block, title=f"{count}. {block.title}", notes=())
            case Views():
                yield replace(block, left_title=f"{count}. {block.left_title}", notes=())
            case _:
                yield block
