"""One visit, in a process of its own that was just forked from the parent: it never goes back there.

Nothing is written but to the visitor's terminal and, of what goes wrong, to the log.
"""

from __future__ import annotations

import os
import queue
import re
import signal
import socket
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import PurePath
from typing import TYPE_CHECKING

from explorer.engine.code import CodeError, decode
from explorer.engine.visit import Visit
from explorer.pack.pack import Pack
from explorer.report.markdown import as_markdown
from explorer.report.pack_translator import PackTranslator, translator_of
from explorer.report.summary import summarise
from explorer.report.take_home import summary_document
from explorer.serve.browser import PageMirror
from explorer.serve.parent import ROOMY
from explorer.serve.process import FRONT, finish, note, own_streams, say
from explorer.serve.room_line import RoomLine, Soon
from explorer.serve.settings import Settings, language_of
from explorer.serve.spare import Newcomer
from explorer.serve.wire import BROKEN, HELP, OVER, PAGE, PLAIN, RECORD, RESIZED, TERM, UNUSABLE, last_words
from explorer.session.session import Session
from explorer.terminal.detect import POOR
from explorer.terminal.driver import HANGUP
from explorer.tui.app import ExplorerApp

if TYPE_CHECKING:
    from explorer.report.document import Block

RESULT = re.compile(r"result\s+([\w\s-]{1,200}?)(?:\s+\.(\w+))?")
"""A summary asked for instead of a visit: a code, after which may come a language and a file's ending."""
COLUMNS = 80
"""Columns of what is told line by line."""
WAIT = 5.0
"""Seconds within which a front brings the fields of a form."""
WARNING = 120
"""Seconds before the end of its idle time at which a visit is told so, or half of that time where it is shorter."""


class Child:
    """A visitor's process."""

    def __init__(self, pack: Pack, settings: Settings, newcomer: Newcomer, parent: socket.socket) -> None:
        self.pack, self.settings, self.name, self.who = pack, settings, newcomer.name, newcomer.who
        self.app: ExplorerApp | None = None
        """The visit full screen; None before it began, and for one line by line."""
        self.session: Session | None = None
        self.spoken = self.warned = 0.0
        """When a line was last read, and at which key's time the visitor was last warned, as `began`."""
        self.began = time.monotonic()
        self.rooms = parent if self.who.command in ROOMY else None
        signal.signal(signal.SIGXCPU, lambda *_: self._exhausted())
        self.line = socket.socket(fileno=FRONT)
        shown = newcomer.who.front == "web" and not newcomer.who.command
        self.page = PageMirror(self.line, pack, language_of(pack, settings)) if shown else None

    @property
    def tr(self) -> PackTranslator:
        """The pack, in the language that the visitor chose or the host's."""
        if self.session:
            return self.session.tr
        return translator_of(self.pack, language_of(self.pack, self.settings))

    def reply(self) -> tuple[int, str] | None:
        """How it ends for whoever asks for something else than a visit, or has no terminal for one: the exit code and
        what is to be said."""
        words = self.tr.words.serve
        command = self.who.command.strip()
        if command == HELP:
            say(self.tr(words.help, ssh=self.settings.ssh) + "\n")
            return 0, ""
        if command == PLAIN or (not command and self.who.term in POOR and os.isatty(0)):
            return self._line_by_line()
        if command == PAGE and self.who.front == "web":
            return self._page()
        if command:
            return self._result()
        if not TERM.fullmatch(self.who.term) or self.who.term in POOR:
            return UNUSABLE, self.tr(words.poor_terminal) + "\n"
        os.environ["TERM"] = self.who.term
        if not os.isatty(0) or not os.isatty(2):
            return UNUSABLE, self.tr(words.needs_terminal) + "\n"
        return None

    def enter(self, app: ExplorerApp) -> None:
        """The visit goes on in `app`, and the clock runs."""
        self.app, self.session = app, app.session
        app.session.take_home = self._offered
        if self.page and (visit := self.page.resume()):
            app.session.go_on(visit)
        app.session.mirror = self._keep
        self._open_rooms(app.session, lambda act: app.soon(lambda _: act(), ""))
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

    def outcome(self) -> tuple[int, str]:
        """How a visit ended: its exit code, and what is to be said when the terminal is as it was."""
        assert self.app
        words = self.tr.words.serve
        if self.app.failure:
            note(self.name, "".join(traceback.format_exception(self.app.failure)))
            return BROKEN, self._sorry(self.tr(words.broken, visit=self.name))
        if self.app.return_code == 128 + signal.SIGTERM:
            return OVER, self._sorry(self.tr(words.closing))
        if not self.app.return_code:
            say(self._farewell())
            if self.page and self.session:
                if not self.session.visit.empty:
                    self.page.offer(self._way_home(self.session.code, self.tr.language))
                self.page.forget()
        return self.app.return_code or 0, ""

    def _keep(self, visit: Visit) -> None:
        """After each act the page keeps the visit, and whoever brought the visitor has the code to say should the visit
        vanish, however it does: killed, or out of memory."""
        if self.page:
            self.page.keep(visit)
        words = self._sorry(self.tr(self.tr.words.serve.broken, visit=self.name))
        with suppress(OSError):  # nobody is waited for
            self.line.send(last_words(words), socket.MSG_DONTWAIT)

    def _exhausted(self) -> None:
        """The processor time of the visit is used up: it ends, with the code."""
        finish(self.line, OVER, self._sorry(self.tr(self.tr.words.serve.exhausted)))

    def _line_by_line(self) -> tuple[int, str]:
        """A whole visit line by line, for screen readers and terminals that cannot move their cursor."""
        from explorer.plain.desk import Desk
        from explorer.plain.menu import Menu
        from explorer.report.plan import own_plan
        from explorer.report.screen_reader import as_spoken
        from explorer.report.take_home import page_document

        own_streams()
        session = self.session = Session(self.pack, Visit(language_of(self.pack, self.settings)))
        session.take_home, session.mirror = self._offered, self._keep
        threading.Thread(target=self._watch, name="watch", daemon=True).start()

        come: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._open_rooms(session, come.put)

        def ask(prompt: str) -> str:
            typed = input(prompt)
            self.spoken = time.monotonic()
            while not come.empty():
                come.get()()
            return typed

        def tell(blocks: Sequence[Block]) -> None:
            say("\n" + as_spoken(session.tr, blocks, COLUMNS) + "\n")

        def wrong(least: int, most: int) -> str:
            return session.tr(session.tr.words.plain.wrong, least=least, most=most)

        Menu(session, Desk(tell, ask, wrong)).run()
        if not session.visit.empty:
            tell([*page_document(session.summary), *own_plan(session.summary)])
            say(self._home(session.code) + "\n")
        return 0, ""

    def _open_rooms(self, session: Session, soon: Soon) -> None:
        """Let a session make and enter rooms; `soon` has what comes from there taken in its own thread."""
        if self.rooms:
            session.together.host = RoomLine(self.rooms, self.pack, session.together, soon)

    def _page(self) -> tuple[int, str]:
        """A page of the text version, on standard output."""
        import json

        from explorer.serve.text_pages import text_page

        self.line.settimeout(WAIT)
        fields = json.loads(self.line.recv(RECORD)[1:] or b"{}")
        say(text_page(self.pack, language_of(self.pack, self.settings), fields))
        return 0, ""

    def _result(self) -> tuple[int, str]:
        """The summary of a code, on standard output."""
        tr = self.tr
        asked = RESULT.fullmatch(self.who.command.strip())
        if not asked:
            return UNUSABLE, tr(tr.words.serve.refused) + "\n"
        code, _, last = asked[1].strip().rpartition(" ")
        if last in self.pack.languages:
            tr = translator_of(self.pack, last)
        else:
            code = asked[1]
        try:
            visit = decode(self.pack, code, tr.language)
        except CodeError as error:
            return UNUSABLE, tr(tr.words.code_faults[error.reason], detail=error.detail) + "\n"
        summary, ending = summarise(self.pack, visit), asked[2] or ""
        if ending:
            from explorer.report.export import format_of, rendered
            from explorer.tui.picture import picture

            format = format_of(PurePath(f"result.{ending}"))
            if not format:
                return UNUSABLE, tr(tr.words.serve.refused) + "\n"
            say(picture(summary) if format == "svg" else rendered(summary, format))
        else:
            say(as_markdown(summary_document(summary)))
        return 0, ""

    def _way_home(self, code: str, language: str) -> str:
        """What fetches the summary of a code from the visitor's own computer."""
        other = f" {language}" if language != language_of(self.pack, self.settings) else ""
        if self.who.front == "web":
            return code + other
        return f"{self.settings.ssh} result {code}{other} > result.md"

    def _offered(self, code: str, language: str) -> tuple[str, str]:
        """The same with what explains it; a browser's page offers it at once."""
        home, words = self._way_home(code, language), self.tr.words
        if self.page:
            self.page.offer(home)
            return home, self.tr(words.serve.web_take_home)
        return home, self.tr(words.dialogs.take_home)

    def _farewell(self) -> str:
        """The summary, the code and how to come back to it; nothing after a visit in which nothing was done."""
        assert self.session
        visit = self.session.visit
        if visit.empty:
            return ""
        summary = self.session.summary
        home = self._home(summary.code)
        if self.who.front == "web":  # the page fetches the rest, which has no plan; it shows no more than a screen
            from explorer.report.plan import own_plan
            from explorer.report.screen_reader import as_spoken

            plan = own_plan(summary)
            return f"{as_spoken(self.tr, plan, COLUMNS)}\n{home}\n" if plan else f"{home}\n"
        return f"{as_markdown(summary_document(summary))}\n{home}\n"

    def _sorry(self, why: str) -> str:
        """Why a visit ends, and the code, so that nothing is lost."""
        if not self.session or self.session.visit.empty:
            return why + "\n"
        return f"{why}\n{self._home(self.session.code)}\n"

    def _home(self, code: str) -> str:
        """How to fetch the summary of a code."""
        words, tr = self.tr.words.serve, self.tr
        return tr(words.web_home if self.who.front == "web" else words.home, line=self._way_home(code, tr.language))

    # --- the clock and the line, in a thread of their own: a program that stands still is ended all the same -------

    def _watch(self) -> None:
        words, settings = self.tr.words.serve, self.settings
        while True:
            now, heard = time.monotonic(), max(self.began, self.spoken, self.app.heard if self.app else 0.0)
            idle, session = heard + settings.idle - now, self.began + settings.session - now
            if session <= 0:
                finish(self.line, OVER, self._sorry(self.tr(words.over, minutes=minutes(settings.session))))
            if idle <= 0:
                finish(self.line, OVER, self._sorry(self.tr(words.idle, minutes=minutes(settings.idle))))
            ahead = min(WARNING, settings.idle / 2)
            if idle <= ahead and self.warned != heard:
                self.warned = heard
                self._warn(self.tr(words.idle_soon, minutes=minutes(round(idle))))
            self.line.settimeout(min(idle - ahead if idle > ahead else idle, session))
            try:
                message = self.line.recv(16)
            except TimeoutError:
                continue
            except OSError:
                message = b""
            if message == RESIZED:
                os.kill(os.getpid(), signal.SIGWINCH)
            elif not message:
                os._exit(HANGUP)

    def _warn(self, message: str) -> None:
        """Say something that no key brought about."""
        if self.app and self.session:
            self.app.soon(self.session.say, message)
        else:
            say(f"\n{message}\n")


def minutes(seconds: int) -> int:
    """Whole minutes, at least one."""
    return max(1, round(seconds / 60))
